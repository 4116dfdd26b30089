package session_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/dialect"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// A plant is a column into which each row's secrets are written.
type plant struct {
	header string
	cell   func(i, c int) (text string, secrets []string)
}

const (
	leakRows  = 60
	familiesZ = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高"
	givenA    = "彧昶翀焜祎翊玥璟瑄奕铎珩琤骁喆"
	givenB    = "溦煊彤珺瑜翾淇祺桐旻霁昀"
)

// person is a made-up name, another for each row and column.
func person(i, c int) string {
	pick := func(s string, n int) string { r := []rune(s); return string(r[n%len(r)]) }
	n := i*41 + c*7
	return pick(familiesZ, n) + pick(givenA, n/3) + pick(givenB, n/5+c)
}

func mobile(i, c int) string { return fmt.Sprintf("139%04d%04d", 1000+i*7+c, 2000+i*13+c) }

func one(make func(i, c int) string) func(i, c int) (string, []string) {
	return func(i, c int) (string, []string) { s := make(i, c); return s, []string{s} }
}

// within plants a person into a longer text.
func within(pattern string, make func(i, c int) string) func(i, c int) (string, []string) {
	return func(i, c int) (string, []string) { s := make(i, c); return fmt.Sprintf(pattern, s), []string{s} }
}

func latin(i, c int) string {
	first := []string{"maryam", "gordon", "philippa", "terence", "ottilie", "rupert"}
	last := []string{"hargreaves", "lindqvist", "okonkwo", "petrossian", "vandenberg", "szymanski", "delacroix"}
	return first[(i+c)%len(first)] + " " + last[(i/2+c)%len(last)] + "son"
}

func quayside(i, c int) string { return fmt.Sprintf("海棠路%d弄%d号%d室", 700+i, 80+c, 301+i) }

// plants are forty columns of thirty kinds: names under every header they come under, decorated and with numbers beside
// them, numbers in every way of writing, and columns whose headers say nothing.
var plants = []plant{
	{"患者", one(person)}, {"会员", one(person)}, {"宝宝", one(person)}, {"学员", one(person)}, {"家属", one(person)},
	{"配偶", one(person)}, {"父亲", one(person)}, {"付款人", one(person)}, {"投保人", one(person)}, {"Patient", one(latin)},
	{"Client", one(person)}, {"姓名", func(i, c int) (string, []string) {
		return person(i, c) + " " + mobile(i, c), []string{person(i, c), mobile(i, c)}
	}},
	{"客户姓名", within("%s2", person)}, {"联系人", within("%s 35岁", person)}, {"昵称", within("(VIP)%s妈妈", person)},
	{"称呼", func(i, c int) (string, []string) {
		s := string([]rune("小阿")[i%2]) + string([]rune(person(i, c))[1:])
		return s, []string{s}
	}},
	{"QQ号", one(func(i, c int) string { return fmt.Sprint(70112233 + i*977) })},
	{"WeChat号", one(func(i, c int) string { return fmt.Sprintf("wx_kumquat%d", i+100) })},
	{"mobile1", one(func(i, c int) string { return fmt.Sprintf("8541%04d", 1000+i*3) })},
	{"证件", one(func(i, c int) string { return fmt.Sprintf("E7731%04d", 1000+i) })},
	{"车牌号", one(func(i, c int) string { return fmt.Sprintf("苏G7X%03d", 100+i) })},
	{"小区", one(quayside)}, {"现住", one(quayside)}, {"住 址", one(quayside)},
	{"身 份 证", one(func(i, c int) string { return fmt.Sprintf("3207031982030%05d", 34000+i) })},
	{"微 信", one(func(i, c int) string { return fmt.Sprintf("quince_%d", i+500) })},
	{"Q Q", one(func(i, c int) string { return fmt.Sprint(81223344 + i*131) })},
	{"邮箱", one(func(i, c int) string { return fmt.Sprintf("damson%d@example.com", i+100) })},
	{"银行卡", one(func(i, c int) string { return fmt.Sprintf("62220212345%08d", 78900000+i) })},
	{"备用1", one(person)}, {"备用2", one(latin)}, {"备用3", one(mobile)},
	{"备用4", within("%s 40岁", person)}, {"备用5", one(quayside)},
	{"备用6", one(func(i, c int) string { return fmt.Sprintf("medlar_%d", i+300) })},
	{"渠道", func(i, c int) (string, []string) {
		if i%6 != 0 {
			return "美团", nil
		}
		return person(i, 0) + "介绍", []string{person(i, 0)} // a patient of the file
	}},
	{"诊断", within("%s之母，牙周炎", func(i, c int) string { return person(i, 3) })},
	{"科室", one(func(i, c int) string { return person(i, 1) })}, // a member, under the wrong header
	{"备注", func(i, c int) (string, []string) {
		other := person((i+7)%leakRows, 0)
		m := mobile(i, c)
		return other + "来电" + m[:3] + "." + m[3:7] + "." + m[7:] + "改期", []string{other, m, m[:3] + "." + m[3:7] + "." + m[7:]}
	}},
	{"实收金额", func(i, c int) (string, []string) {
		if i%9 != 0 {
			return fmt.Sprint(100 + i), nil
		}
		return person(i, 44) + "未付", []string{person(i, 44)} // who stands nowhere else
	}},
}

// others are forty more, under headers of other programs and people.
var others = []plant{
	{"客户姓名", within("%s(女)", person)}, {"家长", within("VIP%s", person)}, {"Emergency Contact", one(latin)}, {"Next of kin", one(latin)}, {"带来的人", one(person)},
	{"推荐来源", one(person)}, {"渠道人", one(person)}, {"介绍渠道", one(latin)}, {"课程学员", one(person)}, {"诊断对象", one(person)}, {"备注名", one(person)},
	{"发票抬头", one(person)}, {"付款账户名", one(person)}, {"外婆", one(person)}, {"老公", one(person)}, {"宠物主人", one(person)}, {"新生儿", one(person)},
	{"Guardian's name", one(latin)}, {"Referral source", one(latin)}, {"Package owner", one(latin)}, {"Signed by", one(latin)}, {"Mum", one(latin)},
	{"姓 名 拼 音", one(func(i, c int) string { return []string{"zhangwei", "liufang", "dengmin"}[i%3] + fmt.Sprint(i+70) })},
	{"登录名", one(func(i, c int) string {
		return []string{"WANG", "ZHAO", "CHEN", "DENG", "FANG", "GUO", "HU"}[i%7] + fmt.Sprint(1940+i)
	})},
	{"扩展1", one(func(i, c int) string {
		return []string{"WANG", "ZHAO", "CHEN", "DENG", "FANG", "GUO", "HUANG"}[i%7] + fmt.Sprint(2040+i)
	})},
	{"抖音", one(func(i, c int) string { return fmt.Sprintf("peach_%d", i+900) })}, {"Line ID", one(func(i, c int) string { return fmt.Sprintf("fig.tree%d", i+900) })},
	{"联系号", one(func(i, c int) string { return fmt.Sprintf("137 %04d %04d", 1000+i*7, 3000+i) })},
	{"家庭电话", one(func(i, c int) string { return fmt.Sprintf("0518-8541%04d", 2000+i) })}, {"Tel No.", one(func(i, c int) string { return fmt.Sprintf("+852 9123 %04d", 4000+i) })},
	{"登录IP", one(func(i, c int) string { return fmt.Sprintf("10.77.%d.%d", i+10, 200-i) })},
	{"居住小区", one(func(i, c int) string { return fmt.Sprintf("幸福花园%d-2-%d", i+10, 401+i) })}, {"户籍", one(quayside)}, {"房号", one(func(i, c int) string { return fmt.Sprintf("%d号楼%d室", i+10, 801+i) })},
	{"住院号备注", func(i, c int) (string, []string) {
		s := person(i, c)
		return s + " " + mobile(i, c), []string{s, mobile(i, c)}
	}},
	{"说明", func(i, c int) (string, []string) {
		s := person(i, c)
		return "联系人：" + s + "，" + mobile(i, c)[:3] + "-" + mobile(i, c)[3:7] + "-" + mobile(i, c)[7:], []string{s, mobile(i, c)[:3] + "-" + mobile(i, c)[3:7]}
	}},
	{"医嘱", func(i, c int) (string, []string) {
		s := person(i, c)
		return mobile(i, c) + s, []string{s, mobile(i, c)}
	}},
	{"项目", func(i, c int) (string, []string) {
		if i%10 != 3 {
			return []string{"洗牙", "补牙", "拔牙"}[i%3], nil
		}
		return person(i, c) + "代付", []string{person(i, c)}
	}},
	{"状态", func(i, c int) (string, []string) {
		if i%10 != 4 {
			return "已收费", nil
		}
		return person(i, c), []string{person(i, c)}
	}},
	{"Level", func(i, c int) (string, []string) {
		if i%10 != 5 {
			return "Gold", nil
		}
		return person(i, c) + "2", []string{person(i, c)}
	}},
	{"实收金额", func(i, c int) (string, []string) {
		if i%9 != 0 {
			return fmt.Sprint(100 + i), nil
		}
		return person(i, 44) + "欠", []string{person(i, 44)} // who stands nowhere else
	}},
}

// planted writes the file, and what of it nobody may see.
func planted(plants []plant) (csv string, secrets []string) {
	var b strings.Builder
	b.WriteString("病历号,就诊日期")
	for _, p := range plants {
		b.WriteString("," + p.header)
	}
	for i := range leakRows {
		fmt.Fprintf(&b, "\nB%03d,2024-%02d-%02d", i, i%12+1, i%28+1)
		for c, p := range plants {
			text, hidden := p.cell(i, c)
			b.WriteString("," + text)
			secrets = append(secrets, hidden...)
		}
	}
	return b.String() + "\n", secrets
}

// leaks reports which secrets stand in a text.
func leaks(t *testing.T, what, text string, secrets []string) {
	t.Helper()
	n := 0
	for _, s := range secrets {
		if at := strings.Index(text, s); at >= 0 {
			if n++; n <= 5 {
				t.Errorf("%s holds %s: %q", what, s, text[max(0, at-40):min(len(text), at+40)])
			}
		}
	}
	if n > 5 {
		t.Errorf("%s holds %d more", what, n-5)
	}
}

// everything is every download of a session in a manner, with its name, the two kinds of workbook among them.
func everything(t *testing.T, s *session.Session, names, key string, each func(what, text string)) {
	t.Helper()
	for _, lang := range []string{"zh-CN", "en"} {
		for _, format := range []string{"xlsx", "csv", "ledger", "ledger-xlsx"} {
			name, text := download(t, s, protocol.Export{Format: format, Lang: lang, Names: names, Key: key})
			each(names+" "+format, name+"\n"+text)
		}
		for _, format := range []string{"calls", "calls-csv", "ics", "month", "history"} {
			if format == "history" && names == "masked" {
				continue // there is none
			}
			name, text := download(t, s, protocol.Export{Format: format, Lang: lang, Names: names, Key: key,
				Of: protocol.Filter{Field: "segment.grade", Values: []string{"A", "B", "C", "D"}}})
			each(names+" "+format, name+"\n"+text)
		}
	}
}

// TestNothingLeaks reads every byte of every download in every manner, and of every answer for the screen.
func TestNothingLeaks(t *testing.T) {
	t.Run("one", func(t *testing.T) { nothingLeaks(t, plants) })
	if runtime.GOOS != "js" { // there one of them shows that the program covers as it does here
		t.Run("other", func(t *testing.T) { nothingLeaks(t, others) })
	}
}

func nothingLeaks(t *testing.T, plants []plant) {
	csv, secrets := planted(plants)
	if len(plants) < 40 {
		t.Fatal(len(plants))
	}
	s, out := load(t, person(3, 0)+"等.csv", csv, protocol.Settings{})
	if !out.Graded {
		t.Fatal("not graded")
	}
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	leaks(t, "the screen", screens(t, s, out, len(plants)+2), secrets)
	for _, names := range []string{"masked", "pseudonyms"} {
		everything(t, s, names, key.File, func(what, text string) { leaks(t, what, text, secrets) })
	}
	found := 0
	everything(t, s, "", "", func(what, text string) {
		if strings.Contains(text, person(5, 0)) {
			found++
		}
	})
	if found < 8 {
		t.Errorf("as they are %d downloads show a patient", found)
	}
}

// screens is every answer that may show a text of the file.
func screens(t *testing.T, s *session.Session, out *protocol.Outcome, columns int) string {
	t.Helper()
	var all strings.Builder
	add := func(m protocol.Message, err error) {
		if err != nil {
			t.Fatal(err)
		}
		all.Write(protocol.Encode(m))
	}
	shown := *out
	shown.Values = slices.Clone(out.Values)
	for i, set := range shown.Values { // a word is known by what stands there, and shown otherwise
		shown.Values[i].Values = slices.Clone(set.Values)
		for k := range set.Values {
			if v := &shown.Values[i].Values[k]; v.Shown != "" {
				v.Value = ""
			}
		}
	}
	add(&shown, nil)
	for i := range out.Rows {
		why, err := s.Explain(protocol.Pick{Customer: i})
		add(why, err)
		past, err := s.Past(protocol.Trace{Customer: i, N: 10})
		add(past, err)
	}
	rows, err := s.Rows(protocol.Span{N: 500})
	add(rows, err)
	ledger, err := s.Ledger(protocol.Span{N: 500})
	add(ledger, err)
	preview, err := s.Preview()
	add(preview, err)
	quality, err := s.Quality()
	add(quality, err)
	scan, err := s.Scan()
	add(scan, err)
	crowd, err := s.Crowd(protocol.Treats{})
	add(crowd, err)
	paper, err := s.Overview(protocol.OverviewWish{Least: 2})
	add(paper, err)
	falls, err := s.Falls(protocol.FallWish{Within: 90, N: 500})
	add(falls, err)
	for _, names := range []string{"masked", ""} {
		wish := protocol.Export{Lang: "zh-CN", Names: names, Of: protocol.Filter{Field: "segment.grade", Values: []string{"A", "B", "C", "D"}}}
		if names != "" { // for the paper
			calls, err := s.Calls(wish)
			add(calls, err)
		}
		month, err := s.Month(wish)
		add(month, err)
	}
	weekly, err := s.Weekly(protocol.WeeklyWish{Lang: "zh-CN"})
	add(weekly, err)
	for _, c := range []struct {
		op   string
		wish protocol.Message
	}{
		{protocol.OpChange, &protocol.Since{}}, {protocol.OpWarnings, &protocol.WarningWish{}}, {protocol.OpBoard, &protocol.BoardWish{}},
		{protocol.OpStory, &protocol.StoryWish{Customer: 1}}, {protocol.OpSegments, &protocol.SchemeWish{}}, {protocol.OpCompare, &protocol.CompareWish{With: "shaoxing-finance", N: 50}},
		{protocol.OpRules, &protocol.RulesWish{None: true}}, {protocol.OpModel, &protocol.ModelWish{Model: protocol.ModelDemand}},
		{protocol.OpModel, &protocol.ModelWish{Model: protocol.ModelGroups}}, {protocol.OpPlan, &protocol.PlanWish{Customers: 20}},
	} {
		reply, err := s.Answer(&session.Call{Op: c.op, Args: protocol.Encode(c.wish), Report: silent})
		if _, refused := err.(protocol.Issue); !refused {
			add(reply, err)
		}
	}
	project, err := s.Project().MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	all.Write(project)
	for _, d := range dialect.Names() {
		script, err := s.Script(protocol.ScriptWish{Dialect: d, Keep: true})
		add(script, err)
	}
	for c := range columns {
		facet, err := s.Facet(protocol.FacetOf{Field: fmt.Sprintf("column.%d", c), Top: 100})
		add(facet, err)
	}
	return strings.ReplaceAll(all.String(), strings.Join(out.Files, "\n"), "")
}

// TestCasesDoNotLeak does the same with small files that once leaked.
func TestCasesDoNotLeak(t *testing.T) {
	for _, c := range []struct {
		file    string
		secrets []string
	}{
		{"privacy-headers.csv", []string{"王小明", "李晓红", "张建国", "刘芳", "陈志强", "30000007", "解放路", "138.1234.5678"}},
		{"privacy-name-and-phone.csv", []string{"王小明", "李晓红", "张建国", "刘芳", "陈志强", "13812341000", "13812341029"}},
		{"privacy-amount-cell.csv", []string{"欧阳测试", "王小明", "孙大圣", "周杰伦", "陈丣生", "陈休生", "赵某某", "钱某", "13811112222",
			"110105194912310021", "解放东路", "ouyang.test", "wx_ouyang88", "苏A77777", "E77777777"}},
	} {
		data, err := os.ReadFile("testdata/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		s, out := load(t, c.file, string(data), protocol.Settings{})
		leaks(t, c.file+" on the screen", screens(t, s, out, 4), c.secrets)
		key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
		if err != nil {
			t.Fatal(err)
		}
		for _, names := range []string{"masked", "pseudonyms"} {
			everything(t, s, names, key.File, func(what, text string) { leaks(t, c.file+" "+what, text, c.secrets) })
		}
	}
}
