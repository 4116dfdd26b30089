package fate

import "strings"

// A status is of something: of the sale, of a person, of a paper, of a card. Only what is said of the sale takes its money away. A
// header says of what by what stands before its last word: 订单状态 is of the sale, 疗程状态 of what was bought by it, and of
// what 检查状态 is nobody knows.

var (
	// lasts are the words for a status by which headers of this kind are told.
	lasts = [...]string{"状态", "状况", "情况", "进度", "阶段", "结果"}
	// bareWords are what may stand beside them and say of nothing in particular.
	bareWords = [...]string{"说明", "名称", "描述", "代码", "编码", "当前", "目前", "最新", "最终", "现在", "数据", "记录", "业务", "单据", "处理", "办理", "流程", "系统", "本次", "行", "是否", "类型", "标志", "变更", "新", "码", "的", " ", "/"}
	// ofSales are of the sale, the visit, its payment, or what was sent for it.
	ofSales = &partList{of: "挂号 看诊 接诊 诊间 到院 来院 到访 到场 到课 出席 签到 打卡 候诊 排队 约诊 赴约 履约 成交 签单 回款 收款 到账 入账 交费 付费 缴纳 缴款 交款 结账 买单 尾款 欠费 欠款 退费 退货 退单 退票 退号 售后 维权 " +
		"核销 使用 验券 兑换 下单 开单 销售 购买 订购 认购 报名 发货 配送 物流 收货 签收 发药 取药 出库 开票 发票 票据 券 服务 确认 有效 作废 删除 取消 启用 关闭 执行 记账 计费 划价 红冲 冲正 冲红 单状态 预定 预订 收银 流水 账单 上课 考勤 出勤 " +
		"financial settlement* billing collection* rental* delivery deliver* shipping shipment* fulfil* dispatch* tracking attendance check-in checkin approval*"}
	// treatments are done at a visit, or sold. Of what is agreed, signed or insured for them the header may say as well.
	treatments = &partList{of: "repair* registration* encounter* consultation* exam* therapy treatment* procedure* service*"}
	// undertaken are what is sold or come to under another name, and the tills and platforms that keep lists of sales.
	undertaken = &partList{of: "trip trips ride rides event* tour tours course courses workshop* camp camps program programs programme* activity activities project* meeting* room rooms table court courts boarding daycare training cleaning massage* " +
		"installation* inspection* pickup pick_up drop_off cart checkout tee_time slot time_slot timeslot haircut* wash groom* dog_walk race hire move tuition catering maintenance retail till gateway ach eft capture processor zettle clover toast " +
		"pledge* contribution* wo ro so trx inv schedule* calendar pos web stripe square shopify amazon etsy woo woocommerce mindbody acuity calendly paypal ebay e_bay woo_commerce magento vagaro fresha booksy"}
	// checked are of the sale's record, which may be looked through long after the money came in, or of what is given for it later.
	checked = &partList{of: "审核 审批 复核 复审 初审 终审 物流 配送 发货 收货 签收 执行 服务 上课 到课 考勤 出勤 delivery deliver* shipping shipment* fulfil* dispatch* tracking approval*"}
	// others are of what the customer holds or gets by it, of what is written of her, of what others get of the money, or of calls.
	others = &partList{of: "随访 复诊 复查 转诊 沟通 联系 通话 外呼 疗程 课程 课包 套餐 权益 质保 保修 积分 礼品 赠品 奖品 病历 病案 病程 签字 签名 报告 同意书 档案 建档 加工 技工 义齿 提成 佣金 绩效 分账 分成 押金 保证金 医保 商保 保险 理赔 库存 免疫 疫苗 驱虫 寄养 学籍 样品 标本 病情 证书 投诉 客诉 " +
		"治疗结果 治疗效果 疗效 记账 过账 锁定 凭证 影像 小票 消毒 照片 物料 配镜 取镜 " +
		"claim claims lab labs lab_case laboratory referral* recall* follow-up* followup* follow_up* preauth* pre-auth* preauthori* predetermination prior_auth* eligib* insurance insured coverage benefits visa kyc feedback survey* review* reminder* consent* " +
		"payout* commission* deposit* backup form forms prescription* rx package* phone* address* vaccin* immuni* specimen sample* covid test_result* diagnosis"}
	// holdings are what was bought once and goes on, or ends: a row may be of it or of a payment for it.
	holdings = &partList{of: "plan plans policy policies contract* card cards credit warranty license* licence* lease* loan* enrol*"}
	cards    = &partList{of: "卡"}
	notHeld  = &partList{of: "打卡 刷卡 划卡 耗卡 扣卡 开卡 办卡 购卡 售卡 卡扣 卡消"}
	// thirds have an account of their own with the house, and settling is what is done with them long after the customer paid.
	thirds     = &partList{of: "医保 商保 保险 平台 商户 商家 供应商 提成 佣金 绩效 员工 联营 加盟 insurance insurer* payer* merchant* vendor* supplier* affiliate* employee* franchise*"}
	settled    = &partList{of: "结算 结佣 到账 打款 回款 分账 分成 报销 发放 对账 清算"}
	ofTheSale  = &partList{of: "订单 支付 付款 退款 merchant_order* merchant_transaction* merchant_sale* merchant_booking* vendor_order* vendor_transaction* vendor_sale* vendor_booking*"}
	records    = &partList{of: "审核 审批 复核"}
	turnedDown = &partList{of: "不通过 未通过 驳回 拒绝 退回 reject* declin* denied"}
	monies     = &partList{of: "款 费 账 帐 钱 paid pay refund*"}
	undoing    = &partList{of: "作废 废 取消 撤销 撤回 撤消 删除 cancel* canceled void* delet* withdraw* revok*"}
	english    = &partList{of: "status* stage outcome result disposition"}
)

// OfOthers tells a header of what became of something else than the sale. What it says of that is heeded only where it may take the
// sale back: a course that was called off, a card that was returned.
func OfOthers(header string) bool {
	if !has(header, statuses) && !has(header, marks) {
		return false
	}
	return has(header, behind) || has(header, followUps) || ofStaff(header) || has(header, thirds) && has(header, settled) && !has(header, ofTheSale) ||
		(has(header, others) || has(header, slips) || has(header, cards) && !has(header, notHeld)) && !ofDeeds(unslipped(header))
}

// OfInsurer tells a header of what an insurer gives to the customer for the sale, which takes no money back, and OfConsent one of what
// the customer agreed to.
func OfInsurer(header string) bool {
	return has(header, insurers)
}
func OfConsent(header string) bool { return has(header, consents) }

var consents = &partList{of: "consent*"}

var insurers = &partList{of: "mutuelle* sécu sécurité_sociale cpam assurance_maladie prise_en_charge tiers_payant kasse krankenkasse* beihilfe beihilfefähig* versicherung* krankenversicherung*"}

// OfClaims tells a header of claims on an insurance, of which the amounts of a file may be as well.
func OfClaims(header string) bool { return has(header, claims) }

var claims = &partList{of: "claim* 理赔"}

// unslipped is a header without what says of it that it is on paper, or in the books: a slip of the laboratory is no bill.
func unslipped(header string) string {
	if has(header, slips) {
		header = strings.ReplaceAll(header, "单状态", "状态")
	}
	return strings.ReplaceAll(header, "记账", "")
}

// OfSale tells a header of statuses of the sale itself, or of nothing in particular.
func OfSale(header string) bool {
	if has(header, holdings) && !ofDeeds(header) {
		return false
	}
	rest, found := header, false
	for _, w := range lasts {
		if at := strings.LastIndex(rest, w); at >= 0 {
			rest, found = rest[:at]+rest[at+len(w):], true
			break
		}
	}
	if has(header, thirds) && !has(header, ofTheSale) && has(header, english) {
		return false
	}
	if ofDeeds(header) || has(header, treatments) {
		return true
	}
	if !found {
		return !has(header, english) || besides(header, Statuses) == ""
	}
	for _, w := range bareWords {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest == "" || rest == "单" || has(header, checked)
}

func ofDeeds(header string) bool { return has(header, deeds) || has(header, ofSales) }

// MayBeOfElse tells whether a word that takes money away may be said of something else than the sale, and whether nobody knows of what.
// Of a sale it is said of its record or of what was sent or given for it later, which leaves what was received received.
func MayBeOfElse(header, word string) (may, unknown bool) {
	if !OfSale(header) {
		return !has(word, monies), true
	}
	f, _ := Read(Statuses, word)
	recorded := (has(header, records) || has(word, records)) && !has(word, turnedDown) // a draft, or a sale that nobody has looked through
	return (has(header, checked) || recorded || has(word, redeeming)) && f == Void && !has(word, undoing) && !has(word, monies), recorded
}

// leftUnpaid tells a word by which what the customer holds was not paid, and perhaps the sale was not.
func leftUnpaid(header, word string) bool {
	f, _ := Read(Statuses, word)
	return f == Void && has(word, monies) && !has(word, ledgers) && !has(header, thirds) && !has(header, pledges)
}

// Undoes tells a word by which the sale may have been taken back with what it is said of.
func Undoes(word string) bool {
	f, why := Read(Statuses, word)
	return f == Refund || f == Refunded || why == Part || f == Void && has(word, undoing) && !negated(word[:max(0, firstOf(word, undoing))])
}

func firstOf(word string, list *partList) int {
	_, at := find(word, list)
	return at
}

// OfPayment tells a header of statuses of the payment.
func OfPayment(header string) bool {
	return has(header, statuses) && has(header, payments)
}

var payments = &partList{of: "支付 付款 收费 缴费 收款 交费 缴款 pay payment* paid billing financial"}

// SaysPaid tells a word that says that the sale was paid.
func SaysPaid(word string) bool {
	f, why := readParts(word)
	return f == Counts && why == Known && has(word, pieces[payingAt])
}

// IsAwaited tells a word by which a visit is still to come, or something else is still to be done: no debt, and nothing called off.
func IsAwaited(word string) bool {
	f, why := readParts(word)
	return f == Void && why != Unknown && !has(word, pieces[payingAt]) && !has(word, undoing) && !fellThrough(word)
}

// fellThrough tells a word by which something was given back or called off, or failed.
func fellThrough(word string) bool {
	return has(word, pieces[0]) || has(word, pieces[offAt]) || has(word, pieces[failingAt])
}

// dunned are words of what somebody was asked for again and again, or an agency collects: it was not paid, or at last.
var dunned = &partList{of: "collections in_collection to_collection collection_agency collection_agencies collection_account 催收 催缴 催款 催费 催付"}

// undunned say that nobody need be asked for it.
var undunned = &partList{of: "无需催 无须催 不需催 不必催 不用催 免催"}

// DeniesReceipt tells a word by which nobody paid, nobody came, or nobody has come yet. What was called off, deleted or void may have been
// paid before, and what failed says how much was tried.
func DeniesReceipt(word string) bool { return missed.has(word) || IsAwaited(word) || isUnpaid(word) }

// isUnpaid tells a word by which nothing was paid, nothing was called off, and nothing failed.
func isUnpaid(word string) bool {
	f, _ := readParts(word)
	return f == Void && has(word, pieces[payingAt]) && !has(word, undoing) && !fellThrough(word)
}

// OfReceipt tells a header that asks whether somebody paid or came.
func OfReceipt(header string) bool {
	return has(header, pieces[payingAt]) || has(header, pieces[comingAt]) && !has(header, checked)
}

// OfLater tells a header that asks whether what was sold was given, or its record passed: money that was received is received all the
// same.
func OfLater(header string) bool { return has(header, checked) || has(header, given) }

var given = &partList{of: "完成 签到"}
