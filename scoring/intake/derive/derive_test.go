package derive

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/intake/intaketest"
)

var billNumbers = []string{"编号|姓名|手机号|就诊日期|实收金额", "SF01|张伟|19900000001|2024-12-01|800", "SF02|张伟|199-0000-0001|2024-11-01|900",
	"SF03|张伟|19900000001|2024-10-01|700", "SF04|李娜|19900000003|2024-12-02|300", "SF05|李娜|19900000003|2024-11-02|310"}

var sameNames = []string{"姓名|手机号|就诊日期|实收金额", "张伟|19900000001|2024-12-01|4000", "张伟|19900000002|2024-03-01|90", "李娜|19900000003|2024-11-01|500",
	"李娜||2024-11-02|50", "张伟||2024-11-02|5"}

var factors = []string{"病历号|就诊日期|项目编码|数量|单价", "A0|2024-12-01|330100|2|0.10", "A1|2024-12-02|330107|-1|210", "A2|2024-12-02|330108||210"}

var wallets = []string{"病历号|就诊日期|现金|微信支付|医保", "A1|2024-12-01|500||120", "A2|2024-12-03||3500|", "A3|2024-12-03||x|"}

var netted = []string{"病历号|就诊日期|原价|优惠|退款|金额", "A1|2024-12-01|143|20|0|123", "A2|2024-12-02|1000|100|400|500", "A3|2024-12-03|1000|0|0|1000"}

var twoNames = []string{"姓名|手机号|就诊日期|实收金额", "张伟|19900000001|2024-12-01|5", "张伟|19900000002|2024-12-02|3",
	"李娜|19900000003|2024-11-01|2", "李娜|19900000004|2024-11-02|4"}

// TestApply: what is made, what is asked, and what an answer changes.
func TestApply(t *testing.T) {
	for _, tt := range []struct {
		name    string
		rows    []string
		answers string // code=id, between spaces
		asked   string // code.form=meanwhile
		role    intake.Role
		want    string // of the column that has the role
	}{
		{"a bill number is no customer", billNumbers, "", "customer.=pair:1+2", intake.Customer,
			"张伟 · 19900000001, 张伟 · 19900000001, 张伟 · 19900000001, 李娜 · 19900000003, 李娜 · 19900000003"},
		{"unless the user says so", billNumbers, "customer=keep", "customer.=keep", intake.Customer, "SF01, SF02, SF03, SF04, SF05"},
		{"or another column", billNumbers, "customer=column:2", "customer.=column:2", intake.Customer,
			"19900000001, 199-0000-0001, 19900000001, 19900000003, 19900000003"},
		{"four rows prove nothing", billNumbers[:5], "", "", intake.Customer, "SF01, SF02, SF03, SF04"},
		{"one name, two numbers", sameNames, "", "namesakes.blank=apart", intake.Customer,
			"张伟 · 19900000001, 张伟 · 19900000002, 李娜 · 19900000003, 李娜 · 19900000003, 张伟"},
		{"together", sameNames, "namesakes=together", "namesakes.blank=together", intake.Customer, "张伟, 张伟, 李娜, 李娜, 张伟"},
		{"two shared names", twoNames, "", "namesakes.=apart namesakes.one=apart namesakes.one=apart", intake.Customer,
			"张伟 · 19900000001, 张伟 · 19900000002, 李娜 · 19900000003, 李娜 · 19900000004"},
		{"one of them together", twoNames, "namesakes:" + keyOf("李娜") + "=together", "namesakes.=apart namesakes.one=apart namesakes.one=together",
			intake.Customer, "张伟 · 19900000001, 张伟 · 19900000002, 李娜, 李娜"},
		{"each by itself", twoNames, "namesakes:" + keyOf("李娜") + "=together namesakes:" + keyOf("张伟") + "=together",
			"namesakes.one=together namesakes.one=together", intake.Customer, "张伟, 张伟, 李娜, 李娜"},
		{"all but one", twoNames, "namesakes=together namesakes:" + keyOf("李娜") + "=apart", "namesakes.=together namesakes.one=apart",
			intake.Customer, "张伟, 张伟, 李娜 · 19900000003, 李娜 · 19900000004"},
		{"a household, and one number in two ways", []string{"姓名|手机号|就诊日期|实收金额", "钱七|19900000011|2024-12-01|5", "孙八|19900000011|2024-12-02|3",
			"钱七|199 0000 0011|2024-11-01|2"}, "", "", intake.Customer, "钱七, 孙八, 钱七"},
		{"masked", []string{"收货人|手机|付款时间|实付金额", "张**|199****0000|2024-12-01|8", "张**|199****0001|2024-12-02|9", "李**|199****0001|2024-12-02|9"}, "",
			"masked.=pair:0+1", intake.Customer, "张** · 199****0000, 张** · 199****0001, 李** · 199****0001"},
		{"without the id", []string{"会员卡号|手机号|消费日期|消费金额", "V1|19900000001|2024-12-01|3", "|19900000002|2024-12-02|5"}, "customer=fallback",
			"customer.fallback=fallback", intake.Customer, "V1, 19900000002"},
		{"quantity and unit price", factors, "", "amount.product=product", intake.Amount, "0.2, -210, "},
		{"ways of paying", wallets, "", "amount.sum=sum", intake.Amount, "620, 3500, x"},
		{"net already", netted, "", "amount.net=net", intake.Refunded, ""},
		{"or not", netted, "amount=keep", "amount.net=keep", intake.Refunded, "0, 400, 0"},
		{"all is plain", []string{"病历号|姓名|就诊日期|实收金额", "A1|张伟|2024-12-01|5", "A1|张伟|2024-12-02|6", "A2|张伟|2024-12-02|6"}, "", "",
			intake.Customer, "A1, A1, A2"},
	} {
		table := intaketest.Lines(t, tt.rows...)
		m, err := header.Guess(table)
		if err != nil {
			t.Fatal(err)
		}
		var answers intake.Answers
		for _, a := range strings.Fields(tt.answers) {
			code, id, _ := strings.Cut(a, "=")
			code, key, _ := strings.Cut(code, ":")
			answers = append(answers, intake.Answer{Code: code, Key: key, ID: id})
		}
		made, m, doubts := Apply(table, m, answers)
		var asked []string
		for _, d := range doubts {
			asked = append(asked, fmt.Sprintf("%s.%s=%s", d.Code, d.Form, d.Meanwhile))
		}
		if got := strings.Join(asked, " "); got != tt.asked {
			t.Errorf("%s: asks %q, want %q", tt.name, got, tt.asked)
		}
		var cells []string
		if col := m.Column(tt.role); col >= 0 {
			for row := 1; row < made.Rows; row++ {
				cells = append(cells, made.Text(made.Cell(row, col)))
			}
		}
		if got := strings.Join(cells, ", "); got != tt.want {
			t.Errorf("%s: %s is %q, want %q", tt.name, tt.role, got, tt.want)
		}
		if table.Cols != len(strings.Split(tt.rows[0], "|")) {
			t.Errorf("%s: the table itself has changed", tt.name)
		}
	}
}
