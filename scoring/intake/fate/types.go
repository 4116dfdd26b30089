package fate

import (
	"slices"
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

var typePieces = func() (made [len(kindsOf)][]piece) {
	for i, k := range kindsOf {
		made[i] = parts(k.parts)
	}
	return made
}()

// spends are words of stored value spent that hold a word of paying in.
var spends = parts("储值消费 余额消费 储值支付 储值扣款 余额支付 余额扣款 储值卡支付 储值卡消费 预存款支付 预存消费 充值卡消费 充值消费 扣储值 储值抵扣 余额抵扣")

// A carrier of stored value, and what is said when some of it is taken.
var (
	carriers  = parts("储值 余额 预存 会员卡 次卡 卡内 充值卡 储值卡 预交 课时 课包 计次 礼品卡 gift_card* giftcard* gift_certificate* gift_voucher*")
	giftCards = parts("礼品卡 gift_card* giftcard* gift_certificate* gift_voucher*")
	packages  = parts("疗程 套餐 年卡 月卡 季卡") // are bought on the day as well
	taken     = parts("消耗 扣 耗 核销 使用 抵扣 划 消次 消课 redeem* redemption* used spent")
	paidBy    = parts("消费 支付 payment*")
)

// sales are words of an ordinary sale in a column of types.
var sales = set("商品销售", "产品销售", "项目销售", "服务销售", "门店销售", "商品零售", "产品零售", "项目收费", "门诊收费", "服务收费", "治疗收费", "商品收入", "服务收入",
	"新签", "新购", "新单", "新增", "升级", "续签", "复购", "首购", "加购", "消费", "si", "inv", "销售", "收费", "收款", "收入", "购买", "正常", "门诊", "住院", "挂号", "零售", "订单", "普通", "普通订单", "sale", "sales", "purchase",
	"order", "payment", "交易", "转入", "进账", "入账", "收欠费", "收欠款", "现金", "微信", "支付宝", "医保", "刷卡", "银行卡", "扫码", "cash", "card", "credit card", "wechat", "alipay", "insurance", "charge", "invoice", "receipt", "normal", "standard", "debit", "service",
	"売上", "販売", "売り上げ", "매출", "판매", "rechnung", "barverkauf", "verkauf", "barrechnung", "quittung", "bon", "facture", "vente", "ticket", "encaissement", "factura", "venta", "ticket de venta", "boleta", "fatura", "venda", "recibo", "fattura", "vendita", "scontrino", "ricevuta", "продажа", "реализация", "чек", "счет", "счёт", "оплата")

func ofType(word string) (Fate, bool) {
	if sales[word] {
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
	if kind != Types || !bareType[header] {
		return f != Counts || why == Part
	}
	if f == Void || f == Gift {
		return has(word, takenBack) || plainTypes[header] && !has(word, bookings)
	}
	return f != Counts || why == Part
}

var (
	bookings  = parts("预约 预定 预订 约诊 book* reserv* 예약 予約")
	takenBack = parts("storn* anula* annul* cancel* void* delet* gelöscht* elimin* supprim* отмен* キャンセル 취소")
)

// plainTypes are bare headers of types as programs in English and Chinese write them.
var plainTypes = set("类型", "type", "kind")

// IsSale tells a type of an ordinary sale.
func IsSale(word string) bool { return sales[word] || IsPlainSale(word) }

// IsBareType tells a header that says nothing but that there are types.
func IsBareType(header string) bool { return bareType[header] }

// SortsVisits tells a word of a booking under such a header of another language.
func SortsVisits(header, word string) bool {
	return bareType[header] && !plainTypes[header] && has(word, bookings) && !has(word, takenBack)
}

// IsOutward tells a type of the way there, or of a first visit: a return beside it is the way back, or another visit.
func IsOutward(word string) bool { return has(word, outward) }

var outward = parts("aller hinfahrt hinflug hinweg ida andata outbound outward one_way one-way première_visite premier_rendez-vous première_consultation first_visit initial_visit erstbesuch primera_visita prima_visita")

// IsDeposit tells a bare deposit, which is paid on a sale as well as into a purse.
func IsDeposit(word string) bool { return word == "deposit" || word == "deposits" }

// IsTender tells a way of paying by which money changes hands, in whatever short name.
func IsTender(way string) bool { return OfMoney(way) || has(way, tenders) }

var tenders = parts("card cards check checks cheque cheques credit debit paypal venmo zelle cash_app cashapp apple_pay google_pay ach eft wire stripe square")

// MayBeFor tells a way of paying that may be what the payment is for: a membership.
func MayBeFor(word string) bool {
	return has(word, parts("package* membership* class_pass classpass punch_card"))
}

// OfGiftCard tells a word of gift cards, sold or redeemed.
func OfGiftCard(word string) bool { return has(word, giftCards) }

// cardsSold are cards that somebody paid for, to be spent later.
var cardsSold = parts("gift_card_sale* gift_card_sold gift_card_purchase* gift_card_load* gift_card_issue* gift_card_activat* giftcard_sale* sale_of_gift_card*")

// What a visitor of a shop did stands in one column with what she bought: looking and choosing are no sales.
var (
	browsed = set("view", "views", "viewed", "product view", "page view", "pageview", "view item", "pv", "cart", "add to cart", "addtocart", "added to cart", "remove from cart", "fav", "favorite", "favourite", "wishlist", "add to wishlist", "impression",
		"begin checkout", "checkout started", "浏览", "点击", "收藏", "加购物车", "加入购物车", "曝光")
	perhaps = set("click", "search", "搜索", "访问", "加购") // or how she heard of the house, or what was sold to her besides
	bought  = set("purchase", "purchased", "buy", "bought", "order", "ordered", "transaction", "sale", "购买", "下单", "支付", "成交", "付款", "买")
	doings  = parts("行为 动作 事件 操作 behavio* action* event*")
	noDoing = parts("来源 渠道 途径 获客 备注 说明 source* channel* note* remark* comment*")
)

// Doings are what the words of a column say of visitors of a shop. A word that may mean something else says it only beside another, or
// below a header of what they did.
type Doings struct {
	looked, bought bool
	perhaps        string
}

// Hear adds a word.
func (d *Doings) Hear(word string) {
	switch {
	case perhaps[word]:
		d.looked = d.looked || d.perhaps != "" && d.perhaps != word
		d.perhaps = word
	case browsed[word]:
		d.looked = true
	case bought[word]:
		d.bought = true
	}
}

// Are tells whether they say what was looked at and what was bought.
func (d Doings) Are(header string) bool {
	return d.bought && (d.looked || d.perhaps != "" && has(header, doings)) && !has(header, noDoing)
}

// MayBe tells whether they may say so, or how she heard of the house and what was sold to her besides: their header says nothing more.
func (d Doings) MayBe(header string) bool {
	return d.bought && d.perhaps != "" && bareType[header] && !d.Are(header)
}

// IsBrowsing tells a word of such doings, and IsBuying one of the sale.
func IsBrowsing(word string) bool { return browsed[word] || perhaps[word] }
func IsBuying(word string) bool   { return bought[word] }

// IsTrial tells a word of a trial, which may cost less than the thing itself and yet be paid for.
func IsTrial(word string) bool {
	return has(word, trials) && !has(word, free)
}

var (
	trials = parts("体验 试用 试听 trial*")
	free   = parts("免费 赠 送 free complimentary gift*")
)

// Redeems tells a type of rows by which something paid for before is redeemed: of stored value, where the same column tells what is
// paid in, and of no voucher that somebody else sold.
func Redeems(word string) bool {
	return (has(word, redeeming) || has(word, lessening)) && !has(word, vouchers)
}

// UsesUp tells such a word by which less is left of it than before, and which is said of no sale, however the row was paid.
func UsesUp(word string) bool { return has(word, lessening) }

var (
	lessening = parts("消耗 扣除 扣减 划减 减少 减款")
	vouchers  = parts("券 团购 团单 美团 抖音 点评 积分")
	sold      = parts("销售 售 购 办 卖 开单 新签 新增 sale* sold buy purchase")
	held      = parts("卡")
	plainly   = set("销售", "零售", "收费", "结算", "支付", "服务", "订单", "结账", "买单", "开单", "购买", "sale", "sales", "order", "purchase", "service", "payment", "charge", "debit")
)

// OfPlatform tells a way of paying by which somebody else's voucher was handed in, which was paid for there.
func OfPlatform(way string) bool { return has(way, platforms) }

// OfMoney tells a way of paying with money.
func OfMoney(way string) bool { return has(way, moneyWays) && !has(way, ways) }

var (
	moneyWays = parts("现金 微信 支付宝 扫码 二维码 刷卡 银行卡 信用卡 借记卡 银联 云闪付 转账 汇款 医保 社保 cash wechat alipay unionpay bank transfer credit_card debit_card visa mastercard")
	platforms = parts("团购 美团 抖音 快手 点评 口碑 糯米 小红书 携程 饿了么 meituan douyin dianping groupon")
)

// SellsPackages tells a type of rows by which a package or a card is sold, as it is spent by others of the column.
func SellsPackages(word string) bool {
	return (has(word, packages) || has(word, carriers) || has(word, held)) && has(word, sold) && !has(word, paidBy) || word == "开单"
}

// IsPlainSale tells a type of an ordinary sale, which may be paid with what was paid in before: 销售, 商品销售, 支付订单.
func IsPlainSale(word string) bool { return plainly[word] || has(word, plain) }

var plain = parts("销售 零售 收费 支付 结账 买单 开单 订单")

// MaySpend tells a type of sales of packages, or of what was done of them, which are spent of what was paid in where the same column
// tells of that.
func MaySpend(word string) bool { return has(word, packages) && has(word, paidBy) || performed[word] }

var performed = set("执行", "项目执行", "治疗执行", "疗程执行", "执行划扣")

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
	return word == "消费" || word == "支出" || word == "扣款" || has(word, parts("spend* spent consum* use usage debit 消费 扣费 扣款"))
}

// ways are words by which a way of paying says stored value.
var ways = parts("储值 余额 预存 预交 预缴 预收 预付款 疗程抵 课时 课包 会员卡 充值卡 储值卡 卡扣 划卡 卡内 预付卡 次卡 疗程卡 stored_value store_credit wallet prepaid member_card gift_card account_balance")

// coupons are no money, or money that somebody else paid.
var coupons = parts("优惠券 代金券 抵用券 抵扣券 消费券 礼券 积分 团购券 免单 签单 挂账 coupon* voucher* points loyalty_points on_account house_account client_account customer_account package* membership* class_pass classpass punch_card comp comped")

// storedParts are words of headers of what was paid with stored value, notStored those of what is left of it, or of something else.
var (
	storedParts = parts("本金扣 赠金扣 储值扣 储值支付 储值付款 储值消费 储值抵扣 储值卡支付 储值卡扣 余额支付 余额扣 余额付款 余额抵扣 余额消费 预存款支付 预存支付 预存抵扣 会员卡支付 会员卡扣 会员卡付款 会员卡消费 会员卡金额 " +
		"卡扣 卡消费 卡支付 卡付款 卡内支付 卡内扣 预付卡支付 充值卡支付 gift_card_amount gift_card_paid gift_card_payment gift_card_used gift_cards gift_card_redeemed gift_card_redemption wallet_amount wallet_paid wallet_payment store_credit_used store_credit_amount prepaid_amount paid_from_balance")
	storedCards = set("会员卡", "储值卡", "充值卡", "预付卡", "储值", "gift card", "gift cards")
	// bareCards may be of the house, or of a bank.
	bareCards = set("卡消费", "卡支付", "卡付款", "卡消费金额", "卡支付金额", "卡付款金额")
	notStored = parts("刷卡 行卡 银联 邮储 农信 农商 信合 浦发 民生 兴业 光大 信用卡 借记卡 储蓄卡 贷记卡 社保卡 医保卡 市民卡 公务卡 次数 笔数 日期 时间 剩余 前 后 before after remaining count date no")
)

// IsStoredPart tells a header of sums paid with stored value.
func IsStoredPart(header string) bool {
	return storedCards[header] || has(header, storedParts) && !has(header, notStored)
}

// IsBareCard tells a header of sums paid with a card, of which it does not say whose.
func IsBareCard(header string) bool { return bareCards[header] }

// OfMembers tells a header that speaks of members, or of what they paid in.
func OfMembers(header string) bool {
	return has(header, parts("会员 储值 余额 预存 充值 vip member*"))
}

func isStored(word string) bool {
	return has(word, ways) && !strings.Contains(word, "余额宝") && !strings.Contains(word, "充值卡充值") && !has(word, parts("充值 购卡 办卡 topup top-up recharge*"))
}

var (
	// payouts are what a house takes out of its till or its account with a platform.
	payouts = set("payout", "payouts", "pay out", "payouts to bank", "payout to bank", "bank payout", "paid out", "cash out", "cash paid out", "petty cash")
	// credits are given to a customer for what she brought back, or as a favour: no sale until she spends them.
	credits = parts("store_credit* 提现")
	spent   = parts("redeem* used spend* spent applied paid payment sale* sold purchase* 消费 支付")
)

// paidOut reads a type of rows by which no money came in: paid out, or promised.
func paidOut(word string) (f Fate, why Why, is bool) {
	switch {
	case payouts[word]:
		return Void, Known, true
	case has(word, credits) && !has(word, spent):
		return Void, Guessed, true
	}
	return Counts, Unknown, false
}

// doubtful are types of rows that may be money given back, money paid out, or neither.
var doubtful = set("sc", "cn", "crn", "cm", "credit", "debit", "cr", "dr", "adjustment", "adj", "adjust", "write off", "writeoff", "credit memo", "debit memo", "journal", "transfer", "调整", "调账", "冲抵", "抵扣", "结转",
	"积分兑换", "积分抵扣", "积分换购", "积分抵现", "转账", "采购", "进货", "支付货款", "费用支出", "expense", "purchase order", "purchase invoice", "supplier invoice", "vendor invoice", "bill", "vendor payment", "付出", "打款", "押金", "保证金", "收押金", "security deposit")

// What is owed and what is paid stand below each other in an account: counted both, every sale would count twice.
var (
	owed = set("charge", "charges", "invoice", "production", "procedure", "debit", "挂账", "记账", "应收", "开单", "计费", "消费记账")
	paid = set("payment", "payments", "receipt", "receipts", "collection", "patient payment", "invoice payment", "insurance payment", "pat payment", "ins payment", "credit card payment", "cash payment",
		"check payment", "收款", "还款", "付款", "回款", "结账收款", "销账")
)

// What is owed, and what is paid of it, by parts.
var (
	owedParts = parts("挂账 记账 赊账 赊销")
	paidParts = parts("收回 还款 回款 销账 清账 还账 收欠 补欠 还欠 补缴欠费")
)

// IsOwed tells a type of rows that say what is owed, IsPaid one of rows that say what was paid of it.
func IsOwed(word string) bool {
	return owed[word] || IsInvoice(word) || has(word, owedParts) && !IsPaid(word)
}
func IsPaid(word string) bool { return paid[word] || has(word, paidParts) }

// Invoices go by many names. A tax invoice is what some countries call every bill.
var (
	plainInvoices = parts("tax sale sales service* customer* client* patient* retail cash commercial standard recurring vat gst simplified final")
	noInvoices    = parts("draft* proforma pro_forma quot* estimat*")
)

// IsInvoice tells a type of rows that are invoices of some sort, where nothing says that they are none yet, or that nobody paid.
func IsInvoice(word string) bool {
	_, at := find(word, billed)
	return at >= 0 && onlyBilled(word) && !negated(word[:at]) && !early(word) && !has(word, dues) && !has(word, noInvoices) &&
		!has(word, pieces[0]) && !has(word, pieces[offAt]) && !has(word, pieces[failingAt])
}

// ofInvoice reads such a type. What is bought, or of which there is to be another, is asked about.
func ofInvoice(word string) (Fate, Why) {
	of, _, _ := strings.Cut(strings.TrimSuffix(word, "s"), "invoice")
	if of == "" || has(of, plainInvoices) {
		return Counts, Known
	}
	return Counts, Guessed
}

// IsComplete tells a status of what is done and paid.
func IsComplete(word string) bool {
	return word == "complete" || word == "completed" || word == "success" || word == "finished" || word == "processing"
}

// Sides of a purse by which a column of types tells what came in and what went out.
var (
	cameIn  = set("收入", "收", "入账", "进账", "转入", "income")
	wentOut = set("支出", "支", "出账", "转出", "付出")
)

// signed are headers of signs, which say nothing more of what they are of: they count by their values.
var signed = set("+/", "+", "±", "正负", "正负号", "加减", "加减号", "符号", "sign", "signs", "d/c", "c/d", "dc")

// OfSigns tells such a header.
func OfSigns(header string) bool { return signed[header] }

// ArePair tells the two words of a column that may say which way money went, or something else: in and out of a hospital, dine-in and
// carry-out.
func ArePair(words []string) bool {
	for _, pair := range [...][2]string{{"+", "-"}, {"in", "out"}, {"d", "c"}, {"dr", "cr"}} {
		if len(words) == 2 && slices.Contains(words, pair[0]) && slices.Contains(words, pair[1]) {
			return true
		}
	}
	return false
}

// CameIn and WentOut tell such words. What went out is spending where nothing is said to have come in.
func CameIn(word string) bool  { return cameIn[word] }
func WentOut(word string) bool { return wentOut[word] }

// IsWon tells the stage of a deal that was made.
func IsWon(word string) bool {
	return word == "closed won" || word == "won" || word == "赢单" || word == "已赢单"
}

// OfTrade tells a header of statuses of trades or payments.
func OfTrade(header string) bool { return has(header, parts("交易 支付 付款 trade pay payment")) }

// IsDoubtful tells such a type.
func IsDoubtful(word string) bool { return doubtful[word] }

// Side tells on which side of an account a word puts a row: 1 for credit, -1 for debit, 0 for neither. Which of them is money given
// back hangs on whose account it is.
func Side(word string) int {
	switch word {
	case "c", "cr", "credit", "贷", "贷方":
		return 1
	case "d", "dr", "debit", "借", "借方":
		return -1
	}
	return 0
}

// direction reads which way money went, as a payment's bill has it.
func direction(word string) (Fate, bool) {
	switch word {
	case "存", "存入", "存款", "收入", "收", "入", "入账", "进", "收款", "进账", "转入", "in", "income", "incoming", "credit", "received", "+", "加", "正", "1", "cr", "贷", "贷方":
		return Counts, true
	case "取", "取出", "取款", "支出", "支", "出", "出账", "付", "付款", "退", "转出", "out", "expense", "outgoing", "debit", "paid out", "payout", "-", "减", "负", "-1", "dr", "借", "借方", "已支出":
		return Refund, true
	case "不计收支", "不计", "其他", "其它", "/", "中性交易", "neutral", "other", "资金转移", "转账", "transfer", "internal transfer":
		return Void, true
	}
	return Counts, false
}
