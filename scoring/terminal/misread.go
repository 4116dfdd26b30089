//go:build !js

package terminal

import (
	"slices"
	"strconv"
	"strings"

	"fenji/scoring/words"
)

// misreadings are the faults that package flag finds in arguments, by how it begins to say them, each with the text that
// says it in either language. A value that it quotes comes first, then the flag, then why.
var misreadings = []struct{ said, text string }{
	{"flag provided but not defined: -", "terminal.flag.unknown"},
	{"flag needs an argument: -", "terminal.flag.lacks"},
	{"bad flag syntax: ", "terminal.flag.syntax"},
	{"invalid boolean value ", "terminal.flag.boolean"},
	{"invalid value ", "terminal.flag.value"},
	{"unexpected argument ", "terminal.command.unknown"}, // said by the program itself where no command is named
}

// misread says in lang what package flag did not understand. Why a value does not fit is a key of a text, as [answers.Set]
// and [passwords.Set] give it.
func misread(lang string, err error) string {
	for _, m := range misreadings {
		rest, ok := strings.CutPrefix(err.Error(), m.said)
		if !ok {
			continue
		}
		quoted, _ := strconv.QuotedPrefix(rest)
		value, _ := strconv.Unquote(quoted)
		name, why, _ := strings.Cut(strings.TrimPrefix(rest, quoted), ": ")
		name = name[strings.LastIndexByte(name, ' ')+1:]
		return words.Text(lang, m.text, "flag", strings.TrimPrefix(name, "-"), "word", name, "value", value, "why", words.Text(lang, why))
	}
	return err.Error()
}

// Misread says what was wrong with arguments that a set of flags has refused, in the language that they or the environment name.
func Misread(args []string, err error) string { return misread(saidLanguage(args), err) }

// saidLanguage is the language that arguments name with -lang, be they understood or not, else that of the environment.
func saidLanguage(args []string) string {
	lang := ""
	for i, a := range args {
		name, value, given := strings.Cut(a, "=")
		switch {
		case name != "-lang" && name != "--lang":
		case given:
			lang = value
		case i+1 < len(args):
			lang = args[i+1]
		}
	}
	if slices.Contains(words.Languages, lang) {
		return lang
	}
	return language()
}
