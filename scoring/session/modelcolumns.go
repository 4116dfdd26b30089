package session

import (
	"math"
	"slices"
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// What models found of each customer stands in the list and in files when it is asked for, right behind the graded columns.
func init() {
	offer(func(s *Session) (list []added) {
		if !s.graded.models.made {
			return nil
		}
		mm := s.graded.models.value
		for _, model := range protocol.Models {
			if slices.Contains(mm.shown, model) {
				list = append(list, s.columnsOf(mm, model)...)
			}
		}
		return append(list, s.rangeOf(mm)...)
	})
}

func modelcolumnsOps() { answer(protocol.OpModelColumns, (*Session).ModelColumns) }

// ModelColumns says whose columns are wanted. A model that was refused has none.
func (s *Session) ModelColumns(m protocol.ModelColumns) (*protocol.Nothing, error) {
	if s.graded == nil {
		return nil, errNothingGraded
	}
	s.modelled().shown = m.Of
	return &protocol.Nothing{}, nil
}

// rangeOf is within how many visits nine customers of ten like this one stay in the next 90 days. It stands behind the
// columns of all models.
func (s *Session) rangeOf(mm *modelled) []added {
	r := s.cleaned.returns
	if r == nil || r.Low == nil || !slices.Contains(mm.shown, protocol.ModelReturn) {
		return nil
	}
	return []added{{Added: protocol.Added{ID: "models.range90", Kind: protocol.CellText, Near: true}, value: func(i int) sheet.Value {
		k := r.Of[i]
		if k < 0 {
			return sheet.Blank
		}
		return sheet.Str(strconv.Itoa(int(r.Low[k])) + "–" + strconv.Itoa(int(r.High[k])))
	}}}
}

// columnsOf are the columns of a model, as far as it has found something.
func (s *Session) columnsOf(mm *modelled, model string) []added {
	column := func(id, kind string, value func(i int) (float64, bool)) added {
		return added{Added: protocol.Added{ID: "models." + id, Kind: kind, Near: true}, value: func(i int) sheet.Value {
			x, ok := value(i)
			if !ok {
				return sheet.Blank
			}
			return sheet.Num(decimal.Decimal{Coef: int64(math.Round(x * 10_000)), Exp: 4})
		}}
	}
	switch model {
	case protocol.ModelGroups:
		if g := mm.groups; g != nil {
			return []added{{Added: protocol.Added{ID: "models.group", Kind: protocol.CellText, Near: true},
				value: func(i int) sheet.Value {
					if g.of[i] < 0 {
						return sheet.Blank
					}
					return sheet.Str(strconv.Itoa(int(g.of[i]) + 1))
				}}}
		}
	case protocol.ModelReturn:
		if r := s.cleaned.returns; r != nil && r.Visits[0] != nil {
			of := func(by []float64) func(int) (float64, bool) {
				return func(i int) (float64, bool) {
					if r.Of[i] < 0 {
						return 0, false
					}
					return by[r.Of[i]], true
				}
			}
			return []added{column("visits90", protocol.CellNumber, of(r.Visits[1])), column("active", protocol.CellShare, of(r.Active))}
		}
	case protocol.ModelMovers:
		var list []added
		for _, id := range []string{protocol.MoveRise, protocol.MoveLapse} {
			if m := mm.moves[id]; m != nil && m.of != nil {
				list = append(list, column(id, protocol.CellShare, func(i int) (float64, bool) { return float64(m.of[i]), m.of[i] >= 0 }))
			}
		}
		return list
	}
	return nil
}
