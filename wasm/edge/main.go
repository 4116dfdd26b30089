//go:build js && wasm

// Command edge is the site on Cloudflare Workers, for hosts that want the headers from code: every request goes to the
// static assets, and the answer gets the headers of package web's table. The usual way is simpler and needs no program:
// static assets with the generated _headers file.
//
// It takes GET and HEAD for files of the site; all else is 404 or 405, as the local server answers. Bodies pass from the
// assets to the browser without being read here.
package main

import (
	"fmt"
	"net/http"
	"strings"
	"syscall/js"

	"fenji/web"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"
	"github.com/syumai/workers/cloudflare/fetch"
)

func main() {
	workers.Serve(http.HandlerFunc(serve))
}

func serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for _, header := range web.Headers(r.URL.Path) {
		h.Set(header.Name, header.Value)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		refuse(w, r, http.StatusMethodNotAllowed, "405 only GET and HEAD")
		return
	}
	name, ok := web.FileName(r.URL.Path)
	if !ok {
		refuse(w, r, http.StatusNotFound, "404 no such file")
		return
	}
	asset, err := ask(r, name)
	switch {
	case err != nil:
		refuse(w, r, http.StatusBadGateway, "502 the assets do not answer")
	case asset.StatusCode == http.StatusNotModified:
		carry(h, asset.Header)
		w.WriteHeader(http.StatusNotModified)
	case asset.StatusCode != http.StatusOK:
		refuse(w, r, http.StatusNotFound, "404 no such file")
	default:
		carry(h, asset.Header)
		h.Set("Content-Type", web.Type(name))
		w.WriteHeader(http.StatusOK)
		pass(w, r, asset)
	}
}

// ask fetches a file from the assets. The library calls a binding's fetch as a bare function, which the runtime refuses,
// so it gets a bound one. The coding is left to the runtime in front: what the assets had compressed already, it would
// compress once more.
func ask(r *http.Request, name string) (*http.Response, error) {
	path := "/" + name
	if name == "index.html" {
		path = "/" // assets redirect from the document's name to its folder
	}
	request, err := fetch.NewRequest(r.Context(), r.Method, "http://assets"+path, nil)
	if err != nil {
		return nil, err
	}
	if tag := r.Header.Get("If-None-Match"); tag != "" {
		request.Header.Set("If-None-Match", tag)
	}
	assets := cloudflare.GetBinding("ASSETS")
	bound := js.Global().Get("Object").New()
	bound.Set("fetch", assets.Get("fetch").Call("bind", assets))
	return fetch.NewClient(fetch.WithBinding(bound)).Do(request, nil)
}

// carried are the headers of an asset that go on to the browser. Each is one value; the library splits values at commas
// on the way in, and joining the pieces restores them.
var carried = []string{"ETag", "Last-Modified"}

func carry(to, from http.Header) {
	for _, name := range carried {
		if values := from.Values(name); len(values) > 0 {
			to.Set(name, strings.Join(values, ","))
		}
	}
}

// A raw body goes from the assets to the browser without a copy in this program's memory.
type rawWriter interface{ WriteRawJSBody(js.Value) }

type rawBody interface{ GetRawJSBody() js.Value }

// pass sends the body. The answer to HEAD has none, and says so: the library would wait for the bytes.
func pass(w http.ResponseWriter, r *http.Request, asset *http.Response) {
	if r.Method == http.MethodHead {
		w.(rawWriter).WriteRawJSBody(js.Null())
		return
	}
	w.(rawWriter).WriteRawJSBody(asset.Body.(rawBody).GetRawJSBody())
}

func refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		w.(rawWriter).WriteRawJSBody(js.Null())
		return
	}
	fmt.Fprintln(w, why)
}
