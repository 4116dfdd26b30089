// Package rules is the room where the user makes rules of grading: an editor that grades anew with every change, what that
// did against the saved rules, what is doubtful about them, and the files and links that carry them to another device.
//
// The draft is what stands in the fields. The engine turns it ([protocol.Turn]) and says whether it makes a profile; when it
// does, that profile goes into the settings, so that undo knows it. A draft that makes none stays in the fields, and the
// grades stay as they were.
package rules

import (
	"slices"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// State is what the room keeps.
type State struct {
	Draft  *protocol.Draft
	Typed  bool             // the draft was changed; else it is that of the rules in force
	Fit    protocol.Fit     // what the draft says
	Faults []protocol.Fault // why the last change was not made
	of     *protocol.Outcome
	Check  *protocol.Checkup // of that outcome
	force  string            // the rules that the draft was last fit for
	drops  int               // counts the drafts that went
	Base   map[string]string // by id, the saved rules: those of the file or the device, or those that were copied
	Kept   map[string]bool   // by id, whether this device keeps them
	Aside  map[string]bool   // findings set aside
	Said   string            // the key of what to say about the last thing done

	Link    *shell.OwnRules // rules of a link that wait for a file
	Offer   *shell.OwnRules // rules of a link that was opened over a result
	Project string          // a project file that waits for a file
	Asks    string          // its name, while it is asked whether to use it on the result that is open
	Lacks   []string        // what the project names and the file has not
	Used    bool            // the project was applied
}

// The room's events.
type (
	Turned      struct{ Out *protocol.Turned }
	Saved       struct{ ID, Text string }      // on this device
	Loaded      struct{ Own shell.OwnRules }   // from a file or a link
	Recalled    struct{ Own []shell.OwnRules } // from the device
	SetAside    struct{ Finding string }
	Told        struct{ Said string }
	LinkWaits   struct{ Own *shell.OwnRules }
	LinkOffered struct{ Own *shell.OwnRules }
	ProjectIn   struct{ Text, Asks string }
	ProjectLate struct{} // it waits for the next file
	ProjectUsed struct{ Lacks []string }
	Copied      struct{ ID, Base string }
	Unsaved     struct{ ID string }
	Dropped     struct{} // the draft goes; the rules in force stay
)

const name, question = "rules", "rules"

// linkKey begins the fragment of an address that carries rules.
const linkKey = "rules="

// faultIssue is the message that something cannot be read; the sentence comes from the fault.
func faultIssue(code string, f protocol.Fault) protocol.Issue {
	return protocol.Issue{Code: code, Args: append([]string{"field", f.Field, "pattern", f.Pattern}, f.Args...)}
}

// Room is the room.
var Room = shell.Room{
	Name: name, Area: "rules", Needs: shell.NeedsFile, Reduce: reduceOwn, Differ: differ, Notes: notes,
	Labels: []shell.Label{{Field: "against", Say: label}, {Field: "doctor", Say: foundLabel}},
	Questions: []shell.Question{{
		Name: question, Op: protocol.OpRules, Wish: wish, Also: func(s *shell.State) int { return own(s).drops },
		Answer: func() protocol.Message { return &protocol.Checkup{} },
	}},
}

func own(s *shell.State) State { return shell.Own[State](s, name) }

func reduceOwn(o any, was, now *shell.State, e shell.Event) any {
	return reduce(shell.As[State](o), was, now, e)
}

// inForce names the rules of settings, so that two of them can be told apart.
func inForce(set protocol.Settings) string { return set.Profile + " " + set.Rules }

func reduce(g State, was, now *shell.State, e shell.Event) State {
	switch e := e.(type) {
	case shell.Graded:
		if was.Task == shell.Loading {
			g.Lacks, g.Used = nil, false
		}
		g = g.followed(now) // undone, or others were chosen
	case shell.Cancelled, shell.Failed:
		g = g.followed(now)
	case shell.Answered:
		if e.Question != question {
			break
		}
		g.of, g.Check = now.Outcome, e.Answer.(*protocol.Checkup)
		if g.Draft == nil {
			g.Draft, g.Fit, g.force = &g.Check.Draft, g.Check.Fit, inForce(now.Settings)
		}
	case Turned:
		g.Faults, g.Said = e.Out.Faults, ""
		if len(g.Faults) == 0 {
			g.Draft, g.Typed, g.Fit = &e.Out.Draft, true, e.Out.Fit
			if g.Fit.Text != "" {
				g.force = g.Draft.ID + " " + g.Fit.Text
			}
		}
	case Copied:
		g.Base = shell.With(g.Base, e.ID, e.Base)
	case Saved:
		g.Base, g.Kept, g.Said = shell.With(g.Base, e.ID, e.Text), shell.With(g.Kept, e.ID, true), "rules.saved"
	case Unsaved:
		g.Kept = shell.With(g.Kept, e.ID, false)
	case Dropped:
		g = g.dropped()
	case Loaded:
		g = g.dropped()
		g.Base, g.Said = shell.With(g.Base, e.Own.Profile.ID, e.Own.Text), ""
	case Recalled:
		for _, o := range e.Own {
			g.Base, g.Kept = shell.With(g.Base, o.Profile.ID, o.Text), shell.With(g.Kept, o.Profile.ID, true)
		}
	case SetAside:
		g.Aside = shell.With(g.Aside, e.Finding, !g.Aside[e.Finding])
	case Told:
		g.Said = e.Said
	case LinkWaits:
		g.Link = e.Own
	case LinkOffered:
		g.Offer = e.Own
	case ProjectIn:
		g.Project, g.Asks = e.Text, e.Asks
	case ProjectLate:
		g.Asks = ""
	case ProjectUsed:
		g.Project, g.Asks, g.Lacks, g.Used = "", "", e.Lacks, true
	}
	return g
}

// followed drops a draft that other rules are in force than it was fit for.
func (g State) followed(now *shell.State) State {
	if inForce(now.Settings) != g.force {
		g = g.dropped()
		g.Said = ""
	}
	return g
}

// dropped is without the draft: that of the rules in force is asked for anew.
func (g State) dropped() State {
	if g.Draft != nil {
		g.drops++
	}
	g.Draft, g.Typed, g.Fit, g.Faults = nil, false, protocol.Fit{}, nil
	return g
}

// wish asks about the draft while the room is in front, and not while it is about to be graded by.
func wish(s *shell.State) protocol.Message {
	g := own(s)
	if !s.InFront(name) || !s.Settled() || g.Typed && g.Fit.Text != "" && g.force != inForce(s.Settings) {
		return nil
	}
	if g.Draft == nil || !g.Typed {
		return &protocol.RulesWish{None: true, Against: against(s)}
	}
	return &protocol.RulesWish{Draft: *g.Draft, Against: against(s)}
}

// checkup is what is known of the outcome shown; nil while it is under way.
func checkup(s *shell.State) *protocol.Checkup {
	if g := own(s); g.of != nil && g.of == s.Outcome {
		return g.Check
	}
	return nil
}

// against names the saved rules, with which those in force are compared.
func against(s *shell.State) string {
	set := s.Settings
	if base := own(s).Base[set.Profile]; base != "" {
		return base
	}
	if set.Rules != "" {
		return set.Rules
	}
	return set.Profile
}

// changed tells whether the rules in the fields are other than the saved ones.
func changed(s *shell.State) bool {
	g := own(s)
	if g.Typed && g.Fit.Text == "" {
		return true
	}
	base := against(s)
	return base != s.Settings.Rules && base != s.Settings.Profile
}

// builtIn tells whether an id is that of a built-in profile.
func builtIn(s *shell.State, id string) bool {
	return slices.ContainsFunc(s.Profiles, func(p protocol.Profile) bool { return p.ID == id })
}

// freeID is an id for a copy that nothing else has.
func freeID(s *shell.State, id string) string {
	id = strings.TrimSuffix(id, "-own")
	id = id[:min(len(id), 56)] + "-own"
	for n := 2; s.Profile(id) != nil; n++ {
		id = strings.TrimRight(id, "0123456789-")
		id += "-" + say.Count(n)
	}
	return id
}

// copied makes a draft of another's rules one's own.
func copied(s *shell.State, d *protocol.Draft) {
	d.ID = freeID(s, d.ID)
	d.Name = protocol.Text{Zh: words.Text("zh-CN", "rules.copy.name", "name", d.Name.In("zh-CN")),
		En: words.Text("en", "rules.copy.name", "name", d.Name.In("en"))}
	d.Source = ""
}

// differ says that settings differ in the rules themselves.
func differ(s *shell.State, from, to protocol.Settings) string {
	if from.Profile != to.Profile || from.Rules == to.Rules {
		return ""
	}
	name := to.Profile
	if p := s.Profile(to.Profile); p != nil {
		name = p.Name.In(s.Lang)
	}
	return words.Text(s.Lang, "rules.change", "name", name)
}

// label says the filter of those whom other rules grade otherwise.
func label(s *shell.State, _ string, f protocol.Filter) string {
	if len(f.Values) != 2 {
		return ""
	}
	grade := func(code string) string {
		return say.Either(code == "", words.Text(s.Lang, "grade.ungraded"), code)
	}
	return words.Text(s.Lang, "rules.against", "other", nameOf(s, f.Low), "from", grade(f.Values[0]), "to", grade(f.Values[1]))
}

// foundLabel says the filter of those whom a finding is about.
func foundLabel(s *shell.State, _ string, f protocol.Filter) string {
	if len(f.Values) == 0 {
		return ""
	}
	said := words.Text(s.Lang, "doctor.short."+f.Values[0])
	if len(f.Values) > 1 {
		said = words.Text(s.Lang, "fault.at", "field", words.Text(s.Lang, "metric."+f.Values[1]), "problem", said)
	}
	return said
}

// nameOf names rules that are given by id or as JSON.
func nameOf(s *shell.State, ref string) string {
	for _, o := range s.Own {
		if o.Text == ref {
			return o.Profile.Name.In(s.Lang)
		}
	}
	if p := s.Profile(ref); p != nil {
		return s.NameOf(p.ID)
	}
	return words.Text(s.Lang, "rules.saved.name")
}

// notes say what a project named and the file has not.
func notes(s *shell.State) []shell.Note {
	g := own(s)
	var list []shell.Note
	if g.Project != "" && g.Asks == "" {
		list = append(list, shell.Note{Code: "project-waits", Text: words.Text(s.Lang, "project.waits")})
	}
	if !g.Used || len(g.Lacks) == 0 {
		return list
	}
	return append(list, shell.Note{Code: "project-lacks", Text: words.Text(s.Lang, "project.lacks", "list", say.List(s.Lang, g.Lacks))})
}

// KeyOf knows a finding again that was set aside.
func KeyOf(f protocol.Finding) string {
	return f.Code + " " + f.Field + " " + strings.Join(f.Args, " ")
}

// A Movement counts a grade under both rules.
type Movement struct {
	Grade    string
	Was, Now int
}

// Movements are the sizes of the grades under the saved rules and now, and how many customers are in another grade.
func Movements(c *protocol.Cross) (list []Movement, n int) {
	at := map[string]int{}
	add := func(grade string, was, now int) {
		i, known := at[grade]
		if !known {
			i = len(list)
			at[grade] = i
			list = append(list, Movement{Grade: grade})
		}
		list[i].Was += was
		list[i].Now += now
	}
	for i, from := range c.From {
		for j := range c.To {
			add(from, c.Counts[i*len(c.To)+j], 0)
		}
	}
	for j, to := range c.To {
		for i := range c.From {
			add(to, 0, c.Counts[i*len(c.To)+j])
		}
	}
	return list, c.Differ
}

// RowsText names customers of a finding, or says that there are none.
func RowsText(s *shell.State, f protocol.Finding) string {
	var who []string
	unit := "yuan"
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = p.Unit
	}
	for _, r := range f.Rows {
		who = append(who, words.Text(s.Lang, "rules.doctor.row", "who", r.ID, "money", say.Amount(s.Lang, unit, r.Value[2]), "grade",
			say.Either(r.Grade == "", words.Text(s.Lang, "grade.ungraded"), r.Grade)))
	}
	switch {
	case len(who) > 0:
		return words.Text(s.Lang, "rules.doctor.rows", "list", say.List(s.Lang, who))
	case f.Measured:
		return words.Text(s.Lang, "rules.doctor.nobody")
	}
	return ""
}

// WayText says how a grade is reached most cheaply.
func WayText(s *shell.State, w protocol.Way) string {
	unit := "yuan"
	if p := s.Profile(s.Outcome.Profile); p != nil {
		unit = p.Unit
	}
	var parts []string
	for m, points := range w.Points {
		part := words.Text(s.Lang, "rules.way.points", "metric", say.Metrics[m], "points", points)
		if w.Values[m] != "" {
			key := "rules.way.most"
			if m > 0 {
				key = "rules.way.least"
			}
			part += words.Text(s.Lang, key, "value", say.Measured(s.Lang, m, unit, w.Values[m]))
		}
		parts = append(parts, part)
	}
	return words.Text(s.Lang, "rules.way", "grade", w.Grade, "score", w.Score, "parts", say.List(s.Lang, parts))
}
