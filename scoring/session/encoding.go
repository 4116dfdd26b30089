package session

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// A script is the encoding in which a file's text is read when the user says nothing of it.
type script struct {
	name   string
	unsure bool // the text looks as well like another
}

// offered are the encodings that can be mistaken for each other.
var offered = []string{"utf-8", "gb18030", "big5", "windows-1252"}

// spoken gives the files as the user says that their texts are encoded. They are opened again when that is another encoding
// than now.
func (f *files) spoken(answers intake.Answers, report Report) (*files, error) {
	said := make([]string, len(f.names))
	for i, s := range f.scripts {
		name := strings.TrimPrefix(answers.To("encoding", f.scriptKey(i)), "encoding:")
		if s.unsure && name != s.name && slices.Contains(offered, name) {
			said[i] = name
		}
	}
	if slices.Equal(said, f.said) {
		return f, nil
	}
	n, err := open(f.names, f.data, said, f.reading, report)
	if err != nil {
		return nil, err
	}
	n.scripts, n.fates, n.lists = f.scripts, f.fates, f.lists
	return n, nil
}

// scriptKey tells the questions about several files apart.
func (f *files) scriptKey(i int) string {
	if len(f.names) == 1 {
		return ""
	}
	return f.names[i]
}

// askScripts asks about texts that look as well like another encoding.
func (s *Session) askScripts() (list []intake.Doubt) {
	for i, script := range s.scripts {
		if !script.unsure {
			continue
		}
		d := intake.Doubt{Code: "encoding", Key: s.scriptKey(i), Meanwhile: "encoding:" + script.name}
		now := script.name
		if s.said[i] != "" {
			now = s.said[i]
		}
		for _, name := range offered {
			d.Answers = append(d.Answers, "encoding:"+name)
		}
		var value string
		d.Shown, value = s.beyondASCII(apartFrom(s.names, i))
		if s.cleaned != nil {
			for at, row := range s.records.Row {
				if file, _, _ := s.table.Origin(int(row)); file == apartFrom(s.names, i) {
					d.Rows++
					d.Money += s.records.Amount[at]
				}
			}
		}
		d.Args = []string{"encoding", now, "value", value, "rows", strconv.Itoa(d.Rows)}
		list = append(list, d)
	}
	return list
}

// beyondASCII finds the first rows of a file in which the encoding makes a difference, and the first such text.
func (s *Session) beyondASCII(name string) (rows []int, value string) {
	for row := 0; row < s.table.Rows && len(rows) < asksShown; row++ {
		if file, _, _ := s.table.Origin(row); file != name {
			continue
		}
		for col := range s.table.Own() {
			c := s.table.Cell(row, col)
			if c.Kind == sheet.Text && strings.IndexFunc(s.table.Text(c), func(r rune) bool { return r >= 0x80 }) >= 0 {
				if value == "" {
					value = s.table.Text(c)
					if row > s.mapping.HeaderRow {
						value = s.shown(row, col)
					}
				}
				if row > s.mapping.HeaderRow {
					rows = append(rows, row)
				}
				break
			}
		}
	}
	return rows, value
}
