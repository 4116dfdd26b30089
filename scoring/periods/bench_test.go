package periods

import (
	"bytes"
	"hash/fnv"
	"math"
	"strconv"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/profiles"
	"fenji/scoring/sheet"
)

// TestSameBytes: what is drawn, learned and compared is the same to the last bit wherever this test runs.
func TestSameBytes(t *testing.T) {
	h := fnv.New64a()
	put := func(v float64) { h.Write(strconv.AppendUint(nil, math.Float64bits(v), 16)) }
	r := stable(400, 730, .9, 4, 77)
	l := logOf(t, r)
	for _, id := range []string{"lianyungang-dental", "chongqing-course", "maoming-appraisal"} {
		p, _ := profiles.ByID(id)
		c, err := Compare(r, p, r.AsOf-200)
		if err != nil {
			t.Fatal(err)
		}
		chance, ok := ChanceOf(c, l)
		if !ok {
			t.Fatal("nothing is learned")
		}
		put(chance.Rates.R)
		put(chance.Rates.Alpha)
		shares, _, err := chance.Matrix()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range shares {
			for _, v := range row {
				put(v)
			}
		}
	}
	late, rates, _ := l.Late(l.AsOf, CourseGap, .2)
	put(rates.Alpha)
	for _, x := range late {
		put(x.Risk)
	}
	o := l.Effect(gradedAt(t, r, r.AsOf-120), []int{1, 5, 9, 13, 40, 77, 100, 101, 102}, r.AsOf-119, 90)
	put(o.MoneyLow)
	put(o.Provable)
	put(o.High)
	const want = "a6cb2492a7a31640"
	if got := strconv.FormatUint(h.Sum64(), 16); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// million is a log of a million visits over three years.
func million(b *testing.B) *intake.Records {
	r := stable(250_000, 1095, 1, 4.0/3, 9)
	if len(r.Row) < 950_000 {
		b.Fatal(len(r.Row))
	}
	return r
}

// BenchmarkRead reads a million rows of six columns, which history is to be measured by.
func BenchmarkRead(b *testing.B) {
	var out bytes.Buffer
	w := sheet.NewWriter(&out)
	if err := w.Sheet(sheet.SheetSpec{Name: "a"}); err != nil {
		b.Fatal(err)
	}
	for i := range 1_000_000 {
		err := w.Row([]sheet.Value{sheet.Str("K" + strconv.Itoa(i%250_000)), sheet.Day(20_000 + civil.Day(i%1095)), sheet.Int(int64(i % 4999)),
			sheet.Str("种植"), sheet.Str("李医生"), sheet.Int(int64(i))})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		book, err := sheet.Open("a.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err = book.Read(0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistory makes the log of a million visits and grades every customer at 24 months' ends.
func BenchmarkHistory(b *testing.B) {
	r := million(b)
	for _, p := range profiles.All() {
		b.Run(p.ID, func(b *testing.B) {
			for b.Loop() {
				l, _ := LogOf(r, nil)
				if _, err := l.History(p, l.MonthEnds(24), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFigures is a board's figures and cohorts, and the list of the late.
func BenchmarkFigures(b *testing.B) {
	l, _ := LogOf(million(b), nil)
	b.Run("months", func(b *testing.B) {
		for b.Loop() {
			l.Months(ActiveMonths)
		}
	})
	b.Run("cohorts", func(b *testing.B) {
		for b.Loop() {
			l.Cohorts()
		}
	})
	b.Run("late", func(b *testing.B) {
		for b.Loop() {
			l.Late(l.AsOf, CourseGap, .1)
		}
	})
}

// BenchmarkChance is what a comparison of a million visits costs: the migration, what chance would do, and who fell by more.
func BenchmarkChance(b *testing.B) {
	r := million(b)
	p, _ := profiles.ByID("lianyungang-dental")
	l, _ := LogOf(r, nil)
	c, err := Compare(r, p, r.AsOf-365)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.Compare(c.Now, r.AsOf-365); err != nil {
				b.Fatal(err)
			}
		}
	})
	var h *Chance
	b.Run("matrix", func(b *testing.B) {
		for b.Loop() {
			h, _ = ChanceOf(c, l)
			if _, _, err := h.Matrix(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("fell", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := h.Fell(c, l, 5000); err != nil {
				b.Fatal(err)
			}
		}
	})
}
