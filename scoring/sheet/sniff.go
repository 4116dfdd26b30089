package sheet

import (
	"bytes"
	"io"
	"strings"

	"fenji/scoring"
)

// sniffed is how much of a file is looked at to tell what it is.
const sniffed = 4 << 10

// signatures are the first bytes of files that are dropped by mistake.
var signatures = []struct {
	magic, kind string
}{
	{"%PDF-", "pdf"},
	{"\x89PNG\r\n", "png"},
	{"\xFF\xD8\xFF", "jpeg"},
	{"GIF87a", "gif"},
	{"GIF89a", "gif"},
	{"RIFF", "picture or sound"},
	{"II*\x00", "tiff"},
	{"MM\x00*", "tiff"},
	{"{\\rtf", "rtf"},
	{"Rar!\x1A\x07", "rar"},
	{"7z\xBC\xAF\x27\x1C", "7z"},
	{"\x1F\x8B", "gzip"},
	{"SQLite format 3\x00", "sqlite"},
	{"MIME-Version:", "html"},
}

// texts are openings of text files that are no csv, looked for behind a byte order mark and blanks, in lower case.
var texts = []struct {
	opening, kind string
}{
	{"<!doctype html", "html"},
	{"<html", "html"},
	{"<head", "html"},
	{"<table", "html"},
	{"<meta", "html"},
	{"<?xml", "xml"},
	{"<workbook", "xml"},
}

// sniff tells by its first bytes whether a file is a zip or may be text. Anything else is named in the issue.
func sniff(file string, data io.ReaderAt, size int64, head []byte) (zipped bool, issue *scoring.Issue) {
	kind := func(k string) *scoring.Issue {
		return &scoring.Issue{Code: NotAWorkbook, Args: []string{"kind", k}}
	}
	switch {
	case len(bytes.Trim(head, "\x00")) == 0:
		return false, &scoring.Issue{Code: EmptyFile}
	case isLockFile(file, head, size):
		return false, &scoring.Issue{Code: LockFile}
	case bytes.HasPrefix(head, []byte("PK\x03")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return true, nil
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return false, oleIssue(data, size)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return false, kind(s.kind)
		}
	}
	c, n := bomOf(head)
	if head = head[n:]; c != charsetUTF8 {
		if r, err := new(Options).decode(bytes.NewReader(head), c); err == nil {
			head, _ = io.ReadAll(r)
		}
	}
	plain := strings.ToLower(strings.TrimLeft(string(head), blanks))
	for _, t := range texts {
		if strings.HasPrefix(plain, t.opening) {
			if strings.Contains(plain, "<html") {
				return false, kind("html")
			}
			return false, kind(t.kind)
		}
	}
	if _, wide := unmarkedUTF16(head); !wide && c == charsetUTF8 && bytes.IndexByte(head, 0) >= 0 {
		return false, kind("binary")
	}
	return false, nil
}

// isLockFile recognises the file ~$name that Excel and WPS lay next to an open workbook: 165 bytes, the user's name
// once in bytes and once in UTF-16, each behind its length.
func isLockFile(file string, head []byte, size int64) bool {
	if size > 1024 {
		return false
	}
	if strings.HasPrefix(file[strings.LastIndexAny(file, `/\`)+1:], "~$") {
		return true
	}
	return size == 165 && head[0] > 0 && head[0] <= 54 && head[55] == head[0] && head[56] == 0
}
