package privacy

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

func TestByHeader(t *testing.T) {
	for _, c := range []struct{ headers, want string }{
		{"姓名,客户姓名,联系人,推荐人,Name,Full Name,first name,家长姓名,买家昵称", "direct name"},
		{"手机,联系电话,患者手机号,Phone,mobile number,联系方式(手机)", "direct phone"},
		{"身份证号,证件号码,医保卡号,Passport No.", "direct idcard"},
		{"邮箱,E-mail,Email Address", "direct email"}, {"银行卡号", "direct bankcard"}, {"住址,家庭地址,Address", "direct address"},
		{"微信号,QQ,openid", "direct account"},
		{"性别,年龄,出生日期,Date of Birth,sex,职业,邮编", "quasi none"},
		{"诊断,过敏史,治疗项目,Diagnosis", "sensitive none"},
		{"医生姓名,课程名称,产品名,门店名称,Doctor Name,Product name,备注,渠道,会员等级,卡号,Package,Message,usage", "other none"},
	} {
		for h := range strings.SplitSeq(c.headers, ",") {
			if class, kind := byHeader(h); class.String()+" "+kind.String() != c.want {
				t.Errorf("%s: %v %v, want %s", h, class, kind, c.want)
			}
		}
	}
}

func TestIsName(t *testing.T) {
	for _, s := range strings.Split("张三,王小明,欧阳娜娜,诸葛亮,阿卜杜拉·买买提,John Smith,José María Aznar,O'Neil Ann,J. R. Ewing",
		",") {
		if !IsName(s) {
			t.Errorf("%s is a name", s)
		}
	}
	for _, s := range strings.Split("C0001,1001,张三1,江苏某某有限公司,口腔内科,VIP,Mary,new customer,A B C D E,张三（女）,,微信,二维码,USA UK",
		",") {
		if IsName(s) {
			t.Errorf("%s is no name", s)
		}
	}
}

// log makes a table of visits.
func visits(t testing.TB, rows int) *sheet.Table {
	names := []string{"张三", "李四", "王小明", "欧阳娜娜", "赵敏"}
	list := [][]sheet.Value{{sheet.Str("客户"), sheet.Str("消费日期"), sheet.Str("消费金额"), sheet.Str("收据号"), sheet.Str("备用"),
		sheet.Str("备注"),
		sheet.Str("出生日期"), sheet.Str("项目")}}
	for i := range rows {
		remark := "复诊"
		switch i % 10 {
		case 3:
			remark = "改打13812345678"
		case 7:
			remark = "身份证320701199003071219，邮箱a@b.cn"
		}
		list = append(list, []sheet.Value{sheet.Str(names[i%5] + strings.Repeat("丰", i/5%2)), sheet.Day(20000),
			sheet.Int(int64(100 + i)),
			sheet.Str("1380000" + strconv.Itoa(1000+i)), sheet.Int(13812345678 + int64(i)), sheet.Str(remark),
			sheet.Day(9000), sheet.Str("补牙")})
	}
	return write(t, list...)
}

func TestColumns(t *testing.T) {
	table := visits(t, 100)
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(err)
	}
	persons := Of(table, m, nil)
	columns := persons.Columns
	var got []string
	for i, c := range columns {
		got = append(got, m.Columns[i].Header+" "+c.Class.String()+" "+c.Kind.String())
	}
	want := "客户 needed name|消费日期 needed none|消费金额 needed none|收据号 needed none|备用 direct phone|" +
		"备注 other none|出生日期 quasi none|项目 sensitive none"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
	if s := columns[3].Screen("13800001000"); s != "13800001000" {
		t.Errorf("the number of a receipt is masked: %s", s)
	}
	counts := func(i int) string {
		f := persons.Scan()[i]
		var list []string
		for k := Name; k < kinds; k++ {
			if n := f.Count(k); n > 0 {
				list = append(list, strconv.Itoa(n)+" "+k.String())
			}
		}
		return strings.Join(list, ", ")
	}
	for i, want := range []string{"100 name", "", "", "", "100 phone", "10 phone, 10 idcard, 10 email", "", ""} {
		if got := counts(i); got != want {
			t.Errorf("%s: %s, want %s", m.Columns[i].Header, got, want)
		}
	}
}

// TestCodesStay: customers who go by plain codes keep them on the screen, whatever the header says.
func TestCodesStay(t *testing.T) {
	for _, c := range []struct{ csv, want string }{
		{"客户编号,消费日期,消费金额\nKH0001,2024-01-01,5\nKH0002,2024-01-02,6\n", "none"},
		{"姓名,消费日期,消费金额\n1001,2024-01-01,5\n1002,2024-01-02,6\n", "none"},
		{"姓名,消费日期,消费金额\n张三,2024-01-01,5\n买买提,2024-01-02,6\n", "name"},
		{"客户,消费日期,消费金额\nJohn Smith,2024-01-01,5\nAnn Miller,2024-01-02,6\n", "name"},
		{"手机号,消费日期,消费金额\n13812345678,2024-01-01,5\n13912345678,2024-01-02,6\n", "phone"},
		{"手机号,消费日期,消费金额\n138****5678,2024-01-01,5\n139****5678,2024-01-02,6\n", "none"},
	} {
		book, err := sheet.Open("a.csv", strings.NewReader(c.csv), int64(len(c.csv)), sheet.Options{})
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
		col := max(m.Column(intake.Customer), m.Column(intake.Name))
		if k := Of(table, m, nil).Columns[col].Kind.String(); k != c.want {
			t.Errorf("%s: %s, want %s", c.csv, k, c.want)
		}
	}
}

// TestLook: a scan in small steps finds what one in a single step finds.
func TestLook(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("客户编号,姓名,就诊日期,金额,备注\n")
	for i := range 100 {
		fmt.Fprintf(&csv, "K%02d,王%c,2024-01-%02d,%d,电话 1380013%04d 张三\n", i, '一'+rune(i), i%28+1, i, i)
	}
	table, p := readCSV(t, csv.String())
	want, steps := p.Scan(), 0
	l := p.Look()
	for !l.Go(7) {
		steps++
	}
	if !l.Go(7) || !reflect.DeepEqual(l.Findings, want) || steps < 2*table.Rows/7 {
		t.Errorf("after %d steps %+v, want %+v", steps, l.Findings, want)
	}
	if want[4].Counts == [kinds]int{} {
		t.Error("nothing is found in the remarks")
	}
}

// BenchmarkScan looks at a million rows of a log of visits with free texts.
func BenchmarkScan(b *testing.B) {
	table := visits(b, 1_000_000)
	m, err := header.Guess(table)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Of(table, m, nil).Scan()
	}
}

// BenchmarkLook looks at the same before anything is shown.
func BenchmarkLook(b *testing.B) {
	table := visits(b, 1_000_000)
	m, err := header.Guess(table)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Of(table, m, nil)
	}
}

// BenchmarkRoster takes up all names of a million rows.
func BenchmarkRoster(b *testing.B) {
	table := visits(b, 1_000_000)
	m, err := header.Guess(table)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Of(table, m, nil).roster(true)
	}
}

// BenchmarkCode makes a pseudonym.
func BenchmarkCode(b *testing.B) {
	p := NewPseudonyms(testKey(1))
	for b.Loop() {
		p.number(Customer, "KH00012345")
	}
}
