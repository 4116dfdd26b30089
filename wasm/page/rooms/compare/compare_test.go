package compare

import (
	"testing"

	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

func page(lang string) *shell.State {
	house := shell.House{{Name: "list", Base: true}, Room}
	s := house.Reduce(house.Start(lang, "auto", "2025-01-01"), shell.Greeted{Profiles: []protocol.Profile{
		{ID: "one", Unit: "yuan", Name: protocol.Text{Zh: "甲"}}, {ID: "two", Unit: "yuan", Name: protocol.Text{Zh: "乙"}}}})
	s = house.Reduce(s, shell.OwnKnown{Own: []shell.OwnRules{{Text: "{mine}", Profile: protocol.Profile{ID: "mine", Name: protocol.Text{Zh: "我的"}}}}})
	s = house.Reduce(s, shell.Started{Task: shell.Grading, Settings: protocol.Settings{Profile: "one"}})
	s = house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true, Profile: "one", Rows: 5}})
	return house.Reduce(s, shell.TabChosen{Tab: name})
}

// TestOthers: the rules in force are not compared with themselves, and others are named as the engine knows them.
func TestOthers(t *testing.T) {
	s := page("zh-CN")
	if ids, _ := Others(s); len(ids) != 2 || ids[0] != "two" || ids[1] != "mine" {
		t.Errorf("%v", ids)
	}
	if w := wish(s).(*protocol.CompareWish); w.With != "two" || w.N != atFirst {
		t.Errorf("%+v", w)
	}
	house := shell.House{{Name: "list", Base: true}, Room}
	s = house.Reduce(s, Chosen{"mine"})
	if w := wish(s).(*protocol.CompareWish); w.With != "{mine}" {
		t.Errorf("%+v", w)
	}
	if s = house.Reduce(s, More{}); wish(s).(*protocol.CompareWish).N <= atFirst {
		t.Error("no more are asked for")
	}
	if compared(s) != nil {
		t.Error("something is known before it was asked")
	}
}

func TestWhy(t *testing.T) {
	s := page("zh-CN")
	d := func(change func(d *protocol.Differing)) *protocol.Differing {
		d := &protocol.Differing{Row: protocol.Row{Value: [3]string{"90", "7", "1200.00"}, Points: [3]string{"4", "4", "4"}, Score: "4.0", Grade: "B"},
			Grade: "A", Score: "4.3", Values: [3]string{"90", "7", "1200"}, Points: [3]string{"4", "5", "4"}}
		if change != nil {
			change(d)
		}
		return d
	}
	for _, c := range []struct {
		d    *protocol.Differing
		want string
	}{
		{d(nil), "次数 7 次：现在得 4 分，另一个得 5 分"},
		{d(func(d *protocol.Differing) { d.Values[1], d.Points[1] = "2", "2" }), "次数 7 次（另一个看到的是 2 次）：现在得 4 分，另一个得 2 分"},
		{d(func(d *protocol.Differing) { d.Points[1] = "4" }), "各项得分一样，权重或起点不同：总分 4.0 与 4.3"},
	} {
		got := Why(s, c.d, "yuan")
		if got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := Why(s, d(func(d *protocol.Differing) { d.Reason = "frequency-range" }), "yuan"); got == "" || got == Why(s, d(nil), "yuan") {
		t.Errorf("%q", got)
	}
}

func TestSentences(t *testing.T) {
	s := page("zh-CN")
	c := &protocol.Cross{Agree: 35, Both: 50, Differ: 15, Kappa: 4000, Known: true}
	if got := Answer(s, c); got != "两个方案把 35 位（70.0%）放在同一级，15 位不同。" {
		t.Errorf("%q", got)
	}
	for kappa, want := range map[int]string{4000: "0.40", -249: "−0.02", 10_000: "1.00", 50: "0.01", -50: "−0.01"} {
		c.Kappa = kappa
		if got := Kappa("en", c); got != "Beyond chance, they agree by κ = "+want+" (0 is chance, 1 is identical; from 0.6 on they are close)." {
			t.Errorf("%d: %q", kappa, got)
		}
	}
}
