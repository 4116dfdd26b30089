package book_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/wasm/workbook/book"
)

// encrypted makes a workbook with one cell that opens with the password.
func encrypted(t *testing.T, password string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellStr("Sheet1", "A1", "客户编号"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readable opens a package with the product's reader and counts the rows of the first sheet that has some.
func readable(t *testing.T, packed []byte) int {
	t.Helper()
	b, err := sheet.Open("a.xlsx", bytes.NewReader(packed), int64(len(packed)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Sheets() {
		if table, err := b.Read(i); err == nil && table.Rows > 0 {
			return table.Rows
		}
	}
	return 0
}

func codeOf(err error) string {
	var issue protocol.Issue
	if errors.As(err, &issue) {
		return issue.Code
	}
	return ""
}

func TestDecrypt(t *testing.T) {
	for _, password := range []string{"fenji", "密码 123", " a", strings.Repeat("长", 60)} {
		data := encrypted(t, password)
		packed, err := book.Decrypt(protocol.Decrypt{Password: password}, data)
		if err != nil {
			t.Errorf("%.10s: %v", password, err)
			continue
		}
		if n := readable(t, packed); n != 1 {
			t.Errorf("%.10s: %d rows", password, n)
		}
		for _, wrong := range []string{"", password + " "} {
			if _, err := book.Decrypt(protocol.Decrypt{File: "a.xlsx", Password: wrong}, data); codeOf(err) != "wrong-password" {
				t.Errorf("%.10s opens with %.10s: %v", password, wrong, err)
			}
		}
	}
}

// TestDecryptRefuses gives what is no encrypted workbook, or a damaged one: an issue, never a panic.
func TestDecryptRefuses(t *testing.T) {
	whole := encrypted(t, "fenji")
	cases := map[string][]byte{"empty": nil, "text": []byte("客户编号,消费金额\n"), "head only": whole[:512], "half": whole[:len(whole)/2]}
	for name, data := range cases {
		if _, err := book.Decrypt(protocol.Decrypt{Password: "fenji"}, data); codeOf(err) != "encrypted-unsupported" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for at := 0; at < 512+128*4; at += 37 { // head and directory; what follows is noise anyway
		bent := bytes.Clone(whole)
		bent[at] ^= 0xFF
		if _, err := book.Decrypt(protocol.Decrypt{Password: "fenji"}, bent); err != nil && codeOf(err) == "" {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

// TestCorpus opens the encrypted workbooks of the corpus, made by Excel, LibreOffice and others.
func TestCorpus(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "shared", "corpus")
	manifest, err := os.Open(filepath.Join(folder, "MANIFEST.csv"))
	if err != nil {
		t.Skip("no corpus here")
	}
	defer manifest.Close()
	lines, err := csv.NewReader(manifest).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, line := range lines {
		password := ""
		for _, field := range line {
			if p, ok := strings.CutPrefix(field, "encrypted:"); ok {
				password = p
			}
		}
		if password == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, line[0]))
		if err != nil {
			t.Fatal(err)
		}
		packed, err := book.Decrypt(protocol.Decrypt{Password: password}, data)
		if err != nil {
			t.Errorf("%s: %v", line[0], err)
			continue
		}
		opened++
		t.Logf("%s: %d rows", line[0], readable(t, packed))
		if _, err := book.Decrypt(protocol.Decrypt{Password: "x" + password}, data); codeOf(err) != "wrong-password" {
			t.Errorf("%s opens with a wrong password: %v", line[0], err)
		}
	}
	if opened != 4 {
		t.Errorf("opened %d, want 4", opened)
	}
}

func FuzzDecrypt(f *testing.F) {
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		packed, err := book.Decrypt(protocol.Decrypt{Password: "fenji"}, data)
		if err != nil && codeOf(err) == "" || err == nil && !bytes.HasPrefix(packed, []byte("PK")) {
			t.Errorf("%d bytes, %v", len(packed), err)
		}
	})
}

func codeOfOpen(err error) string {
	var issue scoring.Issue
	if errors.As(err, &issue) {
		return string(issue.Code)
	}
	return ""
}

// TestSpins refuses, before it begins, what would keep the user waiting for a minute.
func TestSpins(t *testing.T) {
	data := agile(encrypted(t, ""), "fenji")
	const usual, many = `spinCount="1000" saltSize=`, `spinCount="10000000" size=`
	if len(usual) != len(many) || !bytes.Contains(data, []byte(usual)) {
		t.Fatal("the file says its spins in another way")
	}
	_, err := book.Decrypt(protocol.Decrypt{File: "a.xlsx", Password: "fenji"}, bytes.Replace(data, []byte(usual), []byte(many), 1))
	var issue protocol.Issue
	if !errors.As(err, &issue) || issue.Code != "encrypted-slow" || len(issue.Args) != 2 || issue.Args[1] != "40" {
		t.Errorf("ten million: %+v", err)
	}
}
