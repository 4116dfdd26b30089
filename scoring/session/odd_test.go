package session_test

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/words"
)

// odd are drafts that nobody means: what is typed into a built-in profile, whose field is named, what is found, and whether
// the rules grade all the same. Fault is the field of the turn's or the draft's fault, "" where there is none.
var odd = []struct {
	what   string
	base   string // Lianyungang when blank
	change func(d *protocol.Draft)
	turn   protocol.Turn
	fault  string
	found  string // codes, in order
}{
	{what: "a weight of words", change: func(d *protocol.Draft) { d.Metrics[0].Weight = "很多" }, fault: "metrics.R.weight"},
	{what: "no weight", change: func(d *protocol.Draft) { d.Metrics[0].Weight = "" }, fault: "metrics.R.weight"},
	{what: "a weight below 0", change: func(d *protocol.Draft) { d.Metrics[1].Weight = "-0.3" }, fault: "metrics.F.weight", found: "weights-sum"},
	{what: "weights of 0", change: func(d *protocol.Draft) {
		for i := range d.Metrics {
			d.Metrics[i].Weight = "0"
		}
	}, fault: "metrics", found: "weights-sum"},
	{what: "a weight beyond all", change: func(d *protocol.Draft) { d.Metrics[2].Weight = "100000" }, fault: "metrics.M.weight", found: "weights-sum"},
	{what: "a weight in wide digits", change: func(d *protocol.Draft) { d.Metrics[2].Weight = "０．３" }, found: "step-empty fragile"},
	{what: "a weight in per cent", change: func(d *protocol.Draft) { d.Metrics[2].Weight = "30%" }, fault: "metrics.M.weight"},
	{what: "a range upside down", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 2, Text: "1000–500"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "an end with an exponent", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 2, Text: "1e3"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "an end in Chinese numerals", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 2, Text: "八百元"}, found: "step-empty fragile"},
	{what: "a part of a day", turn: protocol.Turn{Verb: "high", Metric: 0, Row: 0, Text: "30.5"}, fault: "metrics.R.steps[0].high"},
	{what: "days below 0", turn: protocol.Turn{Verb: "high", Metric: 0, Row: 0, Text: "-5"}, fault: "metrics.R.steps[0].high"},
	{what: "an end beyond all numbers", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 0, Text: "99999999999999999999"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "money finer than it is counted", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 0, Text: "0.00001"}, fault: "metrics.M.steps[0].high"},
	{what: "an end beyond the next one", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 1, Text: "2000"}, fault: "metrics.M.steps[2]"},
	{what: "a range across all", turn: protocol.Turn{Verb: "high", Metric: 2, Row: 1, Text: "0–9000"}, fault: "metrics.M.steps", found: "overlap"},
	{what: "no ends at all", change: func(d *protocol.Draft) {
		for i := range d.Metrics[2].Steps {
			d.Metrics[2].Steps[i].Low, d.Metrics[2].Steps[i].High = "", ""
		}
	}, fault: "metrics.M.steps", found: "overlap"},
	{what: "one step for all", change: func(d *protocol.Draft) { d.Metrics[2].Steps = []protocol.DraftStep{{Points: "3"}} }, found: "step-empty fragile"},
	{what: "no steps", change: func(d *protocol.Draft) { d.Metrics[2].Steps = nil }, fault: "metrics.M.steps"},
	{what: "a step that holds one value", turn: protocol.Turn{Verb: "paste", Metric: 1, Text: "1\n2\n3次及以上"}, found: "fragile"},
	{what: "no points", change: func(d *protocol.Draft) { d.Metrics[2].Steps[0].Points = "" }, fault: "metrics.M.steps[0].points"},
	{what: "points beyond all", change: func(d *protocol.Draft) { d.Metrics[2].Steps[4].Points = "1001" }, fault: "metrics.M.steps[4].points"},
	{what: "points below 0", change: func(d *protocol.Draft) { d.Metrics[2].Steps[0].Points = "-10" }, found: "points-never step-empty fragile"},
	{what: "points in parts", change: func(d *protocol.Draft) { d.Metrics[2].Steps[1].Points = "1.5" }, found: "step-empty fragile"},
	{what: "too many rows", turn: protocol.Turn{Verb: "paste", Metric: 2, Text: strings.Repeat("≥5\n", 40)}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "rows with a gap", turn: protocol.Turn{Verb: "paste", Metric: 2, Text: "100元以下；200–500元；超过500元"}, fault: "metrics.M.steps", found: "gap"},
	{what: "a row twice", turn: protocol.Turn{Verb: "paste", Metric: 2, Text: "100元以下\n超过100元\n超过100元"}, fault: "metrics.M.steps", found: "overlap"},
	{what: "a row of words among ranges", turn: protocol.Turn{Verb: "paste", Metric: 2, Text: "100元以下\n合计\n超过100元"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "money in another unit", base: "shaoxing-finance", turn: protocol.Turn{Verb: "paste", Metric: 2, Text: "5000元以下\n5001元–3万\n3万元以上"}, fault: "metrics.M.steps", found: "overlap weights-sum"},
	{what: "a code twice", change: func(d *protocol.Draft) { d.Bands[1].Code = "a" }, fault: "bands[1].grade"},
	{what: "a code with a meaning", change: func(d *protocol.Draft) { d.Bands[0].Code = "New" }, fault: "bands[0].grade"},
	{what: "a code that is a formula", change: func(d *protocol.Draft) { d.Bands[0].Code = "=1" }, fault: "bands[0].grade"},
	{what: "a code too long", change: func(d *protocol.Draft) { d.Bands[0].Code = "核心客户" }, fault: "bands[0].grade"},
	{what: "no code", change: func(d *protocol.Draft) { d.Bands[3].Code = " " }, fault: "bands[3].grade"},
	{what: "a grade above the better one", change: func(d *protocol.Draft) { d.Bands[1].From = "4.5" }, fault: "bands[1].from"},
	{what: "no beginning", change: func(d *protocol.Draft) { d.Bands[0].From = "" }, fault: "bands[0].from"},
	{what: "no beginning of the last", change: func(d *protocol.Draft) { d.Bands[3].From = "" }, found: "step-empty fragile"},
	{what: "a gap between grades", turn: protocol.Turn{Verb: "from", Row: 1, Text: "3.1–3.8"}, found: "gap step-empty fragile"},
	{what: "grades that overlap", turn: protocol.Turn{Verb: "to", Row: 2, Text: "3.5"}, found: "overlap step-empty fragile"},
	{what: "a grade upside down", turn: protocol.Turn{Verb: "to", Row: 1, Text: "2"}, fault: "bands[1].to"},
	{what: "a grade of words", turn: protocol.Turn{Verb: "from", Row: 0, Text: "优秀"}, fault: "bands[0].from", found: "step-empty fragile"},
	{what: "a grade above a score", turn: protocol.Turn{Verb: "from", Row: 0, Text: "超过4分"}, found: "step-empty fragile"},
	{what: "a grade up to a score only", turn: protocol.Turn{Verb: "from", Row: 1, Text: "4以下"}, fault: "bands[1].from", found: "step-empty fragile"},
	{what: "a grade beyond all", change: func(d *protocol.Draft) { d.Bands[0].From = "99999999999" }, fault: "bands[0].from"},
	{what: "a grade that nobody reaches", change: func(d *protocol.Draft) { d.Bands[0].From = "5.1" }, found: "grade-unreachable step-empty fragile"},
	{what: "no grades", change: func(d *protocol.Draft) { d.Bands = nil }, fault: "bands"},
	{what: "seven grades", change: func(d *protocol.Draft) {
		for _, c := range []string{"E", "F", "G"} {
			d.Bands = append(d.Bands, protocol.DraftBand{Code: c, From: "0", Name: d.Name})
		}
	}, fault: "bands"},
	{what: "no name of a grade", change: func(d *protocol.Draft) { d.Bands[2].Name = protocol.Text{} }, fault: "bands[2].name", found: "step-empty fragile"},
	{what: "no name", change: func(d *protocol.Draft) { d.Name = protocol.Text{} }, fault: "name", found: "step-empty fragile"},
	{what: "a bell in the name", change: func(d *protocol.Draft) { d.Name.Zh = "a\a" }, fault: "name.zh", found: "step-empty fragile"},
	{what: "a window of 0 days", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "days", N: "0"} }, fault: "window.days"},
	{what: "a window of words", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "months", N: "半年"} }, fault: "window.months"},
	{what: "a window of a century", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "months", N: "1201"} }, fault: "window.months"},
	{what: "a window of parts", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "days", N: "1.5"} }, fault: "window.days"},
	{what: "a window of weeks", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "week"} }, fault: "window.calendar"},
	{what: "a window that ends before it begins", change: func(d *protocol.Draft) {
		d.Window = protocol.DraftWindow{Kind: "dates", From: "2024-05-01", To: "2024-04-01"}
	}, fault: "window.to"},
	{what: "a window of a day that is none", change: func(d *protocol.Draft) {
		d.Window = protocol.DraftWindow{Kind: "dates", From: "2024-02-30", To: "2024-04-01"}
	}, fault: "window.from"},
	{what: "a window without dates", change: func(d *protocol.Draft) { d.Window = protocol.DraftWindow{Kind: "dates"} }, fault: "window.from"},
	{what: "a window before everything", change: func(d *protocol.Draft) {
		d.Window = protocol.DraftWindow{Kind: "dates", From: "1990-01-01", To: "1990-12-31"}
	}, found: "window-longer"},
	{what: "a currency in small letters", change: func(d *protocol.Draft) { d.Currency = "usd" }, fault: "currency"},
	{what: "a sign of a currency", change: func(d *protocol.Draft) { d.Currency = "¥" }, fault: "currency"},
	{what: "another unit", change: func(d *protocol.Draft) { d.Unit = "wan" }, found: "step-empty fragile"},
	{what: "no unit", change: func(d *protocol.Draft) { d.Unit = "bushel" }, fault: "unit"},
	{what: "a long source", change: func(d *protocol.Draft) { d.Source = strings.Repeat("7", 101) }, fault: "source"},
	{what: "too many notes", change: func(d *protocol.Draft) { d.Notes = make([]protocol.Text, 17) }, fault: "notes", found: "step-empty fragile"},
	{what: "a blank note", change: func(d *protocol.Draft) { d.Notes = make([]protocol.Text, 1) }, fault: "notes[0]", found: "step-empty fragile"},
	{what: "one part", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Parts, d.Metrics[1].Tie = "rank", "1", "worst"
	}, fault: "metrics.F.parts"},
	{what: "a thousand parts", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Parts, d.Metrics[1].Tie = "rank", "1000", "worst"
	}, fault: "metrics.F.parts"},
	{what: "no parts", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Parts, d.Metrics[1].Tie = "rank", "", "worst"
	}, fault: "metrics.F.parts"},
	{what: "a tie rule that nobody knows", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Parts, d.Metrics[1].Tie = "rank", "5", "luck"
	}, fault: "metrics.F.tie"},
	{what: "shares of 90", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Tie, d.Metrics[1].Shares = "rank", "best", []protocol.DraftShare{{Share: "40", Points: "2"}, {Share: "50", Points: "1"}}
	}, fault: "metrics.F.shares"},
	{what: "a share of 0", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Tie, d.Metrics[1].Shares = "rank", "best", []protocol.DraftShare{{Share: "0", Points: "2"}, {Share: "100", Points: "1"}}
	}, fault: "metrics.F.shares[0]"},
	{what: "better shares earn less", change: func(d *protocol.Draft) {
		d.Metrics[1].Method, d.Metrics[1].Tie, d.Metrics[1].Shares = "rank", "best", []protocol.DraftShare{{Share: "50", Points: "1"}, {Share: "50", Points: "2"}}
	}, fault: "metrics.F.points[1]"},
	{what: "a method that nobody knows", change: func(d *protocol.Draft) { d.Metrics[1].Method = "guess" }, fault: "metrics.F.method"},
	{what: "days as points", change: func(d *protocol.Draft) { d.Metrics[0].Method = "raw" }, fault: "metrics.R.method"},
	{what: "a mean in parts", change: func(d *protocol.Draft) { d.Metrics[1].Method, d.Metrics[1].Value = "mean", "2.5" }, fault: "metrics.F.value"},
	{what: "a mean of words", change: func(d *protocol.Draft) { d.Metrics[1].Method, d.Metrics[1].Value = "mean", "平均" }, fault: "metrics.F.value"},
	{what: "means of all three", change: func(d *protocol.Draft) {
		for i := range d.Metrics {
			d.Metrics[i].Method = "mean"
		}
	}, found: "grade-unreachable fragile"},
	{what: "all values are points", change: func(d *protocol.Draft) { d.Metrics[1].Method, d.Metrics[2].Method = "raw", "raw" }},
	{what: "nobody is valid", change: func(d *protocol.Draft) { d.Metrics[0].Min = "100000" }, found: "cut-unreachable grade-unreachable"},
	{what: "valid upside down", change: func(d *protocol.Draft) { d.Metrics[0].Min, d.Metrics[0].Max = "30", "10" }, fault: "metrics.R.valid"},
	{what: "valid of words", change: func(d *protocol.Draft) { d.Metrics[2].Min = "x" }, fault: "metrics.M.valid.min"},
	{what: "valid within one step", change: func(d *protocol.Draft) { d.Metrics[1].Min, d.Metrics[1].Max = "2", "3" }, found: "cut-unreachable step-empty fragile"},
	{what: "a wish for nothing", turn: protocol.Turn{Verb: "wish", Text: "0"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "a wish below 0", turn: protocol.Turn{Verb: "wish", Text: "-5"}, fault: "metrics.M.steps", found: "step-empty fragile"},
	{what: "a wish as it is written", turn: protocol.Turn{Verb: "wish", Text: "２千元"}, found: "points-never step-empty fragile"},
	{what: "a wish without a scale for it", base: "maoming-appraisal", turn: protocol.Turn{Verb: "wish", Text: "2000"}, fault: "metrics.F.method", found: "grade-unreachable value-crowded fragile"},
	{what: "limits of nothing ranked", turn: protocol.Turn{Verb: "freeze"}, fault: "metrics", found: "step-empty fragile"},
	{what: "ten steps of few values", turn: protocol.Turn{Verb: "suggest", Metric: 1, N: 10}, fault: "metrics.F.steps", found: "step-empty fragile"},
	{what: "a verb that nobody knows of a row that is none", turn: protocol.Turn{Verb: "drop", Metric: 1, Row: 77}, fault: "metrics.F.steps", found: "step-empty fragile"},
	{what: "a grade that is none", turn: protocol.Turn{Verb: "floor", Row: 9, N: 1}, fault: "bands", found: "step-empty fragile"},
}

// TestOddDrafts: whatever is typed is refused with the name of its field in both languages, or grades; nothing is lost of it.
func TestOddDrafts(t *testing.T) {
	for _, c := range odd {
		base := c.base
		if base == "" {
			base = "lianyungang-dental"
		}
		s, _ := load(t, "log.csv", paid(120), protocol.Settings{Profile: base, Unit: "yuan"})
		d := asIs(t, s)
		d.ID = "mine"
		if c.change != nil {
			c.change(&d)
		}
		c.turn.Draft = d
		out, err := s.TurnRules(c.turn)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		faults := append(slices.Clone(out.Faults), out.Fit.Faults...)
		field := ""
		if len(faults) > 0 {
			field = faults[0].Field
			for _, lang := range words.Languages {
				if said := words.Fault(lang, field, faults[0].Pattern, faults[0].Args); !strings.HasPrefix(said, field) || strings.Contains(said, "fault.") {
					t.Errorf("%s: said as %q", c.what, said)
				}
			}
		}
		if field != c.fault || (out.Fit.Text == "") != (len(out.Fit.Faults) > 0) {
			t.Errorf("%s: fault of %q, want %q: %+v", c.what, field, c.fault, faults)
		}
		if out.Fit.Text != "" {
			if _, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "mine", Rules: out.Fit.Text, Unit: "yuan"}, silent); err != nil {
				t.Errorf("%s: %v", c.what, err)
				continue
			}
		}
		check, err := s.Rules(protocol.RulesWish{Draft: out.Draft, Against: base})
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		var codes []string
		for _, f := range check.Findings {
			if !slices.Contains(codes, f.Code) {
				codes = append(codes, f.Code)
			}
			if f.Say.Zh == "" || f.Say.En == "" || strings.Contains(f.Say.Zh+f.Say.En, "doctor.") {
				t.Errorf("%s: %+v", c.what, f)
			}
			namedBy(t, s, c.what, f)
		}
		if got := strings.Join(codes, " "); got != c.found {
			t.Errorf("%s: found %q, want %q", c.what, got, c.found)
		}
	}
}

// namedBy holds the number of customers of a finding against the list that the filter gives.
func namedBy(t *testing.T, s *session.Session, what string, f protocol.Finding) {
	t.Helper()
	if len(f.Who) == 0 {
		return
	}
	count, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "doctor", Values: f.Who}}})
	if err != nil || count.Rows != f.Total || f.Total == 0 {
		t.Errorf("%s, %s: %d in the list, %d said, %v", what, f.Code, count.Rows, f.Total, err)
	}
}
