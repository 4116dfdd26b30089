//go:build js

package page

import (
	"errors"
	"slices"
	"sync"
	"syscall/js"
	"time"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
)

// An app is the page at work: its state, the engine it asks, and the files at hand. Files are kept as the browser's
// File objects, never as bytes: after a cancelled job a fresh engine reads them again.
type app struct {
	state     State
	engine    messenger
	book      messenger // lives only while a workbook is decrypted or built
	source    source    // what the outcome shown was read from
	next      source    // what is being read
	tried     attempt   // the last reading, for a password to try it again with
	held      int       // the engine's life that holds source; 0 for none
	job       int       // counts loads and gradings; the answer to an outdated one is dropped
	turn      int       // counts changes of the view, likewise
	grid      grid
	typing    int  // counts letters typed into the search
	searching bool // what was typed is not searched for yet
	seeking   int  // counts letters typed into the search of a facet
	drawn     bool // the first rendering shows everything
	pace      pace
	began     time.Time          // when the work under way did
	early     *protocol.Progress // what it said at once, to be shown if it lasts
	facetsAt  map[string]int     // the turn at which each facet was read

	recalling sync.Mutex
}

// A source is a sample or files.
type source struct {
	sample string
	files  []js.Value
}

// An attempt is a reading of files with settings.
type attempt struct {
	source   source
	settings protocol.Settings
}

// several tells whether more than one file was read.
func (t attempt) several() bool { return len(t.source.files) > 1 }

// largestFile is what the engine would refuse anyway; the browser need not read it first.
const largestFile = 512 << 20

func (s source) none() bool { return s.sample == "" && len(s.files) == 0 }

func (s source) names() []string {
	if s.sample != "" {
		return []string{s.sample + ".xlsx"}
	}
	var names []string
	for _, f := range s.files {
		names = append(names, f.Get("name").String())
	}
	return names
}

// ask has the browser read a file, fresh each time: the bytes change hands on their way to the engine. It gives the
// promise of them; undefined stands for a file that is too large.
func (s source) ask(i int) js.Value {
	if s.sample != "" {
		return js.Global().Get("fenji").Get("samples").Get(s.sample).Call("slice", 0)
	}
	if s.files[i].Get("size").Float() > largestFile {
		return js.Undefined()
	}
	return s.files[i].Call("arrayBuffer")
}

// buffers waits for the bytes of all files, of which the first is asked for already.
func (s source) buffers(first js.Value) ([]js.Value, error) {
	list := []js.Value{first}
	for i, f := range s.files {
		if i > 0 {
			list = append(list, s.ask(i))
		}
		name := f.Get("name").String()
		if list[i].IsUndefined() {
			return nil, issueError{protocol.Issue{Code: "too-large", File: name}}
		}
		var err error
		if list[i], err = jsx.Await(list[i]); err != nil {
			return nil, issueError{protocol.Issue{Code: "file-unreadable", File: name}}
		}
	}
	return list, nil
}

// do lets an event change the state, and shows what changed.
func (a *app) do(e Event) {
	if _, still := e.(Advanced); !still {
		a.early = nil
	}
	was := a.state
	a.state = Reduce(was, e)
	a.render(was)
}

// soon is how long work may take that is not worth telling how far it is.
const soon = 60 * time.Millisecond

// advanced shows how far the work is; what it has to say soon after the beginning, a little later.
func (a *app) advanced(p protocol.Progress) {
	if a.early = nil; time.Since(a.began) >= soon {
		a.do(Advanced{p})
		return
	}
	a.early = &p
	time.AfterFunc(soon, func() {
		if a.early == &p {
			a.early = nil
			a.do(Advanced{p})
		}
	})
}

// ready tells whether files may be read.
func (a *app) ready() bool { return a.state.Lock == IsLocked }

// load reads files, or the same files again, and shows what comes of it.
func (a *app) load(src source, set protocol.Settings) { a.unlock(src, set, "") }

// unlock is load for files that ask for a password.
func (a *app) unlock(src source, set protocol.Settings, password string) {
	if !a.ready() {
		return
	}
	if a.state.Task != Idle {
		a.stop()
	}
	a.job++
	job := a.job
	a.next = src
	first := src.ask(0) // so that the browser reads while the page says so
	a.do(Started{Loading, src.names(), src.sample, set})
	out, err := a.read(src, first, set, password)
	if job != a.job {
		return
	}
	if err != nil {
		a.fail(err)
		return
	}
	a.source, a.held = src, a.engine.life
	a.present(job, out, protocol.View{Sort: byScore})
}

// read makes the engine read the files. The password is used and forgotten; a later reading asks for it again.
func (a *app) read(src source, first js.Value, set protocol.Settings, password string) (*protocol.Outcome, error) {
	a.began, a.early = time.Now(), nil
	a.tried = attempt{src, set}
	life := a.engine.life
	buffers, err := src.buffers(first)
	if err == nil && password != "" {
		buffers, err = a.decrypt(src.names(), buffers, password)
	}
	if err == nil && life != a.engine.life {
		err = errCancelled // while the browser handed the bytes over; the fresh engine has other work
	}
	if err != nil {
		return nil, err
	}
	out := &protocol.Outcome{}
	reveal := a.state.Task != Loading && a.state.Areas.Privacy.Reveal
	_, err = a.engine.call(protocol.OpLoad, &protocol.Load{Names: src.names(), Settings: set, Reveal: reveal}, out, buffers, a.advanced)
	return out, err
}

// grade applies other settings to the files at hand.
func (a *app) grade(set protocol.Settings) {
	switch {
	case a.state.Task == Loading:
		a.load(a.next, set)
		return
	case a.state.Outcome == nil:
		a.state.Settings = set
		return
	}
	a.job++
	job := a.job
	a.do(Started{Grading, a.state.Names, a.state.Sample, set})
	out := &protocol.Outcome{}
	var err error
	if a.held != a.engine.life {
		if out, err = a.read(a.source, a.source.ask(0), set, ""); err == nil {
			a.held = a.engine.life
		}
	} else {
		a.began, a.early = time.Now(), nil
		_, err = a.engine.call(protocol.OpGrade, &set, out, nil, a.advanced)
	}
	if job != a.job {
		return
	}
	if err != nil {
		a.fail(err)
		return
	}
	a.present(job, out, a.state.carried(set, out))
}

// present shows an outcome together with its first rows, and then what can wait.
func (a *app) present(job int, out *protocol.Outcome, view protocol.View) {
	var rows *protocol.Rows
	count := &protocol.Count{}
	if out.Graded && out.Rows > 0 {
		var err error
		if count, rows, err = a.arrange(view); job != a.job {
			return
		} else if err != nil {
			a.fail(err)
			return
		}
	}
	a.turn++
	a.grid.reset(rows)
	a.pace.steps(func() { a.do(Graded{out, view, *count}) })
	a.drawRows()
	if time.Sleep(lull); job == a.job && out.Graded {
		a.turnLedger(a.state.LedgerSpan)
		if a.state.Picked >= 0 {
			a.explain(a.state.Picked)
		}
	}
}

func (a *app) arrange(view protocol.View) (*protocol.Count, *protocol.Rows, error) {
	count, rows := &protocol.Count{}, &protocol.Rows{}
	viewed := a.engine.send(protocol.OpView, &view, nil, nil)
	listed := a.engine.send(protocol.OpRows, &protocol.Span{N: pageRows}, nil, nil) // the engine answers in turn
	if _, err := viewed.answer(count); err != nil {
		return nil, nil, err
	}
	_, err := listed.answer(rows)
	return count, rows, err
}

// fail says what went wrong. An end that was wished for is not an error.
func (a *app) fail(err error) {
	if errors.Is(err, errCancelled) {
		return
	}
	a.do(Failed{issueOf(err)})
}

// cancel stops the work under way.
func (a *app) cancel() {
	if a.state.Task == Idle {
		return
	}
	a.job++
	a.stop()
	a.do(Cancelled{})
}

// stop ends whatever is being worked on.
func (a *app) stop() {
	a.book.stop(errCancelled)
	a.engine.restart(errCancelled)
}

// ask puts a question about the result that is shown. An engine that lost it to a cancelled job reads the files again
// first; where it dies, a fresh one is asked again, once. It tells whether there is an answer; a question that came at the
// wrong time has none.
func (a *app) ask(op string, args, out protocol.Message) bool {
	if !a.state.Settled() {
		return false
	}
	job := a.job
	for again := false; ; again = true {
		if a.held != a.engine.life && !a.recall() || job != a.job {
			return false
		}
		_, err := a.engine.call(op, args, out, nil, nil)
		if job != a.job {
			return false
		}
		if err == nil {
			return true
		}
		if e, ok := err.(issueError); again || !ok || e.issue.Code != engineStopped {
			a.fail(err)
			return false
		}
	}
}

// wonder is ask for what can do without an answer: it neither calls the files back nor says what went wrong.
func (a *app) wonder(op string, args, out protocol.Message) bool {
	if !a.state.Settled() || a.held != a.engine.life {
		return false
	}
	job := a.job
	_, err := a.engine.call(op, args, out, nil, nil)
	return err == nil && job == a.job
}

// recall makes a fresh engine hold what is shown. Of several questions that need it, the first does the work.
func (a *app) recall() bool {
	a.recalling.Lock()
	defer a.recalling.Unlock()
	life := a.engine.life
	if a.held == life {
		return true
	}
	if a.source.none() {
		return false // forgotten meanwhile
	}
	a.do(Recall{true})
	defer a.do(Recall{false})
	if _, err := a.read(a.source, a.source.ask(0), a.state.Shown.Settings, ""); err != nil {
		a.fail(err)
		return false
	}
	if _, _, err := a.arrange(a.state.View); err != nil {
		a.fail(err)
		return false
	}
	a.held = life
	return life == a.engine.life
}

// setView sorts, filters or searches.
func (a *app) setView(view protocol.View) {
	if !a.state.Settled() {
		return
	}
	a.turn++
	turn := a.turn
	a.do(Arranged{view})
	count, rows := &protocol.Count{}, &protocol.Rows{}
	if !a.ask(protocol.OpView, &view, count) || turn != a.turn ||
		!a.ask(protocol.OpRows, &protocol.Span{N: pageRows}, rows) || turn != a.turn {
		return
	}
	a.grid.reset(rows)
	a.do(Counted{*count})
}

func (a *app) explain(customer int) {
	a.do(Picked{customer})
	why := &protocol.Explanation{}
	if a.ask(protocol.OpExplain, &protocol.Pick{Customer: customer}, why) && a.state.Picked == customer {
		a.do(Explained{why})
		a.readPast(0)
	}
}

func (a *app) turnLedger(span protocol.Span) {
	a.do(LedgerTurned{span})
	page := &protocol.Ledger{}
	if a.ask(protocol.OpLedger, &span, page) && a.state.LedgerSpan == span {
		a.do(LedgerRead{page})
	}
}

// rowsOf fetches a page of rows for the grid.
func (a *app) rowsOf(page int) *protocol.Rows {
	turn := a.turn
	rows := &protocol.Rows{}
	if a.ask(protocol.OpRows, &protocol.Span{From: page * pageRows, N: pageRows}, rows) && turn == a.turn {
		return rows
	}
	return nil
}

// sampleProfile is the profile a sample is made for.
func sampleProfile(sample string) string {
	if sample == "visits" {
		return "lianyungang-dental"
	}
	return sample
}

// filesOf lists the File objects of a FileList.
func filesOf(list js.Value) []js.Value {
	var files []js.Value
	for i := range list.Length() {
		files = append(files, list.Index(i))
	}
	return slices.Clip(files)
}
