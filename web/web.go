// Package web serves the built site: static files, the WebAssembly program and the samples.
//
// What goes in is a file system that holds the site and requests for its files; what comes out are the files with the
// headers of one table ([Rules]), from which the configuration of other hosts is generated as well. It refuses
// everything but GET and HEAD, lists no directory, leaves the site's root under no spelling of a path, and shows no
// file whose name begins with a dot.
package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// types are the media types of the site's files by extension. The system's own table is not asked: it differs from
// machine to machine, and a wrong type for a module or a worker stops the page.
var types = map[string]string{
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// codings are the compressed forms that may lie beside a file, best first.
var codings = []struct{ name, suffix string }{
	{"br", ".br"},
	{"gzip", ".gz"},
}

// Handler serves the site in dir.
func Handler(dir fs.FS) http.Handler {
	return &site{dir: dir, tags: map[string]tag{}}
}

type site struct {
	dir fs.FS

	mu   sync.Mutex
	tags map[string]tag
}

// A tag is the hash of a file as it stood at a time with a size; another time or size means: hash it again.
type tag struct {
	size     int64
	modified time.Time
	etag     string
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range Headers(r.URL.Path) {
		w.Header().Set(h.Name, h.Value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "405 only GET and HEAD")
		return
	}
	name, ok := FileName(r.URL.Path)
	if !ok || !s.serve(w, r, name) {
		refuse(w, http.StatusNotFound, "404 no such file")
	}
}

// refuse answers with an error that has all the headers of the table; http.Error would take some away.
func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, why)
}

// Type is the media type of a file by its name.
func Type(name string) string {
	if kind, ok := types[path.Ext(name)]; ok {
		return kind
	}
	return "application/octet-stream"
}

// FileName turns the path of a request into the name of a file; ok is false for a path that can name none.
func FileName(p string) (name string, ok bool) {
	name, ok = strings.CutPrefix(p, "/")
	if name == "" {
		name = "index.html"
	}
	if !ok || !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return name, true
}

// serve answers with the file or its best compressed form; it reports false, having written nothing, when there is none.
func (s *site) serve(w http.ResponseWriter, r *http.Request, name string) bool {
	plain, tagged, err := s.open(name)
	if err != nil {
		return false
	}
	defer plain.Close()
	content, h := plain, w.Header()
	for _, c := range codings {
		packed, packedTag, err := s.open(name + c.suffix)
		if err != nil {
			continue
		}
		defer packed.Close()
		if packed.modified.Before(plain.modified) {
			continue // left over from an earlier build
		}
		h.Set("Vary", "Accept-Encoding")
		if accepts(r.Header.Get("Accept-Encoding"), c.name) {
			content, tagged = packed, packedTag
			h.Set("Content-Encoding", c.name)
			r.Header.Del("Range") // a part of a compressed form is of no use to anybody
			break
		}
	}
	h.Set("Content-Type", Type(name))
	h.Set("ETag", tagged)
	http.ServeContent(w, r, "", time.Time{}, content)
	return true
}

type seekFile struct {
	io.ReadSeeker
	io.Closer
	modified time.Time
}

// open returns a regular file and its tag.
func (s *site) open(name string) (seekFile, string, error) {
	f, err := s.dir.Open(name)
	if err != nil {
		return seekFile{}, "", err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		f.Close()
		return seekFile{}, "", err
	}
	seeker, ok := f.(io.ReadSeeker)
	if !ok {
		data, err := io.ReadAll(f)
		if err != nil {
			f.Close()
			return seekFile{}, "", err
		}
		seeker = bytes.NewReader(data)
	}
	etag, err := s.tag(name, info, seeker)
	if err != nil {
		f.Close()
		return seekFile{}, "", err
	}
	return seekFile{seeker, f, info.ModTime()}, etag, nil
}

func (s *site) tag(name string, info fs.FileInfo, content io.ReadSeeker) (string, error) {
	s.mu.Lock()
	known, ok := s.tags[name]
	s.mu.Unlock()
	if ok && known.size == info.Size() && known.modified.Equal(info.ModTime()) {
		return known.etag, nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	etag := `"` + hex.EncodeToString(sum.Sum(nil)[:16]) + `"`
	s.mu.Lock()
	s.tags[name] = tag{info.Size(), info.ModTime(), etag}
	s.mu.Unlock()
	return etag, nil
}

// accepts reports whether a value of Accept-Encoding allows the coding by name.
func accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(item, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q, _ := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		return strings.Trim(q, "0.") != "" || q == ""
	}
	return false
}

// Types lists the media types of the site's files by extension, for the configuration of other hosts.
func Types() map[string]string { return maps.Clone(types) }
