package session

import (
	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/protocol"
)

func init() { notices = append(notices, ordersShared) }

// ordersShared says that the numbers of a column of orders were passed over, since they are those of several customers.
func ordersShared(s *Session) []protocol.Issue {
	m := s.mapping
	if m.Shape != intake.PerVisit || m.Column(intake.Order) >= 0 {
		return nil
	}
	for _, c := range m.Columns {
		if r, exact := header.Means(c.Header); c.Role == intake.Other && !c.Made && exact && r == intake.Order && header.OrdersShared(m, c.Index) {
			return []protocol.Issue{{Code: "orders-shared", Args: []string{"header", c.Header}}}
		}
	}
	return nil
}
