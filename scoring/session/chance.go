package session

import (
	"fenji/scoring/periods"
	"fenji/scoring/protocol"
)

// chanced is what chance would do.
type chanced struct {
	*periods.Chance
	ok bool
}

// chances is what chance would do; ok is false where nothing can be learned.
func (s *Session) chances(c *change) chanced {
	return c.chance.of(func() chanced {
		if c.log == nil {
			return chanced{}
		}
		h, ok := periods.ChanceOf(c.log, s.visitLog())
		return chanced{h, ok}
	})
}

// Chance says what chance alone would have done since an earlier day.
func (s *Session) Chance(m protocol.Since) (*protocol.Chance, error) { return s.chance(m, nil) }

func (s *Session) chance(m protocol.Since, more func() bool) (*protocol.Chance, error) {
	out := &protocol.Chance{}
	c, err := s.compared(m, more)
	if err != nil || c == nil {
		return out, err
	}
	h := s.chances(c)
	if !h.ok {
		return out, nil
	}
	d := c.drawn.of(func() *drawn {
		d := &drawn{Drawing: h.Drawing()}
		d.work.pieces = []func() bool{func() (done bool) {
			done, d.err = d.Step()
			return done || d.err != nil
		}}
		return d
	})
	if !d.work.run(more) {
		return nil, ErrUnfinished
	}
	if d.err != nil {
		return nil, d.err
	}
	out.Known, out.Times = true, d.Times
	p := c.now.Profile
	for row, line := range d.Shares() {
		for col, share := range line {
			from, to := noGrade, noGrade
			if row < len(p.Bands) {
				from = p.Bands[row].Grade
			}
			if col < len(p.Bands) {
				to = p.Bands[col].Grade
			}
			out.Shares = append(out.Shares, protocol.Odds{From: from, To: to, Share: periods.Places(share)})
		}
	}
	return out, nil
}
