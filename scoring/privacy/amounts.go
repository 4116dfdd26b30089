package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// besideSums are words that stand beside the figures of amounts and name nobody; a run of letters made of them alone, or with one sign more,
// does not either.
var besideSums = split("欠,约,送,赠,补,退,还,款,费,减,抵,扣,免,折,差,加,另,共,等,含,不,定金,订金,押金,尾款,首付,预付,预收,预存,未,已,付,收,到,清,结,支付,微信,支付宝,现金,刷卡,银行卡,信用卡,转账,医保,社保,统筹,个人,自费,自付," +
	"储值,充值,充,余额,会员,卡,次,个,天,元,块,万,千,百,左右,上下,多,大概,大约,原价,现价,优惠,挂账,赊账,体验,免费,免单,总,合计,第,每,月,日,年,号,颗,支,盒,疗程,套餐,押,抹零,团购,美团,抖音,券,积分," +
	"unpaid,paid,owes,owed,owing,due,refund,refunded,deposit,balance,cash,card,check,cheque,credit,debit,visa,mastercard,amex,paypal,venmo,zelle,wire,ach,transfer,bank,free,off,approx,about,tip,plus,and,for,of,per,visit,visits," +
	"session,sessions,comp,pending,partial,total,each,voucher,coupon,gift,the,by,in,via,to,later,x,e,usd,rmb,cny")

// ScreenAmount is Screen for an amount that a question is about: what stands beside its figure is the matter. It is shown as it is where it
// is made of words that are said of sums, and no figure is as long as a telephone's.
func (p *Persons) ScreenAmount(col int, s string) string {
	if col < 0 || col >= len(p.Columns) || p.Columns[col].Why != WhyFigures || p.Columns[col].Fate != Rest || !isOfSums(s) {
		return p.Screen(col, s)
	}
	return p.roster(false).replace(s, Mask)
}

// isOfSums tells figures of up to six digits with such words beside them.
func isOfSums(s string) bool {
	const most, digits = 64, 6
	if len(s) > most || Find(s) != nil || IsName(strings.TrimSpace(s)) {
		return false
	}
	run, from := 0, 0
	for i, r := range s {
		if unicode.IsLetter(r) {
			run = 0
			continue
		}
		if run++; !unicode.IsDigit(r) {
			run = 0
		}
		if run > digits || !ofBesideSums(s[from:i]) {
			return false
		}
		from = i + utf8.RuneLen(r)
	}
	return ofBesideSums(s[from:])
}

// ofBesideSums tells a run of letters that is made of such words; one Chinese sign besides is no name yet.
func ofBesideSums(s string) bool {
	unknown := 0
	for s = strings.ToLower(s); s != ""; {
		n := 0
		for _, w := range besideSums {
			if len(w) > n && strings.HasPrefix(s, w) && (w[0] >= utf8.RuneSelf || len(w) == len(s)) {
				n = len(w)
			}
		}
		if n == 0 {
			r, size := utf8.DecodeRuneInString(s)
			if unknown++; unknown > 1 || !unicode.Is(unicode.Han, r) || strings.ContainsRune(surnames, r) {
				return false
			}
			n = size
		}
		s = s[n:]
	}
	return true
}
