//go:build !js

package terminal

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet/ole"
	"fenji/scoring/words"
	"fenji/wasm/workbook/book"
)

// passwordVariable is where a password comes from that shall not stand in a list of processes.
const passwordVariable = "FENJI_PASSWORD"

// passwords collects what -password says; each file is opened by the first that fits.
type passwords []string

func (p *passwords) String() string { return "" }

func (p *passwords) Set(s string) error {
	if s == "" {
		return errors.New("terminal.flag.password")
	}
	*p = append(*p, s)
	return nil
}

// decrypt opens those of the files that are encrypted as a whole, as the page does. A password is asked for where none was
// said and somebody sits at the terminal.
func (g *grading) decrypt(files []content) error {
	for i := range files {
		f := &files[i]
		if !encrypted(f.File) {
			continue
		}
		if err := g.findPassword(f.name); err != nil {
			return err
		}
		data, err := io.ReadAll(io.NewSectionReader(f.File, 0, f.Size()))
		if err != nil {
			return err
		}
		var packed []byte
		for _, password := range g.passwords {
			packed, err = book.Decrypt(protocol.Decrypt{File: f.name, Password: password}, data)
			if issue := (protocol.Issue{}); err == nil || !errors.As(err, &issue) || issue.Code != "wrong-password" {
				break
			}
		}
		if err != nil {
			return err
		}
		f.File = bytes.NewReader(packed)
	}
	return nil
}

// encrypted tells whether a file is a workbook that is encrypted as a whole.
func encrypted(f session.File) bool {
	var magic [len(ole.Magic)]byte
	if n, _ := f.ReadAt(magic[:], 0); n < len(magic) || string(magic[:]) != ole.Magic {
		return false
	}
	directory, _ := ole.Open(f, f.Size())
	return directory.Has("EncryptedPackage")
}

// findPassword looks for one where none was said. Without any, the file says itself that it wants one.
func (g *grading) findPassword(file string) error {
	if len(g.passwords) > 0 {
		return nil
	}
	password := os.Getenv(passwordVariable)
	if password == "" && g.Ask != nil {
		io.WriteString(g.Err, words.Text(g.lang, "terminal.password", "file", file))
		typed, err := g.Ask()
		io.WriteString(g.Err, "\n")
		if err != nil {
			return err
		}
		password = typed
	}
	if password == "" {
		return protocol.Issue{Code: "encrypted", File: file}
	}
	g.passwords = append(g.passwords, password)
	return nil
}

// AskUnseen reads a line from a terminal without showing it; nil where in is none, or where it cannot be kept from showing.
func AskUnseen(in *os.File) func() (string, error) {
	info, err := in.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 || stty(in, "-g") != nil {
		return nil
	}
	return func() (string, error) {
		interrupted, done := make(chan os.Signal, 1), make(chan bool)
		signal.Notify(interrupted, os.Interrupt)
		defer func() { signal.Stop(interrupted); close(done) }()
		if err := stty(in, "-echo"); err != nil {
			return "", err
		}
		defer stty(in, "echo")
		go func() {
			select {
			case <-interrupted: // a terminal that shows nothing would be left behind
				stty(in, "echo")
				os.Exit(Error)
			case <-done:
			}
		}()
		var line []byte
		for one := make([]byte, 1); ; {
			n, err := in.Read(one)
			if n == 1 && one[0] != '\n' {
				line = append(line, one[0])
				continue
			}
			if n == 1 || err == io.EOF {
				return strings.TrimSuffix(string(line), "\r"), nil
			}
			if err != nil {
				return "", err
			}
		}
	}
}

func stty(in *os.File, what string) error {
	command := exec.Command("stty", what)
	command.Stdin = in
	return command.Run()
}
