package program

import (
	"encoding/binary"
	"errors"
)

// A machine runs functions of a few instructions, as the specification says and as slowly: what is asked of it is only
// which way a function takes.
type machine struct {
	calls  func(which int64) int64 // what a call returns
	place  int64                   // where the function says that it stands: what it stored last for the place to return to
	trace  []int64                 // the i32.const above marks and what is stored of 64 bits, in their order
	limit  int                     // of the trace
	locals [8]int64
	memory []byte

	globals            map[int64]int64 // nil where they are of no interest
	pages, most, asked int64           // the size of the memory, what the host has, and how often it was asked
}

const marks = 1 << 20

// Instructions that only the machine has to know.
const (
	opCall   = 0x10
	opDrop   = 0x1A
	opI32Eqz = 0x45
)

const (
	opSelect   = 0x1B
	opI32Load  = 0x28
	opI32Load8 = 0x2D
	opI64Store = 0x37
)

// calculations are those with two numbers of 32 bits without a sign.
var calculations = map[byte]func(a, b uint32) uint32{
	0x49: func(a, b uint32) uint32 { return truth(a < b) }, 0x4B: func(a, b uint32) uint32 { return truth(a > b) },
	opI32LeU: func(a, b uint32) uint32 { return truth(a <= b) },
	0x4F:     func(a, b uint32) uint32 { return truth(a >= b) }, opI32Add: func(a, b uint32) uint32 { return a + b },
	0x6C: func(a, b uint32) uint32 { return a * b }, 0x71: func(a, b uint32) uint32 { return a & b },
	0x74: func(a, b uint32) uint32 { return a << (b % 32) }, 0x76: func(a, b uint32) uint32 { return a >> (b % 32) },
}

func truth(is bool) uint32 {
	if is {
		return 1
	}
	return 0
}

var (
	errLimit   = errors.New("enough")
	errTrapped = errors.New("trapped")
)

// run runs a function from the place pc, and gives what it returns.
func (m *machine) run(function []byte, pc int64) (int64, error) {
	groups, at := binary.Uvarint(function)
	for range groups {
		_, n := binary.Uvarint(function[at:])
		at += n + 1
	}
	m.locals = [8]int64{0: pc}
	code := function[at:]
	ends := matching(code)
	var stack []int64
	var open []int // where the constructs around the instruction begin
	pop := func() int64 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		return v
	}
	for at := 0; ; {
		in := decode(code[at:])
		next := at + in.size
		jump := int64(-1)
		switch in.op {
		case opUnreachable:
			return 0, errTrapped
		case opBlock, opLoop:
			open = append(open, at)
		case opIf:
			open = append(open, at)
			if pop() == 0 {
				jump = 0
			}
		case opEnd:
			if len(open) == 0 && len(stack) == 0 {
				return 0, nil
			}
			if len(open) == 0 {
				return pop(), nil
			}
			open = open[:len(open)-1]
		case opBr:
			jump = in.value
		case opBrIf:
			if pop() != 0 {
				jump = in.value
			}
		case opBrTable:
			jump = label(code[at+1:], pop())
		case opReturn:
			return pop(), nil
		case opCall:
			stack = append(stack, m.calls(in.value))
		case opDrop:
			pop()
		case opLocalGet:
			stack = append(stack, m.locals[in.value])
		case opLocalSet:
			m.locals[in.value] = pop()
		case opLocalTee:
			m.locals[in.value] = stack[len(stack)-1]
		case opGlobalGet:
			stack = append(stack, m.globals[in.value])
		case opGlobalSet:
			if v := pop(); m.globals != nil {
				m.globals[in.value] = v
			}
		case opMemorySize:
			stack = append(stack, m.pages)
		case opMemoryGrow:
			m.asked++
			if more := pop(); more > m.most-m.pages {
				stack = append(stack, -1)
			} else {
				stack = append(stack, m.pages)
				m.pages += more
			}
		case opI32GeS:
			v := pop()
			stack = append(stack, int64(truth(pop() >= v)))
		case opI32Eqz:
			stack = append(stack, map[bool]int64{true: 1}[pop() == 0])
		case opI32Sub:
			v := pop()
			stack = append(stack, pop()-v)
		case opI64Const:
			stack = append(stack, in.value)
		case opI64Add:
			v := pop()
			stack = append(stack, pop()+v)
		case opI64Store:
			v := pop()
			pop()
			if m.trace = append(m.trace, v); code[next-1] == 0 {
				m.place = v
			}
		case opI32Const:
			if stack = append(stack, in.value); in.value >= marks {
				if m.trace = append(m.trace, in.value-marks); len(m.trace) >= m.limit {
					return 0, errLimit
				}
			}
		case opI32Load, opI32Load8, opStore:
			_, n := binary.Uvarint(code[at+1:])
			place, _ := binary.Uvarint(code[at+1+n:])
			v := int64(0)
			if in.op == opStore {
				v = pop()
			}
			switch to := m.memory[uint64(uint32(pop()))+place:]; in.op {
			case opStore:
				binary.LittleEndian.PutUint32(to, uint32(v))
			case opI32Load8:
				stack = append(stack, int64(to[0]))
			default:
				stack = append(stack, int64(binary.LittleEndian.Uint32(to)))
			}
		case opSelect:
			yes, b := pop(), pop()
			if yes == 0 {
				stack[len(stack)-1] = b
			}
		default:
			if calculate := calculations[in.op]; calculate != nil {
				b := uint32(pop())
				stack = append(stack, int64(calculate(uint32(pop()), b)))
				break
			}
			panic("an instruction that the machine does not know")
		}
		if jump >= 0 {
			to := open[len(open)-1-int(jump)]
			open = open[:len(open)-1-int(jump)]
			if next = ends[to] + 1; code[to] == opLoop {
				next = to
			}
		}
		at = next
	}
}

// label is the one that a table leads to.
func label(table []byte, v int64) (to int64) {
	last, n := binary.Uvarint(table)
	for range min(uint64(v), last) + 1 {
		table = table[n:]
		l, size := binary.Uvarint(table)
		to, n = int64(l), size
	}
	return to
}

// matching finds the end of each construct.
func matching(code []byte) map[int]int {
	ends, open := map[int]int{}, []int{}
	for at := 0; at < len(code); {
		in := decode(code[at:])
		switch in.op {
		case opBlock, opLoop, opIf:
			open = append(open, at)
		case opEnd:
			if len(open) > 0 {
				ends[open[len(open)-1]] = at
				open = open[:len(open)-1]
			}
		}
		at += in.size
	}
	return ends
}
