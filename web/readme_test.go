package web

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quoted finds what a page of explanation names as a file or a folder.
var quoted = regexp.MustCompile("`([A-Za-z0-9_./-]+(?:/|\\.(?:go|txt|js|html|css|json|md|mk)))`")

// built are files that no source is: what a build or a host makes, and what users have.
var built = []string{"fenji.html", "parts.json", "index.html", "my-rules.json", "symbols.txt", "dist/", "hosting/"}

// TestSourcesReadmes: each file and folder that a README names is there.
func TestSourcesReadmes(t *testing.T) {
	repository := os.DirFS("..")
	var all []string
	err := fs.WalkDir(repository, ".", func(path string, e fs.DirEntry, err error) error {
		if e.IsDir() {
			if path == ".git" || path == "dist" || path == "build" {
				return fs.SkipDir
			}
			path += "/"
		}
		all = append(all, "/"+path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, name := range []string{"README.md", "web/readme/README.en.md", "scoring/README.md", "wasm/README.md", "web/README.md"} {
		text, err := fs.ReadFile(repository, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllSubmatch(text, -1) {
			file := string(m[1])
			if strings.Contains(file, "NAME") || slices.ContainsFunc(built, func(b string) bool { return strings.HasPrefix(file, b) }) {
				continue
			}
			named++
			if !slices.ContainsFunc(all, func(path string) bool { return strings.HasSuffix(path, "/"+file) }) {
				t.Errorf("%s names %s, which is not there", name, file)
			}
		}
	}
	if named < 80 {
		t.Errorf("only %d files are named", named)
	}
}
