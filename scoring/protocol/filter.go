package protocol

// A Filter keeps the customers whose field is one of Values or lies from Low to High. Fields are
//
//	R F M score           figures as printed: days, visits, money in the profile's unit; Low … High, both included
//	points.R … points.M   points as printed; Values
//	last                  the date of the last purchase; Low … High
//	column.N              the text in column N of the file, "" for a blank; Values
//	segment.SCHEME        the segment under a scheme; Values are the ids of segments
//	falls                 the grade falls if no visit comes: Low … High days after the analysis date, Low being 1 if not said
//	picked                customers by number; Values
//	spend.top             those who paid most; High is their share of the customers, per mille
type Filter struct {
	Field     string
	Values    []string
	Low, High string // "": no such end
}

func (m *Filter) code(c *coder) { c.str(&m.Field); c.strs(&m.Values); c.str(&m.Low); c.str(&m.High) }

// Empty tells whether the filter keeps every customer.
func (m Filter) Empty() bool { return len(m.Values) == 0 && m.Low == "" && m.High == "" }
