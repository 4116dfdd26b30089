package web

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the guide's table of ways out anew")

// TestWays holds the document, its script and the guide against the one table of ways out.
func TestWays(t *testing.T) {
	var panel, seen []string
	for _, w := range Ways {
		if slices.Contains(seen, w.Name) {
			t.Errorf("%s is there twice", w.Name)
		}
		seen = append(seen, w.Name)
		if _, known := Closings[w.Closed]; !known {
			t.Errorf("%s: nothing closes it", w.Name)
		}
		if w.Closed != "policy" && w.Mentions == "" {
			t.Errorf("%s: only the sources keep it shut, and nothing is looked for in them", w.Name)
		}
		if w.Panel {
			panel = append(panel, w.Name)
		}
	}
	document, script := read(t, "static/index.html"), read(t, "static/lockpanel.js")
	rows := regexp.MustCompile(`<tr data-way="(\w+)"><th class="l" scope="row" data-t="leak\.(\w+)">`).FindAllStringSubmatch(document, -1)
	var shown []string
	for _, r := range rows {
		shown = append(shown, r[1])
		if r[1] != r[2] {
			t.Errorf("the row of %s is called %s", r[1], r[2])
		}
	}
	if !slices.Equal(shown, panel) {
		t.Errorf("the panel shows %v, want %v", shown, panel)
	}
	_, of, found := strings.Cut(script, "const ways = {\n")
	of, _, end := strings.Cut(of, "\n  };")
	if !found || !end {
		t.Fatal("lockpanel.js has no ways")
	}
	var tried []string
	for _, m := range regexp.MustCompile(`(?m)^    (\w+):`).FindAllStringSubmatch(of, -1) {
		tried = append(tried, m[1])
	}
	if !slices.Equal(tried, panel) {
		t.Errorf("the button tries %v, want %v", tried, panel)
	}
	for _, g := range []struct{ file, table string }{
		{"../scoring/words/guide.zh-CN.txt", guideTable("办法", "怎样关上", "谁来检验", "自查按钮、三种浏览器的测试（# 种写法）", "三种浏览器的测试（# 种写法）", "每次构建检查源码", func(w Way) string { return w.Zh }, func(c Closing) string { return c.Zh })},
		{"../scoring/words/guide.en.txt", guideTable("Way out", "What closes it", "Who tests it", "the button, tests in three browsers (# spellings)", "tests in three browsers (# spellings)", "a look at the sources at every build", func(w Way) string { return w.En }, func(c Closing) string { return c.En })},
	} {
		text := read(t, g.file)
		before, rest, found := strings.Cut(text, "@ways\n")
		_, after, end := strings.Cut(rest, "@end\n")
		if !found || !end {
			t.Fatalf("%s has no place for the ways out", g.file)
		}
		want := before + "@ways\n" + g.table + "@end\n" + after
		if *update {
			if err := os.WriteFile(g.file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if text != want {
			t.Errorf("%s: the table of ways out is another; go test ./web -run Ways -update writes it", g.file)
		}
	}
}

// guideTable writes the ways that a reader would ask for.
func guideTable(way, closed, tested, button, browsers, sources string, name func(Way) string, closing func(Closing) string) string {
	lines := "| " + way + " | " + closed + " | " + tested + "\n"
	for _, w := range Ways {
		if name(w) == "" {
			continue
		}
		by := map[bool]string{true: button, false: sources}[w.Panel]
		if (w.Proof || w.Departs) && !w.Panel {
			by = browsers
		}
		if n := spellings(w.Name); n > 0 {
			by = strings.Replace(by, "#", strconv.Itoa(n), 1)
		}
		lines += "| " + name(w) + " | " + closing(Closings[w.Closed]) + " | " + by + "\n"
	}
	return lines
}

// spellings is how many tries of a way there are, each place counted.
func spellings(way string) (n int) {
	for _, t := range slices.Concat(Tries, Departures) {
		if t.Way == way {
			n += len(t.Where)
		}
	}
	return n
}

// TestTries holds the spellings that the proof runs against the ways.
func TestTries(t *testing.T) {
	seen, n := map[string]bool{}, 0
	for _, try := range slices.Concat(Tries, Departures) {
		if seen[try.Name] {
			t.Errorf("%s is there twice", try.Name)
		}
		seen[try.Name] = true
		n += len(try.Where)
		if !slices.ContainsFunc(Ways, func(w Way) bool { return w.Name == try.Way && (w.Proof || w.Departs) }) {
			t.Errorf("%s is a spelling of %s, which is no way that the proof tries", try.Name, try.Way)
		}
		for _, at := range try.Where {
			if Wheres[at] == "" {
				t.Errorf("%s is run at %q", try.Name, at)
			}
		}
		if !strings.Contains(try.Code, "TO") {
			t.Errorf("%s goes nowhere", try.Name)
		}
	}
	for _, w := range Ways {
		if (w.Proof || w.Departs) && spellings(w.Name) == 0 {
			t.Errorf("%s is tried by nothing", w.Name)
		}
	}
	if n < 140 {
		t.Errorf("%d spellings", n)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestPromises: the tests that the guide names as proof are there.
func TestPromises(t *testing.T) {
	there := map[string]bool{}
	for _, pattern := range []string{"../scoring/*_test.go", "../scoring/*/*_test.go", "../scoring/*/*/*_test.go", "*_test.go", "pack/*_test.go", "e2e/*_test.go"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllStringSubmatch(read(t, name), -1) {
				there[m[1]] = true
			}
		}
	}
	makefile := read(t, "../Makefile")
	for _, file := range []string{"../scoring/words/guide.zh-CN.txt", "../scoring/words/guide.en.txt", "../README.md", "readme/README.en.md"} {
		named := 0
		for _, m := range regexp.MustCompile("`((?:Test|Fuzz)\\w+|make \\w+)`").FindAllStringSubmatch(read(t, file), -1) {
			target, isTarget := strings.CutPrefix(m[1], "make ")
			if named++; isTarget && !strings.Contains(makefile, "\n"+target+":") || !isTarget && !there[m[1]] {
				t.Errorf("%s names %s, which is not there", file, m[1])
			}
		}
		if named < 15 {
			t.Errorf("%s names %d proofs", file, named)
		}
	}
}
