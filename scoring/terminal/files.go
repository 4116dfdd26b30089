//go:build !js

package terminal

import (
	"bytes"
	"io"
	"os"
	"path/filepath"

	"fenji/scoring/session"
	"fenji/scoring/words"
)

// partial ends the name of a file that is being written.
const partial = ".part"

// standard is the name that stands for a stream.
const standard = "-"

// A content is a file that is open, or what came in by a stream.
type content struct {
	name string
	session.File
	close func() error
	info  os.FileInfo
}

// openAll opens the files that are named; the name - is what comes in, once.
func (c *command) openAll(names []string) (list []content, err error) {
	defer func() {
		if err != nil {
			closeAll(list)
		}
	}()
	streamed := false
	for _, name := range names {
		if name == standard {
			if streamed {
				return list, misuse(words.Text(c.lang, "terminal.twice"))
			}
			streamed = true
			data, err := io.ReadAll(c.In)
			if err != nil {
				return list, err
			}
			list = append(list, content{name: "stdin", File: bytes.NewReader(data), close: func() error { return nil }})
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return list, err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() { // a pipe, or a folder, which cannot be read
			data, wrong := io.ReadAll(f)
			f.Close()
			if wrong != nil {
				return list, wrong
			}
			list = append(list, content{name: filepath.Base(name), File: bytes.NewReader(data), close: func() error { return nil }})
			continue
		}
		if err != nil {
			f.Close()
			return list, err
		}
		list = append(list, content{filepath.Base(name), sized{f, info.Size()}, f.Close, info})
	}
	return list, nil
}

type sized struct {
	*os.File
	size int64
}

func (s sized) Size() int64 { return s.size }

func closeAll(list []content) {
	for _, f := range list {
		f.close()
	}
}

// save writes a file whole or not at all; the name - is what goes out. write must be told of errors by what it writes to.
func (c *command) save(name string, read []content, write func(w io.Writer) error) error {
	if name == standard {
		return write(c.Out.(*stream).raw())
	}
	if info, err := os.Stat(name); err == nil {
		for _, f := range read {
			if f.info != nil && os.SameFile(f.info, info) {
				return misuse(words.Text(c.lang, "terminal.same", "file", name))
			}
		}
	}
	part := name + partial
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	err = write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		os.Remove(part)
	}
	return err
}

// raw is the stream without what encodes texts for a terminal: a file's bytes are its own.
func (s *stream) raw() io.Writer {
	if g, ok := s.w.(*gbk); ok {
		return g.w
	}
	return s.w
}
