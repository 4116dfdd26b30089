package protocol

// OpLedger names what the page asks for: Span → Ledger.
const OpLedger = "ledger"

// Ledger is a window of the ledger's entries.
type Ledger struct {
	From, Total int
	Entries     []Entry
}

func (m *Ledger) code(c *coder) { c.int(&m.From); c.int(&m.Total); list(c, &m.Entries) }

// An Entry is one row that was set aside, dropped or flagged.
type Entry struct {
	Issue Issue
	Row   int    // 1-based row of the sheet
	Money string // yuan, "" when unreadable
	Fate  string // "aside", "duplicate", "flagged"
	Cells []string
	Col   int      // column at fault, -1: the row as a whole
	Of    []string // of a duplicate: the cells of the row that it repeats
	OfRow int      // and its number
}

func (m *Entry) code(c *coder) {
	m.Issue.code(c)
	c.int(&m.Row)
	c.str(&m.Money)
	c.str(&m.Fate)
	c.strs(&m.Cells)
	c.int(&m.Col)
	c.strs(&m.Of)
	c.int(&m.OfRow)
}

// LedgerSums are the totals of the ledger: Read = Used + Duplicates + Aside + Totals in rows, and in money, which rows of
// totals have none of.
type LedgerSums struct {
	Read, Used, Duplicates, Aside Sum

	Totals    Sum // subtotals, totals and repeated headers: rows that are no data, with the money written there
	Uncounted Sum // money written on rows that is not money of theirs: a repeated bill, a gift, stored value spent
	Refunds   Sum // rows whose money was given back, and that money, which is part of Used
	Flagged   int
	Reasons   []Reason
}

func (m *LedgerSums) code(c *coder) {
	m.Read.code(c)
	m.Used.code(c)
	m.Duplicates.code(c)
	m.Aside.code(c)
	m.Totals.code(c)
	m.Uncounted.code(c)
	m.Refunds.code(c)
	c.int(&m.Flagged)
	list(c, &m.Reasons)
}

// A Reason counts the ledger's entries of one kind.
type Reason struct {
	Code  string
	Aside bool // false: the row was used and only flagged, or dropped as a duplicate
	Sum   Sum
}

func (m *Reason) code(c *coder) { c.str(&m.Code); c.bool(&m.Aside); m.Sum.code(c) }
