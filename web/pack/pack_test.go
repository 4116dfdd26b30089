package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

const workerSource = "../static/sw.js"

// smallSite is a site with every kind of file, packed. It is made once and copied.
func smallSite(t *testing.T) string {
	t.Helper()
	once.Do(func() { packed = packSmall(t) })
	dir := t.TempDir()
	for name, content := range packed {
		put(t, dir, name, content)
	}
	return dir
}

var (
	once   sync.Once
	packed map[string]string
)

func packSmall(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"index.html", "app.css", "boot.js", "icon.svg", "manifest.webmanifest"} {
		data, err := os.ReadFile(filepath.Join("..", "static", name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, name, string(data))
	}
	for _, name := range linked(t, dir) {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			put(t, dir, name, "// stands for "+name+"\n")
		}
	}
	put(t, dir, "vendor/LICENSE.txt", "Terms of others")
	put(t, dir, "fenji.wasm", strings.Repeat("\x00asm", 1000))
	put(t, dir, "samples/a.xlsx", "PK")
	put(t, dir, ".DS_Store", "not the site's")
	put(t, dir, ".bench/file.js", "nor this")
	if err := list(dir, source(t)); err != nil {
		t.Fatal(err)
	}
	if err := ship(dir, source(t), io.Discard); err != nil {
		t.Fatal(err)
	}
	return files(t, dir)
}

// linked are the files that the document names.
func linked(t *testing.T, dir string) []string {
	var names []string
	for _, m := range fileName.FindAllStringSubmatch(read(t, dir, "index.html"), -1) {
		names = append(names, m[1])
	}
	return names
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := write(dir, name, []byte(content)); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func source(t *testing.T) []byte { return []byte(read(t, ".", workerSource)) }

// files are the contents of a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[name] = read(t, dir, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPackTwiceGivesTheSameBytes(t *testing.T) {
	first, second := files(t, smallSite(t)), packSmall(t)
	if !maps.Equal(first, second) {
		for name := range first {
			if first[name] != second[name] {
				t.Errorf("%s differs", name)
			}
		}
	}
	for name := range first {
		if strings.Contains(first[name], os.TempDir()) {
			t.Errorf("%s names a folder of this machine", name)
		}
	}
}

// TestSums checks that each file of the folder stands in SHA256SUMS, and each part in the list, with its hash.
func TestSums(t *testing.T) {
	dir := smallSite(t)
	all := files(t, dir)
	want := ""
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if name != sumsName && name[0] != '.' {
			want += fmt.Sprintf("%s  %s\n", sum([]byte(all[name])), name)
		}
	}
	if all[sumsName] != want {
		t.Errorf("%s:\n%s\nwant\n%s", sumsName, all[sumsName], want)
	}
	var b build
	if err := json.Unmarshal([]byte(all[listName]), &b); err != nil {
		t.Fatal(err)
	}
	for name, hash := range b.Parts {
		if sum([]byte(all[name])) != hash {
			t.Errorf("%s: the list has another hash", name)
		}
	}
	if b.Program != len(all["fenji.wasm"]) {
		t.Errorf("the list says that the program has %d bytes", b.Program)
	}
	if b.Parts[".DS_Store"] != "" || b.Parts[".bench/file.js"] != "" {
		t.Error("what begins with a dot is no part")
	}
	for _, name := range []string{"index.html", "app.css", "boot.js", "icon-192.png", "LICENSES.txt", "samples/a.xlsx"} {
		if b.Parts[name] == "" {
			t.Errorf("%s is no part", name)
		}
	}
	if want := "const build = " + strings.TrimSpace(all[listName]) + ";\n\n" + string(source(t)); all[workerName] != want {
		t.Error("the service worker does not hold the list in front of its source")
	}
}

func TestCompressedFormsHoldTheSame(t *testing.T) {
	all := files(t, smallSite(t))
	checked := 0
	for name, content := range all {
		var plain io.Reader
		base, isBrotli := strings.CutSuffix(name, ".br")
		if isBrotli {
			plain = brotli.NewReader(strings.NewReader(content))
		} else if base, _ = strings.CutSuffix(name, ".gz"); base == name {
			continue
		} else if z, err := gzip.NewReader(strings.NewReader(content)); err != nil {
			t.Fatal(err)
		} else {
			plain = z
		}
		checked++
		if data, err := io.ReadAll(plain); err != nil || string(data) != all[base] {
			t.Errorf("%s is not %s: %v", name, base, err)
		}
	}
	if checked < 12 {
		t.Errorf("only %d compressed forms", checked)
	}
}

// TestVersion checks what changes the version, and that a new list takes away the compressed forms of the old parts.
func TestVersion(t *testing.T) {
	dir := smallSite(t)
	version := func() string {
		t.Helper()
		b, err := listed(dir, source(t))
		if err != nil {
			t.Fatal(err)
		}
		return b.Version
	}
	first := version()
	if err := list(dir, source(t)); err != nil || version() != first || read(t, dir, "app.css.br") == "" {
		t.Errorf("listing the same parts again: %v", err)
	}
	put(t, dir, "app.css", "body{color:red}")
	if err := ship(dir, source(t), io.Discard); err == nil {
		t.Error("shipped parts that are not those of the list")
	}
	if err := list(dir, source(t)); err != nil || version() == first {
		t.Errorf("another part, the same version: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "app.css.br")); err == nil {
		t.Error("the outdated compressed form is still there")
	}
	if b, err := buildOf(dir, append(source(t), '\n')); err != nil || b.Version == version() {
		t.Errorf("another worker, the same version: %v", err)
	}
}

func TestSingleRefuses(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"boot.js", "const end = '</script>';", "</script"},
		{"boot.js", "<!-- old -->", "<!--"},
		{"app.css", "a::before { content: '</style>' }", "</style"},
		{"index.html", `<link rel="preload" href="more.bin"></body>`, "more.bin"},
	} {
		dir := smallSite(t)
		put(t, dir, c.name, c.content)
		b, err := buildOf(dir, source(t))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := oneFile(dir, b); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: %v", c.name, c.want, err)
		}
	}
}

func TestIcons(t *testing.T) {
	for name, data := range icons() {
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		size := img.Bounds().Dx()
		if !strings.Contains(name, fmt.Sprint(size)) || img.Bounds().Dy() != size {
			t.Errorf("%s is %v", name, img.Bounds())
		}
		_, _, _, corner := img.At(0, 0).RGBA()
		if full := strings.Contains(name, "maskable"); (corner == 0xffff) != full {
			t.Errorf("%s: its corner has opacity %x", name, corner)
		}
		if r, g, b, _ := img.At(size*49/64, size/2).RGBA(); !strings.Contains(name, "maskable") && min(r, g, b) != 0xffff {
			t.Errorf("%s: the last bar is not white", name)
		}
	}
}

func TestBudgets(t *testing.T) {
	weights := []weight{{"fenji.wasm", 9, 2_000_000, 9}, {"app.css", 9, 33_000, 9}, {"boot.js", 9, 33_000, 9},
		{"guide.html", 9, 90_000, 9}}
	if err := weigh(weights, io.Discard); err != nil {
		t.Error(err)
	}
	weights[2].brotli++
	if err := weigh(weights, io.Discard); err == nil || !strings.Contains(err.Error(), "html, css, js by 1 ") {
		t.Errorf("one byte over: %v", err)
	}
}

// TestDist makes the whole site once more: it has the same parts as the one that make test built, byte for byte, and
// keeps to the budgets.
func TestDist(t *testing.T) {
	built := os.Getenv("FENJI_DIST")
	if built == "" {
		t.Skip("needs a built site: make test")
	}
	dir := filepath.Join(t.TempDir(), "dist")
	command := exec.Command("make", "dist", "DIST="+dir, "EDGE="+filepath.Join(t.TempDir(), "none"))
	command.Dir = filepath.Join("..", "..")
	said, err := command.CombinedOutput()
	if err != nil {
		t.Errorf("make dist: %v\n%s", err, said)
	}
	if read(t, dir, listName) != read(t, built, listName) {
		t.Errorf("built twice, the parts differ:\n%s\n%s", read(t, built, listName), read(t, dir, listName))
	}
	for _, name := range []string{singleName, sumsName, symbolsName, "_headers", "fenji.wasm.br"} {
		if len(read(t, dir, name)) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	// The one memory.grow of Go's runtime, behind i32.const 256 and i32.add: that the rewriting still finds it.
	if n := strings.Count(read(t, built, "fenji.wasm"), "\x41\x80\x02\x6A\x40\x00"); n != 1 {
		t.Errorf("the program takes 16 MB more than it is asked for in %d places", n)
	}
	// The places to return to, by a variable: global.set 0, local.get 1, local.get 2, i64.const. Nearly 80,000 when this was written.
	if n := strings.Count(read(t, built, "fenji.wasm"), "\x24\x00\x20\x01\x20\x02\x42"); n < 40_000 {
		t.Errorf("the program says the place to return to by a variable %d times", n)
	}
	terms := read(t, dir, "LICENSES.txt")
	for _, name := range []string{"Go go", "honnef.co/go/js/dom", "golang.org/x/text", "Apache ECharts"} {
		if !strings.Contains(terms, name) {
			t.Errorf("LICENSES.txt lacks %s", name)
		}
	}
}
