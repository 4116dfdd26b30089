package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// The measures, as the table names them.
const (
	inflateAlone    = "host's inflate alone, ms"
	ourRead         = "our read alone, ms"
	guessing        = "guessing the columns, ms"
	cleaning        = "cleaning, ms"
	grading         = "grading, ms"
	dropToRows      = "drop → first graded rows, ms"
	feedback        = "drop → first feedback, ms"
	longTask        = "longest task meanwhile, ms"
	longTasks       = "tasks over 50 ms"
	cancel          = "cancel, ms"
	regrade         = "re-grade, ms"
	changedCut      = "changed cut, ms"
	changedWindow   = "changed window, ms"
	sortText        = "sort by customer, ms"
	sortDate        = "sort by date, ms"
	sortMoney       = "sort by money, ms"
	sortExtra       = "sort by a text column, ms"
	window          = "window of rows, ms"
	search          = "search, ms"
	exportXLSX      = "export xlsx, ms"
	exportCSV       = "export csv, ms"
	exportSize      = "exported, MB"
	memoryRead      = "memory graded, MB"
	memoryRegrade   = "memory re-graded, MB"
	memorySort      = "memory sorted, MB"
	memorySearch    = "memory searched, MB"
	memoryExport    = "memory exported, MB"
	threads         = "processor, drop → rows, ms"
	hucreRead       = "hucre read, ms"
	udsvRead        = "uDSV typed read, ms"
	d3Read          = "d3-dsv read, ms"
	duckdbRead      = "DuckDB read, ms"
	sheetjsRead     = "SheetJS read, ms"
	sheetjsWrite    = "SheetJS write, ms"
	excelizeRead    = "excelize in wasm, read, ms"
	excelizeMemory  = "excelize in wasm, memory, MB"
	timesInflate    = "read ÷ inflate"
	timesInflateAll = "drop → rows ÷ inflate"
	beatsRead       = "SheetJS read ÷ drop → rows"
	beatsHucre      = "hucre read ÷ drop → rows"
	beatsUDSV       = "uDSV typed ÷ read"
	beatsDuckDB     = "DuckDB ÷ read"
	beatsWrite      = "SheetJS write ÷ export"
	csvOfXLSX       = "export csv ÷ export xlsx"
	cutOfDrop       = "changed cut ÷ drop → rows"
	windowOfDrop    = "changed window ÷ drop → rows"
)

// measures in the order of the table.
var measures = []string{
	inflateAlone, ourRead, guessing, cleaning, grading, dropToRows, threads, feedback, longTask, longTasks, cancel, regrade, changedCut, changedWindow, sortText,
	sortDate, sortMoney, sortExtra, window, search, exportXLSX, exportCSV, exportSize, memoryRead, memoryRegrade, memorySort,
	memorySearch, memoryExport,
	hucreRead, sheetjsRead, udsvRead, d3Read, duckdbRead, sheetjsWrite, excelizeRead, excelizeMemory, timesInflate,
	timesInflateAll, beatsHucre, beatsRead, beatsUDSV, beatsDuckDB, beatsWrite, csvOfXLSX, cutOfDrop, windowOfDrop,
}

// ratios are worked out of two medians.
var ratios = []struct{ name, of, by string }{
	{timesInflate, ourRead, inflateAlone},
	{timesInflateAll, dropToRows, inflateAlone},
	{beatsRead, sheetjsRead, dropToRows},
	{beatsHucre, hucreRead, dropToRows},
	{beatsUDSV, udsvRead, ourRead},
	{beatsDuckDB, duckdbRead, ourRead},
	{beatsWrite, sheetjsWrite, exportXLSX},
	{csvOfXLSX, exportCSV, exportXLSX},
	{cutOfDrop, changedCut, dropToRows},
	{windowOfDrop, changedWindow, dropToRows},
}

// A budget is what a measure may be at most, or has to be at least, with the largest files of the given kinds.
type budget struct {
	measure string
	limit   float64
	atLeast bool
	kinds   string
}

// big are the kinds of the budgets that speak of a million rows.
const big = shared + " " + inline

var budgets = []budget{
	{timesInflate, 1.2, false, big},
	{timesInflateAll, 2.2, false, big},
	{beatsHucre, 5, true, big},
	{beatsRead, 8, true, big},
	{beatsUDSV, 1, true, text},
	{beatsWrite, 6, true, big},
	{csvOfXLSX, 0.35, false, big},
	{cutOfDrop, 0.5, false, big + " " + visits},
	{windowOfDrop, 1, false, visits},
	{memoryRead, 256, false, big},
	{memoryExport, 320, false, big},
	{longTask, 50, false, big + " " + text + " " + visits},
	{feedback, 100, false, big},
	{cancel, 200, false, big},
	{sortText, 500, false, big},
	{sortDate, 500, false, big},
	{sortMoney, 500, false, big},
	{sortExtra, 500, false, big},
	{window, 16, false, big},
	{search, 300, false, big},
}

// claims are what texts for users may say of the site beside others; nothing else is claimed.
var claims = []string{timesInflateAll, beatsHucre, beatsRead, beatsUDSV, beatsDuckDB, beatsWrite}

// customaryBudget is for a file of 750 rows on a page that is warm, in ms.
const customaryBudget = 100

// A column of the table belongs to a workload.
type column struct {
	title string
	rows  int
	notes map[string][]float64
}

// note keeps one measured value.
func (b *bench) note(w workload, measure string, value float64) {
	for i := range b.columns {
		if b.columns[i].title == w.String() {
			b.columns[i].notes[measure] = append(b.columns[i].notes[measure], value)
			return
		}
	}
	b.columns = append(b.columns, column{w.String(), w.rows, map[string][]float64{measure: {value}}})
}

// value is the median of what was measured, or a ratio of medians.
func (c column) value(measure string) (float64, bool) {
	for _, r := range ratios {
		if r.name == measure {
			of, ok := c.value(r.of)
			by, there := c.value(r.by)
			return of / by, ok && there && by > 0
		}
	}
	list := slices.Sorted(slices.Values(c.notes[measure]))
	n := len(list)
	if n == 0 {
		return 0, false
	}
	return (list[n/2] + list[(n-1)/2]) / 2, true
}

// print writes the table and tells whether all budgets hold.
func (b *bench) print(out io.Writer) bool {
	head := []string{""}
	for _, c := range b.columns {
		head = append(head, c.title)
	}
	table := [][]string{append(head, "growth")}
	for _, m := range measures {
		row := []string{m}
		for _, c := range b.columns {
			row = append(row, figure(c.value(m)))
		}
		table = append(table, append(row, b.growth(m)))
	}
	align(out, table)
	b.claim(out)
	return b.judge(out)
}

// claim says what may be said, of the largest files that it was measured with.
func (b *bench) claim(out io.Writer) {
	fmt.Fprintln(out, "\nWhat may be claimed of this run, and nothing else:")
	for _, measure := range claims {
		for _, c := range b.columns {
			if v, ok := c.value(measure); ok && b.largest(c, measure).title == c.title {
				fmt.Fprintf(out, "  %s: %s (%s)\n", measure, figure(v, true), c.title)
			}
		}
	}
}

// growth compares the time per row of the largest files with that of the smallest: 1 is linear.
func (b *bench) growth(measure string) string {
	if !strings.HasSuffix(measure, ", ms") {
		return ""
	}
	var small, large column
	for _, c := range b.columns {
		if _, ok := c.value(measure); !ok || c.rows < 10_000 {
			continue
		}
		if small.rows == 0 || c.rows < small.rows {
			small = c
		}
		if c.rows > large.rows {
			large = c
		}
	}
	if small.rows == large.rows {
		return ""
	}
	few, _ := small.value(measure)
	many, _ := large.value(measure)
	if few == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", many/few*float64(small.rows)/float64(large.rows))
}

// judge holds the measures against the budgets and tells whether all hold.
func (b *bench) judge(out io.Writer) bool {
	table, all := [][]string{{"budget", "of", "limit", "measured", ""}}, true
	for _, c := range b.columns {
		if c.rows == customaryRows {
			v, _ := c.value(dropToRows)
			table = append(table, []string{dropToRows, c.title, "≤ 100", figure(v, true), verdict(v <= customaryBudget)})
			all = all && v <= customaryBudget
		}
	}
	for _, k := range budgets {
		for _, kind := range strings.Fields(k.kinds) {
			for _, c := range b.columns {
				v, ok := c.value(k.measure)
				if !ok || !strings.HasSuffix(c.title, " "+kind) || b.largest(c, k.measure).title != c.title {
					continue
				}
				sign, holds := "≤ ", v <= k.limit
				if k.atLeast {
					sign, holds = "≥ ", v >= k.limit
				}
				all = all && holds
				table = append(table, []string{k.measure, c.title, sign + figure(k.limit, true), figure(v, true), verdict(holds)})
			}
		}
	}
	fmt.Fprintln(out)
	align(out, table)
	return all
}

// largest is the column of the most rows of the same kind that has the measure: a peer cannot do everything with a million.
func (b *bench) largest(c column, measure string) (most column) {
	_, kind, _ := strings.Cut(c.title, " ")
	for _, other := range b.columns {
		if _, ok := other.value(measure); ok && strings.HasSuffix(other.title, " "+kind) && other.rows > most.rows {
			most = other
		}
	}
	return most
}

func verdict(holds bool) string {
	if holds {
		return "holds"
	}
	return "FAILS"
}

func figure(v float64, ok bool) string {
	switch {
	case !ok:
		return "–"
	case v >= 20 || v == float64(int(v)):
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// align prints a table with its first column to the left and the others to the right.
func align(out io.Writer, table [][]string) {
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for i, s := range row {
			widths[i] = max(widths[i], len([]rune(s)))
		}
	}
	for _, row := range table {
		var line strings.Builder
		for i, s := range row {
			pad := strings.Repeat(" ", widths[i]-len([]rune(s)))
			if i == 0 {
				line.WriteString(s + pad)
			} else {
				line.WriteString("  " + pad + s)
			}
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}

// count writes a number of rows shortly.
func count(n int) string {
	switch {
	case n >= 1_000_000:
		return strconv.Itoa(n/1_000_000) + "M"
	case n >= 1000:
		return strconv.Itoa(n/1000) + "k"
	}
	return strconv.Itoa(n)
}
