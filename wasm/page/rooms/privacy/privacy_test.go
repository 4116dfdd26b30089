package privacy

import (
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/shell"
)

var house = shell.House{Room}

func run(s *shell.State, events ...shell.Event) *shell.State {
	for _, e := range events {
		s = house.Reduce(s, e)
	}
	return s
}

func opened(file string) []shell.Event {
	return []shell.Event{
		shell.Started{Task: shell.Loading, Names: []string{file}, Settings: shell.NewFile("one")},
		shell.Graded{Outcome: &protocol.Outcome{Graded: true, Profile: "one"}, Page: &protocol.Rows{}}}
}

// TestChoices: what the user decided goes with the look through the file and with every download, until other files come.
func TestChoices(t *testing.T) {
	s := run(house.Start("zh-CN", "auto", ""), opened("a.xlsx")...)
	treated := func(column int, fate string) Treated {
		return Treated{protocol.Treat{Column: column, Fate: fate}, &protocol.Scan{Columns: []protocol.Found{{Header: fate}}}}
	}
	exported := func() []protocol.Treat {
		var wish protocol.Export
		Room.Export(s, &wish)
		var load protocol.Load
		if Room.Load(s, &load); !slices.Equal(load.Treats, wish.Treats) {
			t.Errorf("a fresh engine is told %v", load.Treats)
		}
		return wish.Treats
	}
	same := func(when string, want ...protocol.Treat) {
		t.Helper()
		if got := exported(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", when, got, want)
		}
	}
	same("at first")
	s = run(s, Opened{}, treated(4, "keep"), treated(1, "mask"), treated(4, "clean"))
	same("after three", protocol.Treat{Column: 1, Fate: "mask"}, protocol.Treat{Column: 4, Fate: "clean"})
	if found := Found(s); found == nil || found.Columns[0].Header != "clean" {
		t.Errorf("shown: %+v", found)
	}
	before := s
	s = run(s, treated(1, ""), Untreated{})
	same("one taken back", protocol.Treat{Column: 4, Fate: "clean"})
	if own(before) == own(run(before, Untreated{})) {
		t.Error("a select that shows what does not hold stays as it is")
	}
	if got := own(before).Choices.of(0); len(got) != 2 {
		t.Errorf("an earlier state has changed: %v", got)
	}

	// Graded anew, the same file is looked through anew, with the choices; masked or not, nothing is.
	now := &protocol.Outcome{Graded: true, Profile: "one"}
	s = run(s, shell.Revealed{Outcome: now, On: true})
	if Found(s) == nil || own(s).asked != now {
		t.Error("the scan does not outlive the switch")
	}
	s = run(s, shell.Started{Task: shell.Grading, Settings: shell.NewFile("one")},
		shell.Graded{Outcome: &protocol.Outcome{Graded: true, Profile: "one"}, Page: &protocol.Rows{}})
	wish, _ := Room.Questions[0].Wish(s).(*protocol.Treats)
	if Found(s) != nil || wish == nil || !slices.Equal(wish.List, []protocol.Treat{{Column: 4, Fate: "clean"}}) {
		t.Errorf("graded anew: %+v", wish)
	}
	other := &protocol.Outcome{Graded: true, Profile: "one", Sheet: 2}
	if list := own(s).Choices.of(other.Sheet); list != nil {
		t.Errorf("another sheet: %v", list)
	}
	s = run(s, opened("b.xlsx")...)
	same("another file")
}

// TestLines reads the list aloud.
func TestLines(t *testing.T) {
	scan := &protocol.Scan{Columns: []protocol.Found{
		{Header: "姓名", Column: 0, Fate: "mask", Why: "header", Example: "张**", Counts: []protocol.KindCount{{Kind: "name", N: 1200}}},
		{Header: "医生", Column: 1, Fate: "clean", Why: "staff", Example: "王医生"},
		{Header: "备用", Column: 2, Fate: "keep", Why: "user", Chosen: true, Counts: []protocol.KindCount{{Kind: "text", N: 1}, {Kind: "phone", N: 2}}},
		{Header: "", Column: 3, Fate: "rest", Why: "unknown", Left: true},
	}}
	for lang, want := range map[string][]Line{
		"zh-CN": {
			{0, "姓名", "1,200 个姓名", "例如 张**", "遮盖", "表头写明是个人信息", "", "自动：遮盖", false},
			{1, "医生", "", "例如 王医生", "保留；其中的号码和已知姓名遮盖", "员工，不是客户", "", "自动：保留；其中的号码和已知姓名遮盖", false},
			{2, "备用", "1 处无法判断的文字、2 个电话", "", "原样保留", "您选的", "keep", "改回自动", false},
			{3, words.Text("zh-CN", "columns.unnamed"), "", "", "不写进下载的文件", "", "", "自动：日期、数字、编号保留，其余遮盖", true},
		},
		"en": {
			{0, "姓名", "1,200 names", "such as 张**", "Masked", "the header says it is personal", "", "Automatic: Masked", false},
			{1, "医生", "", "such as 王医生", "Stays; numbers and known names in it are masked", "your staff, not customers", "",
				"Automatic: Stays; numbers and known names in it are masked", false},
			{2, "备用", "1 text that cannot be judged, 2 phone numbers", "", "Stays as it is", "you chose it", "keep", "Back to automatic", false},
			{3, words.Text("en", "columns.unnamed"), "", "", "Left out of downloads", "", "", "Automatic: Dates, figures and codes stay, everything else is masked", true},
		},
	} {
		for i, got := range Lines(lang, scan) {
			if got != want[i] {
				t.Errorf("%s\n%+v\nwant %+v", lang, got, want[i])
			}
		}
	}
	for _, f := range fates {
		if !words.Has("privacy.fate." + f) {
			t.Errorf("%s has no words", f)
		}
	}
}

// TestCrowd: how well customers hide each other is asked when the panel was opened, anew after every choice, and said in words.
func TestCrowd(t *testing.T) {
	due := func(s *shell.State) *shell.Pending {
		for _, p := range house.Due(s) {
			if p.Name == crowding {
				return &p
			}
		}
		return nil
	}
	s := run(house.Start("en", "auto", ""), opened("a.xlsx")...)
	scan := func(s *shell.State) *shell.State {
		for _, p := range house.Due(s) {
			if p.Name == question {
				s = run(s, p.Put(), p.Answered(&protocol.Scan{}))
			}
		}
		return s
	}
	if s = scan(s); due(s) != nil {
		t.Error("asked before the panel was opened")
	}
	s = run(s, Opened{})
	p := due(s)
	if p == nil {
		t.Fatal("not asked")
	}
	answer := &protocol.Crowd{Columns: []string{"sex", "born"}, Least: 1, Few: 12, Under: 11, Of: 40, Without: []protocol.Leaving{{Header: "born", Least: 20}}}
	s = run(s, p.Put(), p.Answered(answer))
	said, help := Crowded(s)
	if said != "Columns others may know: sex, born. Taken together, the smallest group has only 1 customer, and 12 customers are in groups of fewer than 11; people who know them might recognise them." ||
		len(help) != 1 || help[0] != `Without “born” the smallest group has 20, and 0 are in groups of fewer than 11.` {
		t.Errorf("%s %q", said, help)
	}
	s = run(s, Treated{protocol.Treat{Column: 1, Fate: "mask"}, &protocol.Scan{}})
	if said, _ := Crowded(s); said != "" || due(s) == nil || len(due(s).Message.(*protocol.Treats).List) != 1 {
		t.Errorf("after a choice it still says %s", said)
	}
	p = due(s)
	for want, c := range map[string]*protocol.Crowd{"know about a customer": {}, "so nobody can be recognised by them": {Columns: []string{"sex"}, Least: 20, Under: 11}} {
		if said, help := Crowded(run(s, p.Put(), p.Answered(c))); !strings.Contains(said, want) || help != nil {
			t.Errorf("%s %q", said, help)
		}
	}
}

// TestScanInSteps: a scan that is at work is asked again, each time anew, until it says what it found.
func TestScanInSteps(t *testing.T) {
	s := run(house.Start("en", "auto", ""), opened("a.xlsx")...)
	asked := map[int]bool{}
	for answers := 3; answers >= 0; answers-- {
		due := house.Due(s)
		if len(due) != 1 || due[0].Name != question {
			t.Fatalf("due: %v", due)
		}
		asked[due[0].Message.(*protocol.Treats).Step] = true
		s = run(s, due[0].Put(), due[0].Answered(&protocol.Scan{Working: answers > 0}))
	}
	if len(asked) != 4 || asked[0] || Found(s) == nil || len(house.Due(s)) > 0 {
		t.Errorf("asked as %v, found %v", asked, Found(s))
	}
}

// TestProjectBringsKey: the key goes with a project when it is wanted there, and comes with one that holds it.
func TestProjectBringsKey(t *testing.T) {
	key := protocol.Key{File: "a key", Fingerprint: "ABCD"}
	s := run(house.Start("en", "auto", ""), append(opened("a.xlsx"), shell.Brought{})...)
	if s.Kept().Key.File != "" {
		t.Error("a key out of nothing")
	}
	s = run(s, shell.Brought{Parts: protocol.ProjectParts{Key: key}}, shell.Brought{})
	if own(s).Key != key || !own(s).Loaded || s.Kept().Key != key {
		t.Errorf("%+v", own(s))
	}
}
