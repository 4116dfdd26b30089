//go:build js

package shell

import (
	"errors"
	"slices"
	"sync"
	"syscall/js"
	"time"

	"fenji/scoring/protocol"
	"fenji/wasm/jsx"
	"fenji/wasm/page/dom"
)

// An App is the page at work: its state, the engine it asks, and the files at hand. Files are kept as the browser's
// File objects, never as bytes: after a cancelled job a fresh engine reads them again.
type App struct {
	house     House
	state     *State
	engine    messenger
	book      messenger // lives only while a workbook is decrypted or built
	source    source    // what the outcome shown was read from
	next      source    // what is being read
	tried     attempt   // the last reading, for a password to try it again with
	held      int       // the engine's life that holds source; 0 for none
	job       int       // counts loads and gradings; the answer to an outdated one is dropped
	drawn     bool      // the first rendering shows all that is in sight
	furnished bool      // the rooms have been drawn
	partly    bool      // the document has the texts of its language only in what is in sight
	hurried   bool      // the page can be used in a moment: the rest waits for that
	pace      pace
	began     time.Time          // when the work under way did
	graded    time.Time          // when the outcome shown came
	early     *protocol.Progress // what the work said at once, to be shown if it lasts

	recalling sync.Mutex
}

// State is what the page shows now. Nobody but Reduce changes it.
func (a *App) State() *State { return a.state }

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

// PageRows is how many rows are asked for at a time.
const PageRows = 100

// largestFile is what the engine would refuse anyway; the browser need not read it first.
const largestFile = 512 << 20

// made tells a sample, which the engine makes: all of them together weigh more than what makes them.
func (s source) made() bool { return s.sample != "" }

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
	if s.made() {
		return js.Global().Get("ArrayBuffer").New(0)
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

// Do lets an event change the state, shows what changed, and asks what has to be asked now.
func (a *App) Do(e Event) {
	if _, still := e.(Advanced); !still {
		a.early = nil
	}
	was := a.state
	a.state = a.house.Reduce(was, e)
	a.render(was)
	if _, graded := e.(Graded); graded && was.Task == Loading && !a.state.First() { // keyboard and reader go where the result is
		dom.At("title").Call("focus", map[string]any{"preventScroll": true})
	}
	for _, r := range a.house {
		if r.Heard != nil {
			r.Heard(a, was, e)
		}
	}
	a.askDue()
}

// soon is how long work may take that is not worth telling how far it is.
const soon = 60 * time.Millisecond

// advanced shows how far the work is; what it has to say soon after the beginning, a little later.
func (a *App) advanced(p protocol.Progress) {
	if a.early = nil; time.Since(a.began) >= soon {
		a.Do(Advanced{p})
		return
	}
	a.early = &p
	time.AfterFunc(soon, func() {
		if a.early == &p {
			a.early = nil
			a.Do(Advanced{p})
		}
	})
}

// ready tells whether files may be read.
func (a *App) ready() bool { return a.state.Lock == IsLocked }

// load reads files, or the same files again, and shows what comes of it.
func (a *App) load(src source, set protocol.Settings) { a.unlock(src, set, "") }

// unlock is load for files that ask for a password.
func (a *App) unlock(src source, set protocol.Settings, password string) {
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
	a.Do(Started{Loading, src.names(), src.sample, set})
	out, err := a.read(src, first, set, password)
	if job != a.job {
		return
	}
	if err != nil {
		a.Fail(err)
		return
	}
	a.source, a.held = src, a.engine.life
	a.present(job, out, protocol.View{Sort: ByScore})
	for _, r := range a.house {
		if r.Came != nil && job == a.job {
			r.Came(a)
			job = a.job
		}
	}
}

// read makes the engine read the files. The password is used and forgotten; a later reading asks for it again.
func (a *App) read(src source, first js.Value, set protocol.Settings, password string) (*protocol.Outcome, error) {
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
	wish := &protocol.Load{Names: src.names(), Settings: a.state.on(set), Made: src.made()}
	if a.state.Task != Loading { // a fresh engine takes up where the last one ended
		wish.Reveal = a.state.Reveal
		for _, r := range a.house {
			if r.Load != nil {
				r.Load(a.state, wish)
			}
		}
	}
	_, err = a.engine.call(protocol.OpLoad, wish, out, buffers, a.advanced)
	return out, err
}

// Grade applies other settings to the files at hand.
func (a *App) Grade(set protocol.Settings) {
	switch {
	case a.state.Task == Loading:
		a.load(a.next, set)
		return
	case a.state.Outcome == nil:
		a.Do(SettingsChosen{set})
		return
	}
	a.job++
	job := a.job
	a.Do(Started{Grading, a.state.Names, a.state.Sample, set})
	out := &protocol.Outcome{}
	var err error
	if a.held != a.engine.life {
		if out, err = a.read(a.source, a.source.ask(0), set, ""); err == nil {
			a.held = a.engine.life
		}
	} else {
		a.began, a.early = time.Now(), nil
		dated := a.state.on(set)
		_, err = a.engine.call(protocol.OpGrade, &dated, out, nil, a.advanced)
	}
	if job != a.job {
		return
	}
	if err != nil {
		a.Fail(err)
		return
	}
	a.present(job, out, a.state.Carried(set, out))
}

// present shows an outcome together with its first rows, and then what can wait.
func (a *App) present(job int, out *protocol.Outcome, view protocol.View) {
	var rows *protocol.Rows
	count := &protocol.Count{}
	if out.Graded && out.Rows > 0 {
		var err error
		if count, rows, err = a.arrange(view); job != a.job {
			return
		} else if err != nil {
			a.Fail(err)
			return
		}
	}
	a.graded = time.Now()
	a.pace.steps(func() { a.Do(Graded{out, view, *count, rows}) })
	for _, r := range a.house {
		if r.Stood != nil {
			r.Stood(a)
		}
	}
}

func (a *App) arrange(view protocol.View) (*protocol.Count, *protocol.Rows, error) {
	count, rows := &protocol.Count{}, &protocol.Rows{}
	viewed := a.engine.send(protocol.OpView, &view, nil, nil)
	listed := a.engine.send(protocol.OpRows, &protocol.Span{N: PageRows}, nil, nil) // the engine answers in turn
	if _, err := viewed.answer(count); err != nil {
		return nil, nil, err
	}
	_, err := listed.answer(rows)
	return count, rows, err
}

// Fail says what went wrong. An end that was wished for is not an error.
func (a *App) Fail(err error) {
	if errors.Is(err, errCancelled) {
		return
	}
	a.Do(Failed{IssueOf(err)})
}

// cancel stops the work under way.
func (a *App) cancel() {
	if a.state.Task == Idle {
		return
	}
	a.job++
	a.stop()
	a.Do(Cancelled{})
}

// stop ends whatever is being worked on.
func (a *App) stop() {
	a.book.stop(errCancelled)
	a.engine.restart(errCancelled)
}

// SetView sorts, filters or searches.
func (a *App) SetView(view protocol.View) {
	if !a.state.Settled() {
		return
	}
	a.Do(Arranged{view})
	turn := a.state.Turn
	count, rows := &protocol.Count{}, &protocol.Rows{}
	listed := a.Ask(protocol.OpView, &view, count) && turn == a.state.Turn &&
		a.Ask(protocol.OpRows, &protocol.Span{N: PageRows}, rows)
	switch {
	case turn != a.state.Turn:
	case listed:
		a.Do(Listed{*count, rows})
	default:
		a.Do(Listed{a.state.Count, a.state.Page})
	}
}

// Filter shows the customers that fit, whichever room asked for them.
func (a *App) Filter(f protocol.Filter) { a.Show(WithFilter(a.state.View, f)) }

// Show lists customers, whichever room asked for them.
func (a *App) Show(view protocol.View) {
	a.Do(TabChosen{a.state.Base})
	go a.SetView(view)
}

// Explain explains a customer, whichever room asked for it.
func (a *App) Explain(customer int) { a.Do(Picked{Customer: customer}) }

// ExplainFrom explains a customer beside the list; closing leads back to the room.
func (a *App) ExplainFrom(room string, customer int) { a.Do(Picked{customer, room}) }

// RowsOf fetches a page of rows of what is listed; nil when there is none, or when something else is listed by now.
func (a *App) RowsOf(page int) *protocol.Rows {
	turn := a.state.Turn
	rows := &protocol.Rows{}
	if a.Ask(protocol.OpRows, &protocol.Span{From: page * PageRows, N: PageRows}, rows) && turn == a.state.Turn {
		return rows
	}
	return nil
}

// sampleProfile is the profile a sample is made for.
func sampleProfile(sample string) string {
	if sample == "visits" || sample == "clinic" {
		return "lianyungang-dental"
	}
	return sample
}

// FilesOf lists the File objects of a FileList.
func FilesOf(list js.Value) []js.Value {
	var files []js.Value
	for i := range list.Length() {
		files = append(files, list.Index(i))
	}
	return slices.Clip(files)
}
