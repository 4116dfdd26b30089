package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// soakFile makes up a file: visits of some customers, now and then with what the page asks about or refuses.
func soakFile(i int) []byte {
	rnd := rand.New(rand.NewPCG(uint64(i), 19))
	if i%17 == 16 {
		return [][]byte{nil, []byte("%PDF-1.7 no table"), []byte("a,b\n1,2\n"), []byte("PK\x03\x04 cut off")}[rnd.IntN(4)]
	}
	var b strings.Builder
	b.WriteString("患者编号,姓名,就诊日期,实收金额,科室,状态,备注\n")
	for range 100 + rnd.IntN(3000)*(1+i%5) {
		fmt.Fprintf(&b, "P%05d,张%d,2024-%02d-%02d,%d.%02d,%s,%s,%d号来电\n", rnd.IntN(1500), rnd.IntN(90), 1+rnd.IntN(12), 1+rnd.IntN(28),
			rnd.IntN(4000)-50, rnd.IntN(100), []string{"口腔内科", "正畸科", "种植科"}[rnd.IntN(3)], []string{"已收费", "已收费", "已退费", "待定"}[rnd.IntN(4)], i)
	}
	return []byte(b.String())
}

// A soaked is what the page was like after some files.
type soaked struct {
	files  int
	memory float64 // MB, of the page and its workers
	long   float64 // longest task since the last look, ms
	tasks  int     // that took more than 50 ms since the last look
}

// TestSoak uses the page for as long as FENJI_SOAK says, 200 files at least: files in turn, cancelled work, other profiles and
// languages, every tab. Its memory must stay level, and its pauses must not grow.
func TestSoak(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("FENJI_SOAK"))
	if err != nil {
		t.Skip("make soak runs it")
	}
	b := blank(t, listenIn+`
		const long = globalThis.long = [];
		new PerformanceObserver((list) => long.push(...list.getEntries())).observe({type: "longtask", buffered: true});`)
	b.visit("")
	b.ready()
	dir := t.TempDir()
	settled := `() => ["done", "error"].includes(document.documentElement.dataset.state) && !document.getElementById("work").checkVisibility()`
	var seen []soaked
	look := func(files int) {
		s := soaked{files: files}
		s.memory = js[float64](b, `async () => (await performance.measureUserAgentSpecificMemory()).bytes / 1e6`)
		took := js[[]float64](b, `() => long.splice(0).map((e) => e.duration)`)
		for _, ms := range took {
			s.long = max(s.long, ms)
			if ms > 50 {
				s.tasks++
			}
		}
		seen = append(seen, s)
		t.Logf("%4d files: %.0f MB, %d tasks over 50 ms, the longest %.0f ms", files, s.memory, s.tasks, s.long)
	}
	tabs := []string{"overview", "customers", "segments", "falls", "columns", "quality", "dialect"}
	began := time.Now()
	i := 0
	for ; i < 200 || time.Since(began) < length; i++ {
		path := filepath.Join(dir, fmt.Sprintf("visits-%d.csv", i%40))
		if err := os.WriteFile(path, soakFile(i), 0o644); err != nil {
			t.Fatal(err)
		}
		if i%9 == 8 { // a storm of files that nobody waits for
			for range 5 {
				b.set(path)
				js[bool](b, `() => { document.getElementById("cancel").click(); return true; }`)
			}
		}
		b.set(path)
		b.until("an answer", settled)
		if b.state() != "done" {
			continue
		}
		switch i % 6 {
		case 1:
			b.choose("#profile", []string{"chongqing-course", "shaoxing-finance", "lianyungang-dental", "hangzhou-ads"}[i/6%4])
			b.until("other grades", settled)
		case 2:
			b.choose("#lang", []string{"en", "zh-CN"}[i/6%2])
		case 3, 4:
			b.tabTo(tabs[i/6%len(tabs)])
		case 5:
			b.choose("#search", fmt.Sprint("P0", i%10))
		}
		if i%20 == 19 {
			look(i + 1)
		}
	}
	t.Logf("%d files in %v", i, time.Since(began).Round(time.Second))
	// The first quarter warms up.
	quarter := len(seen) / 4
	median := func(list []soaked, of func(soaked) float64) float64 {
		var values []float64
		for _, s := range list {
			values = append(values, of(s))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	early, late := seen[quarter:2*quarter+1], seen[len(seen)-quarter-1:]
	memory := func(s soaked) float64 { return s.memory }
	if was, is := median(early, memory), median(late, memory); is > 1.2*was+20 {
		t.Errorf("memory grows from %.0f to %.0f MB", was, is)
	}
	tasks := func(s soaked) float64 { return float64(s.tasks) }
	if was, is := median(early, tasks), median(late, tasks); is > 1.5*was+5 {
		t.Errorf("tasks over 50 ms grow from %.0f to %.0f in 20 files", was, is)
	}
	longest := func(s soaked) float64 { return s.long }
	if was, is := median(early, longest), median(late, longest); is > 1.5*was+50 {
		t.Errorf("the longest task grows from %.0f to %.0f ms", was, is)
	}
}
