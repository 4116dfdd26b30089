package dialect

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/words"
)

// Version counts the forms that scripts have had. It changes when a script would grade otherwise or name its columns otherwise.
const Version = 1

// Visit rules: what counts as one visit.
const (
	ByDay   = "day"   // a day on which more was paid than given back
	ByOrder = "order" // an order of which that is true; what has no order number counts by day
	ByRow   = "row"   // a row with a positive amount
)

// Options say for whom and for when a script is.
type Options struct {
	Dialect string          // one of Names
	AsOf    civil.Day       // the analysis date
	Visits  string          // ByDay, ByOrder or ByRow
	From    string          // the relation that holds the visits, as the dialect names it; "": to be filled in
	Frozen  *scoring.Frozen // cut points that ranked metrics keep; nil: they are ranked anew
	Lang    string          // of comments and of the names of grades
}

// A Script is what Write makes.
type Script struct {
	Header     string // comments: what the script was made from
	Statements []Statement
	Edit       []string // the lines of the view that are to be edited
}

// A Statement is one statement of a script, without what ends it.
type Statement struct {
	Comment string // stands above it, in lines of comments
	SQL     string
}

// Write writes a profile as a script.
func Write(p *profile.Profile, o Options) (*Script, error) {
	w := &writer{profile: p, o: o, speech: speechOf(o.Dialect)}
	switch {
	case w.speech == nil:
		return nil, errors.New("dialect: no dialect " + strconv.Quote(o.Dialect))
	case !slices.Contains([]string{ByDay, ByOrder, ByRow}, o.Visits):
		return nil, errors.New("dialect: no visit rule " + strconv.Quote(o.Visits))
	case o.AsOf == civil.NoDay:
		return nil, errors.New("dialect: no analysis date")
	}
	if err := Relation(o.From); err != nil {
		return nil, err
	}
	var err error
	if w.rules, err = rulesOf(p, o.Frozen); err != nil {
		return nil, err
	}
	s := &Script{Header: w.header()}
	s.Statements = w.view()
	s.Edit = w.given()
	if w.keeps() {
		s.add(w.say("forget"), w.forget)
		s.add(w.say("keep"), w.kept())
	}
	s.add(w.say("grade"), w.grades())
	if w.cutting() {
		s.add(w.say("cuts"), w.cuts())
	}
	s.add(w.say("check"), w.check())
	s.add(w.say("ties", "tie", w.vector().rule.Tie.String()), w.ties())
	return s, nil
}

func (s *Script) add(comment, sql string) {
	s.Statements = append(s.Statements, Statement{comment, sql})
}

// String is the script as a file.
func (s *Script) String() string {
	var b strings.Builder
	b.WriteString(s.Header)
	for _, st := range s.Statements {
		b.WriteString("\n" + st.Comment + st.SQL + ";\n")
	}
	return b.String()
}

// Relation refuses what could end the statement that a relation stands in.
func Relation(from string) error {
	for _, bad := range []string{";", "--", "/*", "\n", "\r", "\x00"} {
		if strings.Contains(from, bad) {
			return errors.New("dialect: a relation cannot hold " + strconv.Quote(bad))
		}
	}
	return nil
}

// A writer makes one script.
type writer struct {
	profile *profile.Profile
	rules   *rules
	o       Options
	*speech
}

// ranks tells whether customers are ranked anew, or held against their mean.
func (w *writer) ranks() bool {
	return slices.ContainsFunc(w.rules.gauges[:], func(g gauge) bool { return g.anew() })
}

// cutting tells whether there are cut points to be told.
func (w *writer) cutting() bool {
	return slices.ContainsFunc(w.rules.gauges[:], func(g gauge) bool { return g.anew() && g.ranked() })
}

// keeps tells whether the customers have a table of their own, as they are asked for several times.
func (w *writer) keeps() bool { return w.keep != "" && w.ranks() }

// source names the view of the visits, which cannot be called as what it looks at.
func (w *writer) source() string {
	from := strings.ToLower(w.o.From)
	from = from[strings.LastIndexByte(from, '.')+1:]
	if strings.Trim(from, "\"`[] ") == "visits" {
		return "fenji_visits"
	}
	return "visits"
}

// say gives a comment of one or more lines.
func (w *writer) say(key string, args ...string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(words.Text(w.o.Lang, "sql."+key, args...), "|") {
		b.WriteString("-- " + remark(strings.TrimSpace(line)) + "\n")
	}
	return b.String()
}

// header says what the script was made from.
func (w *writer) header() string {
	p := w.profile
	var b strings.Builder
	line := func(key string, args ...string) { b.WriteString(w.say(key, args...)) }
	line("head", "dialect", w.title, "version", strconv.Itoa(Version))
	line("profile", "id", p.ID, "name", p.Name.In(w.o.Lang), "hash", p.Hash())
	line("asof", "day", w.o.AsOf.String())
	if from, to, limited := p.Window.Bounds(w.o.AsOf); limited {
		line("window", "from", from.String(), "to", to.String())
	} else {
		line("window.none")
	}
	line("visits." + w.o.Visits)
	if p.Currency != "" && p.Currency != "CNY" {
		line("currency", "currency", p.Currency)
	} else {
		line("unit." + p.Unit.String())
	}
	for _, g := range w.rules.gauges {
		line("weight", "metric", g.metric.String(), "weight", g.rule.Weight.String(), "how", w.how(g))
	}
	for i, band := range p.Bands {
		key := "band.from"
		if band.Open {
			key = "band.over"
		}
		line(key, "grade", band.Grade, "name", band.Name.In(w.o.Lang), "score", p.Bands[i].From.String())
	}
	line("reasons")
	for _, note := range w.notes {
		line("note." + note)
	}
	return b.String()
}

// how says how a metric becomes points.
func (w *writer) how(g gauge) string {
	key := "how." + g.rule.Method.String()
	switch {
	case g.ranked() && !g.anew():
		key = "how.frozen"
	case g.rule.Shares != nil:
		key = "how.shares"
	case g.mean() && !g.anew():
		key = "how.value"
	}
	var shares []string
	for _, share := range g.rule.Shares {
		shares = append(shares, strconv.Itoa(share))
	}
	return words.Text(w.o.Lang, "sql."+key, "parts", strconv.Itoa(len(g.points)), "shares", strings.Join(shares, ", "),
		"tie", words.Text(w.o.Lang, "sql.tie."+g.rule.Tie.String()))
}

// yuan writes ten-thousandths of a yuan as yuan.
func (w *writer) yuan(x string) string { return w.decimal(x, decimal.MoneyExp) }
