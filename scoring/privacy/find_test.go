package privacy

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"fenji/scoring/decimal"
	"fenji/scoring/sheet"
)

// finds are texts in which what is found stands in brackets behind its kind. The numbers are made up; those of identity
// cards and bank cards have their right check digits.
var finds = []string{
	// Mobile telephones.
	"phone[13812345678]",
	"电话phone[13812345678]，晚上打",
	"phone[138 1234 5678]、phone[138-1234-5678]、phone[138 12345678]",
	"phone[1381234 5678]、phone[1381 2345 678]、phone[138 123 45678]",
	"phone[+86 138 1234 5678] phone[+8613812345678] phone[8613812345678]",
	"phone[0086-13812345678] phone[(+86)13812345678]",
	"phone[013812345678]",
	"phone[１３８１２３４５６７８]", "联系人：张三，phone[１３８－１２３４－５６７８]",
	"TELphone[13812345678]", "微信同号phone[13812345678]wx",
	"2024-01-05 phone[13812345678] 来电",
	"phone[13812345678] phone[13912345678]", "phone[13812345678]/phone[13912345678]",
	"phone[13812345678].0", "1.phone[13812345678]张三",
	// What only looks like one.
	"12812345678", "138123456789", "1381234567", "A13812345678B", "0.13812345678", "13.812345678", "138.1234",
	"¥13,812,345,678",
	"20240105123456", "2024010513812345678", "phone[138,1234,5678]", "#3b13812345678f",
	// Telephones with an area code.
	"phone[010-62345678]", "phone[(010)62345678]", "phone[（0518）85501234]", "phone[0518-8550123]",
	"phone[051885501234]",
	"phone[0518-85501234-8001]转", "phone[+86 10 6234 5678]", "phone[+86-518-85501234]", "phone[021 6234 5678]",
	"010-12345678", "0001234567890", "000013812345", "62345678", "400-800-1234", "0518-1234567", "02112345678",
	// Telephones of eight digits that no word announces, and what looks like them.
	"家里phone[85501234]", "打phone[85501234]找他", "phone[62345678]晚上打", "联系李四phone[62345678]", "宅电phone[6234567]", "回拨phone[6234567]",
	"日期20240105复诊", "20231231到期", "订单85501234", "收据号62345678", "金额85501234", "共62345678元", "编号 62345678", "A62345678号", "2024-2025学年",
	"共3000-5000", "size 62345678", "62345678.5公斤", "号码12345678", "总计62345678", "6234567楼",
	// Identity cards.
	"idcard[32070119900307118X]", "idcard[320701199003071219]", "身份证idcard[32070119900307118x]。",
	"idcard[３２０７０１１９９００３０７１１８Ｘ]",
	"idcard[320701 19900307 1219]", "idcard[320701-19900307-1219]", "idcard[3207 0119 9003 0712 19]",
	"IDidcard[320701199003071219]，phone[13812345678]",
	"idcard[320701199003071214]", "320701199013071213", "idcard[990701199003071213]", // one digit wrong
	"32070119900307118XY", "3207011990030712190",
	"idcard[320701900307121]", "320701901307121", "020701900307121", "202401051234567", "AB320701900307121",
	// E-mail addresses.
	"email[zhang.san@example.com]", "邮箱：email[zs_01+a@mail.example.com.cn]，勿扰", "email[zhangsan＠example.com]",
	"email[13812345678@139.com]",
	"phone[13812345678] email[a@b.cn] phone[13912345678]", "email[a@b.cn];email[c@d.org]",
	"@example.com", "a@b", "a@b.c1", "小明@公司", "a@.com", "满意度@5", "email[a@b.cn].", "x@@b.cn",
	// Bank cards.
	"bankcard[6222021234567890128]", "bankcard[6222 0212 3456 7890 128]", "卡号bankcard[6222-0212-3456-7890-128]",
	"bankcard[4111111111111111]",
	"bankcard[378282246310005]", "6222021234567890123", "PO4111111111111111", "6222 021234567890128",
	"9999999999999995",
	// Long numbers of other kinds.
	"4200001234202401051234567890", "收据 2024010500012345", "PO-2024-000123", "2024/01/05 15:04:05", "1704412800000", "",
}

func TestFind(t *testing.T) {
	for _, marked := range finds {
		text, want := plainOf(marked)
		if got := markedOf(text, Find(text)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// plainOf takes the marks out of a line of the table.
func plainOf(marked string) (text, same string) {
	text = marked
	for k := Name; k < kinds; k++ {
		for {
			before, rest, found := strings.Cut(text, k.String()+"[")
			inside, after, closed := strings.Cut(rest, "]")
			if !found || !closed {
				break
			}
			text = before + inside + after
		}
	}
	return text, marked
}

func markedOf(text string, spans []Span) string {
	out, at := "", 0
	for _, s := range spans {
		out += text[at:s.From] + s.Kind.String() + "[" + text[s.From:s.To] + "]"
		at = s.To
	}
	return out + text[at:]
}

func TestOfNumber(t *testing.T) {
	for _, c := range []struct{ number, want string }{
		{"13812345678", "phone"}, {"8613812345678", "phone"}, {"12812345678", "none"}, {"13812345678.5", "none"},
		{"-13812345678", "none"},
		{"320701900307121", "idcard"}, {"320701199003071000", "idcard"}, {"320701199013071000", "none"},
		{"4111111111111111", "bankcard"}, {"6222021234567890", "bankcard"}, {"20240105123456", "none"}, {"98765432101",
			"none"},
		{"1704412800000", "none"}, {"13999999999", "phone"}, {"13.5", "none"}, {"0", "none"},
	} {
		d, err := decimal.Parse(c.number)
		if err != nil {
			t.Fatal(err)
		}
		table := write(t, []sheet.Value{sheet.Num(d)})
		if cell := table.Cell(0, 0); cell.Kind != sheet.Number {
			t.Errorf("%s is read as %v", c.number, cell.Kind)
		} else if got := OfNumber(cell.Number()).String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.number, got, c.want)
		}
	}
}

// write makes a table of rows.
func write(t testing.TB, rows ...[]sheet.Value) *sheet.Table {
	t.Helper()
	var out bytes.Buffer
	w := sheet.NewWriter(&out)
	err := w.Sheet(sheet.SheetSpec{Name: "Sheet1"})
	for _, row := range rows {
		if err == nil {
			err = w.Row(row)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("a.xlsx", bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// FuzzFind holds what is found to what must always be true of it, and the masks to what they promise.
func FuzzFind(f *testing.F) {
	for _, marked := range finds {
		text, _ := plainOf(marked)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip() // the reader has made all texts valid
		}
		at := 0
		for _, s := range Find(text) {
			if s.From < at || s.To <= s.From || s.To > len(text) || s.Kind == None || s.Kind >= kinds {
				t.Fatalf("%q: span %+v", text, s)
			}
			at = s.To
			if !utf8.ValidString(text[s.From:s.To]) {
				t.Fatalf("%q: span %+v cuts a character", text, s)
			}
		}
		for _, s := range Find(text) {
			// By itself: what stands beside a number may be what tells it.
			if m := Mask(s.Kind, text[s.From:s.To]); Find(m) != nil || !strings.Contains(m, "***") {
				t.Fatalf("%q: %q is masked as %q", text, text[s.From:s.To], m)
			}
		}
		masked := MaskFree(text)
		if !utf8.ValidString(masked) || len(Find(text)) == 0 && masked != text {
			t.Fatalf("%q is masked as %q", text, masked)
		}
	})
}

// TestLongTexts: a text as long as a cell may be costs no more than its length.
func TestLongTexts(t *testing.T) {
	for _, unit := range []string{"苏A12345 ", "a@b.cn ", "微信wxid_abc123 ", "1 3 8 1 2 3 4 5 6 7 8 ", "解放路12号", "13812345678/", "一三八零零一三八零零零，"} {
		long := strings.Repeat(unit, 32_767/len(unit))
		if n := len(Find(long)); n < 32_767/len(unit)/2 {
			t.Errorf("%q: %d found", unit, n)
		}
	}
}
