package page

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// An IntakeArea is what the tabs about columns and data quality keep: what they show of an outcome, and the settings
// that the user can return to.
type IntakeArea struct {
	Preview   *protocol.Preview
	PreviewOf *protocol.Outcome // what Preview belongs to
	Quality   *protocol.Quality
	QualityOf *protocol.Outcome

	Past, Future []protocol.Settings // the latest of the past last, the next of the future last
	Moved        *MovedRole          // what the last change of a meaning took from another column
	Open         *protocol.Entry     // the row of the ledger that is looked at
	Kept         Kept
}

// Kept says what this device remembers of the meanings of columns.
type Kept struct {
	This bool // of a table with the headers at hand
	N    int  // of how many tables
	Used bool // the meanings at hand were taken from there
}

// A MovedRole says that a meaning moved from one column to another.
type MovedRole struct {
	Role     string
	From, To int
}

// The events of the intake.
type (
	Previewed struct {
		Of      *protocol.Outcome
		Preview *protocol.Preview
	}
	Judged struct {
		Of      *protocol.Outcome
		Quality *protocol.Quality
	}
	EntryOpened  struct{ Entry *protocol.Entry }
	Remembered   struct{ Kept Kept }
	entryClosing struct{}
)

func reduceIntake(s State, e Event) State {
	in := &s.Areas.Intake
	switch e := e.(type) {
	case Previewed:
		in.PreviewOf, in.Preview = e.Of, e.Preview
	case Judged:
		in.QualityOf, in.Quality = e.Of, e.Quality
	case EntryOpened:
		in.Open = e.Entry
	case entryClosing:
		in.Open = nil
	case Remembered:
		in.Kept = e.Kept
	}
	return s
}

// undone is how many earlier settings are kept.
const undone = 100

// traced notes the settings that an outcome was made from. Settings that equal the last of the past are the way back,
// those that equal the next of the future the way on; any other begin a new way. A file read anew has no past. columns
// are those before.
func (in IntakeArea) traced(task Task, from, to protocol.Settings, columns []protocol.Column) IntakeArea {
	in.Open, in.Moved = nil, nil
	if from.Sheet != to.Sheet || from.Header != to.Header {
		in.Preview = nil
	}
	switch {
	case task == Loading:
		in = IntakeArea{}
	case task != Grading || sameSettings(from, to):
	case len(in.Past) > 0 && sameSettings(in.Past[len(in.Past)-1], to):
		in.Past, in.Future = in.Past[:len(in.Past)-1], append(slices.Clip(in.Future), from)
	case len(in.Future) > 0 && sameSettings(in.Future[len(in.Future)-1], to):
		in.Past, in.Future = append(slices.Clip(in.Past), from), in.Future[:len(in.Future)-1]
	default:
		in.Past, in.Future = append(slices.Clip(in.Past), from), nil
		if len(in.Past) > undone {
			in.Past = in.Past[1:]
		}
		if n := len(to.Roles); n > 0 && !slices.Contains(from.Roles, to.Roles[n-1]) {
			in.Moved = MovedBy(columns, to.Roles[n-1].Column, to.Roles[n-1].Role)
		}
	}
	return in
}

func sameSettings(a, b protocol.Settings) bool {
	return string(protocol.Encode(&a)) == string(protocol.Encode(&b))
}

// roles are the meanings a column can have, in the order in which they are offered.
var roles = []string{"ignore", "other", "customer", "name", "date", "days", "visits", "amount", "order", "refund",
	"refunded", "status", "department", "doctor", "region", "birth", "age", "sex", "phone", "item", "satisfaction", "asof",
	"result"}

// MovedBy says what a change of a column's meaning takes from another column; nil when it takes nothing.
func MovedBy(columns []protocol.Column, column int, role string) *MovedRole {
	if slices.Contains(shared, role) {
		return nil
	}
	for _, c := range columns {
		if c.Role == role && c.Index != column {
			return &MovedRole{Role: role, From: c.Index, To: column}
		}
	}
	return nil
}

// shared are the meanings that several columns may have.
var shared = []string{"ignore", "other", "result", "status"}

// Heading names a column by letter and header: C“金额”.
func (s State) Heading(column int) string {
	header := ""
	if s.Outcome != nil && column >= 0 && column < len(s.Outcome.Columns) {
		header = s.Outcome.Columns[column].Header
	}
	if header == "" {
		header = words.Text(s.Lang, "columns.unnamed")
	}
	return words.Text(s.Lang, "intake.heading", "column", letter(max(0, column)), "header", header)
}

// MovedText says what moved.
func (s State) MovedText() string {
	m := s.Areas.Intake.Moved
	if m == nil {
		return ""
	}
	return words.Text(s.Lang, "intake.moved", "role", words.Text(s.Lang, "role."+m.Role), "from", s.Heading(m.From),
		"to", s.Heading(m.To))
}

// ChangeText says in words by what one set of settings differs from another, for the buttons that undo and redo.
func (s State) ChangeText(from, to protocol.Settings) string {
	t := func(key string, args ...string) string { return words.Text(s.Lang, key, args...) }
	name := func(prefix, v string) string {
		if v == "" {
			return t("intake.change.default")
		}
		return t(prefix + v)
	}
	profile := to.Profile
	if p := s.Profile(to.Profile); p != nil {
		profile = p.Name.In(s.Lang)
	}
	for _, c := range []struct {
		differs bool
		key     string
		value   string
	}{
		{from.Profile != to.Profile, "profile", profile},
		{from.AsOf != to.AsOf, "asof", either(to.AsOf == "", t("intake.change.default"), to.AsOf)},
		{from.Sheet != to.Sheet, "sheet", strconv.Itoa(to.Sheet + 1)},
		{from.Header != to.Header, "header", s.headerText(to.Header)},
		{from.Shape != to.Shape, "shape", name("shape.", to.Shape)},
		{from.Unit != to.Unit, "unit", name("unit.", to.Unit)},
		{from.Visits != to.Visits, "visits", name("visits.", to.Visits)},
		{from.Dates != to.Dates, "dates", name("dates.", to.Dates)},
		{from.Clean.KeepRepeats != to.Clean.KeepRepeats, "repeats", s.onOff(!to.Clean.KeepRepeats)},
		{from.Clean.IgnoreCase != to.Clean.IgnoreCase, "case", s.onOff(to.Clean.IgnoreCase)},
		{from.Clean.PadZeros != to.Clean.PadZeros, "zeros", s.onOff(to.Clean.PadZeros)},
		{from.Clean.FillDown != to.Clean.FillDown, "down", s.onOff(to.Clean.FillDown)},
		{from.Clean.Outliers != to.Clean.Outliers, "outliers", t("intake.outliers." + either(to.Clean.Outliers == "", "none",
			to.Clean.Outliers))},
	} {
		if c.differs {
			return t("intake.change."+c.key, "value", c.value)
		}
	}
	for i, fill := range to.Clean.Gaps {
		if fill != from.Clean.Gaps[i] {
			return t("intake.change.gap", "role", t("role."+gapRoles[i]),
				"value", t("intake.gap."+either(fill == "", "aside", fill)))
		}
	}
	for _, r := range slices.Backward(to.Roles) {
		if !slices.Contains(from.Roles, r) {
			return t("intake.change.role", "column", s.Heading(r.Column), "value", t("role."+r.Role))
		}
	}
	return t("intake.change.roles")
}

// gapRoles are the meanings whose gaps can be filled, in the order of Clean.Gaps, and the fills that make sense.
var (
	gapRoles = [4]string{"amount", "visits", "days", "date"}
	gapFills = [4][]string{{"", "zero", "median", "most"}, {"", "zero", "median", "most"}, {"", "median", "most"},
		{"", "median", "most"}}
)

// Reasons are why rows are in the ledger, those among them that were found when somebody looked.
func (s State) Reasons() []protocol.Reason {
	list := slices.Clone(s.Outcome.Ledger.Reasons)
	in := s.Areas.Intake
	if in.Quality == nil || in.QualityOf != s.Outcome {
		return list
	}
	found := []protocol.Reason{{Code: "near-duplicate", Sum: in.Quality.Near}, {Code: "outlier", Sum: in.Quality.Outliers}}
	for _, f := range found {
		if f.Sum.Rows > 0 {
			list = append(list, f)
		}
	}
	return list
}

func (s State) onOff(on bool) string { return words.Text(s.Lang, "intake."+either(on, "on", "off")) }

func (s State) headerText(n int) string {
	switch {
	case n > 0:
		return words.Text(s.Lang, "intake.row", "row", strconv.Itoa(n))
	case n < 0:
		return words.Text(s.Lang, "intake.header.none")
	}
	return words.Text(s.Lang, "intake.change.default")
}

// WhyText says why a column was taken for what it is, with what its values say.
func (s State) WhyText(c protocol.Column, p *protocol.PreviewColumn) string {
	why := words.Text(s.Lang, "intake.why."+c.Why, "header", c.Header)
	if kind := valueKinds[c.Role]; p != nil && kind != "" && p.Clear+p.Unclear+p.Bad > 0 {
		percent := (p.Clear + p.Unclear) * 100 / (p.Clear + p.Unclear + p.Bad)
		why += words.Text(s.Lang, "intake.share", "percent", strconv.Itoa(percent),
			"kind", words.Text(s.Lang, "intake.kind."+kind))
	}
	if c.Why != "user" && c.Why != "none" && c.Why != "" {
		why += words.Text(s.Lang, "intake.sure", "percent", strconv.Itoa(c.Confidence))
	}
	return why
}

// valueKinds are what the values of a meaning have to be.
var valueKinds = map[string]string{"date": "date", "birth": "date", "asof": "date", "amount": "number",
	"refunded": "number", "visits": "number", "days": "number", "age": "number"}

// asksDates tells whether dates can be read in more than one way and nobody has said which.
func asksDates(out *protocol.Outcome) bool {
	unclear := func(i protocol.Issue) bool { return i.Code == "dates-unclear" }
	return out.Dates == "" && slices.ContainsFunc(out.Notices, unclear)
}

// ReadText says how a cell of the preview is understood, and whether that is other than what stands there.
func (s State) ReadText(raw, read, state string) (text string, other bool) {
	if state == "read" {
		raw = strings.TrimSpace(raw)
		return read, raw != read && raw+".00" != read
	}
	return words.Text(s.Lang, "intake.state."+state), true
}

// preview is what the columns hold: of the outcome shown, or of the one before until its own has come, so that nothing
// flickers.
func (s State) preview() *protocol.Preview {
	p := s.Areas.Intake.Preview
	if p == nil || s.Outcome == nil || len(p.Columns) != 0 && len(p.Columns) != len(s.Outcome.Columns) {
		return nil
	}
	return p
}

// ProofText says what the dates prove about their order, and how they are read; "" when there is nothing to say.
func (s State) ProofText() string {
	p := s.preview()
	if p == nil {
		return ""
	}
	d := p.Dates
	if d.DayFirst+d.MonthFirst+d.Unclear == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		key     string
		n       int
		example string
	}{{"day", d.DayFirst, d.DayExample}, {"month", d.MonthFirst, d.MonthExample},
		{"unclear", d.Unclear, d.UnclearExample}} {
		if p.n > 0 {
			parts = append(parts, words.Text(s.Lang, "intake.proof."+p.key, "n", count(p.n), "example", p.example))
		}
	}
	end := "open"
	switch {
	case s.Outcome.Dates != "":
		end = "chosen"
	case d.Unclear == 0 || d.DayFirst > 0 != (d.MonthFirst > 0):
		end = "settled"
	}
	sep := either(s.Lang == "en", "; ", "；")
	return strings.Join(parts, sep) + words.Text(s.Lang, "intake.proof."+end)
}
