package e2e

import (
	"fmt"
	"maps"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/sheet"
)

// graded waits until the page shows what the core says: counts of grades and fates of rows.
func (b *tab) graded(want *truth) {
	b.t.Helper()
	grades, ledger := want.counts(), want.rows()
	b.until("the core's grades", `(grades, ledger) => document.documentElement.dataset.state === "done" &&
		Object.entries(grades).every(([k, v]) => document.getElementById("grades").dataset[k] === v) &&
		Object.entries(ledger).every(([k, v]) => document.getElementById("ledger").dataset[k] === v)`, grades, ledger)
}

var sampleNames = []string{"lianyungang-dental", "chongqing-course", "shaoxing-finance", "maoming-appraisal", "visits"}

func TestSamplesGradeWithOneClick(t *testing.T) {
	t.Parallel()
	for _, name := range sampleNames {
		t.Run(name, func(t *testing.T) {
			b := open(t, "")
			b.sample(name)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
			profile := b.value("#profile")
			if name != "visits" && profile != name {
				t.Errorf("graded by %s", profile)
			}
			want := core(t, name+".xlsx", sampleFile(t, name), choices{profile: profile})
			b.graded(want)
			if got := b.value("#as-of"); got != want.result.AsOf.String() {
				t.Errorf("analysis date %s, want %s", got, want.result.AsOf)
			}
			if b.code() != "" {
				t.Errorf("message %s", b.code())
			}
			b.shot("1440")
		})
	}
}

// TestSamplesShowEveryGrade keeps the samples worth looking at: each grade that a profile can give is well populated.
func TestSamplesShowEveryGrade(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, grades string
		least        string // as text: counts are compared as the page shows them
	}{
		{"lianyungang-dental", "abcd", "40"},
		{"chongqing-course", "abcd", "20"},
		{"shaoxing-finance", "abc", "20"},
		{"maoming-appraisal", "abc", "40"},
	} {
		counts := core(t, c.name+".xlsx", sampleFile(t, c.name), choices{profile: c.name}).counts()
		for _, g := range c.grades {
			if n := counts[string(g)]; len(n) < len(c.least) || len(n) == len(c.least) && n < c.least {
				t.Errorf("%s: %s customers of grade %c in %v", c.name, n, g, counts)
			}
		}
	}
}

func TestProfileChangeGradesAnew(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("lianyungang-dental")
	file := sampleFile(t, "lianyungang-dental")
	first := core(t, "a.xlsx", file, choices{profile: "lianyungang-dental"})
	b.graded(first)
	second := core(t, "a.xlsx", file, choices{profile: "chongqing-course"})
	if maps.Equal(first.counts(), second.counts()) {
		t.Fatal("the two profiles grade alike; the test would see nothing")
	}
	b.choose("#profile", "chongqing-course")
	b.graded(second)
	b.choose("#profile", "maoming-appraisal")
	b.graded(core(t, "a.xlsx", file, choices{profile: "maoming-appraisal"}))
	b.choose("#profile", "lianyungang-dental")
	b.graded(first)
}

func TestAnalysisDateGradesAnew(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("visits")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	c := choices{profile: b.value("#profile")}
	file := sampleFile(t, "visits")
	b.graded(core(t, "visits.xlsx", file, c))
	for _, day := range []string{"2025-03-31", "2024-06-30"} { // later, and earlier than many rows
		c.asOf = day
		b.choose("#as-of", day)
		want := core(t, "visits.xlsx", file, c)
		b.graded(want)
		if day == "2024-06-30" && want.ledger.Aside.Rows < 100 {
			t.Errorf("only %d rows lie after %s", want.ledger.Aside.Rows, day)
		}
	}
}

// TestRegisteredHeadersNeedNoHelp grades a fresh workbook with the field names of the registered data.
func TestRegisteredHeadersNeedNoHelp(t *testing.T) {
	t.Parallel()
	file := workbook(t,
		texts("客户编号", "下单时间", "订单金额", "历史购买总次数", "历史购买总金额"),
		append(append(texts("S1", "2024-12-30"), sheet.Str("1.2")), sheet.Int(16), sheet.Int(9)),
		append(append(texts("S2", "2024-12-31"), sheet.Str("0.4")), sheet.Int(3), sheet.Int(2)),
		append(append(texts("S3", "2024-10-01"), sheet.Str("0.1")), sheet.Int(1), sheet.Int(1)),
	)
	b := open(t, "")
	b.give("客户.xlsx", file)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.choose("#profile", "shaoxing-finance")
	b.graded(core(t, "客户.xlsx", file, choices{profile: "shaoxing-finance"}))
	if got := b.grades(); got["a"] != "1" || got["c"] != "1" {
		t.Errorf("grades %v", got)
	}
}

// TestOneFileAfterAnother goes through files of different shapes and columns on one page.
func TestOneFileAfterAnother(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	for _, name := range []string{"visits", "lianyungang-dental", "maoming-appraisal", "shaoxing-finance", "chongqing-course",
		"lianyungang-dental"} {
		b.sample(name)
		b.until(name, `(heads) => document.documentElement.dataset.state === "done" &&
			document.querySelectorAll("#grid [role=columnheader]").length === heads`, columnsOf[name])
		b.graded(core(t, name+".xlsx", sampleFile(t, name), choices{profile: b.value("#profile")}))
		for _, row := range b.rows() {
			if len(row) != columnsOf[name] {
				t.Errorf("%s: a row of %d cells", name, len(row))
			}
		}
	}
}

// columnsOf are the twelve columns of a grading and the sample's own.
var columnsOf = map[string]int{"visits": 16, "lianyungang-dental": 12, "maoming-appraisal": 15, "shaoxing-finance": 13,
	"chongqing-course": 15}

func TestDrop(t *testing.T) {
	b := open(t, "")
	file := sampleFile(t, "shaoxing-finance")
	b.drop("dropped.xlsx", file)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.graded(core(t, "dropped.xlsx", file, choices{profile: b.value("#profile")}))
}

// TestRegisteredHeaders drops a workbook of another program with the registered headers of Shaoxing. It grades without a
// look at the columns; the grades are worked out by hand.
func TestRegisteredHeaders(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{
		{"客户编号", "下单时间", "订单金额", "历史购买总次数", "历史购买总金额"},
		{"甲001", "2024-12-30", 0.5, 16, 8.5}, // R 0: 5, F 5, M 5: 6.5, A
		{"乙002", "2024-12-20", 0.5, 11, 1},   // R 10: 5, F 4, M 1: 3.7, B
		{"丙003", "2024-12-10", 0.5, 6, 1},    // R 20: 4, F 3, M 1: 3.0, C
		{"丁004", "2024-06-01", 0.5, 0, 0},    // F 0: ungraded
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, "?lang=zh-CN")
	b.sample("shaoxing-finance")
	b.until("the sample", `() => document.documentElement.dataset.state === "done"`)
	b.drop("客户.xlsx", data.Bytes())
	b.until("the grades", `() => document.documentElement.dataset.state === "done" &&
		document.getElementById("ledger").dataset.read === "4"`)
	got := b.grades()
	for grade, want := range map[string]string{"a": "1", "b": "1", "c": "1", "d": "0", "ungraded": "1"} {
		if got[grade] != want {
			t.Errorf("grade %s: %s customers, want %s", grade, got[grade], want)
		}
	}
	_, out := b.download("#download-xlsx")
	book := openBook(t, out)
	defer book.Close()
	rows := readSheet(t, book, book.GetSheetName(0))
	for i, want := range []string{"A", "B", "C", ""} {
		if got := rows[i+1][9]; got != want {
			t.Errorf("%s is graded %q in the download, want %q", rows[i+1][0], got, want)
		}
	}
	b.shot("registered")
}
