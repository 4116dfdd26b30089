package main

import (
	"encoding/json"
	"strings"

	"fenji/scoring/words"
)

// guides are the guide as plain pages, for reading beforehand, and as JSON, from which lockpanel.js shows the same text in
// the page: after the lock no link leads anywhere.
func guides() map[string][]byte {
	pages := map[string][]byte{}
	for i, lang := range words.Languages {
		name := guideName(lang)
		other := words.Languages[1-i]
		pages["guide/"+name] = []byte(guidePage(lang, other, guideName(other)))
		data, err := json.Marshal(words.Guide(lang))
		if err != nil {
			panic(err) // texts only
		}
		pages["guide/"+strings.TrimSuffix(name, ".html")+".json"] = data
	}
	return pages
}

// texts are all that the programs say, which they do not hold themselves. The English file holds a text in each line, and
// boot.js takes the key before it from the same line of the Chinese one: that saves eleven thousand bytes on the line.
func texts() map[string][]byte {
	keys, columns := words.Columns()
	chinese := make([]string, len(keys))
	for i, key := range keys {
		chinese[i] = key + " " + columns[0][i]
	}
	return map[string][]byte{
		"words/zh-CN.txt": []byte(strings.Join(chinese, "\n")),
		"words/en.txt":    []byte(strings.Join(columns[1], "\n")),
	}
}

func guideName(lang string) string {
	short, _, _ := strings.Cut(lang, "-")
	return short + ".html"
}

var languageNames = map[string]string{"zh-CN": "中文", "en": "English"}

func guidePage(lang, other, otherName string) string {
	var out strings.Builder
	write := func(parts ...string) {
		for _, part := range parts {
			out.WriteString(part)
		}
		out.WriteString("\n")
	}
	write("<!doctype html>")
	write(`<html lang="`, lang, `">`)
	write(`<meta charset="utf-8">`)
	write(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; `,
		`base-uri 'none'; form-action 'none'">`)
	write(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	write(`<meta name="color-scheme" content="light dark">`)
	write(`<title>`, words.Text(lang, "guide.title"), `</title>`)
	write(`<link rel="icon" href="../icon.svg" type="image/svg+xml">`)
	write(`<link rel="stylesheet" href="../app.css">`)
	write(`<main class="guide alone">`)
	write(`<p><a href="../">`, words.Text(lang, "guide.home"), `</a> · <a href="`, otherName, `" lang="`, other, `">`,
		languageNames[other], `</a></p>`)
	write(`<h1>`, words.Text(lang, "guide.title"), `</h1>`)
	write(`<p class="lead">`, words.Text(lang, "guide.lead"), `</p>`)
	for _, b := range words.Guide(lang) {
		switch b.Kind {
		case "ul", "ol":
			write("<", b.Kind, ">")
			for _, line := range b.Lines {
				write("<li>", inline(line), "</li>")
			}
			write("</", b.Kind, ">")
		case "table":
			writeTable(write, b.Rows)
		default:
			write("<", b.Kind, ">", inline(b.Lines[0]), "</", b.Kind, ">")
		}
	}
	write("</main>")
	write("</html>")
	return out.String()
}

func writeTable(write func(...string), rows [][]string) {
	write(`<div class="scroll-x" tabindex="0"><table>`)
	for i, row := range rows {
		out := "<tr>"
		for column, cell := range row {
			switch {
			case i == 0:
				out += `<th scope="col">` + inline(cell) + "</th>"
			case column == 0:
				out += `<th scope="row">` + inline(cell) + "</th>"
			default:
				out += "<td>" + inline(cell) + "</td>"
			}
		}
		write(out, "</tr>")
	}
	write("</table></div>")
}

// inline writes a text whose parts between backquotes are to be taken letter by letter. It needs no escaping: a test of
// package words keeps what would out of the guide.
func inline(text string) string {
	var out strings.Builder
	for i, span := range words.Spans(text) {
		if i%2 == 1 {
			span = "<code>" + span + "</code>"
		}
		out.WriteString(span)
	}
	return out.String()
}
