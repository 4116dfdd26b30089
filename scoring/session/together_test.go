package session_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// TestMonthTogether: in the monthly report for others no cell of the best grade's column follows from the share of that grade.
func TestMonthTogether(t *testing.T) {
	single, shown := 0, 0
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(19, seed))
		var b strings.Builder
		b.WriteString("患者编号,就诊日期,实收金额\n")
		for i := range 60 + r.IntN(200) {
			for range 1 + r.IntN(12) {
				fmt.Fprintf(&b, "P%03d,202%d-%02d-%02d,%d\n", i, 3+r.IntN(2), 1+r.IntN(12), 1+r.IntN(28), 50+r.IntN(700))
			}
		}
		s, _ := load(t, "a.csv", b.String(), protocol.Settings{})
		wish := protocol.Export{Lang: "zh-CN", Format: "month", Names: "masked"}
		wish.Month.Least = 11
		p, err := s.Month(wish)
		if err != nil {
			t.Fatal(err)
		}
		hidden, part := 0, ""
		for _, block := range p.Blocks {
			for _, row := range block.Rows {
				if block.Head != nil && block.Head[0] == words.Text("zh-CN", "month.from") && row.Cells[1].Text == "·" {
					hidden++
				}
				if row.Cells[0].Text == words.Text("zh-CN", "board.a-share") {
					part = row.Cells[1].Text
				}
			}
		}
		if _, err := strconv.Atoi(part); err == nil {
			if shown++; hidden == 1 {
				t.Errorf("%d: one cell is hidden, and %s are in all", seed, part)
			}
		} else if hidden == 1 {
			single++
		}
	}
	t.Logf("the number is shown %d times; it is hidden for a single cell %d times", shown, single)
	if shown == 0 {
		t.Error("it is never shown")
	}
}
