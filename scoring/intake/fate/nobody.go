package fate

import "strings"

// A name of nobody in particular is made of what such people are called and of a word for a customer: 临时客户, cash customer.
var (
	anybody = &wordSet{of: "散,现场,门诊散,一次性,临,急诊散,店面散,外来,散户,零散,零售,普通,普通散,临时,过路,路过,匿名,现金,非会员,无卡,无名,无名氏,不记名,未登记,未注册,未建档,未知," +
		"其他,其它,门店散,到店散,店内散,自来,公共,默认,测试,零售散,线下散,线上散,社会,流动,过客,路人,游,路人甲,佚名,某," +
		"walk in,walkin,walk ins,cash,guest,anonymous,unknown,counter,counter sale,over the counter,otc,retail,casual," +
		"misc,miscellaneous,general,one time,onetime,default,dummy,test,non member,nonmember,no name,noname," +
		"unnamed,unregistered,passer by,drop in,pos,generic,various,sundry,temporary,temp,public,street,no account"}
	wholeNobody = &wordSet{of: "cash,临客,过路人,散户,散客,散客户,过客,路人,路人甲,无名氏,佚名,其他,其它,测试,测试数据,现金,急诊,外来,个人,未登记,未建卡,未注册,无档案,新客,会员外,店面零售,门市,零售,柜台,自费散,不记名,非会员,walk in,walkin,walk ins,walkins,guest,anonymous,anon," +
		"non member,nonmember,no name,noname,unnamed,unregistered,otc,over the counter,counter sale,cash sale,cash sales,counter sales," +
		"passer by,drop in,misc,miscellaneous,various,counter,visitor,cash customer,one time,customer,client,patient,unassigned,not registered,no account,dummy,generic,sundry,point of sale,passerby,guest checkout,retail sale,walk in sale," +
		"laufkunde,laufkunden,laufkundschaft,barverkauf,barkunde,client de passage,client comptoir,consumidor final,publico general,público general,cliente ocasional,cliente occasionale,비회원,일반고객,一般客," +
		"현금고객,워크인,일회성고객,ビジター,一見客,一見さん,飛び込み,飛込客,匿名客,現金客,passage,client passage,clients de passage,público en general,publico en general,cliente mostrador,mostrador,venta al público,cliente contado,cliente balcão,balcão,cliente avulso,avulso,cliente generico,cliente genérico,gelegenheitskunde,diverse kunden,разовый клиент,розничный покупатель,физлицо,аноним,khách lẻ,khách vãng lai,ลูกค้าทั่วไป,ลูกค้าเงินสด,零售客,過路客"}
	nouns  = [...]string{"客户", "顾客", "客人", "会员", "用户", "患者", "病人", "买家", "人员", "客", "户", "人", "者"}
	guests = [...]string{" customers", " customer", " clients", " client", " patients", " patient", " users", " user", " guests", " guest", " buyer", " member",
		" shopper", " visitor", " person", " account", " sale", " cust", " party"}
)

// Nobody tells whether a name, folded, is of nobody in particular.
func Nobody(folded string) bool {
	folded = strings.Trim(folded, "()[]<>【】《》〈〉*- ")
	if len(folded) < 3 || len(folded) > 40 {
		return false
	}
	if folded[0] >= 0x80 {
		for _, w := range nouns {
			if rest, ok := strings.CutSuffix(folded, w); ok && anybody.has(rest) {
				return true
			}
		}
		return wholeNobody.has(folded)
	}
	last := folded[len(folded)-1]
	if last < 'a' || last > 'z' && last < 0x80 {
		return false
	}
	f := Fold(folded)
	if wholeNobody.has(f) {
		return true
	}
	for _, w := range guests {
		if rest, ok := strings.CutSuffix(f, w); ok && anybody.has(rest) {
			return true
		}
	}
	return false
}

// kinds name a kind of customers where they end a name: 线下客户, online customer.
var kinds = [...]string{"客户", "顾客", "客人", "会员", "用户", "患者", "病人", "买家", "散客", "散户", "零售", " customer", " customers", " client", " clients", " patient",
	" patients", " user", " guest", " buyer", " visitor", " account"}

// strangers begin names of nobody that are numbered, or set in another part of the name.
var strangers = [...]string{"散客", "散户", "临时", "匿名", "测试", "walk in", "walkin", "guest", "anonymous", "cash", "unknown", "test", "dummy"}

// denials begin words that say what is not known of somebody, and no names.
var denials = [...]string{"未", "无", "不", "没", "not ", "no ", "non ", "none"}

// channels, staff and forms of address are dummy members of tills.
var dummies = &wordSet{of: "美团,美团外卖,饿了么,抖音,抖音团购,美团团购,大众点评,点评,团购,小程序,员工,员工餐,内部员工,内部,自用,门店自用,店内自用,店用,招待,公司,本店,门店,先生,女士,小姐,帅哥,美女," +
	"过路,路过,公共账号,公用账号,公共号,公用号,老板,试用,体验,样品,staff,house account,employee,sir,madam"}

// IsOdd tells a name, folded, that looks like a kind of customers or like a remark, and not like anybody's name. It proves nothing.
func IsOdd(folded string) bool {
	f := strings.TrimLeft(Fold(folded), "#")
	if dummies.has(f) {
		return true
	}
	for _, w := range kinds {
		if strings.HasSuffix(f, w) {
			return true
		}
	}
	for _, w := range strangers {
		if rest, ok := strings.CutPrefix(f, w); ok && (rest == "" || rest[0] >= 0x80 || rest[0] == ' ' || rest[0] == '#' || rest[0]-'0' < 10 || w[0] >= 0x80) {
			return true
		}
	}
	for _, w := range denials {
		if rest, ok := strings.CutPrefix(f, w); ok && len(rest) >= 3 {
			return true
		}
	}
	return strings.Contains(f, "散客")
}
