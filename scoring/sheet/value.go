package sheet

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
	Money // #,##0.00
	GradeA
	GradeB
	GradeC
	GradeD
	Muted
	Strong
	Percent      // 0.0%
	HeaderRight  // above numbers and dates
	Wrong        // a cell at fault
	Doubtful     // a cell that deserves a look
	HeaderCentre // above grades
	styles       // their number
)

type valueKind uint8

const (
	blankValue valueKind = iota
	textValue
	decimalValue
	intValue
	dayValue
	dateTimeValue
	clockValue
	truthValue
	placesValue
)

// A Value is one cell to be written. The zero Value is blank.
type Value struct {
	text    string
	decimal decimal.Decimal
	ms      int32
	kind    valueKind
	style   Style
}

// Blank is a cell without content.
var Blank = Value{}

// Str is a text; if a spreadsheet could take it for a formula, it is written harmless (see Harmless).
func Str(s string) Value { return Value{kind: textValue, text: s} }

// Num is a number in the general format.
func Num(d decimal.Decimal) Value { return Value{kind: decimalValue, decimal: d} }

// Places is a number shown with the decimal places that it has: 3.0 and not 3. From three on they are not held.
func Places(d decimal.Decimal) Value { return Value{kind: placesValue, decimal: d} }

// Int is a whole number.
func Int(n int64) Value { return Value{kind: intValue, decimal: decimal.Int(n)} }

// Day is a date, shown as 2006-01-02; scoring.NoDay is blank.
func Day(d civil.Day) Value {
	if d == civil.NoDay {
		return Value{}
	}
	return Value{kind: dayValue, decimal: decimal.Int(int64(d))}
}

// DateTime is a date with a time of day in milliseconds.
func DateTime(d civil.Day, ms int32) Value {
	v := Day(d)
	if v.kind == dayValue {
		v.kind, v.ms = dateTimeValue, clampClock(ms)
	}
	return v
}

// Clock is a time of day in milliseconds.
func Clock(ms int32) Value { return Value{kind: clockValue, ms: clampClock(ms)} }

// Truth is TRUE or FALSE.
func Truth(b bool) Value { return Value{kind: truthValue, decimal: decimal.Int(packBool(b))} }

// Styled gives v a style.
func Styled(v Value, s Style) Value {
	if s < styles {
		v.style = s
	}
	return v
}

func clampClock(ms int32) int32 { return min(max(ms, 0), dayMillis-1) }

const dayMillis = 86_400_000
