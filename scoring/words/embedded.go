package words

import (
	"embed"
	"strings"
)

// Each area's catalogue is a pair of files, AREA.zh-CN.txt and AREA.en.txt; a new one needs no line here. The guide is none.
//
//go:embed *.txt
var embedded embed.FS

// Embedded learns all catalogues that were compiled in, unless something is learned already. The site's program does not
// call it, so that the texts are not in it: the site sends them once, for all roles. Package embedded calls it for whoever
// imports that, and outside of a browser this package does so itself.
func Embedded() {
	if texts[0] != nil {
		return
	}
	files, err := embedded.ReadDir(".")
	if err != nil {
		panic(err) // it is in the program
	}
	for i, lang := range Languages {
		for _, file := range files {
			name, found := strings.CutSuffix(file.Name(), lang+".txt")
			if !found || name == "guide." {
				continue
			}
			text, err := embedded.ReadFile(file.Name())
			if err != nil {
				panic(err)
			}
			if name == "terminal." { // what only a terminal says is not sent to browsers
				parse(catalogues[i], string(text))
				continue
			}
			Learn(lang, string(text))
		}
	}
}
