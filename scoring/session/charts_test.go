package session_test

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"
)

// partOf reads a part of a workbook.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	part, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(part)
}

// TestCharts looks up the cells that the charts of the overview are drawn from.
func TestCharts(t *testing.T) {
	reference := regexp.MustCompile(`<c:f>'([^']+)'!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?</c:f>`)
	for lang, want := range map[string][]string{
		"zh-CN": {"人数占比", "金额占比", "就诊次数", "收入（元）", "A 核心价值用户", "2024-01"},
		"en":    {"Of customers", "Of money", "Visits", "Revenue (yuan)", "A ", "2024-01"},
	} {
		data := workbookOf(t, gradedFlow(t, "lianyungang-dental", 300), lang)
		f := opened(t, data)
		overview := f.GetSheetList()[1]
		seen := ""
		for _, chart := range []string{"xl/charts/chart1.xml", "xl/charts/chart2.xml"} {
			for _, r := range reference.FindAllStringSubmatch(html.UnescapeString(partOf(t, data, chart)), -1) {
				if r[1] != overview {
					t.Errorf("%s draws from %s", chart, r[1])
				}
				for _, cell := range []string{r[2] + r[3], r[4] + r[5]} {
					if cell == "" {
						continue
					}
					value, err := f.GetCellValue(overview, cell)
					if value == "" || err != nil {
						t.Errorf("%s draws from %s, which is blank (%v)", chart, cell, err)
					}
					seen += value + "\n"
				}
			}
		}
		for _, w := range want {
			if !strings.Contains(seen, w) {
				t.Errorf("%s: no %q in\n%s", lang, w, seen)
			}
		}
		rules, err := f.GetConditionalFormats(overview)
		if len(rules) != 1 || err != nil {
			t.Errorf("rules %v (%v)", rules, err)
		}
		for area := range rules {
			from, to, _ := strings.Cut(area, ":")
			for _, cell := range []string{from, to} {
				if v, _ := f.GetCellValue(overview, cell); strings.Trim(v, "0123456789,") != "" || v == "" {
					t.Errorf("%s colours %q", area, v)
				}
			}
		}
	}
}

// TestPrinted: of the graded customers the twelve columns are printed, however many the user's file has.
func TestPrinted(t *testing.T) {
	f := opened(t, workbookOf(t, gradedFlow(t, "lianyungang-dental", 20), "zh-CN"))
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && n.RefersTo == "'分级结果'!$A$1:$L$21" {
			return
		}
	}
	t.Errorf("names %v", f.GetDefinedName())
}
