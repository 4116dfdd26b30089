package privacy

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestRemarks holds what becomes of numbers in every ordinary way of writing, and of sums and orders beside them.
func TestRemarks(t *testing.T) {
	data, err := os.ReadFile("testdata/remarks.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n") {
		got.WriteString(line + " => " + MaskFree(line) + "\n")
	}
	const golden = "testdata/remarks.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(want), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(lines) || line != lines[i] {
			t.Errorf("line %d: %s", i+1, line)
		}
	}
}

// TestSumsStay: what counts is no telephone.
func TestSumsStay(t *testing.T) {
	for _, s := range []string{"金额13800000000元", "共计 13912345678.50", "订单13812345678", "13812345678号订单", "单号 S13812345678",
		"15000000000", "18000000000.00", "300-500-1000-2000", "牙位 11 12 13 14 15 16", "18 17 16 15 14 3",
		"2024-01-05 13:45:12", "分期1500-1500-1500", "150 200 300 50", "13812345678元", "3:30-5:00", "1,500.00/3,000.00"} {
		if got := MaskFree(s); got != s {
			t.Errorf("%s becomes %s", s, got)
		}
	}
	if got := MaskFree("13812345678元旦后联系"); strings.Contains(got, "13812345678") {
		t.Errorf("the New Year makes a sum of a telephone: %s", got)
	}
}
