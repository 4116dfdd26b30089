// Package effect is the room of what an action did: those who were called beside others who were like them; and, before the
// calls, what so many of them can prove.
package effect

import (
	"math"
	"strconv"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	By, Value, Day string // as EffectWish says
	Days           int    // 0: 90
	Read           *protocol.BaseRead
	File           string // the list that was read
	Hold           bool   // lists for calls leave every fifth in peace

	Customers int // of the plan; 0: 100
	Share     int // per cent, of the plan; −1: what the log says
	Typed     bool

	Found  *protocol.Effect
	Of     *protocol.Outcome // the outcome that Found belongs to; Shown is the wish that it answers
	Shown  protocol.EffectWish
	Plan   *protocol.Plan
	PlanOf *protocol.Outcome
}

// The events of the room.
type (
	Chosen  struct{ By, Value, Day string }
	DaysSet struct{ Days int }
	Read    struct {
		File string
		Read *protocol.BaseRead
	}
	Planned struct{ Customers, Share int }
	Held    struct{ On bool }
)

const name, question, planning = "effect", "effect", "effect.plan"

// What is planned with unless the clinic says otherwise.
const usualCustomers, usualDays = 100, 90

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "change", Reduce: reduceOwn, Export: export, Notes: offer,
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpEffect,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return wish(s)
		},
		Also:   func(s *shell.State) int { return s.Count.Marked }, // of those who are marked
		Answer: func() protocol.Message { return &protocol.Effect{} },
	}, {
		Name: planning, Op: protocol.OpPlan,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return planWish(own(s))
		},
		Answer: func() protocol.Message { return &protocol.Plan{} },
	}},
}

// export tells files what the action was, and lists for calls who is held out.
func export(s *shell.State, w *protocol.Export) {
	w.Month.Effect = *wish(s)
	if own(s).Hold {
		if w.Month.Hold = s.Today; w.Month.Hold == "" && s.Outcome != nil {
			w.Month.Hold = s.Outcome.AsOf
		}
	}
}

// calledHere is how many of those in this data a filled list for calls has a result for.
func calledHere(s *shell.State) (n int) {
	if s.Outcome == nil {
		return 0
	}
	for _, i := range s.Outcome.Notices {
		for k := 0; i.Code == "call-list" && k+1 < len(i.Args); k += 2 {
			if i.Args[k] == "here" {
				here, _ := strconv.Atoi(i.Args[k+1])
				n += here
			}
		}
	}
	return n
}

// offer leads from a filled list for calls to what the calls did.
func offer(s *shell.State) []shell.Note {
	n := calledHere(s)
	if n == 0 || s.Outcome.Shape != "visits" {
		return nil
	}
	return []shell.Note{{Code: "call-list-effect", Text: words.Text(s.Lang, "effect.offer", "n", say.Count(n)), Do: "effect.calls",
		Label: words.Text(s.Lang, "effect.offer.do")}}
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func wish(s *shell.State) *protocol.EffectWish {
	o := own(s)
	w := &protocol.EffectWish{By: o.By, Value: o.Value, Day: o.Day, Days: o.Days}
	if w.By == "file" && o.Read == nil {
		w.By = "" // not said yet
	}
	return w
}

func planWish(o State) *protocol.PlanWish {
	w := &protocol.PlanWish{Customers: o.Customers, Share: -1, Days: o.Days}
	if w.Customers == 0 {
		w.Customers = usualCustomers
	}
	if o.Typed {
		w.Share = o.Share
	}
	return w
}

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(o State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		if was.Task == shell.Loading { // another file has other columns and lists
			o = State{Hold: o.Hold, Customers: o.Customers}
		}
		o.Found, o.Plan = nil, nil
	case Chosen:
		if e.By != o.By {
			e.Value = ""
		}
		o.By, o.Value, o.Day = e.By, e.Value, e.Day
	case DaysSet:
		o.Days = e.Days
	case Read:
		o.By, o.Value, o.File, o.Read = "file", "", e.File, e.Read
	case Planned:
		o.Customers, o.Share, o.Typed = e.Customers, max(0, e.Share), e.Share >= 0
	case Held:
		o.Hold = e.On
	case shell.Answered:
		switch e.Question {
		case question:
			o.Found, o.Of, o.Shown = e.Answer.(*protocol.Effect), now.Outcome, *e.Wish.(*protocol.EffectWish)
		case planning:
			o.Plan, o.PlanOf = e.Answer.(*protocol.Plan), now.Outcome
		}
	}
	return o
}

// answered is what the room shows; nil while it is on its way, and where what is asked was refused: another list, or another day,
// had another effect.
func answered(s *shell.State) *protocol.Effect {
	if own(s).Shown == *wish(s) {
		return found(s)
	}
	return nil
}

// found is what was told last; its texts stay while other ones of a column are chosen.
func found(s *shell.State) *protocol.Effect {
	if o := own(s); o.Of != nil && o.Of == s.Outcome {
		return o.Found
	}
	return nil
}

// days is how many days after the action are looked at.
func days(o State) int {
	if o.Days == 0 {
		return usualDays
	}
	return o.Days
}

// share reads a share; 0 where there is none.
func share(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// Percent writes a share 0.2553 as 26%, and points a difference without the sign of per cent.
func Percent(text string) string { return Points(text) + "%" }

// Points writes a share 0.2553 as 25.5.
func Points(text string) string {
	return strings.TrimSuffix(strconv.FormatFloat(math.Round(share(text)*1000)/10, 'f', 1, 64), ".0")
}

func per(n protocol.Share) string {
	if n.Whole == 0 {
		return "–"
	}
	return Percent(strconv.FormatFloat(float64(n.Part)/float64(n.Whole), 'f', 4, 64))
}

// Sentences say what the action did; where it cannot be told from chance, just that.
func Sentences(lang string, o State, f *protocol.Effect) (list []string) {
	t := func(key string, args ...string) string { return words.Text(lang, "effect."+key, args...) }
	switch {
	case !f.Log:
		return []string{t("log")}
	case f.Listed == 0 && o.By != "" && o.Day != "" && (o.Value != "" || !strings.HasPrefix(o.By, "column.")):
		return []string{t("nobody")}
	case f.Listed == 0:
		return []string{t("first")}
	case f.Treated.Whole == 0:
		return []string{t("alone", "n", say.Count(f.Listed))}
	case !f.Over:
		return []string{t("running", "day", f.Until, "n", say.Count(f.Treated.Whole))}
	}
	list = append(list, t("said", "n", say.Count(f.Treated.Whole), "days", strconv.Itoa(days(o)), "a", per(f.Treated), "b", per(f.Control),
		"x", say.Count(f.Treated.Part), "y", say.Count(f.Control.Part)))
	args := []string{"by", Points(f.Difference), "low", Points(f.Low), "high", Points(f.High)}
	switch {
	case share(f.Low) > 0:
		list = append(list, t("works", args...))
	case share(f.High) < 0:
		list = append(list, t("harms", args...))
	default:
		list = append(list, t("unknown", args...))
		if f.Provable != "" {
			list = append(list, t("unknown.need", "share", Percent(f.Provable)))
		}
	}
	return list
}

// moneySentence says what it did to the money.
func moneySentence(lang string, f *protocol.Effect) string {
	yuan := func(v string) string { return say.Amount(lang, "yuan", v) }
	key := "effect.money.unknown"
	if share(f.MoneyLow) > 0 || share(f.MoneyHigh) < 0 {
		key = "effect.money"
	}
	return words.Text(lang, key, "a", yuan(f.MoneyTreated), "b", yuan(f.MoneyControl), "by", yuan(f.Money), "low", yuan(f.MoneyLow),
		"high", yuan(f.MoneyHigh))
}

// notes say who is not counted, and how far one may trust it.
func notes(lang string, f *protocol.Effect) (list []string) {
	t := func(key string, n int) string { return words.Text(lang, "effect."+key, "n", say.Count(n)) }
	if f.Alone > 0 {
		list = append(list, t("note.alone", f.Alone))
	}
	if f.Unknown > 0 {
		list = append(list, t("note.unknown", f.Unknown))
	}
	if f.Treated.Whole > 0 {
		list = append(list, t("note.kin", 0))
	}
	return list
}

// planText says what so many customers can prove.
func planText(lang string, w *protocol.PlanWish, p *protocol.Plan) (list []string) {
	t := func(key string, args ...string) string { return words.Text(lang, "effect.plan."+key, args...) }
	n := say.Count(w.Customers)
	switch {
	case p.Share == "":
		return []string{t("ask")}
	case p.Provable == "":
		list = append(list, t("none", "n", n, "share", Percent(p.Share)))
	default:
		list = append(list, t("said", "n", n, "share", Percent(p.Share), "need", Percent(p.Provable)))
	}
	if p.Arm > 0 {
		up := strconv.FormatFloat(share(p.Share)+.1, 'f', 4, 64)
		list = append(list, t("arm", "share", Percent(p.Share), "up", Percent(up), "n", say.Count(p.Arm)))
	}
	return list
}
