package protocol

// Ops name what the page asks for.
const (
	OpExport  = "export"  // Export → Download after the parts of the file
	OpPrepare = "prepare" // Prepare → Nothing
)

// Prepare asks, while nobody asks for anything, for what the next acts would wait for.
type Prepare struct{ Lang string }

func (m *Prepare) code(c *coder) { c.str(&m.Lang) }

// Export asks for a file to download.
type Export struct {
	Format string    // "xlsx", "csv" or "ledger" (a CSV of the rows set aside)
	Lang   string    // "zh-CN" or "en"
	Scope  string    // which customers: "" all, "view" those listed, "picked" those marked; always as the list is sorted
	Names  string    // what is done to persons: "" nothing, "masked", "pseudonyms"
	Key    string    // of the pseudonyms, a key file
	Of     Filter    // "calls", "calls-csv" and "ics", lists for calls and a calendar: whom they are about
	Holds  string    // what a calendar says of customers: "" what tells them apart, "names" names and telephones, "nobody"
	Treats []Treat   // what the user decided about persons in columns of the sheet that is shown
	Bands  ClassWish // of covered files: what is written less exactly
	Month  Month     // of the monthly report, "month"
}

func (m *Export) code(c *coder) {
	c.str(&m.Format)
	c.str(&m.Lang)
	c.str(&m.Scope)
	c.str(&m.Names)
	c.str(&m.Key)
	m.Of.code(c)
	c.str(&m.Holds)
	list(c, &m.Treats)
	m.Bands.code(c)
	m.Month.code(c)
}

// What a calendar says of customers; see Export.
const (
	HoldsLabels = ""
	HoldsNames  = "names"
	HoldsNobody = "nobody"
)

// A Download names the file whose parts come with the reply.
type Download struct{ Name, Type string }

func (m *Download) code(c *coder) { c.str(&m.Name); c.str(&m.Type) }

// What an export does to persons; see Export.
const (
	NamesAsTheyAre  = ""
	NamesMasked     = "masked"
	NamesPseudonyms = "pseudonyms"
)
