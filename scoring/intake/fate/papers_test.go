package fate_test

import (
	"strings"
	"testing"

	"fenji/scoring/intake/fate"
)

// TestPapers holds which words of a column are types of documents together, of which some take their row away.
func TestPapers(t *testing.T) {
	for _, c := range []struct {
		header, words string
		are           bool
	}{
		{"document", "invoice,invoice,invoice,credit note", true},
		{"voucher", "sales,sales,sales,sales return", true},
		{"description", "receipt,quote", true}, // whether they are those of the rows is another question
		{"files", "receipt,quote", false},
		{"files", "receipt,receipt,credit note", true},
		{"document", "receipt,receipt,quote not accepted", true},
		{"document", "receipt,receipt,estimate accepted", true},
		{"单据", "销售单,销售单,退货单", true},
		{"业务", "收费,收费,冲销", true},
		{"document", "invoice,receipt,invoice", false},
		{"单据", "销售单,收费单", false},
		{"service", "sale,sale,return,facial", false},
		{"visit", "return,new,new", false},
		{"department", "sales,sales,returns", false},
		{"归属", "销售,销售,预约", false},
		{"渠道", "订单,订单,预约", false},
		{"created from", "quote,invoice,invoice", false},
		{"票据", "发票,收据,不开", false},
		{"entry", "payment,payment,refund", false}, // which says so by itself
	} {
		var p fate.Papers
		words := strings.Split(c.words, ",")
		cells := map[string]int{}
		for _, w := range words {
			cells[w]++
		}
		for w, n := range cells {
			p.Hear(w, n)
		}
		if are := p.Are(c.header, len(words)); are != c.are {
			t.Errorf("%s over %s: %v", c.header, c.words, are)
		}
	}
}
