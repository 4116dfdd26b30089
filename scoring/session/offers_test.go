package session

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// weather is a feature that adds columns of each kind. Customers whose number is divisible by three have none of it.
func weather(s *Session) []added {
	of := func(v func(i int) sheet.Value) func(i int) sheet.Value {
		return func(i int) sheet.Value {
			if i%3 == 0 {
				return sheet.Blank
			}
			return v(i)
		}
	}
	return []added{
		{Added: protocol.Added{ID: "weather.rain", Head: "Rain", Kind: protocol.CellNumber},
			value: of(func(i int) sheet.Value { return sheet.Num(decimal.Decimal{Coef: int64(25 * i), Exp: 1}) })},
		{Added: protocol.Added{ID: "weather.sky", Head: "Sky", Kind: protocol.CellText},
			value: of(func(i int) sheet.Value { return sheet.Str([]string{"", "grey", "blue"}[i%3]) })},
		{Added: protocol.Added{ID: "weather.before", Head: "Before", Kind: protocol.CellGrade},
			value: of(func(i int) sheet.Value { return sheet.Str(string(rune('A' + i%4))) })},
	}
}

func forecast(s *Session, lang string) []export.Block {
	return []export.Block{{Title: "Forecast " + lang, Rows: [][]export.Cell{{text("rain"), number(3)}}}}
}

func storm(*Session) []protocol.Issue { return []protocol.Issue{{Code: "storm"}} }

// withWeather grades a small table with the feature in the register.
func withWeather(t *testing.T) *Session {
	t.Helper()
	offer(weather)
	blocks, notices = append(blocks, forecast), append(notices, storm)
	t.Cleanup(func() {
		offers, blocks, notices = offers[:len(offers)-1], blocks[:len(blocks)-1], notices[:len(notices)-1]
	})
	text := "客户编号,最近一次消费时间,消费频率,消费总金额,区县\n"
	for i := range 12 {
		text += "K" + strconv.Itoa(10+i) + ",2024-12-01,3,100,海州区\n"
	}
	s := &Session{}
	m := protocol.Load{Names: []string{"weather.csv"}, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}}
	must(s.Load(m, [][]byte{[]byte(text)}, func(protocol.Progress) {}))
	return s
}

// must gives what was made without a fault.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TestOfferedColumns: what a feature offers stands in list, order, filters, facets and files.
func TestOfferedColumns(t *testing.T) {
	s := withWeather(t)
	rows := must(s.Rows(protocol.Span{N: 100}))
	if len(rows.Added) != 3 || rows.Added[0].ID != "weather.rain" {
		t.Fatalf("added %v", rows.Added)
	}
	if row := rows.Rows[4]; !slices.Equal(row.Added, []string{"10.0", "grey", "A"}) {
		t.Errorf("row 4: %q", row.Added)
	}
	order := func(v protocol.View) (list []int) {
		if _, err := s.Arrange(v); err != nil {
			t.Fatal(err)
		}
		for _, r := range must(s.Rows(protocol.Span{N: 100})).Rows {
			list = append(list, r.Customer)
		}
		return list
	}
	for _, c := range []struct {
		name string
		view protocol.View
		want []int
	}{
		{"rain", protocol.View{Sort: []protocol.SortKey{{Column: rows.Added[0].Column(), Desc: true}}},
			[]int{11, 10, 8, 7, 5, 4, 2, 1, 0, 3, 6, 9}},
		{"sky", protocol.View{Sort: []protocol.SortKey{{Column: rows.Added[1].Column()}}},
			[]int{2, 5, 8, 11, 1, 4, 7, 10, 0, 3, 6, 9}},
		{"grade", protocol.View{Sort: []protocol.SortKey{{Column: rows.Added[2].Column()}}},
			[]int{4, 8, 1, 5, 2, 10, 7, 11, 0, 3, 6, 9}},
		{"range", protocol.View{Filters: []protocol.Filter{{Field: "added.weather.rain", Low: "5", High: "12.5"}}}, []int{2, 4, 5}},
		{"values", protocol.View{Filters: []protocol.Filter{{Field: "added.weather.sky", Values: []string{"blue", ""}}}},
			[]int{0, 2, 3, 5, 6, 8, 9, 11}},
	} {
		if got := order(c.view); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	facet := must(s.Facet(protocol.FacetOf{Field: "added.weather.sky", Top: 9}))
	if want := []protocol.FacetValue{{Value: "", N: 4}, {Value: "blue", N: 4}, {Value: "grey", N: 4}}; !slices.Equal(facet.Values, want) {
		t.Errorf("facet %v: its own filter does not hold", facet.Values)
	}
	s.Arrange(protocol.View{})
	if f := must(s.Facet(protocol.FacetOf{Field: "added.weather.rain"})); f.N != 8 || f.Min != "2.5" || f.Max != "27.5" || f.Median != "12.5" {
		t.Errorf("facet %+v", f)
	}
	if _, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "added.weather.snow", Low: "1"}}}); err == nil {
		t.Error("a filter of a column that is not there keeps everybody")
	}
}

// TestOfferedBlocksAndNotices stand in the overview of the workbook and above the result.
func TestOfferedBlocksAndNotices(t *testing.T) {
	s := withWeather(t)
	if p := s.overviewPanel("en"); p.Blocks[len(p.Blocks)-1].Title != "Forecast en" {
		t.Errorf("the last block is %+v", p.Blocks[len(p.Blocks)-1])
	}
	if !slices.ContainsFunc(s.outcome().Notices, func(i protocol.Issue) bool { return i.Code == "storm" }) {
		t.Error("nobody says that it storms")
	}
}

// TestOfferedColumnsInFiles stand behind the user's own, in csv and in the workbook.
func TestOfferedColumnsInFiles(t *testing.T) {
	s := withWeather(t)
	var csv bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "csv", Lang: "en"}, func(b []byte) { csv.Write(b) }, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(csv.String(), "\r\n")
	if !strings.HasSuffix(lines[0], ",Rain,Sky,Before") || !strings.HasSuffix(lines[5], ",10.0,grey,A") || !strings.HasSuffix(lines[1], ",,,") {
		t.Errorf("%q", lines[:6])
	}
	var xlsx bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "xlsx", Lang: "en"}, func(b []byte) { xlsx.Write(b) }, func(protocol.Progress) {}); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("graded.xlsx", bytes.NewReader(xlsx.Bytes()), int64(xlsx.Len()), sheet.Options{Limits: sheet.DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	table := must(book.Read(0))
	for col, want := range []string{"10", "grey", "A"} {
		if got := table.Text(table.Cell(5, table.Cols-3+col)); got != want {
			t.Errorf("column %d: %q, want %q", col, got, want)
		}
	}
}
