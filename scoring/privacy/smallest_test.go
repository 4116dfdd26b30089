package privacy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// crowded is a table of customers with what others may know of them.
func crowded(t *testing.T, n int, cell func(i int) string) (*Persons, []uint32) {
	t.Helper()
	var b strings.Builder
	b.WriteString("编号,最近消费日期,次数,金额,性别,地区,出生日期\n")
	var rows []uint32
	for i := range n {
		fmt.Fprintf(&b, "K%04d,2024-12-01,3,500,%s\n", i, cell(i))
		rows = append(rows, uint32(i+1))
	}
	_, p := readCSV(t, b.String())
	return p, rows
}

func TestCrowd(t *testing.T) {
	p, rows := crowded(t, 40, func(i int) string {
		birth := "1980-01-01"
		if i < 2 {
			birth = "1950-05-0" + fmt.Sprint(i+1) // two who stand alone by their birthdays
		}
		return []string{"男", "女"}[i%2] + ",海州区," + birth
	})
	columns := p.Known([]int{4, 5, 6})
	got := p.Crowd(rows, columns, nil)
	if !slices.Equal(columns, []int{4, 5, 6}) || got.Least != 1 || got.Few != 2 || len(got.Without) != 1 || got.Without[0] != (Leaving{6, 20, 0}) {
		t.Errorf("%v, %+v", columns, got)
	}
	if got := p.Crowd(rows, []int{4, 5}, nil); got.Least != 20 || got.Few != 0 || got.Without != nil {
		t.Errorf("%+v", got)
	}
	if got := p.Crowd(rows[:0], columns, nil); got.Least != 0 {
		t.Errorf("%+v", got)
	}
	if got := p.Crowd(rows, nil, nil); got.Least != 0 {
		t.Errorf("%+v", got)
	}
	if known := p.Known([]int{0, 1, 2, 3}); len(known) != 0 {
		t.Errorf("figures are taken for what others know: %v", known)
	}
}

// TestCrowdAgainstCounting counts in the plain way, over random tables.
func TestCrowdAgainstCounting(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 19))
	for range 60 {
		texts := [3][]string{}
		n := 1 + rnd.IntN(60)
		of := [3]int{1 + rnd.IntN(3), 1 + rnd.IntN(4), 1 + rnd.IntN(6)}
		p, rows := crowded(t, n, func(i int) string {
			row := []string{[]string{"男", "女", ""}[rnd.IntN(of[0])], fmt.Sprintf("海%d区", rnd.IntN(of[1])), fmt.Sprintf("19%02d-01-01", 60+rnd.IntN(of[2]))}
			for c := range row {
				texts[c] = append(texts[c], row[c])
			}
			return strings.Join(row, ",")
		})
		count := func(but int) (least, few int) {
			sizes := map[string]int{}
			for i := range n {
				key := ""
				for c := range texts {
					if c != but {
						key += "|" + texts[c][i]
					}
				}
				sizes[key]++
			}
			for _, size := range sizes {
				if least == 0 || size < least {
					least = size
				}
				if size < SmallCount {
					few += size
				}
			}
			return least, few
		}
		got := p.Crowd(rows, []int{4, 5, 6}, nil)
		least, few := count(-1)
		if got.Least != least || got.Few != few {
			t.Fatalf("%+v, want %d, %d", got, least, few)
		}
		without := map[int]Leaving{}
		for _, l := range got.Without {
			without[l.Column] = l
		}
		for c := range texts {
			l, f := count(c)
			want := Leaving{}
			if f < few {
				want = Leaving{4 + c, l, f}
			}
			if without[4+c] != want {
				t.Fatalf("without %d: %+v, want %+v", c, without[4+c], want)
			}
		}
	}
}
