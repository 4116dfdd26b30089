package session_test

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"

	invented "fenji/scoring/clinic"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestBandsReachDownloads: what is chosen where the smallest class is told holds for covered files, whose rows make the class
// that was told; no day stands there, and none can be worked out from the days since.
func TestBandsReachDownloads(t *testing.T) {
	s := new(session.Session)
	if _, err := s.Load(protocol.Load{Names: []string{invented.Name}, Settings: settings}, [][]byte{clinicFile(t)}, silent); err != nil {
		t.Fatal(err)
	}
	read := func(m protocol.Export) (string, [][]string) {
		m.Format, m.Lang = "csv", "en"
		_, text := download(t, s, m)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return text, rows
	}
	all := protocol.ClassWish{Ages: true, Months: true, NoRegion: true}
	own, _ := read(protocol.Export{})
	if kept, _ := read(protocol.Export{Bands: all}); kept != own {
		t.Error("a file for the clinic itself is coarsened")
	}
	days := regexp.MustCompile(`\d{4}[-/]\d\d?[-/]\d\d?`)
	for _, format := range []string{"calls-csv", "ledger"} {
		for _, of := range []protocol.Filter{{Field: "F", Low: "1"}, {Field: "falls", High: "90"}} {
			m := protocol.Export{Format: format, Lang: "en", Names: "masked", Of: of}
			if _, text := download(t, s, m); !days.MatchString(text) {
				t.Fatalf("%s of %s tells no day to begin with", format, of.Field)
			}
			m.Bands = all
			_, text := download(t, s, m)
			if day := days.FindString(text[strings.IndexByte(text, '\n'):]); day != "" || strings.Contains(text, "days left") || regexp.MustCompile(`for \d+ days?`).MatchString(text) {
				t.Errorf("%s: the day %s or a number of days stands in the file", format, day)
			}
		}
	}
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []protocol.Export{{Format: "history", Names: "pseudonyms", Key: key.File, Bands: all}, {Format: "ics", Names: "masked", Bands: all}} {
		if _, err := s.Export(m, func([]byte) {}, silent); err == nil || !strings.Contains(err.Error(), "needs-days") {
			t.Errorf("%s is written by day: %v", m.Format, err)
		}
	}
	_, exact := read(protocol.Export{Names: "masked"})
	text, rows := read(protocol.Export{Names: "masked", Bands: all})
	if day := regexp.MustCompile(`\d{4}[-/]\d\d?[-/]\d\d?`).FindString(text); day != "" {
		t.Errorf("the day %s stands in the file", day)
	}
	at := func(head string) int {
		return slices.IndexFunc(rows[0], func(h string) bool { return strings.Contains(h, head) })
	}
	last, since, region := at("Last purchase"), at("R days"), at("地区 / Region")
	spans := map[string]string{}
	for i, row := range rows[1:] {
		if row[region] != "" {
			t.Fatalf("the region %s stands in the file", row[region])
		}
		if was := exact[i+1]; was[last] != "" && was[last][:7] != row[last] {
			t.Fatalf("%s became %s", was[last], row[last])
		}
		if row[last] == "" {
			continue
		}
		if span, seen := spans[row[last]]; seen && span != row[since] {
			t.Fatalf("%s is told as %s and %s", row[last], span, row[since])
		}
		spans[row[last]] = row[since]
	}
	told, err := s.Class(all)
	if err != nil {
		t.Fatal(err)
	}
	columns := []int{last, at("性别 / Sex"), at("年龄段 / Age"), at("职业 / Occupation")}
	groups := map[string]int{}
	for _, row := range rows[1:] {
		key := ""
		for _, c := range columns {
			if c >= 0 {
				key += row[c] + "|"
			}
		}
		groups[key]++
	}
	least := told.N
	for _, n := range groups {
		least = min(least, n)
	}
	if least != told.K || len(spans) < 6 {
		t.Errorf("the smallest class of the file has %d, told was %d (%v); %d months", least, told.K, told.Columns, len(spans))
	}
}
