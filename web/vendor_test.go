package web

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestVendored: what others wrote is what its recipe in web/charts made, and the recipe names exact versions.
func TestVendored(t *testing.T) {
	sums, err := os.ReadFile("charts/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(sums)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ../")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s is not what make charts made", name)
		}
	}
	recipe, err := os.ReadFile("charts/package.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"(echarts|zrender|tslib|esbuild)": "([^"]*)"`).FindAllStringSubmatch(string(recipe), -1) {
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
