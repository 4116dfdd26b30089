package privacy

import "testing"

// TestScreenAmount: what stands beside the figure of an amount is shown where it is one word said of sums on either side.
func TestScreenAmount(t *testing.T) {
	_, p := readCSV(t, "姓名,会员号,日期,金额\n李四,1001,2024-12-01,100\n张三,100002,2024-12-02,60\nCash,100003,2024-12-03,60\nDue,100004,2024-12-03,60\n")
	for _, text := range []string{"欠60", "约80", " 欠 60 ", "欠：60", "60元", "欠60元", "约 50.5", "欠123456", "1000+200", "1000 + 200", "约1000+200", "owes 60", "Owes: 60", "60 owed",
		"100 unpaid", "refund 60.00"} {
		if got := p.ScreenAmount(3, text); got != text {
			t.Errorf("%q: %q", text, got)
		}
	}
	for text, want := range map[string]string{
		"owes 80 venmo 617 555 0142": "o***", "zelle 555-0142": "z***", "owes 555-0142": "o***", "owes 5550142": "o***", "owes 617 555 0142": "o***",
		"owes 80 venmo": "o***", "card 55555": "c***", "微信13900000001": "微***", "欠80转账6222 0212 3456 789": "欠***", "欠80 会员1001": "欠***",
		"欠60.123": "欠***", "owes 617+555+0142": "o***", "欠80+": "欠***", "欠80*2": "欠***", "欠，80": "欠***",
		"欠娜80": "欠***", "付娜欠30": "付**", "付清欠80": "付**", "万清100": "万**", "付 月100": "付***", "约翰80": "约***", "欠约80": "欠***",
		"欠张三100": "欠***", "100李总": "1***", "owes 60 john": "o***", "due60due john": "d***",
		"100 Cash": "1***", "100 Due": "100 D***", "欠1001": "欠***", "欠100002": "欠***", "owes100002": "o***",
	} {
		if got := p.ScreenAmount(3, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := p.ScreenAmount(0, "欠100"); got == "欠100" {
		t.Error("a name is shown as amounts are")
	}
}
