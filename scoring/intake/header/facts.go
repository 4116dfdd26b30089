package header

import (
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/fate"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// facts are what the values of a column show. All but filled are counted over a sample of the rows.
type facts struct {
	filled  int // cells that hold something, over all rows
	sampled int // of them, in the sample

	dates   int // certain to be dates: date cells, text that reads as a date, 20240105
	short   int // dates with a year of two digits, if dates at all
	serials int // numbers that would be dates in a column of dates
	ticks   int // seconds, or thousandths, since 1970
	clocks  int // times of day
	sides   int // sums with the side of an account behind them
	vague   int // 2024-01 and 1月5日, which are less than a day
	eras    int // 1130508, a day of the Republic of China if one at all
	figures int // numbers, with or without words of money
	marked  int // of them, with a fraction or words of money
	commas  int // texts that are numbers only with a decimal comma
	ways    int // sums with a way of paying beside them; counted only below headers of money, as the next two
	beyond  int // of them, those that are no mere digit
	bare    int // ways of paying alone
	counts  int // whole numbers
	refunds int // words of refunds
	sums    int // figures other than 0 and 1, which mark nothing
	numbers int // texts that hold a digit: numbers of something rather than names
	ids     int // text or whole numbers: what can name a customer
	running int // whole numbers one above the one before; counted on only while they can be nearly all
	small   int // whole numbers from 0 to 999
	seen    map[sheet.Cell]int
}

// sampleRows bounds how many rows a guess looks at; they lie evenly in the table.
const sampleRows = 600

// share is part of all sampled cells in percent.
func (f *facts) share(part int) int {
	if f.sampled == 0 {
		return 0
	}
	return 100 * part / f.sampled
}

// gather looks at the values of a column.
func gather(v *read.Values, col, from int) facts {
	f := facts{seen: map[sheet.Cell]int{}, filled: v.T.Filled(col, from)}
	step := max(1, (v.T.Rows-from)/sampleRows)
	next := from
	for row := from; row < v.T.Rows; {
		s := v.T.Span(row, col)
		for i := next - row; i < len(s.Kinds); i++ {
			if s.Kinds[i] == sheet.Empty {
				continue
			}
			if c := s.Cell(i); v.TraitsOf(c)&read.IsEmpty == 0 {
				f.add(v, c)
			}
			next = row + i + step
			i += step - 1
		}
		row = s.To
		next = max(next, row)
	}
	f.countRunning(v.T, col, from)
	return f
}

// countRunning counts the numbers that follow the one before, as long as the column may be one that numbers the rows.
func (f *facts) countRunning(t *sheet.Table, col, from int) {
	broken := 0
	var before sheet.Cell
	for row := from; row < t.Rows; {
		s := t.Span(row, col)
		row = s.To
		for i, k := range s.Kinds {
			if k == sheet.Empty {
				continue
			}
			c := s.Cell(i)
			if follows(before, c) {
				f.running++
			} else if broken++; 100*(f.filled-broken) < 95*(f.filled-1) {
				return
			}
			before = c
		}
	}
}

func follows(a, b sheet.Cell) bool {
	if a.Kind != sheet.Number || b.Kind != sheet.Number {
		return false
	}
	x, e := a.Number().Parts()
	y, g := b.Number().Parts()
	return e == 0 && g == 0 && y == x+1
}

func (f *facts) add(v *read.Values, c sheet.Cell) {
	f.sampled++
	f.seen[c]++
	switch c.Kind {
	case sheet.Date:
		f.dates++
		return
	case sheet.Time:
		f.clocks++
		return
	}
	if c.Kind == sheet.Text {
		s := v.T.String(c.TextID())
		if read.IsTime(s) {
			f.clocks++
			return
		}
		if strings.ContainsAny(s, "0123456789") {
			f.numbers++
		}
		if _, side := read.Side(s); side != "" {
			f.sides++
		}
	}
	r := v.Reading(c)
	figure, st := v.Figure(c)
	comma := st == read.Unreadable && v.Sign(c) == ','
	if comma {
		f.commas++
	}
	if st == read.Readable && v.IsTick(c) {
		f.ticks++
	}
	if st == read.Readable {
		f.figures++
		n, counted := v.Count(c)
		if counted != read.Readable || n != 0 && n != 1 {
			f.sums++
		}
		if counted == read.Readable {
			f.counts++
			if n >= 0 && n < 1000 {
				f.small++
			}
		} else if figure.Exp < 0 || figure.Stated {
			f.marked++
		}
	}
	switch {
	case r.Short != [3]uint8{}:
		f.short++
	case r.Day == civil.NoDay:
		if v.Republic(c, true) != civil.NoDay {
			f.eras++
		} else if !v.VagueIn(c).IsNone() {
			f.vague++
		}
	case st == read.Readable && (figure.Exp < 0 || figure.Coef <= 80000):
		f.serials++
	default:
		f.dates++
		return
	}
	if v.Truth(c) && c.Kind == sheet.Text && st != read.Readable {
		f.refunds++
	}
	if c.Kind == sheet.Text && !comma || st == read.Readable && figure.Exp >= 0 {
		f.ids++
	}
}

// countWays counts the sums that have a way of paying beside them, and such ways alone. Under other headers Visa 4242 is no sum.
func (f *facts) countWays(v *read.Values) {
	for c, n := range f.seen {
		if c.Kind != sheet.Text {
			continue
		}
		if _, st := v.Figure(c); st != read.Unreadable {
			continue
		}
		if x, st := v.Amount(c, read.Pointed); st == read.Readable {
			if f.ways += n; x.Exp > 0 || x.Stated || max(x.Coef, -x.Coef) >= 10 {
				f.beyond += n
			}
		} else if fate.NamesWay(read.FateWord(v.T.Text(c))) {
			f.bare += n
		}
	}
}

// codes tells whether the figures are codes: all different, without fractions, and of one length of four digits or more.
func (f *facts) codes() bool {
	if f.sampled < 8 || f.marked > 0 || 100*len(f.seen) < 95*f.sampled {
		return false
	}
	width := 0
	for c := range f.seen {
		if c.Kind != sheet.Number {
			return false
		}
		coef, exp := c.Number().Parts()
		n := 0
		for ; coef > 0; coef /= 10 {
			n++
		}
		if n += exp; exp < 0 || n < 4 || width != 0 && n != width {
			return false
		}
		width = n
	}
	return true
}

// numbersRows tells whether the column merely numbers the rows.
func (f *facts) numbersRows() bool { return f.filled > 2 && 100*f.running >= 95*(f.filled-1) }

// fresh is the share of sampled values, in percent, that occur only once among them.
func (f *facts) fresh() int { return f.share(len(f.seen)) }

// kind names what most of the values are.
func (f *facts) kind() string {
	switch {
	case f.sampled == 0:
		return ""
	case 2*f.dates >= f.sampled:
		return "date"
	case 2*(f.figures+f.commas) >= f.sampled && (f.marked+f.commas)*20 >= f.figures+f.commas:
		return "money"
	case 2*(f.figures+f.ways) >= f.sampled:
		return "number"
	}
	return "text"
}

// fits tells which share of the values, in percent, can be what the role asks for.
func (f *facts) fits(r intake.Role) int {
	switch r {
	case intake.Date, intake.AsOf, intake.Birth:
		if f.ticks == f.sampled {
			return 100
		}
		return f.share(f.dates + f.short + f.serials + f.vague + f.eras)
	case intake.Amount, intake.Refunded:
		return f.share(f.figures + f.commas + f.sides + f.ways)
	case intake.Days:
		return f.share(f.figures)
	case intake.Visits, intake.Age:
		return f.share(f.counts)
	case intake.Customer, intake.Name:
		return 100 - f.share(f.dates+f.clocks)
	case intake.Refund:
		if f.refunds > 0 {
			return 100
		}
		return 0
	}
	return 100
}
