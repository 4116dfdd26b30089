package intaketest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A Case is a small file, or several, and what is right for it. The README beside the cases says what the fields mean.
type Case struct {
	File    string
	Files   []string
	Kind    string
	Profile string
	AsOf    string
	Want    struct {
		Customers map[string]struct{ R, F, M json.Number }
		Only      bool
		Ledger    map[string]int
		Text      []string
		Triples   [][3]json.Number
		State     string
		Code      string
	}
	Ask, MayStop               []string
	MustRead, MustAsk, Control bool

	Quiet bool `json:"-"` // an ordinary clean file, of which nothing may be asked
}

// Names are the files, which are dropped together.
func (c Case) Names() []string {
	if c.Files != nil {
		return c.Files
	}
	return []string{c.File}
}

// Cases reads all of a directory, the quiet ones last.
func Cases(t *testing.T, dir string) []Case {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases, Quiet []Case }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for i := range all.Quiet {
		all.Quiet[i].Kind, all.Quiet[i].Quiet = "quiet", true
	}
	return append(all.Cases, all.Quiet...)
}

// A Dropped case is what the user sees of it.
type Dropped struct {
	Asked  []string       // codes of open questions right after the drop
	Stop   string         // the code of what it came to instead of grades
	Ledger map[string]int // rows by their fate

	rows  []map[string]string // of the workbook's first sheet, by header
	cells [][]string          // and as they stand
	words string              // all that stands in the workbook
}

// ReadWorkbook takes in the workbook that was downloaded in English.
func (d *Dropped) ReadWorkbook(t *testing.T, data []byte) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var words strings.Builder
	for i, name := range book.GetSheetList() {
		rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for at, row := range rows {
			words.WriteString(strings.Join(row, "\t") + "\n")
			if i > 0 || at == 0 {
				continue
			}
			cells := map[string]string{}
			for col, text := range row {
				if col < len(rows[0]) && cells[rows[0][col]] == "" {
					cells[rows[0][col]] = text
				}
			}
			d.rows, d.cells = append(d.rows, cells), append(d.cells, row)
		}
	}
	d.words = words.String()
}

// Judge says what is wrong about a case; "" when nothing is.
func (d Dropped) Judge(c Case) string {
	wrong := d.figures(c)
	asks := slices.ContainsFunc(d.Asked, func(code string) bool { return slices.Contains(c.Ask, code) })
	said := fmt.Sprintf("asked %v, stopped %q", d.Asked, d.Stop)
	if c.Want.Customers == nil && len(c.Want.Triples) == 0 && c.Want.State == "" && !c.MustAsk {
		wrong = "nothing said"
	}
	switch {
	case c.Quiet && len(d.Asked) > 0:
		return said
	case c.Quiet, c.MustRead:
	case c.MustAsk && !asks:
		return said
	case c.MustAsk:
	case asks, d.Stop != "" && slices.Contains(c.MayStop, d.Stop):
		return ""
	}
	if wrong != "" {
		return wrong + "; " + said
	}
	return ""
}

// figures says what differs from what is wanted; "" when nothing does.
func (d Dropped) figures(c Case) string {
	w := c.Want
	if w.State == "error" {
		if d.Stop == "" || w.Code != "" && d.Stop != w.Code {
			return "did not stop"
		}
		return ""
	}
	if d.Stop != "" {
		return "stopped"
	}
	claimed := map[int]bool{}
	for _, key := range slices.Sorted(maps.Keys(w.Customers)) {
		at := d.find(key)
		if at < 0 {
			return key + " is not there, or twice"
		}
		claimed[at] = true
		f := w.Customers[key]
		if got, want := d.triple(at), [3]string{plain(string(f.R)), plain(string(f.F)), plain(string(f.M))}; got != want {
			return fmt.Sprintf("%s has %v, want %v", key, got, want)
		}
	}
	for at, row := range d.rows {
		if w.Only && row["Grade"] != "" && !claimed[at] {
			return row["Customer"] + " has a grade"
		}
	}
	if fault := d.triples(w.Triples); fault != "" {
		return fault
	}
	for _, text := range w.Text {
		if !strings.Contains(d.words, text) {
			return text + " does not stand in the workbook"
		}
	}
	return d.fates(w.Ledger)
}

// triples holds the figures of all graded customers against those wanted, whatever they are called.
func (d Dropped) triples(want [][3]json.Number) string {
	if len(want) == 0 {
		return ""
	}
	var got, wanted []string
	for at, row := range d.rows {
		if row["Grade"] != "" {
			got = append(got, fmt.Sprint(d.triple(at)))
		}
	}
	for _, w := range want {
		wanted = append(wanted, fmt.Sprint([3]string{plain(string(w[0])), plain(string(w[1])), plain(string(w[2]))}))
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if !slices.Equal(got, wanted) {
		return fmt.Sprintf("figures %v, want %v", got, wanted)
	}
	return ""
}

func (d Dropped) fates(want map[string]int) string {
	for fate, n := range want {
		if d.Ledger[fate] != n {
			return fmt.Sprintf("ledger %v, want %v", d.Ledger, want)
		}
	}
	return ""
}

// find is the one row of a customer, or of the cells in which all parts of a key stand; -1 when there is none or several.
func (d Dropped) find(key string) int {
	found := -1
	parts := strings.Split(key, "|")
	for at, row := range d.rows {
		fits := row["Customer"] == key
		if len(parts) > 1 {
			fits = true
			for _, part := range parts {
				fits = fits && slices.ContainsFunc(d.cells[at], func(cell string) bool { return strings.Contains(cell, part) })
			}
		}
		if fits && found >= 0 {
			return -1
		}
		if fits {
			found = at
		}
	}
	return found
}

func (d Dropped) triple(at int) [3]string {
	row := d.rows[at]
	money := ""
	for h, text := range row {
		if strings.HasPrefix(h, "M amount") {
			money = text
		}
	}
	return [3]string{plain(row["R days"]), plain(row["F visits"]), plain(money)}
}

// plain writes a number in one way.
func plain(s string) string {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
