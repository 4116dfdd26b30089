// Package protocol holds the messages that the page and the engine exchange, one Go type each.
//
// The page sends a call {id, op, args, files} and the engine answers with any number of replies {id, kind, body, parts}:
// progress and parts while it works, then ok or issue. The workbook's program, which the page starts only when it wants
// it, takes its calls in the same way. args and body are the bytes of one message ([Encode], [Decode]); files and
// parts are ArrayBuffers that change hands without being copied. Figures travel as the core printed them, so nothing is
// rounded on the way; the page only groups digits and puts words around them.
package protocol

import "strings"

// Kind tells the replies to a call apart.
const (
	KindProgress = "progress" // Progress
	KindPart     = "part"     // Nothing, and a part of the file that is being written
	KindOK       = "ok"       // the op's answer
	KindIssue    = "issue"    // Issue: something the user can mend
	KindPanic    = "panic"    // Issue with code "engine-stopped": a bug of ours; the engine is gone
)

// Nothing is the empty message.
type Nothing struct{}

func (m *Nothing) code(*coder) {}

// A Text is a text in both languages.
type Text struct{ Zh, En string }

func (m *Text) code(c *coder) { c.str(&m.Zh); c.str(&m.En) }

// In picks the language; a text that only one language has is better than none.
func (m Text) In(lang string) string {
	if strings.HasPrefix(lang, "en") && m.En != "" || m.Zh == "" {
		return m.En
	}
	return m.Zh
}

// An Issue is a problem with an address; package words has its text under "issue."+Code.
type Issue struct {
	Code, File, Sheet, Cell, Value string
	Args                           []string // name, value, name, value …
}

func (m *Issue) code(c *coder) {
	c.str(&m.Code)
	c.str(&m.File)
	c.str(&m.Sheet)
	c.str(&m.Cell)
	c.str(&m.Value)
	c.strs(&m.Args)
}

// Error makes an issue an error that is answered with.
func (m Issue) Error() string { return m.Code }
