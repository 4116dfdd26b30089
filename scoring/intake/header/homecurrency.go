package header

import (
	"strings"

	"fenji/scoring/intake/read"
)

// currencyHeaders are the headers of columns that name the currency of each row.
var currencyHeaders = read.Words("币种,货币,货币种类,币别,交易币种,货币类型,结算币种,支付币种,货币代码,currency,currency code,curr,ccy,order currency,transaction currency")

// OfCurrency tells a header of the currency of each row.
func OfCurrency(header string) bool { return currencyHeaders.Has(read.Fold(header)) }

// homes are words of a sum brought into the currency of the house, whatever it was paid in.
var homes = list("折合,折算,折人民币,等值人民币,人民币等值,本币,本位币,cnyequivalent,rmbequivalent")

// IsHome tells a header of such sums.
func IsHome(header string) bool {
	k := spell(header)
	return hasAny(k.compact, homes) && !strings.Contains(k.compact, "率") && !strings.Contains(k.compact, "价")
}
