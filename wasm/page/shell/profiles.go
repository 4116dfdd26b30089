package shell

import (
	"strconv"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// A ProfileGroup is what the choice of a profile offers under one heading.
type ProfileGroup struct {
	Label      string
	IDs, Names []string
}

// ProfileGroups are the profiles by what they hold a customer against, fixed limits or all other customers, and then the
// user's own.
func ProfileGroups(lang string, list []protocol.Profile, own []OwnRules) (groups []ProfileGroup) {
	for _, kind := range []string{"fixed", "ranked"} {
		g := ProfileGroup{Label: words.Text(lang, "profile.group."+kind)}
		for i := range list {
			if p := &list[i]; profileKind(p) == kind {
				g.IDs, g.Names = append(g.IDs, p.ID), append(g.Names, ProfileName(lang, p))
			}
		}
		if len(g.IDs) > 0 {
			groups = append(groups, g)
		}
	}
	g := ProfileGroup{Label: words.Text(lang, "profile.group.own")}
	for i := range own {
		g.IDs, g.Names = append(g.IDs, own[i].Profile.ID), append(g.Names, own[i].Profile.Name.In(lang))
	}
	if len(g.IDs) > 0 {
		groups = append(groups, g)
	}
	return groups
}

func profileKind(p *protocol.Profile) string { return say.Either(p.Ranked, "ranked", "fixed") }

// ProfileName says whose customers a profile grades and how, before where it is from.
func ProfileName(lang string, p *protocol.Profile) string {
	audience := p.Audience.In(lang)
	if audience == "" {
		return p.Name.In(lang)
	}
	name := words.Text(lang, "profile.option", "audience", audience, "kind", words.Text(lang, "profile.kind."+profileKind(p)))
	if from := "profile.from." + p.ID; words.Has(from) {
		name = words.Text(lang, "profile.option.from", "name", name, "from", words.Text(lang, from))
	}
	return name
}

// ProfileLine says how the score is put together, and how much of the past counts when that is not all of it.
func ProfileLine(lang string, p *protocol.Profile) string {
	line := words.Text(lang, "story.formula", "formula", say.Formula(p))
	switch {
	case p.WindowMonths > 0:
		line = words.Text(lang, "story.window.months", "line", line, "n", strconv.Itoa(p.WindowMonths))
	case p.WindowDays > 0:
		line = words.Text(lang, "story.window.days", "line", line, "n", strconv.Itoa(p.WindowDays))
	}
	return line
}

// NameOf names a profile by its id: a built-in one as it can be chosen, one of the user's own as it is called.
func (s *State) NameOf(id string) string {
	for i := range s.Profiles {
		if s.Profiles[i].ID == id {
			return ProfileName(s.Lang, &s.Profiles[i])
		}
	}
	if p := s.Profile(id); p != nil {
		return p.Name.In(s.Lang)
	}
	return id
}
