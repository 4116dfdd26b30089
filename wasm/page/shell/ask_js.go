//go:build js

package shell

import (
	"syscall/js"
	"time"

	"fenji/scoring/protocol"
)

// Ask puts a question about the result that is shown. An engine that lost it to a cancelled job reads the files again
// first; where it dies, a fresh one is asked again, once. It tells whether there is an answer; a question that came at the
// wrong time has none.
func (a *App) Ask(op string, args, out protocol.Message) bool {
	answered, _ := a.ask(op, args, out)
	return answered
}

// ask is Ask; failed tells that there is no answer because something went wrong.
func (a *App) ask(op string, args, out protocol.Message) (answered, failed bool) {
	if !a.state.Settled() {
		return false, false
	}
	job := a.job
	for again := false; ; again = true {
		if a.held != a.engine.life && !a.recall() {
			return false, true // also when the user did not want to wait
		}
		if job != a.job {
			return false, false
		}
		_, err := a.engine.call(op, args, out, nil, nil)
		if job != a.job {
			return false, false
		}
		if err == nil {
			return true, false
		}
		if e, ok := err.(issueError); again || !ok || e.issue.Code != engineStopped {
			a.Fail(err)
			return false, true
		}
	}
}

// askDue asks what rooms want to know.
func (a *App) askDue() {
	for _, p := range a.house.Due(a.state) {
		if wait := p.Pause - time.Since(a.graded); wait > 0 && (p.Hurry == nil || !p.Hurry(a.state)) {
			time.AfterFunc(wait, a.askDue)
			continue
		}
		a.state = a.house.Reduce(a.state, p.Put()) // shows nowhere
		go a.pursue(p)
	}
}

// pursue asks one question and tells what came of it.
func (a *App) pursue(p Pending) {
	answer := p.Answer()
	answered, failed := false, true
	switch {
	case p.Quiet || p.Early && !a.state.Settled():
		if a.held == a.engine.life {
			job := a.job
			_, err := a.engine.call(p.Op, p.Message, answer, nil, nil)
			answered, failed = err == nil && job == a.job, err != nil && job == a.job
		}
	default:
		answered, failed = a.ask(p.Op, p.Message, answer)
	}
	if answered {
		a.Do(p.Answered(answer))
		if p.Adds && p.about.of == a.state.Outcome {
			a.SetView(a.state.View)
		}
		return
	}
	a.Do(p.Unanswered(failed))
}

// Call asks the engine something that is not about the result.
func (a *App) Call(op string, args, out protocol.Message) error {
	_, err := a.engine.call(op, args, out, nil, nil)
	return err
}

// Give hands a file to the engine and asks it something about it; what goes wrong is told. An engine that lost the result
// reads it again first.
func (a *App) Give(file js.Value, op string, args, out protocol.Message) bool {
	if !a.state.Settled() || a.held != a.engine.life && !a.recall() {
		return false
	}
	job := a.job
	buffers, err := source{files: []js.Value{file}}.buffers(source{files: []js.Value{file}}.ask(0))
	if err == nil {
		_, err = a.engine.call(op, args, out, buffers, nil)
	}
	if job != a.job {
		return false
	}
	if err != nil {
		a.Fail(err)
	}
	return err == nil
}

// recall makes a fresh engine hold what is shown. Of several questions that need it, the first does the work.
func (a *App) recall() bool {
	a.recalling.Lock()
	defer a.recalling.Unlock()
	life := a.engine.life
	if a.held == life {
		return true
	}
	if a.source.none() {
		return false // forgotten meanwhile
	}
	a.Do(Recall{true})
	defer a.Do(Recall{false})
	out, err := a.read(a.source, a.source.ask(0), a.state.Shown.Settings, "")
	if err != nil {
		a.Fail(err)
		return false
	}
	view := Fitting(a.state.View, out)
	if _, _, err := a.arrange(view); err != nil {
		a.Fail(err)
		return false
	}
	a.held = life
	if !SameView(view, a.state.View) { // by a column that has to be made again
		go a.SetView(view)
	}
	return life == a.engine.life
}
