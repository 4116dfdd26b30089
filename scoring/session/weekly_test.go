package session_test

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestWeekly: the first page holds this file's figures, masked unless asked, and the rules of this profile alone.
func TestWeekly(t *testing.T) {
	s, _ := load(t, "名单.csv", namesakes, protocol.Settings{})
	w, err := s.Weekly(protocol.WeeklyWish{Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(w.Weeks); got != "[{2024-12-19 2024-12-25 3 4600.00} {2024-12-12 2024-12-18 0 0.00}]" {
		t.Error(got)
	}
	if m := w.Moved; m.Day != "2024-11-30" || m.Rose+m.Same+m.Fell+m.Gone+m.New > 4 {
		t.Errorf("%+v", m)
	}
	c, err := s.Change(protocol.Since{})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]int{}
	for _, cell := range c.Cells {
		switch {
		case cell.From == "new":
			sums["new"] += cell.Count
		case cell.From == "none":
		case cell.To == "none":
			sums["gone"] += cell.Count
		case cell.From == cell.To:
			sums["same"] += cell.Count
		case cell.To < cell.From:
			sums["rose"] += cell.Count
		default:
			sums["fell"] += cell.Count
		}
	}
	if m := w.Moved; m.New != sums["new"] || m.Gone != sums["gone"] || m.Same != sums["same"] || m.Rose != sums["rose"] || m.Fell != sums["fell"] {
		t.Errorf("%+v, the room of changes says %v", m, sums)
	}
	var top []string
	for _, r := range w.Top {
		top = append(top, r.Who+" "+r.Grade+" "+r.Days+" "+r.Spent)
	}
	if got := strings.Join(top, ", "); got != "宋** ·2222 A 1 9100.00, 宋** ·6862 A 5 5000.00, 宋** ·1111 D 206 900.00, 欧阳** ·1234 C 0 300.00" ||
		w.TopSum != "15300.00" || w.TopShare != 1000 {
		t.Error(got, w.TopSum, w.TopShare)
	}
	full, err := s.Weekly(protocol.WeeklyWish{Lang: "zh-CN", Full: true})
	if err != nil || full.Top[0].Who != "宋清" {
		t.Errorf("%+v %v", full.Top[0], err)
	}
	for _, said := range w.Said {
		if strings.Contains(said, "⌊") {
			t.Errorf("a profile of fixed limits says %q", said)
		}
	}
	if len(w.Rules) != 2 || len(w.Rules[0].Rows) != 3 || !strings.Contains(w.Rules[0].Rows[0].Cells[3].Text, "不超过 30 天：5 分") {
		t.Errorf("%+v", w.Rules)
	}
}

// TestFiguresAreNoNames: a figure in a notice stands as it is, though the customers go by names.
func TestFiguresAreNoNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("姓名,就诊日期,实收金额\n")
	for i := range 20 {
		fmt.Fprintf(&b, "%c%c,2024-12-%02d,%d\n", []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")[i], []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平")[i], 1+i, 100*(i+1))
		if i < 6 {
			b.WriteString(strings.Replace(b.String()[strings.LastIndex(strings.TrimSpace(b.String()), "\n")+1:], "-12-", "-11-", 1))
		}
	}
	s, _ := load(t, "名单.csv", b.String(), protocol.Settings{})
	out, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "chongqing-course"}, silent)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range out.Notices {
		if i.Code == "ties-heavy" && strings.Contains(strings.Join(i.Args, " "), "*") {
			t.Errorf("%v", i)
		} else if i.Code == "ties-heavy" {
			return
		}
	}
	t.Error("no notice of ties")
}
