package words

import (
	_ "embed" // the guides
	"strings"
)

//go:embed guide.zh-CN.txt
var guideZh string

//go:embed guide.en.txt
var guideEn string

// A Block is a piece of the guide.
type Block struct {
	Kind  string     `json:"kind"`            // "h2", "h3", "p", "ul", "ol" or "table"
	Lines []string   `json:"lines,omitempty"` // the text of h2, h3 and p; the items of lists
	Rows  [][]string `json:"rows,omitempty"`  // of a table; the first is its head
}

// Guide gives the guide in a language. Its text is a file of lines: "# " and "## " begin headings, "- " and "1. " items,
// "| " rows of a table; a line that begins with "@" only says where something comes from, and any other is a paragraph.
// What stands between backquotes is to be taken letter by letter; see [Spans].
func Guide(lang string) []Block {
	text := guideZh
	if strings.HasPrefix(lang, "en") {
		text = guideEn
	}
	var blocks []Block
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '@' {
			blocks = append(blocks, Block{}) // ends a list or a table
			continue
		}
		kind, line := kindOf(line)
		last := len(blocks) - 1
		if last < 0 || blocks[last].Kind != kind || kind != "ul" && kind != "ol" && kind != "table" {
			blocks = append(blocks, Block{Kind: kind})
			last++
		}
		if kind == "table" {
			blocks[last].Rows = append(blocks[last].Rows, cellsOf(line))
		} else {
			blocks[last].Lines = append(blocks[last].Lines, line)
		}
	}
	full := blocks[:0]
	for _, b := range blocks {
		if b.Kind != "" {
			full = append(full, b)
		}
	}
	return full
}

// kinds are told by how a line begins.
var kinds = []struct{ start, kind string }{{"# ", "h2"}, {"## ", "h3"}, {"- ", "ul"}, {"1. ", "ol"}, {"| ", "table"}}

func kindOf(line string) (kind, rest string) {
	for _, k := range kinds {
		if rest, ok := strings.CutPrefix(line, k.start); ok {
			return k.kind, rest
		}
	}
	return "p", line
}

func cellsOf(line string) []string {
	cells := strings.Split(strings.TrimSuffix(line, "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// Spans cuts a text at its backquotes: what stands at even places is plain, at odd places to be taken letter by letter.
func Spans(text string) []string { return strings.Split(text, "`") }
