package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// statuses is a log with words of a status that nobody knows, one that is void, and a refund.
func statuses() string {
	var b strings.Builder
	b.WriteString("病历号,就诊日期,实收金额,收费状态\n")
	for i := range 60 {
		state := "已收费"
		switch {
		case i%12 == 5:
			state = "甲类流转"
		case i%20 == 7:
			state = "已作废"
		}
		fmt.Fprintf(&b, "KH%03d,2024-%02d-%02d,%d.50,%s\n", i%23, 1+i%11, 1+i%27, 100+37*i, state)
	}
	return b.String()
}

const isDone = `() => document.documentElement.dataset.state === "done"`

// TestAsks answers an open question with one click, takes it back, and settles it by the word itself.
func TestAsks(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=zh-CN")
	b.give("流水.csv", []byte(statuses()))
	b.until("grades", isDone)
	const ask = `#asks [data-ask=status]`
	b.until("the question", `(s) => { const e = document.querySelector(s);
		return e && e.dataset.rows === "5" && e.querySelectorAll("button[data-answer]").length > 1; }`, ask)
	if said := b.text(ask + " .ask-say"); !strings.Contains(said, "甲类流转") {
		t.Errorf("the question does not name the word: %s", said)
	}
	b.look("one")
	b.click(ask + ` [data-do='asks.rows']`)
	b.until("its rows", `(s) => document.querySelectorAll(s + " .witness tbody tr").length === 5`, ask)
	b.look("rows")
	used := b.data("#ledger")["used"]
	b.click(ask + ` button[data-answer=void]`)
	const nothing = `() => !document.querySelector("#asks [data-ask]") && document.documentElement.dataset.state === "done"`
	b.until("the answer", nothing)
	if now := b.data("#ledger")["used"]; now == used {
		t.Errorf("%s rows are used before and after", used)
	}
	b.look("answered")
	b.click("#undo")
	b.until("the question again", `(s) => document.querySelector(s) !== null`, ask)
	if now := b.data("#ledger")["used"]; now != used {
		t.Errorf("%s rows are used after undoing, %s before", now, used)
	}
	b.click("#tab-columns")
	const word = `#values [data-value="甲类流转"] select[data-fate]`
	b.until("the words", `(s) => document.querySelector(s)?.value === "counts"`, word)
	b.look("values")
	b.choose(word, "void")
	b.until("no question", nothing)
	b.click("#undo")
	b.until("the question once more", `(s) => document.querySelector(s) !== null`, ask)
}

// look sees whether everything fits, wide and narrow, in both languages and themes.
func (b *tab) look(what string) {
	b.t.Helper()
	for _, lang := range []string{"en", "zh-CN"} {
		b.choose("#lang", lang)
		for _, width := range []int64{360, 1440} {
			for _, theme := range []string{"dark", "light"} {
				if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}}); err != nil {
					b.t.Fatal(err)
				}
				if b.do(chromedp.EmulateViewport(width, map[string]int64{"values": 1900}[what]+900)); *screens != "" || theme == "light" {
					b.fits(what + " " + lang + " " + theme)
				}
			}
		}
	}
}

// TestNothingAsked: a clean file has no strip.
func TestNothingAsked(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=zh-CN")
	b.give("流水.csv", []byte(strings.NewReplacer("甲类流转", "已收费", "已作废", "已收费").Replace(statuses())))
	b.until("grades", isDone)
	if !js[bool](b, `() => document.getElementById("asks").hidden && document.getElementById("open-asks").hidden`) {
		t.Errorf("asked: %s", b.text("#asks"))
	}
}

// TestAxeAsks looks for faults of accessibility in the questions and in the words of a column.
func TestAxeAsks(t *testing.T) {
	t.Parallel()
	source := axe(t)
	b := open(t, "?lang=zh-CN")
	js[bool](b, `(source) => { (0, eval)(source); return true; }`, source)
	b.give("流水.csv", []byte(statuses()))
	b.until("grades", isDone)
	for _, width := range []int64{1440, 360} {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, lang := range []string{"zh-CN", "en"} {
			b.choose("#lang", lang)
			b.click(`#asks-tools [data-arg=one]`) // on a phone it is folded at first
			if !js[bool](b, `() => document.querySelector("#asks .witness")?.checkVisibility() === true`) {
				b.click(`#asks [data-do='asks.rows']`)
			}
			b.click("#tab-columns")
			b.until("the words", `() => document.querySelector("#values select")?.checkVisibility()`)
			b.examine(fmt.Sprintf("asks and values %s %d", lang, width), everyRule)
		}
	}
}
