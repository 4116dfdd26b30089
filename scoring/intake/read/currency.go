package read

import (
	"sort"
	"strings"
	"sync"
)

// A Currency is the place of a currency in the table of currencies; 0 is none.
type Currency uint8

// Yuan is the currency of this country, which needs not be named. Yen has the same sign.
const (
	Yuan Currency = 1
	Yen  Currency = 5
)

// currencies are the codes of ISO 4217 with the signs and words that stand for them, in front of a figure or behind it.
// A bare ¥ is yuan and a bare $ the dollar of the United States.
var currencies = [...]struct{ code, words string }{
	{},
	{"CNY", "人民币,人民幣,rmb,cny,cn¥,¥,yuan,元,人民币元,renminbi,中国元"},
	{"USD", "us$,usd,美元,美金,$,u.s.$,us dollar,us dollars,dollar,dollars"},
	{"EUR", "eur,€,欧元,歐元,euro,euros"},
	{"GBP", "gbp,£,英镑,英鎊,pound sterling"},
	{"JPY", "jpy,jp¥,日元,日圆,日圓,日币,日幣,円,yen"},
	{"HKD", "hk$,hkd,港币,港幣,港元,港纸"},
	{"TWD", "nt$,ntd,twd,新台币,新台幣,新臺幣,台币,台幣,臺幣,ntd$"},
	{"MOP", "mop$,mop,澳门元,澳門元,葡币,葡幣"},
	{"KRW", "krw,₩,韩元,韓元,韩币,韓幣,원"},
	{"SGD", "s$,sgd,新加坡元,新币,新幣,坡币"},
	{"MYR", "rm,myr,马币,馬幣,令吉,林吉特"},
	{"THB", "thb,฿,泰铢,泰銖,baht"},
	{"VND", "vnd,₫,越南盾"},
	{"INR", "inr,₹,rs.,rs,印度卢比"},
	{"IDR", "idr,rp,印尼盾,印尼卢比"},
	{"PHP", "php,₱,菲律宾比索"},
	{"AUD", "a$,au$,aud,澳元,澳币,澳幣"},
	{"CAD", "c$,ca$,cad,加元,加币,加幣"},
	{"NZD", "nz$,nzd,新西兰元,纽币,紐幣"},
	{"CHF", "chf,瑞士法郎"},
	{"RUB", "rub,₽,卢布,盧布"},
	{"BRL", "brl,r$"},
	{"MXN", "mxn,mx$"},
	{"TRY", "try,₺"},
	{"PLN", "pln,zł"},
	{"SEK", "sek"}, {"NOK", "nok"}, {"DKK", "dkk"}, {"ZAR", "zar"}, {"AED", "aed"}, {"SAR", "sar"}, {"ILS", "ils,₪"}, {"KZT", "kzt,₸"},
	{"UAH", "uah,₴"}, {"NGN", "ngn,₦"}, {"PKR", "pkr"}, {"BDT", "bdt,৳"}, {"LKR", "lkr"}, {"MMK", "mmk"}, {"KHR", "khr"},
	{"MNT", "mnt,₮"}, {"COP", "cop"}, {"ARS", "ars"}, {"CLP", "clp"}, {"PEN", "pen"}, {"CZK", "czk"}, {"HUF", "huf"}, {"RON", "ron"},
}

// Code is the code of ISO 4217, "" for none.
func (c Currency) Code() string { return currencies[c].code }

// signs are the words and signs of all currencies, longer ones before those that they begin with.
var signs = sync.OnceValue(func() (list []moneyWord) {
	for i, c := range currencies {
		for w := range strings.SplitSeq(c.words, ",") {
			if w != "" && w != "yuan" && w != "元" && w != "try" && w != "pen" && w != "cop" && w != "ron" {
				list = append(list, moneyWord{text: Fold(w), currency: Currency(i)})
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return len(list[i].text) > len(list[j].text) })
	return list
})

var currencyWords = sync.OnceValue(func() map[string]Currency {
	all := map[string]Currency{}
	for i, c := range currencies {
		if i == 0 {
			continue
		}
		all[strings.ToLower(c.code)] = Currency(i)
		for w := range strings.SplitSeq(c.words, ",") {
			all[Fold(w)] = Currency(i)
		}
	}
	return all
})

// CurrencyNamed finds the currency that a header names beside other words: Amount (USD), total_usd, 金额（美元）. 0 when it names none, or a
// word that is also another one.
func CurrencyNamed(header string) Currency {
	folded := Fold(header)
	apart := func(r rune) bool { return strings.ContainsRune(" ()[]{}/_-:,;.|\t", r) }
	for _, word := range strings.FieldsFunc(folded, apart) {
		switch word {
		case "try", "pen", "cop", "ron", "all", "rs", "rm", "rp", "dop", "mop":
			continue
		}
		if c := currencyWords()[word]; c != 0 {
			return c
		}
	}
	for i, c := range currencies {
		for w := range strings.SplitSeq(c.words, ",") {
			if w != "" && w[0] >= 0x80 && len(w) > 3 && strings.Contains(folded, Fold(w)) {
				return Currency(i)
			}
		}
	}
	return 0
}

// CurrencyOf reads a text that names a currency and nothing else: USD, 美元, US$, "USD - US Dollar". 0 when it does not.
func CurrencyOf(s string) Currency {
	s = Fold(s)
	if len(s) > 64 {
		return 0
	}
	if c := currencyWords()[s]; c != 0 {
		return c
	}
	if cut := strings.IndexAny(s, " -(/"); cut > 0 {
		return currencyWords()[strings.TrimSpace(s[:cut])]
	}
	return 0
}
