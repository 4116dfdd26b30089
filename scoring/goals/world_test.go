package goals

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/rfm"
	"fenji/scoring/sheet"
	"fenji/scoring/sources"
)

// A world is small tables of all kinds, as rows of texts, made by chance: some ids stand twice, some nowhere else, some rows
// tell a telephone number only.
type world struct {
	people, payments, bookings, touches, voice [][]string
}

var (
	start, _ = civil.DateOf(2024, 1, 1)
	units    = []string{"Dental", "Ortho", "Child"}
	origins  = []string{"Web", "Friends", ""}
)

func dayText(n int) string { return (start + civil.Day(n)).String() }

func invent(r *rand.Rand) (w world) {
	id := func(n int) string { return fmt.Sprintf("K%03d", n) }
	for i := range 40 {
		phone := fmt.Sprintf("138000%05d", i/(1+i%9/8)) // some share one
		w.people = append(w.people, []string{id(i), "N" + strconv.Itoa(i), phone, []string{"F", "M"}[r.IntN(2)], origins[r.IntN(3)], dayText(r.IntN(200))})
		if r.IntN(10) == 0 {
			w.people = append(w.people, []string{id(i), "N" + strconv.Itoa(i), phone, "F", origins[r.IntN(3)], dayText(r.IntN(200))})
		}
	}
	for range 150 {
		w.payments = append(w.payments, []string{id(r.IntN(44)), dayText(r.IntN(240)), strconv.Itoa(r.IntN(300) - 40), units[r.IntN(3)]})
	}
	for range 80 {
		n := r.IntN(46)
		row := []string{id(n), fmt.Sprintf("138000%05d", n), dayText(r.IntN(260)), units[r.IntN(3)], []string{"arrived", "no-show", "cancelled", "booked"}[r.IntN(4)]}
		if r.IntN(6) == 0 {
			row[0] = ""
		}
		w.bookings = append(w.bookings, row)
	}
	for range 400 {
		w.touches = append(w.touches, []string{id(r.IntN(50)), dayText(r.IntN(241)), []string{"page", "article", "consultation"}[r.IntN(3)], strconv.Itoa(r.IntN(3000)),
			fmt.Sprintf("%02d:15", r.IntN(24)), "Page " + strconv.Itoa(r.IntN(14))})
	}
	for range 60 {
		w.voice = append(w.voice, []string{id(r.IntN(42)), dayText(r.IntN(240)), strconv.Itoa(1 + r.IntN(5)), strconv.Itoa(r.IntN(11)), []string{"yes", "no"}[r.IntN(2)], units[r.IntN(3)]})
	}
	return w
}

// timed are the touches as they stand in a file.
func (w world) timed() (rows [][]string) {
	for _, p := range w.touches {
		rows = append(rows, []string{p[0], p[1] + " " + p[4], p[2], p[3], p[5]})
	}
	return rows
}

func csv(head string, rows [][]string) string {
	var b strings.Builder
	b.WriteString(head + "\n")
	for _, row := range rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

func tableOf(t *testing.T, text string) (*sheet.Table, intake.Mapping) {
	t.Helper()
	b, err := sheet.Open("x.csv", strings.NewReader(text), int64(len(text)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := b.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	return table, m
}

// data runs a world through what the product does.
func data(t *testing.T, w world) *Data {
	t.Helper()
	pt, pm := tableOf(t, csv("customer id,visit date,amount,department", w.payments))
	records, _, err := clean.Clean(pt, pm, intake.Options{Cleaning: intake.Cleaning{Repeats: intake.KeepRepeats}, Answers: intake.Answers{{Code: "equal-rows", ID: "keep"}}})
	if err != nil {
		t.Fatal(err)
	}
	var tables []*sources.Table
	for _, x := range [][2]string{{"people", csv("id,name,phone,sex,channel,first seen", w.people)}, {"payments", ""},
		{"appointments", csv("id,phone,booked for,department,status", w.bookings)}, {"touches", csv("id,time,kind,seconds,page", w.timed())},
		{"voice", csv("id,date,rating,nps,complaint,department", w.voice)}} {
		if x[0] == "payments" {
			tables = append(tables, sources.ReadAs(pt, pm, sources.Recognise(pt, pm), sources.Payments))
			continue
		}
		table, m := tableOf(t, x[1])
		r := sources.Recognise(table, m)
		if string(r.Kind) != x[0] {
			t.Fatalf("%s is taken for %s", x[0], r.Kind)
		}
		tables = append(tables, sources.ReadAs(table, m, r, r.Kind))
	}
	var all []int32
	for i := range records.IDs {
		all = append(all, int32(i))
	}
	j := sources.Join(records.IDs, tables, [][]int32{nil, all, nil, nil, nil})
	asOf := max(records.AsOf, j.Latest(civil.NoDay))
	records.AsOf = asOf
	col := pm.Column(intake.Department)
	return &Data{Joined: j, Sums: sources.SumsOf(j, asOf), Records: records, Line: rfm.TimelineOf(records, nil), AsOf: asOf, From: civil.NoDay, To: civil.NoDay,
		Unit: func(i int) string { return pt.Text(pt.Cell(int(records.Row[i]), col)) }}
}
