package session

import (
	"strconv"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/privacy"
)

// What a customer is called. Where persons are masked, namesakes look alike; so behind the mask stands what tells them
// apart: the last digits of the telephone, else of another number of theirs, else their place in the file.

// label is what the screen calls a customer.
func (s *Session) label(i int) string {
	id := s.view.Result.Customers[i].ID
	if s.reveal {
		return id
	}
	return s.masked(i, id)
}

// labelOf is what the screen calls a customer who is not in the table: nothing is known but what it goes by.
func (s *Session) labelOf(id string) string {
	_, rest, several := strings.Cut(id, joint)
	if s.reveal || !several || s.screenWho(id) == id {
		return s.screenWho(id)
	}
	if digits := digitsOf(rest); len(digits) >= 7 {
		return s.plainMask(id) + " ·" + digits[len(digits)-4:]
	}
	return s.plainMask(id)
}

// masked is what a customer is called who is not to be known.
func (s *Session) masked(i int, id string) string {
	if s.persons().Screen(s.customerColumn(), id) == id {
		return id
	}
	shown, several := s.plainMask(id), strings.Contains(id, joint)
	if named := s.personColumn(privacy.Name) == s.customerColumn() || several; !named {
		return shown // a masked number keeps its last digits
	}
	if tail := s.tail(i, id); tail != "" {
		return shown + " ·" + tail
	}
	if s.alike(shown) {
		return shown + " #" + strconv.Itoa(i+1)
	}
	return shown
}

// fewCustomers is up to how many it is worth looking which masks several of them share; beyond, they do.
const fewCustomers = 20_000

// alike tells whether several customers look like that behind their masks.
func (s *Session) alike(shown string) bool {
	list := s.view.Result.Customers
	if len(list) > fewCustomers {
		return true
	}
	p := s.persons()
	counts, _ := s.graded.masks.of(p, func() (map[string]int, error) {
		counts := make(map[string]int, len(list))
		for i := range list {
			counts[s.plainMask(list[i].ID)]++
		}
		return counts, nil
	})
	return counts[shown] > 1
}

// plainMask is the mask of what a customer goes by, without what tells it from others.
func (s *Session) plainMask(id string) string {
	if who, _, several := strings.Cut(id, joint); several {
		return privacy.Mask(privacy.Name, who)
	}
	return s.persons().Screen(s.customerColumn(), id)
}

// joint stands between the columns of an identity.
const joint = " · "

// tail gives the last four digits of a number of a customer's.
func (s *Session) tail(i int, id string) string {
	for _, k := range []privacy.Kind{privacy.Phone, privacy.IDCard, privacy.BankCard} {
		if col := s.personColumn(k); col >= 0 && col != s.customerColumn() {
			if digits := digitsOf(s.cell(i, col)); len(digits) >= 7 {
				return digits[len(digits)-4:]
			}
		}
	}
	if _, rest, several := strings.Cut(id, joint); several {
		if digits := digitsOf(rest); len(digits) >= 7 {
			return digits[len(digits)-4:]
		}
	}
	return ""
}

// digitsOf are the digits of a text, and the X that ends some numbers of identity cards.
func digitsOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' || r == 'X' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// personColumn is the first column that holds something of persons; -1 when there is none.
func (s *Session) personColumn(k privacy.Kind) int {
	for i, c := range s.persons().Columns {
		if c.Kind == k && i < len(s.mapping.Columns) && s.mapping.Columns[i].Role != intake.Ignore {
			return i
		}
	}
	return -1
}

// cell is the text that a customer has in a column, on the row that stands for it.
func (s *Session) cell(i, col int) string {
	if col < 0 {
		return ""
	}
	return strings.TrimSpace(s.table.Text(s.table.Cell(int(s.view.Result.Customers[i].Row), col)))
}

// name is what a customer is called by who knows it: its name, else what it goes by.
func (s *Session) name(i int) string {
	if name := s.cell(i, s.mapping.Column(intake.Name)); name != "" {
		return name
	}
	who, _, _ := strings.Cut(s.view.Result.Customers[i].ID, joint)
	return who
}

// phone is the number at which a customer is called, in groups that can be read; "" when the file has none.
func (s *Session) phone(i int) string {
	col := s.mapping.Column(intake.Phone)
	if col < 0 {
		col = s.personColumn(privacy.Phone)
	}
	text := s.cell(i, col)
	if col < 0 {
		if _, rest, several := strings.Cut(s.view.Result.Customers[i].ID, joint); several && len(digitsOf(rest)) >= 7 {
			text = rest
		}
	}
	return spaced(text)
}

// spaced writes a mobile number in groups: 138 6140 4174.
func spaced(s string) string {
	d := digitsOf(s)
	if len(d) == 13 && strings.HasPrefix(d, "86") {
		d = d[2:]
	}
	if len(d) != 11 || d[0] != '1' {
		return s
	}
	return d[:3] + " " + d[3:7] + " " + d[7:]
}
