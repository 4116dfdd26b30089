package session

import (
	"errors"
	"sync"

	"fenji/scoring"
	"fenji/scoring/protocol"
)

// A Call is an op of the protocol as it arrives: its message, what comes beside it, and where its replies go.
type Call struct {
	Op     string
	Args   []byte
	Files  func() []File
	Report Report
	Part   Emit

	more func() bool // whether work that is done in steps takes another one; nil: it is done in one go
}

// ErrUnfinished says that a call's work has come a step on: the same call goes on with it, once others were answered.
var ErrUnfinished = errors.New("session: there is more to do")

// ops are what a session answers, by name, once features have added theirs.
var ops = map[string]func(s *Session, c *Call) (protocol.Message, error){}

// features add their ops when the first call comes: the program starts in every role of the site, and only one of them answers.
var features = [...]func(){
	boardOps, callsOps, checkupOps, columnsOps, compareOps, customersOps,
	dialectOps, effectOps, exportOps, fallsOps, filesOps, goalsOps,
	gradeOps, ledgerOps, modelcolumnsOps, modelsOps, monthOps, overviewOps,
	pastfileOps, periodsOps, privacyOps, projectOps, qualityOps, readyOps,
	rehearseOps, rulesOps, segmentsOps, sessionOps, warningsOps, weeklyOps,
	whyOps,
}

var addOps = sync.OnceFunc(func() {
	for _, add := range features {
		add()
	}
})

// Answer answers a call. An error that the user can mend is a [protocol.Issue].
func (s *Session) Answer(c *Call) (protocol.Message, error) {
	addOps()
	op := ops[c.Op]
	if op == nil {
		return nil, errors.New("session: no op " + c.Op)
	}
	reply, err := op(s, c)
	var issue scoring.Issue
	if errors.As(err, &issue) {
		return nil, IssueMessage(issue)
	}
	return reply, err
}

// AnswerWhile answers a call. Work that is done in steps takes another one for as long as more says, so that what an answer
// costs on its way is paid less often; what the last step found, or that there is more to do, is the answer: a message that
// says so where the page is to know how far it is, otherwise [ErrUnfinished].
func (s *Session) AnswerWhile(c *Call, more func() bool) (protocol.Message, error) {
	c.more = more
	reply, err := s.Answer(c)
	for err == nil && working(reply) && more() {
		if c.Op == protocol.OpModel { // begun anew, it would never end
			var wish protocol.ModelWish
			if err = protocol.Decode(c.Args, &wish); err != nil {
				return nil, err
			}
			wish.Anew = false
			c.Args = protocol.Encode(&wish)
		}
		reply, err = s.Answer(c)
	}
	return reply, err
}

// working tells that a reply is one of a work that goes on when it is asked again.
func working(reply protocol.Message) bool {
	switch m := reply.(type) {
	case *protocol.Model:
		return m.Working
	case *protocol.Scan:
		return m.Working
	}
	return false
}

// message is what the pointer to a type of messages is.
type message[T any] interface {
	*T
	protocol.Message
}

// take adds an op that answers a message with the help of the call.
func take[T any, M message[T], R protocol.Message](op string, answer func(*Session, T, *Call) (R, error)) {
	ops[op] = func(s *Session, c *Call) (protocol.Message, error) {
		var m T
		if err := protocol.Decode(c.Args, M(&m)); err != nil {
			return nil, err
		}
		return answer(s, m, c)
	}
}

// answer adds an op that answers a message.
func answer[T any, M message[T], R protocol.Message](op string, answer func(*Session, T) (R, error)) {
	take[T, M](op, func(s *Session, m T, _ *Call) (R, error) { return answer(s, m) })
}

// tell adds an op that is asked for without saying anything.
func tell[R protocol.Message](op string, answer func(*Session) (R, error)) {
	take(op, func(s *Session, _ protocol.Nothing, _ *Call) (R, error) { return answer(s) })
}
