package scoring_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What each package of the river may import of the others, itself excepted. A package that is not in this table has
// no place in the river yet.
var arrows = map[string][]string{
	"compose":  {},
	"scoring":  {"compose"},
	"words":    {},
	"profiles": {"scoring"},
	"sheet":    {"compose", "scoring"},
	"intake":   {"scoring", "sheet"},
	"rfm":      {"scoring", "intake"},
	"segments": {"scoring"},
	"privacy":  {"scoring", "sheet", "intake"},
	"view":     {"scoring", "sheet", "intake", "privacy", "rfm", "profiles", "words"},
	"report":   {"scoring", "sheet", "intake", "privacy", "rfm", "profiles", "words", "view"},
}

// The core has no network, no page and no file system.
var forbidden = []string{"net", "net/http", "syscall/js", "os"}

// faultOf says what is wrong with package room importing imported; "" when nothing is.
func faultOf(room, imported string) string {
	const module = "fenji/"
	switch {
	case slices.Contains(forbidden, imported):
		return "is forbidden here"
	case !strings.HasPrefix(imported, module):
		if root, _, _ := strings.Cut(imported, "/"); room == "scoring" && strings.Contains(root, ".") {
			return "is not of the standard library"
		}
		return ""
	case imported != module+"scoring" && !strings.HasPrefix(imported, module+"scoring/"):
		return "lies outside the river"
	}
	other := roomOf(strings.TrimPrefix(imported, module+"scoring"))
	if other != room && !slices.Contains(arrows[room], other) {
		return "is against the arrows"
	}
	return ""
}

// roomOf gives the package a folder below scoring belongs to.
func roomOf(folder string) string {
	room, _, _ := strings.Cut(strings.Trim(folder, "/."), "/")
	if room == "" {
		return "scoring"
	}
	return room
}

func TestArrows(t *testing.T) {
	root := os.DirFS(".")
	files := 0
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files++
		room := roomOf(path.Dir(name))
		if _, ok := arrows[room]; !ok {
			t.Errorf("%s: the package has no place in the river", name)
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if fault := faultOf(room, imported); fault != "" {
				t.Errorf("%s: import of %s %s", name, imported, fault)
			}
		}
		return nil
	})
	if err != nil || files < 15 {
		t.Errorf("%d files seen: %v", files, err)
	}
}

func TestFaultOf(t *testing.T) {
	for _, c := range []struct{ room, imported, want string }{
		{"sheet", "fenji/scoring", ""},
		{"sheet", "fenji/scoring/sheet/zip", ""},
		{"sheet", "github.com/klauspost/compress/flate", ""},
		{"sheet", "net/url", ""},
		{"sheet", "fenji/scoring/intake", "is against the arrows"},
		{"scoring", "fenji/scoring/profiles", "is against the arrows"},
		{"words", "fenji/scoring", "is against the arrows"},
		{"view", "fenji/wasm/protocol", "lies outside the river"},
		{"view", "syscall/js", "is forbidden here"},
		{"intake", "os", "is forbidden here"},
		{"scoring", "golang.org/x/text/width", "is not of the standard library"},
		{"scoring", "math/bits", ""},
	} {
		if got := faultOf(c.room, c.imported); got != c.want {
			t.Errorf("%s importing %s: %q, want %q", c.room, c.imported, got, c.want)
		}
	}
}
