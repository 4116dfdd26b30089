package web

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestInlining holds the list of packages that are inlined against those that the program links.
func TestInlining(t *testing.T) {
	list, err := os.ReadFile("../wasm/inlining.txt")
	if err != nil {
		t.Fatal(err)
	}
	var hot []string
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			hot = append(hot, line)
		}
	}
	command := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}}\t{{.Dir}}", "fenji/wasm/fenji")
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		name, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		is := false
		for _, pattern := range hot {
			below, tree := strings.CutSuffix(pattern, "/...")
			if name == pattern || tree && strings.HasPrefix(name, below+"/") {
				is, linked[pattern] = true, true
			}
		}
		if strings.HasPrefix(name, "fenji/") && !is && benchmarked(t, dir) {
			t.Errorf("%s has a benchmark and is not in wasm/inlining.txt", name)
		}
	}
	for _, pattern := range hot {
		dir, ours := strings.CutPrefix(strings.TrimSuffix(pattern, "/..."), "fenji/")
		if ours {
			_, err := os.Stat("../" + dir) // a room may stand before the program has a door to it
			linked[pattern] = err == nil
		}
		if !linked[pattern] {
			t.Errorf("wasm/inlining.txt names %s, of which nothing is linked", pattern)
		}
	}
	if len(hot) < 10 {
		t.Errorf("only %d packages are inlined", len(hot))
	}
}

func benchmarked(t *testing.T, dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		source, err := os.ReadFile(dir + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(source), "\nfunc Benchmark") {
			return true
		}
	}
	return false
}
