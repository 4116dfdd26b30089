package program

import (
	"encoding/binary"
	"slices"
)

const (
	typeSection     = 1
	functionSection = 3
	startSection    = 8
)

// starting adds a function that takes nothing and gives nothing, and has it run before all others. It is the last one, so that
// no other changes its number. A program that starts with a function of its own, or lacks sections, is refused.
func starting(sections []section, function []byte) ([]section, error) {
	find := func(id byte) int { return slices.IndexFunc(sections, func(s section) bool { return s.id == id }) }
	types, imports, functions, code := find(typeSection), find(importSection), find(functionSection), find(codeSection)
	if min(types, functions, code) < 0 || find(startSection) >= 0 {
		return nil, errProgram
	}
	number := 0
	if imports >= 0 {
		n, err := imported(sections[imports].body)
		if err != nil {
			return nil, err
		}
		number = n
	}
	own, _ := binary.Uvarint(sections[functions].body)
	kind, _ := binary.Uvarint(sections[types].body)
	for _, more := range []struct {
		section int
		body    []byte
	}{
		{types, []byte{0x60, 0, 0}},
		{functions, binary.AppendUvarint(nil, kind)},
		{code, append(binary.AppendUvarint(nil, uint64(len(function))), function...)},
	} {
		body := sections[more.section].body
		count, n := binary.Uvarint(body)
		if n <= 0 || more.section != types && count != own {
			return nil, errProgram
		}
		sections[more.section].body = slices.Concat(binary.AppendUvarint(nil, count+1), body[n:], more.body)
	}
	// It stands behind what the program gives to others, and before its tables.
	at := slices.IndexFunc(sections, func(s section) bool { return s.id > startSection })
	return slices.Insert(sections, at, section{startSection, binary.AppendUvarint(nil, uint64(number)+own)}), nil
}
