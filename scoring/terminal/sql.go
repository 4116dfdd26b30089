//go:build !js

package terminal

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/dialect"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/rules"
	"fenji/scoring/words"
)

// sql writes a profile as SQL: sql [flags].
func sql(c *command) error {
	var o dialect.Options
	id := c.flags.String("profile", profiles.All()[0].ID, "")
	day := c.flags.String("as-of", "", "")
	cuts := c.flags.String("cuts", "", "")
	out := c.flags.String("o", standard, "")
	c.flags.StringVar(&o.Dialect, "dialect", "", "")
	c.flags.StringVar(&o.From, "from", "", "")
	c.flags.StringVar(&o.Visits, "visits", dialect.ByDay, "")
	if err := c.parse(); err != nil {
		return err
	}
	wrong := func(key string, args ...string) error { return misuse(words.Text(c.lang, "terminal."+key, args...)) }
	if len(c.args) > 0 {
		return wrong("stray", "word", c.args[0])
	}
	if !slices.Contains(dialect.Names(), o.Dialect) {
		return wrong("nodialect", "dialect", o.Dialect, "dialects", strings.Join(dialect.Names(), " "))
	}
	if !slices.Contains([]string{dialect.ByDay, dialect.ByOrder, dialect.ByRow}, o.Visits) {
		return wrong("novisits", "visits", o.Visits)
	}
	if *day == "" {
		return wrong("nodate")
	}
	var err error
	if o.AsOf, err = civil.Parse(*day); err != nil {
		return wrong("noday", "day", *day)
	}
	p, err := c.named(*id)
	if err != nil {
		return err
	}
	if o.Frozen, err = readCuts(*cuts); err != nil {
		return err
	}
	o.Lang = c.lang
	script, err := dialect.Write(p, o)
	if err != nil {
		return err
	}
	return c.save(*out, nil, func(w io.Writer) error {
		_, err := io.WriteString(w, script.String())
		return err
	})
}

// named gives a built-in profile, or one that is read from a file, of its own or of a project.
func (c *command) named(name string) (*profile.Profile, error) {
	if p, ok := profiles.ByID(name); ok {
		return p, nil
	}
	if !strings.HasSuffix(strings.ToLower(name), ".json") {
		return nil, misuse(words.Text(c.lang, "terminal.noprofile", "id", name, "ids", strings.Join(ids(), " ")))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !rules.IsProject(data) {
		return profile.Parse(data)
	}
	project, err := rules.ParseProject(data)
	if err != nil {
		return nil, err
	}
	if p, ok := profiles.ByID(project.ID); ok {
		return p, nil
	}
	if project.Profile == nil {
		return nil, misuse(words.Text(c.lang, "terminal.noprofile", "id", name, "ids", strings.Join(ids(), " ")))
	}
	return project.Profile, nil
}

// readCuts reads what the statement about cuts gave: metric, points, value.
func readCuts(name string) (*scoring.Frozen, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f, err := dialect.ReadCuts(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// examine tells whether a profile is fit, and what about it should be known: examine FILE.
func examine(c *command) error {
	if err := c.parse(); err != nil {
		return err
	}
	if len(c.args) != 1 {
		return misuse(words.Text(c.lang, "terminal.oneprofile"))
	}
	p, err := c.named(c.args[0])
	if err != nil {
		return err
	}
	if _, err := profile.Check(p); err != nil {
		return err
	}
	say(c.Out, c.lang, "terminal.fit", "id", p.ID, "name", p.Name.In(c.lang), "hash", p.Hash())
	found := doctor.Examine(draft.Of(p), nil)
	for _, f := range found {
		key := "terminal.finding"
		if f.Note {
			key = "terminal.notice"
		}
		say(c.Out, c.lang, key, "text", f.Say(c.lang))
	}
	if len(found) == 0 {
		say(c.Out, c.lang, "doctor.none")
	}
	for _, n := range p.Notes {
		say(c.Out, c.lang, "terminal.notice", "text", n.In(c.lang))
	}
	return nil
}
