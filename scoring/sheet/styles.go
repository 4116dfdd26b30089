package sheet

import "strconv"

// readStyles returns what each cell format of the styles part makes of numbers, by the index that cells name.
func readStyles(s *scanner) ([]class, error) {
	custom := map[int]class{}
	var classes []class
	var inFormats bool
	for {
		switch s.next() {
		case tokenNone:
			return classes, s.err
		case tokenClose:
			if s.is("cellXfs") {
				inFormats = false
			}
		case tokenOpen:
			switch {
			case s.is("numFmt") && s.depth() == 3:
				if id, err := strconv.Atoi(string(s.attr("numFmtId"))); err == nil {
					custom[id] = classify(s.attrText("formatCode"))
				}
			case s.is("cellXfs"):
				inFormats = true
			case s.is("xf") && inFormats:
				id, _ := strconv.Atoi(string(s.attr("numFmtId")))
				c, own := custom[id]
				if !own {
					c = builtin[id]
				}
				if classes = append(classes, c); len(classes) > 1<<20 {
					return nil, errTooLarge
				}
			}
		}
	}
}
