//go:build !js

package terminal

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/intake/doubt"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// tell says what was made of the files: to people on what goes out, unless the file goes there, open questions on the side; to
// machines in JSON.
func (g *grading) tell(out *protocol.Outcome) error {
	if g.json {
		return g.tellJSON(out)
	}
	w := g.Out
	if g.out == standard {
		w = g.Err
	}
	name, bands := rulesOf(out, g.lang)
	from := out.AsOfFrom
	if from == "" {
		from = "none"
	}
	line := func(key string, args ...string) { say(w, g.lang, "terminal."+key, args...) }
	line("graded", "files", strings.Join(out.Files, " + "), "profile", name, "day", out.AsOf,
		"from", words.Text(g.lang, "story.asof."+from))
	l := out.Ledger
	for _, s := range []struct {
		name string
		sum  protocol.Sum
	}{{"read", l.Read}, {"used", l.Used}, {"duplicates", l.Duplicates}, {"aside", l.Aside}, {"totals", l.Totals}} {
		if s.name == "totals" && s.sum.Rows == 0 {
			continue
		}
		line("sum", "name", words.Text(g.lang, "ledger."+s.name), "rows", strconv.Itoa(s.sum.Rows), "money", s.sum.Money)
	}
	for _, s := range []struct {
		name string
		sum  protocol.Sum
	}{{"refunds", l.Refunds}, {"uncounted", l.Uncounted}} {
		if s.sum.Rows > 0 {
			line("sum", "name", words.Text(g.lang, "export.about."+s.name), "rows", strconv.Itoa(s.sum.Rows), "money", s.sum.Money)
		}
	}
	for _, group := range out.Groups {
		name := words.Text(g.lang, "grade.ungraded")
		if band, ok := bands[group.Grade]; ok {
			name = group.Grade + " " + band
		}
		line("group", "name", name, "n", strconv.Itoa(group.Count), "share", tenths(group.CountShare), "money", group.Money)
	}
	for _, i := range out.Notices {
		line("notice", "text", issueText(g.lang, i))
	}
	if g.out != "" && g.out != standard {
		line("written", "file", g.out)
	}
	g.askAll(out)
	return w.(*stream).err
}

// rulesOf gives the name of the rules that graded, and those of their grades.
func rulesOf(out *protocol.Outcome, lang string) (name string, bands map[string]string) {
	bands = map[string]string{}
	if p, ok := profiles.ByID(out.Profile); ok && len(out.Own) == 0 {
		for _, b := range p.Bands {
			bands[b.Grade] = b.Name.In(lang)
		}
		return p.Name.In(lang), bands
	}
	for _, p := range out.Own {
		name = p.Name.In(lang)
		for _, b := range p.Bands {
			bands[b.Grade] = b.Name.In(lang)
		}
	}
	return name, bands
}

func tenths(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }

// open counts the questions without an answer.
func open(out *protocol.Outcome) (n int) {
	for _, a := range out.Asks {
		if !a.Answered {
			n++
		}
	}
	return n
}

// askAll puts the open questions, and says which answers were for questions that nobody asked.
func (g *grading) askAll(out *protocol.Outcome) {
	for _, a := range out.Asks {
		if a.Answered {
			continue
		}
		say(g.Err, g.lang, "terminal.ask", "text", g.question(a))
		for _, id := range a.Answers {
			key := "terminal.answer"
			if id == a.Meanwhile {
				key = "terminal.meanwhile"
			}
			say(g.Err, g.lang, key, "flag", flagOf(a, id), "text", g.answer(a, id))
		}
	}
	for _, flag := range g.unasked(out) {
		say(g.Err, g.lang, "terminal.unasked", "flag", flag)
	}
}

// unasked are the answers to questions that nobody asked, as flags.
func (g *grading) unasked(out *protocol.Outcome) []string {
	flags := []string{}
	for _, said := range g.answers {
		if !slices.ContainsFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == said.Code && a.Key == said.Key }) {
			flags = append(flags, flagOf(protocol.Ask{Code: said.Code, Key: said.Key}, said.ID))
		}
	}
	return flags
}

// flagOf is how an answer is given.
func flagOf(a protocol.Ask, id string) string {
	text := a.Code
	if a.Key != "" {
		text += ":" + a.Key
	}
	text += "=" + id
	if strings.ContainsAny(text, " '\"$\\()&;|<>*?") {
		return "-answer '" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return "-answer " + text
}

func (g *grading) question(a protocol.Ask) string {
	key := "ask." + a.Code
	if form := key + "." + a.Form; a.Form != "" && words.Has(form) {
		key = form
	}
	args := append([]string{"rows", strconv.Itoa(a.Rows), "money", a.Money}, a.Args...)
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "unit" {
			args[i+1] = words.Text(g.lang, "unit."+args[i+1])
		}
	}
	return words.Text(g.lang, key, args...)
}

// answer is what an answer says.
func (g *grading) answer(a protocol.Ask, id string) string {
	return words.Text(g.lang, doubt.Answer(a.Code, id), append([]string{"it", doubt.About(id, a.Args)}, a.Args...)...)
}

type jsonSum struct {
	Rows  int    `json:"rows"`
	Money string `json:"money"`
}

type jsonAnswer struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type jsonAsk struct {
	Code      string       `json:"code"`
	Key       string       `json:"key"`
	Text      string       `json:"text"`
	Rows      int          `json:"rows"`
	Money     string       `json:"money"`
	Meanwhile string       `json:"meanwhile"`
	Answered  bool         `json:"answered"`
	Answers   []jsonAnswer `json:"answers"`
}

type jsonGrade struct {
	Grade     string `json:"grade"`
	Customers int    `json:"customers"`
	Money     string `json:"money"`
}

type jsonNotice struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

type jsonOutcome struct {
	Files      []string     `json:"files"`
	Profile    string       `json:"profile"`
	AsOf       string       `json:"asOf"`
	AsOfFrom   string       `json:"asOfFrom"`
	Shape      string       `json:"shape"`
	Visits     string       `json:"visits"`
	Unit       string       `json:"unit"`
	Read       jsonSum      `json:"read"`
	Used       jsonSum      `json:"used"`
	Duplicates jsonSum      `json:"duplicates"`
	Aside      jsonSum      `json:"aside"`
	Totals     jsonSum      `json:"totals"`
	Uncounted  jsonSum      `json:"uncounted"`
	Refunds    jsonSum      `json:"refunds"`
	Customers  int          `json:"customers"`
	Money      string       `json:"money"`
	Grades     []jsonGrade  `json:"grades"`
	Asks       []jsonAsk    `json:"asks"`
	Unasked    []string     `json:"unasked"` // answers that were of no use
	Notices    []jsonNotice `json:"notices"`
	Output     string       `json:"output"`
}

// tellJSON says the same to machines. Money is in yuan, as text, so that no digit is lost.
func (g *grading) tellJSON(out *protocol.Outcome) error {
	l := out.Ledger
	j := jsonOutcome{Files: out.Files, Profile: out.Profile, AsOf: out.AsOf, AsOfFrom: out.AsOfFrom, Shape: out.Shape,
		Visits: out.Visits, Unit: out.Unit, Read: jsonSum(l.Read), Used: jsonSum(l.Used), Duplicates: jsonSum(l.Duplicates),
		Aside: jsonSum(l.Aside), Totals: jsonSum(l.Totals), Uncounted: jsonSum(l.Uncounted), Refunds: jsonSum(l.Refunds), Customers: out.Rows, Money: out.Money, Grades: []jsonGrade{}, Asks: []jsonAsk{},
		Unasked: g.unasked(out), Notices: []jsonNotice{}, Output: g.out}
	for _, group := range out.Groups {
		j.Grades = append(j.Grades, jsonGrade{group.Grade, group.Count, group.Money})
	}
	for _, a := range out.Asks {
		ask := jsonAsk{Code: a.Code, Key: a.Key, Text: g.question(a), Rows: a.Rows, Money: a.Money, Meanwhile: a.Meanwhile,
			Answered: a.Answered, Answers: []jsonAnswer{}}
		for _, id := range a.Answers {
			ask.Answers = append(ask.Answers, jsonAnswer{id, g.answer(a, id)})
		}
		j.Asks = append(j.Asks, ask)
	}
	for _, i := range out.Notices {
		j.Notices = append(j.Notices, jsonNotice{i.Code, issueText(g.lang, i)})
	}
	return writeJSON(g.Out.(*stream).raw(), j)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
