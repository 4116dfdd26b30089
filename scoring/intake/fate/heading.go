package fate

import "strings"

// Words of headers. A header asks whether something is so (是否作废), names a mark (作废标志), or tells when, by whom or why
// it was (作废时间).
var (
	persons  = &partList{of: "disabled isdisabled inactive 注销 停用 冻结"}
	voids    = &partList{of: "废单 anulad* отмен* hủy huỷ ยกเลิก 爽约 未到 缺席 no_show noshow no-show did_not_arrive did_not_attend missed_appointment missed_appt missed_visit missed_session is_del del_flag del_status del_mark isdel* delflag isvoid* voidflag iscancel* cxl disabled isdisabled 作废 废除 废弃 废止 取消 撤销 撤单 删除 注销 红字 停用 退号 退诊 无效 失效 void* cancel* canceled delet* annul* withdraw* revok* invalid* inactive storniert storno キャンセル 취소"}
	valids   = &partList{of: "有效 生效 valid active is_valid is_active isvalid isactive 启用 enabled"}
	normal   = &partList{of: "正常"}
	backs    = &partList{of: "rembours* reembols* rimbors* devuelt* devolu* retoure* retourn* rückgabe* rückerstatt* zurückgegeben возврат* возвращ* 返品 반품 estorn* 冲抵 冲减 冲账 对冲 erstattet 返金 환불 红蓝 isrefund* isreturn* refundflag returnflag 退单 退款 退费 退货 退单 冲红 红冲 冲正 冲销 收退 refund* return* revers* chargeback*"}
	marks    = &partList{of: "是否 与否 标志 标记 标识 否 flag* is indicator mark* ind yn y/n bool"}
	events   = &partList{of: "时间 日期 时刻 人 人员 员 原因 理由 说明 备注 编号 单号 on at by date time datetime reason* note* who id no number"}
	statuses = &partList{of: "etat état règlement reglement terminstatus zahlungsstatus bestellstatus auftragsstatus rechnungsstatus buchungsstatus lieferstatus présence presence presença asistencia anwesenheit 状态 状況 出勤 考勤 状况 情况 进度 阶段 结果 status* state stage outcome result attendance disposition situação situación статус состояние trạng_thái tình_trạng สถานะ statut estado stato zustand 状况 ステータス 상태"}
	certain  = &partList{of: "状态 status статус trạng_thái tình_trạng สถานะ situação situación trade attendance 收费 付款 支付 缴费 结算 订单 交易 预约 到诊 到店 payment pay order appointment appt booking billing invoice"}
	types    = &partList{of: "区分 种别 구분 유형 art typ tipo тип вид 类型 类别 方向 性质 种类 type kind category nature"}
	flows    = &partList{of: "存取 存/取 增减 收/支 收支 借贷 借/贷 资金流向 方向 出入账 进出 in/out direction dr/cr debit/credit credit/debit flow"}
	sources  = &partList{of: "取引 伝票 거래 beleg* dokument* vorgang* pièce mouvement* opération* operation* operaci* operaç* operazion* movimiento* moviment* документ* операци* 交易 业务 费用 款项 结算 事项 收费 收款 收入 付款 缴费 结账 买单 收银 票据 单据 流水 订单 记录 消费 账单 账务 资金 操作 变动 发生 transaction* trans tran txn record entry order* payment* sale* bill* operation movement line document* doc posting voucher vch"}
	ways2    = &partList{of: "支付方式 付款方式 付款类型 结账方式 买单方式 交款方式 交费方式 付费方式 结算方式 收款方式 付款渠道 支付渠道 支付类型 收费方式 缴费方式 payment_method pay_method payment_type payment_mode tender method_of_payment paid_by"}
	happens  = &partList{of: "到课 上课 出勤 收费 缴费 付款 支付 付费 结算 结账 交费 付清 缴清 收款 交款 缴款 还款 回款 交清 付讫 收讫 到诊 到店 到院 就诊 到账 完成 成交 成功 履约 赴约 签到 paid pay settled attended arrived " +
		"completed complete showed success successful collected captured finished"}
	visits   = &partList{of: "初诊 复诊 首诊 会员 预约 医保 自费 现金 在线 线上 微信 储值 提成 佣金 绩效 治疗 疗程 随访 回访 病历 first new return"}
	happened = &wordSet{of: "paid,attended,completed,arrived,settled,showed,showed up,show,checked in,collected,success,successful," +
		"payment complete,payment completed,payment received,已收款,已收,已付,已付清,已交,已交费,已交款,已缴,已缴款,已缴清,已还款,已回款,已到账,已结账,已结清,付清,交清,缴清,结清,收讫,付讫," +
		"收款,付款,交费,缴费,交款,缴款,付费,结账,到账,回款,已收费,已缴费,已付款,已支付,已结算,已到诊,已到店,已就诊,已完成,到诊,到店,来店,来院,来诊,出席,签到,won,is won,closed won,is closed won,captured,is captured,livemode,live mode," +
		"bezahlt,ist bezahlt,erschienen,payé,paye,payée,réglé,présent,pagado,pagada,asistió,asistio,pago,compareceu,pagato,оплачено,оплачен,оплата,явился,入金済,支払済,결제여부,수납여부,방문여부"}
	// A gift mark is of the row itself. Of a gift that came with it, and of an order that is a present for somebody, nothing is said.
	gifts = &wordSet{of: "赠送,是否赠送,赠送标志,赠送标识,赠送标记,赠品,是否赠品,是否为赠品,赠品标志,赠品标识,赠品标记,免费,是否免费,免费标志,免费标识,是否为免费,免单,是否免单,免单标志,免单标记," +
		"complimentary,is complimentary,free of charge,is free"}
	strange = &partList{of: "检查结果 检验结果 化验结果 体检结果 诊断结果 筛查结果 检测结果 客户 会员 用户 患者 顾客 病人 商品 产品 项目 药品 会籍 婚姻 政治 就业 学员 员工 优惠券 券 发票 证件 账户 合同 " +
		"customer* member* patient* user* client* account* product* item* coupon* employ* staff marital subscription"}
	people = &partList{of: "客户 会员 用户 患者 顾客 学员 员工 会籍 customer* member* subscription* user* client* account* patient* student* employ* staff " +
		"cust acct acc mbr pat guest* donor* contact* household* famil* tenant* buyer* consumer* owner* subscriber* resident* patron* company person* loyalty profile* lifecycle partner*"}
	deeds         = &partList{of: "order* appointment* appt booking* payment* pay invoice* visit* trade transaction* bill* item* 订单 预约 就诊 到诊 到店 支付 付款 收费 结算 缴费 交易 消费 账单 退款 来店 考勤 出勤 上课"}
	inUse         = &partList{of: "active is_active isactive enabled is_enabled 启用"}
	papers        = &partList{of: "发票 票据 开票 券 关闭"}
	elsewhere     = &partList{of: "打印 报销 上传 同步 推送 提醒 通知 短信 回访 评价 归档 备案 对账 print* sync* upload* notif* email sms"}
	strangePapers = &partList{of: "优惠 代金 抵用 赠 客户 会员 商品 coupon*"}
	harmless      = &partList{of: "可退 不可退 可取消 可否取消 refundable returnable cancellable cancelable 返现 退休 有效期 失效日期 到期 截止 valid_until valid_from valid_to expir* returning 金额 总额 合计 " +
		"rückgaberecht* rückgabefrist* rückgabemöglich* rückgabe_möglich erstattungsfähig* erstattbar* remboursable* retournable* reembolsable* reembolsável reembolsáveis rimborsabil* возвратн* admite_devolución возврат_ндс 返品可 返品不可 반품가능 " +
		"款项 amount total sum count quantity qty 数量 件数 次数 率 rate percent fee fees 违约金 政策 policy 激活 last 最近 上次"}
)

// Heading says by its header what kind a column is, and None when the header says nothing of the sort. Headers are folded
// by [Fold].
func Heading(header string) Kind {
	kind := headingOf(header)
	if (kind == VoidMarks || kind == ValidMarks || kind == RefundMarks) && !plainMark(header) && ownerOf(kind, header) == ofElse {
		return None
	}
	return kind
}

func headingOf(header string) Kind {
	switch {
	case has(header, ways2):
		return Ways
	case OfPerson(header), OfOtherDay(header), has(header, harmless), has(header, elsewhere) && has(header, statuses):
		return None
	case has(header, flows), OfSigns(header):
		return Directions
	case gifts.has(header):
		return GiftMarks
	case has(header, backs):
		if has(header, statuses) {
			return Statuses
		}
		return RefundMarks
	case has(header, voids) && !ofMoney(header):
		if has(header, statuses) {
			return Statuses
		}
		return VoidMarks
	case OfAnything(header), OfUnpaid(header):
		return VoidMarks
	case OfOthers(header):
		return None
	case happened.has(header), has(header, happens) && has(header, marks) && !has(header, visits):
		return ValidMarks
	case has(header, valids) && !has(header, strange), has(header, normal) && has(header, marks):
		if has(header, statuses) {
			return Statuses
		}
		return ValidMarks
	case has(header, statuses) && (!has(header, strange) || OfPaper(header)), bareMark.has(header):
		return Statuses
	case has(header, types) && (has(header, sources) || bareType.has(header)) && !has(header, strange), wholeType.has(header):
		return Types
	}
	return None
}

// bareType are headers that say of types nothing but that they are such, wholeType say of what in one word.
var (
	bareType  = &wordSet{of: "类型,type,kind,区分,种别,구분,유형,typ,art,tipo,тип,вид"}
	wholeType = &wordSet{of: "belegart,belegtyp,vorgangsart,buchungsart,umsatzart,transaktionsart,opération,operación,operação,operazione,операция,movimiento,movimento"}
)

// ofMoney tells a header of the money that calling off costs: Cancellation Charge.
func ofMoney(header string) bool {
	for _, w := range [...]string{" charge", " charges", " cost", " costs", " penalty", " price", "费", "扣", "扣款", "罚金", "定金", "订金", "款"} {
		if strings.HasSuffix(header, w) {
			return true
		}
	}
	return false
}

// CameWith tells a bare mark of gifts, and an answer to it, by which a gift may have come with what was sold.
func CameWith(header, word string) bool {
	return (header == "赠送" || header == "赠品" || header == "免费") && yes.has(word) && word != "是" && word != "1"
}

// IsDonation tells a word of a gift that somebody gives to the house, where OfDonors tells the header of who gives.
func IsDonation(word string) bool {
	return has(word, donations) && !has(word, giftCards)
}
func OfDonors(header string) bool {
	return has(header, donors)
}

var (
	donations = &partList{of: "gift gifts donation*"}
	donors    = &partList{of: "donor* constituent* supporter* benefactor*"}
)

// OfOrders tells a header of sorts of orders, of which one may be for somebody else.
func OfOrders(header string) bool { return has(header, ofOrders) }

var ofOrders = &partList{of: "order*"}

// OfUnpaid tells a header of marks of what is not paid, which may stand over the sums of it as well, and OfDebt one that does not say
// that nothing was paid.
func OfUnpaid(header string) bool { return unpaid.has(header) || OfDebt(header) }
func OfDebt(header string) bool   { return debts.has(header) }

var (
	unpaid = &wordSet{of: "未付款,未付,未收款,未收,未交,未交费,未交款,未缴,未缴费,未支付,未结账,未到账,是否未付款,是否未付,unpaid,is unpaid,not paid"}
	debts  = &wordSet{of: "欠费,欠款,是否欠费,是否欠款,欠费标志,挂账,是否挂账,赊账,是否赊账,是否赊欠,owing,owed,overdue,is overdue"}
)

// OfAnything tells a header of a mark that may be of a visit missed, or a sale deleted, and of anything else: a dose, a delivery, a test.
func OfAnything(header string) bool { return anything.has(header) }

var anything = &wordSet{of: "missed,missed y/n,missed payment,missed dose,missed call,dna,dna y/n,del,del y/n,del yn"}

// OfRefunds tells a header of what became of refunds: whoever asked for none has none.
func OfRefunds(header string) bool {
	return has(header, backs) || strings.Contains(header, "售后") || strings.Contains(header, "维权")
}

// OfPaper tells a header of what became of the invoice, or of the voucher, of a row. Whether the sale went with it nobody knows.
func OfPaper(header string) bool {
	return has(header, papers) && has(header, statuses) && !has(header, strangePapers)
}

// OfElse tells a header whose words say what became of something else than the sale: a message, a document that is closed when
// all is delivered, a person. What they call off may be the sale all the same.
func OfElse(header string) bool {
	return has(header, elsewhere) || has(header, persons) || OfAnything(header) || strings.Contains(header, "关闭") && has(header, statuses)
}

// bareMark are headers that say of a mark nothing but that it is one.
var bareMark = &wordSet{of: "标志,标识,标记,flag,mark,indicator,标志位,flags,event,事件"}

// IsVague tells a header of statuses that may be of anything: the result of a treatment, the state that a city lies in.
func IsVague(header string) bool {
	return bareMark.has(header) || has(header, statuses) && !has(header, certain)
}

// IsBare tells a bare answer, or a letter for one, which under a vague header may mean anything.
func IsBare(word string) bool { return yes.has(word) || no.has(word) || len(word) == 1 }

// Tells when, by whom or why: such a column is mostly blank, and what stands in it marks its row.
func Tells(header string) bool { return has(header, events) && !has(header, marks) }

// OfPerson tells a header of what became of a person, or of what she holds: her rows count all the same.
func OfPerson(header string) bool {
	return has(header, statuses) && has(header, people) && !has(header, deeds)
}

// endings are words of what ends for a person: her membership, her account. Her sales count all the same.
var endings = &partList{of: "注销 冻结 停用 失效 无效 过期 到期 超时 逾期 终止 中止 关闭 挂失 流失 退休 退会 退学 退伍 退役 删除 归档 取消 cancel* inactive invalid expir* terminat* disabled delet* archiv* clos* lost " +
	"withdraw* remov* revok* returning return repeat suspend* paused pause overdue past_due pending unsubscribed non_member never trial test* debt"}

// Ends tells a word of what ends for a person, or for a visit.
func Ends(word string) bool { return ends(word) && !IsTrouble(word) }

func ends(word string) bool {
	f, _ := Read(Statuses, word)
	return f != Counts && has(word, endings)
}

// OfPersonOnly tells a word that is said of people and their accounts, and never of a sale.
func OfPersonOnly(word string) bool { return personal.has(word) }

var personal = &wordSet{of: "停用,已停用,注销,已注销,冻结,已冻结,inactive,inactive patient,inactive client,inactive customer,inactive member,dormant,lapsed,deceased"}

// leads are words of people who may become customers.
var leads = &partList{of: "意向 潜在 lead* prospect*"}

// IsTrouble tells a word which says of a sale or a visit alone that it came to nothing or was given back.
func IsTrouble(word string) bool {
	f, why := Read(Statuses, word)
	return (f == Void && why == Known && !has(word, leads) || f == Refunded || f == Refund || why == Part) && !ends(word) || MayBeCharged(word)
}

// OfDeed tells a word of paying, coming or booking.
func OfDeed(word string) bool {
	for i, a := range acts {
		if (a.act == paying || a.act == coming || a.act == booking) && has(word, pieces[i]) {
			return !has(word, endings)
		}
	}
	return false
}

// IsDone tells a word of what was brought to its end, a sale or what a person had to do, and IsCalledOff one of either that was not.
func IsDone(word string) bool {
	return has(word, finished) && !negated(word)
}
func IsCalledOff(word string) bool { return has(word, cancelled) }

var (
	finished  = &partList{of: "完成 完结 成交 complete completed done"}
	cancelled = &partList{of: "取消 cancel*"}
)

// came are words of somebody who came, which are said of no membership.
var came = &partList{of: "就诊 到诊 到店 到院 来诊 来院 来店 看诊 接诊 赴约 履约 签到 报到 attend* arriv* showed seen checked checkin check-in kept"}

// Came tells a word of a visit that took place.
func Came(word string) bool {
	f, why := Read(Statuses, word)
	return f == Counts && why == Known && has(word, came)
}

// OfUse tells a header of marks that may be of a person: is_active.
func OfUse(header string) bool { return has(header, inUse) }

// Sorts tells a header by which things, places or ways are sorted.
func Sorts(header string) bool {
	return has(header, sorting)
}

var sorting = &partList{of: "category categories class* segment* tag tags source* channel* brand* department* region* occasion* room ward product_type item_type merchandise goods_type type_de_produit warengruppe produktart tipo_de_producto tipo_de_produto tipo_di_prodotto 来源 渠道 标签 品牌 用途 场合 病区 地区"}

// NamesSold tells a header of what was sold or what money was taken for, by which the fee of a visit missed is called after it.
func NamesSold(header string) bool { return has(header, soldAs) && !has(header, remarked) }

var remarked = &partList{of: "note notes comment* remark* memo appointment* appt visit visits booking* attendance 备注 说明 记录 反馈 附言 留言"}

var soldAs = &partList{of: "category categories class classes description* income revenue particulars product* service* item* charge* fee* 摘要 收费 收入 费用 品名 项目 商品 服务"}

// OfLess tells a header of what made a row cost less: what stands there is why, or by what gift, and not that the row came to nothing.
func OfLess(header string) bool { return has(header, lessens) }

var lessens = &partList{of: "discount* coupon* promo* 优惠 折扣 减免"}

// IsMark tells a header that asks whether something is so.
func IsMark(header string) bool { return has(header, marks) }

// Apart sets the words of a header apart that only a capital letter shows: isDeleted.
func Apart(header string) string {
	var b strings.Builder
	before := rune(0)
	for _, r := range header {
		if r >= 'A' && r <= 'Z' && before >= 'a' && before <= 'z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// Fold brings a word or a header to the form in which words are read: as given by a fold of texts (one width, lower case),
// with simplified characters and without marks that stand between words.
func Fold(s string) string {
	var b strings.Builder
	spaced := true
	before := ' '
	for _, r := range s {
		switch {
		case r == '_' || r == '-' && before < 0x80 && before != ' ' || r == '(' || r == ')' || r == '（' || r == '）' || r == ':' || r == '：' || r == '.' || r == '!' || r == '?' || r == '？':
			r = ' '
		case r == '，':
			r = ','
		}
		if r == ' ' {
			if !spaced {
				b.WriteByte(' ')
			}
			spaced, before = true, ' '
			continue
		}
		if s := simple[r]; s != 0 {
			r = s
		}
		b.WriteRune(r)
		spaced, before = false, r
	}
	return strings.TrimSpace(b.String())
}

// simple are the traditional characters of the words above.
var simple = func() map[rune]rune {
	const pairs = "廢废訂订單单關关閉闭結结帳账賬账繳缴費费還还預预約约診诊貨货銷销無无優优註注紅红衝冲沖冲額额儲储贈赠錢钱動动轉转進进狀状態态類类標标識识記记誌志" +
		"時时員员據据號号傳传發发確确認认審审處处異异錯错誤误過过棄弃終终絕绝駁驳測测試试檢检療疗務务評评價价庫库達达藥药執执歸归檔档辦办畢毕購购開开續续卡卡劃划餘余" +
		"內内會会員员體体驗验獎奖勵励現现資资產产業业務务備备註注刪删啟启應应籤签簽签讓让訖讫滿满陸陆間间屆届實实際际對对種种級级"
	m := map[rune]rune{}
	list := []rune(pairs)
	for i := 0; i+1 < len(list); i += 2 {
		m[list[i]] = list[i+1]
	}
	return m
}()

var quantities = &partList{of: "数量 件数 次数 支数 个数 盒数 销量 退换数量 quantity qty units count pieces pcs"}

// notCounts are of money, shares and what lies in store.
var notCounts = &partList{of: "金额 总额 价 amount total price 率 stock 库存"}

// IsQuantity tells a header of quantities.
func IsQuantity(header string) bool {
	return has(header, quantities) && !has(header, notCounts)
}

var (
	totalsWords = &partList{of: "总 合计 整单 订单金额 账单 应收合计 实收合计 total* grand bill* order invoice*"}
	lineWords   = &partList{of: "明细 单项 项目 小计 行 line* item* unit subtotal"}
)

// IsWhole tells a header of the amount of a whole bill.
func IsWhole(header string) bool { return has(header, totalsWords) && !has(header, lineWords) }
