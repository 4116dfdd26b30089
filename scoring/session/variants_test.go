package session_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
	"fenji/scoring/sheet/value"
	"fenji/scoring/sheet/xlsxw"
)

// An ordinary file asks nothing, in whatever way it is ordinary. A log of visits and a list of customers are written in many ways:
// one thing differs at a time, then several by chance. All give the same figures without a question.

// A writing is one way to write a table.
type writing struct {
	english, customers bool
	headers            int // which of the synonyms
	turn               int // by how many columns the table is turned
	dates, sums        int
	separator          byte // 0: a workbook
	encoding           string
	title, total       bool
	blankRow           bool
	blankColumn        bool
	numbered           bool
	crlf, bom          bool
}

// A plain row: what is written of a visit, or of a customer's last one and all of them.
type plainRow struct {
	id           string
	day          civil.Day
	visits, yuan int
}

var plainVisits, plainCustomers = func() (visits, customers []plainRow) {
	first, _ := civil.DateOf(2024, 1, 3)
	for i := range 36 {
		visits = append(visits, plainRow{id: fmt.Sprintf("K%03d", 100+i*7%11), day: first + civil.Day(i*9+i%4), visits: 1, yuan: 80 + i*i%37*113})
	}
	for i := range 24 {
		customers = append(customers, plainRow{id: fmt.Sprintf("K%03d", 100+i), day: first + civil.Day(i*13%350), visits: 1 + i*5%12, yuan: 150 + i*331%5000})
	}
	return visits, customers
}()

// plainHeads are headers of who, when, how often, how much and what, by language.
var plainHeads = map[bool][5][]string{
	false: {{"客户编号", "病历号", "会员卡号", "患者ID", "顾客编号", "就诊卡号"}, {"就诊日期", "消费时间", "收费日期", "到店日期", "交易时间", "结算日期"},
		{"消费次数", "就诊次数", "到店次数", "累计消费次数"}, {"实收金额", "实付金额", "消费金额", "收费金额（元）", "金额", "缴费金额"}, {"科室", "服务项目", "接诊医生", "门店", "项目名称"}},
	true: {{"Patient ID", "MRN", "Customer No", "Client ID", "Chart Number", "Member ID"}, {"Visit date", "Date of Service", "Payment Date", "service_date", "Date", "Transaction date"},
		{"Visits", "Number of visits", "Order count", "Total visits"}, {"Amount paid", "Payment", "Total", "Net amount", "amount_paid", "Order total"}, {"Department", "Provider", "Service", "Clinic", "Treatment"}},
}

var lastHeads = map[bool][]string{false: {"最近一次消费时间", "最近就诊日期", "末次就诊时间"}, true: {"Last visit", "Last purchase date", "Last order date"}}
var allHeads = map[bool][]string{false: {"消费总金额", "累计消费金额", "累计实付金额（元）"}, true: {"Total spent", "Monetary", "Total paid"}}

// plainDates are the forms of dates; those of a workbook's true dates are told by "".
var plainDates = []func(y, m, d int) string{
	nil,
	func(y, m, d int) string { return fmt.Sprintf("%d-%02d-%02d", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d/%d/%d", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d.%02d.%02d", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d年%d月%d日", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d%02d%02d", y, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d-%02d-%02d 09:%02d:00", y, m, d, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d-%02d-%02dT16:%02d:00+08:00", y, m, d, d) },
	func(y, m, d int) string { return fmt.Sprintf("%02d/%02d/%d", d, m, y) },
	func(y, m, d int) string { return fmt.Sprintf("%02d.%02d.%d", d, m, y) },
	func(y, m, d int) string { return fmt.Sprintf("%d %s %d", d, plainMonths[m-1], y) },
	func(y, m, d int) string { return fmt.Sprintf("%s %d, %d", plainMonths[m-1], d, y) },
	func(y, m, d int) string { return fmt.Sprintf("%02d年%d月%d日", y%100, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("民国%d年%d月%d日", y-1911, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d/%02d/%02d", y-1911, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d%02d%02d", y-1911, m, d) },
	func(y, m, d int) string { return fmt.Sprintf("%d/%02d/%02d(%s)", y, m, d, "一") },
}

var plainMonths = strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

// plainSums are the forms of amounts; nil: a workbook's true numbers.
var plainSums = []func(n int) string{
	nil,
	func(n int) string { return fmt.Sprint(n) },
	func(n int) string { return fmt.Sprintf("%d.00", n) },
	func(n int) string { return grouped(n, ",") + ".00" },
	func(n int) string { return "¥" + grouped(n, ",") },
	func(n int) string { return fmt.Sprintf("%d元", n) },
	func(n int) string { return grouped(n, ",") },
	func(n int) string { return grouped(n, ".") + ",00" },
}

func grouped(n int, sign string) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d%s%03d", n/1000, sign, n%1000)
}

// write makes the file.
func (w writing) write(t *testing.T) (name string, data []byte) {
	t.Helper()
	rows, who := plainVisits, plainHeads[w.english]
	if w.customers {
		rows = plainCustomers
	}
	at := func(list []string) string { return list[w.headers%len(list)] }
	heads := []string{at(who[0]), at(who[1]), at(who[4]), at(who[3])}
	if w.customers {
		heads = []string{at(who[0]), at(lastHeads[w.english]), at(who[2]), at(allHeads[w.english])}
	}
	table := [][]value.Value{nil}
	for _, h := range heads {
		table[0] = append(table[0], value.Str(h))
	}
	total := 0
	for i, r := range rows {
		line := []value.Value{value.Str(r.id), w.date(r.day), value.Str([]string{"洁治", "补牙", "种植", "正畸"}[i%4]), w.sum(r.yuan)}
		if w.customers {
			line[2] = value.Int(int64(r.visits))
		}
		total += r.yuan
		table = append(table, line)
	}
	if w.total {
		table = append(table, []value.Value{value.Str([]string{"合计", "Total"}[word(w.english)]), value.Blank, value.Blank, w.sum(total)})
	}
	for i, line := range table {
		if !w.total {
			line = append(slices.Clone(line[w.turn%4:]), line[:w.turn%4]...)
		}
		if w.numbered {
			n := value.Int(int64(i))
			if i == 0 {
				n = value.Str([]string{"序号", "No"}[word(w.english)])
			} else if w.total && i == len(table)-1 {
				n = value.Blank
			}
			line = append([]value.Value{n}, line...)
		}
		if w.blankColumn {
			line = append(line, value.Blank, value.Blank)
		}
		table[i] = line
	}
	if w.title {
		table = append([][]value.Value{{value.Str([]string{"2024年门诊收费明细", "Takings 2024"}[word(w.english)])}, nil}, table...)
	}
	if w.blankRow {
		table = append(table, nil, nil, nil)
	}
	if w.separator == 0 {
		return "a.xlsx", plainBook(t, table)
	}
	return "a.csv", w.text(t, table)
}

func word(english bool) int {
	if english {
		return 1
	}
	return 0
}

func (w writing) date(d civil.Day) value.Value {
	form := plainDates[w.dates%len(plainDates)]
	if form == nil {
		return value.Day(d)
	}
	return value.Str(form(d.Date()))
}

func (w writing) sum(n int) value.Value {
	form := plainSums[w.sums%len(plainSums)]
	if form == nil {
		return value.Num(decimal.Int(int64(n)))
	}
	return value.Str(form(n))
}

func plainBook(t *testing.T, rows [][]value.Value) []byte {
	t.Helper()
	var out bytes.Buffer
	book := xlsxw.NewWriter(&out)
	err := book.Sheet(xlsxw.SheetSpec{Name: "Sheet1"})
	for _, row := range rows {
		if err == nil {
			err = book.Row(row)
		}
	}
	if err == nil {
		err = book.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func (w writing) text(t *testing.T, rows [][]value.Value) []byte {
	t.Helper()
	var b strings.Builder
	end, width := "\n", 0
	if w.crlf {
		end = "\r\n"
	}
	for _, row := range rows {
		width = max(width, len(row))
	}
	for _, row := range rows {
		for col := range width {
			if col > 0 {
				b.WriteByte(w.separator)
			}
			if col >= len(row) {
				continue
			}
			s := row[col].String()
			if strings.IndexByte(s, w.separator) >= 0 {
				s = `"` + s + `"`
			}
			b.WriteString(s)
		}
		b.WriteString(end)
	}
	text := b.String()
	if w.bom {
		text = "\uFEFF" + text
	}
	var err error
	switch w.encoding {
	case "gb18030":
		text, err = simplifiedchinese.GB18030.NewEncoder().String(text)
	case "big5":
		text, err = traditionalchinese.Big5.NewEncoder().String(traditional.Replace(text))
	case "utf16":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text)
}

// traditional writes the words of these tables in Traditional characters.
var traditional = strings.NewReplacer("¥", "￥", "户", "戶", "编", "編", "号", "號", "历", "歷", "会", "會", "员", "員", "顾", "顧", "就诊", "就診", "门诊", "門診", "诊", "診", "费", "費",
	"实", "實", "额", "額", "缴", "繳", "时间", "時間", "结", "結", "数", "數", "次数", "次數", "务", "務", "项", "項", "医", "醫", "门", "門", "种", "種", "补", "補", "畸", "畸",
	"洁", "潔", "计", "計", "国", "國", "总", "總", "付", "付", "累计", "累計", "最近", "最近", "开", "開", "单", "單", "间", "間", "患", "患", "易", "易", "细", "細", "称", "稱")

// wanted are the figures of the table: visits and money by customer.
func (w writing) wanted() map[string][2]int {
	m := map[string][2]int{}
	rows := plainVisits
	if w.customers {
		rows = plainCustomers
	}
	for _, r := range rows {
		f := m[r.id]
		m[r.id] = [2]int{f[0] + r.visits, f[1] + r.yuan}
	}
	return m
}

// variants are all ways that differ in one thing from a plain one, and as many by chance.
func variants() (list []writing) {
	for base := range 4 {
		plain := writing{english: base&1 != 0, customers: base&2 != 0, dates: 1, sums: 1, separator: ','}
		vary := func(n int, set func(w *writing, i int)) {
			for i := range n {
				w := plain
				set(&w, i)
				list = append(list, w)
			}
		}
		vary(6, func(w *writing, i int) { w.headers = i })
		vary(3, func(w *writing, i int) { w.turn = i + 1 })
		vary(len(plainDates), func(w *writing, i int) { w.dates = i })
		vary(len(plainDates), func(w *writing, i int) { w.dates, w.separator = i, 0 })
		vary(len(plainSums), func(w *writing, i int) { w.sums, w.separator = i, ';' })
		vary(len(plainSums), func(w *writing, i int) { w.sums, w.separator = i, 0 })
		vary(4, func(w *writing, i int) { w.separator = ",;\t|"[i] })
		vary(4, func(w *writing, i int) { w.encoding = []string{"", "gb18030", "utf16", "big5"}[i] })
		vary(8, func(w *writing, i int) {
			set := [...]*bool{&w.title, &w.total, &w.blankRow, &w.blankColumn, &w.numbered, &w.crlf, &w.bom, &w.title}
			*set[i] = true
			w.total = w.total && !w.customers
		})
	}
	rng := rand.New(rand.NewPCG(24, 7))
	for range len(list) {
		flip := func() bool { return rng.IntN(4) == 0 }
		w := writing{english: rng.IntN(2) == 0, customers: flip(), headers: rng.IntN(12), turn: rng.IntN(4), dates: rng.IntN(len(plainDates)), sums: rng.IntN(len(plainSums)),
			separator: ",;\t\x00"[rng.IntN(4)], encoding: []string{"", "", "gb18030", "utf16", "big5"}[rng.IntN(5)], title: flip(), total: flip(), blankRow: flip(), blankColumn: flip(),
			numbered: flip(), crlf: flip(), bom: flip()}
		w.total = w.total && !w.customers
		w.bom = w.bom && w.encoding == ""
		list = append(list, w)
	}
	return list
}

// TestQuietVariants: an ordinary file asks nothing, however it is written, and its figures are the same.
func TestQuietVariants(t *testing.T) {
	list := variants()
	for i, w := range list {
		if w.encoding == "big5" && w.english {
			w.encoding = ""
		}
		name, data := w.write(t)
		s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
		set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", Today: "2025-01-10"}
		out, err := s.Load(protocol.Load{Names: []string{name}, Settings: set}, [][]byte{data}, silent)
		if err != nil {
			t.Errorf("%d %+v: %v", i, w, err)
			continue
		}
		got := map[string][2]int{}
		if out.Graded {
			got = figuresOf(t, s)
		}
		if asked := openAsks(out); len(asked) > 0 || !maps.Equal(got, w.wanted()) {
			t.Errorf("%d %+v: %v, want %v, asks %v\n%.300s", i, w, got, w.wanted(), asked, data)
		}
	}
	t.Logf("%d files", len(list))
}

// figuresOf are visits and money of each graded customer.
func figuresOf(t *testing.T, s *session.Session) map[string][2]int {
	t.Helper()
	rows, err := s.Rows(protocol.Span{N: 1000})
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string][2]int{}
	for _, r := range rows.Rows {
		var f, m int
		fmt.Sscan(r.Value[1], &f)
		fmt.Sscan(strings.TrimSuffix(r.Value[2], ".00"), &m)
		if r.Grade != "" {
			figures[r.ID] = [2]int{f, m}
		}
	}
	return figures
}
