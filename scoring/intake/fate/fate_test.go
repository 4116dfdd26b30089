package fate

import (
	"strings"
	"testing"
)

// kindNames are the kinds as the tables of these tests write them.
var kindNames = map[string]Kind{"none": None, "status": Statuses, "type": Types, "direction": Directions, "void": VoidMarks,
	"valid": ValidMarks, "back": RefundMarks, "way": Ways}

var whyNames = map[string]Why{"unknown": Unknown, "known": Known, "guessed": Guessed, "part": Part, "blank": Blank, "filled": Filled}

// words are a kind, a fate with how it was told, and words of that sort.
const words = `
status counts known: 已收费,已完成,已付款,已支付,交易成功,买家已付款，等待卖家发货,卖家已发货，等待买家确认,已结算,已缴费,已缴清,已到诊,已就诊,正常,有效,已发货,待评价,待发货,待收货,已完结,已结账,收讫,已核销,已签收,预约已到,已确认,完成,成功,到店,已收款,已结清,已审核,已开票
status counts known: completed,Completed,processing,wc-completed,paid,Paid,fulfilled,unfulfilled,shipped,delivered,settled,attended,arrived,checked in,checked out,success,succeeded,captured,done,active,approved,closed,Payment received,Payment complete,fully paid,confirmed,seen,kept,ok,posted,not cancelled,not refunded,未退款,未作废,退款失败,退款关闭,无退款,refund rejected
status void known: 未收费,待收费,未缴费,待缴费,未结算,已撤单,已删除,已作废,待就诊,已预约,待支付,已取消,待付款,付款以前，卖家或买家主动关闭交易,等待买家付款,交易关闭,未付款,欠费,未到诊,爽约,仅预约,预约中,支付失败,未支付,已撤销,已失效,无效,作废,废除,未就诊,预约成功,挂单,草稿,已关闭,订单取消,超时关闭,退号,未到店,付款失败,待结算,未结账,已过期,未完成,未确认,待分诊
status void known: on hold,On hold,Pending payment,Cancelled,canceled,Failed,Draft,wc-pending,wc-on-hold,pending,Pending,unpaid,Unpaid,voided,void,expired,declined,no show,No-show,NOSHOW,scheduled,booked,deleted,abandoned,not paid,awaiting payment,overdue,past due,outstanding,rejected,missed,did not attend,uncollected,trash,error,unconfirmed,not completed,reserved,quote,inactive,invalid,payment pending,payment failed,authorized
status refunded known: 已退款,付款以后用户退款成功，交易自动关闭,已退费,退款成功,已全额退款,退货退款,全额退款,已退货,冲红,红冲,已冲正,Refunded,refunded,wc-refunded,returned,reversed,charged back,Chargeback,fully refunded,退费
status counts part: 部分退款,部分退费,退款中,退款申请中,申请退款,Partially refunded,partially_refunded,refund pending,refund requested,partial refund,退款处理中,待退款
status counts unknown: 甲类流转,K3,挂起,已流转,X12,甲,未知,不详,transferred,batch 7,部分付款,partially paid
status void guessed: 待分拣,未分派,not forwarded,not assigned,待转办
type counts known: 消费,销售,收费,Sale,Purchase,门诊
type refund known: 退费,退款,退货,Return,Refund,冲红,reversal,销售退货
type topup known: 充值,储值,会员充值,Top-up,recharge,办卡,续卡,账户充值
type gift known: 赠送,赠金,充值赠送,Gift,bonus,返现
type spend known: 储值消费,余额支付,划卡,redeem,储值卡消费
direction counts known: 收入,收,income,in,credit
direction refund known: 支出,支,expense,out,退款
direction void known: 不计收支,/,neutral
void void known: 是,Y,Yes,1,true,作废,已作废,√,已取消
void counts known: 否,N,no,0,false,未作废,正常
void void filled: 2024-12-09 09:00,小李,录入有误
void counts blank: ` + `
valid counts known: 是,有效,1,Y,true,正常,valid,启用
valid void known: 否,无效,0,N,false,invalid,作废,已失效
back refunded known: 是,Y,1,退,退费,已退,已退款,refunded,Yes
back counts known: 否,未退,N,0,未退费,正常,未退款,no
way counts known: 现金,微信,支付宝,医保,cash,card,刷卡,银行卡
way spend known: 储值,储值卡,余额,会员卡,wallet,store credit,预存款,会员余额
`

func TestWords(t *testing.T) {
	for line := range strings.Lines(words) {
		head, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		f := strings.Fields(head)
		if !ok || len(f) != 3 {
			continue
		}
		want, known := Parse(f[1])
		why, named := whyNames[f[2]]
		if !known || !named {
			t.Fatalf("a line of the test: %s", line)
		}
		for word := range strings.SplitSeq(list, ",") {
			if got, by := Read(kindNames[f[0]], Fold(strings.ToLower(word))); got != want || by != why {
				t.Errorf("%s %q: %v %d, want %v %d", f[0], word, got, by, want, why)
			}
		}
	}
}

// headings are a kind and headers of it.
const headings = `
status: 收费状态,订单状态,状态,业务状态,支付状态,退款状态,就诊状态,作废状态,Status,payment_status,Order status,Financial Status,attendance,处理结果,付款情况,訂單狀態,Cancellation status
void: 是否作废,作废标志,作废时间,是否废除,删除标志,Cancelled,Void,is_deleted,作废人,取消原因,Cancelled at,取消标记,is_void,voided,Canceled?,注销标志,撤销时间,Deleted at,cancel_reason,是否取消
valid: 有效标志,是否有效,is_valid,Valid,valid_flag,is_active,生效标志
back: 退费标志,是否退款,退货标志,refund_flag,Is refunded,Returned,退款时间,红冲标志,退费人,is_return
type: 交易类型,业务类型,收费类型,Transaction type,单据类型,类型,type,流水类型,资金类型,操作类型,entry type
direction: 收/支,收支类型,借贷方向,资金流向,方向,Debit/Credit,收支
way: 支付方式,Payment method,结算方式,付款方式,tender
none: 是否会员,是否初诊,费别,客户状态,会员状态,婚姻状态,有效期,失效日期,退款金额,项目类型,客户类型,科室,医生,姓名,退休,active members,valid_until,returning customer,Product type,Refund amount,状元,备注,Return rate,可退,就诊类型,患者类型,作废金额
`

func TestHeadings(t *testing.T) {
	for line := range strings.Lines(headings) {
		kind, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		for h := range strings.SplitSeq(list, ",") {
			if got := Heading(Fold(strings.ToLower(h))); ok && got != kindNames[kind] {
				t.Errorf("%q is %d, want %s", h, got, kind)
			}
		}
	}
}

func TestTells(t *testing.T) {
	for h, want := range map[string]bool{"作废时间": true, "作废标志": false, "cancelled at": true, "退费人": true, "是否作废": false, "void": false} {
		if got := Tells(Fold(h)); got != want {
			t.Errorf("%q tells when, by whom or why: %v", h, got)
		}
	}
}

func TestNames(t *testing.T) {
	for f := Counts; f <= Gift; f++ {
		if got, ok := Parse(f.String()); !ok || got != f {
			t.Errorf("%v is read as %v", f, got)
		}
	}
	if _, ok := Parse("sold"); ok {
		t.Error("a fate that is none")
	}
}

func TestNobody(t *testing.T) {
	for w, want := range map[string]bool{"散客": true, "零售客户": true, "普通散客": true, "临时客户": true, "walk-in customer": true,
		"cash customer": true, "guest user": true, "walk in": true, "现金客户": true, "匿名用户": true, "非会员": true, "counter sale": true,
		"张三": false, "王散": false, "general hospital": false, "guest, anna": false, "test": false, "普通": false, "客户": false,
		"大客户": false, "retail": false, "人民": false, "account 12": false} {
		if got := Nobody(w); got != want {
			t.Errorf("%q: %v", w, got)
		}
	}
}
