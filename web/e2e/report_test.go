package e2e

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/words"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestReport prints the report to PDF and reads it: a few pages of A4 that say what the page says, each with its head.
func TestReport(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample(dental)
	want := core(t, "a.xlsx", sampleFile(t, dental), choices{profile: dental})
	b.graded(want)
	b.click("#report-open")
	b.until("the report", `() => document.getElementById("report").dataset.ready`)
	if n := js[int](b, `() => [...document.querySelectorAll("#report-charts img")].filter((i) => i.naturalWidth > 0).length`); n < 8 {
		t.Errorf("%d charts have a picture", n)
	}
	b.click("#report-parts input[value=rules]")
	plain := b.printed(t)
	say := func(key string, args ...string) string { return words.Text("zh-CN", key, args...) }
	for _, said := range []string{say("print.title"), say("overview.figures"), say("print.grades"), say("print.charts"),
		say("print.quality"), say("print.rules"), say("overview.heat"), "748", "1 / "} {
		if !strings.Contains(plain, squeezed(said)) {
			t.Errorf("the printed report does not say %q", said)
		}
	}
	for _, band := range want.result.Profile.Bands {
		for _, said := range []string{band.Name.Zh, band.Action.Zh, band.Cadence.Zh} {
			if !strings.Contains(plain, squeezed(said)) {
				t.Errorf("the printed report does not say %q of grade %s", said, band.Grade)
			}
		}
	}
	pages := strings.Count(plain, "\f")
	if pages < 3 || pages > 8 {
		t.Errorf("%d pages", pages)
	}
	if n := strings.Count(plain, squeezed("2024-12-31")); n < pages {
		t.Errorf("the analysis date stands %d times on %d pages", n, pages)
	}
	b.click("#report-hide")
	b.until("the report without small figures", `() => document.getElementById("report").dataset.ready &&
		document.getElementById("report-hidden").checkVisibility()`)
	if hidden := b.printed(t); !strings.Contains(hidden, squeezed(say("print.hidden", "least", "11"))) {
		t.Error("the report does not say that figures are hidden")
	}
	b.choose("#report-least", "300")
	b.until("the report without the figures of 300", `() => document.getElementById("report").dataset.ready &&
		document.getElementById("report-hidden").textContent.includes("300")`)
	b.click("#report-close")
	b.until("the result again", `() => !document.documentElement.hasAttribute("data-report") &&
		document.getElementById("grid").checkVisibility()`)
}

// TestReportOfThree reports three files in turn, without a reload: each report has its own figures and nothing of another's.
func TestReportOfThree(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	js[bool](b, `(source) => { (0, eval)(source); return true; }`, axe(t))
	const first = "客户编号,就诊日期,实收金额\nA1,2024-06-01,4100\nA1,2024-06-20,900\nA2,2024-06-05,300\nA3,2023-01-05,60\n"
	b.drop("名单甲.csv", []byte(first))
	var alien []string
	for _, c := range []struct{ name, data, profile string }{
		{"名单甲.csv", first, dental}, {"visits-b.csv", "客户编号,就诊日期,实收金额\nK1,2024-03-01,100\nK1,2024-03-09,250\nK2,2024-03-05,80\n", "chongqing-course"},
		{"丙.csv", "客户编号,消费间隔天数,消费频率,消费总金额\nZ1,3,4,90000\nZ2,40,1,5000\nZ3,90,2,200\n", "shaoxing-finance"}} {
		if c.name != "名单甲.csv" {
			b.give(c.name, []byte(c.data))
		}
		b.until(c.name, `(name) => document.documentElement.dataset.state === "done" && document.getElementById("file-name").textContent.includes(name)`, c.name)
		b.choose("#profile", c.profile)
		b.until("graded by it", `() => document.documentElement.dataset.state === "done"`)
		want := core(t, c.name, []byte(c.data), choices{profile: c.profile})
		b.graded(want)
		b.click("#report-open")
		b.until("the report", `() => document.getElementById("report").dataset.ready`)
		b.shot("report-" + c.profile)
		b.examine("the report of "+c.name, everyRule)
		plain := b.printed(t)
		for _, said := range []string{c.name, want.result.Profile.Name.Zh, words.Text("zh-CN", "print.customers.say", "n",
			strconv.Itoa(len(want.result.Customers)), "graded", strconv.Itoa(len(want.result.Customers)))} {
			if !strings.Contains(plain, squeezed(said)) {
				t.Errorf("the report of %s does not say %q", c.name, said)
			}
		}
		for _, other := range alien {
			if strings.Contains(plain, squeezed(other)) {
				t.Errorf("the report of %s says %q of another", c.name, other)
			}
		}
		alien = append(alien, c.name, want.result.Profile.Name.Zh)
		b.click("#report-close")
	}
}

var blanks = regexp.MustCompile(`[ \n]+`)

// squeezed takes out the blanks, which a PDF sets as it likes.
func squeezed(s string) string { return blanks.ReplaceAllString(s, "") }

// printed prints the page to PDF and gives its text without blanks, a form feed after each page.
func (b *tab) printed(t *testing.T) string {
	t.Helper()
	var data []byte
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		r, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
		if err == nil {
			data = r.Data
		}
		return chromedp.Void{}, err
	})
	reader, err := exec.LookPath("pdftotext")
	if err != nil && os.Getenv("FENJI_PROGRAMS") == "required" {
		t.Fatal("pdftotext is not installed; make test installs it where it can")
	} else if err != nil {
		t.Skip("pdftotext is not installed")
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if *screens != "" {
		file = filepath.Join(*screens, "report.pdf")
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(reader, "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return squeezed(string(text))
}
