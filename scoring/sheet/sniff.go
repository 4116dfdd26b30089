package sheet

import (
	"bytes"
	"fenji/scoring/sheet/ole"
	"io"
	"strings"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/charset"
	"fenji/scoring/sheet/xml"
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

// A form is how a file is to be read.
type form uint8

const (
	formText form = iota
	formZip
	formOLE
	formHTML
	formXML
)

// openings are those of text files that are no csv, looked for behind a byte order mark and blanks, in lower case.
var openings = []struct {
	text string
	form form
}{
	{"<!doctype html", formHTML}, {"<html", formHTML}, {"<head", formHTML}, {"<body", formHTML}, {"<table", formHTML}, {"<meta", formHTML},
	{"<style", formHTML}, {"<script", formHTML}, {"<div", formHTML}, {"<center", formHTML}, {"<!--", formHTML},
	{"<?xml", formXML}, {"<workbook", formXML}, {"<?mso-application", formXML},
}

// sniff tells by its first bytes how a file is to be read. What cannot be read is named in the issue.
func sniff(file string, head []byte, size int64) (form, *scoring.Issue) {
	kind := func(k string) *scoring.Issue {
		return &scoring.Issue{Code: bounds.NotAWorkbook, Args: []string{"kind", k}}
	}
	switch {
	case len(bytes.Trim(head, "\x00")) == 0:
		return 0, &scoring.Issue{Code: bounds.EmptyFile}
	case isLockFile(file, head, size):
		return 0, &scoring.Issue{Code: bounds.LockFile}
	case bytes.HasPrefix(head, []byte("PK\x03")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formZip, nil
	case bytes.HasPrefix(head, []byte(ole.Magic)):
		return formOLE, nil
	case isOlderXLS(head):
		return 0, &scoring.Issue{Code: bounds.OldXLS}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return 0, kind(s.kind)
		}
	}
	c, n := charset.Mark(head)
	if head = head[n:]; c != charset.UTF8 {
		if r, err := charset.Decode(new(bounds.Options), bytes.NewReader(head), c); err == nil {
			head, _ = io.ReadAll(r)
		}
	}
	plain := strings.ToLower(strings.TrimLeft(string(head), xml.Blanks))
	for _, o := range openings {
		if !strings.HasPrefix(plain, o.text) {
			continue
		}
		if o.form == formXML && strings.Contains(plain, "<html") {
			return formHTML, nil
		}
		return o.form, nil
	}
	if _, wide := charset.UnmarkedUTF16(head); !wide && c == charset.UTF8 && bytes.IndexByte(head, 0) >= 0 {
		return 0, kind("binary")
	}
	return formText, nil
}

// isOlderXLS recognises the sheets of Excel 2 to 4, which are records without a compound file around them.
func isOlderXLS(head []byte) bool {
	return len(head) > 8 && head[0] == 9 && (head[1] == 0 || head[1] == 2 || head[1] == 4) && head[2] >= 4 && head[2] <= 8 && head[3] == 0
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
