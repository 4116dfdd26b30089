// Package readytext holds what a clinic writes to its customers: templates by reason and grade, and what fills them.
//
// What goes in: templates as text, a line each, and what is known of a customer. What comes out: a text to be copied. What it
// refuses: a line that does not say for which reason, grade and language it is, and a reason that nobody has. It decides
// nothing and sends nothing.
package readytext

import (
	"strings"

	"fenji/scoring/compose"
)

// Reasons are why somebody is written to: the grade falls soon, it is lower by today unless a visit came, or nothing of both.
var Reasons = []string{"falls", "due", "since"}

// Marks are what a template may hold, in braces.
var Marks = []string{"name", "visit", "last", "what", "doctor", "due", "days", "grade"}

// A Template is a text for a reason and a grade, "" for every grade, in a language.
type Template struct{ Reason, Grade, Lang, Text string }

// Templates are a clinic's own; of two for the same the later one counts.
type Templates []Template

// A Fault is a line that is no template.
type Fault struct{ Line int }

func (f Fault) Error() string { return compose.Text("readytext: line %d is no template", f.Line) }

// Parse reads what String wrote: lines of reason, grade, language and text, with | between them and \n for a new line.
func Parse(text string) (list Templates, err error) {
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" {
			continue
		}
		parts := strings.SplitN(line, "|", 4)
		if len(parts) < 4 || !known(parts[0]) || parts[2] == "" {
			return nil, Fault{i + 1}
		}
		list = append(list, Template{parts[0], parts[1], parts[2], unescaped.Replace(parts[3])})
	}
	return list, nil
}

var (
	escaped   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", "")
	unescaped = strings.NewReplacer(`\\`, `\`, `\n`, "\n")
)

func known(reason string) bool {
	for _, r := range Reasons {
		if r == reason {
			return true
		}
	}
	return false
}

// String writes the templates for a project file.
func (t Templates) String() string {
	var b strings.Builder
	for _, x := range t {
		b.WriteString(x.Reason + "|" + x.Grade + "|" + x.Lang + "|" + escaped.Replace(x.Text) + "\n")
	}
	return b.String()
}

// With gives the templates with one more, in the place of that for the same.
func (t Templates) With(x Template) Templates {
	var list Templates
	for _, old := range t {
		if old.Reason != x.Reason || old.Grade != x.Grade || old.Lang != x.Lang {
			list = append(list, old)
		}
	}
	if x.Text == "" {
		return list
	}
	return append(list, x)
}

// For gives the text for a reason and a grade: that of the grade before that of every grade; "" where there is none.
func (t Templates) For(reason, grade, lang string) (text string) {
	rank := 0
	for _, x := range t {
		if x.Reason != reason || x.Lang != lang {
			continue
		}
		switch {
		case x.Grade == grade && grade != "":
			text, rank = x.Text, 2
		case x.Grade == "" && rank < 2:
			text, rank = x.Text, 1
		}
	}
	return text
}

// Fill puts what is known of a customer into a text. values are marks and what stands for them, in pairs; a mark that is
// not among them stays as it is.
func Fill(text string, values ...string) string {
	pairs := make([]string, len(values))
	for i := 0; i+1 < len(values); i += 2 {
		pairs[i], pairs[i+1] = "{"+values[i]+"}", values[i+1]
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
