package export_test

import (
	"archive/zip"
	"bytes"
	"fenji/scoring/columns"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/view"
	"fmt"
	"io"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/export"
	"fenji/scoring/profiles"
	"fenji/scoring/sheet"
)

// exported makes an export of n customers with a few rows set aside, on sheets that hold that many rows.
func exported(t testing.TB, n, rows int, lang string) *export.Export {
	t.Helper()
	csv := customers(n) + strings.Repeat(",2024-01-01,1,100,海州区,\n", 5)
	v, m, ledger := river(t, "lianyungang-dental", csv)
	return &export.Export{View: v, Ledger: ledger, Mapping: m, Unit: 1, Files: []string{"客户.csv"}, Lang: lang, SheetRows: rows}
}

// sheetsOf reads a workbook and says of each sheet its name and number of rows.
func sheetsOf(t *testing.T, data []byte) (all []string, tables []*sheet.Table) {
	t.Helper()
	b, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, info := range b.Sheets() {
		table, err := b.Read(i)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(info.Name, " ", table.Rows))
		tables = append(tables, table)
	}
	return all, tables
}

// TestSeveralSheets spreads what does not fit on one sheet, each below its header, and says so.
func TestSeveralSheets(t *testing.T) {
	for _, c := range []struct {
		n, rows int
		graded  int
		want    string
	}{
		{10, 0, 1, "分级结果 11, 未计入的行 6"},
		{10, 11, 1, "分级结果 11, 未计入的行 6"},
		{10, 10, 2, "分级结果 10, 分级结果 2 2, 未计入的行 6"},
		{9, 4, 3, "分级结果 4, 分级结果 2 4, 分级结果 3 4, 未计入的行 4, 未计入的行 2 3"},
		{0, 4, 1, "分级结果 1, 未计入的行 4, 未计入的行 2 3"},
	} {
		e := exported(t, c.n, c.rows, "zh-CN")
		var out bytes.Buffer
		if err := e.XLSX(sheet.NewWriter(&out)); err != nil {
			t.Fatal(err)
		}
		sheets, tables := sheetsOf(t, out.Bytes())
		about := ""
		var rest []string
		for i, s := range sheets {
			if strings.HasPrefix(s, "说明 ") {
				for row := range tables[i].Rows {
					about += tables[i].Text(tables[i].Cell(row, 0)) + tables[i].Text(tables[i].Cell(row, 1)) + "\n"
				}
				continue
			}
			rest = append(rest, s)
			head, first := tables[i].Text(tables[i].Cell(0, 0)), "客户编号"
			if strings.HasPrefix(s, "未计入的行") {
				first = "文件"
			}
			if head != first {
				t.Errorf("%s begins with %s", s, head)
			}
		}
		if got := strings.Join(rest, ", "); got != c.want {
			t.Errorf("%d customers, %d rows a sheet: %s, want %s", c.n, c.rows, got, c.want)
		}
		if e.GradedSheets() != c.graded {
			t.Errorf("%d customers, %d rows a sheet: says %d sheets", c.n, c.rows, e.GradedSheets())
		}
		if said := strings.Contains(about, fmt.Sprintf("分在 %d 张工作表里", c.graded)); said != (c.graded > 1) {
			t.Errorf("%d sheets, said %v:\n%s", c.graded, said, about)
		}
	}
}

// TestAboutSaysNotices: what is said next to the result on the page is said in the workbook too, with its remedy.
func TestAboutSaysNotices(t *testing.T) {
	for lang, want := range map[string][]string{
		"zh-CN": {"看结果时请留意", "金额的单位不一定是“元”，请确认。在“各列含义”里选定金额单位：元或万元。",
			"次数有 95.0% 的客户数值相同（3），排名分不开他们。同分的客户得同样的分，取较低的一档。", "有 2 位客户占了 4 行，已合并：天数取最小，次数和金额相加。是哪些客户，列在“数据质量”和下载的文件里。"},
		"en": {"Worth knowing", "It is not certain that the amounts are in yuan", "2 customers stood on 4 rows and were merged", "Frequency: 95.0% of the customers"},
	} {
		e := exported(t, 10, 0, lang)
		e.UnitAsk = true
		e.Ledger.Notices = []scoring.Issue{{Code: "customers-merged", Args: []string{"count", "2", "rows", "4"}}}
		e.View.Result.Notices = []scoring.Issue{{Code: scoring.TiesHeavy,
			Args: []string{"metric", "F", "value", "3", "share", "95.0"}}}
		var out bytes.Buffer
		if err := e.XLSX(sheet.NewWriter(&out)); err != nil {
			t.Fatal(err)
		}
		_, tables := sheetsOf(t, out.Bytes())
		about := ""
		for row := range tables[1].Rows {
			about += tables[1].Text(tables[1].Cell(row, 0)) + "\n"
		}
		for _, w := range want {
			if !strings.Contains(about, w) {
				t.Errorf("%s: %q is missing in\n%s", lang, w, about)
			}
		}
	}
	if _, blocks := exported(t, 10, 0, "en").About(); strings.Contains(fmt.Sprint(blocks), "Worth knowing") {
		t.Error("nothing is worth knowing, and said")
	}
}

// TestAboutSaysAll looks for every text of a profile on the sheet about the grading.
func TestAboutSaysAll(t *testing.T) {
	for _, p := range profiles.All() {
		for _, lang := range []string{"zh-CN", "en"} {
			e := exported(t, 50, 0, lang)
			e.View.Result.Profile = p
			title, blocks := e.About()
			all := title
			for _, b := range blocks {
				all += "\n" + b.Title + " " + strings.Join(b.Head, " ")
				for _, row := range b.Rows {
					for _, c := range row {
						all += "\n" + c.Text
					}
				}
			}
			wanted := []string{p.Name.In(lang)}
			for _, b := range p.Bands {
				wanted = append(wanted, b.Name.In(lang), b.Meaning.In(lang), b.Action.In(lang), b.Cadence.In(lang))
			}
			for _, n := range p.Notes {
				wanted = append(wanted, n.In(lang))
			}
			for _, w := range wanted {
				if !strings.Contains(all, w) {
					t.Errorf("%s %s: %q is missing", p.ID, lang, w)
				}
			}
			if strings.Contains(all, "export.") || strings.ContainsAny(all, "{}") {
				t.Errorf("%s %s: a text is missing or unfilled:\n%s", p.ID, lang, all)
			}
		}
	}
}

// TestSixGrades: grades of any code have the style of their place, on every sheet, and none is cut within a character.
func TestSixGrades(t *testing.T) {
	e := exported(t, 60, 0, "zh-CN")
	p := *e.View.Result.Profile
	p.Schema, p.Bands = profile.Schema, nil
	codes := []string{"优", "A+", "良", "1", "★★", "D"}
	for i, code := range codes {
		p.Bands = append(p.Bands, profile.Band{Grade: code, From: decimal.Decimal{Coef: int64(42 - 6*i), Exp: 1}, Name: profile.Text{Zh: "甲"}})
	}
	r, err := scoring.Score(e.View.Result.Customers, &p, e.View.Result.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e.View = view.New(r, e.View.Table, e.View.Extras)
	_, blocks := e.About()
	kinds := map[string]export.CellKind{}
	for _, b := range blocks {
		for _, row := range b.Rows {
			if row[0].Kind > export.GradeCell {
				code, _, _ := strings.Cut(row[0].Text, " ")
				kinds[code] = row[0].Kind
			}
		}
	}
	for place, code := range codes {
		if kinds[code] != export.GradeKind(place) {
			t.Errorf("%s is of kind %d, want %d", code, kinds[code], export.GradeKind(place))
		}
	}
	var out bytes.Buffer
	if err := e.XLSX(sheet.NewWriter(&out)); err != nil {
		t.Fatal(err)
	}
	_, tables := sheetsOf(t, out.Bytes())
	found := map[string]bool{}
	for row := range tables[0].Rows {
		found[tables[0].Text(tables[0].Cell(row, columns.Grade))] = true
	}
	for i := range r.Customers {
		if g := r.Grade(i); g != "" && !found[g] {
			t.Errorf("grade %s is not in the workbook", g)
		}
	}
	if z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil {
		t.Error(err)
	} else if f, err := z.Open("xl/worksheets/sheet1.xml"); err != nil {
		t.Error(err)
	} else if data, _ := io.ReadAll(f); !strings.Contains(string(data), `operator="equal"><formula>"优"</formula>`) ||
		strings.Count(string(data), "<cfRule") != len(codes) {
		t.Error("the rules of the grades' colours are not those of the profile")
	}
}
