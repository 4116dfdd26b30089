package jsontext

import (
	"fenji/scoring/decimal"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Decoder turns nodes into values; the first error stays.
type Decoder struct{ Fault }

// A Field is a member that an object may have. Read gets its path and value.
type Field struct {
	Name     string
	Required bool
	Read     func(path string, n Node)
}

// Must is a field that there has to be.
func Must(name string, read func(path string, n Node)) Field { return Field{name, true, read} }

// May is a field that there need not be.
func May(name string, read func(path string, n Node)) Field { return Field{name, false, read} }

// Object hands the members of n to its fields in the order in which they are listed, and refuses all other members.
func (d *Decoder) Object(path string, n Node, fields ...Field) {
	if n.Kind != '{' {
		d.Fail(path, "expected an object in braces")
		return
	}
	for i, m := range n.Members {
		if d.Err != nil { // so that thousands of members cost no more than the first bad one
			return
		}
		same := func(o Member) bool { return o.Name == m.Name }
		if slices.IndexFunc(n.Members, same) != i {
			d.Fail(Join(path, m.Name), "stands twice")
		}
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == m.Name }) {
			d.Fail(Join(path, m.Name), "unknown field")
		}
	}
	for _, f := range fields {
		i := slices.IndexFunc(n.Members, func(m Member) bool { return m.Name == f.Name })
		switch {
		case i >= 0:
			f.Read(Join(path, f.Name), n.Members[i].Node)
		case f.Required:
			d.Fail(Join(path, f.Name), "is missing")
		}
	}
}

// Join is the path of a member.
func Join(path, name string) string {
	if len(name) > 40 {
		name = name[:40]
	}
	name = strings.ToValidUTF8(name, "")
	if path == "" {
		return name
	}
	return path + "." + name
}

// List hands each item of n to read, of which there must be between low and high.
func (d *Decoder) List(path string, n Node, low, high int, read func(path string, n Node)) {
	if n.Kind != '[' {
		d.Fail(path, "expected a list in brackets")
		return
	}
	if len(n.Items) < low || len(n.Items) > high {
		d.Fail(path, "expected %d to %d entries, got %d", low, high, len(n.Items))
		return
	}
	for i, item := range n.Items {
		read(path+"["+strconv.Itoa(i)+"]", item)
	}
}

// MaxRunes is the length of the longest text.
const MaxRunes = 2000

// Str reads a text.
func (d *Decoder) Str(to *string) func(string, Node) {
	return func(path string, n Node) {
		if n.Kind != '"' {
			d.Fail(path, "expected a text in quotes")
		}
		if utf8.RuneCountInString(n.Text) > MaxRunes {
			d.Fail(path, "a text has at most %d characters", MaxRunes)
		}
		if strings.ContainsFunc(n.Text, func(c rune) bool { return c < ' ' && c != '\n' }) {
			d.Fail(path, "control characters have no place in a text")
		}
		*to = n.Text
	}
}

// Truth reads true or false.
func (d *Decoder) Truth(to *bool) func(string, Node) {
	return func(path string, n Node) {
		if n.Kind != 't' && n.Kind != 'f' {
			d.Fail(path, "expected true or false")
		}
		*to = n.Kind == 't'
	}
}

// Decimal reads a number of at most places decimals that lies within ±limit.
func (d *Decoder) Decimal(to *decimal.Decimal, places uint8, limit int64) func(string, Node) {
	return func(path string, n Node) {
		if n.Kind != '0' && n.Kind != '"' {
			d.Fail(path, "expected a number")
			return
		}
		v, err := decimal.Parse(n.Text)
		if err != nil {
			d.Fail(path, "%q is not a decimal number of at most 18 digits without exponent", Clip(n.Text, 40))
		}
		if v = v.Trim(); v.Exp > places {
			d.Fail(path, "%s has more than %d decimals", v, places)
		}
		if v.Cmp(decimal.Int(limit)) > 0 || v.Cmp(decimal.Int(-limit)) < 0 {
			d.Fail(path, "%s is beyond ±%d", v, limit)
		}
		*to = v
	}
}

// Count reads a whole number from low to high.
func (d *Decoder) Count(to *int, low, high int64) func(string, Node) {
	return func(path string, n Node) {
		v, err := decimal.Parse(n.Text)
		whole, ok := v.Trim().Rescale(0)
		if n.Kind != '0' && n.Kind != '"' || err != nil || !ok || whole.Coef < low || whole.Coef > high {
			d.Fail(path, "expected a whole number from %d to %d", low, high)
		}
		*to = int(whole.Coef)
	}
}

// Choose reads one of the names and gives its index.
func Choose[T ~uint8](d *Decoder, to *T, names []string) func(string, Node) {
	return func(path string, n Node) {
		i := slices.Index(names, n.Text)
		if n.Kind != '"' || i < 0 {
			d.Fail(path, "expected one of %s", strings.Join(names, ", "))
			return
		}
		*to = T(i)
	}
}
