package session_test

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/columns"
	"fenji/scoring/protocol"
)

// TestEver: a filter, a facet and the search find everybody who ever had a service, the last visit's alone is another filter, sums
// are sorted as numbers, and the screen shows all of a set.
func TestEver(t *testing.T) {
	s, out := load(t, "a.csv", "病历号,日期,金额,项目,数量,性别\nA,2024-01-01,100,种植,2,女\nA,2024-03-01,10,洁治,1,女\nB,2024-02-01,50,洁治,10,男\n"+
		"B,2024-02-05,-50,洁治,1,男\nC,2024-02-09,70,补牙,4,男\nC,2024-02-10,7,,,男\nD,,5,种植,9,女\n", protocol.Settings{})
	if got := strings.Join(out.Extras, ",") + " " + strings.Join(out.Says, ","); got != "项目,数量,性别 set,sum," {
		t.Fatal(got)
	}
	field := fmt.Sprint("column.", out.Facets[0])
	listed := func(v protocol.View) string {
		t.Helper()
		if _, err := s.Arrange(v); err != nil {
			t.Fatal(err)
		}
		rows, err := s.Rows(protocol.Span{N: 10})
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, r := range rows.Rows {
			list = append(list, r.ID+":"+strings.Join(r.Extras[:2], ":"))
		}
		return strings.Join(list, ", ")
	}
	of := func(field string, values ...string) protocol.View {
		return protocol.View{Filters: []protocol.Filter{{Field: field, Values: values}}}
	}
	last := strings.Replace(field, "column.", "latest.", 1)
	for _, c := range []struct {
		view protocol.View
		want string
	}{
		{of(field, "种植"), "A:洁治 / 种植:3"}, {of(last, "种植"), ""}, {of(field, "洁治"), "A:洁治 / 种植:3, B:洁治:9"},
		{of(field, ""), ""}, {of(last, ""), "C:补牙:4"}, {protocol.View{Search: "种"}, "A:洁治 / 种植:3"},
		{protocol.View{Sort: []protocol.SortKey{{Column: columns.Extra + 1, Desc: true}}}, "B:洁治:9, C:补牙:4, A:洁治 / 种植:3"},
	} {
		if got := listed(c.view); got != c.want {
			t.Errorf("%+v: %s, want %s", c.view, got, c.want)
		}
	}
	listed(protocol.View{})
	facet, err := s.Facet(protocol.FacetOf{Field: field, Top: 9})
	if err != nil || fmt.Sprint(facet.Values) != "[{洁治 2} {种植 1} {补牙 1}]" {
		t.Errorf("%+v, %v", facet, err)
	}
}
