package clean_test

import (
	"fmt"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/clean"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

func Example() {
	const bills = "患者编号,就诊日期,实收金额\n" +
		"001,2024年1月5日,\"￥1,200.50\"\n" +
		"001,2024/2/6,（200）\n" +
		"002,2024-02-07,免费\n"
	book, err := sheet.Open("bills.csv", strings.NewReader(bills), int64(len(bills)), sheet.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := book.Read(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := header.Guess(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range m.Columns {
		fmt.Println(c.Header, "is", c.Role)
	}
	records, ledger, err := clean.Clean(table, m, intake.Options{AsOf: civil.NoDay})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(records.Shape, "as of", records.AsOf, records.Amount)
	for _, e := range ledger.Entries {
		fmt.Println(ledger.Issue(table, e))
	}
	// Output:
	// 患者编号 is customer
	// 就诊日期 is date
	// 实收金额 is amount
	// visits as of 2024-02-06 [1200.50 -200.00]
	// amount-unreadable bills.csv C4: 免费
}
