//go:build js

package engine

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/samples"
	"fenji/scoring/sheet"
)

// Whole files by way of the kernel and of Go's library: the same tables, or the same refusal.

// workbooks are the files of the tests of a sitting and the samples; and real ones, where a corpus lies beside the checkout.
func workbooks(t *testing.T) map[string][]byte {
	all := map[string][]byte{}
	for _, pattern := range []string{"../../scoring/session/testdata/cases/*.xlsx", "../../scoring/sheet/testdata/*.ods", "../../../shared/corpus/*.xlsx"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(name)] = data
		}
	}
	var sample bytes.Buffer
	if _, err := samples.Write(&sample, "lianyungang-dental.xlsx"); err != nil {
		t.Fatal(err)
	}
	all["a sample.xlsx"] = sample.Bytes()
	return all
}

// tables reads all sheets of a file, or says why it cannot.
func tables(name string, data []byte, o sheet.Options) string {
	code := func(err error) string {
		var issue scoring.Issue
		if errors.As(err, &issue) {
			return "! " + string(issue.Code)
		}
		return "? " + err.Error()
	}
	o.Limits.Unzipped, o.Limits.Memory = 32<<20, 64<<20
	book, err := sheet.Open(name, bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		return code(err)
	}
	var out strings.Builder
	for i := range book.Sheets() {
		out.WriteString("\n" + book.Sheets()[i].Name + "\n")
		table, err := book.Read(i)
		if err != nil {
			out.WriteString(code(err))
			continue
		}
		for row := range table.Rows {
			for col := range table.Cols {
				c := table.Cell(row, col)
				out.WriteString(strconv.Itoa(int(c.Kind)) + table.Text(c) + "\t")
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// sameTables holds the kernel's reading of a file against the other; it tells whether the file could be read. Of several things
// that are wrong with a part one reader may meet another first, and the kernel refuses what stands behind a stream, which Go's
// library does not look at: strict says that nothing is wrong.
func sameTables(t *testing.T, o sheet.Options, name string, data []byte, strict bool) bool {
	t.Helper()
	got, want := tables(name, data, o), tables(name, data, sheet.Options{})
	alike := strings.NewReplacer("! zip-bomb", "! damaged", "! truncated", "! damaged")
	if refused := !strict && strings.Contains(got, "! damaged"); alike.Replace(got) != alike.Replace(want) && !refused {
		t.Fatalf("%s: by the kernel\n%.300s\nby Go's library\n%.300s", name, got, want)
	}
	return !strings.Contains(got, "! ")
}

// TestKernelFiles reads every workbook and inflates each of its parts.
func TestKernelFiles(t *testing.T) {
	open := kernelHere(t)
	known := map[string]bool{} // the parts of one program are often the same
	for name, data := range workbooks(t) {
		sameTables(t, sheet.Options{Inflate: open}, name, data, true)
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			continue // it is none, or not a whole one
		}
		for _, f := range archive.File {
			raw, err := f.OpenRaw()
			if err != nil || f.Method != zip.Deflate {
				continue
			}
			packed, err := io.ReadAll(raw)
			if err != nil || known[string(packed)] {
				continue
			}
			alike(t, open, name+" "+f.Name, packed)
			known[string(packed)] = true
		}
	}
	if t.Logf("%d parts", len(known)); len(known) < 50 {
		t.Errorf("%d parts prove little", len(known))
	}
}

// TestKernelHostile reads files that were spoilt: cut, with bytes changed anywhere, with other sizes and checksums than their
// directory says, and such as inflate to far more than they should.
func TestKernelHostile(t *testing.T) {
	o := sheet.Options{Inflate: kernelHere(t)}
	r := rand.New(rand.NewPCG(7, 18))
	good, bad := 0, 0
	try := func(name string, data []byte) {
		t.Helper()
		if sameTables(t, o, name, data, false) {
			good++
		} else {
			bad++
		}
	}
	for name, data := range workbooks(t) {
		if len(data) > 16<<10 {
			continue
		}
		try(name+" cut", data[:r.IntN(len(data))])
		for range 3 {
			spoilt := bytes.Clone(data)
			for range 1 + r.IntN(3) {
				spoilt[r.IntN(len(spoilt))] ^= 1 << r.IntN(8)
			}
			try(name+" spoilt", spoilt)
		}
		for _, field := range []int{16, 20, 24} { // checksum, packed and unpacked size in an entry of the directory
			spoilt := bytes.Clone(data)
			for at := 0; at+46 < len(spoilt); at++ {
				if string(spoilt[at:at+4]) == "PK\x01\x02" && r.IntN(2) == 0 {
					n := binary.LittleEndian.Uint32(spoilt[at+field:])
					binary.LittleEndian.PutUint32(spoilt[at+field:], n+uint32(r.IntN(5))-2)
				}
			}
			try(name+" with another directory", spoilt)
		}
	}
	for _, n := range []int{900 << 10, 4 << 20, 40 << 20} {
		for _, honest := range []bool{true, false} {
			try("a bomb of "+strconv.Itoa(n), bomb(t, n, honest))
		}
	}
	if t.Logf("%d files could be read and %d not", good, bad); good < 20 || bad < 40 {
		t.Errorf("%d files could be read and %d not: that proves little", good, bad)
	}
}

// bomb is a workbook whose sheet is n blanks between two rows; its directory says so, or a thousandth of it.
func bomb(t *testing.T, n int, honest bool) []byte {
	var sample, out bytes.Buffer
	if _, err := samples.Write(&sample, "lianyungang-dental.xlsx"); err != nil {
		t.Fatal(err)
	}
	from, err := zip.NewReader(bytes.NewReader(sample.Bytes()), int64(sample.Len()))
	if err != nil {
		t.Fatal(err)
	}
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/worksheets/sheet1.xml" {
			at := bytes.Index(content, []byte("<row"))
			content = bytes.Join([][]byte{content[:at], bytes.Repeat([]byte{' '}, n), content[at:]}, nil)
		}
		w, err := to.Create(f.Name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	for at := 0; !honest && at+46 < len(data); at++ {
		if size := binary.LittleEndian.Uint32(data[at+24:]); string(data[at:at+4]) == "PK\x01\x02" && int(size) > n {
			binary.LittleEndian.PutUint32(data[at+24:], size/1000)
		}
	}
	return data
}
