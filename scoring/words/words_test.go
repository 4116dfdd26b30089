package words

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestSameKeys holds the two languages against each other.
func TestSameKeys(t *testing.T) {
	zh, en := catalogues[0], catalogues[1]
	for key, text := range zh {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s has no English text", key)
			continue
		}
		if a, b := placeholders(text), placeholders(other); !slices.Equal(a, b) {
			t.Errorf("%s: placeholders %v in Chinese, %v in English", key, a, b)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s has no Chinese text", key)
		}
	}
}

// TestNoKeyTwice: the later of two lines would win in silence.
func TestNoKeyTwice(t *testing.T) {
	for i := range texts {
		text := strings.Join(texts[i], "\n")
		seen := map[string]bool{}
		for line := range strings.Lines(text) {
			key, _, spaced := strings.Cut(strings.TrimRight(line, "\n"), " ")
			if key == "" || key == "#" {
				continue
			}
			if seen[key] || !spaced {
				t.Errorf("%s: %q stands twice or has no text", Languages[i], key)
			}
			seen[key] = true
		}
	}
}

// TestColumns: what the site sends has each key once, with the text of each language in the same line.
func TestColumns(t *testing.T) {
	keys, columns := Columns()
	if len(keys) == 0 || len(columns[0]) != len(keys) || len(columns[1]) != len(keys) {
		t.Fatalf("%d keys, %d Chinese and %d English texts", len(keys), len(columns[0]), len(columns[1]))
	}
	for i, lang := range Languages {
		wrote := parse(map[string]string{}, strings.Join(texts[i], "\n"))
		for at, key := range keys {
			if text, ok := wrote[key]; !ok || text != columns[i][at] {
				t.Errorf("%s: %s is sent as %q", lang, key, columns[i][at])
			}
		}
		if len(wrote) != len(keys) {
			t.Errorf("%s: %d of %d keys are sent", lang, len(keys), len(wrote))
		}
	}
}

// TestPunctuation: Chinese sentences take full-width marks, and English texts hold no Chinese.
func TestPunctuation(t *testing.T) {
	narrow := regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}`)
	for key, text := range catalogues[0] {
		if narrow.MatchString(text) {
			t.Errorf("%s: %q has narrow punctuation", key, text)
		}
	}
	han := regexp.MustCompile(`\p{Han}|[，。：；（）]`)
	for key, text := range catalogues[1] {
		if han.MatchString(text) {
			t.Errorf("%s: %q is not English", key, text)
		}
	}
}

// TestNoDeveloperTalk: a clinic reads this.
func TestNoDeveloperTalk(t *testing.T) {
	talk := regexp.MustCompile(`(?i)\b(wasm|worker|engine|json|parse|null|exception|stack)\b|解析|引擎|异常`)
	for _, c := range catalogues {
		for key, text := range c {
			plain := strings.ReplaceAll(text, "异常大或小", "")                       // of amounts, as a receptionist says
			if talk.MatchString(plain) && !strings.HasPrefix(key, "terminal.") { // who types commands knows such words
				t.Errorf("%s: %q", key, text)
			}
		}
	}
}

// codes are the issue codes that can reach the page, by where they come from.
var codes = map[string]string{
	"file": "not-a-workbook old-xls encrypted wrong-password encrypted-unsupported encrypted-slow not-an-office-sheet " +
		"truncated damaged empty-file lock-file too-large too-many-rows too-many-columns zip-bomb doctype encoding empty-sheet no-rows",
	"page": "missing-columns engine-stopped no-memory lock-failed files-differ unit-doubtful profile-note as-of-future clock-doubted today-later " +
		"nothing-graded file-unreadable folder",
	"notice": "ties-heavy all-equal amount-rounded days-differ window-not-applied refunds-netted amounts-once before-fees date-joined currency days-as-stated days-floored dates-unclear decimal-comma cells-merged ids-cut customers-merged asof-several several-sheets filled-down call-list-alone",
}

// rows are the codes of single rows, which the ledger lists with a short name and a remedy each.
const rows = "total-row header-again duplicate customer-missing date-missing date-unreadable date-ambiguous date-after " +
	"amount-missing amount-unreadable amount-too-large visits-missing visits-unreadable visits-fractional " +
	"days-missing days-unreadable days-fractional not-a-visit given-back refund-unreadable walk-in row-hidden record-width " +
	"duplicate-kept near-duplicate outlier amount-filled visits-filled days-filled date-filled"

func TestEveryCodeHasWords(t *testing.T) {
	need := func(keys ...string) {
		for _, key := range keys {
			if !Has(key) {
				t.Errorf("%s has no text", key)
			}
		}
	}
	for from, list := range codes {
		for _, code := range strings.Fields(list) {
			need("issue." + code)
			if from == "file" {
				need("issue." + code + ".fix")
			}
		}
	}
	for _, code := range strings.Fields(rows) {
		need("issue."+code, "issue."+code+".short", "issue."+code+".fix")
	}
	for _, role := range strings.Fields("ignore other customer name date days visits amount order refund refunded status " +
		"department doctor region birth age sex phone item satisfaction asof result") {
		need("role." + role)
	}
	for _, reason := range strings.Fields("no-purchase recency-range frequency-range monetary-range too-large " +
		"below-bands") {
		need("reason."+reason, "reason."+reason+".fix")
	}
}

// TestCodesInTheSources finds codes that another package reports and the list above does not know yet.
func TestCodesInTheSources(t *testing.T) {
	patterns := map[string]*regexp.Regexp{
		"../sheet": regexp.MustCompile(`scoring\.Code\s*= "([a-z-]+)"|Code: +"([a-z-]+)"`),
		"../intake": regexp.MustCompile(`scoring\.Code\s*= "([a-z-]+)"|Code: +"([a-z-]+)"|` +
			`^\t\{"([a-z]+-[a-z-]+)", [A-Z"]|notice\("([a-z-]+)"`),
		"..": regexp.MustCompile(`Code = "([a-z-]+)"`),
	}
	for dir, pattern := range patterns {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			source, err := os.ReadFile(dir + "/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(source)) {
				for _, m := range pattern.FindAllStringSubmatch(line, -1) {
					code := strings.Join(m[1:], "")
					if !Has("issue." + code) {
						t.Errorf("%s/%s reports %q, which has no text", dir, f.Name(), code)
					}
				}
			}
		}
	}
}

// TestPage holds the static page against the catalogue: every key it names exists, and what stands in it before any
// program runs is the Chinese text.
func TestPage(t *testing.T) {
	html, err := os.ReadFile("../../web/static/index.html")
	if err != nil {
		t.Fatal(err)
	}
	rooms, _ := filepath.Glob("../../web/static/rooms/*.html")
	if len(rooms) == 0 {
		t.Error("the rooms have no parts of the page")
	}
	for _, room := range rooms {
		part, err := os.ReadFile(room)
		if err != nil {
			t.Fatal(err)
		}
		html = append(html, part...)
	}
	static := regexp.MustCompile(`data-t="([^"]+)"[^>]*>([^<]*)<`)
	for _, m := range static.FindAllStringSubmatch(string(html), -1) {
		if want := Text("zh-CN", m[1]); !Has(m[1]) || m[2] != want {
			t.Errorf("%s: the page says %q, the catalogue %q", m[1], m[2], want)
		}
	}
	attribute := regexp.MustCompile(`data-t-(?:label|placeholder)="([^"]+)" (?:aria-label|placeholder)="([^"]*)"`)
	found := attribute.FindAllStringSubmatch(string(html), -1)
	if n := strings.Count(string(html), "data-t-"); n != len(found) {
		t.Errorf("%d of %d attributes have their text beside them", len(found), n)
	}
	for _, m := range found {
		if want := Text("zh-CN", m[1]); !Has(m[1]) || m[2] != want {
			t.Errorf("%s: the page says %q, the catalogue %q", m[1], m[2], want)
		}
	}
	for _, bad := range []string{" style=", " onclick", "javascript:", "<style"} {
		if strings.Contains(string(html), bad) {
			t.Errorf("the page holds %q, which the policy refuses", bad)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		args      []string
		want      string
	}{
		{"zh-CN", "export.col.customer", nil, "客户编号"},
		{"en", "export.col.customer", nil, "Customer"},
		{"en-GB", "export.col.grade", nil, "Grade"},
		{"", "export.col.grade", nil, "用户分级"},
		{"en", "range.between", []string{"low", "31", "high", "90", "unit", " days"}, "31–90 days"},
		{"en", "why.F.value", []string{"value", "1"}, "Came 1 time."},
		{"en", "why.F.value", []string{"value", "21"}, "Came 21 times."},
		{"en", "why.lift.frequency", []string{"by", "1", "value", "2"}, "1 more visit (2 in all)"},
		{"en", "grade.count.share", []string{"share", "{share}"}, "{share}% of customers"},
		{"en", "no.such.key", []string{"a", "b"}, "no.such.key"},
	} {
		if got := Text(c.lang, c.key, c.args...); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.key, got, c.want)
		}
	}
}

func ExampleText() {
	fmt.Println(Text("en", "why.lift.frequency", "by", "3", "value", "10"))
	// Output: 3 more visits (10 in all)
}

// TestWorn: a language wears a currency in every text that has its mark, and is the same language otherwise.
func TestWorn(t *testing.T) {
	for _, c := range [][3]string{
		{"zh-CN", "", "5 元"}, {"zh-CN", "CNY", "5 元"}, {"zh-CN", "USD", "5 美元"}, {"zh-CN", "KZT", "5 KZT"},
		{"en", "", "¥5"}, {"en", "USD", "$5"}, {"en", "KZT", "KZT 5"}, {"en-u-cu-usd", "HKD", "HK$5"}, {"en-u-cu-usd", "", "¥5"},
	} {
		lang := Wearing(c[0], c[1])
		if got := Text(lang, "amount.yuan", "n", "5"); got != c[2] {
			t.Errorf("%s: %s", lang, got)
		}
		if Text(lang, "tab.customers") != Text(Bare(c[0]), "tab.customers") || English(lang) != strings.HasPrefix(c[0], "en") {
			t.Errorf("%s is another language", lang)
		}
	}
	if got := Text("en-u-cu-usd", "amount.yuan", "n", "¤"); got != "$¤" {
		t.Errorf("what the user wrote: %s", got)
	}
}
