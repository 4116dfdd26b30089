package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/decimal"
)

// TestPanel reads a panel with another program: heights, merged cells, a scale, a break, a footer, charts of its cells.
func TestPanel(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	does := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	does(w.Sheet(SheetSpec{Name: "A's rows"}))
	does(w.Row([]Value{Str("a")}))
	does(w.Sheet(SheetSpec{Name: "It's a panel", Panel: true, Foot: "&Lfoot&R&P", Widths: []float64{20, 10, 10, 10}}))
	does(w.PanelRow(34, []Value{Styled(Str("title"), PanelTitle)}, 4))
	w.Skip(1)
	does(w.PanelRow(21, []Value{Styled(Str("Month"), PanelHead), Styled(Str("Visits"), PanelHeadRight), Styled(Str("Money"), PanelHeadRight)}, 3))
	for i := range 3 {
		does(w.PanelRow(20, []Value{Styled(Str(fmt.Sprint("2024-0", i+1)), PanelText), Styled(Count(decimal.Int(int64(1000*i))), PanelNumber),
			Styled(Sum(decimal.Decimal{Coef: 123450, Exp: 2}), PanelNumber)}, 3))
	}
	w.Scale(3, 1, 5, 1)
	w.Break(4)
	w.Chart(Chart{Title: "Visits & money", Head: 2, Rows: 3, Columns: [2]int{1, 2}, Mixed: true})
	w.Chart(Chart{Title: "Shares", Head: 2, Rows: 3, Columns: [2]int{1, 2}, Percents: true})
	does(w.PanelRow(20, []Value{Styled(Str("below"), PanelNote)}, 4))
	does(w.Close())

	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	does(err)
	defer f.Close()
	const name = "It's a panel"
	merged, err := f.GetMergeCells(name)
	if err != nil || len(merged) != 2 || merged[0].GetStartAxis()+merged[0].GetEndAxis() != "A1D1" {
		t.Errorf("merged %v, %v", merged, err)
	}
	if h, err := f.GetRowHeight(name, 1); h != 34 || err != nil {
		t.Errorf("height %v, %v", h, err)
	}
	if v, err := f.GetCellValue(name, "B5"); v != "1,000" || err != nil {
		t.Errorf("count %q, %v", v, err)
	}
	if v, err := f.GetCellValue(name, "A45"); v != "below" || err != nil {
		t.Errorf("below the charts stands %q, %v", v, err)
	}
	rules, err := f.GetConditionalFormats(name)
	if err != nil || len(rules["B4:B6"]) != 1 || rules["B4:B6"][0].Type != "2_color_scale" {
		t.Errorf("rules %v, %v", rules, err)
	}
	if foot, err := f.GetHeaderFooter(name); err != nil || foot.OddFooter != "&Lfoot&R&P" {
		t.Errorf("foot %+v, %v", foot, err)
	}
	parts := map[string]string{}
	for _, part := range []string{"xl/worksheets/sheet2.xml", "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/drawings/drawing2.xml", "[Content_Types].xml"} {
		b, ok := f.Pkg.Load(part)
		if !ok {
			t.Fatalf("no %s", part)
		}
		parts[part] = string(b.([]byte))
	}
	for part, wants := range map[string][]string{
		"xl/worksheets/sheet2.xml": {`<brk id="2" `, `<drawing r:id="rId1"/>`},
		"xl/charts/chart1.xml":     {`<c:f>'It''s a panel'!$C$4:$C$6</c:f>`, "Visits &amp; money", "<c:lineChart>", `<c:crosses val="max"/>`},
		"xl/charts/chart2.xml":     {`<c:f>'It''s a panel'!$A$4:$A$6</c:f>`, `formatCode="0%"`},
		"xl/drawings/drawing2.xml": {`<xdr:row>7</xdr:row>`, `<xdr:row>26</xdr:row>`},
		"[Content_Types].xml":      {"drawingml.chart+xml", "drawing+xml"},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[part], want) {
				t.Errorf("%s lacks %s in\n%s", part, want, parts[part])
			}
		}
	}
}
