package program

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// built compiles a program of testdata for browsers.
func built(t *testing.T, name string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name+".wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l", "-o", path, "./testdata/"+name)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// beginning gives the memory that a program begins with, its tables of functions, and the numbers in its code.
func beginning(t *testing.T, path string) (segment, *funcTables, map[uint32]bool) {
	t.Helper()
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var held map[uint32]bool
	for rest := program[len(wasmHead):]; len(rest) > 0; {
		id, body, more, err := cutSection(rest)
		if err != nil {
			t.Fatal(err)
		}
		rest = more
		switch id {
		case codeSection:
			held = constants(body)
		case dataSection:
			list, err := segments(body)
			if err != nil {
				t.Fatal(err)
			}
			whole := flat(list)
			tables, err := tablesOf(whole)
			if err != nil || tables == nil || held == nil {
				t.Fatalf("tables %v, numbers %d: %v", tables != nil, len(held), err)
			}
			return whole, tables, held
		}
	}
	t.Fatal("no memory")
	return segment{}, nil, nil
}

// TestAsking runs a program that asks of its types all that it may without reflection, before and after.
func TestAsking(t *testing.T) {
	t.Parallel()
	path := built(t, "asking")
	whole, tables, held := beginning(t, path)
	types := typesOf(whole.data, int(whole.at), tables.module)
	if types == nil || reflects(tables.memory[tables.names:tables.units]) {
		t.Fatal("the types are not found, or something is thought to reflect")
	}
	before := slices.Clone(whole.data)
	types.blankTypes(held)
	for _, name := range []string{"*main.named", "nickname", "*struct { F uintptr", "*map[string]int"} {
		if !bytes.Contains(before, []byte(name)) || bytes.Contains(whole.data, []byte(name)) {
			t.Errorf("%q is not left out", name)
		}
	}
	for _, name := range []string{"\x07Timeout", "\x04area"} { // of methods, with their lengths
		if !bytes.Contains(whole.data, []byte(name)) {
			t.Errorf("%q is left out, which an interface names", name)
		}
	}

	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("FENJI_PROGRAMS") == "required" {
			t.Fatal("no Node.js on this machine")
		}
		t.Skip("no Node.js on this machine")
	}
	want := outputOf(t, path)
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rewritten, err := Rewritten(program)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, rewritten, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := outputOf(t, path); got != want || strings.Count(want, "\n") < 28 {
		t.Errorf("rewritten it says\n%s\nand before\n%s", got, want)
	}
}

// outputOf runs a program and gives what it says.
func outputOf(t *testing.T, path string) string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/go_js_wasm_exec"), path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// TestTypesLeftAlone breaks what is said of types. Where something leads astray nothing is left out, and nothing may panic.
func TestTypesLeftAlone(t *testing.T) {
	t.Parallel()
	whole, tables, held := beginning(t, built(t, "asking"))
	types := typesOf(whole.data, int(whole.at), tables.module)
	if types == nil {
		t.Fatal("the types are not found")
	}
	r := rand.New(rand.NewPCG(7, 8))
	left := 0
	const turns = 300
	for range turns {
		broken := slices.Clone(whole.data)
		for range 1 + r.IntN(3) {
			at := types.found[r.IntN(len(types.found))] + r.IntN(typeSize+16)
			if r.IntN(4) == 0 {
				at = tables.module + 8*typesWord + r.IntN(8*(tablesWord+2-typesWord))
			}
			broken[at] = byte(r.IntN(256))
		}
		was := slices.Clone(broken)
		others := typesOf(broken, int(whole.at), tables.module)
		if others != nil {
			others.blankTypes(held)
		}
		if bytes.Equal(broken, was) {
			left++
		}
	}
	if left < turns/4 || left == turns {
		t.Errorf("%d of %d broken memories are left alone", left, turns)
	}
}

// TestReflects: what reflects is told by the functions that others call.
func TestReflects(t *testing.T) {
	for names, want := range map[string]bool{
		"":                              false,
		"main.main\x00reflect.init\x00": false,
		"reflect.rtypeOf\x00reflect.typedmemmove": false,
		"internal/reflectlite.TypeOf\x00":         false,
		"a\x00reflect.ValueOf\x00":                true,
		"reflect.(*rtype).Name\x00":               true,
		"main.main\x00unique.Make[...]\x00":       true,
	} {
		if reflects([]byte(names)) != want {
			t.Errorf("%q: want %v", names, want)
		}
	}
}
