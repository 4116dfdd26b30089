package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring/sheet"
)

// locked encrypts a workbook.
func locked(t *testing.T, data []byte, password string) []byte {
	t.Helper()
	f := openBook(t, data)
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asks waits until the page asks for a password with that message.
func (b *tab) asks(code string) {
	b.t.Helper()
	b.until("the question for a password after "+code, `(code) => document.documentElement.dataset.state === "error" &&
		document.getElementById("message").dataset.code === code && document.getElementById("password").checkVisibility()`, code)
	if left := b.value("#password"); left != "" {
		b.t.Errorf("the password %q stays in its field", left)
	}
}

// press types a key in the password's field, as a keyboard does.
func (b *tab) press(key string) {
	b.t.Helper()
	js[bool](b, `(key) => document.getElementById("password").dispatchEvent(
		new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))`, key)
}

func TestPassword(t *testing.T) {
	plain := sampleFile(t, "chongqing-course")
	want := core(t, "a.xlsx", plain, choices{profile: "lianyungang-dental"})
	b := open(t, "")
	b.give("加密.xlsx", locked(t, plain, "口令 1"))
	b.asks("encrypted")
	if focus := js[string](b, `() => document.activeElement.id`); focus != "password" {
		t.Errorf("the keyboard is at %q", focus)
	}
	b.shot("asks")

	b.choose("#password", "错的")
	b.press("Enter")
	b.asks("wrong-password")
	b.choose("#password", "也是错的")
	b.click("#unlock")
	b.asks("wrong-password")
	b.choose("#password", "口令 1")
	b.press("Enter")
	b.graded(want)
	if b.code() != "" || js[bool](b, `() => document.getElementById("password").checkVisibility()`) {
		t.Error("the question stays")
	}

	// What follows works as with any other file.
	b.choose("#profile", "chongqing-course")
	b.graded(core(t, "a.xlsx", plain, choices{profile: "chongqing-course"}))
	if rows := b.table("xlsx"); len(rows) != len(want.result.Customers)+1 {
		t.Errorf("%d rows in the download", len(rows))
	}

	// Who does not know the password keeps what there was.
	b.give("另一个.xlsx", locked(t, plain, "x"))
	b.asks("encrypted")
	b.choose("#password", "half typed")
	b.press("Escape")
	b.until("the result", `() => document.documentElement.dataset.state === "done" &&
		document.getElementById("password").value === ""`)
	if found := js[bool](b, `() => [localStorage, sessionStorage].some((s) => JSON.stringify(s).includes("口令")) ||
		document.documentElement.outerHTML.includes("口令")`); found {
		t.Error("the page keeps the password")
	}
}

// TestPasswordGivenUp puts the question away before there is any result.
func TestPasswordGivenUp(t *testing.T) {
	b := open(t, "?lang=en")
	b.drop("locked.xlsx", locked(t, workbook(t, texts("a")), "x"))
	b.asks("encrypted")
	b.click("#message [data-do=dismiss]")
	b.until("the first view", `() => document.documentElement.dataset.state === "ready"`)
	b.press("Enter")
	if b.state() != "ready" {
		t.Errorf("state %s", b.state())
	}
}

// TestForeignPasswords opens what other programs encrypted.
func TestForeignPasswords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, password, code string }{
		{"excelize__encryptSHA512.xlsx", "password", ""},
		{"excelize__encryptAES.xlsx", "password", ""},
		{"poi__protected_passtika.xlsx", "tika", ""},
		{"poi__extenxls_pwd123.xlsx", "pwd123", ""},
	} {
		t.Run(c.file, func(t *testing.T) {
			path := filepath.Join("..", "..", "..", "shared", "corpus", c.file)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Skip("no corpus here")
			}
			b := open(t, "")
			b.give(c.file, data)
			b.asks("encrypted")
			b.choose("#password", "wrong")
			b.press("Enter")
			b.asks("wrong-password")
			b.choose("#password", c.password)
			b.press("Enter")
			// None of them holds customers: the page opens them and says what is missing.
			b.until("the content", `() => document.documentElement.dataset.state !== "working" &&
				!["", "encrypted", "wrong-password", "encrypted-unsupported"].includes(
				document.getElementById("message").dataset.code) || document.documentElement.dataset.state === "done"`)
			t.Log(b.state(), b.code())
		})
	}
}

// TestStyledWorkbook looks at what only the workbook's program can have made.
func TestStyledWorkbook(t *testing.T) {
	t.Parallel()
	b := open(t, "?lang=en")
	b.sample("lianyungang-dental")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	_, data := b.download("#download-xlsx")
	f := openBook(t, data)
	defer f.Close()
	about := f.GetSheetList()[2]
	if merged, err := f.GetMergeCells(about); err != nil || len(merged) == 0 {
		t.Errorf("no merged cells on %s: the engine wrote alone (%v)", about, err)
	}
	if title, err := f.GetCellValue(about, "A1"); err != nil || title != "About this grading" {
		t.Errorf("title %q, %v", title, err)
	}
	book, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)), sheet.Options{})
	if err != nil || len(book.Sheets()) != 4 {
		t.Errorf("sheets %v, %v", f.GetSheetList(), err)
	}
	if charts(f) == 0 {
		t.Error("the overview has no chart")
	}
}

// charts counts the charts of a workbook.
func charts(f *excelize.File) int {
	n := 0
	f.Pkg.Range(func(name, _ any) bool {
		if strings.HasPrefix(name.(string), "xl/charts/chart") {
			n++
		}
		return true
	})
	return n
}

// failures are ways in which the workbook's program may fail, as makers of its worker.
var failures = []struct{ name, worker string }{
	{"none is made", `() => { throw new Error("none"); }`},
	{"it cannot start", `() => { const w = {postMessage() {}, terminate() {}}; setTimeout(() => w.onerror?.(new Event("error"))); return w; }`},
	{"it dies when asked", `() => { const w = {terminate() {}, postMessage() { w.onmessage({data: {id: -1, kind: "panic"}}); }}; return w; }`},
}

// TestWithoutWorkbookProgram exports although that program does not start, or dies: the engine writes workbooks, charts and all.
func TestWithoutWorkbookProgram(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.sample("chongqing-course")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	for _, failure := range failures {
		js[bool](b, `() => { const spawn = fenji.whole ??= fenji.spawn, fail = `+failure.worker+`;
			fenji.spawn = (name) => name === "workbook" ? fail() : spawn(name); return true; }`)
		_, data := b.download("#download-xlsx")
		f := openBook(t, data)
		names := f.GetSheetList()
		if len(names) != 4 || !strings.Contains(names[2], "说明") || charts(f) != 2 {
			t.Errorf("%s: sheets %q, %d charts", failure.name, names, charts(f))
		}
		if rows := readSheet(t, f, names[1]); len(rows) < 8 {
			t.Errorf("%s: the overview holds %q", failure.name, rows)
		}
		f.Close()
		b.until("the page to rest", `() => document.documentElement.dataset.state === "done"`)
	}
}
