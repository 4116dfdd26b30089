package table

import (
	"fenji/scoring/civil"
)

// A Kind tells what a cell holds.
type Kind uint8

// The kinds of cells.
const (
	Empty  Kind = iota
	Number      // see Cell.Number
	Text        // see Cell.TextID and Table.String
	Bool        // see Cell.Bool
	Date        // civil date, with or without a time of day; see Cell.Date
	Time        // time of day only; Cell.Date gives scoring.NoDay and the milliseconds
	Error       // a spreadsheet error such as #DIV/0!; Cell.TextID gives its text
)

// String names the kind, for tests and messages.
func (k Kind) String() string {
	names := [...]string{"empty", "number", "text", "bool", "date", "time", "error"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// A Cell is one value of a Table, small enough to be passed by value. Two cells of one Table are equal (==) if and only
// if kind and value are equal.
type Cell struct {
	Kind Kind
	bits int64 // Fixed; text id; 0 or 1; day and milliseconds; see the pack functions
}

// Of makes a cell of its parts, for tests of what reads them.
func Of(k Kind, bits int64) Cell { return Cell{k, bits} }

// Number returns the value of a Number cell.
func (c Cell) Number() Fixed { return Fixed(c.bits) }

// Bool returns the value of a Bool cell.
func (c Cell) Bool() bool { return c.Kind == Bool && c.bits != 0 }

// TextID returns the dictionary id of a Text or Error cell: same id, same text within one Table.
func (c Cell) TextID() uint32 { return uint32(c.bits) }

// Date returns day and milliseconds of the day of a Date or Time cell. The day of a Time cell is scoring.NoDay.
func (c Cell) Date() (d civil.Day, ms int32) {
	switch c.Kind {
	case Date:
		d = civil.Day(int32(c.bits))
		return d, int32((c.bits - int64(d)) >> 32)
	case Time:
		return civil.NoDay, int32(c.bits)
	}
	return civil.NoDay, 0
}

// PackDate lays the day into the low half as a signed number, so that a date without a time fits 32 bits, which halves
// what a column of dates costs.
func PackDate(d civil.Day, ms int32) int64 { return int64(ms)<<32 + int64(d) }

func PackBool(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// Address gives the A1 address of a cell counted from zero: (11, 5) is "F12".
func Address(row, col int) string { return string(appendAddress(nil, row, col)) }

func appendAddress(dst []byte, row, col int) []byte {
	dst = AppendColumn(dst, col)
	return AppendInt(dst, int64(row)+1)
}

func AppendColumn(dst []byte, col int) []byte {
	var letters [8]byte
	at := len(letters)
	for n := col + 1; n > 0 && at > 0; n = (n - 1) / 26 {
		at--
		letters[at] = byte('A' + (n-1)%26)
	}
	return append(dst, letters[at:]...)
}
