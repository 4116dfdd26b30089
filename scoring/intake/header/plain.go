package header

import (
	"slices"
	"strings"
)

// plainTails end headers that speak of money and of nothing else, and strangeMoney are words of money that customers do not pay, have not
// paid, or pay to somebody else.
var (
	plainTails   = list("费,金额,总额,价款,交易额,消费额,付款额,收款额,支付额,缴费额,成交额,销售额,诊金,收入,净额,合计,收款,付款,支付,缴费,交费,消费,收费")
	strangeMoney = list("成本,提成,佣金,手工,绩效,工资,薪,补贴,津贴,奖,税,押金,保证金,定金,订金,预付,首付,尾款,余,欠,应,待,未,需,优惠,折,减免,抵,券,退,运费,邮费,快递,配送,进价,进货,采购,供货,均,单,预算,目标,计划,指标,额度,利润,毛利,手续,平台,渠道,技术,服务费," +
		"挂号,诊查,药费,检查,检验,化验,床位,护理,手术,麻醉,注射,现金,微信,支付宝,刷卡,银行,线上,线下,水电,房租,租,支出,报销,医保,统筹,社保,保险,商保,个人,充值,储值,赠,积分,耗,划扣,扣,其他,其它,加收,附加,代收,材料,耗材,小费,打包,外卖,会员价,原,标,上次,上月,去年,往年,最近,最后,累计,历史,年,月")
)

// IsPlainMoney tells a header that speaks of nothing but money that customers paid, in words that stand in no list: 交易额, 诊疗费. It is
// believed where no other figures stand beside it.
func IsPlainMoney(header string) bool {
	compact := spell(header).compact
	if !endsIn(compact, plainTails) && !slices.Contains(plainTails, compact) {
		return false
	}
	for _, w := range strangeMoney {
		if strings.Contains(compact, w) {
			return false
		}
	}
	return true
}

// lessers are words of what others get of the money, of what was paid for it, or of what is left of it.
var lessers = list("提成,佣金,手工费,绩效,工资,分成,成本,利润,毛利,目标,预算,尾款,余款,耗卡,消耗,划扣,commission,cost,profit,margin,budget,target,wage,payroll")

func isLesser(header string) bool {
	return hasAny(strings.ReplaceAll(spell(header).compact, "项目", ""), lessers)
}
