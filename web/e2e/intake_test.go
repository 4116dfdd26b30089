package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
)

// dirtyVisits is a log with each kind of dirt that the two tabs are about.
func dirtyVisits() string {
	var b strings.Builder
	b.WriteString("某某口腔门诊收费明细,,,,,,\n病历号,就诊日期,应收金额,实收金额,手机号,科室,就诊状态\n")
	for i, row := range []string{"A001,03/04/2024,120,100,13812345678,口腔内科,已到诊", "a-001,03/04/2024,120,100,13812345678,口腔内科,已到诊",
		"A002,05/06/2024,300,,13912345678,正畸科,已到诊", "A003,07/08/2024,80,免费,13712345678,口腔内科,已到诊",
		"A004,09/10/2024,90,90,13612345678,正畸科,已取消", "A005,11/02/2024,60,60,13512345678,正畸科,已到诊",
		"A005,11/02/2024,60,60,13512345678,正畸科,已到诊", "A006,01/03/2024,50000,50000,13412345678,种植科,已到诊"} {
		if i >= 0 {
			b.WriteString(row + "\n")
		}
	}
	for _, m := range []string{"95", "100", "105", "110", "98", "102", "90", "120", "101", "99"} {
		b.WriteString("B" + m + ",02/03/2024," + m + "," + m + ",13312345678,口腔内科,已到诊\n")
	}
	return b.String()
}

func (b *tab) settled() {
	b.t.Helper()
	b.until("the end of grading", `() => document.documentElement.dataset.state === "done" &&
		document.getElementById("work").hidden`)
}

// TestIntakePath goes the whole way of a dirty file: the order of dates asked and answered, a column taken for another
// one, cleaning switched, undone and redone, a row of the ledger looked at, the ledger's workbook opened again.
func TestIntakePath(t *testing.T) {
	t.Parallel()
	file := []byte(dirtyVisits())
	b := open(t, "")
	b.give("收费.csv", file)
	b.until("a result", `() => ["done", "error"].includes(document.documentElement.dataset.state)`)
	b.click("#tab-columns")
	b.until("the preview", `() => document.querySelectorAll("#column-list tr").length === 7 &&
		!document.getElementById("dates-proof").hidden`)
	if got := b.text("#dates-proof"); !strings.Contains(got, "18 个两种读法都行") || b.text("#dates-ask") == "" {
		t.Errorf("the order of dates is not asked: %q, %q", got, b.text("#dates-ask"))
	}
	b.shot("1-columns-asked")
	b.choose("#dates", "day")
	b.settled()
	b.until("the proof", `() => document.getElementById("dates-proof").textContent.includes("您选定的次序")`)
	mapping := func(m intake.Mapping) intake.Mapping { return header.WithDateOrder(m, intake.DayFirst) }
	b.ledgerIs(t, file, mapping, intake.Cleaning{})

	// Another column is the amount; the one that was moves out of its way, and it is said.
	b.choose(`[data-column="2"]`, "amount")
	b.until("the move", `() => document.querySelector('[data-column="3"]').value === "other"`)
	b.settled()
	if got := b.text("#columns-said"); !strings.Contains(got, "实收金额") || !strings.Contains(got, "应收金额") {
		t.Errorf("said of the move: %q", got)
	}
	moved := func(m intake.Mapping) intake.Mapping { return mapping(header.With(m, 2, intake.Amount)) }
	b.ledgerIs(t, file, moved, intake.Cleaning{})
	if got := b.attribute("#undo", "aria-label"); !strings.Contains(got, "应收金额") || !strings.Contains(got, "消费金额") {
		t.Errorf("undo says %q", got)
	}
	b.shot("2-columns-moved")
	b.undo("z")
	b.until("undone", `() => document.querySelector('[data-column="3"]').value === "amount"`)
	b.settled()
	b.ledgerIs(t, file, mapping, intake.Cleaning{})
	b.undo("y")
	b.until("redone", `() => document.querySelector('[data-column="2"]').value === "amount"`)
	b.settled()
	b.ledgerIs(t, file, moved, intake.Cleaning{})
	b.click("#undo")
	b.until("undone again", `() => document.querySelector('[data-column="3"]').value === "amount"`)
	b.settled()

	b.click("#tab-quality")
	b.until("the findings", `() => document.getElementById("n-near").textContent.includes("1 行")`)
	b.shot("3-quality")
	for _, step := range []struct {
		selector, value string
		clean           intake.Cleaning
	}{
		{"#clean-repeats", "keep", intake.Cleaning{Repeats: intake.KeepRepeats}},
		{"#clean-case", "", intake.Cleaning{Repeats: intake.KeepRepeats, IgnoreCase: true}},
		{`[data-gap="0"]`, "median", intake.Cleaning{Repeats: intake.KeepRepeats, IgnoreCase: true, Gaps: [4]intake.Fill{intake.FillMedian}}},
		{"#clean-outliers", "either", intake.Cleaning{Repeats: intake.KeepRepeats, IgnoreCase: true, Gaps: [4]intake.Fill{intake.FillMedian},
			Outliers: intake.ByEither}},
	} {
		if step.value == "" {
			b.click(step.selector)
		} else {
			b.choose(step.selector, step.value)
		}
		b.ledgerIs(t, file, mapping, step.clean)
	}
	b.until("the merge", `() => document.querySelectorAll("#merged-list li").length === 1`)
	b.undo("z")
	b.ledgerIs(t, file, mapping, intake.Cleaning{Repeats: intake.KeepRepeats, IgnoreCase: true, Gaps: [4]intake.Fill{intake.FillMedian}})

	b.click(`#reasons [data-arg="amount-unreadable"]`)
	b.until("the entry", `() => document.querySelectorAll("#entry-list tr").length === 1`)
	b.click("#entry-list button")
	b.until("the row", `() => document.getElementById("entry-panel").open`)
	if got := b.text("#entry-cells [data-wrong=true]"); !strings.Contains(got, "实收金额") || !strings.Contains(got, "免费") {
		t.Errorf("marked in the row: %q", got)
	}
	b.shot("4-entry")
	js[bool](b, `() => { document.getElementById("entry-panel").close(); return true; }`)

	name, data := b.download("#download-ledger-xlsx")
	book := openBook(t, data)
	rows := readSheet(t, book, book.GetSheetList()[0])
	if !strings.HasSuffix(name, ".xlsx") || len(rows) < 5 || strings.Join(rows[0][4:], "|") != "病历号|就诊日期|应收金额|实收金额|手机号|科室|就诊状态" {
		t.Errorf("%s: %q", name, rows)
	}
	found := false
	for _, row := range rows {
		found = found || row[0] == "6" && row[7] == "免费" && strings.Contains(row[1], "金额读不出来")
	}
	if !found {
		t.Errorf("the row with 免费 is not in %q", rows)
	}
}

// ledgerIs waits for the ledger that the core makes here.
func (b *tab) ledgerIs(t *testing.T, file []byte, with func(intake.Mapping) intake.Mapping, clean intake.Cleaning) {
	t.Helper()
	want := core(t, "收费.csv", file, choices{profile: b.value("#profile"), with: with, clean: clean})
	rows := want.rows()
	b.until("the ledger "+rows["used"]+"+"+rows["duplicates"]+"+"+rows["aside"], `(want) => {
		const have = document.getElementById("ledger").dataset;
		return document.documentElement.dataset.state === "done" && Object.keys(want).every((k) => have[k] === want[k]);
	}`, rows)
	b.graded(want)
}

// undo presses Control and a key outside of any text.
func (b *tab) undo(key string) {
	b.t.Helper()
	js[bool](b, `(key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, ctrlKey: true, bubbles: true})) || true`, key)
}

// TestRememberedMapping: after the user agrees the next file with the same headers is read with the meanings chosen; the
// device keeps headers and meanings alone, and forgets them at the press of a button.
func TestRememberedMapping(t *testing.T) {
	file := []byte("病历号,就诊日期,应收金额,实收金额\nA1,2024-01-05,10,7\nA2,2024-01-06,20,17\n")
	b := open(t, "")
	b.give("一月.csv", file)
	b.settled()
	b.click("#tab-columns")
	b.choose(`[data-column="2"]`, "amount")
	b.until("the change", `() => document.querySelector('[data-column="3"]').value === "other"`)
	b.settled()
	if js[int](b, `() => localStorage.length`) != 0 {
		t.Error("something is kept before the user agreed")
	}
	b.click("#remember")
	kept := js[string](b, `() => Object.entries(localStorage).map(([k, v]) =>
		k.replace(/[0-9a-z]+$/, "") + v).join()`)
	if kept != "fenji.mapping.customer 病历号\ndate 就诊日期\namount 应收金额\nother 实收金额\n" {
		t.Errorf("kept %q", kept)
	}
	b.give("二月.csv", []byte("病历号,就诊日期,应收金额,实收金额\nA1,2024-02-05,11,8\nA9,2024-02-06,21,18\n"))
	b.until("the second file", `() => document.getElementById("file-name").textContent === "二月.csv" &&
		document.querySelector('[data-column="2"]').value === "amount"`)
	b.settled()
	b.click("#tab-columns")
	b.until("what is said", `() => document.getElementById("memory-used").checkVisibility()`)
	b.shot("remembered")
	b.click("#forget-mappings")
	if js[int](b, `() => localStorage.length`) != 0 || js[bool](b, `() => document.getElementById("remember").checked`) {
		t.Error("not everything is forgotten")
	}
}

// TestIntakeFits: nothing of the two tabs stands out of a narrow screen, in both languages and themes.
func TestIntakeFits(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.give("visits.csv", []byte(strings.NewReplacer("05/06/2024", "25/06/2024").Replace(dirtyVisits())))
	b.settled()
	for _, lang := range []string{"en", "zh-CN"} {
		b.choose("#lang", lang)
		for _, width := range []int64{1440, 360} {
			for _, dark := range []string{"light", "dark"} {
				if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: dark}}}); err != nil {
					t.Fatal(err)
				}
				for _, panel := range []string{"columns", "quality"} {
					b.do(chromedp.EmulateViewport(width, 1700))
					b.click("#tab-" + panel)
					b.until("the tab", `(id) => document.getElementById(id).textContent.length > 4`,
						map[string]string{"columns": "column-list", "quality": "n-near"}[panel])
					b.fits(panel + " " + lang)
					if *screens != "" {
						b.shot(panel + "-" + lang + "-" + dark + map[int64]string{1440: "-wide", 360: "-narrow"}[width])
					}
				}
			}
		}
	}
}
