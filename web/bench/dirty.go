package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// dirtyRows are the rows of the log of visits that cleaning is measured with.
const dirtyRows = 200_000

// cleanBudget is how long cleaning may take, as a multiple of reading the same file.
const cleanBudget = 2

// switches turn every step of cleaning on, one after the other; the last grading has them all.
var switches = []struct{ name, selector, value string }{
	{"exact duplicates kept", "#clean-repeats", ""},
	{"spellings of ids merged", "#clean-case", ""},
	{"gaps filled with the median", `[data-gap="0"]`, "median"},
	{"outliers left out", "#clean-outliers", "either"},
}

// dirtyTurns is how often all of it is measured; medians count.
const dirtyTurns = 3

// dirty times reading and cleaning of a log of visits with every kind of dirt, first as it comes and then with more and
// more steps chosen.
func (b *bench) dirty(out io.Writer) error {
	path := filepath.Join(b.cache, "dirty.xlsx")
	if err := writeDirty(path); err != nil {
		return err
	}
	var reads []float64
	cleans := make([][]float64, 1+len(switches))
	for range dirtyTurns {
		read, clean, err := b.cleaned(path)
		if err != nil {
			return err
		}
		reads = append(reads, read)
		for i, ms := range clean {
			cleans[i] = append(cleans[i], ms)
		}
	}
	read, worst := middle(reads), middle(cleans[0])
	fmt.Fprintf(out, "\n%s dirty visits: read in %.0f ms, cleaned in %.0f ms\n", count(dirtyRows), read, worst)
	for i, s := range switches {
		ms := middle(cleans[i+1])
		fmt.Fprintf(out, "  %s, too: cleaned in %.0f ms\n", s.name, ms)
		worst = max(worst, ms)
	}
	verdict := "holds"
	if worst > cleanBudget*read {
		verdict = "is missed"
	}
	fmt.Fprintf(out, "  cleaning ÷ reading: %.2f at most; the budget of %d %s\n", worst/read, cleanBudget, verdict)
	return nil
}

func middle(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// cleaned lets a fresh page read the log, and then clean it with one switch after the other.
func (b *bench) cleaned(path string) (read float64, clean []float64, err error) {
	t, close, err := b.open(b.url+"/", b.probe)
	if err != nil {
		return 0, nil, err
	}
	defer close()
	if err := t.ready(); err != nil {
		return 0, nil, err
	}
	r, err := give[result](t, "load", path)
	if err != nil {
		return 0, nil, err
	}
	read, clean = r.Read, []float64{r.Clean}
	if _, err := ask[bool](t, `async () => {
		document.getElementById("tab-quality").click();
		while (!document.getElementById("n-near").textContent) await new Promise((later) => setTimeout(later, 20));
		return true;
	}`); err != nil {
		return 0, nil, err
	}
	for _, s := range switches {
		r, err := ask[result](t, `(selector, value) => probe.clean(selector, value)`, s.selector, s.value)
		if err != nil {
			return 0, nil, fmt.Errorf("%s: %w", s.name, err)
		}
		clean = append(clean, r.Clean)
	}
	return read, clean, nil
}

// writeDirty writes the log unless an earlier run has.
func writeDirty(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	buffer := bufio.NewWriterSize(file, 1<<20)
	w := sheet.NewWriter(buffer)
	err = w.Sheet(sheet.SheetSpec{Name: "门诊收费"})
	rng := rand.New(rand.NewPCG(200, 1000))
	var row []sheet.Value
	for i := 0; i <= dirtyRows && err == nil; i++ {
		switch {
		case i == 0:
			row = []sheet.Value{sheet.Str("病历号"), sheet.Str("就诊日期"), sheet.Str("实收金额"), sheet.Str("科室"), sheet.Str("就诊状态"),
				sheet.Str("备注")}
		case rng.IntN(50) > 0: // or else the row before once more
			row = dirtyRow(rng, row[:0])
		}
		err = w.Row(row)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = buffer.Flush()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

// dirtyRow is a visit; about one in ten has something wrong with it.
func dirtyRow(rng *rand.Rand, row []sheet.Value) []sheet.Value {
	who, day := rng.IntN(40_000), civil.Day(19_000+rng.IntN(730))
	id := fmt.Sprintf("P%05d", who)
	switch rng.IntN(40) {
	case 0:
		id = fmt.Sprintf("p-%05d", who)
	case 1:
		id = fmt.Sprintf(" P%05d", who)
	case 2:
		id = ""
	}
	row = append(row, sheet.Str(id), sheet.Day(day), sheet.Num(decimal.Decimal{Coef: 5000 + rng.Int64N(100_000), Exp: 2}),
		sheet.Str(districts[rng.IntN(len(districts))]), sheet.Str("已到诊"), sheet.Str(opinions[rng.IntN(len(opinions))]))
	switch rng.IntN(30) {
	case 0:
		row[2] = sheet.Blank
	case 1:
		row[2] = sheet.Str("免费")
	case 2:
		row[1] = sheet.Str(fmt.Sprintf("%d/%d/2024", 1+rng.IntN(28), 1+rng.IntN(12)))
	case 3:
		row[2] = sheet.Int(5_000_000)
	case 4:
		row[4] = sheet.Str("已取消")
	}
	return row
}
