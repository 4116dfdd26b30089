package web

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// mayLack are what browsers may lack or forbid. What of it the sources use has to have a stand-in, and a test in which it throws.
var mayLack = []string{"localStorage", "sessionStorage", "indexedDB", "caches", "serviceWorker", "locks", "clipboard", "navigation", "trustedTypes",
	"matchMedia", "ResizeObserver", "IntersectionObserver", "PerformanceObserver", "ReportingObserver", "requestIdleCallback", "Intl", "toLocaleDateString",
	"toLocaleTimeString", "toLocaleString", "toLocaleUpperCase", "share", "vibrate", "wakeLock", "permissions", "subtle", "print", "Notification",
	"BroadcastChannel", "OffscreenCanvas", "SharedArrayBuffer", "showOpenFilePicker", "showSaveFilePicker", "getBattery", "connection", "deviceMemory",
	"userAgentData", "scheduler", "visualViewport", "storageBuckets", "EyeDropper", "launchQueue", "mediaDevices", "speechSynthesis", "cookieStore",
	"crossOriginIsolated", "measureUserAgentSpecificMemory", "randomUUID", "ViewTransition", "startViewTransition", "setAppBadge"}

// guarded are those of which the sources take care where they use them, with the reason.
var guarded = map[string]string{"trustedTypes": "a browser that enforces them has them; there is a stand-in, and no way to do without in such a browser"}

// TestOptional: each optional thing that the page uses has a stand-in, and each stand-in a test that takes the thing away.
func TestOptional(t *testing.T) {
	standins := read(t, "static/boot/standins.js")
	_, table, found := strings.Cut(standins, "const optional = [")
	table, _, end := strings.Cut(table, "\n  ];")
	if !found || !end {
		t.Fatal("standins.js has no table")
	}
	stands, tested := names(table, `(?m)^    \[[^,\n]+, "(\w+)",`), names(read(t, "e2e/first_test.go"), `(?m)^\t\{"(\w+)", "[\w.]+", (?:true|false)\},`)
	if len(stands) < 10 || len(tested) < 10 {
		t.Fatalf("stand-ins %v, tested %v", stands, tested)
	}
	used := map[string]string{}
	for _, name := range pageSources(t, os.DirFS("..")) {
		if strings.HasPrefix(name, "scoring/") || strings.HasPrefix(name, "web/static/vendor") || strings.HasSuffix(name, "standins.js") || strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".css") {
			continue
		}
		data, err := fs.ReadFile(os.DirFS(".."), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			if code, _, comment := strings.Cut(line, "//"); comment {
				line = code
			}
			for _, thing := range mayLack {
				pattern := `(?:globalThis|navigator|self|window|crypto)\??\.` + thing + `\b|Get\("` + thing + `"\)|Call\("` + thing + `"|new ` + thing + `\b|\.` + thing + `\(`
				if strings.HasSuffix(name, ".js") {
					pattern += `|[^."\w]` + thing + `\.\w`
				}
				if strings.Contains(line, thing) && regexp.MustCompile(pattern).MatchString(line) {
					used[thing] = name
				}
			}
		}
	}
	for thing, where := range used {
		if !stands[thing] {
			t.Errorf("%s uses %s, which has no stand-in", where, thing)
		}
	}
	for thing := range stands {
		if !tested[thing] && guarded[thing] == "" {
			t.Errorf("nothing takes %s away", thing)
		}
	}
	for thing := range tested {
		if !stands[thing] {
			t.Errorf("%s is taken away and has no stand-in", thing)
		}
	}
	if len(used) < 8 {
		t.Errorf("the look finds only %v", used)
	}
}

func names(text, pattern string) map[string]bool {
	found := map[string]bool{}
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		found[m[1]] = true
	}
	return found
}
