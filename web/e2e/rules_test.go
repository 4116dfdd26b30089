package e2e

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"fenji/scoring"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rules"
	"fenji/scoring/words"
)

// ruled grades the customers of a truth by other rules.
func (g *truth) ruled(t *testing.T, p *profile.Profile) *truth {
	t.Helper()
	r, err := scoring.Score(g.result.Customers, p, g.result.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	other := *g
	other.result = r
	return &other
}

// pairsOf are the cells of a table of two gradings, as the core has them: from, to, count.
func pairsOf(c *rules.Comparison) (list []string) {
	for i, from := range c.From[:len(c.From)-1] {
		for j, to := range c.To[:len(c.To)-1] {
			list = append(list, from+" "+to+" "+strconv.Itoa(c.Counts[i][j]))
		}
	}
	return list
}

// moves waits until the page shows what moved from one truth to another.
func (b *tab) moves(was, now *truth) {
	b.t.Helper()
	b.graded(now)
	c, err := rules.Compare(was.result, now.result)
	if err != nil {
		b.t.Fatal(err)
	}
	want := pairsOf(c)
	b.until("what moved", `(want) => document.documentElement.dataset.state === "done" &&
		[...document.querySelectorAll("#moved td[data-count]")].map((c) =>
		c.dataset.from + " " + c.dataset.to + " " + c.dataset.count).join() === want`, strings.Join(want, ","))
}

// TestRules edits rules by keyboard and by hand; grades and movements are the core's.
func TestRules(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample(dental)
	was := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b.graded(was)
	b.click("#edit-rules")
	b.until("the rules", `() => document.getElementById("rules").checkVisibility() &&
		document.querySelectorAll("#rules [data-metric=R] [data-step]").length === 5`)
	b.shot("editor")
	own := *was.result.Profile
	change := func(m profile.Metric, edit func(r *profile.Rule)) *truth {
		r := &own.Metrics[m]
		r.Steps = append([]profile.Step(nil), r.Steps...)
		edit(r)
		next := own
		return was.ruled(t, &next)
	}
	b.choose("[data-metric=R] [data-step]:first-child input[data-to]", "45")
	now := change(profile.Recency, func(r *profile.Rule) { r.Steps[0].To.Coef = 45 })
	b.moves(was, now)
	b.shot("moved")

	// By keys: the cut lands on the next sum that a customer spent.
	js[bool](b, `() => { document.querySelector("[data-metric=M] .cut[data-row='0']").focus(); return true; }`)
	b.typed(kb.ArrowRight)
	next := decimal.Money(0)
	for _, c := range was.result.Customers {
		if c.M > 1_000_000 && (next == 0 || c.M < next) {
			next = c.M
		}
	}
	now = change(profile.Monetary, func(r *profile.Rule) { r.Steps[0].To = next.In(decimal.Yuan) })
	b.moves(was, now)
	b.until("the cut keeps the focus", `(v) => document.activeElement.matches("[data-metric=M] .cut[data-row='0']") &&
		document.querySelector("[data-metric=M] [data-row='0'] input[data-to]").value === v`, next.In(decimal.Yuan).String())

	// By hand: it lands on a friendly number.
	b.drag("[data-metric=M] .cut[data-row='3']", 40)
	b.until("the hand's cut", `() => document.querySelector("[data-metric=M] [data-row='3'] input[data-to]").value !== "3000" &&
		document.documentElement.dataset.state === "done"`)
	cut, err := decimal.Parse(b.value("[data-metric=M] [data-step][data-row='3'] input[data-to]"))
	if err != nil || cut.Coef%500 != 0 || cut.Coef <= 3000 {
		t.Errorf("the hand's cut is at %s, %v", cut, err)
	}
	now = change(profile.Monetary, func(r *profile.Rule) { r.Steps[3].To = cut })
	b.moves(was, now)

	// Where a grade begins moves by keys to the next score that a customer has.
	js[bool](b, `() => { document.querySelector("#rules-scores .cut[data-row='0']").focus(); return true; }`)
	b.typed(kb.ArrowRight)
	from := decimal.Int(1000)
	for i := range now.result.Customers {
		if s := now.result.Score(i); s.Cmp(own.Bands[0].From) > 0 && s.Cmp(from) < 0 {
			from = s
		}
	}
	own.Bands = slices.Clone(own.Bands)
	own.Bands[0].From = from.Trim()
	now = was.ruled(t, &own)
	b.moves(was, now)
	b.until("the grade's beginning", `(v) => document.activeElement.matches("#rules-scores .cut[data-row='0']") &&
		document.querySelector("[data-band=A] input[data-from]").value === v`, from.Trim().String())
	// And by hand to a friendly score.
	b.drag("#rules-scores .cut[data-row='1']", -30)
	b.until("the hand's beginning", `(v) => document.querySelector("[data-band=B] input[data-from]").value !== v &&
		document.documentElement.dataset.state === "done"`, own.Bands[1].From.String())
	start, err := decimal.Parse(b.value("[data-band=B] input[data-from]"))
	if err != nil || start.Cmp(own.Bands[1].From) >= 0 {
		t.Errorf("the hand's beginning is at %s, %v", start, err)
	}
	own.Bands = slices.Clone(own.Bands)
	own.Bands[1].From = start
	now = was.ruled(t, &own)
	b.moves(was, now)
	b.shot("bands")

	// A finding leads to all whom it is about.
	near := b.text("#doctor [data-finding=fragile] [data-do='rules.found']")
	b.click("#doctor [data-finding=fragile] [data-do='rules.found']")
	b.until("those near another grade", `(said) => document.getElementById("tab-customers").ariaSelected === "true" &&
		said.replace(/[^0-9]/g, "") === String(document.getElementById("grid").getAttribute("aria-rowcount") - 1)`, near)
	b.click("#area-rules, [data-do=area][data-arg=rules]")

	// A cell leads to its customers.
	c, err := rules.Compare(was.result, now.result)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(pairsOf(c), func(p string) bool {
		f := strings.Fields(p)
		return f[0] != f[1] && f[2] != "0"
	})
	cell := strings.Fields(pairsOf(c)[at])
	b.click(fmt.Sprintf("#moved td[data-from=%s][data-to=%s] button", cell[0], cell[1]))
	n, _ := strconv.Atoi(cell[2])
	b.until("who moved", `(n) => document.getElementById("grid").getAttribute("aria-rowcount") === n &&
		document.getElementById("tab-customers").ariaSelected === "true"`, strconv.Itoa(n+1))

	// Two profiles side by side.
	b.click("#area-rules, [data-do=area][data-arg=rules]")
	b.tabTo("compare")
	b.choose("#compare-with", "chongqing-course")
	other, _ := profiles.ByID("chongqing-course")
	if c, err = rules.Compare(now.result, was.ruled(t, other).result); err != nil {
		t.Fatal(err)
	}
	b.until("the comparison", `(want, kappa) => [...document.querySelectorAll("#cross td[data-count]")].map((c) =>
		c.dataset.from + " " + c.dataset.to + " " + c.dataset.count).join() === want &&
		document.getElementById("compare-kappa").dataset.kappa === kappa`, strings.Join(pairsOf(c), ","),
		strconv.FormatFloat(float64(c.Kappa.Value)/10_000, 'f', 4, 64))
	b.shot("compare")

	// Undo goes back step by step.
	b.tabTo("rules")
	for _, c := range [][2]string{{"[data-band=B] input[data-from]", "3.1"}, {"[data-band=A] input[data-from]", "4.1"}, {"[data-metric=M] [data-row='3'] input[data-to]", "3000"}, {"[data-metric=M] [data-row='0'] input[data-to]", "100"},
		{"[data-metric=R] [data-row='0'] input[data-to]", "30"}} {
		b.click("#undo")
		b.until("undone", `(s, v) => document.documentElement.dataset.state === "done" && document.querySelector(s).value === v`, c[0], c[1])
	}
	b.moves(was, was)
	if b.value("#profile") != dental {
		t.Errorf("after undo: %s", b.value("#profile"))
	}
}

// drag drags an element by the mouse, so many pixels to the right.
func (b *tab) drag(selector string, by float64) {
	b.t.Helper()
	at := js[[]float64](b, `(s) => { const e = document.querySelector(s); e.scrollIntoView({block: "center"});
		const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + 8]; }`, selector)
	event := func(kind input.DispatchMouseEventType, x float64) {
		b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, target, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: at[1],
				Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1})
			return chromedp.Void{}, err
		})
	}
	event(input.DispatchMouseEventTypeMousePressed, at[0])
	event(input.DispatchMouseEventTypeMouseMoved, at[0]+by/2)
	event(input.DispatchMouseEventTypeMouseMoved, at[0]+by)
	event(input.DispatchMouseEventTypeMouseReleased, at[0]+by)
}

// TestRulesTravel saves rules on the device, and carries them by link and by file into a browser that knows nothing of them.
func TestRulesTravel(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample(dental)
	was := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b.graded(was)
	b.click("#edit-rules")
	b.until("the rules", `() => document.querySelectorAll("#rules [data-metric=M] [data-step]").length === 5`)
	b.choose("#rules-name", "明禾口腔")
	b.until("the name", `() => document.querySelector("#profile option:checked")?.textContent === "明禾口腔"`)
	b.choose("[data-metric=M] [data-step]:nth-child(4) input[data-to]", "2000")
	own := *was.result.Profile
	own.Metrics[2].Steps = slices.Clone(own.Metrics[2].Steps)
	own.Metrics[2].Steps[3].To = decimal.Int(2000)
	now := was.ruled(t, &own)
	b.moves(was, now)
	b.choose("#rules-audience", "口腔门诊")
	b.choose("#rules-source", "2026-0001")
	b.choose("#rules-notes", "一月起用\n院长定")
	b.choose("[data-metric=F] input[data-max]", "9999")
	most := decimal.Int(9999)
	own.Metrics[1].Valid.Max = &most
	b.until("all that was typed", `() => { const e = document.querySelector("[data-metric=F] .valid [data-end=high]");
		return document.documentElement.dataset.state === "done" && !e.disabled && document.getElementById("rules").dataset.state === "fit"; }`)
	now = was.ruled(t, &own)
	b.click("#rules-save")
	b.moves(now, now)
	link := b.value("#rules-link")
	name, data := b.download("#rules-download")
	if p, err := profile.Parse(data); err != nil || p.Hash() != own.Hash() || p.Name.Zh != "明禾口腔" || name != p.ID+".json" ||
		p.Audience.Zh != "口腔门诊" || p.Source != "2026-0001" || len(p.Notes) != 2 || p.Notes[1].Zh != "院长定" {
		t.Fatalf("%s: %v %s", name, err, data)
	}
	js[bool](b, `() => { const e = document.getElementById("rules-link"); e.focus(); return true; }`)
	if got := js[string](b, `() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd); }`); got != link {
		t.Errorf("selected is %.80q", got)
	}

	for _, c := range []struct{ board, said string }{{"async () => {}", "rules.link.copied"}, {"async () => { throw new Error(); }", "rules.link.failed"}} {
		js[bool](b, `() => { Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: `+c.board+` } }); return true; }`)
		b.click("#rules-keep [data-do='rules.copy-link']")
		b.until(c.said, `(said) => document.getElementById("rules-link-said").textContent === said`, words.Text("zh-CN", c.said))
	}
	b.until("the link ready for the keys", `() => document.activeElement.id === "rules-link" && document.activeElement.selectionEnd > 100`)

	b.visit("") // the page anew: the device knows the rules
	b.ready()
	b.sample(dental)
	b.graded(was)
	b.until("the own rules", `() => [...document.querySelectorAll("#profile option")].some((o) => o.textContent === "明禾口腔")`)
	b.choose("#profile", strings.TrimSuffix(name, ".json"))
	b.graded(now)
	js[bool](b, `() => { localStorage.clear(); return true; }`)

	_, fragment, _ := strings.Cut(link, "#")
	fresh := open(t, "#"+fragment)
	fresh.until("the link's rules", `() => document.getElementById("rules-waiting").textContent.includes("明禾口腔")`)
	fresh.sample(dental)
	fresh.graded(now)
	fresh.click("#undo") // a step of its own
	fresh.graded(was)

	// Over a result a link asks first.
	third := open(t, "")
	third.sample(dental)
	third.graded(was)
	js[bool](third, `(f) => { location.hash = f; return true; }`, fragment)
	third.until("the question", `() => document.getElementById("rules-offer").checkVisibility()`)
	third.shot("offer")
	third.graded(was)
	third.click("#rules-offer [data-do='rules.take']")
	third.graded(now)

	// A file of rules, dropped; and files that are none.
	fourth := open(t, "")
	fourth.drop("坏.json", []byte(strings.Replace(string(data), `"weight":0.4`, `"weight":-1`, 1)))
	fourth.until("the fault", `() => document.getElementById("message").dataset.code === "rules-file" &&
		document.getElementById("message-text").textContent.includes("metrics.R.weight")`)
	fourth.drop("深.json", bytes.Repeat([]byte("["), 100_000))
	fourth.until("the fault", `() => document.getElementById("message-text").textContent.includes("套得太深")`)
	fourth.drop("大.json", bytes.Repeat([]byte(" "), 2<<20))
	fourth.until("the fault", `() => document.getElementById("message-text").textContent.includes("太大")`)
	fourth.drop(name, data)
	fourth.until("the file's rules", `() => document.getElementById("message").hidden`)
	fourth.sample(dental)
	fourth.graded(was) // a sample comes with its own profile
	fourth.choose("#profile", strings.TrimSuffix(name, ".json"))
	fourth.graded(now)
}

// ward is a month's log, with a header of its own for the money, which the page would not take.
func ward(month, n int) []byte {
	var b strings.Builder
	b.WriteString("病历号,日期,应收,合计实付,业务状态\n")
	for i := range n {
		fmt.Fprintf(&b, "P%03d,2025-%02d-%02d,%d,%d,%s\n", i%40, month, 1+i%28, 500, 40+i*37%900, []string{"已完成", "K3"}[i%4/3])
	}
	return []byte(b.String())
}

// TestProjectOfAMonth: what was decided about one month's file holds for the next one's.
func TestProjectOfAMonth(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.give("流水2025-01.csv", ward(1, 120))
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.tabTo("columns")
	b.choose("select[data-column='2']", "other")
	b.until("graded", `() => document.documentElement.dataset.state === "done" && !document.getElementById("undo").disabled`)
	b.choose("select[data-column='3']", "amount")
	b.until("graded", `() => document.documentElement.dataset.state === "done"`)
	b.until("the words", `() => document.querySelector("#values [data-value=K3] select")`)
	b.choose("#values [data-value=K3] select", "void")
	b.until("the word counts no more", `() => document.documentElement.dataset.state === "done" &&
		document.querySelector("#values [data-value=K3] select").dataset.fate === "void"`)
	b.choose("#profile", "chongqing-course")
	b.until("graded", `() => document.documentElement.dataset.state === "done"`)
	b.click("#edit-rules")
	b.until("the rules", `() => document.getElementById("rules").dataset.state === "fit"`)
	name, data := b.download("#project-download")
	if p, err := rules.ParseProject(data); err != nil || name != "流水.fenji.json" || p.ID != "chongqing-course" || strings.Contains(string(data), "P001") {
		t.Fatalf("%s %v %s", name, err, data)
	}
	want := b.grades()

	next := open(t, "")
	next.drop(name, data)
	next.until("the project waits", `() => document.getElementById("rules-waiting").checkVisibility()`)
	next.give("流水2025-01.csv", ward(1, 120))
	next.until("the same decisions", `(want) => document.documentElement.dataset.state === "done" &&
		Object.entries(want).every(([k, v]) => document.getElementById("grades").dataset[k] === v) &&
		document.getElementById("profile").value === "chongqing-course"`, want)
	next.click("#undo")
	next.until("one step", `() => document.documentElement.dataset.state === "done" && document.getElementById("undo").disabled &&
		document.getElementById("profile").value === "lianyungang-dental"`)
	next.drop(name, data)
	next.until("the project waits", `() => document.getElementById("rules-waiting").textContent !== ""`)
	next.give("流水2025-02.csv", bytes.Replace(ward(2, 90), []byte("业务状态"), []byte("备注一"), 1))
	lacks := func() {
		next.t.Helper()
		next.until("what the file has not", `() => document.documentElement.dataset.state === "done" &&
		[...document.querySelectorAll("#notes [data-code=project-lacks]")].some((e) => e.textContent.includes("业务状态"))`)
	}
	lacks()

	// Over a result a project asks first, and waits until it is answered.
	next.click("#undo")
	next.until("undone", `() => document.documentElement.dataset.state === "done" && document.getElementById("profile").value === "lianyungang-dental"`)
	next.drop(name, data)
	next.until("the question", `() => document.getElementById("project-offer").checkVisibility() && document.getElementById("profile").value === "lianyungang-dental"`)
	next.click("#project-offer [data-do='rules.project-now']")
	next.until("the same decisions", `() => document.documentElement.dataset.state === "done" && document.getElementById("profile").value === "chongqing-course" &&
		!document.getElementById("project-offer").checkVisibility()`)
	lacks()
}

// TestRulesAxe looks for faults of accessibility in the two rooms of rules, with every part of them open.
func TestRulesAxe(t *testing.T) {
	t.Parallel()
	source := axe(t)
	for _, lang := range []string{"zh-CN", "en"} {
		b := open(t, "?lang="+lang)
		js[bool](b, `(source) => { (0, eval)(source); return true; }`, source)
		b.sample("chongqing-course")
		b.until("grades", `() => document.documentElement.dataset.state === "done"`)
		b.click("#edit-rules")
		b.until("the rules", `() => document.getElementById("rules").dataset.state === "fit"`)
		b.choose("[data-metric=M] select[data-method]", "cuts")
		b.until("steps", `() => document.querySelectorAll("[data-metric=M] [data-step]").length > 1 && document.documentElement.dataset.state === "done"`)
		b.click("[data-metric=F] [data-do='rules.shares']")
		b.until("shares", `() => document.querySelectorAll("[data-metric=F] [data-share]").length === 5 && document.documentElement.dataset.state === "done" &&
			!document.querySelector("#moved[aria-busy=true]")`)
		js[bool](b, `() => { for (const d of document.querySelectorAll("#rules details")) d.open = true; return true; }`)
		for _, theme := range []string{"light", "dark"} {
			b.until(theme, `(theme) => { if (document.documentElement.dataset.theme === theme) return true;
				document.getElementById("theme").click(); return false; }`, theme)
			for _, wide := range []int64{1440, 360} {
				b.do(chromedp.EmulateViewport(wide, 900))
				for _, name := range []string{"rules", "compare"} {
					b.tabTo(name)
					b.until("drawn", `() => ![...document.querySelectorAll("[aria-busy=true]")].some((e) => e.checkVisibility())`)
					if rules := rulesOf(lang, theme, wide); rules != nil {
						b.examine(fmt.Sprintf("%s %s %d", name, theme, wide), rules)
					}
					b.shot(fmt.Sprintf("%s-%s-%s-%d", name, lang, theme, wide))
					if over := js[float64](b, `() => document.documentElement.scrollWidth - innerWidth`); over > 0 {
						t.Errorf("%s %d: wider than the window by %v: %s", name, wide, over, js[string](b, `() => [...document.body.querySelectorAll("*")]
							.filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 8)
							.map((e) => e.tagName + "." + e.className + "#" + e.id).join(" ")`))
					}
				}
			}
		}
	}
}
