package session_test

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestTablesDoNotLeak drops five kinds of tables together, each with persons of its own: what is joined is covered likewise.
func TestTablesDoNotLeak(t *testing.T) {
	tables := []struct {
		name, head string
		row        func(i int) string
		text       strings.Builder
	}{
		{name: "visits.csv", head: "患者编号,姓名,就诊日期,实收金额,科室", row: func(i int) string {
			return fmt.Sprintf("%s,2024-%02d-%02d,%d,%s", person(i, 1), i%12+1, i%28+1, 100+i, []string{"口腔科", "正畸科"}[i%2])
		}},
		{name: person(3, 1) + "people.csv", head: "患者编号,姓名,性别,出生日期,地区,职业,渠道,介绍人,手机,住址", row: func(i int) string {
			return fmt.Sprintf("%s,女,1980-01-%02d,海州区,教师,%s,%s,%s,%s", person(i, 1), i%28+1, []string{"美团", "抖音"}[i%2], person(i, 2), mobile(i, 4), quayside(i, 5))
		}},
		{name: "app.csv", head: "患者编号,姓名,预约时间,状态,科室,医生,备注", row: func(i int) string {
			return fmt.Sprintf("%s,2024-%02d-%02d 10:00,已到,口腔科,李医生,%s来电", person(i, 1), i%12+1, i%28+1, person(i, 3))
		}},
		{name: "voice.csv", head: "患者编号,日期,评分,评价内容", row: func(i int) string {
			return fmt.Sprintf("2024-%02d-%02d,%d,%s很好", i%12+1, i%28+1, i%5+1, person(i, 1))
		}},
		{name: "touch.csv", head: "患者编号,昵称,时间,类型,文章,停留秒数", row: func(i int) string {
			return fmt.Sprintf("%s,2024-%02d-%02d 10:00,文章,护牙,30", person(i, 2), i%12+1, i%28+1)
		}},
	}
	var secrets, names []string
	var files [][]byte
	for i := range leakRows {
		secrets = append(secrets, person(i, 1), person(i, 2), mobile(i, 4), quayside(i, 5))
	}
	for k := range tables {
		table := &tables[k]
		table.text.WriteString(table.head + "\n")
		for i := range leakRows {
			fmt.Fprintf(&table.text, "B%03d,%s\n", i, table.row(i))
		}
		names, files = append(names, table.name), append(files, []byte(table.text.String()))
	}
	s := new(session.Session)
	out, err := s.Load(protocol.Load{Names: names, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}}, files, silent)
	if err != nil || !out.Graded || len(out.Extras) < 6 {
		t.Fatalf("%v, graded %v, with %v", err, out.Graded, out.Extras)
	}
	leaks(t, "the screen", strings.ReplaceAll(screens(t, s, out, len(out.Columns)), tables[1].name, ""), secrets)
	goals, err := s.Goals(protocol.GoalWish{})
	if err != nil {
		t.Fatal(err)
	}
	leaks(t, "the figures of goals", string(protocol.Encode(goals)), secrets)
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range []string{"masked", "pseudonyms"} {
		everything(t, s, names, key.File, func(what, text string) { leaks(t, what, text, secrets) })
	}
}
