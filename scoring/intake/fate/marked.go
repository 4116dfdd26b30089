package fate

import (
	"strings"
	"unicode/utf8"
)

// A mark is of something, as a status is. A bare 作废 or Cancelled is of the row in which it stands, and so is 订单作废; but 医保有效 is of an
// insurance, 曾取消 of another day, and of what 套餐作废 is nobody knows. What a header says besides validity, marks and deeds tells which.

// An owner is whose a mark is.
type owner uint8

const (
	ofRow   owner = iota // of the sale that stands there
	unknown              // perhaps of something that the customer holds: its rows count, and are asked about
	ofElse               // of something that no sale hangs on
)

var (
	// rowWords are of the sale, or of nothing in particular, beside the words of deeds and events.
	rowWords = &partList{of: "sale sales sold purchase* reservation* receipt* record* row entry line lines check checks cheque* ticket* session* class* lesson* consult* deal* donation* document* doc posting stay job jobs tran trans txn money goods item* product* " +
		"was were has have been be a an the of for in to as or and if when why this it that marked mark current* last final latest overall general status state code value type late same day same-day system sys manual* auto automatic* full fully partial* yes no true false / & # s yuan usd $ " +
		"processed issued approved completed given made done sent reversal successful* " +
		"pedido* venta* compra* cita* factura* recibo* pago* consulta* commande* vente* facture* paiement* achat* rendez-vous rdv bestellung* auftrag* rechnung* zahlung* termin* verkauf* buchung* beleg* ordine vendita fattura appuntamento* por par von da del " +
		"注文 予約 来店 来院 会計 伝票 売上 取引 日 日時 理由 주문 예약 결제 판매 거래 여부 일자 사유 заказ* продаж* запис* đơn hóa_đơn đơn_hàng lịch_hẹn " +
		"已 被 注记 是 单据 单 票 收据 该 本 此 行 记录 数据 项目 明细 商品 货物 货 小票 整单 全额 全部 全 部分 类型 代码 编码 码 名称 系统 后台 前台 手工 人工 自动 当日 当天 次日 当前 目前 最终 的 了 次 号 数 元 业务 情况 状态 登记 有 无 未 为"}
	// trades leave no doubt of what a mark is of, by whatever way it came or was paid.
	trades = &partList{of: "order* payment* invoice* appointment* appt booking* visit* transaction* bill* 订单 预约 挂号 支付 付款 收费 结算 缴费 交易 消费 就诊 账单"}
	byWay  = &partList{of: "phone telephone online offline web app mobile wechat alipay cash card insurance insured walk-in 网上 线上 线下 网络 电话 手机 短信 小程序 微信 支付宝 医保 社保 自费 现金 银行卡 银联 原路 刷卡 渠道 平台"}
	// treated are bought, and go on when the sale is over: a mark that they are not finished takes nothing back.
	treated = &partList{of: "treatment* procedure* service* 治疗 诊疗"}
	// keeps are what a customer has for longer than a sale.
	keeps = &partList{of: "card* plan* package* loyalty membership* member* subscri* account* profile* policy abonnement* suscripci* assinatura* abo 卡 套餐 会员 会籍 账号 账户 档案"}
	// elses are what no sale hangs on.
	elses = &partList{of: "insurance* insured coverage consent* licence* license* passport warranty warranties guarantee* newsletter* notification* autopay auto-pay wifi parking duty physically listing* promo* offer* discount* campaign* " +
		"survey* form forms label* wordpress website url link picture photo* tooth teeth medication* drug* assurance versicherung* seguro* assicurazione* " +
		"医保 社保 保险 商保 关注 好友 公众号 身份证 证件 质保 保修 药物 药品 用药 牙 自动扣 自动续 通知 链接 照片 密码"}
	// reached are how a customer is reached, by which she may call off what she booked.
	reached = &partList{of: "phone* telephone mobile cell email* e-mail* sms address* 手机 电话 号码 地址 邮箱 短信 微信"}
	// pasts are of another day.
	pasts = &partList{of: "ever prior previous* previously past history before earlier formerly früher vorher bisher avant antes anterior* déjà previo 曾 历史 史 既往 以往 之前 此前 歴 過去"}
	// A return may be of a person or a journey, and what was sent out may be returned.
	again     = &partList{of: "return"}
	coming2   = &partList{of: "trip* ticket* flight* journey* visit visits customer* patient* client* guest* buyer* user* member* donor*"}
	returned  = &partList{of: "return* refund* chargeback* 退货 退款"}
	sentOut   = &partList{of: "risk score label* address* policy eligib* window call* form* survey* work school home returns_accepted refunds_accepted 地址 政策"}
	agents    = &partList{of: "client clients customer customers patient patients guest guests user users member members donor donors student students 客户 患者 顾客 病人 学员"}
	calledOff = &partList{of: "cancel* canceled no_show noshow no-show return* refund* 取消 爽约 未到 缺席 退"}
)

// ownerOf says by its header whose a mark of a kind is.
func ownerOf(kind Kind, header string) owner {
	traded := has(header, trades)
	if has(header, pasts) || strings.HasSuffix(header, "过") {
		if traded {
			return unknown // cancelled before it was sent
		}
		return ofElse
	}
	if kind == RefundMarks {
		_, at := find(header, again)
		if at >= 0 && has(header[at:], coming2) || has(header, returned) && has(header, sentOut) {
			return ofElse
		}
	}
	said := header
	if kind != ValidMarks {
		said, _, _ = strings.Cut(said, " by ")
	}
	rest := besides(said, kind)
	off := has(header, calledOff)
	switch {
	case strings.HasPrefix(header, "has ") && !strings.HasPrefix(header, "has been ") && kind == VoidMarks:
		return unknown // the customer has, some day
	case kind != RefundMarks && !off && !traded && has(header, reached):
		return ofElse
	case rest == "":
		return ofRow
	case kind != RefundMarks && has(header, elses), kind == ValidMarks && has(rest, keeps):
		return ofElse
	}
	return unknown
}

// besides is what a header of a mark says besides what is of the row or of nothing in particular.
func besides(header string, kind Kind) string {
	lists := []*partList{voids, valids, happens, backs, marks, events, statuses, deeds, ofSales, treatments, rowWords}
	switch kind {
	case VoidMarks:
		lists = append(lists, treated)
	case Statuses:
		lists = append(lists, undertaken)
	}
	if kind != ValidMarks && has(header, calledOff) {
		lists = append(lists, agents) // who did so
	}
	if kind == RefundMarks || has(header, trades) {
		lists = append(lists, byWay)
	}
	var rest strings.Builder
	for i := 0; i < len(header); {
		n := 0
		for _, list := range lists {
			for _, p := range list.pieces() {
				n = max(n, p.at(header, i))
			}
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(header[i:])
			rest.WriteString(header[i : i+n])
		} else {
			rest.WriteByte(' ')
		}
		i += n
	}
	return strings.Join(strings.Fields(rest.String()), " ")
}

// at is how much of a word a piece takes from a place on, 0 when it does not stand there.
func (p piece) at(word string, i int) int {
	if !strings.HasPrefix(word[i:], p.text) {
		return 0
	}
	end := i + len(p.text)
	if p.wide {
		return len(p.text)
	}
	if !apartFrom(utf8.DecodeLastRuneInString(word[:i])) {
		return 0
	}
	for end < len(word) {
		r, size := utf8.DecodeRuneInString(word[end:])
		if apartFrom(r, size) {
			break
		}
		if !p.open {
			return 0
		}
		end += size
	}
	return end - i
}

// MayBeHeld tells a header of marks that may be of something that the customer holds, and not of the sale.
func MayBeHeld(kind Kind, header string) bool {
	return (kind == VoidMarks || kind == ValidMarks || kind == RefundMarks) && !plainMark(header) && ownerOf(kind, header) == unknown
}

// plainMark tells headers that are known as a whole.
func plainMark(header string) bool {
	return happened.has(header) || anything.has(header) || unpaid.has(header) || debts.has(header)
}
