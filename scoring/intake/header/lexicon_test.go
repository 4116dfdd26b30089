package header

import (
	"fmt"
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/intaketest"
)

// headerRows are header rows as the registered data sets, our own export and common systems write them.
var headerRows = []struct{ name, headers string }{
	{"lianyungang", "用户|最近一次消费时间|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级"},
	{"chongqing", "客户编号|咨询时间|咨询课程|咨询次数|消费金额|R评分|F评分|M评分|RFM评分|客户分级"},
	{"shaoxing", "客户编号|下单时间|订单金额|历史购买总次数|历史购买总金额"},
	{"maoming", "客户编号|地区|分析时间|统计期间|上次服务时间|距离上一次购买的天数R(天)|最近一段时间购买频次F(次)|最近一段时间购买金额M(元)"},
	{"export zh", "客户编号|最近消费日期|消费间隔天数|消费频率|消费总金额|R评分|F评分|M评分|RFM评分|用户分级|建议|备注"},
	{"export en", "Customer|Last purchase|R days|F visits|M amount|R points|F points|M points|Score|Grade|Advice|Note"},
	{"sql result", "customer|r_days|f_visits|m_amount|r_points|f_points|m_points|score|grade|reason|r_share|f_share|m_share|band"},
	{"dental bills", "序号|病历号|患者姓名|性别|年龄|手机号码|就诊日期|就诊科室|接诊医生|收费项目|应收金额|优惠金额|实收金额|支付方式|收费员|备注"},
	{"his bills", "就诊卡号|姓名|就诊流水号|结算时间|总费用|医保支付|自费金额|退费标志|就诊状态"},
	{"his visits", "门诊号|患者名|挂号时间|到诊状态|是否退费|收费金额（元）|首次就诊日期|下次复诊日期|出生日期"},
	{"pos", "小票号|会员卡号|会员姓名|消费时间|商品名称|数量|单价|原价金额|折扣|实付金额|门店|收银员"},
	{"taobao", "订单编号|买家会员名|买家实际支付金额|订单状态|收货人姓名|订单付款时间|订单创建时间|宝贝标题|退款金额"},
	{"crm", "客户ID|客户名称|所属区域|客户等级|累计消费金额(万元)|累计消费次数|最近一次消费日期|距今天数|客户来源|注册时间"},
	{"clinic crm", "患者ID|患者姓名|末次就诊日期|就诊次数|累计消费|账户余额|平均消费金额|建档日期"},
	{"short", "编号|日期|金额"},
	{"letters", "ID|R|F|M"},
	{"letters zh", "客户|R值|F值|M值"},
	{"letters units", "客户号|R(天)|F(次)|M(元)"},
	{"units", "顾客编号|消费日期|消费金额/元|消费金额：万元|金额万元|总金额（单位：元）|实收（¥）|付款金额 RMB"},
	{"brackets", "客户(姓名)|客户（编号）|金额(优惠)|日期(就诊)|日期【出生】|费用（医保）|消费总金额[元]"},
	{"spoiled", "首次消费日期|预约就诊时间|退款时间|优惠后金额|充值余额|平均客单价|推荐客户编号|药品名称|操作员姓名|客户满意度"},
	{"contained", "最近一年累计消费金额|本院就诊日期|顾客最后一次到店时间|年度累计就诊次数|病人就诊卡号码|本次实收金额合计|门诊收费日期"},
	{"camel", "patientId|visitDate|amountPaid|orderNo|createdAt|totalSpent|lastVisitDate|VisitCount"},
	{"snake", "customer_id|order_id|order_date|order_total|refund_amount|is_refund|branch_name"},
	{"english clinic",
		"MRN|Patient Name|Date of Service|Provider|Department|Procedure|Amount Due|" +
			"Discount|Amount Paid (RMB)|Visit Status|DOB"},
	{"english crm",
		"Customer #|Customer Name|Customer Segment|City|Total Orders|" +
			"Total Spent|Last Order Date|Days Since Last Visit|First Order Date"},
	{"english pos",
		"Receipt No.|Store|Transaction Date|Transaction Type|Member No|Subtotal|Tax|Grand Total|" +
			"Payment Method|Cashier"},
	{"retail", "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country"},
	{"persons", "出生年月|周岁|性别|手机|客户手机号码|联系人电话|客户满意度评分|治疗项目名称|Age|Gender|DOB|Phone No.|Mobile|Service item|CSAT|Emergency phone"},
	{"items and fees", "服务费|课程费用|商品数量|套餐价|Service charge|Product price|Item name|评价|Age group"},
	{"not words",
		"unpaid|paidness|Refund note|visitation|Total visits|visits per month|页码|Unnamed: 0|Unnamed: 7|2024年"},
	{"composed", "距离上一次消费的天数R|统计时间内消费频次F|统计时间内消费金额M(元)|客户在统计时间间隔的最近一次消费时间天数R|客户在统计时间之间消费频次F|客户在统计时间之间消费M元|" +
		"最近一次消费时间的天数R|最近消费时间间隔|距离统计时间天数|未到店间隔天数|期间内实付M|Days since the last purchase|Number of purchases in the period|" +
		"Total amount spent in the period (CNY)|Count of visits|预约天数|退款次数|平均消费金额|最近一次消费金额|Average days since visit"},
	{"traditional", "客戶編號|就診日期|實收金額|折讓|訂單狀態|最近一次消費日期|累計消費金額"},
	{"units", "金额（分）|金额(千元)|消费总金额/百元|Amount (cents)|金额（亿元）|金额（角）"},
	{"noise", " 客 户 编 号 |最近\n消费日期|Ｍ　Ａｍｏｕｎｔ|＃|Patient　ID*|消费总金额(元)*|\u200b地区\ufeff"},
}

func TestHeadersGolden(t *testing.T) {
	var b strings.Builder
	for _, row := range headerRows {
		fmt.Fprintf(&b, "== %s\n", row.name)
		for h := range strings.SplitSeq(row.headers, "|") {
			m := known().read(h)
			fmt.Fprintf(&b, "%q %s %d", h, m.role, m.sure)
			if m.grain != either {
				b.WriteString([...]string{"", " of a visit", " of a customer", " beside points"}[m.grain])
			}
			if m.unit != decimal.NoUnit {
				b.WriteString(" in " + m.unit.String())
			}
			b.WriteByte('\n')
		}
	}
	intaketest.Golden(t, "headers.txt", b.String())
}

// TestSynonymsStandOnce: a header with two meanings in the table would keep the first in silence.
func TestSynonymsStandOnce(t *testing.T) {
	seen := map[string]intake.Role{}
	for _, s := range synonyms {
		for w := range strings.SplitSeq(s.words, ",") {
			k := spell(w).compact
			if before, twice := seen[k]; twice && before != s.role {
				t.Errorf("%q is both %s and %s", w, before, s.role)
			}
			if k == "" {
				t.Errorf("%q says nothing", w)
			}
			seen[k] = s.role
		}
	}
}

// TestSynonymsAreRead: every word of the table is read as its own line says, also in capitals and full width.
func TestSynonymsAreRead(t *testing.T) {
	for _, s := range synonyms {
		for w := range strings.SplitSeq(s.words, ",") {
			for _, h := range []string{w, strings.ToUpper(w), intaketest.Wide(w), " " + w + "\n", w + "*"} {
				if m := known().read(h); m.role != s.role {
					t.Errorf("%q is %s, want %s", h, m.role, s.role)
				}
			}
		}
	}
}

func FuzzHeader(f *testing.F) {
	for _, row := range headerRows {
		f.Add(row.headers)
	}
	f.Add("((（[【")
	f.Fuzz(func(t *testing.T, h string) {
		if m := known().read(h); m.sure < 0 || m.sure > 100 || m.role == "" {
			t.Errorf("%q: %+v", h, m)
		}
	})
}
