package fate

import (
	"strings"
)

// Ways of paying: money, vouchers and stored value, as words of a column of them, and as headers of what was paid with stored value.

// IsTender tells a way of paying by which money changes hands, in whatever short name.
func IsTender(way string) bool { return OfMoney(way) || has(way, tenders) || has(way, shortWays) }

var (
	tenders = &partList{of: "check checks cheque cheques credit debit"}
	// shortWays say it beside a figure too, where 100 credit may be the side of an account, and check 1042 a number.
	shortWays = &partList{of: "card cards paypal venmo zelle cash_app cashapp apple_pay google_pay ach eft wire stripe square"}
)

// NamesWay tells a text that names ways of paying with money and says nothing else: 微信支付, paid by card. What is owed or was given back is
// something else: 微信未付, 退现金.
func NamesWay(text string) bool {
	named := false
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		n := max(leading(text, moneyWays), leading(text, shortWays))
		if named = named || n > 0; n == 0 {
			n = leading(text, besideWays)
		}
		if n == 0 {
			return false
		}
		text = text[n:]
	}
	return named
}

// besideWays say that it was paid by the way beside them.
var besideWays = &partList{of: "支付 付款 付 收款 收 缴费 已 卡 银行 对公 pay paid payment payments by in via with"}

// NamesCard tells a way of paying by a card, beside which the last four digits of its number may stand.
func NamesCard(way string) bool { return has(way, bankCards) }

var bankCards = &partList{of: "卡 银联 card cards visa mastercard unionpay"}

// OfMoney tells a way of paying with money.
func OfMoney(way string) bool { return has(way, moneyWays) && !has(way, ways) }

// OfPlatform tells a way of paying by which somebody else's voucher was handed in, which was paid for there.
func OfPlatform(way string) bool { return has(way, platforms) }

var (
	moneyWays = &partList{of: "现金 微信 支付宝 扫码 二维码 刷卡 银行卡 信用卡 借记卡 银联 云闪付 转账 汇款 医保 社保 cash wechat alipay unionpay bank transfer credit_card debit_card visa mastercard"}
	platforms = &partList{of: "团购 美团 抖音 快手 点评 口碑 糯米 小红书 携程 饿了么 meituan douyin dianping groupon"}
)

// MayBeFor tells a way of paying that may be what the payment is for: a membership.
func MayBeFor(word string) bool {
	return has(word, memberships)
}

var memberships = &partList{of: "package* membership* class_pass classpass punch_card"}

// ways are words by which a way of paying says stored value.
var ways = &partList{of: "储值 余额 预存 预交 预缴 预收 预付款 疗程抵 课时 课包 会员卡 充值卡 储值卡 卡扣 划卡 卡内 预付卡 次卡 疗程卡 stored_value store_credit wallet prepaid member_card gift_card account_balance"}

// coupons are no money, or money that somebody else paid.
var coupons = &partList{of: "优惠券 代金券 抵用券 抵扣券 消费券 礼券 积分 团购券 免单 签单 挂账 coupon* voucher* points loyalty_points on_account house_account client_account customer_account package* membership* class_pass classpass punch_card comp comped"}

func isStored(word string) bool {
	return has(word, ways) && !strings.Contains(word, "余额宝") && !strings.Contains(word, "充值卡充值") && !has(word, fillings)
}

// fillings say that it was filled, and not what it was filled with.
var fillings = &partList{of: "充值 购卡 办卡 topup top-up recharge*"}

// storedParts are words of headers of what was paid with stored value, notStored those of what is left of it, or of something else.
var (
	storedParts = &partList{of: "本金扣 赠金扣 储值扣 储值支付 储值付款 储值消费 储值抵扣 储值卡支付 储值卡扣 余额支付 余额扣 余额付款 余额抵扣 余额消费 预存款支付 预存支付 预存抵扣 会员卡支付 会员卡扣 会员卡付款 会员卡消费 会员卡金额 " +
		"卡扣 卡消费 卡支付 卡付款 卡内支付 卡内扣 预付卡支付 充值卡支付 gift_card_amount gift_card_paid gift_card_payment gift_card_used gift_cards gift_card_redeemed gift_card_redemption wallet_amount wallet_paid wallet_payment store_credit_used store_credit_amount prepaid_amount paid_from_balance"}
	storedCards = &wordSet{of: "会员卡,储值卡,充值卡,预付卡,储值,gift card,gift cards"}
	// bareCards may be of the house, or of a bank.
	bareCards = &wordSet{of: "卡消费,卡支付,卡付款,卡消费金额,卡支付金额,卡付款金额"}
	notStored = &partList{of: "刷卡 行卡 银联 邮储 农信 农商 信合 浦发 民生 兴业 光大 信用卡 借记卡 储蓄卡 贷记卡 社保卡 医保卡 市民卡 公务卡 次数 笔数 日期 时间 剩余 前 后 before after remaining count date no"}
)

// IsStoredPart tells a header of sums paid with stored value.
func IsStoredPart(header string) bool {
	return storedCards.has(header) || has(header, storedParts) && !has(header, notStored)
}

// IsBareCard tells a header of sums paid with a card, of which it does not say whose.
func IsBareCard(header string) bool { return bareCards.has(header) }

// OfMembers tells a header that speaks of members, or of what they paid in.
func OfMembers(header string) bool {
	return has(header, ofMembers)
}

var ofMembers = &partList{of: "会员 储值 余额 预存 充值 vip member*"}

// SpeaksOfGifts tells words of stored value, of a card that is filled, and of what is given besides. A way of paying by card is none.
func SpeaksOfGifts(word string) bool {
	return has(without(word, carried), ofGifts) && !NamesWay(word)
}

var (
	ofGifts = &partList{of: "储值 预存 充 赠 送 办卡 购卡 开卡 续卡 售卡 卖卡 会员卡 次卡 年卡 季卡 月卡 疗程卡 套卡 gift* bonus* topup topups top-up top_up recharge* reload* prepaid prepay* stored_value " +
		"account_credit account_credits store_credit store_credits client_credit member_credit wallet membership* member_card vip_card punch_card class_pass package_credit"}
	carried = &partList{of: "充填 充血 充电 充气 配送 外送 接送 运送 派送 送货 送药 送检 送修"}
)

// OfOwnPay tells a header of what a customer paid beside what the insurance did.
func OfOwnPay(header string) bool { return has(header, ownPay) }

// OfInsurance tells words of the insurance.
func OfInsurance(word string) bool { return has(word, insurance) }

var (
	ownPay    = &partList{of: "自付 自费 自理 个人支付 个人负担 个人缴费 个人现金 患者支付 患者自 病人自"}
	insurance = &partList{of: "医保 社保 统筹"}
)

// SaysFree tells words by which something cost nothing.
func SaysFree(word string) bool { return has(word, free) || has(word, forNothing) }

var forNothing = &partList{of: "免单 体验 义诊 comp comped gratis"}
