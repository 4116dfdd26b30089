package session_test

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// TestNamed: a file whose name says that its rows are no sales is asked about once, and others are not.
func TestNamed(t *testing.T) {
	const rows = "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,60\n"
	for want, names := range map[string]string{
		"header/alone": "退款 退货 退费明细 12月退款 作废 红冲 未付款 待付款 欠费名单 报价单 草稿 已取消 取消订单 爽约 未到诊 未成交 预约 预约表 仁和口腔退款 销售退货单 退款和作废 消费退款明细 预约明细 预约待就诊 预约未消费 作废单 签收退货明细 未收退款 " +
			"refunds Refunds_2024 refund-transactions chargebacks returns Customer_Returns CreditNotes credit-memos quotes drafts no-shows NoShows cancelled cancellations voids unpaid_invoices overdue " +
			"cancelled-and-refunded appointments bookings not_completed_appointments bookings_without_payments",
		"": "2024年12月 阳光口腔 门诊收费 仁和口腔 退休职工 含退款明细 销售_含退款 不含退款 无退款 未取消 非退款 退款外 退款率 销售及退款 销售和退货 退款与消费 收费、退费 预约到店 预约及收费 充值 收退费明细 门诊收退费明细 收费退费明细 预约消费明细 预约就诊明细 小程序预约订单 门诊预约收费 非作废单 未交班收费 " +
			"december payments invoices sales_and_returns refunds-and-sales sales+refunds orders_incl_refunds no_refunds without-refunds net_of_refunds returning_customers return_visits tax_returns avoid-clinic Drafthouse " +
			"completed-appointments appointments_with_payments appointments-sales bookings_paid draft_beer_sales",
	} {
		for name := range strings.FieldsSeq(names) {
			if got := formsOf(t, []string{name + ".csv"}, rows); got != want {
				t.Errorf("%s: asks %q, want %q", name, got, want)
			}
		}
	}
}

// formsOf are the open questions about files, each with the same rows.
func formsOf(t *testing.T, names []string, rows string) string {
	t.Helper()
	var files [][]byte
	for i := range names {
		files = append(files, []byte(strings.ReplaceAll(rows, "A", fmt.Sprint("A", i))))
	}
	out, err := new(session.Session).Load(protocol.Load{Names: names, Settings: settings}, files, silent)
	if err != nil {
		t.Fatal(names, err)
	}
	var list []string
	for _, a := range out.Asks {
		if !a.Answered {
			list = append(list, a.Code+"/"+a.Form)
		}
	}
	return strings.Join(list, " ")
}

// TestNamedBeside: what the rows say themselves asks nothing more, and of several files each that holds no sales is asked about once.
func TestNamedBeside(t *testing.T) {
	for _, c := range []struct{ names, rows, want string }{
		{"退款.csv", "客户编号,日期,金额\nA1,2024-12-01,-100\nA2,2024-12-02,-60\n", ""},
		{"销售退货明细.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,-60\n", ""},
		{"收费明细_未结账.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,-60\n", "header/alone"},
		{"退款明细.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,-60\n", "header/alone"},
		{"11月销售退货.csv 12月销售退货.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,-60\n", ""},
		{"作废.csv", "客户编号,日期,金额,状态\nA1,2024-12-01,100,已作废\nA2,2024-12-02,60,已作废\n", ""},
		{"预约.csv", "客户编号,日期,金额,状态\nA1,2024-12-01,100,已到店\nA2,2024-12-02,60,爽约\n", ""},
		{"bookings.csv", "客户编号,日期,实收金额\nA1,2024-12-01,100\nA2,2024-12-02,60\n", ""},
		{"refunds.csv", "客户编号,日期,实收金额\nA1,2024-12-01,100\nA2,2024-12-02,60\n", "header/alone"},
		{"退款.csv", "客户编号,日期,金额,状态\nA1,2024-12-01,100,已完成\nA2,2024-12-02,60,已完成\n", "header/alone"},
		{"退款.csv 作废.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,60\n", "header/alone header/named"},
		{"爽约.csv 12月.csv", "客户编号,日期,金额\nA1,2024-12-01,100\nA2,2024-12-02,60\n", "header/named"},
	} {
		if got := formsOf(t, strings.Fields(c.names), c.rows); got != c.want {
			t.Errorf("%s: asks %q, want %q", c.names, got, c.want)
		}
	}
}

// TestNamedSheets: the sheet that is graded, and no other beside it, says by its name that its rows are no sales.
func TestNamedSheets(t *testing.T) {
	const rows = "病历号;就诊日期;实收金额\nA1;2024-01-05;100\nA2;2024-01-09;200\n"
	for _, c := range []struct{ file, sheets, want string }{
		{"a.xlsx", "退款", "header"}, {"退款.xlsx", "退款", "header"}, {"退款.xlsx", "1月", "header"}, {"a.xlsx", "1月", ""}, {"a.xlsx", "含退款", ""},
		{"a.xlsx", "1月/退款", "sheets equal-rows"}, {"a.xlsx", "1月/Credit Notes", "sheets equal-rows"}, {"a.xlsx", "1月/爽约", "sheets equal-rows"},
	} {
		var list []string
		for name := range strings.SplitSeq(c.sheets, "/") {
			list = append(list, name+"\n"+rows)
		}
		out, err := new(session.Session).Load(protocol.Load{Names: []string{c.file}, Settings: settings}, [][]byte{sheetsOf(t, list...)}, silent)
		if err != nil {
			t.Fatal(err)
		}
		if asked := strings.Join(openAsks(out), " "); asked != c.want {
			t.Errorf("%s %s: asks %q, want %q", c.file, c.sheets, asked, c.want)
		}
	}
}
