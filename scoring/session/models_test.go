package session_test

import (
	"bytes"
	"encoding/csv"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/models/modelstest"
	"fenji/scoring/models/numeric"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// long loads the long clinic's log.
func long(t *testing.T) *session.Session {
	t.Helper()
	s, out := load(t, "long.csv", modelstest.Long.CSV(), protocol.Settings{})
	if !out.Graded {
		t.Fatalf("not graded: %+v", out.Missing)
	}
	return s
}

// finish asks a model until it has its answer, and says in how many steps.
func finish(t *testing.T, s *session.Session, wish protocol.ModelWish) (*protocol.Model, int) {
	t.Helper()
	for wish.Step = 1; wish.Step < 100_000; wish.Step++ {
		m, err := s.Model(wish)
		if err != nil {
			t.Fatal(err)
		}
		if wish.Anew = false; !m.Working {
			return m, wish.Step
		}
	}
	t.Fatal("does not end")
	return nil, 0
}

// TestModels: every model of the long log ends with an answer or a refusal, in steps between which other calls are
// answered, and says the same when it is run anew.
func TestModels(t *testing.T) {
	s := long(t)
	for _, id := range protocol.Models {
		m, steps := finish(t, s, protocol.ModelWish{Model: id})
		if steps < 10 {
			t.Errorf("%s took %d steps: nothing was answered in between", id, steps)
		}
		if again, _ := finish(t, s, protocol.ModelWish{Model: id}); again != m {
			t.Errorf("%s was forgotten", id)
		}
		if runtime.GOOS == "js" { // sums come in the same order there; here they are held twice against each other
			continue
		}
		again, _ := finish(t, s, protocol.ModelWish{Model: id, Anew: true})
		if string(protocol.Encode(again)) != string(protocol.Encode(m)) || again == m {
			t.Errorf("%s says something else the second time", id)
		}
	}
	groups, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	n := 0
	for _, g := range groups.Groups {
		n += g.Size
	}
	if count, err := s.Arrange(protocol.View{}); err != nil || groups.Parts[0].Reason != "" || n != count.Rows {
		t.Errorf("%d in groups of %+v (%v): %+v", n, count, err, groups.Parts)
	}
	back, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelReturn})
	if back.Part(protocol.ModelReturn).Reason != "" || back.Part(protocol.ModelMoney).Reason != "alike" {
		t.Errorf("%+v", back.Parts)
	}
	demand, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelDemand, By: "month"})
	if f := demand.Forecast; demand.Parts[0].Reason != "" || len(f) != 3 || f[0].When != "2026-01" || f[1].Festival != "2026-02-17" {
		t.Errorf("%+v %+v", demand.Parts[0].Needs, f)
	}
	if len(demand.Choices) != 4 {
		t.Fatal(demand.Choices)
	}
	whole := 0.0
	for _, of := range []string{"", demand.Choices[0], demand.Choices[2]} {
		one, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelDemand, By: "month", Of: of})
		made := one.Parts[0].Curves[0].Lines[0].Values
		n, _ := strconv.ParseFloat(made[5], 64)
		if of == "" {
			n = -n
		}
		whole += n
	}
	if whole != 0 {
		t.Error("departments do not add up to all, of which each customer has one", whole)
	}
}

// TestModelGivenUp: another grading or model ends the work under way, and whoever asks for it later gets its own answer.
func TestModelGivenUp(t *testing.T) {
	s := long(t)
	for range 5 {
		if m, err := s.Model(protocol.ModelWish{Model: protocol.ModelReturn}); err != nil || !m.Working {
			t.Fatal(m, err)
		}
	}
	groups, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	for range 5 {
		if _, err := s.Model(protocol.ModelWish{Model: protocol.ModelReturn}); err != nil {
			t.Fatal(err)
		}
	}
	graded(t, s, protocol.Settings{Sheet: -1, Profile: "chongqing-course"})
	after, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	if string(protocol.Encode(after)) != string(protocol.Encode(groups)) {
		t.Error("days, visits and money are the same under both profiles, and the groups are not")
	}
	if back, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelReturn}); back.Part(protocol.ModelReturn).Reason != "" {
		t.Error(back.Parts)
	}
}

// TestModelsOfCustomers: a table of customers has no log.
func TestModelsOfCustomers(t *testing.T) {
	s, _ := load(t, "clinic.csv", clinic, protocol.Settings{})
	for _, id := range protocol.Models[1:] {
		m, _ := finish(t, s, protocol.ModelWish{Model: id})
		for _, p := range m.Parts {
			if p.Reason != "log" {
				t.Errorf("%s: %+v", id, p)
			}
		}
	}
	if m, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups}); m.Parts[0].Reason != "customers" {
		t.Errorf("%+v", m.Parts)
	}
	if _, err := s.Model(protocol.ModelWish{Model: "x"}); err == nil {
		t.Error("x is a model")
	}
}

// TestModelColumns: what models found of each customer stands in list and files when it is asked for, right behind the note.
func TestModelColumns(t *testing.T) {
	s := long(t)
	for _, id := range protocol.Models {
		finish(t, s, protocol.ModelWish{Model: id, By: "month"})
	}
	heads := func() []string {
		var out bytes.Buffer
		if _, err := s.Export(protocol.Export{Format: "csv", Lang: "en"}, func(b []byte) { out.Write(b) }, silent); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows[0]) > 13 && rows[1][12] == "" {
			t.Error("no group", rows[1])
		}
		return rows[0]
	}
	if got := strings.Join(heads()[10:], ","); got != "Advice,Note,科室 (all visits)" {
		t.Error("unasked:", got)
	}
	if _, err := s.ModelColumns(protocol.ModelColumns{Of: protocol.Models[:]}); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(heads()[11:], ",")
	if !strings.HasPrefix(got, "Note,Group,Expected visits in 90 days,Chance of still coming,") || !strings.HasSuffix(got, ",Range of visits in 90 days (9 of 10),科室 (all visits)") {
		t.Error(got)
	}
	n, err := s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "added.models.group", Values: []string{"1"}}}})
	groups, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	if err != nil || n.Rows != groups.Groups[0].Size {
		t.Errorf("%+v, %v: not %+v", n, err, groups.Groups[0])
	}
	if n, err = s.Arrange(protocol.View{Filters: []protocol.Filter{{Field: "added.models.active", Low: "0.9999"}}}); err != nil || n.Rows == 2300 {
		t.Errorf("%+v %v", n, err)
	}
	sum := 0.0
	all, _ := s.Arrange(protocol.View{})
	for from := 0; from < all.Rows; from += 1000 {
		rows, err := s.Rows(protocol.Span{From: from, N: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows.Rows {
			x, _ := strconv.ParseFloat(r.Added[1], 64)
			sum += x
			low, high, ok := strings.Cut(r.Added[len(r.Added)-1], "–")
			a, _ := strconv.Atoi(low)
			if b, err := strconv.Atoi(high); ok && (err != nil || a > b || x > float64(b)+1) {
				t.Errorf("%v visits are expected, within %s–%s", x, low, high)
			} else if !ok && r.Added[1] != "" {
				t.Errorf("%v visits are expected, and no range", x)
			}
		}
	}
	back, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelReturn})
	if want, _ := strconv.ParseFloat(back.Parts[0].Param("visits-90", ""), 64); sum < want-.2 || sum > want+.2 {
		t.Errorf("the list adds up to %v, the card says %v", sum, want)
	}
	if _, err := s.ModelColumns(protocol.ModelColumns{}); err != nil || len(heads()) != 13 {
		t.Error(err)
	}
}

// TestAnswerWhile: work in steps goes on for as long as it may, begins anew once, and finds what it finds step by step.
func TestAnswerWhile(t *testing.T) {
	s := long(t)
	want, steps := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	calls, done := 0, false
	for wish := (protocol.ModelWish{Model: protocol.ModelGroups, Anew: true, Step: 1}); !done && calls < steps; wish.Step++ {
		left := 10
		reply, err := s.AnswerWhile(&session.Call{Op: protocol.OpModel, Args: protocol.Encode(&wish)}, func() bool { left--; return left > 0 })
		if err != nil {
			t.Fatal(err)
		}
		calls++
		m := reply.(*protocol.Model)
		if wish.Anew, done = false, !m.Working; done && !bytes.Equal(protocol.Encode(m), protocol.Encode(want)) {
			t.Error("it finds something else")
		}
	}
	if !done || calls > steps/10+1 {
		t.Errorf("%d calls for %d steps", calls, steps)
	}
	reply, err := s.AnswerWhile(&session.Call{Op: protocol.OpScan, Args: protocol.Encode(&protocol.Treats{Step: 1})}, func() bool { return true })
	if err != nil || reply.(*protocol.Scan).Working || len(reply.(*protocol.Scan).Columns) == 0 {
		t.Errorf("%+v %v", reply, err)
	}
}

// twoAges are customers whose days, visits and money are one heap, and whose age is two, with a column that tells persons and
// one that is mostly empty.
func twoAges(scale int) string {
	g := numeric.NewRandom(3)
	var b strings.Builder
	b.WriteString("客户编号,最近一次消费时间,消费频率,消费总金额,年龄,注册日期,手机号,评分\n")
	for i := range 400 {
		age, rating := strconv.Itoa(scale*int(30+3*g.Gauss())), ""
		if i%2 == 1 {
			age = strconv.Itoa(scale * int(70+3*g.Gauss()))
		}
		if i%40 == 7 {
			age, rating = "", "5"
		}
		day, _ := civil.Parse("2025-06-30")
		b.WriteString("K" + strconv.Itoa(1000+i) + "," + (day - civil.Day(g.Below(300))).String() + "," + strconv.Itoa(1+g.Poisson(4)) + "," +
			strconv.Itoa(100+int(300*g.Gamma(3))) + "," + age + "," + (day - 400 - civil.Day(g.Below(900))).String() + "," +
			strconv.Itoa(13_800_000_000+g.Below(99_999_999)) + "," + rating + "\n")
	}
	return b.String()
}

// TestGroupsByColumns: groups that show in a chosen column only are found by it, whatever else its scale is; what tells a
// person or is mostly empty is not offered, and what the file has not is passed over. The choice goes through a project file.
func TestGroupsByColumns(t *testing.T) {
	s, _ := load(t, "ages.csv", twoAges(1), protocol.Settings{})
	plain, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups})
	if plain.Parts[0].Reason == "" || strings.Join(plain.Choices, " ") != "年龄 注册日期" {
		t.Fatalf("%q %q", plain.Parts[0].Reason, plain.Choices)
	}
	by, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups, Of: "没有" + protocol.Between + "年龄"})
	if by.Parts[0].Reason != "" || len(by.Groups) != 2 {
		t.Fatalf("%+v %+v", by.Parts[0].Needs, by.Groups)
	}
	ages := []string{by.Groups[0].Others[1], by.Groups[1].Others[1]}
	slices.Sort(ages)
	if by.Groups[0].Others[0] != "年龄" || ages[0] < "28" || ages[0] > "32" || ages[1] < "68" || ages[1] > "72" {
		t.Error(by.Groups)
	}
	again, _ := finish(t, s, protocol.ModelWish{Model: protocol.ModelGroups, Of: "年龄"})
	if again.Parts[0].Param("sse", "") != by.Parts[0].Param("sse", "") {
		t.Error("a column that the file has not changes the groups")
	}
	months, _ := load(t, "ages.csv", twoAges(12), protocol.Settings{})
	if again, _ = finish(t, months, protocol.ModelWish{Model: protocol.ModelGroups, Of: "年龄"}); len(again.Groups) != 2 || again.Groups[0].Size != by.Groups[0].Size {
		t.Error("its unit changes the groups", again.Groups)
	}
	parts := protocol.ProjectParts{Traits: "没有" + protocol.Between + "年龄"}
	reply, err := s.Answer(&session.Call{Op: protocol.OpProject, Args: protocol.Encode(&parts)})
	if err != nil {
		t.Fatal(err)
	}
	wish := protocol.ProjectWish{Text: reply.(*protocol.ProjectText).Text, Settings: protocol.Settings{Sheet: -1}}
	if reply, err = s.Answer(&session.Call{Op: protocol.OpUseProject, Args: protocol.Encode(&wish)}); err != nil {
		t.Fatal(err)
	}
	if got := reply.(*protocol.ProjectUse).Parts.Traits; got != parts.Traits {
		t.Errorf("%q of %q", got, wish.Text)
	}
}
