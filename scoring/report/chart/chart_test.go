package chart_test

import (
	"bytes"
	"encoding/json"
	"fenji/scoring/figures"
	"fenji/scoring/report"
	"flag"
	"os"
	"testing"

	"fenji/scoring/report/chart"
)

var update = flag.Bool("update", false, "write the goldens anew")

// light is the page's light look.
var light = chart.Look{Font: "sans-serif", Ink: "#15211e", Muted: "#5e6b67", Line: "#e1e6e3", Card: "#ffffff",
	Accent: "#0a6b5d", Soft: "#e3f1ee", Grades: [6]string{"#00604f", "#2f66b0", "#8a5c00", "#a5412f", "#76418a", "#4e5766"}, Ungraded: "#5f6e69", Width: 600}

func item(label string, n int, money string, filters ...report.Filter) report.Item {
	return report.Item{Label: label, Count: n, Money: money, Filters: filters}
}

func keep(field, value string) report.Filter {
	return report.Filter{Field: field, Values: []string{value}}
}

// small is a report of ten customers in which every chart has something to show.
func small() *report.Data {
	d := &report.Data{Unit: "yuan", Curve: []int{0, 400, 700, 850, 950, 1000}}
	d.Figures = report.Figures{Customers: 10, Graded: 9, Money: "120000.00", Average: "12000.00", Visits: "2.40", Repeat: 6,
		Active: [3]int{2, 5, 9}, Best: "A", BestCount: 2, BestShare: 700, Top: 2, TopShare: 700, Gini: 512, Spread: true, Dated: true}
	d.Grades = []report.Item{item("A", 2, "84000.00", keep("grade", "A")), item("D", 7, "36000.00", keep("grade", "D")),
		item("", 1, "0.00", keep("grade", ""))}
	d.Heat = report.Heat{Points: [2]bool{true, false}, Rows: []report.Item{item("5", 0, ""), item("1", 0, "")},
		Cols:  []report.Item{item("0", 0, ""), item("1+", 0, "")},
		Cells: []report.Item{item("", 2, "84000.00", keep("points.R", "5")), item("", 0, "0.00"), item("", 3, "100.50"), item("", 4, "35899.50")}}
	d.Bars[0] = report.Bars{Edges: []string{"30", "60"}, Items: []report.Item{
		item("", 4, "", report.Filter{Field: "R", High: "30"}), item("", 3, "", report.Filter{Field: "R", Low: "31", High: "60"}),
		item("", 2, "", report.Filter{Field: "R", Low: "61"})}, Cuts: []report.Cut{{At: 1500, Value: "45"}}, Rest: 1}
	d.Bars[1] = report.Bars{Edges: []string{"1", "2"}, Each: true,
		Items: []report.Item{item("", 9, "", report.Filter{Field: "F", High: "1"}), item("", 1, "", report.Filter{Field: "F", Low: "2", High: "2"})}}
	d.Bars[2] = report.Bars{Edges: []string{"1000", "20000"}, Items: []report.Item{
		item("", 8, "", report.Filter{Field: "M", High: "1000"}), item("", 2, "", report.Filter{Field: "M", Low: "1000.01", High: "20000"})}}
	d.Months = report.Months{Kind: "visits", Items: []report.Item{item("2024-01", 11, "20000.00"), item("2024-02", 13, "100000.00")}}
	d.Sides = []report.Side{{Role: "department", Header: "科室 <1>", ByVisit: true, Kinds: 3, Others: item("", 1, "5.00"),
		Items: []report.Item{item("口腔内科", 6, "90000.00", keep("column.2", "口腔内科")), item("", 3, "29995.00", keep("column.2", ""))}}}
	return d
}

// TestOptions compares all options and tables in both languages with what they were, and reads them as a browser does.
func TestOptions(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		look := light
		look.Lang = lang
		var out bytes.Buffer
		for _, c := range chart.Charts(small(), look) {
			out.WriteString("## " + c.ID + " | " + c.Title + " | " + c.Hint + " | " + c.Empty + "\n")
			for _, row := range append([][]string{c.Table.Head}, c.Table.Rows...) {
				for _, cell := range row {
					out.WriteString(cell + " | ")
				}
				out.WriteString("\n")
			}
			var option map[string]any
			if err := json.Unmarshal([]byte(c.Option), &option); err != nil {
				t.Fatalf("%s: %v\n%s", c.ID, err, c.Option)
			}
			once(t, c.ID, json.NewDecoder(bytes.NewReader([]byte(c.Option))))
			if err := json.Indent(&out, []byte(c.Option), "", " "); err != nil {
				t.Fatal(err)
			}
			out.WriteString("\n")
		}
		name := "testdata/options." + lang + ".txt"
		if *update {
			if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(want, out.Bytes()) {
			t.Errorf("%s: the options changed; go test -update and read the diff (%v)", name, err)
		}
	}
}

// once refuses a key that stands twice in an object: the later one would win in silence.
func once(t *testing.T, id string, d *json.Decoder) {
	t.Helper()
	open, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	switch open {
	case json.Delim('{'):
		seen := map[string]bool{}
		for d.More() {
			key, _ := d.Token()
			if name := key.(string); seen[name] {
				t.Errorf("%s: %s stands twice", id, name)
			} else {
				seen[name] = true
			}
			once(t, id, d)
		}
	case json.Delim('['):
		for d.More() {
			once(t, id, d)
		}
	default:
		return
	}
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
}

// TestNothingToShow: without data every chart says why it is empty, and none has an option.
func TestNothingToShow(t *testing.T) {
	for _, c := range chart.Charts(&report.Data{Unit: "yuan"}, light) {
		if c.Option != "" || c.Empty == "" || c.Title == "" {
			t.Errorf("%s: %q, %q", c.ID, c.Empty, c.Option)
		}
	}
}

func TestFigures(t *testing.T) {
	zh, en := light, light
	zh.Lang, en.Lang = "zh-CN", "en"
	for _, c := range [][2]string{
		{figures.Group("-1234567.50"), "-1,234,567.50"}, {figures.Group("12"), "12"}, {figures.Tenths(-5), "-0.5"},
		{zh.Yuan("919023.40"), "919,023 元"}, {zh.Yuan("919.40"), "919.40 元"}, {en.Yuan("-1000.50"), "-¥1,001"},
		{zh.Yuan("0.00"), "0 元"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}
