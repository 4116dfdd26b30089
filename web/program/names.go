package program

import (
	"bytes"
	"encoding/binary"
)

const importSection = 2

// Names gives the name of each function of a program that is not rewritten, by its number as browsers say it; those that the
// program imports have none. In the program's own traces the place of a function begins with its number ([NumberOf]).
func Names(program []byte) ([]string, error) {
	rest, ok := bytes.CutPrefix(program, []byte(wasmHead))
	if !ok {
		return nil, errProgram
	}
	var names []string
	for len(rest) > 0 {
		id, body, more, err := cutSection(rest)
		if err != nil {
			return nil, err
		}
		rest = more
		switch id {
		case importSection:
			n, err := imported(body)
			if err != nil {
				return nil, err
			}
			names = make([]string, n)
		case dataSection:
			return named(names, body)
		}
	}
	return names, nil
}

// firstPlace is the number of a program's first own function in its places, as Go's linker counts.
const firstPlace = 0x1000

// NumberOf gives the number of the function in which a place (pc) of a trace lies, of a program that imports some.
func NumberOf(pc uint64, imported int) int { return int(pc>>16) - firstPlace + imported }

// imported counts the functions of an import section, which may hold nothing else.
func imported(body []byte) (int, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 || count > uint64(len(body)) {
		return 0, errProgram
	}
	body = body[n:]
	for range count {
		for range 2 { // of which module, and the name there
			size, n := binary.Uvarint(body)
			if n <= 0 || uint64(len(body)-n) < size {
				return 0, errProgram
			}
			body = body[n+int(size):]
		}
		_, n := binary.Uvarint(body[min(1, len(body)):])
		if n <= 0 || body[0] != 0 {
			return 0, errProgram
		}
		body = body[1+n:]
	}
	return int(count), nil
}

// named adds the names that stand in a data section.
func named(names []string, body []byte) ([]string, error) {
	list, err := segments(body)
	if err != nil {
		return nil, err
	}
	t, err := tablesOf(flat(list))
	if t == nil {
		return names, err
	}
	own := len(names)
	for i := range t.count {
		entry := t.memory[t.list+8*i:]
		number := NumberOf(uint64(binary.LittleEndian.Uint32(entry))<<16, own)
		at := t.list + int(binary.LittleEndian.Uint32(entry[4:]))
		if number < own || number > 1<<20 || at+moreTables > len(t.memory) {
			return nil, errProgram
		}
		name := t.names + int(binary.LittleEndian.Uint32(t.memory[at+nameNumber:]))
		if name < t.names || name >= t.units {
			return nil, errProgram
		}
		for len(names) <= number {
			names = append(names, "")
		}
		said, _, _ := bytes.Cut(t.memory[name:t.units], []byte{0})
		names[number] = string(said)
	}
	return names, nil
}
