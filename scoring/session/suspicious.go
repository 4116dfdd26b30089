package session

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/periods"
	"fenji/scoring/protocol"
)

// suspicious lists who is gone and who is new under the same name or telephone: perhaps one customer under two ids. Gone are
// those who have not come since the base.
func (s *Session) suspicious(c *change) (list []protocol.Pair) {
	var cols []int
	for _, role := range []intake.Role{intake.Name, intake.Phone} {
		if col := s.mapping.Column(role); col >= 0 {
			cols = append(cols, col)
		}
	}
	who := func(i int) periods.Who {
		w := periods.Who{Customer: i}
		for _, col := range cols {
			w.Marks = append(w.Marks, markOf(s.table.Text(s.table.Cell(int(c.now.Customers[i].Row), col))))
		}
		w.Marks = append(w.Marks, pieces(c.now.Customers[i].ID)...)
		if c.tables != nil {
			w.Marks = append(w.Marks, loose(c.now.Customers[i].ID))
		}
		return w
	}
	var gone, arrived []periods.Who
	marked := map[string]bool{} // by those who arrived: of all who are gone only those count who share a mark with them
	for i := range c.now.Customers {
		if c.at(i) >= 0 {
			continue
		}
		if w := who(i); len(w.Marks) > 0 {
			arrived = append(arrived, w)
			for _, m := range w.Marks {
				marked[m] = m != ""
			}
		}
	}
	if len(arrived) == 0 {
		return nil
	}
	leaves := func(w periods.Who) {
		if slices.ContainsFunc(w.Marks, func(m string) bool { return marked[m] }) {
			gone = append(gone, w)
		}
	}
	for i := range c.now.Customers {
		if c.log != nil && c.at(i) >= 0 && c.now.Customers[i].Last <= c.day {
			leaves(who(i))
		}
	}
	if c.tables != nil {
		for _, i := range c.tables.Gone {
			leaves(periods.Who{Customer: -1 - i, Marks: slices.Concat(pieces(c.before.Customers[i].ID),
				[]string{loose(c.before.Customers[i].ID)}, c.marks[c.before.Customers[i].ID])})
		}
	}
	for _, pair := range periods.Suspicious(gone, arrived) {
		if len(list) == mostPairs {
			break
		}
		gone := ""
		if pair.Gone < 0 {
			gone = s.labelOf(c.before.Customers[-1-pair.Gone].ID)
		} else {
			gone = s.label(pair.Gone)
		}
		list = append(list, protocol.Pair{Gone: gone, New: s.label(pair.New), Mark: s.screen(-1, pair.Mark)})
	}
	return list
}

// pieces are the texts of an identity of several columns, which mark a customer each; an id of one column marks nobody else.
func pieces(id string) []string {
	if list := strings.Split(id, " · "); len(list) > 1 {
		return list
	}
	return nil
}

// markOf is a name or a telephone number in the form in which they are compared.
func markOf(text string) string { return cmp.Or(read.PhoneDigits(text), read.Tidy(text)) }

// loose is an id as another program may have written it: without zeros in front, spaces and dashes, in small letters.
func loose(id string) string {
	id = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, id)
	return cmp.Or(strings.TrimLeft(id, "0"), id)
}
