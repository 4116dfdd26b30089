package session

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"fenji/scoring/protocol"
)

// TestOpsAreAnswered: features has the ops of every file. One is for the workbook's program.
func TestOpsAreAnswered(t *testing.T) {
	files, err := filepath.Glob("../protocol/*.go")
	if err != nil {
		t.Fatal(err)
	}
	addOps()
	named := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bOp\w+ += "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			named++
			if ops[m[1]] == nil && m[1] != protocol.OpDecrypt {
				t.Errorf("%s: nobody answers %s", filepath.Base(file), m[1])
			}
		}
	}
	if named != len(ops)+1 {
		t.Errorf("%d ops are named, %d answered", named, len(ops))
	}
}
