package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fenji/web"
)

// helpers are what the tries of the table use.
const helpers = `
	const svgNS = "http://www.w3.org/2000/svg";
	const $ = globalThis.$leak ??= {
		n: 0,
		into: (parent, name, props) => { const e = Object.assign(document.createElement(name), props); parent.append(e); return e; },
		make: (name, props) => $.into(document.body, name, props),
		head: (name, props) => $.into(document.head, name, props),
		under: (parent, name, props) => $.into(parent, name, props),
		svgUnder: (parent, name, attributes) => {
			const e = document.createElementNS(svgNS, name);
			for (const [key, value] of Object.entries(attributes)) {
				if (key.startsWith("xlink:")) e.setAttributeNS("http://www.w3.org/1999/xlink", key, value);
				else e.setAttribute(key, value);
			}
			parent.append(e);
			return e;
		},
		svg: (name, attributes, within) => {
			const s = document.createElementNS(svgNS, "svg");
			const id = "svg" + $.n++;
			const e = $.svgUnder(within ? $.svgUnder(s, within, {id}) : s, name, attributes);
			if (within) $.svgUnder(s, "rect", {width: 9, height: 9, [within]: "url(#" + id + ")"});
			document.body.append(s);
			return e;
		},
		lure: () => $.make("p", {textContent: "x", id: "lure" + $.n++}),
		own: (css) => css.replaceAll("#lure", "#" + $.lure().id),
		sheet: (css) => { const s = new CSSStyleSheet(); s.replaceSync($.own(css));
			document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]; },
		blob: (code) => URL.createObjectURL(new Blob([code], {type: "text/javascript"})),
		form: (props) => $.make("form", {hidden: true, ...props}),
		frame: () => { const name = "leak" + $.n++; $.make("iframe", {name, hidden: true}); return name; },
	};
`

// A spelling is a try in one of its places.
type spelling struct {
	web.Try
	at   rune
	name string
}

// spellings are all tries in all their places.
var spellings = func() (list []spelling) {
	for _, t := range web.Tries {
		for _, at := range t.Where {
			name := t.Name
			if at != 'P' {
				name += "-" + web.Wheres[at]
			}
			list = append(list, spelling{t, at, name})
		}
	}
	return list
}()

// heads are the first spellings of each way that goes to other sites whatever they answer: a proxy is tried with them.
func heads() (list []string) {
	ways := []string{"media", "worker", "parts"}
	for _, s := range spellings {
		if s.at == 'P' && !slices.Contains(ways, s.Way) {
			ways, list = append(ways, s.Way), append(list, s.name)
		}
	}
	return list
}

// tries runs spellings to each of some places: those named, or all; but for those of some ways. It gives their number. They
// carry no data.
var tries = func() string {
	var run strings.Builder
	texts := map[string][][2]string{} // by the place, names and codes of what runs in workers
	for _, s := range spellings {
		if strings.ContainsRune("WNM", s.at) {
			texts[web.Wheres[s.at]] = append(texts[web.Wheres[s.at]], [2]string{s.Way + " " + s.name, s.Code})
			continue
		}
		fmt.Fprintf(&run, "\t\t[%q, %q, %q, (self, TO) => { %s; }],\n", s.Way, s.name, web.Wheres[s.at], s.Code)
	}
	codes, err := json.Marshal(texts)
	if err != nil {
		panic(err)
	}
	return `async (bases, only, without, wait) => {
	addEventListener("unhandledrejection", (e) => e.preventDefault());
	` + helpers + `
	const list = [
` + run.String() + `	];
	const inWorkers = ` + string(codes) + `;
	const wanted = (way, name) => !without.includes(way) && (only.length === 0 || only.includes(name));
	let n = 0;
	const start = (self, base, [way, name,, code]) => { n++; try { code(self, base + "/try-" + name); } catch { } };
	for (const base of bases) {
		const of = (place) => list.filter(([way, name, at]) => at === place && wanted(way, name));
		for (const one of of("page")) start(globalThis, base, one);
		const blank = of("blank"), srcdoc = of("srcdoc");
		if (blank.length) { const frame = $.make("iframe", {hidden: true}); for (const one of blank) start(frame.contentWindow, base, one); }
		if (srcdoc.length) try { const frame = $.make("iframe", {hidden: true, srcdoc: "<p>x</p>"});
			frame.onload = () => { for (const one of srcdoc) start(frame.contentWindow, base, one); }; } catch { }
		for (const [place, codes] of Object.entries(inWorkers)) {
			const chosen = codes.filter(([name]) => wanted(...name.split(" ")));
			n += chosen.length;
			if (!chosen.length) continue;
			const source = chosen.map(([name, code]) => "try { const TO = " + JSON.stringify(base + "/try-" + name.split(" ")[1]) +
				"; " + code + "; } catch { }").join("\n");
			try {
				if (place === "worker") new Worker($.blob(source));
				if (place === "module") new Worker($.blob(source), {type: "module"});
				if (place === "nested") new Worker($.blob("new Worker(URL.createObjectURL(new Blob([" + JSON.stringify(source) + "])))"));
			} catch { }
		}
	}
	await new Promise((done) => setTimeout(done, wait));
	return n;
}`
}()

// unhurried is how long a locked page has for its tries, in milliseconds: by then a page without a lock has sent them.
const unhurried = 1500

// attempt runs spellings on the page at hand and waits. A navigation of the page, which some of them are, ends the call.
func attempt(t *testing.T, d driver, bases, only, without []string) {
	t.Helper()
	none := func(list []string) []string { return append([]string{}, list...) }
	if n := eval[int](t, d, tries, bases, none(only), none(without), unhurried); n < len(bases) {
		t.Errorf("%d spellings were tried", n)
	}
}

// departs tries to lead the page to the canary. Where the browser has no Navigation API nothing can stop it, as the panel
// says; a page on a host that forbids nothing shows that the canary would see it.
func (w *witnesses) departs(t *testing.T, d driver) {
	t.Helper()
	if !eval[bool](t, d, `() => "navigation" in globalThis`) {
		t.Log("this browser has no Navigation API: as the panel says, nothing stops the page's code from navigating away")
		return
	}
	before := w.canary.count()
	for _, departure := range web.Departures {
		eval[any](t, d, departing(departure), "http://"+w.canary.addr+"/depart-"+departure.Name)
		time.Sleep(200 * time.Millisecond)
	}
	if seen := w.canary.since(before); len(seen) > 0 {
		t.Errorf("the page could leave: %v", seen)
	}
}

// departing begins after the call has returned, for it may be the page's end.
func departing(try web.Try) string {
	return `(TO) => { ` + helpers + ` setTimeout(() => { ` + try.Code + `; }); }`
}

func (w *witnesses) seesDepartures(t *testing.T, d driver) {
	t.Helper()
	for _, departure := range web.Departures {
		visit(t, d, "http://"+w.control.addr+"/")
		eval[any](t, d, departing(departure), "http://"+w.canary.addr+"/depart-"+departure.Name)
		w.canary.expect(t, "/depart-"+departure.Name)
		// The next visit must not come upon this one under way.
		if err := settles(d, func(p place) bool { return strings.Contains(p.Address, w.canary.addr) }); err != nil {
			t.Fatalf("control: %s: %v", departure.Name, err)
		}
	}
}

// arrived are the names of the tries that a witness has seen.
func (w *witness) arrived() map[string]bool {
	names := map[string]bool{}
	for _, request := range w.since(0) {
		if _, name, found := strings.Cut(request, "/try-"); found {
			name, _, _ = strings.Cut(name, "?") // of a form
			names[name] = true
		}
	}
	return names
}

// allow waits until what can arrive has arrived. A busy browser puts some off for ever, such as sound in a page that nobody
// sees: a few may be missing, but of no way all.
func (w *witnesses) allow(t *testing.T, l launcher) (here, there map[string]bool) {
	t.Helper()
	const most, enough = 12, 10 * time.Second
	unseen := web.Unseen[l.name]
	var missing []string
	for began := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		here, there = w.canary.arrived(), w.control.arrived()
		missing = nil
		seen, expected := map[string]bool{}, map[string]bool{}
		for _, s := range spellings {
			if here[s.name] || there[s.name] {
				seen[s.Way] = true
			} else if !slices.Contains(unseen, s.name) {
				missing, expected[s.Way] = append(missing, s.name), true
			}
		}
		lost := 0
		for way := range expected {
			if !seen[way] {
				lost++
			}
		}
		if len(missing) == 0 || time.Since(began) > enough && len(missing) <= most && lost == 0 {
			break
		}
		if time.Since(began) > patience {
			t.Errorf("control: %s sends nothing by %q", l.name, missing)
			break
		}
	}
	if len(missing) > 0 {
		t.Logf("control: %s puts off %q", l.name, missing)
	}
	return here, there
}

// arriving is how many spellings have arrived anywhere.
func arriving(here, there map[string]bool) (n int) {
	for _, s := range spellings {
		if here[s.name] || there[s.name] {
			n++
		}
	}
	return n
}

// sees runs the tries where nothing forbids them: each arrives, but for those of which the table says that this browser makes
// nothing. Some go to other origins only, some to the own alone.
func (w *witnesses) sees(t *testing.T, d driver, l launcher) {
	t.Helper()
	w.seesDepartures(t, d)
	visit(t, d, "http://"+w.control.addr+"/")
	first := eval[int](t, d, tries, []string{"http://" + w.canary.addr, "http://" + w.control.addr}, []string{}, []string{}, 0)
	here, there := w.allow(t, l)
	t.Logf("control: %d tries of %d spellings; %d arrive", first, len(spellings), arriving(here, there))
	visit(t, d, "http://"+w.control.addr+"/again")
	for _, by := range []*witness{w.site, w.proxy} {
		base := "http://" + by.addr
		if by == w.proxy {
			base = "http://leak.invalid"
		}
		eval[int](t, d, tries, []string{base}, heads(), []string{}, 0)
		for _, head := range heads() {
			part := "/try-" + head
			if by == w.proxy && head == "socket" {
				part = "leak.invalid" // by CONNECT, which names no path
			}
			if here[head] {
				by.expect(t, part)
			}
		}
	}
}
