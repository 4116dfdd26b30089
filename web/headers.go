package web

import "strings"

// A directive is one line of the content security policy.
type directive struct {
	name, value string
	headerOnly  bool // a meta tag may not say it
}

// policy lets the document load its own parts and nothing else, and keeps every way out shut that a policy can shut.
// After loading, boot.js adds a second, narrower one; see "Airlock" in README.md.
var policy = []directive{
	{name: "default-src", value: "'none'"},
	{name: "script-src", value: "'self' 'wasm-unsafe-eval'"},
	{name: "style-src", value: "'self'"},
	{name: "img-src", value: "'self' blob: data:"},
	{name: "connect-src", value: "'self'"},
	{name: "worker-src", value: "'self' blob:"},
	{name: "manifest-src", value: "data:"},
	{name: "base-uri", value: "'none'"},
	{name: "form-action", value: "'none'"},
	{name: "frame-ancestors", value: "'none'", headerOnly: true},
	{name: "require-trusted-types-for", value: "'script'"},
	{name: "trusted-types", value: "app-urls"},
	{name: "sandbox", value: "allow-scripts allow-same-origin allow-downloads allow-modals", headerOnly: true},
}

// workerPolicy is the service worker's own: it may fetch nothing, the page fills its cache.
const workerPolicy = "default-src 'none'; script-src 'self'"

// denied are the powers of the browser that the page never uses and therefore gives up.
var denied = []string{
	"accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
	"idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
	"publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
}

// A Header is one response header.
type Header struct{ Name, Value string }

// A Rule gives headers to the paths that match its pattern: a path as it stands, or a prefix ending in "*".
type Rule struct {
	Pattern string
	Headers []Header
}

// Rules is the one table of response headers, for the local server and for every other host. Where several rules match
// a path, all apply; a header that a later rule names again replaces the former.
var Rules = []Rule{
	{"/*", []Header{
		{"Content-Security-Policy", join(policy, false)},
		// Chromium's own, and more than a policy can say: it lets nothing begin a connection to another host, not even a
		// frame that the policy refuses afterwards.
		{"Connection-Allowlist", "(response-origin)"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Embedder-Policy", "require-corp"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", strings.Join(denied, "=(), ") + "=()"},
		{"Strict-Transport-Security", "max-age=31536000"},
		{"X-DNS-Prefetch-Control", "off"},
		{"Cache-Control", "no-cache"},
	}},
	{"/sw.js", []Header{
		{"Content-Security-Policy", workerPolicy},
	}},
	{"/fenji.html", []Header{ // to be kept and opened from there: under the policy of the site it could run nothing
		{"Content-Disposition", "attachment"},
	}},
}

// Headers returns the headers of one path, in the table's order.
func Headers(path string) []Header {
	var out []Header
	for _, r := range Rules {
		if !r.matches(path) {
			continue
		}
		for _, h := range r.Headers {
			out = put(out, h)
		}
	}
	return out
}

// Meta is the document's policy as a meta tag may say it, for hosts that send no headers. The document holds exactly
// this text.
func Meta() string { return join(policy, true) }

// SingleMeta is the policy of the edition that is one file. Everything stands in the document, so nothing is loaded: in
// place of the site itself it names the hashes of the document's own scripts and styles.
func SingleMeta(scripts, styles []string) string {
	only := map[string]string{
		"script-src":   strings.Join(scripts, " ") + " 'wasm-unsafe-eval'",
		"style-src":    strings.Join(styles, " "),
		"img-src":      "blob: data:",
		"worker-src":   "blob:",
		"connect-src":  "'none'",
		"manifest-src": "'none'",
	}
	var ds []directive
	for _, d := range policy {
		if value, ok := only[d.name]; ok {
			d.value = value
		}
		ds = append(ds, d)
	}
	return join(ds, true)
}

func (r Rule) matches(path string) bool {
	if prefix, ok := strings.CutSuffix(r.Pattern, "*"); ok {
		return strings.HasPrefix(path, prefix)
	}
	return path == r.Pattern
}

func put(list []Header, h Header) []Header {
	for i := range list {
		if list[i].Name == h.Name {
			list[i] = h
			return list
		}
	}
	return append(list, h)
}

func join(ds []directive, meta bool) string {
	var parts []string
	for _, d := range ds {
		if meta && d.headerOnly {
			continue
		}
		parts = append(parts, d.name+" "+d.value)
	}
	return strings.Join(parts, "; ")
}
