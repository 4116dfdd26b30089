// Package rules is what a clinic does with rules of its own besides grading by them: cuts suggested from its data, ranks of
// today kept as thresholds, two sets of rules side by side, and the files and links that carry them from one device to
// another.
//
// What goes in: customers, results, bytes that somebody hands over. What comes out: values, and errors that name the field.
// What it refuses: cuts that coincide, texts that are too long before they are decoded, and data of customers, which no
// file or link of its can hold.
package rules
