package session_test

import (
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestNamesakesOneByOne: each name that several people share can be split or merged by itself; neither its question nor its
// key says the name while persons are masked.
func TestNamesakesOneByOne(t *testing.T) {
	const file = "姓名,手机号,就诊日期,实收金额\n张伟,13900000001,2024-12-01,5\n张伟,13900000002,2024-12-02,3\n李娜,13900000003,2024-11-01,2\n李娜,13900000004,2024-11-02,4\n"
	s, o := load(t, "名单.csv", file, protocol.Settings{})
	var keys []string
	for _, a := range o.Asks {
		if text := a.Key + strings.Join(a.Args, " "); strings.Contains(text, "张伟") || strings.Contains(text, "李娜") {
			t.Errorf("a name is shown: %s", text)
		}
		if a.Code == "namesakes" && a.Form == "one" {
			keys = append(keys, a.Key+" "+a.Money)
		}
	}
	if o.Rows != 4 || len(keys) != 2 || !strings.HasSuffix(keys[0], " 8.00") {
		t.Fatalf("%d customers, questions %q", o.Rows, keys)
	}
	key, _, _ := strings.Cut(keys[0], " ")
	merged := graded(t, s, protocol.Settings{Answers: []protocol.Answer{{Code: "namesakes", Key: key, ID: "together"}}})
	if merged.Rows != 3 {
		t.Errorf("one of them merged: %d customers", merged.Rows)
	}
}
