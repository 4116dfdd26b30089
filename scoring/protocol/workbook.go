package protocol

// Op names what the page asks of the workbook's program.
const OpDecrypt = "decrypt" // Decrypt and the encrypted file → Nothing and the package in it

// Decrypt asks for the package in an encrypted workbook, whose bytes come beside it.
type Decrypt struct{ File, Password string }

func (m *Decrypt) code(c *coder) { c.str(&m.File); c.str(&m.Password) }
