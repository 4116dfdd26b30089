package protocol

// A Panel is a sheet of blocks, to be looked at.
type Panel struct {
	Title  string // at its head
	Blocks []Block
	Charts []Chart
}

func (m *Panel) code(c *coder) {
	c.str(&m.Title)
	list(c, &m.Blocks)
	list(c, &m.Charts)
}

// A Block is a table on a panel or, without Head, a list of facts or sentences.
type Block struct {
	Title string
	Head  []string
	Rows  []Line
	Scale bool // counts are coloured by how large they are, but for those of the last row and column, which are sums
}

func (m *Block) code(c *coder) { c.str(&m.Title); c.strs(&m.Head); list(c, &m.Rows); c.bool(&m.Scale) }

// A Chart draws the first Rows rows of a block below it: the columns First and Second over what the first column names.
// When it is Mixed, the second is a line with an axis of its own.
type Chart struct {
	Block, Rows   int
	First, Second int
	Mixed         bool
}

func (m *Chart) code(c *coder) {
	c.int(&m.Block)
	c.int(&m.Rows)
	c.int(&m.First)
	c.int(&m.Second)
	c.bool(&m.Mixed)
}

// A Line is a row of a block.
type Line struct{ Cells []Cell }

func (m *Line) code(c *coder) { list(c, &m.Cells) }

// A Cell holds a text or, as text, a number or a date.
type Cell struct{ Kind, Text string }

func (m *Cell) code(c *coder) { c.str(&m.Kind); c.str(&m.Text) }

// The kinds of cells.
const (
	CellText   = "text"
	CellLabel  = "label"  // a text that names what stands beside it
	CellGrade  = "grade"  // a text that begins with a grade; the place of the grade, from 1, stands behind this word where there is one
	CellCount  = "count"  // 1234
	CellNumber = "number" // 0.4
	CellMoney  = "money"  // 1234.50
	CellShare  = "share"  // 0.513, shown as 51.3 %
	CellDate   = "date"   // 2006-01-02
)
