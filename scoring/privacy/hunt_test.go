package privacy

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// personHeaders are headers under which persons stand; unsaidHeaders say nothing of who stands there, or something of trade.
const (
	personHeaders = "患者姓名,就诊人姓名,顾客名称,客户名,会员名称,宝宝昵称,小孩姓名,学生姓名,家长姓名,紧急联系人,联系人1,介绍人,老客户推荐人,带来的人,陪护,付款方,付款账户名,户名,持卡人,发票抬头," +
		"收货人,下单人,买家昵称,微信名,备注名,网名,曾用名,小名,英文名,姓名拼音,姓,老公,爱人姓名,子女姓名,外婆,法定代理人,委托人,被保险人,担保人,户主,业主,租客,住客,宠物主人,车主,队员,考生,来访人,病员,伤者," +
		"产妇,新生儿,签收人,转介人,老带新,推荐来源,来源人,渠道人,介绍渠道,服务对象,治疗对象,项目联系人,课程学员,套餐持有人,诊断对象,patient_name,PatientName,Pt Name,Client full name,Cust Name,Guest Name," +
		"Payer,Recipient,Ship To,Billing Name,Contact Person,Emergency Contact,Next of kin,NOK,Guardian,Mum,Mother's name,Spouse,Partner,Referred By,Referral source,Preferred name,Initials,Alias,Attn,Account Holder," +
		"Tenant,Passenger,Learner,Applicant,Policy Holder,Signed by,Course member,Type of client,Source person,Service user,Branch contact,Package owner"
	unsaidHeaders = "column1,字段5,其他,扩展,F12,备用"
)

// TestHunt looks for texts that come through a column as they are: persons in every way of writing them, under every header,
// each of one customer.
func TestHunt(t *testing.T) {
	families, given := []rune("王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高禤麹亶佴"), []rune("彧昶翀焜祎翊玥璟瑄奕铎珩琤骁喆溦煊彤珺瑜翾淇祺桐旻霁昀")
	of := func(list []rune, i int) string { return string(list[i%len(list)]) }
	han := func(i int) string { return of(families, i) + of(given, i*7) + of(given, i*11+i/27) }
	first := strings.Split("mary gordon philippa terence ottilie rupert anna maria jose pierre", " ")
	last := strings.Split("smith hargreaves lindqvist okonkwo petrossian vandenberg szymanski delacroix jones brown lee", " ")
	title := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	low := func(i int) string { return first[i%len(first)] + " " + last[i*3%len(last)] }
	capital := func(i int) string { return title(first[i%len(first)]) + " " + title(last[i*3%len(last)]) }
	pinyin := func(i int) string {
		return []string{"zhang", "wang", "luo", "chen", "deng", "fang", "gao"}[i%7] + []string{"wei", "xiaoming", "fang", "guoqiang", "min"}[i%5]
	}
	mobile := func(i int) string { return fmt.Sprintf("139%04d%04d", 1000+i*7, 2000+i*13) }
	kinds := []struct {
		name string
		make func(i int) string
	}{
		{"three", han}, {"two", func(i int) string { return of(families, i) + of(given, i*5+i/27) }}, {"digit", func(i int) string { return han(i) + fmt.Sprint(i%3+1) }},
		{"age", func(i int) string { return han(i) + fmt.Sprint(" ", 20+i, "岁") }}, {"sex", func(i int) string { return han(i) + "(女)" }},
		{"years", func(i int) string { return han(i) + fmt.Sprint(20+i) }}, {"VIP", func(i int) string { return "VIP" + han(i) }},
		{"(VIP)", func(i int) string { return "(VIP)" + han(i) + "妈妈" }}, {"small", func(i int) string { return "小" + han(i)[3:] }},
		{"pet", func(i int) string { return "阿" + of(given, i) }}, {"Ms", func(i int) string { return of(families, i) + "女士" }},
		{"Mr", func(i int) string { return of(families, i) + "先生" + fmt.Sprint(i%3+1) }}, {"boss", func(i int) string { return of(families, i) + "总" }},
		{"mother", func(i int) string { return of(given, i) + of(given, i) + "妈" }}, {"dot", func(i int) string { return "阿卜杜" + of(given, i) + "·买买提" + of(given, i*3) }},
		{"English", capital}, {"small English", low}, {"large English", func(i int) string { return strings.ToUpper(low(i)) }},
		{"one word", func(i int) string { return first[i%len(first)] + last[i%len(last)][:2] }}, {"dotted", func(i int) string { return first[i%len(first)] + "." + last[i%len(last)] }},
		{"semicolon", func(i int) string { return title(last[i%len(last)]) + "; " + title(first[i%len(first)]) }},
		{"pinyin", pinyin}, {"pinyin with digits", func(i int) string { return pinyin(i) + fmt.Sprint(i) }}, {"accent", func(i int) string { return "José " + title(last[i%len(last)]) + "ño" }},
		{"kana", func(i int) string { return "田中" + string(rune('ア'+i)) + "キ" }}, {"hangul", func(i int) string { return string(rune(0xAC00+i*37)) + "민수" }},
		{"Cyrillic", func(i int) string { return "Иван " + string(rune('А'+i%30)) + "етров" }}, {"flowers", func(i int) string { return "🌸" + han(i)[3:] + "🌸" }},
		{"Mrs", func(i int) string { return "Mrs. " + title(last[i%len(last)]) }}, {"with a telephone", func(i int) string { return han(i) + " " + mobile(i) }},
		{"behind a telephone", func(i int) string { return mobile(i) + han(i) }}, {"street", func(i int) string { return fmt.Sprintf("海棠路%d弄%d号%d室", 700+i, 80, 301+i) }},
		{"estate", func(i int) string { return fmt.Sprintf("幸福花园%d-%d-%d", i+1, 2, 501+i) }}, {"handle", func(i int) string { return fmt.Sprintf("quince_%d", i+500) }},
		{"mail", func(i int) string { return fmt.Sprintf("damson%d@example.com", i+100) }}, {"plate", func(i int) string { return fmt.Sprintf("苏G7X%03d", 100+i) }},
		{"chosen", func(i int) string { return strings.ToUpper(pinyin(i)[:4]) + fmt.Sprint(1980+i%30) }}, {"computer", func(i int) string { return fmt.Sprintf("10.20.%d.%d", i, i*3%250) }},
	}
	all := strings.Split(personHeaders+","+unsaidHeaders, ",")
	const rows = 40
	for nth, k := range kinds {
		var headers []string // a third for each kind, so that each header meets a dozen kinds; in the browser's form fewer
		parts := 3
		if runtime.GOOS == "js" {
			parts = 12
		}
		for i, h := range all {
			if i%parts == nth%parts {
				headers = append(headers, h)
			}
		}
		var b strings.Builder
		b.WriteString("病历号,就诊日期,实收金额," + strings.Join(headers, ",") + "\n")
		for i := range rows {
			fmt.Fprintf(&b, "B%03d,2024-%02d-%02d,%d", i, i%12+1, i%28+1, 100+i)
			b.WriteString(strings.Repeat(","+k.make(i), len(headers)) + "\n")
		}
		table, p := readCSV(t, b.String())
		for col, h := range headers {
			if k.name == "one word" && strings.Contains(unsaidHeaders, h) {
				continue // may be anything
			}
			n, text, got := 0, "", ""
			c := p.Columns[col+3]
			for row := 1; row < table.Rows; row++ {
				s := table.Text(table.Cell(row, col+3))
				if as := c.Screen(s); as == s || strings.Contains(k.name, "telephone") && strings.Contains(as, han(row-1)) {
					n, text, got = n+1, s, as
				}
			}
			if n > 0 {
				t.Errorf("%s under %s: %d of %d, as %s, which becomes %s (%s %s)", k.name, h, n, rows, text, got, c.Fate, c.Why)
			}
		}
	}
}
