package dialect

import (
	"strings"
	"unicode"
)

// Labels come from whoever wrote the profile, so none may end the text or the comment that it stands in. What cannot be
// seen becomes a space first.

func plain(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == '\u2028' || c == '\u2029' || c == unicode.ReplacementChar {
			return ' '
		}
		return c
	}, s)
}

// quoteDouble doubles quotes, where nothing else escapes.
func quoteDouble(s string) string { return "'" + strings.ReplaceAll(plain(s), "'", "''") + "'" }

// quoteExtended doubles quotes too. A label with a backslash is written in the form in which it escapes whatever the server's settings.
func quoteExtended(s string) string {
	q := quoteDouble(s)
	if strings.Contains(q, `\`) {
		return "E" + strings.ReplaceAll(q, `\`, `\\`)
	}
	return q
}

// quoteBackslash doubles quotes and backslashes. Where a server takes backslashes as they are, the label shows two.
func quoteBackslash(s string) string { return strings.ReplaceAll(quoteDouble(s), `\`, `\\`) }

// quoteSpark escapes by backslashes; a dollar sign might begin a variable, which Spark fills in even within a text.
func quoteSpark(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, `$`, `\u0024`).Replace(plain(s)) + "'"
}

// remark makes a label fit for a comment: of one line, without what some client takes for the end of a statement or for
// a variable.
func remark(s string) string {
	return strings.NewReplacer(";", ",", "$", "S", "{", "(", "}", ")", "*/", "* /", "/*", "/ *").Replace(plain(s))
}
