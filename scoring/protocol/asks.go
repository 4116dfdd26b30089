package protocol

// An Answer is what the user said to an open question. Its code and id stand in the table of package doubt; the last
// answer to a question counts, and one that no question asks for is passed over.
type Answer struct {
	Code, Key, ID string
}

func (m *Answer) code(c *coder) { c.str(&m.Code); c.str(&m.Key); c.str(&m.ID) }

// A Fate is what the user says a word of a column of statuses, types or marks means.
type Fate struct {
	Column int
	Value  string
	Fate   string // "counts", "void", "refund", "refunded", "topup", "spend" or "gift"
}

func (m *Fate) code(c *coder) { c.int(&m.Column); c.str(&m.Value); c.str(&m.Fate) }

// An Ask is an open question about the file, or one that was answered.
type Ask struct {
	Code      string
	Form      string // which of the code's sentences; its words stand under ask.CODE or ask.CODE.FORM
	Key       string // header or file that it is about; "" when there is one only
	Rows      int
	Money     string // plain decimal, in the base unit of the currency; "" where it is of others, which cannot be added
	Meanwhile string // the answer used now
	Answers   []string
	Args      []string // of the sentence, name, value …; the name ID of an answer gives what that answer is about
	Answered  bool     // the user chose Meanwhile
	Columns   []int
	Show      []AskRow // the first rows that it is about
}

func (m *Ask) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.Form)
	c.str(&m.Key)
	c.int(&m.Rows)
	c.str(&m.Money)
	c.str(&m.Meanwhile)
	c.strs(&m.Answers)
	c.strs(&m.Args)
	c.bool(&m.Answered)
	c.ints(&m.Columns)
	list(c, &m.Show)
}

// An AskRow is a row that a question shows.
type AskRow struct {
	Row   int    // 1-based row of the sheet
	Cell  string // address of the cell at issue
	Cells []string
}

func (m *AskRow) code(c *coder) { c.int(&m.Row); c.str(&m.Cell); c.strs(&m.Cells) }
