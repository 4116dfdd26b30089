package session

import (
	"slices"
	"strings"

	"fenji/scoring/intake/clean"
	"fenji/scoring/protocol"
)

func columnsOps() { tell(protocol.OpPreview, (*Session).Preview) }

// previewRows are the rows of a preview.
const previewRows = 8

// Preview shows the beginning of the sheet, as it stands and as it is understood.
func (s *Session) Preview() (*protocol.Preview, error) {
	if s.source == nil {
		return nil, errNothingOpen
	}
	p := clean.PreviewOf(s.mapping, s.table, s.unit, answersOf(s.settings.Answers), previewRows)
	out := &protocol.Preview{Dates: protocol.DateProof(p.Dates)}
	for _, row := range p.Rows {
		_, _, at := s.table.Origin(row)
		out.Rows = append(out.Rows, at+1)
	}
	out.Heads = s.heads()
	for i, c := range p.Columns {
		col := protocol.PreviewColumn{Blank: c.Blank, Bad: c.Bad, Clear: c.Clear, Unclear: c.Unclear}
		for _, cell := range c.Cells {
			if slices.Contains(s.left, i) {
				break
			}
			col.Raw, col.Read = append(col.Raw, s.screen(i, cell.Raw)), append(col.Read, s.screen(i, cell.Read))
			col.State = append(col.State, string(cell.State))
		}
		out.Columns = append(out.Columns, col)
	}
	return out, nil
}

// heads are the first rows in short, for choosing the one of headers.
func (s *Session) heads() (list []string) {
	const depth, few, long = 12, 4, 16
	t := s.table
	for row := range min(t.Rows, depth) {
		line, n := "", 0
		for col := 0; col < t.Own() && n <= few; col++ {
			text := strings.Join(strings.Fields(t.Text(t.Cell(row, col))), " ")
			if row > s.mapping.HeaderRow {
				text = s.screen(col, text)
			} else {
				text = s.screen(-1, text)
			}
			if text == "" {
				continue
			}
			if runes := []rune(text); len(runes) > long {
				text = string(runes[:long]) + "…"
			}
			if n++; n > few {
				text = "…"
			}
			if line != "" {
				line += " | "
			}
			line += text
		}
		list = append(list, line)
	}
	return list
}
