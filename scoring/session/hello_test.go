package session_test

import (
	"testing"

	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/words"
)

// TestHelloNamesEveryProfile: the page can say of each built-in profile whose customers it grades, how, over how long, and
// where it is from.
func TestHelloNamesEveryProfile(t *testing.T) {
	s, _ := load(t, "a.csv", "客户编号,就诊日期,金额\nK01,2024-01-02,10\n", protocol.Settings{})
	hello, err := s.Hello()
	if err != nil {
		t.Fatal(err)
	}
	type say struct {
		ranked       bool
		days, months int
	}
	want := map[string]say{"lianyungang-dental": {}, "chongqing-course": {ranked: true}, "maoming-appraisal": {true, 30, 0},
		"shaoxing-finance": {}, "fuzhou-tea": {}, "guangdong-shoe-care": {months: 6}, "hangzhou-ads": {true, 30, 0}}
	if len(hello.Profiles) != len(want) || len(profiles.All()) != len(want) {
		t.Errorf("%d profiles of %d, want %d", len(hello.Profiles), len(profiles.All()), len(want))
	}
	for _, p := range hello.Profiles {
		if got := (say{p.Ranked, p.WindowDays, p.WindowMonths}); got != want[p.ID] {
			t.Errorf("%s: %+v, want %+v", p.ID, got, want[p.ID])
		}
		if p.Audience.Zh == "" || p.Audience.En == "" || !words.Has("profile.from."+p.ID) {
			t.Errorf("%s has no audience or no place: %+v", p.ID, p.Audience)
		}
	}
}
