package header

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What a column means may show only in its values: telephone numbers, sexes, what became of an appointment. These
// recognisers are asked about columns that nothing else explains; each must hold for nearly all values of a sample.

// sexes are the ways to write a sex.
var sexes = read.Words("男,女,男性,女性,先生,女士,m,f,male,female,man,woman,未知,不详,未说明,unknown,other")

// attended are what a status says beside words of absence. Only both together make a column a status: a column of
// "完成" alone says nothing that matters.
var attended = read.Words("完成,已完成,已到,到诊,已到诊,到店,已到店,到院,已到院,已就诊,就诊,已接诊,已看诊,正常,履约,已履约,已赴约,成功,交易成功,已付款,已支付,已收费,有效,已确认," +
	"completed,complete,done,attended,arrived,checked in,checked out,seen,fulfilled,kept,show,showed,paid,success," +
	"confirmed,fully paid")

// speech counts what the texts of a sample say.
type speech struct{ filled, distinct, phones, sexes, absent, attended, men int }

// listen samples the values of a column.
func listen(v *read.Values, col, from int) (s speech) {
	const sample = 300
	seen := map[sheet.Cell]bool{}
	step := max(1, (v.T.Rows-from)/sample)
	for row := from; row < v.T.Rows; row += step {
		c := v.T.Cell(row, col)
		if v.TraitsOf(c)&read.IsEmpty != 0 {
			continue
		}
		s.filled++
		if !seen[c] {
			seen[c] = true
			s.distinct++
		}
		text := v.T.Text(c)
		if read.IsPhone(text) {
			s.phones++
			continue
		}
		switch w := read.Fold(read.Clip(text)); {
		case sexes.Has(w):
			if s.sexes++; w == "男" || w == "女" || len(w) > 1 {
				s.men++
			}
		case read.Absent.Has(w):
			s.absent++
		case attended.Has(w):
			s.attended++
		}
	}
	return s
}

// means says which role the values speak for; Other when none.
func (s speech) means() intake.Role {
	nearly := func(n int) bool { return n > 0 && 100*n >= 90*s.filled }
	switch {
	case s.filled < 3:
	case nearly(s.phones):
		return intake.Phone
	case nearly(s.sexes) && s.men > 0 && s.distinct <= 6:
		return intake.Sex
	case nearly(s.absent+s.attended) && s.absent > 0 && s.attended > 0 && s.distinct <= 16:
		return intake.Status
	}
	return intake.Other
}

// byWords gives roles to columns whose headers say nothing and whose values do.
func (g *guesser) byWords() {
	for col := range g.roles {
		if g.roles[col] != intake.Other || g.meanings[col].sure > 0 || g.facts[col].sampled == 0 {
			continue
		}
		r := listen(g.v, col, g.m.HeaderRow+1).means()
		if h := read.FateWord(g.headers[col]); r == intake.Status && (fate.OfOtherDay(h) || fate.OfHints(h)) {
			continue // of another visit
		}
		if r != intake.Other && (g.holder(r) < 0 || !r.Single()) {
			g.set(col, r, weak, intake.WhyValues)
		}
	}
}

// promotePhone lets the telephone number stand for the customer when nothing better does.
func (g *guesser) promotePhone() {
	if phone := g.holder(intake.Phone); phone >= 0 && g.holder(intake.Customer) < 0 {
		g.roles[phone], g.sure[phone] = intake.Customer, min(g.sure[phone], phoneSure)
	}
}

// phoneSure is how sure a telephone number is to be the customer: members of one family share it.
const phoneSure = 45
