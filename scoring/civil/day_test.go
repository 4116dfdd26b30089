package civil

import (
	"testing"
	"time"
)

// Every day of the calendar, against package time.
func TestDays(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	d, ok := DateOf(1, 1, 1)
	if !ok {
		t.Fatal("0001-01-01 is no date")
	}
	for ; at.Year() < 10000; at, d = at.AddDate(0, 0, 1), d+1 {
		y, m, day := d.Date()
		if y != at.Year() || m != int(at.Month()) || day != at.Day() || int64(d)*86400 != at.Unix() {
			t.Fatalf("day %d is %d-%d-%d, want %v", d, y, m, day, at)
		}
		if back, ok := DateOf(y, m, day); !ok || back != d {
			t.Fatalf("%d-%d-%d is day %d, want %d", y, m, day, back, d)
		}
		if y%100 > 1 && y != 2024 {
			continue // texts of some years are enough
		}
		s := d.String()
		if back, err := Parse(s); s != at.Format("2006-01-02") || err != nil || back != d {
			t.Fatalf("day %d is written %q and read %d, %v", d, s, back, err)
		}
	}
}

func TestNoDays(t *testing.T) {
	for _, c := range [][3]int{
		{0, 1, 1}, {10000, 1, 1}, {2024, 0, 1}, {2024, 13, 1}, {2024, 1, 0}, {2024, 4, 31}, {2023, 2, 29}, {1900, 2, 29},
		{-5, 1, 1}, {2024, -1, 1}, {2024, 1, -1},
	} {
		if d, ok := DateOf(c[0], c[1], c[2]); ok || d != NoDay {
			t.Errorf("%v is day %d", c, d)
		}
	}
	for _, s := range []string{
		"", "2024-1-01", "2024-01-1", "2024/01/01", "2024-02-30", "+024-01-01", "2024-+1-01", "2024-01--1", "0000-01-01",
		"2024-01-01 ", "２０２４", "2024-0x-01", "2024-13-01",
	} {
		if d, err := Parse(s); err == nil || d != NoDay {
			t.Errorf("%q is day %d", s, d)
		}
	}
	if s := NoDay.String(); s != "" {
		t.Errorf("no day is written %q", s)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2024-02-29")
	f.Add("2023-02-29")
	f.Add("0001-01-01")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		at, want := time.Parse("2006-01-02", s)
		if at.Year() == 0 {
			want = err // package time has a year 0, the calendar has none
		}
		if (err == nil) != (want == nil) || err == nil && d.String() != s {
			t.Fatalf("%q: %v, %v; time says %v", s, d, err, want)
		}
	})
}
