package fate

import "strings"

// A column whose header nobody knows may say of each row which document it is: sales among them, and such as give back, are void, or are
// none yet. The words say so together, since documents of sales stand in no column of anything else.

var (
	// saleDeeds are sales as they are called without a document, which departments and jobs are called as well.
	saleDeeds = &wordSet{of: "sale,sales,cash sale,cash sales,credit sale,credit sales,retail sale,charge,charges,purchase,payment,payments,order,orders," +
		"销售,零售,收费,收款,消费,结算,结账,缴费,收入,购买,订单,出库,销售出库,商品销售,产品销售,服务销售,门诊收费,住院收费"}
	// saleNouns are documents of sales, saleStems what others in Chinese are called by.
	saleNouns = &wordSet{of: "inv,si,invoice,invoices,receipt,receipts,sales receipt,sale receipt,cash receipt,payment receipt,official receipt,cash memo,cash bill,sales bill,sale bill,bill of sale," +
		"sales order,sale order,sales slip,sales note,发票,收据,小票,蓝票," +
		"rechnung,barrechnung,quittung,facture,factura,boleta,fatura,recibo,fattura,ricevuta,scontrino"}
	saleStems = &partList{of: "销售 零售 收费 收款 消费 结算 结账 结帐 缴费 收银 售货 销货 出库 开单 服务 治疗 门诊 住院 挂号 电子 纸质 普通 专用 增值税 蓝字 机打 定额"}
	// paperNouns are what documents are called last, paperEnds in Chinese.
	paperNouns = &wordSet{of: "inv,invoice,invoices,receipt,receipts,note,notes,memo,memos,bill,bills,slip,voucher,quote,quotes,quotation,quotations,estimate,estimates,proforma,forma,draft,drafts," +
		"cn,crn,cm,sc,sr,dn,creditnote,creditmemo"}
	// giftReceipts go with what was bought for somebody else, and name no price.
	giftReceipts = &wordSet{of: "gift receipt,gift receipts"}
	paperEnds    = [...]string{"单", "票", "票据", "凭证", "收据", "单据"}
	noPapers     = &partList{of: "来源 源单 源头 上游 关联 原单 渠道 origin created_from based_on ref reference related linked converted_from source* channel*"}
	attached     = &partList{of: "附件 模板 attach* template* file files"}
	ofPapers     = &partList{of: "凭证 科目 单别 单种 票别 票种 发票 收据 doc docs invoice* receipt* memo"}
	noDeeds      = &partList{of: "部门 科室 岗位 职位 职务 职责 角色 人员 员工 姓名 人 员 经手 负责 接待 备注 说明 附言 留言 标签 depart* dept* division role roles job position title team staff person employee* desk owner handled note notes remark* memo comment* tag tags"}
)

// isPaper tells what a document is called.
func isPaper(word string) bool {
	if strings.HasPrefix(word, "pro forma") || strings.HasPrefix(word, "proforma") || isAgreed(word) || paperNouns.has(word[strings.LastIndexByte(word, ' ')+1:]) {
		return true
	}
	for _, end := range paperEnds {
		if strings.HasSuffix(word, end) && word != end {
			return true
		}
	}
	return false
}

// isAgreed tells a quote that the customer has said yes to: it may have become the sale.
func isAgreed(word string) bool { return has(word, quotes) && has(word, agreed) && !has(word, notYet) }

var (
	quotes = &partList{of: "quot* estimat* proposal* 报价"}
	agreed = &partList{of: "accept* approv* agreed confirm* won signed invoiced converted 已接受 已确认 已同意 已签 已成交 已转"}
)

// IsPaperOfSale tells a document of a sale.
func IsPaperOfSale(word string) bool {
	f, why := Read(Types, word)
	return f == Counts && why != Guessed && why != Part && !doubtful.has(word) &&
		(saleNouns.has(word) || isPaper(word) && has(word, saleStems) || IsInvoice(word) && strings.HasSuffix(word, "invoice"))
}

// TakesAway tells a document that takes its row away: a draft, a void one, a credit note. What is printed, sent, not wanted or for somebody
// else is a sale as well.
func TakesAway(word string) bool {
	f, why := Read(Types, word)
	return f == Void && why == Known || f == Refund || f == Refunded || why == Part
}

// OfPapers tells a header of documents or of what happened, as whose types words under it are read, and not of what comes with them.
func OfPapers(header string) bool {
	return (has(header, sources) || has(header, ofPapers)) && !has(header, attached)
}

// IsOff tells a word of what was called off or is void.
func IsOff(word string) bool { return has(word, pieces[offAt]) }

// OfInvoices tells a header of papers that customers get for what they paid, which may be void, and the sale not.
func OfInvoices(header string) bool { return has(header, invoices) }

var invoices = &partList{of: "发票 开票 票据 收据 invoice* receipt*"}

// Papers are what the words of a column say of documents.
type Papers struct {
	cells, strange int  // cells, and those of words that are of no document
	words          int  // distinct words
	bare           bool // some word is a deed and no document
	other          bool // some word is of no document
	sells, bought  bool // some document is one of a sale, some deed is a sale
	takes, said    bool // some document takes a row away or may do so, some deed
	undoes         bool // and does not merely come before a sale
	odd            bool // some deed is said of what is not yet, which beside deeds may as well be another sort of visits
}

// Hear adds a word that stands in a number of the cells that were looked at.
func (p *Papers) Hear(word string, cells int) {
	if word == "" {
		return
	}
	p.words++
	p.cells += cells
	f, why := Read(Types, word)
	noun := isPaper(word)
	counts := f == Counts && why != Guessed && why != Part && !doubtful.has(word)
	switch {
	case IsPaperOfSale(word):
		p.sells = true
	case counts && saleDeeds.has(word):
		p.bought, p.bare = true, true
	case noun && !counts:
		p.takes = p.takes || !strong.has(word)
		p.undoes = p.undoes || !has(word, pieces[bookingAt])
	case noun:
	case OfPersonOnly(word), strings.HasPrefix(word, "未"), f == Gift:
		p.strange += cells
		p.other = true
	case doubtful.has(word), f == Refund && why == Known, why == Part, f == TopUp, f == Spend, f == Void && why == Known && has(word, pieces[offAt]):
		p.said, p.bare, p.undoes = p.said || !strong.has(word) && f != TopUp && f != Spend, true, true
	case f == Void && why == Known && has(word, pieces[bookingAt]):
		p.said, p.bare, p.odd = true, true, true
	default:
		p.strange += cells
		p.other = true
	}
}

// Sell tells whether some word is a sale.
func (p *Papers) Sell() bool { return p.sells || p.bought }

// Are tells whether the words are types of documents, by which a row may not count as a sale. Of a few rows each may be of a type of its
// own where all are documents; deeds are so only by themselves, and under no header of who did them.
func (p *Papers) Are(header string, filled int) bool {
	if !p.Sell() || !p.takes && !p.said || has(header, noPapers) || has(header, attached) && !p.undoes {
		return false // quotes are attached to sales
	}
	if p.bare && (2*p.words > filled+1 || has(header, noDeeds) || Sorts(header)) {
		return false
	}
	if !p.sells {
		return !p.other && !p.odd
	}
	const most = 10 // of a hundred cells may hold another word
	return 100*p.strange <= most*p.cells
}
