package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"fenji/scoring/samples"
)

// A result is what the page tells of one piece of work; which fields it fills depends on the work.
type result struct {
	MS       float64   `json:"ms"`
	Engine   float64   `json:"engine"`
	Feedback float64   `json:"feedback"`
	Read     float64   `json:"read"`
	Guess    float64   `json:"guess"`
	Clean    float64   `json:"clean"`
	Grade    float64   `json:"grade"`
	Load     float64   `json:"load"`
	Bytes    float64   `json:"bytes"`
	Memory   float64   `json:"memory"`
	Rows     int       `json:"rows"`
	Error    string    `json:"error"`
	Tasks    []float64 `json:"tasks"` // long tasks of the main thread, in ms
}

const megabyte = 1 << 20

// peer lets another program do a piece of work in a worker of its own.
func (b *bench) peer(work string, args map[string]any) (result, error) {
	t, close, err := b.open(b.others+"/bench/", "")
	if err != nil {
		return result{}, err
	}
	defer close()
	args["work"] = work
	r, err := ask[result](t, `(args) => new Promise((resolve, reject) => {
		const worker = new Worker("/bench/peer.js");
		worker.onmessage = ({data}) => { worker.terminate(); resolve(data); };
		worker.onerror = (event) => { worker.terminate(); reject(new Error(event.message)); };
		worker.postMessage(args);
	})`, args)
	if err == nil && r.Error != "" {
		err = errors.New(work + ": " + r.Error)
	}
	return r, err
}

func (b *bench) inflate(w workload) error {
	var parts []string
	for _, p := range w.parts() {
		parts = append(parts, "/bench/part/"+path.Base(w.path)+"/"+p)
	}
	r, err := b.peer("inflate", map[string]any{"parts": parts})
	if err == nil {
		b.note(w, inflateAlone, r.MS)
	}
	return err
}

// reads lets a peer read the whole file and checks that it found all rows.
func (b *bench) reads(w workload, work, measure string) error {
	r, err := b.peer(work, map[string]any{"file": "/bench/file/" + path.Base(w.path)})
	if err != nil {
		return err
	}
	if r.Rows != w.rows {
		return fmt.Errorf("%s: %s read %d rows", w, work, r.Rows)
	}
	b.note(w, measure, r.MS)
	if r.Memory > 0 {
		b.note(w, excelizeMemory, r.Memory/megabyte)
	}
	return nil
}

func (b *bench) sheetjsWrites(w workload) error {
	r, err := b.peer("sheetjsWrite", map[string]any{"rows": w.rows})
	if err == nil {
		b.note(w, sheetjsWrite, r.MS)
	}
	return err
}

// visit lets the site's page read the file and then do everything that a user does with it.
func (b *bench) visit(w workload) error {
	t, close, err := b.open(b.url+"/", b.probe)
	if err != nil {
		return err
	}
	defer close()
	if err := t.ready(); err != nil {
		return err
	}
	before := b.processor()
	r, err := give[result](t, "load", w.path)
	if err != nil {
		return err
	}
	if used := b.processor() - before; before > 0 {
		b.note(w, threads, used)
	}
	if r.Rows != w.customers() {
		return fmt.Errorf("%s: the page shows %d rows", w, r.Rows)
	}
	stuck, over := 0.0, 0.0
	for _, task := range r.Tasks {
		stuck = max(stuck, task)
		if task > 50 {
			over++
		}
	}
	b.note(w, dropToRows, r.MS)
	b.note(w, ourRead, r.Read)
	b.note(w, guessing, r.Guess)
	b.note(w, cleaning, r.Clean)
	b.note(w, grading, r.Grade)
	b.note(w, feedback, r.Feedback)
	b.note(w, longTask, stuck)
	b.note(w, longTasks, over)
	if err := b.memory(t, w, memoryRead); err != nil {
		return err
	}
	return b.use(t, w)
}

// steps are what a user does with a graded file.
var steps = []struct {
	call    string
	args    []any
	measure string
	memory  string
	engine  bool // the engine's answer is what is measured, not the picture
}{
	{"rules", []any{"[data-metric=M] [data-row='2'] input[data-to]", "1200"}, changedCut, "", false},
	{"rules", []any{"[data-metric=R] [data-row='0'] input[data-to]", "45"}, changedCut, "", false},
	{"rules", []any{"#rules-window", "months"}, changedWindow, "", false},
	{"regrade", []any{"shaoxing-finance"}, regrade, "", false},
	{"regrade", []any{"lianyungang-dental"}, regrade, memoryRegrade, false},
	{"sort", []any{0}, sortText, "", false},
	{"sort", []any{4}, sortMoney, "", false},
	{"sort", []any{1}, sortDate, "", false},
	{"sort", []any{12}, sortExtra, memorySort, false},
	{"scroll", []any{0.5}, window, "", true},
	{"scroll", []any{1}, window, "", true},
	{"scroll", []any{0.25}, window, "", true},
	{"search", []any{"c0000"}, search, "", false},
	{"search", []any{"海州"}, search, memorySearch, false},
	{"search", []any{""}, search, "", false},
	{"export", []any{"xlsx"}, exportXLSX, memoryExport, false},
	{"export", []any{"csv"}, exportCSV, "", false},
}

func (b *bench) use(t *tab, w workload) error {
	for _, s := range steps {
		if s.measure == sortExtra && w.kind == visits || s.measure == changedWindow && w.kind != visits {
			continue // What stands in a column of visits is of the latest of them. Ready figures know no window.
		}
		if _, err := ask[bool](t, "() => probe.rest()"); err != nil {
			return err
		}
		r, err := ask[result](t, "(...args) => probe."+s.call+"(...args)", s.args...)
		if err != nil {
			return err
		}
		if s.engine {
			r.MS = r.Engine
		}
		b.note(w, s.measure, r.MS)
		if s.memory != "" {
			if err := b.memory(t, w, s.memory); err != nil {
				return err
			}
		}
		if s.measure == exportXLSX {
			b.note(w, exportSize, r.Bytes/megabyte)
		}
	}
	return nil
}

func (b *bench) memory(t *tab, w workload, measure string) error {
	bytes, err := ask[float64](t, "() => probe.bytes()")
	if err == nil {
		b.note(w, measure, bytes/megabyte)
	}
	return err
}

// cancels stops the reading of a file soon after it began.
func (b *bench) cancels(w workload) error {
	t, close, err := b.open(b.url+"/", b.probe)
	if err != nil {
		return err
	}
	defer close()
	if err := t.ready(); err != nil {
		return err
	}
	r, err := give[result](t, "cancel", w.path)
	if err == nil {
		b.note(w, cancel, r.MS)
	}
	return err
}

// customary times a small file on a page that has read one already.
func (b *bench) customary() error {
	w := workload{rows: customaryRows, path: filepath.Join(b.cache, "customary.xlsx")}
	file, err := os.Create(w.path)
	if err != nil {
		return err
	}
	_, err = samples.Write(file, "lianyungang-dental.xlsx")
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	t, close, err := b.open(b.url+"/", b.probe)
	if err != nil {
		return err
	}
	defer close()
	if err := t.ready(); err != nil {
		return err
	}
	for range 6 {
		r, err := give[result](t, "load", w.path)
		if err != nil {
			return err
		}
		b.note(w, dropToRows, r.MS)
		b.note(w, feedback, r.Feedback)
	}
	return nil
}
