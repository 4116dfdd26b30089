package samples

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write testdata/sums.txt anew")

// TestSamplesStay pins every byte of the samples: they are part of the site, and whoever built it gets the same.
func TestSamplesStay(t *testing.T) {
	var sums strings.Builder
	for _, name := range Names() {
		first, second := made(t, name), made(t, name)
		if !bytes.Equal(first, second) {
			t.Errorf("%s differs from one making to the next", name)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(first), name)
	}
	const golden = "testdata/sums.txt"
	if *update {
		os.MkdirAll("testdata", 0o755)
		if err := os.WriteFile(golden, []byte(sums.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if sums.String() != string(want) {
		t.Errorf("the samples changed:\n%swant (refresh with -update):\n%s", sums.String(), want)
	}
}

// TestSamplesAsRegistered reads the samples back with another program and counts.
func TestSamplesAsRegistered(t *testing.T) {
	for _, c := range []struct {
		name, header string
		top, records int // rows above the header; rows below it
	}{
		{"lianyungang-dental", "用户|最近一次消费时间|消费间隔天数|消费频率|消费总金额", 0, 748},
		{"chongqing-course", "客户编号|咨询日期|咨询课程|咨询渠道|课程顾问|消费金额", 0, 631},
		{"shaoxing-finance", "客户编号|下单时间|订单金额|历史购买总次数|历史购买总金额", 0, 521},
		{"maoming-appraisal", "客户编号|地区|分析时间|统计期间|上次服务时间|距离上一次购买的天数R(天)|" +
			"最近一段时间购买频次F(次)|最近一段时间购买金额M(元)", 0, 681},
		{"visits", "就诊日期|病历号|科室|医生|项目|收费金额|备注", 3, visitRows + 1},
	} {
		rows, about := readBack(t, c.name)
		if got := strings.Join(rows[c.top], "|"); got != c.header {
			t.Errorf("%s: header %s", c.name, got)
		}
		if got := len(rows) - c.top - 1; got != c.records {
			t.Errorf("%s: %d records, want %d", c.name, got, c.records)
		}
		if !strings.Contains(about[0][0], "虚构") || !strings.Contains(about[0][0], "made up") {
			t.Errorf("%s: does not say that it is made up", c.name)
		}
	}
}

// TestSamplesAgreeWithThemselves checks what a reader may take for granted: ids once, days that fit the dates.
func TestSamplesAgreeWithThemselves(t *testing.T) {
	for _, c := range []struct {
		name               string
		id, date, days     int
		today              string
		customers, day0Min int
	}{
		{"lianyungang-dental", 0, 1, 2, "2024-12-31", 748, 1},
		{"shaoxing-finance", 0, -1, -1, "", 521, 0},
		{"maoming-appraisal", 0, 4, 5, "2024-11-30", 681, 1},
		{"chongqing-course", 0, -1, -1, "", 196, 0},
	} {
		rows, _ := readBack(t, c.name)
		seen, day0 := map[string]bool{}, 0
		for _, row := range rows[1:] {
			seen[row[c.id]] = true
			if c.days < 0 {
				continue
			}
			if row[c.days] == "0" {
				day0++
			}
			if (row[c.days] == "0") != (row[c.date] == c.today) {
				t.Errorf("%s: %v does not fit %s", c.name, row, c.today)
			}
		}
		if len(seen) != c.customers || day0 < c.day0Min {
			t.Errorf("%s: %d customers, %d on the last day", c.name, len(seen), day0)
		}
	}
}

func TestVisitsAreMessy(t *testing.T) {
	rows, _ := readBack(t, "visits")
	forms := map[string]int{}
	whole := map[string]int{}
	for _, row := range rows[4 : len(rows)-1] {
		for len(row) < 7 {
			row = append(row, "")
		}
		whole[strings.Join(row, "|")]++
		for name, found := range map[string]bool{
			"no patient":    row[1] == "",
			"no date":       row[0] == "",
			"free":          row[5] == "免费",
			"refund":        row[6] == "退费",
			"brackets":      strings.HasPrefix(row[5], "("),
			"wide brackets": strings.HasPrefix(row[5], "\uff08"),
			"yuan sign":     strings.HasPrefix(row[5], "¥"),
			"wide sign":     strings.HasPrefix(row[5], "\uffe5"),
			"yuan word":     strings.HasSuffix(row[5], "元"),
			"ten thousands": strings.HasSuffix(row[5], "万"),
			"wide digits":   strings.ContainsAny(row[5], "０１２３４５６７８９"),
			"wide id":       strings.ContainsAny(row[1], "０１２３４５６７８９"),
			"stray space":   strings.TrimSpace(row[1]) != row[1],
			"leading zero":  strings.HasPrefix(row[1], "0"),
			"Chinese date":  strings.Contains(row[0], "年"),
			"slash date":    strings.Contains(row[0], "/"),
			"dot date":      strings.Contains(row[0], "."),
			"plain date":    len(row[0]) == 8 && strings.HasPrefix(row[0], "2024"),
			"serial":        len(row[0]) == 5,
			"with time":     strings.Contains(row[0], ":"),
			"口腔内科":          row[2] == "口腔内科",
			"正畸科":           row[2] == "正畸科",
		} {
			if found {
				forms[name]++
			}
			if forms[name] == 0 {
				forms[name] = 0
			}
		}
	}
	for name, n := range forms {
		if n == 0 {
			t.Errorf("no row with %s", name)
		}
	}
	repeated := 0
	for _, n := range whole {
		repeated += n - 1
	}
	if repeated < visitRepeats {
		t.Errorf("%d repeated rows, want %d", repeated, visitRepeats)
	}
	if last := rows[len(rows)-1]; last[0] != "合计" {
		t.Errorf("the last row is %v", last)
	}
}

// TestVisitsAreUnderstood lets the core find exactly what was spoilt.
func TestVisitsAreUnderstood(t *testing.T) {
	file := made(t, "visits.xlsx")
	book, err := sheet.Open("visits.xlsx", bytes.NewReader(file), int64(len(file)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	mapping, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	_, ledger, err := clean.Clean(table, mapping, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// Nothing in the file tells rows apart, so equal neighbours may be two items of one visit: they count, and are asked about.
	aside := visitNoPatient + visitNoDate + visitNoAmount + visitFree
	for what, n := range map[string][2]int{
		"read":       {ledger.Read.Rows, visitRows + 1},
		"duplicates": {ledger.Duplicates.Rows, 0},
		"aside":      {ledger.Aside.Rows, aside},
		"used":       {ledger.Used.Rows, visitRows - aside},
		"totals":     {ledger.Totals.Rows, 1},
	} {
		if n[0] != n[1] {
			t.Errorf("%d rows %s, want %d", n[0], what, n[1])
		}
	}
}

// made is a sample, by the name of its file.
func made(t *testing.T, name string) []byte {
	t.Helper()
	var file bytes.Buffer
	if known, err := Write(&file, name); err != nil || !known {
		t.Fatalf("%s: known %v, %v", name, known, err)
	}
	return file.Bytes()
}

func readBack(t *testing.T, name string) (rows, about [][]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(made(t, name+".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if len(sheets) != 2 || sheets[1] != "说明" {
		t.Fatalf("%s: sheets %v", name, sheets)
	}
	if rows, err = book.GetRows(sheets[0]); err == nil {
		about, err = book.GetRows(sheets[1])
	}
	if err != nil {
		t.Fatal(err)
	}
	return rows, about
}
