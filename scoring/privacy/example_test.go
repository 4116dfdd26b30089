package privacy_test

import (
	"fmt"

	"fenji/scoring/privacy"
)

func Example() {
	remark := "改打13812345678，身份证320701199003071219"
	for _, f := range privacy.Find(remark) {
		fmt.Println(f.Kind, remark[f.From:f.To])
	}
	fmt.Println(privacy.MaskFree(remark))
	fmt.Println(privacy.Mask(privacy.Name, "欧阳娜娜"))

	p := privacy.NewPseudonyms(privacy.Key{1, 2, 3}) // of 32 random bytes
	fmt.Println(p.Code(privacy.Phone, "13812345678") == p.Code(privacy.Phone, "+86 138-1234-5678"))
	// Output:
	// phone 13812345678
	// idcard 320701199003071219
	// 改打138****5678，身份证320***********1219
	// 欧阳**
	// true
}

func ExampleSuppress() {
	counts := []int{120, 64, 31, 5} // by grade, with their total beside them
	hidden, total := privacy.Suppress(counts, privacy.SmallCount)
	fmt.Println(hidden, total) // the 5 is small, and without the 31 the total would give it away
	// Output: [false false true true] false
}
