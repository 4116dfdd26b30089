package fate

import (
	"strings"
)

// A kindOf is a kind of rows that a column of types tells apart.
type kindOf struct {
	fate  Fate
	parts string
}

// kindsOf are read in this order. A row of a type of refund is a refund of its own.
var kindsOf = [...]kindOf{
	{Gift, "赠送 赠金 赠 送金 返现 返利 奖励 体验 试用 免费 gift* bonus* reward* complimentary free trial promo*"},
	{TopUp, "充值 充入 储值 预存 预付 存入 购卡 办卡 开卡 续卡 售卡 卖卡 售次卡 卖次卡 售会员卡 卖会员卡 续费 购买次卡 买次卡 购次卡 办次卡 购买会员卡 办会员卡 购买疗程 购疗程 购买套餐 购买课 购课 top-up topup top_up recharge* prepay* stored_value_in deposit* load reload*"},
	{Spend, "消课 课消 耗课 扣课 划卡 耗卡 扣卡 卡扣 划扣 消卡 扣次 耗次 划次 次卡核销 疗程核销 套餐核销 储值核销 会员卡核销 储值消费 余额消费 余额支付 卡内消费 会员卡消费 redeem* redemption*"},
}

var typePieces = func() (made [len(kindsOf)]*partList) {
	for i, k := range kindsOf {
		made[i] = &partList{of: k.parts}
	}
	return made
}()

// spends are words of stored value spent that hold a word of paying in.
var spends = &partList{of: "储值消费 余额消费 储值支付 储值扣款 余额支付 余额扣款 储值卡支付 储值卡消费 预存款支付 预存消费 充值卡消费 充值消费 扣储值 储值抵扣 余额抵扣"}

// A carrier of stored value, and what is said when some of it is taken.
var (
	carriers  = &partList{of: "储值 余额 预存 会员卡 次卡 卡内 充值卡 储值卡 预交 课时 课包 计次 礼品卡 gift_card* giftcard* gift_certificate* gift_voucher*"}
	giftCards = &partList{of: "礼品卡 gift_card* giftcard* gift_certificate* gift_voucher*"}
	packages  = &partList{of: "疗程 套餐 年卡 月卡 季卡"} // are bought on the day as well
	taken     = &partList{of: "消耗 扣 耗 核销 使用 抵扣 划 消次 消课 redeem* redemption* used spent"}
	paidBy    = &partList{of: "消费 支付 payment*"}
)

// sales are words of an ordinary sale in a column of types.
var sales = &wordSet{of: "商品销售,产品销售,项目销售,服务销售,门店销售,商品零售,产品零售,项目收费,门诊收费,服务收费,治疗收费,商品收入,服务收入," +
	"新签,新购,新单,新增,升级,续签,复购,首购,加购,消费,si,inv,销售,收费,收款,收入,购买,正常,门诊,住院,挂号,零售,订单,普通,普通订单,sale,sales,purchase," +
	"order,payment,交易,转入,进账,入账,收欠费,收欠款,现金,微信,支付宝,医保,刷卡,银行卡,扫码,cash,card,credit card,wechat,alipay,insurance,charge,invoice,receipt,normal,standard,debit,service," +
	"売上,販売,売り上げ,매출,판매,rechnung,barverkauf,verkauf,barrechnung,quittung,bon,facture,vente,ticket,encaissement,factura,venta,ticket de venta,boleta,fatura,venda,recibo,fattura,vendita,scontrino,ricevuta,продажа,реализация,чек,счет,счёт,оплата"}

func ofType(word string) (Fate, bool) {
	if sales.has(word) {
		return Counts, true
	}
	if has(word, spends) || has(word, carriers) && (has(word, taken) || has(word, paidBy)) || has(word, packages) && has(word, taken) {
		return Spend, true
	}
	if has(word, cardsSold) {
		return TopUp, true
	}
	if strings.Contains(word, "转赠") {
		return Counts, false // who bought it paid for it
	}
	for i, list := range typePieces {
		if _, at := find(word, list); at >= 0 && !negated(word[:at]) && !has(word, pieces[0]) {
			return kindsOf[i].fate, true
		}
	}
	return Counts, false
}

// Matters tells whether a word of a column says anything of its row but that it counts in full. Under a header that says nothing but that
// there are types, who booked and who walked in are sorts of visits, where no other word is of a sale. In other languages than English
// and Chinese most else is a sort of customers, contracts or lessons, unless something is given back or a purse is filled or spent.
func Matters(kind Kind, header, word string) bool {
	f, why := Read(kind, word)
	if kind != Types || !bareType.has(header) {
		return f != Counts || why == Part
	}
	if f == Void || f == Gift {
		return has(word, takenBack) || plainTypes.has(header) && !has(word, bookings)
	}
	return f != Counts || why == Part
}

var (
	bookings  = &partList{of: "预约 预定 预订 约诊 book* reserv* 예약 予約"}
	takenBack = &partList{of: "storn* anula* annul* cancel* void* delet* gelöscht* elimin* supprim* отмен* キャンセル 취소"}
)

// plainTypes are bare headers of types as programs in English and Chinese write them.
var plainTypes = &wordSet{of: "类型,type,kind"}

// IsSale tells a type of an ordinary sale.
func IsSale(word string) bool { return sales.has(word) || IsPlainSale(word) }

// IsBareType tells a header that says nothing but that there are types.
func IsBareType(header string) bool { return bareType.has(header) }

// SortsVisits tells a word of a booking under such a header of another language.
func SortsVisits(header, word string) bool {
	return bareType.has(header) && !plainTypes.has(header) && has(word, bookings) && !has(word, takenBack)
}

// IsOutward tells a type of the way there, or of a first visit: a return beside it is the way back, or another visit.
func IsOutward(word string) bool { return has(word, outward) }

var outward = &partList{of: "aller hinfahrt hinflug hinweg ida andata outbound outward one_way one-way première_visite premier_rendez-vous première_consultation first_visit initial_visit erstbesuch primera_visita prima_visita"}

// IsDeposit tells a bare deposit, which is paid on a sale as well as into a purse.
func IsDeposit(word string) bool { return word == "deposit" || word == "deposits" }

// OfGiftCard tells a word of gift cards, sold or redeemed.
func OfGiftCard(word string) bool { return has(word, giftCards) }

// cardsSold are cards that somebody paid for, to be spent later.
var cardsSold = &partList{of: "gift_card_sale* gift_card_sold gift_card_purchase* gift_card_load* gift_card_issue* gift_card_activat* giftcard_sale* sale_of_gift_card*"}

// IsTrial tells a word of a trial, which may cost less than the thing itself and yet be paid for.
func IsTrial(word string) bool {
	return has(word, trials) && !has(word, free)
}

var (
	trials = &partList{of: "体验 试用 试听 trial*"}
	free   = &partList{of: "免费 赠 送 free complimentary gift*"}
)

// Redeems tells a type of rows by which something paid for before is redeemed: of stored value, where the same column tells what is
// paid in, and of no voucher that somebody else sold.
func Redeems(word string) bool {
	return (has(word, redeeming) || has(word, lessening)) && !has(word, vouchers)
}

// UsesUp tells such a word by which less is left of it than before, and which is said of no sale, however the row was paid.
func UsesUp(word string) bool { return has(word, lessening) }

var (
	lessening = &partList{of: "消耗 扣除 扣减 划减 减少 减款"}
	vouchers  = &partList{of: "券 团购 团单 美团 抖音 点评 积分"}
	sold      = &partList{of: "销售 售 购 办 卖 开单 新签 新增 sale* sold buy purchase"}
	held      = &partList{of: "卡"}
	plainly   = &wordSet{of: "销售,零售,收费,结算,支付,服务,订单,结账,买单,开单,购买,sale,sales,order,purchase,service,payment,charge,debit"}
)

// SellsPackages tells a type of rows by which a package or a card is sold, as it is spent by others of the column.
func SellsPackages(word string) bool {
	return (has(word, packages) || has(word, carriers) || has(word, held)) && has(word, sold) && !has(word, paidBy) || word == "开单"
}

// IsPlainSale tells a type of an ordinary sale, which may be paid with what was paid in before: 销售, 商品销售, 支付订单.
func IsPlainSale(word string) bool { return plainly.has(word) || has(word, plain) }

var plain = &partList{of: "销售 零售 收费 支付 结账 买单 开单 订单"}

// MaySpend tells a type of sales of packages, or of what was done of them, which are spent of what was paid in where the same column
// tells of that.
func MaySpend(word string) bool {
	return has(word, packages) && has(word, paidBy) || performed.has(word)
}

var performed = &wordSet{of: "执行,项目执行,治疗执行,疗程执行,执行划扣"}

// undos are what a type of rows that take another row back begins or ends in: 消费撤销, void sale.
var undos = [...]string{"撤销", "撤消", "冲正", "冲销", "取消", " void", "void ", " reversal", "reversal of ", " cancellation", " canceled", " cancelled"}

// undone reads such a type; why is Unknown where it is none.
func undone(word string) (f Fate, why Why) {
	for _, undo := range undos {
		of, is := strings.CutSuffix(word, undo)
		if !is {
			of, is = strings.CutPrefix(word, undo)
		}
		if of = strings.TrimSpace(of); !is || of == "" {
			continue
		}
		done, known := whole[of]
		if !known {
			done, known = ofType(of)
		}
		switch {
		case known && done == Spend, known && done == Gift:
			return Void, Guessed
		case known && done != Void, IsSpending(of):
			return Refund, Known
		}
	}
	return Counts, Unknown
}

// IsSpending tells a word of spending, which is of stored value where earlier top-ups cover it.
func IsSpending(word string) bool {
	return word == "消费" || word == "支出" || word == "扣款" || has(word, spending)
}

var spending = &partList{of: "spend* spent consum* use usage debit 消费 扣费 扣款"}

var (
	// payouts are what a house takes out of its till or its account with a platform.
	payouts = &wordSet{of: "payout,payouts,pay out,payouts to bank,payout to bank,bank payout,paid out,cash out,cash paid out,petty cash"}
	// credits are given to a customer for what she brought back, or as a favour: no sale until she spends them.
	credits = &partList{of: "store_credit* 提现"}
	spent   = &partList{of: "redeem* used spend* spent applied paid payment sale* sold purchase* 消费 支付"}
)

// paidOut reads a type of rows by which no money came in: paid out, or promised.
func paidOut(word string) (f Fate, why Why, is bool) {
	switch {
	case payouts.has(word):
		return Void, Known, true
	case has(word, credits) && !has(word, spent):
		return Void, Guessed, true
	}
	return Counts, Unknown, false
}

// doubtful are types of rows that may be money given back, money paid out, or neither.
var doubtful = &wordSet{of: "sc,cn,crn,cm,credit,debit,cr,dr,adjustment,adj,adjust,write off,writeoff,credit memo,debit memo,journal,transfer,调整,调账,冲抵,抵扣,结转," +
	"积分兑换,积分抵扣,积分换购,积分抵现,转账,采购,进货,支付货款,费用支出,expense,purchase order,purchase invoice,supplier invoice,vendor invoice,bill,vendor payment,付出,打款,押金,保证金,收押金,security deposit"}

// IsDoubtful tells such a type.
func IsDoubtful(word string) bool { return doubtful.has(word) }

// IsComplete tells a status of what is done and paid.
func IsComplete(word string) bool {
	return word == "complete" || word == "completed" || word == "success" || word == "finished" || word == "processing"
}

// IsWon tells the stage of a deal that was made.
func IsWon(word string) bool {
	return word == "closed won" || word == "won" || word == "赢单" || word == "已赢单"
}

// OfTrade tells a header of statuses of trades or payments.
func OfTrade(header string) bool { return has(header, ofTrade) }

var ofTrade = &partList{of: "交易 支付 付款 trade pay payment"}
