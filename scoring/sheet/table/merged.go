package table

// A Range is a rectangle of cells, all four sides counted from zero and within it.
type Range struct{ Top, Left, Bottom, Right int32 }

// RangeSize is what a Range takes of a table's memory.
const RangeSize = 16
