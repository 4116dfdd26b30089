//go:build !js

package terminal

import (
	"errors"
	"flag"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/words"
	"io/fs"
)

// Exit codes.
const (
	Done  = 0
	Error = 1
	Usage = 2
	Open  = 3
)

// Streams are where a command reads and writes when it is not told a file, and the day on which it runs.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Today    string                 // the user's civil date, 2006-01-02; "": nobody says
	Ask      func() (string, error) // reads a password; nil where nobody sits at the terminal
}

// commands are what can be said first. Their texts stand under terminal.NAME.
var commands = map[string]func(*command) error{"grade": grade, "sql": sql, "examine": examine}

// Has tells whether a word is a command of this package, or asks for help.
func Has(word string) bool {
	_, ok := commands[word]
	return ok || helps(word)
}

func helps(word string) bool {
	return word == "help" || word == "-h" || word == "-help" || word == "--help"
}

// Run runs a command and gives its exit code.
func Run(args []string, s Streams) int {
	s.Out, s.Err = &stream{w: encoded(s.Out)}, &stream{w: encoded(s.Err)}
	lang := words.Languages[0]
	if len(args) == 0 || helps(args[0]) {
		if len(args) > 1 && commands[args[1]] != nil {
			args = []string{args[1], "-h"}
		} else {
			say(s.Out, language(), "terminal.help")
			return Done
		}
	}
	c := &command{Streams: s, lang: lang, flags: flag.NewFlagSet(args[0], flag.ContinueOnError), args: args[1:]}
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.lang, "lang", lang, "")
	return c.exit(commands[args[0]](c))
}

// A command is one run of one.
type command struct {
	Streams
	lang  string
	flags *flag.FlagSet
	args  []string
}

// problem says what went wrong; what befalls files has words in either language, anything else those of the system.
func problem(lang string, err error) string {
	var file *fs.PathError
	if !errors.As(err, &file) {
		return err.Error()
	}
	name := strings.TrimSuffix(file.Path, partial)
	for _, known := range []struct {
		of   error
		text string
	}{
		{fs.ErrNotExist, "terminal.file.none"},
		{fs.ErrPermission, "terminal.file.shut"},
		{syscall.EISDIR, "terminal.file.folder"},
		{syscall.ENOSPC, "terminal.file.full"},
	} {
		if errors.Is(file, known.of) {
			return words.Text(lang, known.text, "file", name)
		}
	}
	return err.Error()
}

// A misuse is a command that was not understood; its text is said as it is.
type misuse string

func (m misuse) Error() string { return string(m) }

// errOpen ends a strict run with open questions.
var errOpen = errors.New("open questions")

// parse reads the flags, which may stand before the files, between them and behind.
func (c *command) parse() error {
	var files []string
	for rest := c.args; ; rest = rest[1:] {
		err := c.flags.Parse(rest)
		switch {
		case errors.Is(err, flag.ErrHelp):
			return err
		case err != nil:
			c.lang = saidLanguage(c.args)
			return misuse(misread(c.lang, err))
		}
		if rest = c.flags.Args(); len(rest) == 0 {
			break
		}
		files = append(files, rest[0])
	}
	c.args = files
	if c.lang != "en" && c.lang != "zh-CN" {
		lang := c.lang
		c.lang = words.Languages[0]
		return misuse(words.Text(c.lang, "terminal.lang", "lang", lang))
	}
	return nil
}

// exit says what went wrong and gives the code for it. A pipe that nobody reads any more is no news to anybody.
func (c *command) exit(err error) int {
	name := c.flags.Name()
	var wrong misuse
	var issue scoring.Issue
	var said protocol.Issue
	switch {
	case err == nil:
		err = c.Out.(*stream).err
		if err == nil {
			return Done
		}
		return c.exit(err)
	case errors.Is(err, flag.ErrHelp):
		said := false
		c.flags.Visit(func(f *flag.Flag) { said = said || f.Name == "lang" })
		if !said {
			c.lang = language()
		}
		say(c.Out, c.lang, "terminal."+name)
		return Done
	case errors.Is(err, errOpen):
		return Open
	case errors.As(err, &wrong):
		say(c.Err, c.lang, "terminal.misuse", "problem", string(wrong), "command", name)
		return Usage
	case errors.Is(err, syscall.EPIPE):
		return Error
	case errors.As(err, &issue):
		said = session.IssueMessage(issue)
		fallthrough
	case errors.As(err, &said):
		c.tellIssue(said)
		return Error
	}
	say(c.Err, c.lang, "terminal.error", "problem", problem(c.lang, err))
	return Error
}

// tellIssue says what is wrong with a file, where, and how it can be mended here: at a terminal nothing is dropped or entered.
func (c *command) tellIssue(i protocol.Issue) {
	say(c.Err, c.lang, "terminal.error", "problem", address(i)+issueText(c.lang, i))
	for _, fix := range []string{"terminal." + i.Code + ".fix", "issue." + i.Code + ".fix"} {
		if words.Has(fix) {
			say(c.Err, c.lang, fix)
			return
		}
	}
}

func address(i protocol.Issue) string {
	var parts []string
	for _, p := range []string{i.File, i.Sheet, i.Cell} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, " ") + ": "
}

func issueText(lang string, i protocol.Issue) string {
	args := append(slices.Clone(i.Args), "file", i.File, "sheet", i.Sheet, "cell", i.Cell, "value", i.Value)
	return words.Text(lang, "issue."+i.Code, args...)
}

// say writes a text; a | in it begins a new line, a ¦ is one that is seen.
func say(w io.Writer, lang, key string, args ...string) {
	lines := strings.Split(words.Text(lang, key), "|")
	for i, line := range lines {
		line = strings.ReplaceAll(line, "¦", "|")
		lines[i] = words.Fill(line, args...) + "\n"
	}
	io.WriteString(w, strings.Join(lines, ""))
}

// A stream keeps the first error of what was written to it, and writes nothing after it.
type stream struct {
	w   io.Writer
	err error
}

func (s *stream) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(b)
	s.err = err
	return n, err
}

// locale is what the environment says of language and encoding.
func locale() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	return ""
}

// language is the one that help comes in: English where the environment says so. What is said of files, and files, come in
// the language that -lang names, so that they are the same wherever a command runs.
func language() string {
	l := locale()
	if strings.HasPrefix(l, "en") || l == "C" || l == "POSIX" || strings.HasPrefix(l, "C.") {
		return "en"
	}
	return "zh-CN"
}

// encoded writes texts as a terminal wants them that does not speak UTF-8 but GBK. Files are never written through it.
func encoded(w io.Writer) io.Writer {
	_, charset, _ := strings.Cut(strings.ToLower(locale()), ".")
	if strings.HasPrefix(charset, "gb") || strings.HasPrefix(charset, "eucc") {
		return &gbk{w}
	}
	return w
}

// gbk encodes what is written at once; every text ends with its line.
type gbk struct{ w io.Writer }

func (g *gbk) Write(b []byte) (int, error) {
	text, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b)
	if err != nil {
		text = b // a file's name that is not UTF-8 is shown as it is
	}
	if _, err := g.w.Write(text); err != nil {
		return 0, err
	}
	return len(b), nil
}
