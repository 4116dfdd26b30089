package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

const (
	wasmHead    = "\x00asm\x01\x00\x00\x00"
	codeSection = 10
	dataSection = 11
)

// A section is a part of a program.
type section struct {
	id   byte
	body []byte
}

// mark is a section of its own (custom, as the specification says) that tells that a program has been rewritten.
const mark = "\x00\x0a\x09rewritten"

var errProgram = errors.New("not a program as Go's linker writes it")

// Rewritten gives the program rewritten. It takes only programs of Go's linker; one that is rewritten already stays as it
// is.
func Rewritten(program []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(program, []byte(wasmHead))
	if !ok {
		return nil, errProgram
	}
	if bytes.HasPrefix(rest, []byte(mark)) {
		return program, nil
	}
	var sections []section
	for len(rest) > 0 {
		id, body, more, err := cutSection(rest)
		if err != nil {
			return nil, err
		}
		sections = append(sections, section{id, body})
		rest = more
	}
	var start []byte
	var held map[uint32]bool
	counter, err := countPages(sections)
	if err != nil {
		return nil, err
	}
	for i, s := range sections {
		switch s.id {
		case codeSection:
			held = constants(s.body)
			s.body, err = code(s.body, counter)
		case dataSection:
			s.body, start, err = data(s.body, held)
		}
		if err != nil {
			return nil, err
		}
		sections[i].body = s.body
	}
	if counter != nil && counter.places > 0 {
		at := slices.IndexFunc(sections, func(s section) bool { return s.id == globalSection })
		sections[at].body = counter.define(sections[at].body)
	}
	if start != nil {
		if sections, err = starting(sections, start); err != nil {
			return nil, err
		}
	}
	out := []byte(wasmHead + mark)
	for _, s := range sections {
		out = binary.AppendUvarint(append(out, s.id), uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out, nil
}

// cutSection takes the first section off.
func cutSection(rest []byte) (id byte, body, more []byte, err error) {
	size, n := binary.Uvarint(rest[1:])
	if n <= 0 || uint64(len(rest)-1-n) < size {
		return 0, nil, nil, errProgram
	}
	end := 1 + n + int(size)
	return rest[0], rest[1+n : end], rest[end:], nil
}

// data rewrites the data section. The function that it may give has to run first.
func data(body []byte, held map[uint32]bool) (_, start []byte, err error) {
	list, err := segments(body)
	if err == nil {
		list, start, err = withoutLines(list, held)
	}
	return dataBody(together(list)), start, err
}

// code rewrites the functions of the code section.
func code(body []byte, counter *counter) ([]byte, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil, errProgram
	}
	out := binary.AppendUvarint(nil, count)
	body = body[n:]
	for i := range count {
		size, n := binary.Uvarint(body)
		if n <= 0 || uint64(len(body)-n) < size {
			return nil, errProgram
		}
		function := body[n : n+int(size)]
		body = body[n+int(size):]
		f, err := readFunction(function)
		if err != nil {
			return nil, err
		}
		if f != nil {
			function = f.write()
		}
		function = shorter(places(function, firstPlace+int(i)))
		if function, err = counter.take(function, f != nil); err != nil {
			return nil, err
		}
		out = binary.AppendUvarint(out, uint64(len(function)))
		out = append(out, function...)
	}
	if len(body) > 0 {
		return nil, errProgram
	}
	return out, nil
}
