package protocol

import "errors"

// A Message is a value that page and engine exchange. Its code method names its fields, once, in order, for both
// directions; so the page needs neither reflection nor encoding/json, which would double its size.
type Message interface{ code(c *coder) }

// errDamaged is what Decode says of bytes that no Encode made. Page and engine come from one build, so it is a bug.
var errDamaged = errors.New("protocol: damaged message")

// Encode writes a message as bytes.
func Encode(m Message) []byte {
	c := coder{writing: true}
	m.code(&c)
	return c.b
}

// Decode reads what Encode wrote into m.
func Decode(b []byte, m Message) error {
	c := coder{b: b}
	m.code(&c)
	if c.bad || len(c.b) != 0 {
		return errDamaged
	}
	return nil
}

// A coder walks a message and either appends its fields to b or takes them from its front.
type coder struct {
	b       []byte
	writing bool
	bad     bool
}

func (c *coder) uint(p *uint64) {
	if c.writing {
		v := *p
		for ; v >= 0x80; v >>= 7 {
			c.b = append(c.b, byte(v)|0x80)
		}
		c.b = append(c.b, byte(v))
		return
	}
	var v uint64
	for i, shift := 0, 0; i < len(c.b) && shift < 64; i, shift = i+1, shift+7 {
		v |= uint64(c.b[i]&0x7f) << shift
		if c.b[i] < 0x80 {
			*p, c.b = v, c.b[i+1:]
			return
		}
	}
	c.fail()
}

func (c *coder) int(p *int) {
	u := uint64(*p)<<1 ^ uint64(*p>>63)
	c.uint(&u)
	*p = int(u>>1) ^ -int(u&1)
}

func (c *coder) bool(p *bool) {
	var u uint64
	if *p {
		u = 1
	}
	c.uint(&u)
	if *p = u == 1; u > 1 {
		c.fail()
	}
}

func (c *coder) str(p *string) {
	n := uint64(len(*p))
	c.uint(&n)
	if c.writing {
		c.b = append(c.b, *p...)
		return
	}
	if n > uint64(len(c.b)) {
		c.fail()
		return
	}
	*p, c.b = string(c.b[:n]), c.b[n:]
}

func (c *coder) strs(p *[]string) {
	resize(c, p)
	for i := range *p {
		c.str(&(*p)[i])
	}
}

func (c *coder) ints(p *[]int) {
	resize(c, p)
	for i := range *p {
		c.int(&(*p)[i])
	}
}

func (c *coder) fail() { c.bad, c.b = true, nil }

// list codes a list of messages.
func list[T any, P interface {
	*T
	Message
}](c *coder, p *[]T) {
	resize(c, p)
	for i := range *p {
		P(&(*p)[i]).code(c)
	}
}

// resize codes the length of a list and, when reading, makes room for it. A length that the rest of the bytes cannot
// hold is refused before anything is allocated.
func resize[T any](c *coder, p *[]T) {
	n := uint64(len(*p))
	c.uint(&n)
	if c.writing {
		return
	}
	if n > uint64(len(c.b)) {
		c.fail()
		n = 0
	}
	*p = nil
	if n > 0 {
		*p = make([]T, n)
	}
}
