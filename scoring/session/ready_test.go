package session_test

import (
	"testing"

	"fenji/scoring/protocol"
)

// TestReadyText: by why it is written, with the clinic's own words before ours; masked on the screen, whole to be copied.
func TestReadyText(t *testing.T) {
	s, _ := load(t, "名单.csv", namesakes, protocol.Settings{})
	for _, c := range []struct {
		customer               int
		lang, own, shown, full string
	}{
		{0, "zh-CN", "falls||zh-CN|{name}：{visit}，{due}，{days}", "宋** ·6862：2024-12-20 全瓷冠 何医生，2025-01-20，26", "宋江：2024-12-20 全瓷冠 何医生，2025-01-20，26"},
		{0, "zh-CN", "falls|A|zh-CN|{name}\nfalls||zh-CN|x", "宋** ·6862", "宋江"},
		{3, "en", "since||en|{name} {last} {what} {doctor}{days}", "欧阳** ·1234 2024-12-25 洁治 苏护师", "欧阳锋 2024-12-25 洁治 苏护师"},
	} {
		got, err := s.Ready(protocol.ReadyWish{Customer: c.customer, Lang: c.lang, Templates: c.own})
		if err != nil || got.Shown != c.shown || got.Full != c.full {
			t.Errorf("%+v %v", got, err)
		}
	}
	if got, err := s.Ready(protocol.ReadyWish{Customer: 0, Lang: "zh-CN"}); err != nil || got.Reason != "falls" || got.Template == "text.falls" {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := s.Ready(protocol.ReadyWish{Customer: 0, Templates: "nothing"}); err == nil {
		t.Error("no template is taken for one")
	}
}
