package privacy

import (
	"strings"
	"testing"

	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// readCSV makes a table of a csv and looks at it.
func readCSV(t testing.TB, csv string) (*sheet.Table, *Persons) {
	t.Helper()
	book, err := sheet.Open("a.csv", strings.NewReader(csv), int64(len(csv)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	return table, Of(table, m, nil)
}

func TestHeaders(t *testing.T) {
	for _, c := range []struct{ headers, want string }{
		{"患者,病人,客户,会员,顾客,宝宝,学员,家属,配偶,父亲,母亲,付款人,就诊人,投保人,Patient,Client,患者姓名1,客户(家长),PatientName", "direct name"},
		{"mobile1,手机号2,联系 电话,Mobile No.", "direct phone"}, {"QQ号,WeChat号,微 信,Q Q,车牌号,微信号", "direct account"},
		{"证件,身 份 证,ID Card", "direct idcard"}, {"小区,现住,住 址,Home Address", "direct address"},
		{"收费员,接诊人,主治医师,经手人,前台", "other none"}, {"客户来源,会员等级,学员课程,Client Type,客户经理,Patient Status,Lineitem name", "other none"},
	} {
		for h := range strings.SplitSeq(c.headers, ",") {
			if class, kind := byHeader(h); class.String()+" "+kind.String() != c.want {
				t.Errorf("%s: %v %v, want %s", h, class, kind, c.want)
			}
		}
	}
}

func TestIsPlain(t *testing.T) {
	for _, s := range strings.Split("1001|2024-01-05|2024年1月5日|3500元|12.5%|KH0012|PO-2024-000123|客户0012|是|VIP|A+|#N/A|上海某某有限公司|"+
		"Acme Trading Ltd|Wed Jan 05 2024|u1001|9e107d9d372bb682|3次|￥1,200.00|周三|90 days|", "|") {
		if !isPlain(s) {
			t.Errorf("%q names nobody", s)
		}
	}
	for _, s := range strings.Split("张三|王小明35岁|zhang san|Mary|妈妈|小X|阿X|wx_ouyang88|wxid12345|zhang88|京A·D12345|海州区解放路12号|李四公司|"+
		"随手一写|Li|张|Li1|oXyz-Qw_12", "|") {
		if isPlain(s) {
			t.Errorf("%q may name somebody", s)
		}
	}
}

// TestOrders: numbers of orders stay, whatever they look like; what is none does not.
func TestOrders(t *testing.T) {
	c := Column{Codes: true, Why: WhyCodes}
	for _, s := range []string{"13812345678", "wx20240105001", "TB-2024/0105:77", "320701199003071219", "#20240105"} {
		if got := c.Screen(s); got != s {
			t.Errorf("%s becomes %s", s, got)
		}
	}
	for _, s := range []string{"王小明", "zhang san", "wx_zhang", "a1234@qq.com"} {
		if got := c.Screen(s); got == s {
			t.Errorf("%s stays", s)
		}
	}
}

// TestFewValues: few values that several customers share are shown, but not when a customer is among them.
func TestFewValues(t *testing.T) {
	build := func(value func(i int) string) *Persons {
		var b strings.Builder
		b.WriteString("客户编号,姓名,日期,金额,分组\n")
		for i := range 40 {
			b.WriteString("K" + string(rune('0'+i/10)) + string(rune('0'+i%10)) + ",王" + string([]rune("小大春秋冬夏")[i%6]) + string(rune(0x4E00+i)) +
				",2024-01-0" + string(rune('1'+i%9)) + ",10," + value(i) + "\n")
		}
		_, p := readCSV(t, b.String())
		return p
	}
	for _, c := range []struct {
		value func(i int) string
		want  string
	}{
		{func(i int) string { return []string{"蓝队", "绿队", "橙队"}[i%3] }, "clean few"},
		{func(i int) string { return "第" + string(rune(0x5200+i)) + "队" }, "rest unknown"}, // each its own
		{func(i int) string {
			if i > 30 {
				return "王小一" // one of the patients
			}
			return "绿队"
		}, "rest unknown"},
	} {
		if got := build(c.value).Columns[4]; got.Fate.String()+" "+got.Why != c.want {
			t.Errorf("%s %s, want %s", got.Fate, got.Why, c.want)
		}
	}
}

// TestRoster: names are covered wherever they stand exactly, the longest first, words of letters as a whole only.
func TestRoster(t *testing.T) {
	_, p := readCSV(t, "病历号,姓名,日期,金额,备注\n1,王小明,2024-01-01,1,\n2,王小明明,2024-01-01,1,\n3,(VIP)李晓红妈妈,2024-01-01,1,\n4,Ann,2024-01-01,1,\n"+
		"5,ouyang na,2024-01-01,1,\n6,散客,2024-01-01,1,\n")
	for _, c := range []struct{ text, want string }{
		{"王小明明天来", "王**天来"}, {"王小明带王小明明", "王**带王**"}, {"李晓红来电", "李**来电"}, {"Annual check, Ann pays", "Annual check, A*** pays"},
		{"ouyang na 改期", "o*** n*** 改期"}, {"散客一位", "散客一位"}, {"王小", "王小"},
	} {
		if got := p.Screen(-1, c.text); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
	codes, err := Codes(p, Key{1}, []string{"1", "2", "3", "4", "5", "6"})
	if err != nil {
		t.Fatal(err)
	}
	if got := codes.Text(-1, "王小明来电"); strings.Contains(got, "王小明") || got != NewPseudonyms(Key{1}).Code(Name, "王小明")+"来电" {
		t.Error(got)
	}
}

// FuzzPersons: whatever a cell holds, covering it does not fail, and a name of the table does not come through.
func FuzzPersons(f *testing.F) {
	_, p := readCSV(f, "病历号,姓名,日期,金额,备注\n1,王小明,2024-01-01,1,\n2,欧阳娜娜,2024-01-01,1,\n")
	for _, marked := range finds {
		text, _ := plainOf(marked)
		f.Add(text)
	}
	f.Add("王小明\u200b欧阳娜娜13812345678元")
	f.Fuzz(func(t *testing.T, s string) {
		for col := -1; col < 5; col++ {
			if got := p.Screen(col, s); strings.Contains(got, "王小明") || strings.Contains(got, "欧阳娜娜") {
				t.Fatalf("column %d: %q becomes %q", col, s, got)
			}
		}
		isPlain(s)
		looksNamed(s)
		headerSays(s)
		kindOf(s)
	})
}

// TestWaysOfPaying: what was paid by a service stands under its name, and names nobody.
func TestWaysOfPaying(t *testing.T) {
	var b strings.Builder
	b.WriteString("病历号,日期,实收金额,现金,微信,支付宝\n")
	for i := range 30 {
		b.WriteString("K" + strings.Repeat("1", i%4+1) + ",2024-01-05,380,100,180.5,99.5\n")
	}
	_, p := readCSV(t, b.String())
	for _, c := range p.Columns[3:] {
		if c.Kind != None || c.Why != WhyFigures && c.Why != WhyTrade {
			t.Errorf("column %d: %v %s", c.Index, c.Kind, c.Why)
		}
	}
	_, p = readCSV(t, strings.NewReplacer("180.5", "70112233").Replace(b.String()))
	if c := p.Columns[4]; c.Kind != Account {
		t.Errorf("numbers of accounts are %v %s", c.Kind, c.Why)
	}
}
