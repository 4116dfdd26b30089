package read

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// Shops number their guests 0, all of them. Such an id names nobody.

// IsZero tells an id of zeros only.
func IsZero(id string) bool { return id != "" && len(id) <= 12 && strings.Trim(id, "0") == "" }

// ZeroIsShared tells whether a column of names, telephone numbers or addresses names several people where the customer's id is 0, and
// one nearly wherever it is another: a name may be misspelt.
func (v *Values) ZeroIsShared(m intake.Mapping) bool {
	customer := m.Column(intake.Customer)
	if customer < 0 || !v.hasZero(customer, m.HeaderRow+1) {
		return false
	}
	for _, c := range m.Columns {
		mail := strings.Contains(strings.ToLower(c.Header), "mail") || strings.Contains(c.Header, "邮箱")
		if c.Index != customer && (c.Role == intake.Phone || c.Role == intake.Name || mail) && v.onlyZeroIsShared(customer, c.Index, m.HeaderRow+1) {
			return true
		}
	}
	return false
}

// Ids and rows that are looked at.
const zeroIDs, zeroRows = 1000, 20_000

func (v *Values) hasZero(col, from int) bool {
	for row := from; row < min(v.T.Rows, from+zeroRows); row++ {
		switch c := v.T.Cell(row, col); c.Kind {
		case sheet.Number:
			if c.Number() == 0 {
				return true
			}
		case sheet.Text:
			if IsZero(v.T.String(c.TextID())) {
				return true
			}
		}
	}
	return false
}

func (v *Values) onlyZeroIsShared(customer, col, from int) (zero bool) {
	first, shared := map[string]string{}, map[string]bool{}
	for row := from; row < min(v.T.Rows, from+zeroRows) && len(first) < zeroIDs; row++ {
		id, who := v.T.Text(v.T.Cell(row, customer)), Fold(v.T.Text(v.T.Cell(row, col)))
		if id == "" || who == "" {
			continue
		}
		if IsZero(id) {
			id = "0"
		}
		if met, known := first[id]; !known {
			first[id] = who
		} else if met != who {
			shared[id] = true
		}
	}
	return shared["0"] && 10*(len(shared)-1) <= len(first)
}
