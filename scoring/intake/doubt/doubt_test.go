package doubt_test

import (
	"strings"
	"testing"

	"fenji/scoring/intake/doubt"
	"fenji/scoring/words"
)

// forms are the sentences of the codes that have several.
var forms = map[string]string{
	"customer": "segment fallback guess grouped unlike", "namesakes": "blank one", "amount": "product sum net twin returns beside unread", "status": "partial blank",
	"equal-rows": "bills", "direction": "quantity", "date": "unix buddhist unclear guess", "hidden-rows": "column", "header": "match none", "sheets": "unseen", "second-table": "titled", "walk-in": "often odd", "dates-far": "booked", "totals": "many",
}

// TestEveryQuestionHasWords: a question that cannot be read cannot be answered.
func TestEveryQuestionHasWords(t *testing.T) {
	need := func(key string) {
		if !words.Has(key) {
			t.Errorf("%s has no text", key)
		}
	}
	for _, q := range doubt.Questions {
		need(doubt.Sentence(q.Code, ""))
		for _, form := range strings.Fields(forms[q.Code]) {
			need(doubt.Sentence(q.Code, form))
		}
		for _, id := range strings.Fields(q.Answers) {
			need(doubt.Answer(q.Code, id))
		}
	}
}

func TestAllows(t *testing.T) {
	for _, c := range []struct {
		code, answer string
		want         bool
	}{
		{"equal-rows", "keep", true},
		{"equal-rows", "void", false},
		{"equal-rows", "", false},
		{"customer", "column:3", true},
		{"customer", "column:", false},
		{"customer", "column", false},
		{"customer", "keep:3", false},
		{"currency", "currency:USD", true},
	} {
		q, ok := doubt.Of(c.code)
		if got := ok && q.Allows(c.answer); got != c.want {
			t.Errorf("%s %q: %v", c.code, c.answer, got)
		}
	}
	if _, ok := doubt.Of("weather"); ok {
		t.Error("a question that nobody asks")
	}
}

func TestAbout(t *testing.T) {
	if got := doubt.About("column:3", []string{"header", "编号", "column:3", "病历号"}); got != "病历号" {
		t.Errorf("named by its argument: %q", got)
	}
	if got := doubt.About("currency:USD", nil); got != "USD" {
		t.Errorf("named by itself: %q", got)
	}
}
