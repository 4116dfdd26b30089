package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fenji/scoring/sheet/archive"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestZipWriter reads what the zipWriter writes with the standard library and with our own reader.
func TestZipWriter(t *testing.T) {
	contents := map[string]string{"a.xml": strings.Repeat("some text ", 100_000), "名.xml": "x", "empty": ""}
	var out bytes.Buffer
	z := xlsxw.NewZipWriter(&out)
	for _, name := range []string{"a.xml", "名.xml", "empty"} {
		if err := z.Create(name); err != nil {
			t.Fatal(err)
		}
		io.WriteString(z, contents[name])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	copied := xlsxw.NewZipWriter(&again)
	a := archiveOf(t, out.Bytes())
	for _, name := range a.Names {
		if err := copied.Copy(a, a.Find(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := copied.Close(); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{out.Bytes(), again.Bytes()} {
		a := archiveOf(t, data)
		standard, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil || len(standard.File) != 3 || len(a.Names) != 3 {
			t.Fatal(err, a.Names)
		}
		for _, f := range standard.File {
			theirs, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			ours, err := a.Open(a.Find(f.Name), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []io.Reader{theirs, ours} {
				if b, err := io.ReadAll(r); err != nil || string(b) != contents[f.Name] {
					t.Errorf("%s: %d bytes, %v", f.Name, len(b), err)
				}
			}
		}
	}
}

func archiveOf(t *testing.T, data []byte) *archive.Archive {
	var o bounds.Options
	o.Limits.Complete()
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// behind is a file that begins with many zeros.
type behind struct {
	zeros int64
	data  []byte
}

func (b behind) ReadAt(p []byte, off int64) (int, error) {
	if off < b.zeros {
		n := int(min(int64(len(p)), b.zeros-off))
		clear(p[:n])
		if n == len(p) {
			return n, nil
		}
		m, err := b.ReadAt(p[n:], b.zeros)
		return n + m, err
	}
	return bytes.NewReader(b.data).ReadAt(p, off-b.zeros)
}

// TestZipWriterLarge lets a part begin, and the directory, where 32 bits do not reach, and writes more parts than 16 bits
// count.
func TestZipWriterLarge(t *testing.T) {
	for _, c := range []struct {
		zeros int64
		parts int
	}{{5 << 30, 3}, {0, 70_000}} {
		var out bytes.Buffer
		z := xlsxw.NewZipWriter(&out)
		z.N = c.zeros
		for i := range c.parts {
			z.Create(fmt.Sprint("part", i))
			fmt.Fprint(z, i)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		file := behind{c.zeros, out.Bytes()}
		size := c.zeros + int64(out.Len())
		standard, err := zip.NewReader(file, size)
		if err != nil || len(standard.File) != c.parts {
			t.Fatal(err)
		}
		o := bounds.Options{Limits: bounds.Limits{Parts: 100_000}}
		o.Limits.Complete()
		a, err := archive.Open(file, size, o)
		if err != nil || len(a.Names) != c.parts {
			t.Fatal(err)
		}
		last := c.parts - 1
		theirs, err := standard.File[last].Open()
		if err != nil {
			t.Fatal(err)
		}
		ours, err := a.Open(a.Find(a.Names[last]), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []io.Reader{theirs, ours} {
			if b, err := io.ReadAll(r); err != nil || string(b) != fmt.Sprint(last) {
				t.Errorf("%q %v", b, err)
			}
		}
	}
}

// TestZip64Entry has sizes beyond 32 bits in a directory entry and reads them back.
func TestZip64Entry(t *testing.T) {
	for _, want := range []archive.Part{
		{Name: "a", Unpacked: 5 << 30, Packed: 10, Header: 7},
		{Name: "b", Unpacked: 6 << 30, Packed: 5 << 30, Header: 9 << 30, CRC: 3, Method: 8},
		{Name: "c", Unpacked: 1, Packed: 2, Header: archive.Zip64Marker},
	} {
		b := xlsxw.AppendEntry(nil, &want)
		if got, n, err := archive.ReadEntry(b, 0); err != nil || n != len(b) || *got != want {
			t.Errorf("%+v became %+v, %v", want, got, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestZipWriterKeepsTheFirstError(t *testing.T) {
	w := xlsxw.NewWriter(full{})
	w.Sheet(xlsxw.SheetSpec{Name: "a"})
	var err error
	for range 100_000 {
		if err = w.Row([]value.Value{value.Str(strings.Repeat("text", 10)), value.Int(1)}); err != nil {
			break
		}
	}
	if err == nil || w.Close() == nil {
		t.Error("no error")
	}
}
