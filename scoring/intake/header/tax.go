package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake/read"
)

// Words that say whether tax is in a sum, and which word of them that it is not.
var (
	taxes    = read.Words("tax,taxes,vat,gst,hst,mwst,ust,tva,iva,btw,ндс")
	withTax  = read.Words("inc,incl,including,includes,included,inclusive,with,after,inkl,brutto,с")
	sansTax  = read.Words("ex,exc,excl,excluding,excluded,exclusive,without,before,less,exkl,ohne,sans,без")
	taxWords = [...]struct {
		word string
		said int
	}{{"不含税", -1}, {"未税", -1}, {"税前", -1}, {"税后", 1}, {"税抜", -1}, {"含税", 1}, {"税込", 1}}
)

// cutTax takes the words out of a header by which it says that tax is in its sums, 1, or is not, -1. What stands alone is the tax.
func cutTax(k spelling) (spelling, int) {
	for _, w := range taxWords {
		if rest := strings.Replace(k.compact, w.word, "", 1); rest != k.compact {
			return k.without(rest, rest), w.said
		}
	}
	words := strings.Fields(k.spaced)
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if taxes.Has(a) {
			a, b = b, a
		}
		if taxes.Has(b) && (withTax.Has(a) || sansTax.Has(a)) {
			said := 1
			if sansTax.Has(a) {
				said = -1
			}
			words = append(words[:i-1:i-1], words[i+1:]...)
			return k.without(strings.Join(words, " "), strings.Join(words, "")), said
		}
	}
	return k, 0
}

// WithoutSum is a header without the words that say no more than that it is of sums: tax_amount, total tip.
func WithoutSum(header string) string {
	spaced := spell(header).spaced
	for _, tail := range [...]string{"金额", "总额"} {
		spaced = strings.TrimSuffix(spaced, tail)
	}
	words := strings.Fields(spaced)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "amount" || w == "total" || w == "sum" || w == "value" }), " ")
}

// TaxIn tells what a header says of tax in its sums: 1 that it is in them, -1 that it is not, 0 nothing.
func TaxIn(header string) int {
	_, said := cutTax(spell(header))
	return said
}

var (
	netHeads   = Words(netWords + ",net,net amount,net value,net total,net price,净额,净金额,未税金额,nettobetrag")
	grossHeads = Words("gross,gross amount,gross value,gross total,brutto,bruttobetrag,价税合计,montant ttc,total ttc")
)

// IsNet tells a header of sums without tax, or fees.
func IsNet(header string) bool { return netHeads.Has(header) || TaxIn(header) < 0 }

// IsGross tells a header of sums with all.
func IsGross(header string) bool { return grossHeads.Has(header) || TaxIn(header) > 0 }
