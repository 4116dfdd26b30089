// Package value is what a written cell is made of: a text, a number, a date, and its look. A text that a spreadsheet could take
// for a formula is made harmless.
package value

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
)

// A Style is the look of a written cell.
type Style uint8

// The styles.
const (
	Plain Style = iota
	Header
	Title
	Wrap
	Money  // #,##0.00
	Grade1 // of the best grade
	Grade2
	Grade3
	Grade4
	Grade5
	Grade6
	Muted
	Strong
	Percent      // 0.0%
	HeaderRight  // above numbers and dates
	Wrong        // a cell at fault
	Doubtful     // a cell that deserves a look
	HeaderCentre // above grades
	Line         // of a list that is written in by hand: wrapped, in the middle, with a line below
	LineMoney    // the same with an amount

	// Of panels: sheets to be looked at.
	PanelTitle
	PanelSection
	PanelHead
	PanelHeadRight // above numbers
	PanelText      // in a table
	PanelNumber
	PanelLabel // names what stands beside it
	FactText   // not in a table
	FactNumber
	FactLabel
	PanelNote // a sentence that is a row
	PanelGrade1
	PanelGrade2
	PanelGrade3
	PanelGrade4
	PanelGrade5
	PanelGrade6

	Styles // their number
)

// GradeStyle is the style of a grade by its place, the best being 0; Plain where there is none.
func GradeStyle(place int) Style {
	if place < 0 || place > int(Grade6-Grade1) {
		return Plain
	}
	return Grade1 + Style(place)
}

// PanelGrade is the style of a grade on a panel by its place.
func PanelGrade(place int) Style {
	if place < 0 || place > int(PanelGrade6-PanelGrade1) {
		return PanelText
	}
	return PanelGrade1 + Style(place)
}

type valueKind uint8

const (
	BlankValue valueKind = iota
	TextValue
	DecimalValue
	IntValue
	DayValue
	DateTimeValue
	ClockValue
	TruthValue
	PlacesValue
	CountValue
	SumValue
	ShareValue
	ReadyValue
)

// A Value is one cell to be written. The zero Value is blank.
type Value struct {
	Text    string
	Decimal decimal.Decimal
	Ms      int32
	Kind    valueKind
	Style   Style
}

// Blank is a cell without content.
var Blank = Value{}

// Str is a text; if a spreadsheet could take it for a formula, it is written harmless (see Harmless).
func Str(s string) Value { return Value{Kind: TextValue, Text: s} }

// Say makes a cell that is there already what Str gives.
func (v *Value) Say(s string) { v.Kind, v.Style, v.Text = TextValue, Plain, s }

// Num is a number in the general format.
func Num(d decimal.Decimal) Value { return Value{Kind: DecimalValue, Decimal: d} }

// Places is a number shown with the decimal places that it has: 3.0 and not 3. From three on they are not held.
func Places(d decimal.Decimal) Value { return Value{Kind: PlacesValue, Decimal: d} }

// Ready is what some cells beside each other become in csv, commas and all. It stands in the first of them; the others are passed over.
func Ready(text string, cells int) Value {
	return Value{Kind: ReadyValue, Text: text, Ms: int32(cells)}
}

// Count is a number of things, with its thousands apart; Sum an amount, Share a part of a whole in per cent, in whatever style.
func Count(d decimal.Decimal) Value { return Value{Kind: CountValue, Decimal: d} }
func Sum(d decimal.Decimal) Value   { return Value{Kind: SumValue, Decimal: d} }
func Share(d decimal.Decimal) Value { return Value{Kind: ShareValue, Decimal: d} }

// Int is a whole number.
func Int(n int64) Value { return Value{Kind: IntValue, Decimal: decimal.Int(n)} }

// Day is a date, shown as 2006-01-02; scoring.NoDay is blank.
func Day(d civil.Day) Value {
	if d == civil.NoDay {
		return Value{}
	}
	return Value{Kind: DayValue, Decimal: decimal.Int(int64(d))}
}

// DateTime is a date with a time of day in milliseconds.
func DateTime(d civil.Day, ms int32) Value {
	v := Day(d)
	if v.Kind == DayValue {
		v.Kind, v.Ms = DateTimeValue, clampClock(ms)
	}
	return v
}

// Clock is a time of day in milliseconds.
func Clock(ms int32) Value { return Value{Kind: ClockValue, Ms: clampClock(ms)} }

// Truth is TRUE or FALSE.
func Truth(b bool) Value {
	v := Value{Kind: TruthValue}
	if b {
		v.Decimal = decimal.Int(1)
	}
	return v
}

// Styled gives v a style.
func Styled(v Value, s Style) Value {
	if s < Styles {
		v.Style = s
	}
	return v
}

// String writes a value as a list shows it: its text, its plain number, or its day.
func (v Value) String() string {
	switch v.Kind {
	case DecimalValue, IntValue, PlacesValue:
		return v.Decimal.String()
	case DayValue, DateTimeValue:
		return civil.Day(v.Decimal.Coef).String()
	}
	return v.Text
}

func clampClock(ms int32) int32 { return min(max(ms, 0), DayMillis-1) }

const DayMillis = 86_400_000
