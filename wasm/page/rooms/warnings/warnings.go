// Package warnings is the room of whom to call this week: who is later than usual, whose grade falls soon, who fell more than
// chance explains, and who kept a high grade but comes or pays half as much.
package warnings

import (
	"strconv"
	"strings"

	"fenji/scoring/figures"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Gap, Below, Calls int // as the clinic chose; 0: as usual
	Found             *protocol.Warnings
	Of                *protocol.Outcome // the outcome that Found belongs to
	Shown             string            // the wish that Found answers, encoded
	Record            *protocol.Record  // nil while it is on its way
}

// Chosen is the room's event.
type Chosen struct{ Gap, Below, Calls int }

// name is the room's; the others are its questions'.
const name, question, looking = "warnings", "warnings", "warnings.record"

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "change", Reduce: reduceOwn,
	Export: func(s *shell.State, w *protocol.Export) { w.Month.Warnings = *wish(s) },
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpWarnings,
		Wish: func(s *shell.State) protocol.Message {
			if !s.InFront(name) {
				return nil
			}
			return wish(s)
		},
		Answer: func() protocol.Message { return &protocol.Warnings{} },
	}, {
		Name: looking, Op: protocol.OpRecord,
		Wish: func(s *shell.State) protocol.Message {
			if w := found(s); !s.InFront(name) || w == nil || !w.Log || w.Few {
				return nil
			}
			w := wish(s)
			w.Since, w.Calls = protocol.Since{}, 0
			return w
		},
		Answer: func() protocol.Message { return &protocol.Record{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

// wish is what is asked.
func wish(s *shell.State) *protocol.WarningWish {
	o := own(s)
	return &protocol.WarningWish{Since: s.Since, Gap: o.Gap, Below: o.Below, Calls: o.Calls}
}

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

func reduce(w State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case Chosen:
		if e.Gap != w.Gap || e.Below != w.Below {
			w.Record = nil
		}
		w.Gap, w.Below, w.Calls = e.Gap, e.Below, e.Calls
	case shell.Answered:
		switch e.Question {
		case question:
			if w.Of != now.Outcome {
				w.Record = nil
			}
			w.Found, w.Of, w.Shown = e.Answer.(*protocol.Warnings), now.Outcome, string(protocol.Encode(e.Wish))
		case looking:
			w.Record = e.Answer.(*protocol.Record)
		}
	}
	return w
}

// found is what the room shows; nil while it is on its way: who was listed by another wish is not shown as if by this one.
func found(s *shell.State) *protocol.Warnings {
	if w := own(s); w.Of != nil && w.Of == s.Outcome && w.Shown == string(protocol.Encode(wish(s))) {
		return w.Found
	}
	return nil
}

// waits is how many are to be called.
func waits(s *shell.State) int { return len(customers(found(s))) }

// customers are those who are named.
func customers(w *protocol.Warnings) (list []string) {
	if w == nil {
		return nil
	}
	for _, l := range w.Lists {
		for _, r := range l.Rows {
			list = append(list, strconv.Itoa(r.Row.Customer))
		}
	}
	return list
}

// sentence says how the calls of the week are shared out.
func sentence(lang string, w *protocol.Warnings) string {
	left := ""
	if w.Left > 0 {
		left = "\n" + words.Text(lang, "calls.left", "n", say.Count(w.Left))
	}
	if len(customers(w)) == 0 {
		return words.Text(lang, "warnings.said.none") + left
	}
	n := map[string]int{}
	for _, l := range w.Lists {
		n[l.ID] = len(l.Rows)
	}
	return words.Text(lang, "warnings.said", "n", say.Count(len(customers(w))), "later", say.Count(n["later"]), "soon", say.Count(n["soon"]),
		"fell", say.Count(n["fell"]), "less", say.Count(n["less"])) + left
}

// Reason says in words why a customer is named.
func Reason(s *shell.State, list string, w protocol.Warning) string {
	t := func(key string, args ...string) string { return words.Text(s.Lang, "warnings."+key, args...) }
	unit := "yuan"
	switch list {
	case "later":
		return t("later.row", "usual", say.Count(w.Usual), "days", say.Count(w.Days), "gaps", say.Count(w.Gaps))
	case "soon":
		if w.After <= 0 {
			return words.Text(s.Lang, "falls.due", "day", w.Day)
		}
		return t("soon.row", "day", w.Day, "n", say.Count(w.After))
	}
	return t(list+".row", "then", say.Count(w.VisitsThen), "now", say.Count(w.VisitsNow), "money", say.Amount(s.Lang, unit, w.MoneyThen),
		"left", say.Amount(s.Lang, unit, w.MoneyNow))
}

// foot says what a list is worth.
func foot(lang string, w *protocol.Warnings, l protocol.WarningList, r *protocol.Record) (lines []string) {
	t := func(key string, args ...string) string { return words.Text(lang, "warnings."+key, args...) }
	if l.Total > len(l.Rows) {
		lines = append(lines, t("more", "n", say.Count(l.Total-len(l.Rows))))
	}
	switch l.ID {
	case "later":
		switch {
		case !w.Log:
			return []string{t("log")}
		case w.Few:
			return []string{t("few", "n", say.Count(w.Gaps))}
		case l.Total == 0:
			lines = append(lines, t("later.none"))
		}
		switch {
		case r == nil:
		case !r.Known || r.Back.Whole == 0:
			lines = append(lines, t("record.none"))
		case r.Back.Low == "":
			lines = append(lines, t("record.few", "n", say.Count(r.Back.Whole), "back", say.Count(r.Back.Part)))
		default:
			lines = append(lines, t("record", "n", say.Count(r.Back.Whole), "back", say.Count(r.Back.Part), "low", Percent(r.Back.Low),
				"high", Percent(r.Back.High), "share", figures.Tenths(figures.Share(int64(r.Back.Part), int64(r.Back.Whole)))+"%"))
		}
	case "less":
		key, args := l.Rule()
		lines = append(lines, words.Text(lang, key, args...))
	case "soon":
		if l.Total == 0 {
			lines = append(lines, t("soon.none"))
		}
	case "fell":
		if !w.Log {
			return []string{t("log")}
		}
		if w.Base == "" {
			return []string{t("fell.base")}
		}
		lines = append(lines, t("fell.chance", "day", w.Base, "looked", say.Count(l.Looked), "n", say.Count(l.ByChance), "total", say.Count(l.Total)))
	}
	return lines
}

// onward is the action that leads from an empty list to what would fill it, with its argument and the text on its button; "" where
// nothing does.
func onward(w *protocol.Warnings, l protocol.WarningList) (do, arg, key string) {
	switch {
	case l.Total > 0:
		return "", "", ""
	case l.ID == "soon":
		return "tab", "falls", "tab.falls"
	case !w.Log && l.ID != "less", w.Few && l.ID == "later":
		return "home", "", "open.visits"
	case l.ID == "fell" && w.Base == "", l.ID == "less" && l.Base == "":
		return "tab", "change", "tab.change"
	}
	return "", "", ""
}

// Percent writes a share 0.2553 as 26%.
func Percent(share string) string {
	v, err := strconv.ParseFloat(share, 64)
	if err != nil {
		return ""
	}
	return strconv.Itoa(int(v*100+.5)) + "%"
}

// chosen reads a number that was typed; none where it is not one within its bounds.
func chosen(typed string, low, high, none int) int {
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil || n < low || n > high {
		return none
	}
	return n
}
