package protocol

// Op names what the page asks for.
const (
	OpReveal = "reveal" // Reveal → Outcome with the texts as they are to be shown now
	OpScan   = "scan"   // Treats → Scan
	OpTreat  = "treat"  // Treat → Scan, by what the user decided; ask for rows again
	OpKey    = "key"    // KeyWish → Key
	OpCrowd  = "crowd"  // Treats → Crowd
)

// Reveal shows names and numbers on the screen as they are, or masks them again.
type Reveal struct{ On bool }

func (m *Reveal) code(c *coder) { c.bool(&m.On) }

// Scan is what names persons in the file, column by column.
type Scan struct {
	Columns []Found
	Working bool // it is not known yet: ask again
}

func (m *Scan) code(c *coder) { list(c, &m.Columns); c.bool(&m.Working) }

// Found is what a column is to persons, and what was found in it.
type Found struct {
	Header string
	Class  string // "direct", "quasi", "sensitive", "needed" or "other"
	Who    bool   // the customers' column
	Counts []KindCount

	Column int    // 0-based
	Fate   string // what is done to its texts: "mask" all, "rest" all but dates, figures and codes, "clean" names and numbers, "keep"
	Why    string // what the fate rests on; the words are privacy.why.…
	Chosen bool   // the user chose it
	Left   bool   // the column is left out of downloads

	Example string // what stands there, as masked downloads write it; "" when nothing does
}

func (m *Found) code(c *coder) {
	c.str(&m.Header)
	c.str(&m.Class)
	c.bool(&m.Who)
	list(c, &m.Counts)
	c.int(&m.Column)
	c.str(&m.Fate)
	c.str(&m.Why)
	c.bool(&m.Chosen)
	c.bool(&m.Left)
	c.str(&m.Example)
}

// A Crowd says how well customers are hidden among those who agree with them in the columns that others may know.
type Crowd struct {
	Columns    []string // headers of these columns
	Least, Few int      // customers of the smallest class; customers in classes of fewer than Under
	Under, Of  int
	Without    []Leaving // what leaving out or covering a column would bring, the best first
}

func (m *Crowd) code(c *coder) {
	c.strs(&m.Columns)
	c.int(&m.Least)
	c.int(&m.Few)
	c.int(&m.Under)
	c.int(&m.Of)
	list(c, &m.Without)
}

// A Leaving is what would be without a column.
type Leaving struct {
	Header     string
	Least, Few int
}

func (m *Leaving) code(c *coder) { c.str(&m.Header); c.int(&m.Least); c.int(&m.Few) }

// Treats are what the user decided about columns of the sheet that is shown. An engine that lost it is told again.
type Treats struct {
	List []Treat
	Step int // of a scan that goes on whenever it is asked for, from 1; 0 asks for all at once
}

func (m *Treats) code(c *coder) { list(c, &m.List); c.int(&m.Step) }

// Treat is what the user decides about a column: "mask", "clean", "keep", or "" for what the engine decides.
type Treat struct {
	Column int
	Fate   string
}

func (m *Treat) code(c *coder) { c.int(&m.Column); c.str(&m.Fate) }

// A KindCount counts cells, or numbers in free texts: names, telephones, identity cards …
type KindCount struct {
	Kind string
	N    int
}

func (m *KindCount) code(c *coder) { c.str(&m.Kind); c.int(&m.N) }

// A KeyWish asks for a key: of 32 random bytes, or out of a key file.
type KeyWish struct {
	Random, File string
	Lang         string
}

func (m *KeyWish) code(c *coder) { c.str(&m.Random); c.str(&m.File); c.str(&m.Lang) }

// A Key is a key as a file to keep, and the few letters that name it.
type Key struct{ File, Fingerprint string }

func (m *Key) code(c *coder) { c.str(&m.File); c.str(&m.Fingerprint) }
