package xlsx

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xml"
	"strconv"
)

// readStyles returns what each cell format of the styles part makes of numbers, by the index that cells name.
func readStyles(s *xml.Scanner) ([]table.Class, error) {
	custom := map[int]table.Class{}
	var classes []table.Class
	var inFormats bool
	for {
		switch s.Next() {
		case xml.TokenNone:
			return classes, s.Err
		case xml.TokenClose:
			if s.Is("cellXfs") {
				inFormats = false
			}
		case xml.TokenOpen:
			switch {
			case s.Is("numFmt") && s.Depth() == 3:
				if id, err := strconv.Atoi(string(s.Attr("numFmtId"))); err == nil {
					custom[id] = table.Classify(s.AttrText("formatCode"))
				}
			case s.Is("cellXfs"):
				inFormats = true
			case s.Is("xf") && inFormats:
				id, _ := strconv.Atoi(string(s.Attr("numFmtId")))
				c, own := custom[id]
				if !own {
					c = table.Builtin[id]
				}
				if classes = append(classes, c); len(classes) > 1<<20 {
					return nil, bounds.ErrTooLarge
				}
			}
		}
	}
}
