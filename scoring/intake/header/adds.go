package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake/read"
)

// Figures that can be added over the visits of a customer: numbers of things, times taken, sums of money beside the amount. A
// figure of the state of things (a rate, a price, a balance, what has come together so far) cannot, whatever its header ends in.
var (
	addTails = list("数量,件数,个数,颗数,支数,盒数,瓶数,片数,张数,份数,袋数,套数,条数,包数,节数,课时,课时数,学时,时长,用时,耗时,分钟,分钟数,小时,小时数,工时,里程,剂数,牙数,针数,人次,治疗次数,使用次数,消耗次数,划扣次数,扣减次数,核销次数,操作次数,疗程数,疗程次数," +
		"金额,费,运费,手续费,服务费,税额,税费,小费,邮费,优惠,减免,抹零,让利,抵扣,立减,自付,自费,支付")
	addPoints = list("本次,消费,使用,抵扣,兑换,消耗,获得,获赠,新增,扣减,扣除,所用")
	addNever  = list("率,比,价,余,剩,累计,历史,至今,均,单位,单件,单次,库存,限,额度,目标,计划,预计,预算,最近,上次,末次,首次,下次,第,可用,总次数,总疗程,欠,最高,最低,最大,最小,每,总金额,总额,合计,押金,标准")

	addWords = read.Words("quantity,qty,units,sessions,doses,vials,syringes,pieces,pcs,minutes,mins,hours,hrs,duration,nights,tax,vat,tip,tips,shipping,freight,postage,surcharge,copay,copayment")
	addPairs = read.Words("discount amount,amount discount,points redeemed,points used,points spent,points earned,points awarded,redeemed points,used points,earned points," +
		"refund amount,items quantity,number of items,shipping fee,service fee,delivery fee,insurance paid,tax amount,cash paid,card paid")
	neverWords = read.Words("rate,percent,percentage,pct,ratio,price,per,average,avg,mean,balance,remaining,left,cumulative,lifetime,previous,prior,last,next,max,maximum," +
		"minimum,limit,stock,hand,available,code,id,no,level,score,rank,target,planned,expected,budget,ytd,total")

	personHeads = list("会员,客户,顾客,患者,用户,病人,学员,家长")
	personTails = list("等级,级别,星级,性别,职业,婚姻,婚姻状况,血型,学历,民族,标签,地址,籍贯,国籍,生日,姓名,年龄段,省份,城市,区县,省,市")
	personWords = read.Words("level,tier,membership,member,gender,sex,occupation,job,marital,blood,education,ethnicity,race,nationality,address,city,province,county," +
		"birthday,segment,tag,tags,customer,patient,client")
)

// Adds tells a header whose figures can be added over visits.
func Adds(header string) bool {
	k := spell(header)
	if hasAny(k.compact, addNever) {
		return false
	}
	if k.compact == "次数" || endsIn("\x00"+k.compact, addTails) {
		return true
	}
	if head, ok := strings.CutSuffix(k.compact, "积分"); ok {
		return slices.ContainsFunc(addPoints, func(w string) bool { return strings.HasSuffix(head, w) })
	}
	found := addPairs.Has(k.spaced)
	for _, w := range strings.Fields(k.spaced) {
		if neverWords.Has(w) {
			return false
		}
		found = found || addWords.Has(w)
	}
	return found
}

// OfPerson tells a header whose texts describe the person and not the visit: the last one holds.
func OfPerson(header string) bool {
	k := spell(header)
	if endsIn("\x00"+k.compact, personTails) || slices.ContainsFunc(personHeads, func(w string) bool { return strings.HasPrefix(k.compact, w) }) {
		return true
	}
	for _, w := range strings.Fields(k.spaced) {
		if personWords.Has(w) {
			return true
		}
	}
	return false
}
