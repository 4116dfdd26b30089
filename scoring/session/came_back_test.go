package session_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"

	"github.com/xuri/excelize/v2"
)

// TestListComesBack fills in the list for calls and drops it beside next month's file: the results stand beside the
// customers, money stays what it was, and who is not to be called again is on no list.
func TestListComesBack(t *testing.T) {
	s, out := load(t, "名单.csv", namesakes, protocol.Settings{})
	d, data := saved(t, s, protocol.Export{Format: "calls", Lang: "zh-CN", Of: within90})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for cell, text := range map[string]string{"I2": "不要再打", "I3": "约上", "J3": "2025-01-08"} {
		if err := f.SetCellStr("联系名单", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := f.Write(&filled); err != nil {
		t.Fatal(err)
	}
	if alone, err := s.Load(protocol.Load{Names: []string{d.Name}, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}},
		[][]byte{filled.Bytes()}, silent); err != nil || !slices.ContainsFunc(alone.Notices, func(i protocol.Issue) bool { return i.Code == "call-list-alone" }) {
		t.Errorf("a list alone: %+v %v", alone, err)
	}
	for _, names := range [][]string{{"名单.csv", d.Name}, {d.Name, "名单.csv"}} {
		files := map[string][]byte{"名单.csv": []byte(namesakes), d.Name: filled.Bytes()}
		again, err := s.Load(protocol.Load{Names: names, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}},
			[][]byte{files[names[0]], files[names[1]]}, silent)
		if err != nil {
			t.Fatal(err)
		}
		if again.Money != out.Money || again.Rows != out.Rows || len(again.Files) != 1 {
			t.Errorf("%v: %d customers with %s of files %v, not %d with %s", names, again.Rows, again.Money, again.Files, out.Rows, out.Money)
		}
		notice := ""
		for _, i := range again.Notices {
			if i.Code == "call-list" {
				notice = strings.Join(i.Args[2:], " ")
			}
		}
		if notice != "n 2 here 2 stop 1" {
			t.Errorf("the notice says %q", notice)
		}
		rows, err := s.Rows(protocol.Span{N: 10})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range rows.Rows {
			got += r.ID + "=" + strings.Join(r.Added, ",") + " "
		}
		if got != "宋** ·6862=约上,2025-01-08 宋** ·1111=, 宋** ·2222=不要再打, 欧阳** ·1234=, " {
			t.Errorf("%s", got)
		}
		if e, err := s.Effect(protocol.EffectWish{By: "calls", Day: "2024-12-20"}); err != nil || e.Listed != 2 || e.Unknown != 0 {
			t.Errorf("those who were called are %+v, %v", e, err)
		}
		c, err := s.Calls(protocol.Export{Lang: "zh-CN", Of: within90})
		if err != nil || c.Total != 1 || c.Left != 1 || c.List[0].Name != "宋江" {
			t.Errorf("%+v %v", c, err)
		}
		if w, err := s.Warnings(protocol.WarningWish{}); err != nil || w.Left != 1 || strings.Contains(fmt.Sprint(w.Lists), "2222") || !strings.Contains(fmt.Sprint(w.Lists), "宋** ·6862") {
			t.Errorf("this week %+v %v", w, err)
		}
		_, ics := saved(t, s, protocol.Export{Format: "ics", Lang: "zh-CN", Of: within90})
		if strings.Contains(string(ics), "2222") || !strings.Contains(string(ics), "宋** ·6862") || !strings.Contains(strings.ReplaceAll(string(ics), "\r\n ", ""), "“不要再打”的 1 位不在名单上") {
			t.Errorf("the calendar says %s", ics)
		}
	}
}
