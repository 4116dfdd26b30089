package header

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
)

// fixtures are tables as they come, each with the trap it holds.
var fixtures = []struct {
	name string
	rows []string
}{
	{"title, note and blank rows above", []string{"某某口腔门诊2024年收费明细表", "制表人：王|日期：2025-01-02", "", "病历号|姓名|就诊日期|实收金额|科室",
		"A001|张三|2024-01-05|120.50|内科", "A002|李四|2024-02-05|80|外科", "A001|张三|2024-03-05|60|内科"}},
	{"headers in two rows", []string{"客户编号|消费|||地区", "|日期|次数|金额|", "A1|2024-01-05|3|120|东", "A2|2024-02-05|4|80|西",
		"A3|2024-03-05|5|60|东"}},
	{"no headers, visits", []string{"1001|2024-01-05|120.5", "1002|2024-01-06|80", "1001|2024-02-05|60",
		"1001|2024-03-05|60"}},
	{"no headers, customers", []string{"K1|2024-01-05|3|120.5", "K2|2024-01-06|4|80.2", "K3|2024-02-05|1|60"}},
	{"unknown headers", []string{"甲|乙|丙", "K1|2024-01-05|120.5", "K2|2024-01-06|80.2", "K1|2024-02-05|60"}},
	{"names instead of ids", []string{"姓名|日期|金额", "张三|2024/1/5|¥120", "李四|2024/1/6|¥80"}},
	{"phone instead of ids", []string{"手机号|日期|金额", "13800000001|2024/1/5|120", "13800000002|2024/1/6|80",
		"13800000001|2024/1/7|80"}},
	{"row numbers are no customers", []string{"编号|姓名|日期|金额", "1|张三|2024-01-05|5", "2|李四|2024-01-06|6",
		"3|张三|2024-01-07|7", "4|王五|2024-01-07|7"}},
	{"paid beats due", []string{"患者编号|收费日期|应收金额|优惠|实收金额", "P1|2024-01-05|100|20|80", "P2|2024-01-06|50||50"}},
	{"due alone serves", []string{"患者编号|收费日期|应收金额", "P1|2024-01-05|100", "P2|2024-01-06|50"}},
	{"shaoxing", []string{"客户编号|下单时间|订单金额|历史购买总次数|历史购买总金额", "S1|2024-01-05|1.2|3|4.5", "S2|2024-02-05|0.2|1|0.2"}},
	{"maoming", []string{"客户编号|地区|分析时间|统计期间|上次服务时间|距离上一次购买的天数R(天)|最近一段时间购买频次F(次)|最近一段时间购买金额M(元)",
		"M1|茂南|2024-06-30|2024年6月|2024-06-20|10|2|300", "M2|电白|2024-06-30|2024年6月|2024-06-01|29|1|100"}},
	{"lianyungang", []string{"用户|最近一次消费时间|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级",
		"1|2024-12-01|30|10|3500|5|5|5|5|A", "2|2024-06-01|213|2|300|2|2|2|2|D"}},
	{"ready days only", []string{"客户|R|F|M", "a|10|3|100", "b|20|1|50", "c|20|1|50"}},
	{"our own export", []string{"客户编号|最近消费日期|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级|建议|备注|科室",
		"K1|2024-12-01|30|10|3500|5|5|5|5|A|x|y|内科", "K2|2024-06-01|213|2|300|2|2|2|2|D|x||外科"}},
	{"our own export in another language than the first", []string{"Customer|Last purchase|R days|F visits|M amount|R points|F points|M points|Score|Grade|Advice|Note|备注",
		"K1|2024-12-01|30|10|3500|5|5|5|5|A|x||老客", "K2|2024-06-01|213|2|300|2|2|2|2|D|x||"}},
	{"visits that state the total so far", append([]string{"会员号|消费日期|消费金额|累计消费次数"}, repeatedVisits(24)...)},
	{"orders and refunds", []string{"订单号|客户编号|付款时间|实付金额|交易类型|订单状态", "O1|K1|2024-01-05 10:00|100|销售|完成",
		"O2|K1|2024-01-06 11:00|50|退款|完成"}},
	{"refunded sums are no marks", []string{"Customer|Order date|Order total|Refund", "a|2024-01-05|100|1",
		"b|2024-01-06|50|25.5"}},
	{"codes of refunds are no marks", []string{"客户编号|日期|金额|收退标志", "K1|2024-01-05|100|1", "K2|2024-01-06|50|2"}},
	{"a report date of every row", []string{"患者编号|就诊日期|报告日期|金额", "P1|2024-01-01|2024-01-03|10",
		"P2|2024-03-01|2024-03-02|20"}},
	{"a report date of the table", []string{"患者编号|就诊日期|报告日期|金额", "P1|2024-01-01|2024-03-31|10",
		"P2|2024-03-01|2024-03-31|20"}},
	{"fees are not what was paid", []string{"Date|Name|Gross|Fee|Net|From Email Address",
		"01/13/2024|Ann|100.00|-3.20|96.80|a@x.com", "01/14/2024|Bob|1,050.00|-3.20|1,046.80|b@x.com"}},
	{"the total of several charges", []string{"就诊日期|门诊号|挂号费|药费|治疗费|合计", "2024-01-05|M1|10|20|30.5|60.5",
		"2024-02-05|M2|10|0|40|50"}},
	{"first and last orders", []string{"用户昵称|首单时间|末单时间|订单量|GMV", "小明|2023-01-01|2024-12-01|5|800",
		"小红|2023-02-01|2024-05-01|2|90"}},
	{"bills that mark text", []string{"交易时间|用户标识|交易状态|应结订单金额",
		"`2024-01-05 10:00:00|`oUser1|`SUCCESS|`100.00",
		"`2024-01-06 10:00:00|`oUser2|`SUCCESS|`200.00"}},
	{"the names of orders", []string{"Name|Email|Paid at|Total|Created at",
		"#1001|a@x.com|2024-05-01 10:00:00 +0800|113|2024-05-01",
		"#1002|b@x.com|2024-05-02 10:00:00 +0800|59|2024-05-02",
		"#1003|a@x.com|2024-06-02 10:00:00 +0800|27|2024-06-02"}},
	{"a type that says nothing of refunds", []string{"客户编号|日期|金额|类型", "K1|2024-01-05|100|甲", "K2|2024-01-06|50|乙"}},
	{"serial numbers as dates", []string{"客户编号|就诊日期|金额", "K1|45296|100", "K2|45297|50"}},
	{"report dates of their own", []string{"客户编号|统计日期|金额", "K1|2024-01-05|100", "K1|2024-02-05|50"}},
	{"queue numbers", []string{"患者编号|就诊日期|挂号号|金额", "K1|2024-01-05|1|100", "K2|2024-01-05|2|50", "K1|2024-02-05|1|100"}},
	{"dates that cannot be read", []string{"客户编号|就诊日期|金额", "K1|初五|100", "K2|初六|50"}},
	{"years of two digits", []string{"Customer|Date|Amount", "K1|1/2/24|100", "K2|1/13/24|50"}},
	{"decimal commas in amounts", []string{"Customer|Date|Code|Total", "K1|2024-01-05|7|1.100,00", "K2|2024-01-05|8|12,5"}},
	{"times are no dates", []string{"客户编号|时间|单据日|金额", "K1|10:30|2024-01-05|100", "K2|11:30|2024-01-06|50"}},
	{"words in the amounts", []string{"客户编号|日期|金额", "K1|2024-01-05|免费", "K2|2024-01-06|赠送"}},
	{"no amounts at all", []string{"客户编号|日期|科室", "K1|2024-01-05|内科", "K2|2024-01-06|外科"}},
	{"unit in words", []string{"客户编号|最近购买日期|购买次数|购买总金额（万元）", "K1|2024-01-05|3|1.5"}},
	{"persons and items", []string{"病历号|出生日期|年龄|性别|联系电话|就诊日期|收费项目|接诊医生|实收金额|满意度", "P1|1988-03-04|36|女|13812345678|2024-01-05|洁牙|王医生|200|5",
		"P2|2001-11-30|22|男|13912345678|2024-01-06|拔牙|李医生|300|4"}},
	{"what only values tell", []string{"病历号|甲|乙|丙|就诊日期|金额", "P1|138 1234 5678|女|到诊|2024-01-05|200", "P2|13912345678|男|爽约|2024-01-06|300",
		"P3|0518-85551234|女|到诊|2024-01-07|100"}},
	{"phone before nothing", []string{"Mobile|Visit date|Paid|Gender", "13812345678|2024-01-05|100|F", "13912345678|2024-01-06|80|M"}},
	{"a service fee is an amount", []string{"会员号|日期|服务费|服务项目", "V1|2024-01-05|100|洁牙", "V2|2024-01-06|80|拔牙"}},
	{"blank columns", []string{"|客户编号||日期|金额|", "|K1||2024-01-05|100|", "|K2||2024-01-06|50|"}},
}

// repeatedVisits makes a log in which a few customers come again and again.
func repeatedVisits(n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf("V%d|2024-01-%02d|%d|%d", i%4, 1+i%28, 50+i, 1+i/4))
	}
	return rows
}

func TestMappingGolden(t *testing.T) {
	var b strings.Builder
	for _, f := range fixtures {
		m, err := Guess(intaketest.Lines(t, f.rows...))
		if err != nil {
			t.Fatal(f.name, err)
		}
		fmt.Fprintf(&b, "== %s\n%s", f.name, describe(m))
	}
	intaketest.Golden(t, "mappings.txt", b.String())
}

func describe(m intake.Mapping) string {
	var b strings.Builder
	fmt.Fprintf(&b, "header row %d, %s by %s", m.HeaderRow, m.Shape, m.Visits)
	if m.Unit != decimal.NoUnit {
		fmt.Fprintf(&b, ", in %v", m.Unit)
	}
	if m.AsOf != civil.NoDay {
		fmt.Fprintf(&b, ", as of %v", m.AsOf)
	}
	if missing := m.Missing(); len(missing) > 0 {
		fmt.Fprintf(&b, ", missing %v", missing)
	}
	for _, c := range m.Columns {
		fmt.Fprintf(&b, "\n%q %s %d %s %s %d %q", c.Header, c.Role, c.Confidence, c.Why, c.Kind, c.Filled, c.Examples)
	}
	return b.String() + "\n"
}

func TestNothingToGuess(t *testing.T) {
	tests := []struct {
		rows []string
		code scoring.Code
	}{
		{[]string{" | "}, "empty-sheet"},
		{[]string{"客户编号|日期|金额"}, "no-rows"},
		{[]string{"标题", "", "客户编号|日期|金额", " | | "}, "no-rows"},
		{[]string{"一份只有文字的表", "没有数据"}, "no-rows"},
	}
	for _, tt := range tests {
		_, err := Guess(intaketest.Lines(t, tt.rows...))
		if i, ok := err.(scoring.Issue); !ok || i.Code != tt.code || i.File != "clinic.csv" {
			t.Errorf("%q: %v, want %s", tt.rows, err, tt.code)
		}
	}
}

func TestWith(t *testing.T) {
	table := intaketest.Lines(t, "客户编号|日期|实收金额|应收金额（万元）|次数|最近单号", "K1|2024-01-05|100|0.01|1|a", "K2|2024-01-06|50|0.005|2|b")
	m, err := Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	if m.Shape != intake.PerCustomer || m.Column(intake.Amount) != 2 || m.Unit != decimal.NoUnit {
		t.Fatal(describe(m))
	}
	n := With(m, 3, intake.Amount)
	if n.Columns[2].Role != intake.Other || n.Column(intake.Amount) != 3 || n.Unit != decimal.WanYuan || n.Columns[3].Why != intake.WhyUser {
		t.Error("the amount did not move:", describe(n))
	}
	if m.Column(intake.Amount) != 2 {
		t.Error("With changed its receiver")
	}
	if n = With(m, 4, intake.Other); n.Shape != intake.PerVisit || n.Visits != intake.ByOrder {
		t.Error("without ready visits it is a table of visits:", describe(n))
	}
	if n = With(n, 5, intake.Ignore); n.Visits != intake.ByDay {
		t.Error("without order numbers visits are counted by day:", describe(n))
	}
	if n = WithShape(n, intake.PerCustomer); len(n.Missing()) != 1 || n.Missing()[0] != intake.Visits {
		t.Error("missing", n.Missing())
	}
	if n = With(With(m, 0, intake.Ignore), 2, intake.Ignore); fmt.Sprint(n.Missing()) != "[customer amount]" {
		t.Error("missing", n.Missing())
	}
	if n = With(m, 99, intake.Customer); n.Column(intake.Customer) != 0 {
		t.Error("a column that is not there took a role")
	}
}

func TestSuggestUnit(t *testing.T) {
	visits := []string{"客户编号|日期|金额", "K1|2024-01-05|%s", "K1|2024-02-05|%s", "K1|2024-03-05|%s"}
	customers := []string{"客户编号|最近消费日期|消费次数|总金额", "K1|2024-01-05|1|%s", "K2|2024-02-05|1|%s", "K3|2024-03-05|1|%s"}
	tests := []struct {
		rows     []string
		figure   string
		profile  decimal.Unit
		want     decimal.Unit
		doubtful bool
	}{
		{visits, "120", decimal.Yuan, decimal.Yuan, false},
		{visits, "120", decimal.WanYuan, decimal.Yuan, true},
		{visits, "1.5", decimal.WanYuan, decimal.WanYuan, true},
		{customers, "1.5", decimal.WanYuan, decimal.WanYuan, true},
		{customers, "100", decimal.WanYuan, decimal.WanYuan, true},
		{customers, "101", decimal.WanYuan, decimal.Yuan, true}, // 消费总金额 of a clinic, in yuan
		{customers, "1001", decimal.Yuan, decimal.Yuan, false},
		{visits, "10000000", decimal.Yuan, decimal.Yuan, false},
		{visits, "10000001", decimal.Yuan, decimal.Yuan, true},
		{[]string{"客户编号|日期|金额（分）", "K1|2024-01-05|%s"}, "1000000000", decimal.Yuan, decimal.Fen, false},
		{[]string{"客户编号|日期|金额（分）", "K1|2024-01-05|%s"}, "1000000001", decimal.Yuan, decimal.Fen, true},
		{[]string{"客户编号|日期|金额（亿元）", "K1|2024-01-05|%s"}, "0.1", decimal.Yuan, decimal.YiYuan, false},
		{[]string{"客户编号|日期|金额（亿元）", "K1|2024-01-05|%s"}, "0.2", decimal.Yuan, decimal.YiYuan, true},
		{[]string{"客户编号|日期|金额（元）", "K1|2024-01-05|%s"}, "5", decimal.WanYuan, decimal.Yuan, false},
		{[]string{"客户编号|日期|金额（万元）", "K1|2024-01-05|%s"}, "5", decimal.Yuan, decimal.WanYuan, false},
		{[]string{"客户编号|日期|金额（万元）", "K1|2024-01-05|%s"}, "1000", decimal.Yuan, decimal.WanYuan, false},
		{[]string{"客户编号|日期|金额（万元）", "K1|2024-01-05|%s"}, "1001", decimal.Yuan, decimal.WanYuan, true},
		{[]string{"客户销售统计||单位：万元", "客户编号|日期|金额", "K1|2024-01-05|%s"}, "5", decimal.Yuan, decimal.WanYuan, false},
		{[]string{"收费明细（金额单位：元）", "客户编号|日期|金额", "K1|2024-01-05|%s"}, "5", decimal.WanYuan, decimal.Yuan, false},
		{[]string{"2024年销售额（万元）", "客户编号|日期|金额", "K1|2024-01-05|%s"}, "5", decimal.Yuan, decimal.WanYuan, false},
		{[]string{"单位：万元", "客户编号|日期|金额（元）", "K1|2024-01-05|%s"}, "5", decimal.WanYuan, decimal.Yuan, false},
		{[]string{"单位：某某口腔 日期：2024", "客户编号|日期|金额", "K1|2024-01-05|%s"}, "5", decimal.Yuan, decimal.Yuan, false},
		{[]string{"注册资本（万元）|消费|", "|日期|金额|客户编号", "8|2024-01-05|%s|K1"}, "5", decimal.Yuan, decimal.Yuan, false},
	}
	for _, tt := range tests {
		table := intaketest.Lines(t, strings.Split(strings.ReplaceAll(strings.Join(tt.rows, "\n"), "%s", tt.figure), "\n")...)
		m, err := Guess(table)
		if err != nil {
			t.Fatal(err)
		}
		if u, doubtful := SuggestUnit(table, m, tt.profile); u != tt.want || doubtful != tt.doubtful {
			t.Errorf("%s with %s under %v: %v %v", tt.rows[0], tt.figure, tt.profile, u, doubtful)
		}
	}
}
