package read

import (
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake/intaketest"
)

// TestAgreedOfASample: of a large table as of all its rows, wherever those stand that say another day.
func TestAgreedOfASample(t *testing.T) {
	const rows = 50_000
	for _, spread := range []bool{false, true} {
		for _, other := range []int{0, 100, 2_000, 2_400, 2_501, 2_600, 4_000, 20_000} {
			var b strings.Builder
			b.WriteString("d,n\n")
			for i := range rows {
				is := i < other
				if spread {
					is = i*other/rows != (i+1)*other/rows
				}
				b.WriteString(map[bool]string{false: "2024-01-05,10\n", true: "2024-01-05,12\n"}[is])
			}
			v := Of(intaketest.FromCSV(t, b.String()))
			want := civil.NoDay
			if 100*(rows-other) >= 95*rows {
				want = PlausibleDay(2024, 1, 15)
			}
			if got := v.Agreed(0, 1, 1); got != want {
				t.Errorf("%d of %d say another day: %v, want %v", other, rows, got, want)
			}
		}
	}
}

// TestDrawn: of what comes back every few rows a sample holds the share that it has, to two in a hundred.
func TestDrawn(t *testing.T) {
	for _, rows := range []int{33_000, 100_000, 657_642, 737_282, 854_970, 1_000_000} {
		step := rows / (1 << 14)
		for period := 2; period <= 64; period++ {
			seen, total := make([]int, period), 0
			for at := 1; at < rows; at += step {
				seen[(at+drawn(uint32(at))%step)%period]++
				total++
			}
			for first := range period {
				in := 0
				for n := 1; n <= period; n++ {
					in += seen[(first+n-1)%period]
					if off := 100*in/total - 100*n/period; off > 2 || off < -2 {
						t.Fatalf("%d rows: %d of %d rows from the %dth on are %d of %d in the sample", rows, n, period, first, in, total)
					}
				}
			}
		}
	}
}
