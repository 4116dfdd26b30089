package e2e

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/columns"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/others"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rfm"
	"fenji/scoring/samples"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// A truth is what the core makes of a file when it runs here, without browser or WebAssembly.
type truth struct {
	table   *sheet.Table
	mapping intake.Mapping
	ledger  *intake.Ledger
	result  *scoring.Result
	records *intake.Records
}

// view shows the customers as the page's list does.
func (w *truth) view() *view.View {
	v := view.New(w.result, w.table, view.Extras(w.mapping))
	v.Others = others.Of(w.table, w.mapping, w.records, v.Extras)
	return v
}

// choices are what a user may change about a grading.
type choices struct {
	profile string
	asOf    string
	roles   map[int]intake.Role
	with    func(intake.Mapping) intake.Mapping // what else is changed; may be nil
	clean   intake.Cleaning
}

// core grades the first sheet of a file.
func core(t *testing.T, name string, data []byte, c choices) *truth {
	t.Helper()
	book, err := sheet.Open(name, bytes.NewReader(data), int64(len(data)), sheet.Options{})
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
	for col, role := range c.roles {
		mapping = header.With(mapping, col, role)
	}
	if c.with != nil {
		mapping = c.with(mapping)
	}
	if missing := mapping.Missing(); len(missing) > 0 {
		t.Fatalf("%s: nothing for %v", name, missing)
	}
	profile, ok := profiles.ByID(c.profile)
	if !ok {
		t.Fatalf("no profile %q", c.profile)
	}
	unit, _ := header.SuggestUnit(table, mapping, profile.Unit)
	asOf := civil.NoDay
	if c.asOf != "" {
		if asOf, err = civil.Parse(c.asOf); err != nil {
			t.Fatal(err)
		}
	}
	records, ledger, err := clean.Clean(table, mapping, intake.Options{AsOf: asOf, Unit: unit, Cleaning: c.clean})
	if err != nil {
		t.Fatal(err)
	}
	result, err := scoring.Score(rfm.Build(records, profile.Window), profile, records.AsOf, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &truth{table, mapping, ledger, result, records}
}

// counts are what #grades has to say.
func (g *truth) counts() map[string]string {
	n := map[string]int{"a": 0, "b": 0, "c": 0, "d": 0, "ungraded": 0}
	for i := range g.result.Customers {
		switch g.result.Grade(i) {
		case "A":
			n["a"]++
		case "B":
			n["b"]++
		case "C":
			n["c"]++
		case "D":
			n["d"]++
		default:
			n["ungraded"]++
		}
	}
	return digits(n)
}

// rows are what #ledger has to say.
func (g *truth) rows() map[string]string {
	return digits(map[string]int{"read": g.ledger.Read.Rows, "used": g.ledger.Used.Rows,
		"duplicates": g.ledger.Duplicates.Rows, "aside": g.ledger.Aside.Rows})
}

func digits(n map[string]int) map[string]string {
	out := map[string]string{}
	for k, v := range n {
		out[k] = strconv.Itoa(v)
	}
	return out
}

// cells are the twelve columns of the graded sheet for one customer, as plain text.
func (g *truth) cells(i int, lang string) []string {
	r := g.result
	c := &r.Customers[i]
	out := make([]string, columns.Extra)
	out[0], out[1] = c.ID, c.Last.String()
	if c.HasR {
		out[2] = strconv.Itoa(int(c.R))
	}
	out[3], out[4] = strconv.Itoa(int(c.F)), c.M.In(r.Profile.Unit).String()
	if reason := r.Graded[i].Reason; reason != scoring.None {
		out[11] = words.Text(lang, "reason."+reason.String())
		return out
	}
	for _, m := range profile.Metrics {
		out[5+int(m)] = r.Points(i, m).Trim().String()
	}
	out[8], out[9] = r.Score(i).Trim().String(), r.Grade(i)
	band := r.Explain(i).Band
	out[10] = band.Action.In(lang)
	if cadence := band.Cadence.In(lang); cadence != "" {
		out[10] = words.Text(lang, "export.advice", "action", out[10], "cadence", cadence)
	}
	return out
}

// extra is what stands in another column of the customer: on the row that stands for it, or on all of its rows, the latest first.
func (g *truth) extra(i int, header string) string {
	name, _, all := strings.Cut(strings.ReplaceAll(header, "（历次）", " (all visits)"), " (all visits)")
	for _, c := range g.mapping.Columns {
		if c.Header == name && all {
			return g.ever(i, c.Index)
		}
		if c.Header == header {
			return g.table.Text(g.table.Cell(int(g.result.Customers[i].Row), c.Index))
		}
	}
	return "no column " + header
}

// ever is all that stands in a column on the rows of a customer that are used.
func (g *truth) ever(i, col int) string {
	var own []int
	for k, who := range g.records.Customer {
		if int(who) == i {
			own = append(own, k)
		}
	}
	slices.SortStableFunc(own, func(a, b int) int {
		return cmp.Or(int(g.records.Day[b]-g.records.Day[a]), int(g.records.Row[b])-int(g.records.Row[a]))
	})
	var texts []string
	for _, k := range own {
		if s := g.table.Text(g.table.Cell(int(g.records.Row[k]), col)); s != "" && !slices.Contains(texts, s) {
			texts = append(texts, s)
		}
	}
	return strings.Join(texts, " / ")
}

// sampleFile is a sample as the engine makes it.
func sampleFile(t *testing.T, name string) []byte {
	t.Helper()
	var file bytes.Buffer
	if known, err := samples.Write(&file, name+".xlsx"); err != nil || !known {
		t.Fatalf("sample %s: known %v, %v", name, known, err)
	}
	return file.Bytes()
}

// workbook writes rows of texts, numbers and dates as a workbook of one sheet.
func workbook(t *testing.T, rows ...[]sheet.Value) []byte {
	t.Helper()
	var out bytes.Buffer
	w := sheet.NewWriter(&out)
	err := w.Sheet(sheet.SheetSpec{Name: "Sheet1"})
	for _, row := range rows {
		if err == nil {
			err = w.Row(row)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// texts is a row of texts.
func texts(list ...string) []sheet.Value {
	row := make([]sheet.Value, len(list))
	for i, s := range list {
		row[i] = sheet.Str(s)
	}
	return row
}
