package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"

	"github.com/chromedp/chromedp"
)

// enterRoom opens a room of an area.
func (b *tab) enterRoom(area, room string) {
	b.t.Helper()
	b.click("#area-" + area)
	b.tabTo(room)
}

// clinicLog is a log of visits of two years, up to the middle of a month.
func clinicLog() []byte {
	var out strings.Builder
	out.WriteString("会员号,姓名,消费日期,金额,联系\n")
	seed := uint32(7)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range 1500 {
		who := next(200)
		month, day := next(24), 1+next(28)
		if month == 23 {
			day = 1 + next(15)
		}
		called := ""
		if who%7 == 3 {
			called = "是"
		}
		fmt.Fprintf(&out, "K%03d,王小%c,%d-%02d-%02d,%d,%s\n", who, '甲'+rune(who%20), 2023+month/12, 1+month%12, day, 30+next(900), called)
		_ = i
	}
	out.WriteString("K900,王小乙,2024-12-15,100,\n")
	out.WriteString("K901,周独,2024-03-05,100,\nK902,周独,2024-12-10,100,\n")
	return []byte(out.String())
}

// TestMonths walks through the rooms of change and practice, from the drop of a log on, and holds what they show against a sitting
// of the core.
func TestMonths(t *testing.T) {
	t.Parallel()
	data := clinicLog()
	s := new(session.Session)
	load := protocol.Load{Names: []string{"log.csv"}, Settings: protocol.Settings{Sheet: -1, Profile: dental}}
	if _, err := s.Load(load, [][]byte{data}, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	b := open(t, "")
	b.drop("log.csv", data)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	t.Run("change", func(t *testing.T) { b.change(t, s) })
	t.Run("warnings", func(t *testing.T) { b.warnings(t, s) })
	t.Run("board", func(t *testing.T) { b.board(t, s) })
	t.Run("effect", func(t *testing.T) { b.effect(t, s) })
	t.Run("month", func(t *testing.T) { b.month(t) })
	b.looks()
	t.Run("file", func(t *testing.T) { b.pastFile(t, data) })
}

// looks keeps pictures of the rooms, where they are wanted.
func (b *tab) looks() {
	if *screens == "" {
		return
	}
	for _, theme := range []string{"light", "dark"} {
		b.until("theme "+theme, `(theme) => { const root = document.documentElement;
			if (root.dataset.theme !== theme) document.getElementById("theme").click();
			return root.dataset.theme === theme; }`, theme)
		for _, wide := range []int64{1440, 360} {
			b.do(chromedp.EmulateViewport(wide, 2400))
			for _, room := range [][2]string{{"change", "change"}, {"change", "warnings"}, {"change", "effect"}, {"practice", "board"}, {"practice", "month"}} {
				if theme == "dark" && room[1] != "change" && room[1] != "board" {
					continue
				}
				if theme == "dark" {
					b.choose("#lang", "en")
				}
				b.enterRoom(room[0], room[1])
				b.until("what the tab shows", `() => ![...document.querySelectorAll("[aria-busy=true]")].some((e) => e.checkVisibility())`)
				b.shot(fmt.Sprintf("%s-%s-%d", room[1], theme, wide))
			}
		}
	}
	b.do(chromedp.EmulateViewport(1440, 900))
	b.choose("#lang", "zh-CN")
}

// month reads the monthly report, for the clinic and for others.
func (b *tab) month(t *testing.T) {
	b.enterRoom("practice", "month")
	b.until("the report", `() => document.querySelectorAll("#month-blocks .month-block").length >= 8`)
	name, data := b.download("#month-xlsx")
	book := openBook(t, data)
	defer book.Close()
	if !strings.Contains(name, "月报") || len(book.GetSheetList()) != 1 {
		t.Errorf("%s: %q", name, book.GetSheetList())
	}
	if n := strings.Count(string(data), "xl/charts/chart"); n < 2 {
		t.Errorf("%d parts of charts", n)
	}
	// Each of three pictures ends with the last month, on the page and on paper; the tables say it besides.
	b.until("the pictures", `() => document.querySelectorAll("#month-blocks .month-charts svg.plot").length === 3`)
	last := `2024-12`
	if n := strings.Count(b.printed(t), last); n < 5 {
		t.Errorf("the printed report says %s %d times", last, n)
	}
	b.click("#month-share")
	b.until("what is for others", `() => !document.getElementById("month-blocks").textContent.includes("K900") &&
		[...document.querySelectorAll("#month-blocks td")].some((c) => c.textContent === "·")`)
	b.click("#month-share")
}

func (b *tab) change(t *testing.T, s *session.Session) {
	b.enterRoom("change", "change")
	b.choose("#period-base", "2024-06-30")
	want, err := s.Change(protocol.Since{Day: "2024-06-30"})
	if err != nil {
		t.Fatal(err)
	}
	b.until("what chance would do", `() => document.getElementById("chance").checkVisibility() &&
		document.querySelectorAll("#change #chance td[data-share]").length > 0 && document.querySelectorAll("#migration td[data-count]").length > 0`)
	cells := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#migration td[data-from]")]
		.map((c) => [c.dataset.from + " " + c.dataset.to, c.dataset.count + " " + c.dataset.money]))`)
	for _, m := range want.Cells {
		if got := cells[m.From+" "+m.To]; got != fmt.Sprint(m.Count, " ", m.Money) {
			t.Errorf("%s → %s: %q, want %d with %s", m.From, m.To, got, m.Count, m.Money)
		}
	}
	chance, err := s.Chance(protocol.Since{Day: "2024-06-30"})
	if err != nil {
		t.Fatal(err)
	}
	shares := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#chance td[data-from]")]
		.map((c) => [c.dataset.from + " " + c.dataset.to, c.dataset.share]))`)
	for _, o := range chance.Shares {
		if got, there := shares[o.From+" "+o.To]; o.From != "none" && (!there || got != o.Share) {
			t.Errorf("by chance %s → %s: %q, want %s", o.From, o.To, got, o.Share)
		}
	}
	pairs := js[[]string](b, `() => [...document.querySelectorAll("#pairs-card:not([hidden]) #change-pairs p")].map((p) => p.dataset.gone + " " + p.dataset.new)`)
	if len(want.Pairs) == 0 || len(pairs) != len(want.Pairs) {
		t.Errorf("pairs %q, want %+v", pairs, want.Pairs)
	}
	for i, p := range want.Pairs[:min(len(pairs), len(want.Pairs))] {
		if pairs[i] != p.Gone+" "+p.New {
			t.Errorf("pair %q, want %+v", pairs[i], p)
		}
	}
	b.shot("change")
	b.click(`#migration td[data-from=new] button:not([hidden])`)
	b.until("who is new", `() => document.getElementById("tab-customers").getAttribute("aria-selected") === "true" &&
		document.querySelectorAll("#grid [role=columnheader]").length > 12`)
	b.shot("list")
	b.click(`#grid-body .tr [role=gridcell]`)
	b.until("the story of a customer", `() => document.querySelector("#why-story:not([hidden]) .plot-host svg")`)
	b.shot("story")
}

func (b *tab) warnings(t *testing.T, s *session.Session) {
	b.enterRoom("change", "warnings")
	b.choose("#warning-calls", "12")
	want, err := s.Warnings(protocol.WarningWish{Since: protocol.Since{Day: "2024-06-30"}, Calls: 12})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range want.Lists {
		b.until(l.ID, `(id, n, total) => document.querySelectorAll("#warnings [data-list=" + id + "] [data-customer]").length === n &&
			document.querySelector("#warnings [data-list=" + id + "]").dataset.total === total`, l.ID, len(l.Rows), fmt.Sprint(l.Total))
	}
	b.shot("warnings")
}

func (b *tab) board(t *testing.T, s *session.Session) {
	b.enterRoom("practice", "board")
	want, err := s.Board(protocol.BoardWish{})
	if err != nil {
		t.Fatal(err)
	}
	b.until("the board", `() => document.querySelector("#board-revenue svg")`)
	values := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#board [data-figure]")]
		.map((e) => [e.dataset.figure + " " + e.dataset.month, e.dataset.value]))`)
	for _, m := range want.Months {
		for _, f := range m.Figures {
			if got, there := values[f.Code+" "+m.Month]; !there || got != f.Value {
				t.Errorf("%s %s: %q, want %q", m.Month, f.Code, got, f.Value)
			}
		}
	}
	cells := js[map[string]string](b, `() => Object.fromEntries([...document.querySelectorAll("#cohorts td[data-cohort]")]
		.map((c) => [c.dataset.cohort + " " + c.dataset.after, c.dataset.share]))`)
	for _, c := range want.Cohorts {
		for after, n := range c.In {
			share := ""
			if c.Size > 0 {
				share = fmt.Sprintf("%.4f", float64(n)/float64(c.Size))
			}
			if got := cells[fmt.Sprint(c.Month, " ", after)]; got != share {
				t.Errorf("%s + %d: %q, want %s", c.Month, after, got, share)
			}
		}
	}
	b.choose("#board input[data-goal=revenue]", "10000")
	b.until("a verdict", `() => document.querySelector("#board [data-figure=revenue] .verdict:not([hidden])")`)
	b.shot("board")
	// Other months: what stood there goes at once, what comes is theirs.
	if want, err = s.Board(protocol.BoardWish{Active: 6}); err != nil {
		t.Fatal(err)
	}
	js[bool](b, `() => { window.stale = 0; new MutationObserver(() => { if (document.getElementById("board").ariaBusy === "true" &&
		document.querySelector("#board [data-value]")?.checkVisibility()) window.stale++; }).observe(document.getElementById("board"), {attributes: true}); return true; }`)
	b.choose("#board-active", "6")
	last := want.Months[len(want.Months)-1]
	b.until("who is active within six months", `(month, n) => document.querySelector("#board [data-figure=active][data-month='" + month + "']")?.dataset.value === n`,
		last.Month, last.Figures[3].Value)
	if n := js[int](b, `() => window.stale`); n > 0 {
		t.Errorf("old figures are shown %d times", n)
	}
}

func (b *tab) effect(t *testing.T, s *session.Session) {
	b.enterRoom("change", "effect")
	b.choose("#effect-by", "column.4")
	b.until("the texts of the column", `() => [...document.querySelectorAll("#effect-value option")].some((o) => o.value === "是")`)
	b.choose("#effect-value", "是")
	b.choose("#effect-day", "2024-08-01")
	want, err := s.Effect(protocol.EffectWish{By: "column.4", Value: "是", Day: "2024-08-01"})
	if err != nil || want.Difference == "" {
		t.Fatalf("%+v %v", want, err)
	}
	b.until("the effect", `(low, high, by) => { const e = document.getElementById("effect").dataset;
		return e.low === low && e.high === high && e.difference === by; }`, want.Low, want.High, want.Difference)
	b.shot("effect")
}

// pastFile compares with a workbook that was exported a month ago, and with one that cannot be compared.
func (b *tab) pastFile(t *testing.T, data []byte) {
	export := func(m protocol.Export, set protocol.Settings) string {
		s := new(session.Session)
		set.Sheet = -1
		if _, err := s.Load(protocol.Load{Names: []string{"log.csv"}, Settings: set}, [][]byte{data}, func(protocol.Progress) {}); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := s.Export(m, func(p []byte) { out.Write(p) }, func(protocol.Progress) {}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), m.Format+m.Names+set.AsOf+".xlsx")
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	b.enterRoom("change", "change")
	give := func(paths ...string) { b.do(chromedp.SetUploadFiles(chromedp.CSS("#period-file"), paths)) }
	give(export(protocol.Export{Format: "xlsx", Lang: "zh-CN", Names: "masked"}, protocol.Settings{Profile: dental, AsOf: "2024-11-30"}))
	b.until("the refusal", `() => document.getElementById("message").dataset.code === "base-masked"`)
	b.click("#message [data-do=dismiss]")
	give(export(protocol.Export{Format: "xlsx", Lang: "zh-CN"}, protocol.Settings{Profile: dental, AsOf: "2024-11-30"}),
		export(protocol.Export{Format: "xlsx", Lang: "en"}, protocol.Settings{Profile: dental, AsOf: "2024-10-31"}))
	b.until("the files' grades", `() => document.getElementById("change").dataset.kind === "tables" &&
		document.getElementById("change-file").textContent.includes("2024-10-31") &&
		document.getElementById("period-base").value === "2024-11-30" && document.querySelector("#migration td[data-to=absent]")`)
	b.choose("#period-base", "2024-10-31")
	b.until("the earlier file's grades", `() => document.getElementById("period-base").value === "2024-10-31" &&
		document.getElementById("change-dates").textContent.startsWith("2024-10-31") && document.querySelector("#migration td[data-to=absent]")`)
	b.shot("file")

	// Without its stamp a list is held against all rules: a grade that none gives is asked about, and the day.
	s := new(session.Session)
	set := protocol.Settings{Profile: dental, AsOf: "2024-11-30", Sheet: -1}
	if _, err := s.Load(protocol.Load{Names: []string{"log.csv"}, Settings: set}, [][]byte{data}, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "csv", Lang: "zh-CN"}, func(p []byte) { out.Write(p) }, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "unsaid.csv")
	if err := os.WriteFile(path, bytes.Replace(out.Bytes(), []byte(",B,"), []byte(",A,"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	give(path)
	b.until("the question", `() => document.querySelectorAll("#change-ask:not([hidden])[data-ask][data-key='unsaid.csv'] button[data-answer]").length === 2`)
	b.choose("#period-base", "2024-11-30")
	b.shot("asked")
	b.click("#change-ask [data-answer=" + dental + "]")
	b.until("what was answered", `() => document.getElementById("change").dataset.kind === "tables" && document.getElementById("change-ask").hidden &&
		document.querySelector("#change-notes").textContent.includes("重新评了级")`)

	// By other rules the file is not compared, and the page says so; with the rules taken back it is again.
	b.choose("#profile", "chongqing-course")
	b.until("why nothing is compared", `() => document.documentElement.dataset.state === "done" && document.getElementById("change-tables").hidden &&
		document.getElementById("change-file").textContent.includes("换了方案") && !document.getElementById("message").checkVisibility()`)
	b.click("#undo")
	b.until("the comparison again", `() => document.documentElement.dataset.state === "done" && !document.getElementById("change-tables").hidden &&
		document.querySelector("#migration td[data-to=absent]")`)
}
