package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	address = regexp.MustCompile(`(?i)(?:https?|wss?):\\?/\\?/[a-z0-9.-]+`)
	// named are addresses that only name something: vocabularies of XML, a remark in Go's own file, and the host that
	// never exists.
	named = []string{"http://www.w3.org", "http://schemas.openxmlformats.org", "http://schemas.microsoft.com",
		"http://purl.org", "http://purl.oclc.org", "http://www.wps.cn", "https://leak.invalid"}
	remarks = map[string][]string{"wasm_exec.js": {"https://github.com"}, "fenji.wasm": {"https://go.dev"}}
)

// TestBuiltSiteNamesNoOtherSite looks for addresses of third parties in everything that the site serves and a browser
// would act on. Licences are texts that nothing reads, and files for hosts are no part of the site.
func TestBuiltSiteNamesNoOtherSite(t *testing.T) {
	dist, err := site()
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	err = fs.WalkDir(os.DirFS(dist), ".", func(name string, d fs.DirEntry, err error) error {
		kinds := []string{".html", ".js", ".css", ".json", ".svg", ".webmanifest", ".wasm"}
		if err != nil || d.IsDir() || !contains(kinds, filepath.Ext(name)) || strings.HasPrefix(name, "hosting/") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dist, name))
		looked++
		for _, found := range address.FindAllString(string(data), -1) {
			found = strings.TrimSuffix(found, ".")
			if !contains(named, found) && !contains(remarks[filepath.Base(name)], found) {
				t.Errorf("%s names %s", name, found)
			}
		}
		return err
	})
	if err != nil || looked < 10 {
		t.Errorf("looked at %d files: %v", looked, err)
	}
}
