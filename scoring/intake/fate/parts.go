package fate

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// An act is what a word speaks of.
type act uint8

const (
	noAct  act = iota
	giving     // back
	off        // called off, deleted, void
	paying
	coming // to the visit, and being treated
	booking
	sending // what was paid for, and what follows
	failing
	done // by itself
)

// A part is a piece of a word that says something. English ones end in * where any ending may follow; they begin a word.
type part struct {
	act   act
	parts string // between spaces; _ stands for a space
}

// acts are looked for in this order: 退款成功，交易关闭 was given back, whatever was closed then.
var acts = [...]part{
	{giving, "退款 退费 退货 退单 退票 退卡 退订单 退号费 全退 红单 红字 红票 售后 维权 已退 红冲 冲红 冲正 冲销 冲账 对冲 退 refund* return* chargeback* charged_back " +
		"revers* money_back credit_note credited erstattet* rückerstatt* gutschrift* rembours* reembols* devol* devuelt* rimbors* 返金 返品 払戻 환불 반품 rückgabe* retoure* retour* stornorechnung* rechnungskorrektur* avoir note_de_crédit note_de_credit nota_de_crédito nota_de_credito nota_di_credito reso resi estorn* возврат* возвращ* hoàn_tiền คืนเงิน"},
	{off, "反结 反收 反核销 作废 废除 废弃 废止 报废 取消 撤销 撤单 撤回 撤消 关闭 删除 删掉 注销 失效 无效 中止 终止 驳回 拒绝 拒收 拒付 停用 退号 爽约 失约 缺席 缺诊 过号 超时 过期 逾期 " +
		"放弃 废 挂失 测试 回收站 丢单 输单 失单 战败 lost " +
		"cancel* canceled void* delet* remov* withdraw* abandon* expir* trash* reject* declin* den* invalid* inactive revok* " +
		"trade_closed closed_by no_show noshow no-show dna dns missed annul* discard* terminat* test storn* gelöscht* anulad* supprim* elimin* キャンセル 无断 취소 삭제 노쇼 absent* abwesend* ausen* assen* cancelad* отмен* неявк* неоплачен* hủy huỷ ยกเลิก"},
	{failing, "失败 异常 错误 未成功 不成功 fail* error* unsuccess* bounced"},
	{paying, "付款 支付 收费 缴费 结算 结账 结帐 收款 缴款 交费 交款 付清 付费 收讫 到账 到帐 入账 入帐 付讫 缴清 欠费 欠款 赊账 赊 扣款 付 缴 " +
		"bezahlt* payé* pagad* pagat* réglé* 入金 決済 决济 결제 수납 " +
		"impay* pago* paga pagament* оплач* оплат* thanh_toán ชำระ paid pay pays paying payment* settl* captur* charg* collect* invoic* deposit* owed owing due overdue outstanding owe* unpaid billed debt"},
	{booking, "预约 预定 预订 约诊 候诊 排队 排期 草稿 暂存 报价 意向 挂单 暂挂 draft* book* schedul* reserv* quot* estimat* proposal* proforma* pro_forma " +
		"예약 대기 予約 予约 waitlist* waiting_list tentative 预授权 preauth* pre-auth*"},
	{coming, "就诊 到诊 到店 到院 到场 来诊 来院 来店 看诊 接诊 赴约 履约 治疗 诊疗 服务 检查 开始 签到 报到 出勤 出席 到课 迟到 早退 消费 上课 入场 到 来 诊 방문 내원 asisti* realizad* atendid* comparec* effettuat* erschienen présent* present presente* đã_đến пришел пришёл явил* " +
		"attend* arriv* show showed seen visit* checked checkin check-in check-out kept treat* serv* discharg*"},
	{sending, "发货 收货 签收 评价 出库 配送 送达 运输 揽收 派送 派件 在途 到货 核销 验券 验证 使用 兑换 发药 取药 取件 自提 开票 开具 开立 寄 买家确认 " +
		"ship* deliver* fulfil* dispatch* receiv* review* pick* transit redeem* доставл* отправл* в_пути entregue* entregad* enviad* em_trânsito en_camino geliefert* zugestellt* versandt* unterwegs expédié* consegnat* spedit* 発送 配送 배송 출고"},
	{done, "蓝单 蓝字 蓝票 完成 完结 成功 结束 办结 完毕 成交 已结 结清 正常 有效 生效 通过 确认 审核 审批 归档 已收 启用 执行 计费 记账 记帐 " +
		"complet* succe* done finish* ok okay active valid approv* confirm* process* clos* accept* normal post* clear* regular sold sale sales erledigt* abgeschlossen* abgerechnet* terminé* finaliz* concluíd* concluid* livré* faturad* facturad* facturé* 完了 済 济 완료 completad* выполнен* завершен* завершён* hoàn_thành สำเร็จ เสร็จ"},
}

// What is said of an act.
var (
	notYet    = &partList{of: "未 待 等待 等候 尚 没 暂不 不 非 暂未 需 应 un not non* no pending await* wait* hold onhold to_be request* unconfirmed incomplete nicht offen ausstehend en_attente pendiente* pendente* in_attesa não nao aguardando не chưa ยังไม่ ไม่ 미"}
	partly    = &partList{of: "部分 部份 半 partial* partly part 一部 부분 teilweise teil* anteilig* partiel* parcial* parziale* parzialmente частичн* một_phần บางส่วน"}
	ongoing   = &partList{of: "中 申请 处理 审核 待 in_progress progress pending process* request* await* initiated open"}
	stopped   = &partList{of: "失败 关闭 取消 撤销 撤回 拒绝 驳回 不 未 无 没 否 fail* cancel* reject* declin* clos* den* no not non* un* withdraw* nicht kein* pas aucun* jamais nunca não nao nenhum* nessun* не нет なし ない ありません 없 불가"}
	lacking   = &partList{of: "ohne sans sin sem senza без"}
	refused   = &partList{of: "不通过 未通过 未获通过 不予 requires_payment require_payment needs_payment payment_required"}
	arrived   = &partList{of: "到 방문 来店 来院"}
	charged   = &partList{of: "charged fee_taken fee_paid no_refund non_refundable nonrefundable 扣费 扣课 扣次 不退 违约金"}
	some      = &partList{of: "有 含 存在"}
	retired   = &partList{of: "在职 退休 离休 退伍 退役 早退 退烧 退热 退黄 退化 退行 消退 减退 衰退 退疹 退肿 aller_retour aller/retour aller_et_retour"} // give nothing back
	missing   = &partList{of: "请假 旷课 旷 缺勤 缺课"}
	under     = &partList{of: "审核中 审批中 复核中 核实中 processing_payment payment_processing under_review in_review"}
	afterSale = &partList{of: "售后 维权"}
	redeeming = &partList{of: "核销 验券 验证 使用 兑换 redeem*"}
	clearing  = &partList{of: "收欠 还欠 补欠 缴欠 交欠 清欠 欠费补 欠款补 欠费收 欠款收 欠费还 欠款还 欠费缴 欠款已 欠费已 补交 补缴"}
	still     = &partList{of: "仍 现 目前 至今 还欠0 还欠1 还欠2 还欠3 还欠4 还欠5 还欠6 还欠7 还欠8 还欠9 还欠款1 还欠款2 还欠款3 还欠款4 还欠款5 还欠款6 还欠款7 还欠款8 还欠款9"}
	owing     = &partList{of: "欠费 欠款 赊 未付清 未结清 未缴清 未交清 未还清 未收清 未收齐 未交齐 未缴齐 未付齐 尾款 余款 owe* owing outstanding overdue debt"}
	dues      = &partList{of: "impay* 欠费 欠款 赊 due overdue outstanding owe* owing owed unpaid debt"}
	billed    = &partList{of: "invoic*"}
	billPaid  = &partList{of: "paid settled collected fully payment* receipt*"}
)

// onlyBilled tells a word of an invoice, of whose payment nothing is said.
func onlyBilled(word string) bool { return has(word, billed) && !has(word, billPaid) }

// GivesBack tells a word that says of money or goods that they were given back, and not of a deposit.
func GivesBack(word string) bool {
	said := word == "退了" || has(word, plainBacks) || slices.ContainsFunc(pieces[0].pieces(), func(p piece) bool {
		return p.text != "退" && p.text != "已退" && p.text != "return" && p.text != "retour" && p.in(word) >= 0
	})
	return said && !has(word, deposits)
}

var (
	plainBacks = &partList{of: "钱 退给 退还 已退客户 已退顾客 已退患者"}
	deposits   = &partList{of: "押金 保证金 定金 订金"}
)

// IsOwing tells a word of a debt, which may be of a part of the amount.
func IsOwing(word string) bool { return has(word, owing) }

// OfRest tells a header that asks whether all of the amount was paid: what was not may be a part of it.
func OfRest(header string) bool {
	return has(header, paidUp)
}

var paidUp = &partList{of: "付清 结清 缴清 交清 还清 收清 收齐 交齐 缴齐 付齐 尾款 余款"}

// Returns tells a word that is read as given back by what is said of people, calls, taxes and journeys as well, and OfGoods one that
// speaks of goods or money, or of nothing else.
func Returns(word string) bool { return has(word, returns) && !has(without(word, returns), pieces[0]) }
func OfGoods(word string) bool {
	return has(word, goodsBack) || !strings.ContainsAny(word, " /")
}

var (
	returns   = &partList{of: "return* retour* devolver* devolvim* devolvió devolución_de_llamada* avoir reso resi возврат* возвращ*"}
	goodsBack = &partList{of: "payment* money paid cash fund* sale sales order* item* goods good product* purchase* merchandise amount sum card credit transaction* check cheque* deposit* defective broken damaged faulty unused unopened unwanted wrong size exchange* restock* stock by_customer by_client by_buyer " +
		"paiement argent article* marchandise* produit* émis émise complète totale dinero pago importe compra producto* artículo* completa mercancía dinheiro produto* geld ware artikel erhalten betrag zahlung деньги денег товар* оплат* средств*"}
)

// A piece is a part made ready.
type piece struct {
	text string
	open bool // any ending may follow
	wide bool // of no alphabet: it may stand anywhere
}

// A partList is parts between blanks, made ready when it is first asked for, as a [wordSet] is.
type partList struct {
	of   string
	once sync.Once
	made []piece
}

func (l *partList) pieces() []piece {
	l.once.Do(func() {
		for w := range strings.FieldsSeq(l.of) {
			text, open := strings.CutSuffix(w, "*")
			l.made = append(l.made, piece{strings.ReplaceAll(text, "_", " "), open, text[0] >= wide})
		}
	})
	return l.made
}

var pieces = func() (made [len(acts)]*partList) {
	for i, a := range acts {
		made[i] = &partList{of: a.parts}
	}
	return made
}()

// find finds the first of some pieces in a word, and where it stands; -1 when none does.
func find(word string, list *partList) (p piece, at int) {
	best := -1
	for _, q := range list.pieces() {
		if i := q.in(word); i >= 0 && (best < 0 || i < best || i == best && len(q.text) > len(p.text)) {
			p, best = q, i
		}
	}
	return p, best
}

// wide begins the first byte of characters that are no letters of words between blanks: Thai, kana, Hangul, Chinese.
const wide = 0xe0

// apartFrom tells whether a word of an alphabet ends beside a character, or at the end of the text.
func apartFrom(r rune, size int) bool { return size == 0 || r == ' ' || r >= 0xe00 }

// in tells where a piece stands in a word.
func (p piece) in(word string) int {
	if p.wide {
		return strings.Index(word, p.text)
	}
	for from := 0; ; {
		i := strings.Index(word[from:], p.text)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(p.text)
		if apartFrom(utf8.DecodeLastRuneInString(word[:i])) && (p.open || apartFrom(utf8.DecodeRuneInString(word[end:]))) {
			return i
		}
		from = i + 1
	}
}

// leading is how many bytes of a word the longest of some pieces takes with which it begins.
func leading(word string, list *partList) (n int) {
	for _, p := range list.pieces() {
		rest, begins := strings.CutPrefix(word, p.text)
		if begins && len(p.text) > n && (p.wide || apartFrom(utf8.DecodeRuneInString(rest))) {
			n = len(p.text)
		}
	}
	return n
}

func has(word string, list *partList) bool { _, at := find(word, list); return at >= 0 }

// readParts reads a status by its parts.
func readParts(word string) (Fate, Why) {
	if f, ok := whole[word]; ok {
		return f, Known
	}
	if f, ok := ofType(word); ok && (f == Gift || f == TopUp) {
		return f, Known
	}
	if has(word, refused) {
		return Void, Known
	}
	if rest := without(word, retired); rest != word {
		if f, why := readParts(rest); f != Counts || why == Part {
			return f, why
		}
		return Counts, Known
	}
	clauses := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(",;/|，；、。", r) })
	best, why := Counts, Unknown
	for _, clause := range clauses {
		f, w := readClause(apart(strings.TrimSpace(clause)))
		if weight(f, w) > weight(best, why) {
			best, why = f, w
		}
	}
	if best == Void && why == Known && has(word, charged) {
		why = Guessed // nobody came, and it was paid for all the same
	}
	return best, why
}

// without is a word less some pieces of it.
func without(word string, list *partList) string {
	for _, p := range list.pieces() {
		if p.in(word) >= 0 {
			word = strings.ReplaceAll(word, p.text, "")
		}
	}
	return word
}

// apart sets the un- of English words apart where what follows is known: unpaid, uncollected.
func apart(clause string) string {
	words := strings.Fields(clause)
	for i, w := range words {
		rest, un := strings.CutPrefix(w, "un")
		if !un {
			continue
		}
		for _, list := range pieces {
			if p, at := find(rest, list); at == 0 && len(p.text) > 2 {
				words[i] = "un " + rest
				break
			}
		}
	}
	return strings.Join(words, " ")
}

// weight tells which of two clauses has the say: what was given back before what was closed, what was paid before what
// is awaited.
func weight(f Fate, w Why) int {
	switch {
	case w == Part:
		return 7
	case f == Refunded && w == Known:
		return 6
	case f == Void && w == Known:
		return 5
	case w == Known:
		return 4
	case w == Guessed:
		return 2
	}
	return 0
}

// readClause reads a clause: the first act of the table that it speaks of, and what it says of it.
func readClause(clause string) (Fate, Why) {
	if has(clause, under) {
		return Counts, Unknown
	}
	if has(clause, missing) && !negated(clause) {
		return Void, Guessed // some count a lesson that nobody came to
	}
	for i := range acts {
		p, at := find(clause, pieces[i])
		if at < 0 {
			continue
		}
		around := clause[:at] + " " + clause[at+len(p.text):]
		before := clause[:at]
		switch acts[i].act {
		case giving:
			switch _, sum := cutSum(clause); {
			case sum:
				return Counts, Part
			case has(around, partly):
				return Counts, Part
			case has(around, stopped), has(before, lacking):
				return Counts, Known
			case has(around, ongoing), has(before, some):
				return Counts, Part
			case has(clause, afterSale) && !strings.Contains(clause, "退"):
				return Refunded, Guessed // or exchanged, or mended
			}
			return Refunded, Known
		case off:
			if negated(before) {
				return Counts, Known
			}
			return Void, Known
		case failing:
			return Void, Known
		case paying:
			switch {
			case has(clause, partly):
				return Counts, Unknown
			case clears(clause) && !strings.Contains(clause, "应收") && !strings.HasSuffix(clause, "中"):
				if strings.HasPrefix(clause, "还欠") {
					return Counts, Guessed // a debt paid, or one that is still there
				}
				return Counts, Known
			case early(around), has(clause, dues), onlyBilled(clause), negated(before), strings.HasSuffix(clause, "中"), strings.Contains(clause, "超时"):
				return Void, Known
			}
			return Counts, Known
		case booking:
			if _, came := find(around, pieces[comingAt]); came >= 0 && !negated(before) && has(around, arrived) {
				return Counts, Known
			}
			if strings.HasSuffix(before, "无需") || strings.HasSuffix(before, "免") {
				return Counts, Known
			}
			if strings.HasSuffix(before, "未") {
				return Counts, Guessed // who walked in has booked nothing, nor has who is still to come
			}
			return Void, Known
		case coming:
			if negated(before) {
				return Void, Known
			}
			return Counts, Known
		case sending:
			if negated(before) && has(clause, redeeming) {
				return Void, Guessed // paid, and nobody has come for it
			}
			return Counts, Known
		case done:
			if negated(before) {
				return Void, Known
			}
			return Counts, Known
		}
	}
	if has(clause, notYet) && !vague.has(clause) {
		return Void, Guessed
	}
	return Counts, Unknown
}

// Where acts stand in their table.
const (
	offAt     = 1
	failingAt = 2
	payingAt  = 3
	bookingAt = 4
	comingAt  = 5
)

// clears tells a clause by which a debt was paid: 欠费已补缴, and neither 欠费未补缴 nor 仍还欠款.
func clears(clause string) bool {
	p, at := find(clause, clearing)
	if at < 0 || p.text == "还欠" && has(clause, still) {
		return false
	}
	before := clause[:at+len(p.text)]
	return !negated(before[max(0, strings.LastIndex(before, "已")):])
}

// negated tells whether what stands before an act says that it did not happen, or not yet.
func negated(before string) bool { return has(before, notYet) }

// early tells whether something is said to come before the act: 付款以前, before payment.
func early(around string) bool {
	return strings.Contains(around, "以前") || strings.Contains(around, "之前") || strings.Contains(around, "前,") ||
		strings.Contains(around, "before") || has(around, pending) || strings.Contains(around, "失败")
}

var pending = &partList{of: "pending fail* declin* reject*"}

// vague are words that begin like a denial and are none.
var vague = &wordSet{of: "未知,不详,未分类,不限,无,no,none,not known,未填,不明"}

// whole are words whose parts would mislead.
var whole = map[string]Fate{
	"on hold": Void, "on-hold": Void, "wc on hold": Void, "pending": Void, "wc pending": Void, "authorized": Void, "authorised": Void, "authorization": Void, "authorisation": Void, "auth": Void, "auth only": Void, "预授权完成": Counts,
	"退号": Void, "已退号": Void, "退诊": Void, "没来": Void, "did not attend": Void, "did not arrive": Void, "late cancel": Void,
	"未完成": Void, "uncompleted": Void, "incomplete": Void, "in complete": Void,
	"archived": Counts, "有效": Counts, "已发": Counts, "进行中": Counts, "处理中": Counts, "in progress": Counts, "confirmed": Counts, "已确认": Counts,
	"partially fulfilled": Counts, "unfulfilled": Counts, "unshipped": Counts, "invoiced": Counts, "billed": Counts,
	"notpay": Void, "not pay": Void, "userpaying": Void, "payerror": Void, "revoked": Void, "trade closed": Void, "wait buyer pay": Void,
	"未结": Void, "待结": Void, "未收": Void, "待收": Void, "未交": Void, "待交": Void, "已交": Counts, "到期": Void, "初诊": Counts, "复诊": Counts, "已到": Counts,
}
