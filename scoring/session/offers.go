package session

import (
	"errors"
	"strings"

	"fenji/scoring/decimal"
	"fenji/scoring/export"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/view"
	"fenji/scoring/words"
)

// An added column is what a feature adds to the graded customers. It stands behind the columns of the file in the list
// and in every file that is written; the list is sorted and filtered by it, and it has a facet. Where there is nothing to
// say of a customer, its value is blank. A text may name persons: it is masked where they are.
type added struct {
	protocol.Added
	width float64 // in files, in characters; 0: as its kind takes
	value func(i int) sheet.Value
	say   func(lang string, i int) sheet.Value // the same in words, for files; nil: as it is
}

// offers are what features add, in the order of their files.
var offers []func(s *Session) []added

// offer adds columns to gradings. It is asked again and again, whenever something is graded: what it is given for must
// lie in a stage of the grading already, or take no time.
func offer(columns func(s *Session) []added) { offers = append(offers, columns) }

func init() { fields[protocol.FieldAdded] = adding }

// notices are what features say above the result, and blocks what they add to the overview sheet of an export.
var (
	notices []func(s *Session) []protocol.Issue
	blocks  []func(s *Session, lang string) []export.Block
)

// offered are the columns that are added to the grading.
func (s *Session) offered() (list []added) {
	for _, of := range offers {
		list = append(list, of(s)...)
	}
	return list
}

// offeredAs is the column of an id.
func (s *Session) offeredAs(id string) (added, error) {
	for _, a := range s.offered() {
		if a.ID == id {
			return a, nil
		}
	}
	return added{}, errors.New("session: no added column " + id)
}

// kindWidths are the widths of columns in files.
var kindWidths = map[string]float64{protocol.CellText: 18, protocol.CellMoney: 15, protocol.CellDate: 13}

// plainWidth is that of the other kinds.
const plainWidth = 12

// head is the header of an added column.
func (a *added) head(lang string) string {
	if a.Head != "" {
		return a.Head
	}
	return words.Text(lang, "column."+a.ID, a.Args...)
}

// text is what an added column says of a customer, as the page may show it.
func (s *Session) addedText(a *added, i int) string {
	text := a.value(i).String()
	if a.Kind == protocol.CellText {
		text = s.screen(-1, text)
	}
	return text
}

// heads are the added columns as the page knows them.
func (s *Session) addedHeads() (list []protocol.Added) {
	for _, a := range s.offered() {
		list = append(list, a.Added)
	}
	return list
}

// behind are the added columns of a file: those near the graded ones, and those behind its own.
func (s *Session) behind(lang string, cover *privacy.Cover) (near, list []export.Column) {
	for _, a := range s.offered() {
		if say := a.say; say != nil {
			a.value = func(i int) sheet.Value { return say(lang, i) }
		}
		c := export.Column{Header: a.head(lang), Width: a.width, Value: a.value}
		if c.Width == 0 {
			if c.Width = kindWidths[a.Kind]; c.Width == 0 {
				c.Width = plainWidth
			}
		}
		switch a.Kind {
		case protocol.CellText:
			if cover != nil {
				c.Value = covering(cover, a.value)
			}
		case protocol.CellGrade:
			c.Value = func(i int) sheet.Value {
				v := a.value(i)
				return sheet.Styled(v, sheet.GradeStyle(s.placeOf(v.Text)))
			}
		default:
			c.Right, c.Value = true, styled(a.value, kindStyles[a.Kind])
		}
		if a.Near {
			near = append(near, c)
		} else {
			list = append(list, c)
		}
	}
	return near, list
}

var kindStyles = map[string]sheet.Style{protocol.CellMoney: sheet.Money, protocol.CellShare: sheet.Percent}

func styled(value func(i int) sheet.Value, style sheet.Style) func(i int) sheet.Value {
	if style == sheet.Plain {
		return value
	}
	return func(i int) sheet.Value {
		v := value(i)
		if v == sheet.Blank {
			return v
		}
		return sheet.Styled(v, style)
	}
}

// covering does to the persons in texts what the cover does, once for each text.
func covering(cover *privacy.Cover, value func(i int) sheet.Value) func(i int) sheet.Value {
	known := map[string]string{}
	return func(i int) sheet.Value {
		v := value(i)
		text, there := known[v.Text]
		if !there {
			text = cover.Text(-1, v.Text)
			known[v.Text] = text
		}
		v.Text = text
		return v
	}
}

// placeOf is where the band of a grade stands under the profile, the best at 0; -1 where there is none.
func (s *Session) placeOf(grade string) int {
	for place, b := range s.view.Result.Profile.Bands {
		if b.Grade == grade {
			return place
		}
	}
	return -1
}

// sorting is what the list is sorted by in an added column; nil where there is none of that number.
func (s *Session) sorting(column int) func(i int) sheet.Value {
	for _, a := range s.offered() {
		if a.Column() != column {
			continue
		}
		if a.Kind != protocol.CellGrade {
			return a.value
		}
		return func(i int) sheet.Value { // the best grade first, as in the graded sheet
			if place := s.placeOf(a.value(i).Text); place >= 0 {
				return sheet.Int(int64(place))
			}
			return sheet.Blank
		}
	}
	return nil
}

// figure is the number in an added column.
func (a *added) figure(i int) (decimal.Decimal, bool) {
	v := a.value(i)
	return v.Decimal, v != sheet.Blank
}

// adding is the filter of an added column.
func adding(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	a, err := s.offeredAs(rest)
	if err != nil {
		return nil, err
	}
	if a.ByValues() {
		return view.Showing(func(i int) string { return a.value(i).String() }, f.Values), nil
	}
	low, err := end(f.Low)
	if err != nil {
		return nil, err
	}
	high, err := end(f.High)
	return view.Between(a.figure, low, high), err
}

// addedFacet tells what an added column holds.
func (s *Session) addedFacet(out *protocol.Facet, m protocol.FacetOf) error {
	a, err := s.offeredAs(strings.TrimPrefix(m.Field, protocol.FieldAdded))
	if err != nil {
		return err
	}
	if !a.ByValues() {
		s.spread(out, s.view.SpreadOf(m.Field, a.figure, a.Kind == protocol.CellCount))
		return nil
	}
	text := func(i int) string { return a.value(i).String() }
	facet := s.view.FacetOf(m.Field, text, m.Search, max(0, min(m.Top, maxSpan)), s.kept(m.Field))
	out.Distinct = facet.Distinct
	for _, v := range facet.Values {
		if a.Kind == protocol.CellText && s.screen(-1, v.Text) != v.Text {
			continue // a list of persons is not offered while they are masked
		}
		out.Values = append(out.Values, protocol.FacetValue{Value: v.Text, N: v.N})
	}
	return nil
}
