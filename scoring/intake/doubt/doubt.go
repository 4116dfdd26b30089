// Package doubt holds each choice that decides a grade against a witness in the same file, and says where the two
// disagree.
//
// A [Doubt] is an open question: what it is about, how many rows and how much money hang on it, what was done meanwhile
// and the answers that settle it. [Questions] is the one table of codes and answers, which words, page and terminal read.
// [Examine] asks them of a table as it is understood. It changes nothing: the answers go back into the settings, and the
// stages behind read them there.
package doubt

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
)

// A Doubt is an open question about a file.
type Doubt = intake.Doubt

// A Question is a code with its answers. One that ends in a colon is followed by what it is about.
type Question struct {
	Code    string
	Answers string // between spaces
}

// Questions are all questions that can be asked.
var Questions = [...]Question{
	{"customer", "keep column: pair: fallback aside above"},
	{"namesakes", "apart together"},
	{"masked", "keep column: pair: aside"},
	{"amount", "keep column: product sum net groups point steps off leave aside read"},
	{"grain", "bill lines"},
	{"status", "counts void refunded refund gift spend topup"},
	{"refund-flag", "refund refunded counts void"},
	{"prepaid", "paid-in spending"},
	{"direction", "refund refunded counts void"},
	{"unit", "fen jiao yuan bai qian wan million yi"},
	{"currency", "currency:"},
	{"date", "keep utc buddhist days1970 days1960 day month year aside first last in: column:"},
	{"dates-swapped", "swap keep"},
	{"dates-far", "aside keep"},
	{"equal-rows", "rule keep drop"},
	{"hidden-rows", "use leave"},
	{"hidden-sheet", "stay sheet:"},
	{"sheets", "all this sheet:"},
	{"second-table", "first second all"},
	{"header", "keep row: match leave"},
	{"record-width", "mended aside"},
	{"encoding", "encoding:"},
	{"formula", "keep aside"},
	{"walk-in", "aside keep"},
	{"totals", "totals data"},
}

// Of gives the question of a code.
func Of(code string) (q Question, ok bool) {
	for _, q := range Questions {
		if q.Code == code {
			return q, true
		}
	}
	return Question{}, false
}

// Allows tells whether an answer is one of the question's.
func (q Question) Allows(answer string) bool {
	kind, about, has := strings.Cut(answer, ":")
	if has {
		return about != "" && slices.Contains(strings.Fields(q.Answers), kind+":")
	}
	return slices.Contains(strings.Fields(q.Answers), kind)
}

// Sentence is the key of the words that ask.
func Sentence(code, form string) string {
	if form != "" {
		return "ask." + code + "." + form
	}
	return "ask." + code
}

// Answer is the key of the words of an answer, and how the sentence's arguments name what it is about.
func Answer(code, id string) string {
	kind, _, _ := strings.Cut(id, ":")
	return "answer." + code + "." + kind
}

// About is what an answer speaks of: the argument of its name, or else what stands behind its colon.
func About(id string, args []string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == id {
			return args[i+1]
		}
	}
	_, about, _ := strings.Cut(id, ":")
	return about
}
