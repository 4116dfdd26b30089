package privacy

import "testing"

// TestScreenAmount: what stands beside the figure of an amount is shown where it is made of words of sums alone.
func TestScreenAmount(t *testing.T) {
	_, p := readCSV(t, "姓名,日期,金额\n李四,2024-12-01,100\n张三,2024-12-02,60\n")
	for text, want := range map[string]string{
		"欠100": "欠100", "200送50": "200送50", "60(补)": "60(补)", "约 50.5": "约 50.5", "100 unpaid": "100 unpaid", "微信未付100": "微信未付100", "100*2": "100*2", "缺100": "缺100",
		"card 55555": "card 55555", "$20 off / Visa 4242": "$20 off / Visa 4242",
		"张三100": "张**", "欠张三100": "欠***", "100李总": "1***", "代小明付100": "代***", "Smith 100": "S***", "100 john": "1***", "微信1234567": "微***", "wang100": "w***",
		"微信13900000001": "微***",
	} {
		if got := p.ScreenAmount(2, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := p.ScreenAmount(0, "欠100"); got == "欠100" {
		t.Error("a name is shown as amounts are")
	}
}
