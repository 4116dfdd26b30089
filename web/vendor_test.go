package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestVendored: what others wrote is what its recipe in web/charts made, and the recipe names exact versions.
func TestVendored(t *testing.T) {
	summed(t, "charts")
	recipe, err := os.ReadFile("charts/package.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"(echarts|zrender|tslib|esbuild|terser)": "([^"]*)"`).FindAllStringSubmatch(string(recipe), -1) {
		if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(m[2]) {
			t.Errorf("%s has no exact version: %s", m[1], m[2])
		}
	}
	for _, name := range []string{"LICENSE.txt", "NOTICE.txt"} {
		if text, err := os.ReadFile("static/vendor/" + name); err != nil || !strings.Contains(string(text), "Apache ECharts") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestKernel: what inflates and packs is made of the sources that lie here, and the compiler of the recipe makes it again.
func TestKernel(t *testing.T) {
	summed(t, "kernel")
	switch version, err := exec.Command("clang", "--version").Output(); {
	case err != nil && os.Getenv("FENJI_PROGRAMS") == "required":
		t.Fatal(err)
	case err != nil || !strings.Contains(string(version), "version 14.0.6"):
		t.Skip("the compiler is not there, or another one")
	}
	again := filepath.Join(t.TempDir(), "deflate.wasm")
	if said, err := exec.Command("kernel/build", again).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	want, err := os.ReadFile("static/kernel/deflate.wasm")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(again); err != nil || !bytes.Equal(got, want) {
		t.Errorf("kernel/build makes another program: %v", err)
	}
}

// summed holds files against the sums that stand in a folder.
func summed(t *testing.T, folder string) {
	t.Helper()
	sums, err := os.ReadFile(filepath.Join(folder, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(sums)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not what make %s made", name, folder)
		}
	}
}
