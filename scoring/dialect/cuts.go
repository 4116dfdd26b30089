package dialect

import (
	"errors"
	"sort"
	"strings"

	"fenji/scoring"
	"fenji/scoring/decimal"
)

// ReadCuts reads what the statement of cut points gave, as text: lines of metric, points and value between commas, tabs or
// semicolons, with a line of headers or without.
func ReadCuts(text string) (*scoring.Frozen, error) {
	f, lines := &scoring.Frozen{}, 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		cells := strings.FieldsFunc(strings.TrimSpace(line), func(r rune) bool { return r == ',' || r == '\t' || r == ';' })
		for i := range cells {
			cells[i] = strings.Trim(cells[i], ` "`)
		}
		if len(cells) == 0 || lines == 0 && cells[0] == "metric" {
			continue
		}
		m := -1
		if len(cells) == 3 && len(cells[0]) == 1 {
			m = strings.Index("RFM", cells[0])
		}
		if m < 0 {
			return nil, errCuts
		}
		points, e1 := decimal.Parse(cells[1])
		value, e2 := decimal.Parse(cells[2])
		if e1 != nil || e2 != nil {
			return nil, errCuts
		}
		f.Cuts[m] = append(f.Cuts[m], scoring.Cut{Points: points.Trim(), Value: value.Trim()})
		lines++
	}
	if lines == 0 {
		return nil, errCuts
	}
	for m := range f.Cuts {
		sort.SliceStable(f.Cuts[m], func(i, j int) bool { return f.Cuts[m][j].Points.Cmp(f.Cuts[m][i].Points) < 0 })
	}
	return f, nil
}

var errCuts = errors.New("expected lines of metric, points, value")
