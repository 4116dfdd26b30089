package e2e

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"
)

// download presses a button and gives the file that comes of it.
func (b *tab) download(button string) (name string, data []byte) {
	b.t.Helper()
	return b.downloadBy(func() { b.click(button) })
}

// downloading is held while a file is on its way: the folder where files are saved is the browser's, not the tab's.
var downloading sync.Mutex

// downloadBy does something and gives the file that comes of it.
func (b *tab) downloadBy(press func()) (name string, data []byte) {
	b.t.Helper()
	downloading.Lock()
	defer downloading.Unlock()
	dir := b.t.TempDir()
	if _, err := chromedp.Call(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}); err != nil {
		b.t.Fatal(err)
	}
	press()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		files, err := os.ReadDir(dir)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".crdownload") || strings.HasPrefix(f.Name(), ".") || len(files) > 1 {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				b.t.Fatal(err)
			}
			if len(data) > 0 {
				return f.Name(), data
			}
		}
	}
	b.shot("failed")
	files, _ := os.ReadDir(dir)
	b.t.Fatalf("no file came, but %v; the page is %q", files, js[string](b, `() => document.documentElement.dataset.state`))
	return "", nil
}

// table downloads and reads the graded sheet with another program's eyes: cells as stored, dates as dates.
func (b *tab) table(kind string) [][]string {
	b.t.Helper()
	_, data := b.download("#download-" + kind)
	if kind == "csv" {
		return readCSV(b.t, data)
	}
	book := openBook(b.t, data)
	defer book.Close()
	return readSheet(b.t, book, book.GetSheetList()[0])
}

func readCSV(t *testing.T, data []byte) [][]string {
	t.Helper()
	text, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !ok {
		t.Error("the CSV has no byte order mark; Excel would misread it")
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func readSheet(t *testing.T, book *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for len(rows[i]) < len(rows[0]) {
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

var headers = map[string]string{
	"zh-CN": "客户编号|最近消费日期|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级|建议|备注",
	"en":    "Customer|Last purchase|R days|F visits|M amount|R points|F points|M points|Score|Grade|Advice|Note",
}

func TestDownloads(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sample, lang string
		extras       string
		sheets       int // one more where customers were merged
	}{
		{"chongqing-course", "zh-CN", "咨询课程（历次）|咨询渠道（历次）|课程顾问（历次）", 4},
		{"visits", "en", "科室 (all visits)|医生 (all visits)|项目 (all visits)|备注 (all visits)", 5},
		{"maoming-appraisal", "zh-CN", "地区|分析时间|统计期间", 4},
	} {
		t.Run(c.sample, func(t *testing.T) {
			b := open(t, "?lang="+c.lang)
			b.sample(c.sample)
			b.until("grades", `() => document.documentElement.dataset.state === "done"`)
			want := core(t, c.sample+".xlsx", sampleFile(t, c.sample), choices{profile: b.value("#profile")})
			b.graded(want)
			header := strings.Split(headers[c.lang]+"|"+c.extras, "|")

			_, data := b.download("#download-xlsx")
			book := openBook(t, data)
			defer book.Close()
			sheets := book.GetSheetList()
			if len(sheets) != c.sheets {
				t.Fatalf("sheets %v", sheets)
			}
			compare(t, want, c.lang, header, readSheet(t, book, sheets[0]), true)
			numbersAreNumbers(t, book, sheets[0])
			tellsAbout(t, book, sheets[2], b.value("#as-of"), c.sample)
			if aside := readSheet(t, book, sheets[3]); len(aside)-1 < want.ledger.Aside.Rows {
				t.Errorf("%d rows in %s, %d were set aside", len(aside)-1, sheets[3], want.ledger.Aside.Rows)
			}
			compare(t, want, c.lang, header, b.table("csv"), false)
			if b.state() != "done" {
				t.Errorf("state %s after the downloads", b.state())
			}
		})
	}
}

// compare checks every cell against the core.
func compare(t *testing.T, want *truth, lang string, header []string, rows [][]string, serials bool) {
	t.Helper()
	if got := strings.Join(rows[0], "|"); got != strings.Join(header, "|") {
		t.Fatalf("header\n%s, want\n%s", got, strings.Join(header, "|"))
	}
	if len(rows)-1 != len(want.result.Customers) {
		t.Fatalf("%d customers, want %d", len(rows)-1, len(want.result.Customers))
	}
	bad := 0
	for place, i := range bestFirst(want.result) {
		expected := want.cells(i, lang)
		for _, h := range header[len(expected):] {
			expected = append(expected, want.extra(i, h))
		}
		for col, w := range expected {
			got := rows[place+1][col]
			if serials && w != "" && (col == 1 || len(w) == 10 && strings.Count(w, "-") == 2) {
				got = fromSerial(got)
			}
			if !sameCell(got, w) {
				if bad++; bad < 10 {
					t.Errorf("customer %d, %s: %q, want %q", i, header[col], got, w)
				}
			}
		}
	}
}

// bestFirst are the customers as the list shows them: by grade, then by score, then as the file has them.
func bestFirst(r *scoring.Result) []int {
	order := make([]int, len(r.Customers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := int(r.Graded[a].Band) - int(r.Graded[b].Band); c != 0 || r.Graded[a].Band == profile.Ungraded {
			return c
		}
		return r.Score(b).Cmp(r.Score(a))
	})
	return order
}

// sameCell compares texts as they are and numbers by value.
func sameCell(got, want string) bool {
	if got == want {
		return true
	}
	g, err1 := decimal.Parse(got)
	w, err2 := decimal.Parse(want)
	return err1 == nil && err2 == nil && g.Cmp(w) == 0
}

func fromSerial(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return s
	}
	epoch, _ := civil.DateOf(1899, 12, 30)
	return (epoch + civil.Day(n)).String()
}

// numbersAreNumbers looks at the kinds of the first customer's cells.
func numbersAreNumbers(t *testing.T, book *excelize.File, name string) {
	t.Helper()
	for _, cell := range []string{"B2", "C2", "D2", "E2", "F2", "G2", "H2", "I2"} {
		kind, err := book.GetCellType(name, cell)
		if err != nil {
			t.Fatal(err)
		}
		if kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is no number (%v)", cell, kind)
		}
	}
	if shown, _ := book.GetCellValue(name, "B2"); len(shown) != 10 || strings.Count(shown, "-") != 2 {
		t.Errorf("B2 shows %q, not a date", shown)
	}
	panes, err := book.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header is not frozen: %+v %v", panes, err)
	}
	if width, _ := book.GetColWidth(name, "A"); width < 10 {
		t.Errorf("column A is %v wide", width)
	}
}

// tellsAbout checks that the second sheet says by what was graded.
func tellsAbout(t *testing.T, book *excelize.File, name, asOf, file string) {
	t.Helper()
	rows, err := book.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.Join(row, "|") + "\n")
	}
	for _, want := range []string{asOf, file} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%s does not say %q:\n%s", name, want, all.String())
		}
	}
}

// TestFormulaLikeText downloads what a spreadsheet would run if it were let.
func TestFormulaLikeText(t *testing.T) {
	t.Parallel()
	evil := excelize.NewFile()
	defer evil.Close()
	for i, row := range [][]any{
		{"客户编号", "消费日期", "消费金额", "经办"},
		{"=1+1", "2024-05-01", 1200, "=HYPERLINK(1)"},
		{"@SUM", "2024-05-02", 30, "\uff1d1"},
		{"+86", "2024-05-03", 40, "-5 元"},
		{"\t9", "2024-05-04", 50, "\uff0bA1"},
	} {
		if err := evil.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	buffer, err := evil.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, "")
	b.give("公式.xlsx", buffer.Bytes())
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.graded(core(t, "公式.xlsx", buffer.Bytes(), choices{profile: b.value("#profile")}))
	for _, kind := range []string{"xlsx", "csv"} {
		rows := b.table(kind)
		if len(rows) != 5 {
			t.Errorf("%s: %d rows", kind, len(rows))
		}
		for _, row := range rows[1:] {
			for _, cell := range []string{row[0], row[len(row)-1]} {
				if cell == "" || strings.ContainsAny(string([]rune(cell)[:1]), "=@+-\t\r\uff1d\uff0b\uff0d\uff20") {
					t.Errorf("%s: %q could be taken for a formula", kind, cell)
				}
			}
		}
	}
}

func TestLedgerDownload(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("visits")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	want := core(t, "visits.xlsx", sampleFile(t, "visits"), choices{profile: b.value("#profile")})
	b.click("#tab-quality")
	name, data := b.download("#download-ledger")
	if !strings.HasSuffix(name, "-"+want.result.AsOf.String()+".csv") {
		t.Errorf("the file is called %s", name)
	}
	if rows := readCSV(t, data); len(rows)-1 < want.ledger.Aside.Rows+want.ledger.Duplicates.Rows {
		t.Errorf("%d rows, want at least %d + %d", len(rows)-1, want.ledger.Aside.Rows, want.ledger.Duplicates.Rows)
	}

	// Every row and all money has one destination; refunds are listed, and who was merged is named in the download.
	b.give("a.csv", []byte("单号,病历号,日期,项目,金额\n1,K1,2024-01-01,洁治,100\n2,Ｋ1,2024-01-02,补牙,50\n3,K2,2024-01-02,洁治,-30\n3,K2,2024-01-02,洁治,-30\n"+
		"4,,2024-01-03,洁治,7\n5,K2,2024-01-04,补牙,80\n,合计,,,177\n"))
	b.until("the ledger adds up", `() => {
		const d = document.getElementById("ledger").dataset, n = (x) => Number(x.replaceAll(/[^0-9.-]/g, "").replaceAll(",", ""));
		const money = (k) => n(document.getElementById("money-" + k).textContent.replace("−", "-"));
		return d.read === "7" && n(d.read) === n(d.used) + n(d.duplicates) + n(d.aside) + n(d.totals) && d.totals === "1" &&
			money("read") === money("used") + money("duplicates") + money("aside") && money("used") === 200;
	}`)
	if rows, money := b.attribute("#ledger-refunds", "data-rows"), b.attribute("#ledger-refunds", "data-money"); rows != "1" || money != "30.00" {
		t.Errorf("%s refunds of %s", rows, money)
	}
	b.click("#ledger-refunds button")
	b.until("the refund is listed", `() => document.querySelectorAll("#entry-list [data-code=refund-row]").length === 1`)
	_, data = b.download("#download-ledger")
	if text := string(data); !strings.Contains(text, "Ｋ1") || strings.Count(text, "合并为") != 2 {
		t.Errorf("who was merged is not told:\n%s", text)
	}
}
