package session_test

import (
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestTreat: the scan says of each column what is done and why, and the user may change it.
func TestTreat(t *testing.T) {
	const file = "客户编号,就诊日期,金额,医生,备用,备注\nK01,2024-01-02,10,王医生,随手一写,好\nK02,2024-01-03,10,李医生,另外一句,好\n"
	s, _ := load(t, "a.csv", file, protocol.Settings{})
	scan, err := s.Scan()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range scan.Columns {
		got = append(got, c.Header+" "+c.Fate+" "+c.Why)
	}
	const want = "客户编号 rest customer|就诊日期 rest figures|金额 rest figures|医生 clean staff|备用 rest unknown|备注 clean remarks"
	if list := strings.Join(got, "|"); list != want {
		t.Errorf("%s\nwant %s", list, want)
	}
	has := func(text string) bool {
		_, csv := download(t, s, protocol.Export{Format: "csv", Names: "masked"})
		return strings.Contains(csv, text)
	}
	for _, c := range []struct {
		column int
		fate   string
		text   string
		shown  bool
	}{
		{4, "", "随手一写", false}, {4, "keep", "随手一写", true}, {4, "mask", "随手一写", false}, {4, "clean", "随手一写", true},
		{4, "", "随手一写", false}, {3, "mask", "王医生", false}, {3, "", "王医生", true}, {0, "mask", "K01", false}, {0, "", "K01", true},
	} {
		scan, err := s.Treat(protocol.Treat{Column: c.column, Fate: c.fate})
		if err != nil {
			t.Fatal(err)
		}
		if col := scan.Columns[c.column]; col.Chosen != (c.fate != "") || c.fate != "" && (col.Fate != c.fate || col.Why != "user") {
			t.Errorf("column %d %s: %+v", c.column, c.fate, col)
		}
		if has(c.text) != c.shown {
			t.Errorf("column %d, %s: %s is shown: %v", c.column, c.fate, c.text, !c.shown)
		}
	}
	if _, err := s.Treat(protocol.Treat{Column: 4, Fate: "rest"}); err == nil {
		t.Error("a fate that nobody may choose is taken")
	}
}

// TestTreatsOutliveTheEngine: an engine that was started anew is told with the look and with the download what the user
// decided, and the example is what masked downloads write.
func TestTreatsOutliveTheEngine(t *testing.T) {
	const file = "客户编号,就诊日期,金额,姓名,医生\nK01,2024-01-02,10,张小明,王医生\nK02,2024-01-03,10,李小红,李医生\n"
	list := []protocol.Treat{{Column: 4, Fate: "mask"}}
	s, _ := load(t, "a.csv", file, protocol.Settings{})
	if _, csv := download(t, s, protocol.Export{Format: "csv", Names: "masked"}); !strings.Contains(csv, "王医生") {
		t.Error("staff are masked; the test would see nothing")
	}
	if _, csv := download(t, s, protocol.Export{Format: "csv", Names: "masked", Treats: list}); strings.Contains(csv, "王医生") {
		t.Error("what the user decided does not reach the download")
	}
	s, _ = load(t, "a.csv", file, protocol.Settings{})
	reply, err := s.Answer(&session.Call{Op: protocol.OpScan, Args: protocol.Encode(&protocol.Treats{List: list})})
	if err != nil {
		t.Fatal(err)
	}
	scan := reply.(*protocol.Scan)
	if c := scan.Columns[4]; !c.Chosen || c.Fate != "mask" || strings.Contains(c.Example, "王医生") {
		t.Errorf("%+v", c)
	}
	if c := scan.Columns[3]; c.Example != "张**" {
		t.Errorf("%+v", c)
	}
}
