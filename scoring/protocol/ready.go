package protocol

// OpReady names what the page asks for: ReadyWish → Ready.
const OpReady = "ready"

// A ReadyWish asks for the text to write to a customer.
type ReadyWish struct {
	Customer  int
	Lang      string
	Templates string // the clinic's own, as package readytext writes them
}

func (m *ReadyWish) code(c *coder) { c.int(&m.Customer); c.str(&m.Lang); c.str(&m.Templates) }

// Ready is a text to write to a customer.
type Ready struct {
	Customer      int
	Reason, Grade string
	Template      string
	Shown         string // with what may be seen on the screen
	Full          string // to be copied
}

func (m *Ready) code(c *coder) {
	c.int(&m.Customer)
	c.str(&m.Reason)
	c.str(&m.Grade)
	c.str(&m.Template)
	c.str(&m.Shown)
	c.str(&m.Full)
}
