package main

import (
	"archive/zip"
	"embed"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"fenji/web"
)

//go:embed page
var pages embed.FS

// serve serves the built site as it is, and below /bench/ what is compared with it: the workbooks, their parts as they
// lie in them, and the peers. These pages have no policy; nothing of them is ever shipped.
func (b *bench) serve() *httptest.Server {
	site := web.Handler(os.DirFS(b.dist))
	mux := http.NewServeMux()
	mux.Handle("/", site)
	mux.HandleFunc("/bench/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<!doctype html><title>bench</title>`)
	})
	mux.HandleFunc("/bench/peer.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, pages, "page/peer.js") })
	mux.HandleFunc("/bench/peers.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, b.peers) })
	mux.HandleFunc("/bench/duckdb.wasm", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, "web/bench/peers/node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm")
	})
	mux.HandleFunc("/bench/excelize.wasm", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, b.excelize) })
	mux.HandleFunc("/bench/file/{name}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(b.cache, r.PathValue("name")))
	})
	mux.HandleFunc("/bench/part/{name}/{part...}", func(w http.ResponseWriter, r *http.Request) {
		if err := rawPart(w, filepath.Join(b.cache, r.PathValue("name")), r.PathValue("part")); err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
		}
	})
	return httptest.NewServer(mux)
}

// rawPart copies the deflated bytes of a part.
func rawPart(w io.Writer, path, name string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if strings.EqualFold(f.Name, name) {
			raw, err := f.OpenRaw()
			if err == nil {
				_, err = io.Copy(w, raw)
			}
			return err
		}
	}
	return os.ErrNotExist
}
