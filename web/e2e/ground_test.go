package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What seldom happens to a page, and then to somebody who has no other: its memory ends, its first visit breaks off.

// limitMemory lets programs have so many pages of 64 KiB and no more: it adds a maximum to what they say of their memory.
const limitMemory = `{
	delete WebAssembly.compileStreaming; // as in browsers that have none
	const compile = WebAssembly.compile;
	const read = (b, at) => { let v = 0; for (let s = 0;; s += 7) { v |= (b[at] & 127) << s; if (b[at++] < 128) return [v >>> 0, at]; } };
	const write = (v) => { const out = []; do { out.push(v > 127 ? v & 127 | 128 : v); v >>>= 7; } while (v); return out; };
	WebAssembly.compile = (buffer) => {
		const b = new Uint8Array(buffer);
		for (let at = 8; at < b.length;) {
			const [size, from] = read(b, at + 1);
			if (b[at] === 5) {
				const [least] = read(b, from + 2);
				globalThis.limited = least;
				const section = [1, 1, ...write(least), ...write(Math.max(least, %d))];
				const whole = new Uint8Array([...b.subarray(0, at), 5, ...write(section.length), ...section, ...b.subarray(from + size)]);
				return compile(whole);
			}
			at = from + size;
		}
		throw new Error("no memory in this program");
	};
}`

// TestMemoryEnds reads more than the memory holds. The page says so, keeps its head, and grades the next file.
func TestMemoryEnds(t *testing.T) {
	b := blank(t, fmt.Sprintf(limitMemory, 700))
	b.visit("")
	b.ready()
	if least := js[int](b, `() => globalThis.limited ?? 0`); least == 0 || least > 600 {
		t.Fatalf("the program asks for %d pages", least)
	}
	b.set(manyCustomers(t))
	b.until("the message", `() => document.documentElement.dataset.state === "error"`)
	if got := b.code(); got != "no-memory" || !strings.Contains(b.text("#message"), "内存") {
		t.Errorf("the message is %q: %s", got, b.text("#message"))
	}
	b.sample("lianyungang-dental")
	b.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
	b.forgive("exit code: 2")
}

// TestFirstVisitBreaksOff cuts the program off in the middle of the first visit: the page says that it could not start, reads
// nothing, and the next visit is whole.
func TestFirstVisitBreaksOff(t *testing.T) {
	t.Parallel()
	h := newHost(t, "/cut", true)
	h.cut.Store("/cut/fenji.wasm")
	first := blank(t, "")
	first.site = h.server
	first.visit("")
	first.until("the words", `() => document.documentElement.dataset.state === "error" && document.getElementById("boot-failed").checkVisibility()`)
	if locked := first.data("#airlock")["locked"]; locked == "true" {
		t.Error("the page locks itself without a program")
	}
	first.mu.Lock()
	first.problems, first.requests = nil, 0
	first.mu.Unlock()
	h.cut.Store("")
	second := h.page(t)
	if got := second.offline(); got != "ready" {
		t.Errorf("data-offline is %q after a broken visit", got)
	}
	second.sample("lianyungang-dental")
	second.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
}

// fullDisk can store nothing, and one look at what it holds takes long: by then a page that does not wait for it is locked.
const fullDisk = `{
	const full = () => { throw new DOMException("full", "QuotaExceededError"); };
	Storage.prototype.setItem = full;
	Cache.prototype.put = async () => full();
	const match = Cache.prototype.match;
	Cache.prototype.match = async function (path, options) {
		if (path === "app.css") await new Promise((go) => setTimeout(go, 1_000));
		return match.call(this, path, options);
	};
	new MutationObserver((_, o) => {
		if (document.getElementById("airlock")?.dataset.locked !== "true") return;
		o.disconnect();
		globalThis.lockedAt = performance.now();
	}).observe(document, {subtree: true, attributeFilter: ["data-locked"]});
}`

// TestFullDisk: where nothing more can be stored the page locks itself when all that it began to load has come. It grades,
// turns its theme, and does not say that it remembers.
func TestFullDisk(t *testing.T) {
	b := blank(t, fullDisk)
	const part = "/profile.schema.json" // which the page loads for its cache alone
	release := b.site.hold(part)
	defer release()
	b.do(chromedp.Navigate(b.site.url))
	if !b.site.waitsFor(part) {
		t.Errorf("the page does not ask for %s: %q", part, b.site.requests(0))
	}
	time.AfterFunc(time.Second, release)
	b.ready()
	b.until("the part", `(part) => performance.getEntriesByName(new URL(part, location.href).href).length > 0`, part)
	if late := js[[]string](b, `() => performance.getEntriesByType("resource").filter((e) => e.responseEnd > lockedAt)
		.map((e) => e.name)`); len(late) > 0 {
		t.Errorf("still coming when the page locks: %q", late)
	}
	if got := b.offline(); got != "unavailable" {
		t.Errorf("offline is %q", got)
	}
	b.click("#theme")
	b.give("visits.csv", []byte("客户编号,就诊日期,实收金额\nA1,2024-06-01,4100\nA2,2024-06-20,900\n"))
	b.until("grades", isDone)
	b.tabTo("columns")
	b.click("#remember")
	b.until("the box to be empty again", `() => !document.getElementById("remember").checked`)
	b.click("#theme")
	b.sample("lianyungang-dental")
	b.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
}

// half serves the first half of a file and breaks the connection off.
func half(w http.ResponseWriter, dir, name string) {
	data, err := os.ReadFile(filepath.Join(dir, filepath.Base(name)))
	if err == nil {
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
	}
	panic(http.ErrAbortHandler)
}
