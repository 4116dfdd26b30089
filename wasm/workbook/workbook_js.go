//go:build js

// Package workbook runs in a Web Worker of its own for as long as one job takes: it opens encrypted workbooks. Hashing a password
// takes seconds, during which no other call is answered; a worker of its own can be stopped.
package workbook

import (
	"errors"

	"fenji/scoring/protocol"
	"fenji/wasm/mailbox"
	"fenji/wasm/workbook/book"
)

// Run answers calls, and returns only when one of them met a bug.
func Run() { mailbox.Serve("workbook", answer) }

func answer(c *mailbox.Call) (protocol.Message, error) {
	files := c.Files()
	if len(files) != 1 {
		return nil, errors.New("workbook: a call comes with one file")
	}
	var out []byte
	var err error
	switch c.Op {
	case protocol.OpDecrypt:
		var m protocol.Decrypt
		if err = c.Args(&m); err == nil {
			out, err = book.Decrypt(m, files[0])
		}
	default:
		err = errors.New("workbook: no op " + c.Op)
	}
	if err != nil {
		return nil, err
	}
	c.Part(out)
	return &protocol.Nothing{}, nil
}
