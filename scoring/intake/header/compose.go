package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// Long headers are no synonyms: 客户在统计时间间隔的最近一次消费时间天数R. What they mean stands at their end (天数 次数 金额), with
// what stands before it (距 最近 累计 统计期间内) and the letter that may follow (R F M). Each line of the table is one way to
// compose one; it is asked after the synonyms and before the parts of synonyms.

// A composition is what a header that ends in one of tails means when it holds one of the words of with, too.
type composition struct {
	role    intake.Role
	tails   []string
	with    []string // nil: whatever stands before
	without []string
}

func list(s string) []string { return strings.Split(s, ",") }

// after are the words by which a number of days is one since the last visit.
var after = list("距,最近,上次,上一次,末次,最后,上回,未,间隔,沉默,流失,沉睡,静默,多久")

// told are the words by which figures are of a customer: of a period, or of all time.
var told = list("统计,期间,期内,累计,历史,总,合计,最近,近,年内,月内,周期,一段时间,至今,以来,共")

// compositions of Chinese headers, in order.
var compositions = [...]composition{
	{intake.Days, list("天数,日数,多少天,间隔天数"), after, list("预约,有效,到期,剩余,住院,疗程,平均")},
	{intake.Days, list("间隔,时间间隔,日期间隔,时间差,距今,时长"), list("距,最近,上次,上一次,末次,最后,未消费,未到,未购"), list("平均")},
	{intake.Visits, list("次数,频次,频率,频度,笔数,单数,订单数,到店数,人次"), list("消费,购买,就诊,到店,到诊,来院,来店,到访,下单,交易,服务,咨询,成交,光顾,看诊,复诊,订单"),
		list("取消,退,爽约,充值,登录,预约,平均")},
	{intake.Amount, list("金额,总额,额,费用,消费,实付,实收,实付款,花费,付款,支出,收入"), told, list("退,优惠,减免,折,储值,充值,余,欠,平均,均,预付,押金,成本,医保,赠,最近一次,上次,末次")},
}

// letters are what a header may end in when it has been made for a grading.
var letters = map[byte]intake.Role{'r': intake.Days, 'f': intake.Visits, 'm': intake.Amount}

// tailsOf are the ends that go with a letter.
var tailsOf = map[intake.Role][]string{
	intake.Days:   list("天数,间隔,时间,日数,天,距今,消费,度,距离"),
	intake.Visits: list("频次,次数,频率,频度,笔数,单数,次,数,消费,度"),
	intake.Amount: list("金额,总额,额,费用,消费,实付,实收,付款,花费,贡献,度,实付款,价值"),
}

// ofThis are words by which a sum is of this visit.
var ofThis = [...]string{"本期", "本次", "当次", "此次", "本单"}

// ofThisTails are what follows them.
var ofThisTails = list("收款,收款金额,实收,实收金额,付款,付款金额,支付,支付金额,实付,实付金额,缴费,缴费金额,缴款,收费,收费金额,费用,消费,消费金额,交费,还款,还款金额")

// What was received in all outweighs every other sum, but what was received on the row itself: 实收合计, 患者实付总额.
var (
	payers   = list("患者,病人,客户,顾客,会员,用户,买家,学员,消费者")
	receipts = list("实收,实付,实缴,实交,实际支付,实际付款,实际收款,实际收费")
	inAll    = list("合计,总额,总计,总金额,金额合计,金额总计,款合计,款总额,费用合计,费用总额")
)

// receivedInAll is how sure such a header is.
const receivedInAll = Received - 1

func isReceivedInAll(s string) bool {
	for _, who := range payers {
		if of, ok := strings.CutPrefix(s, who); ok {
			s = of
			break
		}
	}
	for _, of := range receipts {
		if tail, ok := strings.CutPrefix(s, of); ok {
			return slices.Contains(inAll, tail)
		}
	}
	return false
}

// compose reads a header by its parts.
func (x *lexicon) compose(k spelling) (meaning, bool) {
	s := k.compact
	for _, of := range ofThis {
		if tail, ok := strings.CutPrefix(s, of); ok && slices.Contains(ofThisTails, tail) {
			return meaning{role: intake.Amount, grain: ofVisit, sure: 94, exact: true}, true
		}
	}
	if isReceivedInAll(s) {
		return meaning{role: intake.Amount, grain: either, sure: receivedInAll, exact: true}, true
	}
	if s == "" || s[0] < 0x80 && !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		return x.composeEnglish(k)
	}
	for _, unit := range [...]string{"元", "人民币", "天", "次"} {
		if short := strings.TrimSuffix(s, unit); short != s && short != "" && letters[short[len(short)-1]] != "" {
			s = short
		}
	}
	if last := len(s) - 1; last > 3 && s[last-1] >= 0x80 {
		if role := letters[s[last]]; role != "" && endsIn(s[:last], tailsOf[role]) {
			return meaning{role: role, grain: ofCustomer, sure: 96, exact: true}, true
		}
	}
	if isLastOf(s) {
		return meaning{role: intake.Date, grain: ofCustomer, sure: 79}, true
	}
	for _, c := range compositions {
		if head, ok := cutTail(s, c.tails); ok && (c.with == nil || hasAny(head, c.with)) && !hasAny(s, c.without) {
			return meaning{role: c.role, grain: ofCustomer, sure: 84, exact: false}, true
		}
	}
	return noMeaning, false
}

// composeEnglish reads "days since the last purchase" and "number of purchases in the period".
func (x *lexicon) composeEnglish(k spelling) (meaning, bool) {
	words := strings.Fields(k.spaced)
	has := func(list ...string) bool {
		for _, w := range words {
			for _, l := range list {
				if w == l {
					return true
				}
			}
		}
		return false
	}
	switch {
	case strings.HasPrefix(k.spaced, "this visit") || strings.HasSuffix(k.spaced, "this visit"):
		if len(words) == 2 || has("amount", "spend", "spent", "paid", "total", "charge", "payment", "fee") && !has("points", "refund", "discount") {
			return meaning{role: intake.Amount, grain: ofVisit, sure: 94, exact: true}, true
		}
	case isLastComing(words):
		return meaning{role: intake.Date, grain: ofCustomer, sure: 79}, true
	case len(words) < 2, has("average", "avg", "mean", "percent", "share", "ratio", "max", "min", "median", "expected", "next", "refund", "refunds",
		"cancelled", "canceled", "returns"):
	case has("days", "day") && has("since", "last", "ago", "inactive", "elapsed", "latest", "recent") && !has("date"):
		return meaning{role: intake.Days, grain: ofCustomer, sure: 92, exact: true}, true
	case has("number", "count", "no", "num", "nr", "times", "how") && has("purchases", "orders", "visits", "transactions", "appointments", "bookings",
		"consultations", "invoices", "sales", "purchase", "order", "visit", "transaction", "encounters", "treatments") &&
		!has("id", "date", "phone", "name") && (has("of") || has("count", "times") || words[0] == "num"):
		return meaning{role: intake.Visits, grain: ofCustomer, sure: 88, exact: true}, true
	case has("total", "sum", "lifetime", "overall", "cumulative") && has("spent", "spend", "spending", "paid", "revenue", "amount", "money", "value", "sales",
		"purchases", "payments", "fare", "premium", "tuition") && !has("discount", "tax", "number", "count", "insurance", "items", "due"):
		return meaning{role: intake.Amount, grain: either, sure: 86, exact: true}, true
	}
	return noMeaning, false
}

func cutTail(s string, tails []string) (head string, ok bool) {
	for _, t := range tails {
		if h, found := strings.CutSuffix(s, t); found && (!ok || len(h) < len(head)) {
			head, ok = h, true
		}
	}
	return head, ok && head != ""
}

func endsIn(s string, tails []string) bool {
	_, ok := cutTail(s, tails)
	return ok
}

func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// figures that are no money, whatever their values look like: what a header ends in, and words that it may hold.
var (
	notMoneyTails = list("编码,编号,代码,码,号,号码,序号,流水,年,月,日,岁,年龄,分钟,分钟数,小时,课时,学时,时长,时间,工时,数量,个数,件数,人数,次数,频次,频率,笔数,天数,颗数,片数," +
		"支数,盒数,袋数,用量,剂量,重量,体重,身高,血压,心率,体温,评分,得分,分数,积分,成绩,排名,名次,名,等级,级别,比例,比率,占比,百分比,折扣率,税率,率,牙位,楼层,床位,纬度,经度," +
		"数,量,度,间隔,id,课次,库存,门牌,邮编,电话,手机,公里,距离,指数,系数,满意度")
	notMoneyWords = read.Words("id,ids,code,codes,sku,stock,stockcode,number,no,num,nr,rank,ranking,score,scores,minutes,minute,min,mins,hours,hour,hrs,seconds,duration," +
		"rate,percent,percentage,pct,ratio,share,count,counts,qty,quantity,quantities,units,pieces,items,age,year,years,month,months,day,days,week,weeks," +
		"height,weight,bmi,dose,dosage,queue,level,grade,zip,postal,postcode,phone,mobile,tel,fax,lat,lon,lng,latitude,longitude,temperature,temp,pressure," +
		"points,stars,rating,index,position,size,length,width,distance,km,floor,room,bed,ward,barcode,ean,upc,isbn,version,recency,frequency,teeth,tooth,visits," +
		"sessions,session,lessons,times,orders,satisfaction,nps,serial,seq,sequence,key,pin,age")
)

// IsBareCount tells a header that is nothing but such an end: 课时, 体重. Where no other column can be the amount, it is asked about.
func IsBareCount(header string) bool { return slices.Contains(notMoneyTails, spell(header).compact) }

// NotMoney tells a header whose figures are codes, numbers of things or times.
func NotMoney(header string) bool {
	k := spell(header)
	if endsIn(k.compact, notMoneyTails) && !strings.HasSuffix(k.compact, "paid") { // which ends in id
		return true
	}
	for _, w := range strings.Fields(k.spaced) {
		if notMoneyWords.Has(w) {
			return true
		}
	}
	return strings.HasSuffix(k.compact, "code") || strings.HasSuffix(k.compact, "number")
}
