package session

import (
	"strings"

	"fenji/scoring/periods"
	"fenji/scoring/profile"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// What a comparison adds to the list and to every file as soon as somebody looked at it: the grade before, whether it rose
// or fell, and why. The list has signs, files have words.
func init() {
	offer(func(s *Session) []added {
		last, made := s.graded.months.change.last()
		if !s.graded.months.shown || !made {
			return nil
		}
		c, err := last.whole(nil)
		if err != nil || c == nil {
			return nil
		}
		day := []string{"day", dayText(c.day)}
		return []added{
			{Added: protocol.Added{ID: "change.was", Kind: protocol.CellGrade, Args: day}, value: c.wasGrade},
			{Added: protocol.Added{ID: "change.way", Kind: protocol.CellText, Args: day}, value: c.way, say: c.wayWords},
			{Added: protocol.Added{ID: "change.why", Kind: protocol.CellText}, value: c.reason, say: c.reasonWords, width: 30},
		}
	})
}

// wasGrade is the grade at the base; blank of those without.
func (c *change) wasGrade(i int) sheet.Value {
	if band, known := c.was(i); known && band != profile.Ungraded {
		return sheet.Str(c.now.Profile.Bands[band].Grade)
	}
	return sheet.Blank
}

// The ways that a customer can go, as signs and as words.
const (
	arrived = "+"
	rose    = "↑"
	fellWay = "↓"
	stayed  = "="
)

var ways = map[string]string{arrived: "new", rose: "rose", fellWay: "fell", stayed: "same"}

func (c *change) wayOf(i int) string {
	band, known := c.was(i)
	switch now := c.now.Graded[i].Band; {
	case !known:
		return arrived
	case now < band:
		return rose
	case now > band:
		return fellWay
	}
	return stayed
}

func (c *change) way(i int) sheet.Value { return sheet.Str(c.wayOf(i)) }

func (c *change) wayWords(lang string, i int) sheet.Value {
	return sheet.Str(words.Text(lang, "change.way."+ways[c.wayOf(i)]))
}

// scores tell which metrics have other points now than at the base: "R 4→2".
func (c *change) scores(i int) (list []string) {
	at := c.at(i)
	if at < 0 || c.before.Graded[at].Band == profile.Ungraded || c.now.Graded[i].Band == profile.Ungraded {
		return nil
	}
	before := c.among(uint32(at))
	for m, metric := range profile.Metrics {
		then, now := before.Points(0, metric).String(), c.now.Points(i, metric).String()
		if then != now {
			list = append(list, "RFM"[m:m+1]+" "+then+"→"+now)
		}
	}
	return list
}

// cutsMoved marks what only the others brought about.
const cutsMoved = "↔"

// reason is why a grade is another one: the metrics that went up or down, and whether the cuts moved. Blank where the grade is
// the same, or there was none.
func (c *change) reason(i int) sheet.Value {
	why := c.why(i)
	if why == periods.Stayed {
		return sheet.Blank
	}
	parts := c.scores(i)
	if why != periods.Customer {
		parts = append(parts, cutsMoved)
	}
	return sheet.Str(strings.Join(parts, " "))
}

func (c *change) reasonWords(lang string, i int) sheet.Value {
	v := c.reason(i)
	if v == sheet.Blank {
		return v
	}
	return sheet.Str(words.Text(lang, "change.reason."+whys[c.why(i)], "metrics", strings.TrimSpace(strings.TrimSuffix(v.Text, cutsMoved))))
}
