package profiles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

func Example() {
	for _, p := range profiles.All() {
		fmt.Println(p.ID, p.Name.In("zh-CN"))
	}
	// Output:
	// lianyungang-dental 连云港市地区口腔门诊用户分级
	// chongqing-course 重庆地区课程咨询客户分级
	// shaoxing-finance 绍兴市财务数据集成平台系统客户分级
	// maoming-appraisal 茂名市鉴定评估用户分级
	// guangdong-shoe-care 鞋类清洗消费者分级（广东）
	// hangzhou-ads 信息投放客户分级（杭州）
	// fuzhou-tea 茶叶客户分级（福州）
}

// The rules as registered, written from the profiles in one line each.
func TestRules(t *testing.T) {
	const want = `
lianyungang-dental yuan
R cuts × 0.4, valid [0…): ≤30→5 ≤90→4 ≤180→3 ≤365→2 else→1
F cuts × 0.3, valid [1…): ≤1→1 ≤3→2 ≤6→3 ≤9→4 else→5
M cuts × 0.3, valid (…): ≤100→1 ≤500→2 ≤1000→3 ≤3000→4 else→5
A≥4.1 B≥3.1 C≥2.1 D≥1
chongqing-course yuan
R rank × 0.3, valid [0…): 5 worst
F rank × 0.3, valid [0…): 5 worst
M rank × 0.4, valid (…): 5 worst
A≥4 B≥3 C≥2 D≥0
shaoxing-finance wan
R cuts × 0.3, valid [0…): ≤10→5 ≤20→4 ≤30→3 ≤50→2 else→1
F cuts × 0.4, valid (0…): ≤2→1 ≤5→2 ≤10→3 ≤15→4 else→5
M cuts × 0.6, valid (0…): ≤1→1 ≤3→2 ≤5→3 ≤8→4 else→5
A>6 B>3 C≥0
maoming-appraisal yuan 30 days
R rank × 1, valid [0…): 5 worst
F raw × 1, valid [0…):
M rank × 1, valid (…): 5 worst
A≥4 B≥3 C≥2 D≥0
guangdong-shoe-care yuan 6 months
R cuts × 0.3, valid [0…): ≤30→5 ≤60→4 ≤90→3 ≤120→2 else→1
F cuts × 0.3, valid [0…): ≤1→1 ≤3→2 ≤5→3 ≤7→4 else→5
M cuts × 0.4, valid (…): <200→1 <400→2 <600→3 <800→4 else→5
A≥4 B≥3 C≥2 D≥0
hangzhou-ads yuan 30 days
R rank × 0.3, valid [0…): 5 worst
F rank × 0.3, valid [0…): 5 worst
M rank × 0.4, valid (…): 5 worst
A≥4 B≥3 C≥2 D≥0
fuzhou-tea yuan
R cuts × 0.3, valid [0…): ≤10→5 ≤20→4 ≤30→3 ≤50→2 else→1
F cuts × 0.4, valid (0…): ≤2→1 ≤5→2 ≤10→3 ≤15→4 else→5
M cuts × 0.6, valid (0…): ≤500→1 ≤1000→2 ≤2000→3 ≤3000→4 else→5
A>6 B>3 C≥0
`
	var b strings.Builder
	for _, p := range profiles.All() {
		b.WriteString("\n" + p.ID + " " + p.Unit.String())
		if p.Window.Days > 0 {
			fmt.Fprintf(&b, " %d days", p.Window.Days)
		}
		if p.Window.Months > 0 {
			fmt.Fprintf(&b, " %d months", p.Window.Months)
		}
		for _, m := range profile.Metrics {
			b.WriteString("\n" + m.String() + " " + rule(p.Metrics[m]))
		}
		b.WriteString("\n")
		var bands []string
		for _, band := range p.Bands {
			bands = append(bands, band.Grade+map[bool]string{true: ">", false: "≥"}[band.Open]+band.From.String())
		}
		b.WriteString(strings.Join(bands, " "))
	}
	if got := b.String() + "\n"; got != want {
		t.Errorf("got%s", got)
	}
}

func rule(r profile.Rule) string {
	low := "("
	if r.Valid.Min != nil {
		low = map[bool]string{true: "(", false: "["}[r.Valid.MinOpen] + r.Valid.Min.String()
	}
	s := fmt.Sprintf("%s × %s, valid %s…):", r.Method, r.Weight, low)
	for _, step := range r.Steps {
		to := map[bool]string{true: "<", false: "≤"}[step.Open] + step.To.String()
		if step.Last {
			to = "else"
		}
		s += " " + to + "→" + step.Points.String()
	}
	if r.Method == profile.Rank {
		s += fmt.Sprintf(" %d %s", r.Parts, r.Tie)
	}
	return s
}

// Every text is there in both languages, and none was copied from one grade to the next.
func TestTexts(t *testing.T) {
	for _, p := range profiles.All() {
		texts := []profile.Text{p.Name, p.About, p.Audience}
		texts = append(texts, p.Notes...)
		for _, b := range p.Bands {
			texts = append(texts, b.Name, b.Meaning, b.Action, b.Cadence)
		}
		seen := map[string]bool{}
		for _, text := range texts {
			if text.Zh == "" || text.En == "" || seen[text.Zh] || seen[text.En] {
				t.Errorf("%s: %+v", p.ID, text)
			}
			if strings.ContainsFunc(text.En, func(c rune) bool { return c >= 0x3000 }) {
				t.Errorf("%s: Chinese signs in %q", p.ID, text.En)
			}
			seen[text.Zh], seen[text.En] = true, true
		}
	}
	p, _ := profiles.ByID("shaoxing-finance")
	for i, want := range []string{"每月联系 1–2 次", "每季度联系 1–2 次", "每半年联系 1–2 次"} {
		if p.Bands[i].Cadence.Zh != want {
			t.Errorf("cadence of %s: %s", p.Bands[i].Grade, p.Bands[i].Cadence.Zh)
		}
	}
}

// The note of the Maoming profile says what is so.
func TestMaomingNote(t *testing.T) {
	p, _ := profiles.ByID("maoming-appraisal")
	if got := p.Unreachable(); !slices.Equal(got, []string{"D"}) {
		t.Errorf("unreachable: %v", got)
	}
	one := decimal.Int(1)
	visited := *p
	visited.Metrics[profile.Frequency].Valid.Min = &one
	if got := visited.Unreachable(); !slices.Equal(got, []string{"C", "D"}) {
		t.Errorf("unreachable with F ≥ 1: %v", got)
	}
	note := p.Notes[0]
	for _, part := range []string{"D 级不会出现", "F ≥ 1", "A 级或 B 级"} {
		if !strings.Contains(note.Zh, part) {
			t.Errorf("%q is not said: %s", part, note.Zh)
		}
	}
	for _, part := range []string{"D can never occur", "F ≥ 1", "only grades A and B"} {
		if !strings.Contains(note.En, part) {
			t.Errorf("%q is not said: %s", part, note.En)
		}
	}
	for _, p := range profiles.All() {
		if got := p.Unreachable(); p.ID != "maoming-appraisal" && got != nil {
			t.Errorf("%s: unreachable: %v", p.ID, got)
		}
	}
}

func TestByID(t *testing.T) {
	for _, p := range profiles.All() {
		if q, ok := profiles.ByID(p.ID); !ok || q != p {
			t.Errorf("%s is not found", p.ID)
		}
	}
	if _, ok := profiles.ByID("nowhere"); ok {
		t.Error("a profile that is not there was found")
	}
	list := profiles.All()
	list[0] = nil
	if profiles.All()[0] == nil {
		t.Error("callers share one list")
	}
}
