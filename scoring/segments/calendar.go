package segments

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"fenji/scoring/civil"
)

// A Calendar is a list of all-day events in the form of RFC 5545, which every calendar program reads.
type Calendar struct {
	Name  string
	Key   string    // tells calendars of different origin apart in the UIDs
	Stamp civil.Day // DTSTAMP: nothing here knows a clock
	Early int       // days before each event on which a reminder is due; 0: none
}

// An Event lasts a day. Its UID is made of day and key, so that a calendar that is read in again replaces its events.
type Event struct {
	Day           civil.Day
	Summary, Text string
}

// Write writes the calendar with its events.
func (c Calendar) Write(w io.Writer, events []Event) error {
	b := line(nil, "BEGIN", "VCALENDAR")
	b = line(b, "VERSION", "2.0")
	b = line(b, "PRODID", "-//Fenji//Falls//ZH")
	b = line(b, "CALSCALE", "GREGORIAN")
	b = line(b, "METHOD", "PUBLISH")
	b = line(b, "X-WR-CALNAME", escaped(c.Name))
	for _, e := range events {
		b = c.event(b, e)
		if _, err := w.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	_, err := w.Write(line(b, "END", "VCALENDAR"))
	return err
}

func (c Calendar) event(b []byte, e Event) []byte {
	b = line(b, "BEGIN", "VEVENT")
	b = line(b, "UID", "falls-"+basic(e.Day)+"-"+c.key()+"@fenji")
	b = line(b, "DTSTAMP", basic(c.Stamp)+"T000000Z")
	b = line(b, "DTSTART;VALUE=DATE", basic(e.Day))
	b = line(b, "DTEND;VALUE=DATE", basic(e.Day+1))
	b = line(b, "SUMMARY", escaped(e.Summary))
	b = line(b, "DESCRIPTION", escaped(e.Text))
	b = line(b, "TRANSP", "TRANSPARENT")
	b = line(b, "CLASS", "PRIVATE")
	if c.Early > 0 {
		b = line(b, "BEGIN", "VALARM")
		b = line(b, "ACTION", "DISPLAY")
		b = line(b, "DESCRIPTION", escaped(e.Summary))
		b = line(b, "TRIGGER", "-P"+strconv.Itoa(c.Early)+"D")
		b = line(b, "END", "VALARM")
	}
	return line(b, "END", "VEVENT")
}

// basic writes a day as 20060102.
func basic(d civil.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// key makes 16 letters of the calendar's key, whatever stands in it: FNV-1a.
func (c Calendar) key() string {
	h := uint64(14695981039346656037)
	for _, x := range []byte(c.Key) {
		h = (h ^ uint64(x)) * 1099511628211
	}
	s := strconv.FormatUint(h, 16)
	return strings.Repeat("0", 16-len(s)) + s
}

// escaped writes a TEXT value: backslash, semicolon, comma and line break are escaped, other control characters
// dropped.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= ' ' && r != 0x7f || r == '\t':
			b.WriteRune(r)
		}
	}
	return b.String()
}

// lineOctets is how long a line may be before it is folded, its end not counted.
const lineOctets = 75

// line appends a content line, folded: what goes on begins with a space. No character is cut in two.
func line(b []byte, name, value string) []byte {
	rest, room := name+":"+value, lineOctets
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		b = append(append(b, rest[:cut]...), "\r\n "...)
		rest, room = rest[cut:], lineOctets-1
	}
	return append(append(b, rest...), '\r', '\n')
}
