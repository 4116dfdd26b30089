// Package program rewrites the programs that Go's linker writes for WebAssembly: they do the same, weigh less on the line,
// and run faster.
//
// What goes in: the bytes of a program. What comes out ([Rewritten]): the same program with another code section and another
// data section, and one function more, which runs first; all other sections are copied. A section of its own, named "rewritten",
// stands in front; a program that begins with it is given back as it is, so rewriting twice is rewriting once.
//
// # The shape that it knows
//
// Of a module: version 1, sections one behind the other, each with its length.
//
// Of a function that follows Go's way of calling: it begins with global.get 0, local.set 1. Then comes one loop, in a block
// of its own where the function may wait; in the loop one block for each block of Go's compiler; and in the innermost of
// these local.get 0 and a br_table that leads to any of them. Local 0 holds the number of the block to go to. A call begins
// with taking 8 from the end of the stack, which local 1 and global 0 hold, for the place to return to. A jump puts a number into local 0 and branches to
// the loop. Behind the blocks stands unreachable, and in a function that may wait the end of its block and i32.const 1.
//
// Of the memory: segments that are active and lie at constant addresses, and in them the tables of functions, which begin as
// runtime.pcHeader does since Go 1.20 (lines.go has the eight bytes). The places of the numbers of a function there are those of
// runtime._func. No document promises this shape. What another version of the linker writes otherwise is left alone or
// refused; what is neither, the tests of the core have to find, which run rewritten.
//
// # What it does
//
//   - function.go cuts a function into its blocks; graph.go finds dominators and loops; structure.go writes the blocks and loops
//     back. A jump forward leaves a block, a jump back begins a loop again; no variable and no table stand in between. The
//     table stays for a function that waited and begins again behind the call that made it wait. A loop that holds such a
//     call can be entered in its middle, which WebAssembly has no other form for: it keeps to the table for its way back.
//   - shorter.go says neighbouring instructions in fewer bytes. Addresses on the stack are the most of it: what lies there was
//     reached by five instructions, and is reached by the place in the load or store now. Nothing else of the order changes. It
//     makes the code an eighth shorter, and saves 43,900 bytes on the line.
//   - places.go says the places to return to by a variable. Each call puts one on the stack: the number of the caller and a small
//     number of the place in it, together a constant of five bytes that stands nowhere else. A variable holds the caller's part now,
//     so that calls look alike in all functions. It saves 85,500 bytes on the line.
//   - memory.go joins the segments of the memory. The linker writes tens of thousands, one between any two runs of zeros; those
//     that are at most 64 zeros apart become one. The memory begins with the same bytes. It saves about a tenth on the line.
//   - lines.go blanks what only traces of crashes read: the tables of files and lines, the names of functions and of what was
//     inlined into them, and what their arguments are; besides, the tables of where a function may be interrupted, which
//     WebAssembly does not do. It saves an eighth on the line. What stays of those tables moves together.
//   - derived.go leaves out of these tables what follows from the rest: the list of functions, and a table of three million bytes that
//     leads to it. start.go adds a function that works them out before anything else runs. It saves 74,500 bytes on the line.
//   - reflection.go leaves out what is said of types that only reflection asks, in programs where nothing reflects: names, fields,
//     methods that no interface names, hashes that no instruction compares with. types.go finds the types. It saves 112,800 bytes on
//     the line. What such a program says when an interface holds something else than was thought lacks the names of both.
//   - grow.go has the one function that takes memory from the host take 16 MB more than the runtime asks for, and serve it from
//     that. The runtime asks for four at a time, and a host cleans up behind each time: 240 MB in 60 steps cost it 330 to 370 ms
//     of processor where 15 steps cost 76 to 119. What is never written to costs no memory.
//
// # What it refuses
//
// It refuses with an error, and writes nothing: what does not begin as a WebAssembly module; a section, function or segment that
// is longer than what is left, and bytes left over behind the last one; a segment that is passive or whose address is not
// constant; a function with the beginning described above whose table leads out of its blocks, which branches to the loop
// without a number in local 0, which holds another br_table or an instruction that instruction.go does not list, or which ends
// otherwise; tables of functions that are not in the order, or not of the size, that the runtime gives them; memory that is taken in a second
// place, or among jumps.
//
// It leaves alone, without an error: functions that do not begin in Go's way, functions without a table of jumps, places to
// return to in functions whose first variable is not the stack's end by itself, a memory without tables of functions, tables of
// functions of which the rest does not follow, and types of which one leads to what does not look like a type.
//
// # How it is held
//
// TestFunctions draws thousands of functions and runs each before and after on a small machine of the tests: both have
// to take the same way, put the same places to return to on the stack, and keep what their variables hold, also when they wait
// and are begun again. TestPlaces has the ways in which such places stand in functions, and TestNumbers wants of each function
// its own number. TestShorterDoesTheSame draws instructions on memory, and wants the same memory from the shorter ones.
// TestDerived draws tables and has what was left out put back to the byte. TestLoops wants loops without waiting calls to do
// without the table. TestGrown asks for memory as long as there is any. TestAsking runs a program that asks of its types whatever it
// may, before and after. TestOthers and TestTypesLeftAlone break bytes; nothing may panic. make test
// runs all tests of the core as rewritten programs. make build PLAIN=1 leaves the rewriting out, for telling whether it is at
// fault.
//
// # Literature
//
// N. Ramsey, Beyond Relooper, ICFP 2022: placing blocks by their dominators. K. Cooper, T. Harvey and K. Kennedy, A Simple, Fast
// Dominance Algorithm, 2001. WebAssembly Core Specification 2.0, chapter 5: the binary format.
package program
