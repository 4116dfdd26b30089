// Package numeric is the little of numerical mathematics that figures and models want, written by hand: it weighs ten
// kilobytes where a library weighs a hundred, and gives the same bits on every machine.
//
// That is why it has its own exponential and logarithm: the library's have other last bits on amd64 than under
// WebAssembly. And why every product that is added to something stands as float64(x*y): without the conversion a
// compiler may fuse the two and round once. Square root, floor and the conversions of package math are exact everywhere
// and are used.
//
// What goes in and comes out are plain numbers. Nothing here draws from a clock: a generator has a seed.
package numeric
