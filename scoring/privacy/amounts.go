package privacy

import (
	"slices"
	"strings"

	"fenji/scoring/sheet"
)

// saidOfSums are words that stand beside the figure of an amount and are nobody's name by themselves. The names of ways of paying are
// none: the numbers of cards and telephones stand beside them.
var saidOfSums = split("欠,约,欠款,欠费,未付,未收,挂账,赊账,赠送,定金,订金,押金,补差,退款,退费,元,块," +
	"owes,owed,owing,unpaid,due,approx,about,refund,refunded,deposit")

// ScreenAmount is Screen for an amount that a question is about: what stands beside its figure is the matter. It is shown as it is where it
// is of the one form that ofSums knows, and no figure stands for somebody of the table.
func (p *Persons) ScreenAmount(col int, s string) string {
	if col < 0 || col >= len(p.Columns) || p.Columns[col].Why != WhyFigures || p.Columns[col].Fate != Rest {
		return p.Screen(col, s)
	}
	figures := ofSums(s)
	if figures == nil || Find(s) != nil || slices.ContainsFunc(figures, p.isCode) {
		return p.Screen(col, s)
	}
	return p.roster(false).replace(s, Mask)
}

// ofSums are figures joined by +, with at most one such word before them and one behind: 欠60, 1000+200, 60 owed. With more digits they
// might be a telephone number. Nil: the text is none of these.
func ofSums(s string) []string {
	const most, places = 8, "0123456789"
	s = strings.ToLower(s)
	from, to := strings.IndexAny(s, places), strings.LastIndexAny(s, places)+1
	if from < 0 || !isSaid(s[:from]) || !isSaid(s[to:]) {
		return nil
	}
	figures, digits := strings.Split(s[from:to], "+"), 0
	for i, figure := range figures {
		figures[i] = strings.Trim(figure, " ")
		n := digitsOfSum(figures[i])
		if digits += n; n == 0 || digits > most {
			return nil
		}
	}
	return figures
}

// isSaid tells nothing, or one of the words.
func isSaid(s string) bool {
	s = strings.Trim(s, " :：")
	return s == "" || slices.Contains(saidOfSums, s)
}

// digitsOfSum counts the digits of a figure of up to six, with up to two behind a point; 0 where it is none.
func digitsOfSum(s string) int {
	whole, cents, pointed := strings.Cut(s, ".")
	if !isDigits(whole) || len(whole) > 6 || pointed && (!isDigits(cents) || len(cents) > 2) {
		return 0
	}
	return len(whole) + len(cents)
}

// isCode tells a figure that is somebody's number in the table. Shorter ones are as good as any sum.
func (p *Persons) isCode(figure string) bool {
	const least = 4
	if len(figure) < least || !isDigits(figure) {
		return false
	}
	if p.codes == nil {
		p.codes = map[string]bool{}
		for _, c := range p.Columns {
			if c.Who || c.Kind != None {
				p.takeCodes(c.Index)
			}
		}
	}
	return p.codes[figure]
}

// takeCodes takes up the numbers of a column that are no longer than the figures of sums.
func (p *Persons) takeCodes(col int) {
	for row := p.from; row < p.table.Rows; row++ {
		cell := p.table.Cell(row, col)
		if cell.Kind != sheet.Text && cell.Kind != sheet.Number {
			continue
		}
		if s := strings.TrimSpace(p.table.Text(cell)); len(s) <= 6 && isDigits(s) {
			p.codes[s] = true
		}
	}
}
