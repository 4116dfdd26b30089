package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fenji/web"

	"github.com/klauspost/compress/gzip"
)

// The tags of index.html that name a file, and the policy.
var (
	policyTag   = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">`)
	manifestTag = regexp.MustCompile(`<link [^>]*rel="manifest"[^>]*>\n?`)
	preloadTag  = regexp.MustCompile(`<link rel="preload" href="fenji\.wasm[^>]*>\n?`)
	styleTag    = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">`)
	scriptTag   = regexp.MustCompile(`<script src="([^"]+)" (?:defer|async)></script>\n?`)
	imageName   = regexp.MustCompile(`(src|href)="([^"#:]+\.(?:svg|png))"`)
	fileName    = regexp.MustCompile(`<[a-z][^>]*\s(?:src|href)="([^"#]+)"`)
)

// oneFile makes the edition that is opened by double click: index.html with everything in it. Scripts that run stand as
// they are, and its policy names their hashes; all other parts stand packed in scripts that no browser runs, where
// boot.js finds them.
func oneFile(dist string, b build) ([]byte, error) {
	s := inliner{dist: dist}
	page := string(s.read("index.html"))
	page = preloadTag.ReplaceAllString(manifestTag.ReplaceAllString(page, ""), "")
	page = imageName.ReplaceAllStringFunc(page, func(tag string) string {
		m := imageName.FindStringSubmatch(tag)
		return m[1] + `="` + s.dataURL(m[2]) + `"`
	})
	page = styleTag.ReplaceAllStringFunc(page, func(tag string) string {
		text := s.text(styleTag.FindStringSubmatch(tag)[1], "</style")
		s.styles = append(s.styles, hashSource(text))
		return "<style>" + text + "</style>"
	})
	var running []string // deferred scripts run when the document is there; those in it stand at its end instead
	page = scriptTag.ReplaceAllStringFunc(page, func(tag string) string {
		running = append(running, scriptTag.FindStringSubmatch(tag)[1])
		return ""
	})
	var parts strings.Builder
	for _, name := range append(b.paths(), listName) {
		if wanted(name) && !slices.Contains(running, name) {
			fmt.Fprintf(&parts, "<script type=\"application/gzip\" data-part=\"%s\">%s</script>\n", name, s.packed(name))
		}
	}
	for _, name := range running {
		text := s.text(name, "</script")
		s.scripts = append(s.scripts, hashSource(text))
		fmt.Fprintf(&parts, "<script data-part=\"%s\">%s</script>\n", name, text)
	}
	page = replaceLast(page, "</body>", parts.String()+"</body>")
	page = policyTag.ReplaceAllLiteralString(page, `<meta http-equiv="Content-Security-Policy" content="`+
		web.SingleMeta(s.scripts, s.styles)+`">`)
	if left := fileName.FindStringSubmatch(page); left != nil && !strings.HasPrefix(left[1], "data:") && s.err == nil {
		s.err = fmt.Errorf("%s still names the file %s", singleName, left[1])
	}
	return []byte(page), s.err
}

// An inliner puts files into the document. The first error is kept and everything after it is idle.
type inliner struct {
	dist            string
	scripts, styles []string // hashes for the policy
	err             error
}

func (s *inliner) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(s.dist, filepath.FromSlash(name)))
	if err != nil && s.err == nil {
		s.err = err
	}
	return data
}

// wanted tells whether boot.js may ask for a part: what stands in the document already, it does not.
func wanted(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".png", ".svg", ".webmanifest":
		return false
	}
	return !strings.HasPrefix(name, "vendor/") // whose terms stand in LICENSES.txt, too
}

// text is a file that stands between tags as it is.
func (s *inliner) text(name, end string) string {
	text := string(s.read(name))
	for _, bad := range []string{end, "<!--", "\r"} {
		if strings.Contains(text, bad) && s.err == nil {
			s.err = fmt.Errorf("%s holds %q and cannot stand in a document", name, bad)
		}
	}
	return text
}

func (s *inliner) packed(name string) string {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		err = squeeze(z, s.read(name))
	}
	if err != nil && s.err == nil {
		s.err = err
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

func (s *inliner) dataURL(name string) string {
	return "data:" + web.Type(name) + ";base64," + base64.StdEncoding.EncodeToString(s.read(name))
}

// hashSource names a text as a policy does.
func hashSource(text string) string {
	h := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

func replaceLast(text, old, new string) string {
	at := strings.LastIndex(text, old)
	if at < 0 {
		return text
	}
	return text[:at] + new + text[at+len(old):]
}
