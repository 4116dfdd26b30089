package sheet

import (
	"io"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/csv"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// What the packages below offer, under the one name by which all others know it.

// Reading: what a file may cost and who helps, and what comes out. See the packages bounds and table.
type (
	Limits   = bounds.Limits
	Options  = bounds.Options
	Packed   = bounds.Packed
	Packer   = bounds.Packer
	Progress = bounds.Progress
	Table    = table.Table
	Cell     = table.Cell
	Kind     = table.Kind
	Fixed    = table.Fixed
	Span     = table.Span
	Range    = table.Range
	Derived  = table.Derived
	Gained   = table.Gained
	Width    = table.Width
	Info     = table.Info
)

// DefaultLimits are the limits of the product.
var DefaultLimits = bounds.DefaultLimits

// Encodings are the names of the encodings in which text files are read, for Options.Encoding and Table.Encoding.
var Encodings = charset.Encodings

// The kinds of cells.
const (
	Empty  = table.Empty
	Number = table.Number
	Text   = table.Text
	Bool   = table.Bool
	Date   = table.Date
	Time   = table.Time
	Error  = table.Error
)

// The codes of the problems that reading a file may meet.
const (
	NotAWorkbook     = bounds.NotAWorkbook
	NotAnOfficeSheet = bounds.NotAnOfficeSheet
	OldXLS           = bounds.OldXLS
	Encrypted        = bounds.Encrypted
	LockFile         = bounds.LockFile
	EmptyFile        = bounds.EmptyFile
	Truncated        = bounds.Truncated
	Damaged          = bounds.Damaged
	TooLarge         = bounds.TooLarge
	TooManyRows      = bounds.TooManyRows
	TooManyColumns   = bounds.TooManyColumns
	ZipBomb          = bounds.ZipBomb
	Doctype          = bounds.Doctype
	Encoding         = bounds.Encoding
)

// Address gives the A1 address of a cell counted from zero: (11, 5) is "F12".
func Address(row, col int) string { return table.Address(row, col) }

// MixHash adds the cell of a column to the hash of a row's cells to the left of it, which begins as 0.
func MixHash(h uint64, c Cell, col int) uint64 { return table.MixHash(h, c, col) }

// Writing: cells, and the two writers. See the packages value, xlsxw and csv.
type (
	Value     = value.Value
	Style     = value.Style
	Writer    = xlsxw.Writer
	SheetSpec = xlsxw.SheetSpec
	Choice    = xlsxw.Choice
	Chart     = xlsxw.Chart
	CSVWriter = csv.CSVWriter
)

// The styles of written cells.
const (
	Plain        = value.Plain
	Header       = value.Header
	Title        = value.Title
	Wrap         = value.Wrap
	Money        = value.Money
	Muted        = value.Muted
	Strong       = value.Strong
	Percent      = value.Percent
	HeaderRight  = value.HeaderRight
	Wrong        = value.Wrong
	Doubtful     = value.Doubtful
	HeaderCentre = value.HeaderCentre
	Line         = value.Line
	LineMoney    = value.LineMoney

	PanelTitle, PanelSection, PanelHead, PanelHeadRight = value.PanelTitle, value.PanelSection, value.PanelHead, value.PanelHeadRight
	PanelText, PanelNumber, PanelLabel, PanelNote       = value.PanelText, value.PanelNumber, value.PanelLabel, value.PanelNote
	FactText, FactNumber, FactLabel                     = value.FactText, value.FactNumber, value.FactLabel
)

// MaxRows are the rows that a sheet may have.
const MaxRows = xlsxw.MaxRows

// Blank is a cell without content.
var Blank = value.Blank

// The values of cells; see package value.

func Str(s string) Value                   { return value.Str(s) }
func Num(d decimal.Decimal) Value          { return value.Num(d) }
func Places(d decimal.Decimal) Value       { return value.Places(d) }
func Int(n int64) Value                    { return value.Int(n) }
func Day(d civil.Day) Value                { return value.Day(d) }
func DateTime(d civil.Day, ms int32) Value { return value.DateTime(d, ms) }
func Clock(ms int32) Value                 { return value.Clock(ms) }
func Truth(b bool) Value                   { return value.Truth(b) }
func GradeStyle(place int) Style           { return value.GradeStyle(place) }
func PanelGrade(place int) Style           { return value.PanelGrade(place) }
func Count(d decimal.Decimal) Value        { return value.Count(d) }
func Sum(d decimal.Decimal) Value          { return value.Sum(d) }
func Share(d decimal.Decimal) Value        { return value.Share(d) }
func Styled(v Value, s Style) Value        { return value.Styled(v, s) }
func Harmless(s string) string             { return value.Harmless(s) }
func NewWriter(w io.Writer) *Writer        { return xlsxw.NewWriter(w) }
func NewCSVWriter(w io.Writer) *CSVWriter  { return csv.NewCSVWriter(w) }
