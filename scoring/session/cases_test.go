package session_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fenji/scoring"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
)

// open are the cases that do not pass yet. One that passes must leave the list, so that it only shrinks.
const open = ``

// A sample is an entry of testdata/cases/cases.json; the README there says what its fields mean.
type sample struct {
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
}

// readSamples reads all entries.
func readSamples(t *testing.T) (cases, quiet []sample) {
	data, err := os.ReadFile("testdata/cases/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases, Quiet []sample }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all.Cases, all.Quiet
}

// TestCases drops every case as it stands: the figures are right, or the right question is asked.
func TestCases(t *testing.T) {
	waiting := strings.Fields(open)
	cases, quiet := readSamples(t)
	passed := 0
	for i, c := range append(cases, quiet...) {
		t.Run(c.File, func(t *testing.T) {
			fault := drop(t, c).judge(c, i >= len(cases))
			switch waits := slices.Contains(waiting, c.File); {
			case fault == "" && waits:
				t.Error("passes: take it off the list of those that do not")
			case fault == "":
				passed++
			case !waits:
				t.Errorf("%s: %s", c.Kind, fault)
			case testing.Verbose():
				t.Log(fault)
			}
		})
	}
	t.Logf("%d of %d cases pass", passed, len(cases)+len(quiet))
}

// A dropped case is what the user sees of it.
type dropped struct {
	asked  []string // codes of open questions right after the drop
	stop   string   // the code of what it came to instead of grades
	ledger protocol.LedgerSums
	rows   []map[string]string // of the workbook's first sheet, by header
	cells  [][]string          // and as they stand
	words  string              // all that stands in the workbook
}

// drop loads the files, sets the analysis date and downloads the workbook in English.
func drop(t *testing.T, c sample) (d dropped) {
	t.Helper()
	names := c.Files
	if names == nil {
		names = []string{c.File}
	}
	var files [][]byte
	for _, name := range names {
		data, err := os.ReadFile("testdata/cases/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, data)
	}
	set := protocol.Settings{Sheet: -1, Profile: c.Profile}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	out, err := s.Load(protocol.Load{Names: names, Settings: set}, files, silent)
	if err == nil {
		d.asked = openAsks(out)
		set.AsOf = c.AsOf
		out, err = s.Grade(set, silent)
	}
	if err != nil {
		if d.stop = codeOf(err); d.stop == "" {
			t.Fatal(err)
		}
		return d
	}
	if !out.Graded {
		d.stop = "missing-columns"
		return d
	}
	d.ledger = out.Ledger
	d.readWorkbook(t, s)
	return d
}

func openAsks(out *protocol.Outcome) (codes []string) {
	for _, a := range out.Asks {
		if !a.Answered {
			codes = append(codes, a.Code)
		}
	}
	return codes
}

// codeOf is the code of something that the user can mend; "" for a bug of ours.
func codeOf(err error) string {
	var core scoring.Issue
	var message protocol.Issue
	switch {
	case errors.As(err, &core):
		return string(core.Code)
	case errors.As(err, &message):
		return message.Code
	}
	return ""
}

func (d *dropped) readWorkbook(t *testing.T, s *session.Session) {
	t.Helper()
	var file bytes.Buffer
	if _, err := s.Export(protocol.Export{Format: "xlsx", Lang: "en"}, nil, func(part []byte) { file.Write(part) }, silent); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
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

// judge says what is wrong about a case; "" when nothing is.
func (d dropped) judge(c sample, quiet bool) string {
	wrong := d.figures(c)
	asks := slices.ContainsFunc(d.asked, func(code string) bool { return slices.Contains(c.Ask, code) })
	said := fmt.Sprintf("asked %v, stopped %q", d.asked, d.stop)
	if c.Want.Customers == nil && len(c.Want.Triples) == 0 && c.Want.State == "" && !c.MustAsk {
		wrong = "nothing said"
	}
	switch {
	case quiet && len(d.asked) > 0:
		return said
	case quiet, c.MustRead:
	case c.MustAsk && !asks:
		return said
	case c.MustAsk:
	case asks, d.stop != "" && slices.Contains(c.MayStop, d.stop):
		return ""
	}
	if wrong != "" {
		return wrong + "; " + said
	}
	return ""
}

// figures says what differs from what is wanted; "" when nothing does.
func (d dropped) figures(c sample) string {
	w := c.Want
	if w.State == "error" {
		if d.stop == "" || w.Code != "" && d.stop != w.Code {
			return "did not stop"
		}
		return ""
	}
	if d.stop != "" {
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
func (d dropped) triples(want [][3]json.Number) string {
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

func (d dropped) fates(want map[string]int) string {
	have := map[string]int{"read": d.ledger.Read.Rows, "used": d.ledger.Used.Rows, "duplicates": d.ledger.Duplicates.Rows,
		"aside": d.ledger.Aside.Rows, "totals": d.ledger.Totals.Rows}
	for fate, n := range want {
		if have[fate] != n {
			return fmt.Sprintf("ledger %v, want %v", have, want)
		}
	}
	return ""
}

// find is the one row of a customer, or of the cells in which all parts of a key stand; -1 when there is none or several.
func (d dropped) find(key string) int {
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

func (d dropped) triple(at int) [3]string {
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
