package intake

import (
	"strings"

	"fenji/scoring/sheet"
)

// What a column means may show only in its values: telephone numbers, sexes, what became of an appointment. These
// recognisers are asked about columns that nothing else explains; each must hold for nearly all values of a sample.

// sexes are the ways to write a sex.
var sexes = words("男,女,男性,女性,先生,女士,m,f,male,female,man,woman,未知,不详,未说明,unknown,other")

// attended are what a status says beside words of absence. Only both together make a column a status: a column of
// "完成" alone says nothing that matters.
var attended = words("完成,已完成,已到,到诊,已到诊,到店,已到店,到院,已到院,已就诊,就诊,已接诊,已看诊,正常,履约,已履约,已赴约,成功,交易成功,已付款,已支付,已收费,有效,已确认," +
	"completed,complete,done,attended,arrived,checked in,checked out,seen,fulfilled,kept,show,showed,paid,success," +
	"confirmed,fully paid")

// speech counts what the texts of a sample say.
type speech struct{ filled, distinct, phones, sexes, absent, attended, men int }

// listen samples the values of a column.
func listen(v *values, col, from int) (s speech) {
	const sample = 300
	seen := map[sheet.Cell]bool{}
	step := max(1, (v.t.Rows-from)/sample)
	for row := from; row < v.t.Rows; row += step {
		c := v.t.Cell(row, col)
		if v.traitsOf(c)&isEmpty != 0 {
			continue
		}
		s.filled++
		if !seen[c] {
			seen[c] = true
			s.distinct++
		}
		text := v.t.Text(c)
		if isPhone(text) {
			s.phones++
			continue
		}
		switch w := fold(clip(text)); {
		case sexes[w]:
			if s.sexes++; w == "男" || w == "女" || len(w) > 1 {
				s.men++
			}
		case absent[w]:
			s.absent++
		case attended[w]:
			s.attended++
		}
	}
	return s
}

// means says which role the values speak for; Other when none.
func (s speech) means() Role {
	nearly := func(n int) bool { return n > 0 && 100*n >= 90*s.filled }
	switch {
	case s.filled < 3:
	case nearly(s.phones):
		return Phone
	case nearly(s.sexes) && s.men > 0 && s.distinct <= 6:
		return Sex
	case nearly(s.absent+s.attended) && s.absent > 0 && s.attended > 0 && s.distinct <= 16:
		return Status
	}
	return Other
}

// byWords gives roles to columns whose headers say nothing and whose values do.
func (g *guesser) byWords() {
	for col := range g.roles {
		if g.roles[col] != Other || g.meanings[col].sure > 0 || g.facts[col].sampled == 0 {
			continue
		}
		if r := listen(g.v, col, g.m.HeaderRow+1).means(); r != Other && (g.holder(r) < 0 || !r.Single()) {
			g.set(col, r, weak, WhyValues)
		}
	}
}

// promotePhone lets the telephone number stand for the customer when nothing better does.
func (g *guesser) promotePhone() {
	if phone := g.holder(Phone); phone >= 0 && g.holder(Customer) < 0 {
		g.roles[phone], g.sure[phone] = Customer, min(g.sure[phone], phoneSure)
	}
}

// phoneSure is how sure a telephone number is to be the customer: members of one family share it.
const phoneSure = 45

// isPhone tells a mobile number of the mainland, however it is grouped, or a number with an area code.
func isPhone(s string) bool {
	if len(s) < 10 || len(s) > 24 {
		return false
	}
	var digits [16]byte
	n := 0
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b-'0' < 10:
			if n == len(digits) {
				return false
			}
			digits[n] = b
			n++
		case strings.IndexByte("+- ()", b) < 0:
			return false
		}
	}
	number := strings.TrimPrefix(strings.TrimPrefix(string(digits[:n]), "00"), "86")
	if len(number) == 11 && number[0] == '1' && number[1] >= '3' {
		return true
	}
	return strings.ContainsAny(s, "-()") && number == string(digits[:n]) && (n == 11 || n == 12) && number[0] == '0'
}
