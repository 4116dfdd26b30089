package header

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Headers that speak of the price of one of several things, and of how many there are.
var (
	unitPrices = Words("单价,价格,售价,零售价,销售价,商品单价,项目单价,标准单价,实际单价,销售单价,成交单价,券后价,到手价,折后价,优惠价,成交价,会员价,现价,活动价,秒杀价,特价,促销价,团购价,拼团价,折扣价,final price,discounted price,原价,标价,标准价,门市价,吊牌价,挂牌价,定价,单位价格,单价金额,unit price,price,item price," + procedureFees + ",price each,price per unit,unit cost," +
		"einzelpreis,stückpreis,prix unitaire,precio unitario,prezzo unitario,preço unitário,単価,단가,sale price,selling price,lineitem price,rate per unit")
	quantities = Words("数量,件数,购买数量,商品数量,销售数量,下单数量,份数,数目,个数,支数,盒数,颗数,quantity,qty,units,item quantity,order quantity,unit qty,unit quantity,quantity ordered," +
		"menge,anzahl,stück,quantité,cantidad,quantità,quantidade,aantal,個数,수량,quantityordered,pieces,pcs,no of units,number of items,lineitem quantity")

	deals      = Words(dealPrices)
	procedures = Words(procedureFees)
	listPrices = Words("原价,原价金额,标价,标准价,零售价,市场价,划线价,挂牌价,参考价,指导价,门市价,吊牌价,定价,list price,retail price,full price,msrp,original price,ucr fee,ucr,usual fee,standard fee,listenpreis,定価,정가")
	debts      = Words(owedWords + ",amount due")

	// What is counted, in words that stand before a price: 单次费用, 每颗价格.
	measures   = "次颗件个支盒项节片袋瓶课小天日张套份针疗位"
	priceTails = list("单价,价格,费用,金额,收费,价,费")
	countTails = list("次数,数量,件数,个数,颗数,支数,盒数,片数,袋数,瓶数,张数,套数,份数,针数,节数,课时,课时数,课时量,小时,小时数,天数,疗程,疗程数,疗程次数,牙数,牙位数,人次,剂数,用量,购买量,次")
	priceWords = list("price,cost,fee,charge,rate,amount")
	countWords = list("qty,quantity,quantities,count,number,units,sessions,hours,times,visits,teeth,items,pieces,pcs,vials,doses,nights,days,lessons,num,no,syringes,procedures")
)

// procedureFees are of one procedure, which may be done more than once.
const procedureFees = "proc fee,procedure fee"

// IsUnitPrice tells a header that speaks of the price of one: 单价, 单次费用, fee per session, hourly rate.
func IsUnitPrice(header string) bool { return unitPrices.Has(header) || isPriceOfOne(header) }

// isPriceOfOne is IsUnitPrice without the headers that say no more than price, which may be of all.
func isPriceOfOne(header string) bool {
	if len(header) > 60 {
		return false
	}
	k := spell(header)
	if s, ok := strings.CutSuffix(k.compact, "单价"); ok && (s == "" || s[0] >= 0x80) {
		return true
	}
	for _, of := range [...]string{"单", "每"} {
		if s, ok := strings.CutPrefix(k.compact, of); ok && s != "" && s[0] >= 0x80 {
			first, _ := utf8.DecodeRuneInString(s)
			return strings.ContainsRune(measures, first) && endsIn(s, priceTails)
		}
	}
	words := strings.Fields(k.spaced)
	has := func(list ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	return len(words) > 1 && has(priceWords...) && !has("percent", "total", "average", "avg", "mean") && (has("per", "unit", "each", "hourly", "daily") || has("rate") && has("session", "hour"))
}

// IsDealPrice tells a header of the price that one of the list was brought down to.
func IsDealPrice(header string) bool { return deals.Has(header) }

// IsOfAll tells whether a price is of all that a header counts which alone is no quantity: one at which a deal was made, beside the times of
// a course, and the fee of a procedure, beside numbers and units of all sorts.
func IsOfAll(price, count string) bool {
	return spell(price).compact == "成交价" && strings.Contains(spell(count).compact, "疗程") || procedures.Has(price)
}

// IsListPrice tells a header of a price before anything is let off.
func IsListPrice(header string) bool { return listPrices.Has(header) }

// IsOwed tells a header of what is not paid yet.
func IsOwed(header string) bool {
	if debts.Has(header) {
		return true
	}
	name := spell(header).compact
	for _, head := range owing {
		if strings.HasPrefix(name, head) {
			return endsIn(name, owingTails)
		}
	}
	return false
}

// Those of many words begin and end so: 待收尾款, 剩余应缴学费.
var (
	owing      = list("待收,待付,待缴,待交,待还,未还,应还,未收,未付,未缴,未交,尚欠,剩余应,欠")
	owingTails = list("款,金额,额,费,费用,应缴,应付,应收,应交")
)

// IsQuantity tells a header of how many there are. Beside the price of one some words count that do not elsewhere: 次数, sessions.
func IsQuantity(header string, besidePrice bool) bool {
	if quantities.Has(header) {
		return true
	}
	if !besidePrice || len(header) > 60 {
		return false
	}
	k := spell(header)
	for _, of := range [...]string{"总", "剩", "余", "已", "累计", "赠"} { // of a course, or left of it
		if strings.HasPrefix(k.compact, of) {
			return false
		}
	}
	if slices.Contains(countTails, k.compact) || endsIn(k.compact, countTails) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(k.spaced), func(w string) bool { return slices.Contains(countWords, w) })
}
