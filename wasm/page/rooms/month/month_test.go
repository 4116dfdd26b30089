package month

import (
	"testing"

	"fenji/scoring/protocol"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		cell protocol.Cell
		want string
	}{
		{protocol.Cell{Kind: protocol.CellShare, Text: "0.513"}, "51.3%"}, {protocol.Cell{Kind: protocol.CellShare, Text: "-0.0249"}, "−2.5%"},
		{protocol.Cell{Kind: protocol.CellShare, Text: "1"}, "100.0%"}, {protocol.Cell{Kind: protocol.CellShare, Text: "0.2556"}, "25.6%"},
		{protocol.Cell{Kind: protocol.CellCount, Text: "1234"}, "1,234"}, {protocol.Cell{Kind: protocol.CellNumber, Text: "5000.00"}, "5,000"},
		{protocol.Cell{Kind: protocol.CellMoney, Text: "12.50"}, "¥12.50"}, {protocol.Cell{Kind: protocol.CellText, Text: "·"}, "·"}, {protocol.Cell{Kind: protocol.CellMoney}, ""},
	} {
		if got := Text("en", c.cell); got != c.want {
			t.Errorf("%+v: %q, want %q", c.cell, got, c.want)
		}
	}
}
