package rules_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fenji/scoring/profiles"
	"fenji/scoring/rules"
)

const project = `{
  "fenji": 1, "names": ["流水"], "columns": [{"header": "客户编号", "role": "customer"}, {"header": "实收", "role": "amount"}],
  "words": [{"header": "状态", "value": "已退款", "fate": "refunded"}],
  "answers": [{"ask": "amount", "answer": "column", "columns": ["实收"]}, {"ask": "refund-flag", "key": "退", "answer": "refund"}],
  "clean": {"ignoreCase": true, "gaps": {"amount": "median"}, "outliers": "tukey"},
  "texts": [{"reason": "falls", "grade": "A", "lang": "zh-CN", "text": "{name}您好\n请来"}, {"reason": "due", "lang": "en", "text": "Dear {name}"}],
  "groupsBy": ["年龄"], "asOf": "latest", "visits": "day", "profileId": "lianyungang-dental"
}`

func TestProject(t *testing.T) {
	p, err := rules.ParseProject([]byte(project))
	if err != nil {
		t.Fatal(err)
	}
	own := *p
	own.ID, own.Profile = "", profiles.All()[4]
	for _, p := range []*rules.Project{p, &own, {}} {
		data, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := rules.ParseProject(data); err != nil || !reflect.DeepEqual(back, p) {
			t.Errorf("%s: %+v %v", data, back, err)
		}
	}
	for _, c := range []struct{ old, new, want string }{
		{`"fenji": 1`, `"fenji": 2`, `fenji: expected a whole number from 1 to 1`},
		{`"refunded"`, `"lost"`, `words[0].fate: expected one of counts, void, refund, refunded, topup, spend, gift`},
		{`"customer"`, `"<b>"`, `columns[0].role: expected a word in small letters`},
		{`"median"`, `"guess"`, `clean.gaps.amount: expected one of zero, median, most`},
		{`"groupsBy": ["年龄"], "asOf": "latest"`, `"key": "secret"`, `key: unknown field`},
		{`"profileId"`, `"rows": [], "profileId"`, `rows: unknown field`},
		{`"due"`, `"birthday"`, `texts[1].reason: expected one of falls, due, since`},
		{`"lang": "en"`, `"lang": "fr"`, `texts[1].lang: expected one of zh-CN, en`},
		{`"grade": "A"`, `"grade": "A|"`, `texts[0].grade: expected letters, digits or signs such as A, A+, S, 1`},
		{`"Dear {name}"`, `""`, `texts[1].text: is missing`},
		{`"visits": "day"`, `"profile": {"schema": 2}`, `profile.id: is missing`},
	} {
		if !strings.Contains(project, c.old) {
			t.Fatal(c.old)
		}
		if _, err := rules.ParseProject([]byte(strings.Replace(project, c.old, c.new, 1))); fmt.Sprint(err) != c.want {
			t.Errorf("%s → %s: %v, want %s", c.old, c.new, err, c.want)
		}
	}
}

func FuzzProject(f *testing.F) {
	f.Add([]byte(project))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := rules.ParseProject(data)
		if err != nil {
			return
		}
		written, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := rules.ParseProject(written); err != nil || !reflect.DeepEqual(back, p) {
			t.Errorf("%s: %v", written, err)
		}
	})
}
