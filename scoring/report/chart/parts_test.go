package chart_test

import (
	"encoding/json"
	"testing"

	"fenji/scoring/report/chart"
)

// TestParts reads the options of bars, pies and maps as a browser does, and holds their tables.
func TestParts(t *testing.T) {
	look := light
	look.Lang = "zh-CN"
	names, values := []string{"甲", "乙 <1>"}, []string{"3", "1"}
	for _, c := range []chart.Chart{
		chart.Bar{ID: "a", Title: "条", Unit: "人", Names: names, Values: values, Running: true}.Drawn(look),
		chart.Bar{ID: "b", Title: "条", Unit: "人", Names: names, Values: values, Flat: true}.Drawn(look),
		chart.Pie{ID: "c", Title: "饼", Unit: "人", Names: names, Values: values}.Drawn(look),
		chart.Map{ID: "d", Title: "图", Unit: "次", Rows: names, Columns: []string{"0", "1"}, Values: []string{"0", "1", "2", "64"}}.Drawn(look),
	} {
		var option map[string]any
		if err := json.Unmarshal([]byte(c.Option), &option); err != nil {
			t.Errorf("%s: %v\n%s", c.ID, err, c.Option)
		}
		if len(c.Table.Rows) != 2 || c.Table.Rows[1][0] != names[1] {
			t.Errorf("%s: %v", c.ID, c.Table)
		}
	}
	if rows := (chart.Pie{Names: names, Values: values}.Drawn(look)).Table.Rows; rows[0][2] != "75.0%" {
		t.Errorf("%v", rows)
	}
}
