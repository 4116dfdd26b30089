package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake/read"
)

// givenBack tells a header of a sum that was given back: of an act of giving back and a word of money, in whatever order.
// A total of returns may be one of things.
func givenBack(k spelling) bool {
	if hasAny(k.compact, backParts) {
		things := strings.Contains(k.compact, "退货") && endsIn(k.compact, thingTails)
		return endsIn(k.compact, backTails) && !things && !hasAny(k.compact, backNever)
	}
	act, money := false, false
	words := strings.Fields(k.spaced)
	bare := slices.Contains(words, "returns") || slices.Contains(words, "returned")
	for _, w := range words {
		act = act || backWords.Has(w)
		money = money || sumWords.Has(w) && !(bare && (w == "total" || w == "sum" || w == "gross"))
		if noSumWords.Has(w) {
			return false
		}
	}
	return act && money
}

var (
	backParts  = list("退款,退费,退货,已退,实退,返金,환불")
	thingTails = list("合计,总计")
	backTails  = list("金额,总额,额,合计,总计,款,金額,금액")
	backNever  = list("可退,未退,待退,应退,申请,率,手续,笔,次")
	backWords  = read.Words("refund,refunds,refunded,returned,returns,chargeback,chargebacks,reembolso,remboursement,rimborso,erstattung,rückerstattung,remboursé,remboursée,reembolsado,rimborsato,erstattet,erstatteter")
	sumWords   = read.Words("total,amount,amounts,sum,value,money,gross,monto,importe,montant,importo,betrag,valor")
	noSumWords = read.Words("count,number,rate,percent,pending,requested,fee,tax,id,date,reason,status,quantity,qty,units,items,eligible,max,available,remaining,to,shipping,not,net,before,after,excl,excluding")
)

// bareReturns are totals of returns, of money or of things.
var bareReturns = Words("退货合计,退货总计,合计退货,总退货,退货,退货额合计,返品合計,返品,반품합계,total returns,returns total,returns,total returned,returned total,sum of returns,gross returns,total of returns")

// IsReturns tells a header of returns that does not say whether they are money.
func IsReturns(header string) bool { return bareReturns.Has(header) }

// mostReturns is how many things somebody may have brought back.
const mostReturns = 15

// isMoney tells figures that are no numbers of things: with fractions, or words of money, or too large.
func (g *guesser) isMoney(col int) bool {
	f := &g.facts[col]
	if f.share(f.figures+f.commas) < 80 {
		return false
	}
	for c := range f.seen {
		if n, st := g.v.Figure(c); st == read.Readable && (n.Stated || n.Exp < 0 || n.Currency != 0) {
			return true
		} else if n, counted := g.v.Count(c); st == read.Readable && counted == read.Readable && max(n, -n) > mostReturns {
			return true
		}
	}
	return false
}
