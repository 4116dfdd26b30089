//go:build !js

package terminal

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake/doubt"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/rules"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
	"fenji/scoring/words"
)

// A grading is what grade was asked for.
type grading struct {
	*command
	profile, asOf, out, names, key string
	project, projectKey            string // the key is that which the project holds
	rules                          string // the profile itself, as JSON, where it came as a file
	answers                        answers
	passwords                      passwords
	strict, json                   bool
	format                         string
}

// answers collects what -answer says, CODE[:KEY]=ID.
type answers []protocol.Answer

func (a *answers) String() string { return "" }

func (a *answers) Set(s string) error {
	code, rest := s, ""
	if i := strings.IndexAny(s, ":="); i >= 0 {
		code, rest = s[:i], s[i:]
	}
	at := strings.LastIndexByte(rest, '=')
	if at < 0 {
		return errors.New("terminal.flag.answer")
	}
	answer := protocol.Answer{Code: code, Key: strings.TrimPrefix(rest[:at], ":"), ID: rest[at+1:]}
	if q, ok := doubt.Of(code); !ok || !q.Allows(answer.ID) {
		return errors.New("terminal.flag.answer.none")
	}
	*a = append(*a, answer)
	return nil
}

// grade grades files: grade [flags] FILE…
func grade(c *command) error {
	g := &grading{command: c}
	f := c.flags
	f.StringVar(&g.profile, "profile", profiles.All()[0].ID, "")
	f.StringVar(&g.project, "project", "", "")
	f.StringVar(&g.asOf, "as-of", "", "")
	f.StringVar(&g.out, "o", "", "")
	f.StringVar(&g.names, "names", "", "")
	f.StringVar(&g.key, "key", "", "")
	f.Var(&g.answers, "answer", "")
	f.Var(&g.passwords, "password", "")
	f.BoolVar(&g.strict, "strict", false, "")
	f.BoolVar(&g.json, "json", false, "")
	if err := c.parse(); err != nil {
		return err
	}
	if err := g.check(); err != nil {
		return err
	}
	return g.run()
}

// check refuses what cannot be meant.
func (g *grading) check() error {
	wrong := func(key string, args ...string) error { return misuse(words.Text(g.lang, "terminal."+key, args...)) }
	if len(g.args) == 0 {
		return wrong("nofile")
	}
	if err := g.choose(); err != nil {
		return err
	}
	if g.asOf != "" {
		if _, err := civil.Parse(g.asOf); err != nil {
			return wrong("noday", "day", g.asOf)
		}
	}
	switch ext := strings.ToLower(filepath.Ext(g.out)); {
	case g.out == "":
	case g.out == standard || ext == ".csv":
		g.format = "csv"
	case ext == ".xlsx":
		g.format = "xlsx"
	default:
		return wrong("noformat", "file", g.out)
	}
	if g.json && g.out == standard {
		return wrong("bothout")
	}
	if !slices.Contains([]string{"", protocol.NamesMasked, protocol.NamesPseudonyms}, g.names) {
		return wrong("nonames", "names", g.names)
	}
	if g.key != "" && g.names != protocol.NamesPseudonyms || g.key == "" && g.project == "" && g.names == protocol.NamesPseudonyms {
		return wrong("nokey")
	}
	return nil
}

// choose takes rules of one's own out of their file.
func (g *grading) choose() error {
	p, err := g.named(g.profile)
	if err != nil {
		return err
	}
	if _, built := profiles.ByID(g.profile); built {
		return nil
	}
	text, err := p.MarshalJSON()
	g.profile, g.rules = p.ID, string(text)
	return err
}

// apply lets a project say what the flags do not, and tells what it names and the files have not.
func (g *grading) apply(s *session.Session, set protocol.Settings) (*protocol.Outcome, error) {
	data, err := os.ReadFile(g.project)
	if err != nil {
		return nil, err
	}
	p, err := rules.ParseProject(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", g.project, err)
	}
	g.projectKey = p.Key
	g.flags.Visit(func(f *flag.Flag) {
		if f.Name == "profile" { // what is typed goes first
			p.Profile, p.ID = nil, ""
		}
	})
	set, lacks := s.WithProject(set, p, false)
	if len(lacks) > 0 {
		say(g.Err, g.lang, "terminal.lacks", "file", g.project, "names", strings.Join(lacks, " / "))
	}
	return s.Grade(set, func(protocol.Progress) {})
}

func ids() (list []string) {
	for _, p := range profiles.All() {
		list = append(list, p.ID)
	}
	return list
}

func (g *grading) run() error {
	files, err := g.openAll(g.args)
	if err != nil {
		return err
	}
	defer closeAll(files)
	if err := g.decrypt(files); err != nil {
		return err
	}
	m := protocol.Load{Reveal: true, Settings: protocol.Settings{Sheet: -1, Profile: g.profile, Rules: g.rules, AsOf: g.asOf, Today: g.Today, Answers: g.answers}}
	var list []session.File
	for _, f := range files {
		m.Names, list = append(m.Names, f.name), append(list, f.File)
	}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	out, err := s.LoadFiles(m, list, func(protocol.Progress) {})
	if err == nil && g.answers.complete(out.Asks) {
		out, err = s.Grade(m.Settings, func(protocol.Progress) {})
	}
	if err == nil && g.project != "" {
		out, err = g.apply(s, m.Settings)
	}
	if err != nil {
		return err
	}
	if !out.Graded {
		return fmt.Errorf("%s", g.missing(out))
	}
	if g.out != "" {
		if err := g.save(g.out, files, func(w io.Writer) error { return g.export(s, w) }); err != nil {
			return err
		}
	}
	return g.finish(out)
}

// complete gives an answer without a key the key of the only question of its code, in place.
func (a answers) complete(asks []protocol.Ask) (changed bool) {
	for i := range a {
		var of []protocol.Ask
		for _, q := range asks {
			if q.Code == a[i].Code {
				of = append(of, q)
			}
		}
		if a[i].Key == "" && len(of) == 1 && of[0].Key != "" {
			a[i].Key, changed = of[0].Key, true
		}
	}
	return changed
}

// finish says what was made, and whether that is all.
func (g *grading) finish(out *protocol.Outcome) error {
	g.lang = words.Wearing(g.lang, out.Currency)
	if err := g.tell(out); err != nil {
		return err
	}
	if g.strict && open(out) > 0 {
		return errOpen
	}
	return nil
}

// missing says what the files lack.
func (g *grading) missing(out *protocol.Outcome) string {
	var roles, headers []string
	for _, r := range out.Missing {
		roles = append(roles, words.Text(g.lang, "role."+r))
	}
	for _, c := range out.Columns {
		headers = append(headers, c.Header)
	}
	return words.Text(g.lang, "terminal.missing", "roles", strings.Join(roles, " / "), "columns", strings.Join(headers, " / "))
}

// export writes what the page would save.
func (g *grading) export(s *session.Session, w io.Writer) error {
	wish := protocol.Export{Format: g.format, Lang: g.lang, Names: g.names}
	if g.key != "" {
		key, err := os.ReadFile(g.key)
		if err != nil {
			return err
		}
		wish.Key = string(key)
	} else if g.names == protocol.NamesPseudonyms {
		if wish.Key = g.projectKey; wish.Key == "" {
			return errors.New(words.Text(g.lang, "terminal.keyless", "file", g.project))
		}
	}
	if _, err := s.Arrange(protocol.View{Sort: protocol.ByScore}); err != nil {
		return err
	}
	out := &stream{w: w}
	_, err := s.Export(wish, func(part []byte) { out.Write(part) }, func(protocol.Progress) {})
	if out.err != nil {
		return out.err
	}
	return err
}
