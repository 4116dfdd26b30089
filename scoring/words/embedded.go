//go:build !lean

package words

import (
	"embed"
	"slices"
	"strings"
)

// Each area's catalogue is a pair of files, AREA.zh-CN.txt and AREA.en.txt; a new one needs no line here. The guide is none.
//
//go:embed *.txt
var files embed.FS

func init() {
	list, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	for _, lang := range Languages {
		for _, f := range list {
			name := f.Name()
			if !strings.HasPrefix(name, "guide.") && (name == lang+".txt" || strings.HasSuffix(name, "."+lang+".txt")) {
				text, err := files.ReadFile(name)
				if err != nil {
					panic(err)
				}
				if strings.HasPrefix(name, "terminal.") { // what only a terminal says is not sent to browsers
					parse(catalogues[slices.Index(Languages, lang)], string(text))
					continue
				}
				Learn(lang, string(text))
			}
		}
	}
}
