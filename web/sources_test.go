package web

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// namespaces are addresses that name a vocabulary and lead nowhere, and one that never will (RFC 2606).
var namespaces = regexp.MustCompile(`http://www\.w3\.org/(2000/svg|2000/xmlns/|1999/xhtml|1999/xlink|XML/1998/namespace)|https://leak\.invalid/`)

// early is the one preload that the document may have, of a first visit's program. boot.js takes it over before the lock.
const early = `<link rel="preload" href="fenji.wasm?first" as="fetch" crossorigin fetchpriority="low">`

func TestSourcesKnowNoExit(t *testing.T) {
	repository := os.DirFS("..")
	used := map[string]bool{}
	words := map[string]*regexp.Regexp{}
	var mentioned []Way
	asked := 0
	for _, w := range Ways {
		if w.Mentions != "" {
			mentioned = append(mentioned, w)
			words[w.Mentions] = regexp.MustCompile(w.Mentions)
		}
	}
	for _, name := range pageSources(t, repository) {
		data, err := fs.ReadFile(repository, name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			line = namespaces.ReplaceAllString(line, "")
			if name == "web/static/index.html" && line == early {
				asked++
				continue
			}
			for _, w := range mentioned {
				found := words[w.Mentions].FindString(line)
				if found == "" {
					continue
				}
				if _, ok := w.Except[name]; ok {
					used[name+w.Name] = true
					continue
				}
				t.Errorf("%s:%d: %q is an exit or runs text as code", name, i+1, found)
			}
		}
	}
	if asked != 1 {
		t.Errorf("the document asks for the program %d times", asked)
	}
	for _, w := range mentioned {
		for name := range w.Except {
			if !used[name+w.Name] {
				t.Errorf("%s no longer needs its exception for %s", name, w.Name)
			}
		}
	}
}

// pageSources are the sources of what runs in the browser: static files and the Go that is compiled into the programs.
func pageSources(t *testing.T, repository fs.FS) []string {
	var names []string
	for _, root := range []string{"web/static", "wasm/page", "wasm/engine", "wasm/workbook", "wasm/mailbox", "wasm/jsx", "wasm/fenji",
		"scoring/session"} {
		err := fs.WalkDir(repository, root, func(name string, d fs.DirEntry, err error) error {
			switch path.Ext(name) {
			case ".go", ".js", ".html", ".css", ".svg", ".webmanifest":
				if !strings.HasSuffix(name, "_test.go") {
					names = append(names, name)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(names) < 8 {
		t.Fatalf("found only %v", names)
	}
	return names
}

// The river flows one way: a room may import rooms above it in this list, never one below. This is the only table of
// arrows; a package that is not in it has no place yet.
var river = []string{
	"scoring/civil",
	"scoring/columns",
	"scoring/compose",
	"scoring/readytext",
	"scoring/decimal",
	"scoring/figures",
	"scoring/jsontext",
	"scoring/profile",
	"scoring/draft",
	"scoring",
	"scoring/profiles",
	"scoring/words",
	"scoring/doctor",
	"scoring/rules",
	"scoring/words/embedded",
	"scoring/sheet/big5",
	"scoring/sheet/gb18030",
	"scoring/sheet/deflate",
	"scoring/sheet/bytewise",
	"scoring/sheet/bounds",
	"scoring/sheet/charset",
	"scoring/sheet/archive",
	"scoring/sheet/table",
	"scoring/sheet/value",
	"scoring/sheet/xml",
	"scoring/sheet/xlsx",
	"scoring/sheet/xlsxw",
	"scoring/sheet/csv",
	"scoring/sheet/ole",
	"scoring/sheet/xls",
	"scoring/sheet/html",
	"scoring/sheet/xml2003",
	"scoring/sheet/ods",
	"scoring/sheet",
	"scoring/intake",
	"scoring/intake/fate",
	"scoring/intake/intaketest",
	"scoring/intake/read",
	"scoring/intake/header",
	"scoring/intake/filename",
	"scoring/intake/derive",
	"scoring/intake/doubt",
	"scoring/intake/clean",
	"scoring/privacy",
	"scoring/rfm",
	"scoring/models/numeric",
	"scoring/models",
	"scoring/models/demand",
	"scoring/models/groups",
	"scoring/models/movers",
	"scoring/models/returns",
	"scoring/models/modelstest",
	"scoring/clinic",
	"scoring/samples",
	"scoring/sources",
	"scoring/periods",
	"scoring/goals",
	"scoring/periods/past",
	"scoring/segments",
	"scoring/others",
	"scoring/view",
	"scoring/export",
	"scoring/report",
	"scoring/report/chart",
	"scoring/report/tally",
	"scoring/protocol",
	"scoring/dialect",
	"scoring/session",
	"wasm/jsx",
	"wasm/mailbox",
	"wasm/engine",
	"wasm/workbook/book",
	"scoring/terminal",
	"wasm/workbook",
	"wasm/page/dom",
	"wasm/page/say",
	"wasm/page/charts",
	"wasm/page/grid",
	"wasm/page/shell",
	"wasm/page/rooms/*",
	"wasm/page",
	"wasm/fenji",
	"web",
	"web/gen",
	"web/program",
	"web/pack",
	"web/e2e",
}

// leaves import the standard library and other leaves only: they are for whoever wants to count, weigh and grade.
var leaves = []string{"scoring/civil", "scoring/columns", "scoring/compose", "scoring/decimal", "scoring/figures", "scoring/jsontext",
	"scoring/profile", "scoring"}

// closed are packages that the core may not know: it gets bytes, dates and choices as arguments.
var closed = []string{"net", "net/http", "os", "os/exec", "syscall", "syscall/js", "time", "math/rand", "math/rand/v2"}

// rooms is where the features of the page are. In the river they have one place: none knows another.
const rooms = "wasm/page/rooms/"

func init() {
	at := slices.Index(river, rooms+"*")
	list, err := os.ReadDir("../" + rooms)
	if err != nil {
		panic(err)
	}
	var all []string
	for _, room := range list {
		all = append(all, rooms+room.Name())
	}
	river = slices.Replace(river, at, at+1, all...)
}

// TestRoomsKnowNoRoom: a room of the page knows the shell, and the shell knows no room.
func TestRoomsKnowNoRoom(t *testing.T) {
	repository, found := os.DirFS(".."), 0
	for _, room := range river {
		if !strings.HasPrefix(room, "wasm/page/") {
			continue
		}
		for name, imports := range importsOf(t, repository, room) {
			found++
			for _, to := range imports {
				if strings.HasPrefix(to, "fenji/"+rooms) {
					t.Errorf("%s imports the room %s", name, to)
				}
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d files of the page were found", found)
	}
}

func TestArrowsPointUpstream(t *testing.T) {
	repository := os.DirFS("..")
	for at, room := range river {
		for name, imports := range importsOf(t, repository, room) {
			for _, to := range imports {
				inner, ours := strings.CutPrefix(to, "fenji/")
				if ours && (slices.Index(river, inner) < 0 || slices.Index(river, inner) >= at) {
					t.Errorf("%s imports %s, which lies downstream or in no room", name, inner)
				}
				if ours && strings.HasPrefix(room, "wasm/page") && inner == "scoring/session" {
					t.Errorf("%s imports %s: the page speaks with the engine by messages only", name, inner)
				}
				if strings.HasPrefix(room, "scoring") && !strings.HasSuffix(room, "test") && room != "scoring/terminal" && slices.Contains(closed, to) {
					t.Errorf("%s imports %s: the core knows no clock, host or network", name, to)
				}
				if root, _, _ := strings.Cut(to, "/"); slices.Contains(leaves, room) && strings.Contains(root, ".") {
					t.Errorf("%s imports %s, which is not of the standard library", name, to)
				}
				if strings.HasPrefix(room, "wasm") && (strings.HasPrefix(to, "net") || strings.Contains(to, "excelize")) {
					t.Errorf("%s imports %s, which has no place in these programs", name, to)
				}
			}
		}
	}
	err := fs.WalkDir(repository, "scoring", func(name string, d fs.DirEntry, err error) error {
		if _, apart := fs.Stat(repository, name+"/go.mod"); apart == nil {
			return fs.SkipDir // a module of its own
		}
		if err == nil && strings.HasSuffix(name, ".go") && !slices.Contains(river, path.Dir(name)) {
			t.Errorf("%s lies in no known room", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSourcesImportNoNetwork looks at everything that is linked into the programs of the page: none can open a connection.
func TestSourcesImportNoNetwork(t *testing.T) {
	for _, program := range []string{"page", "engine", "workbook", "fenji"} {
		command := exec.Command("go", "list", "-deps", "fenji/wasm/"+program)
		command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		list, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		packages := strings.Fields(string(list))
		if !slices.Contains(packages, "fenji/wasm/"+program) {
			t.Fatalf("%s: go list gives %v", program, packages)
		}
		for _, p := range packages {
			if p == "net" || strings.HasPrefix(p, "net/") || p == "crypto/tls" || p == "os/exec" {
				t.Errorf("%s links %s", program, p)
			}
		}
	}
}

func importsOf(t *testing.T, repository fs.FS, room string) map[string][]string {
	t.Helper()
	files, err := fs.Glob(repository, room+"/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := fs.ReadFile(repository, name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[name] = append(found[name], to)
		}
	}
	return found
}
