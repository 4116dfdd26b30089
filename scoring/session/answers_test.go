package session_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/big5"
	"fenji/scoring/sheet/gb18030"
)

// answered are a file, an answer or a fate, and the rows and money used then. Without an answer the meanwhile holds.
var answered = []struct {
	name, file string
	code, key  string
	uses       []string // answer id, rows and money used
}{
	{"status", "病历号,日期,金额,业务状态\nA,2024-01-01,100,已完成\nB,2024-01-02,200,K3\n", "status", "业务状态",
		[]string{"=counts 2 300.00", "void 1 100.00", "refunded 1 100.00", "refund 2 -100.00"}},
	{"refund-flag", "病历号,日期,金额,退费标志\nA,2024-01-01,100,否\nA,2024-01-02,300,是\n", "refund-flag", "退费标志",
		[]string{"=refunded 1 100.00", "refund 2 -200.00", "counts 2 400.00", "void 1 100.00"}},
	{"equal-rows", "病历号,日期,项目,金额\nA,2024-01-01,X,100\nA,2024-01-01,X,100\nB,2024-01-01,X,50\nA,2024-01-01,X,100\n", "equal-rows", "",
		[]string{"=rule 3 250.00", "keep 4 350.00", "drop 2 150.00"}},
	{"grain", "订单号,病历号,日期,项目,金额\n1,A,2024-01-01,X,100\n1,A,2024-01-01,Y,100\n2,B,2024-01-01,X,50\n", "grain", "金额",
		[]string{"=lines 3 250.00", "bill 3 150.00"}},
	{"totals", "病历号,日期,项目,金额\nA,2024-01-01,X,100\nB,2024-01-02,Y,50\nB,2024-01-03,合计,77\nC,2024-01-03,Y,8\nC,2024-01-04,Y,8\nC,2024-01-05,Y,8\n", "totals", "",
		[]string{"=totals 5 174.00", "data 6 251.00"}},
	{"grouped", "病历号,日期,金额\nA,2024-01-01,100\n,2024-01-02,50\nB,2024-01-03,7\n,2024-01-04,9\n", "customer", "病历号",
		[]string{"=aside 2 107.00", "above 4 166.00"}},
	{"totals that are many", "病历号,日期,项目,金额\nA,2024-01-01,X,100\nA,2024-01-01,合计,170\nB,2024-01-02,Y,50\nB,2024-01-02,合计,40\n", "totals", "项目",
		[]string{"=data 4 360.00", "totals 2 150.00"}},
	{"walk-in", "姓名,日期,金额\n张三,2024-01-01,100\n过路客,2024-01-02,50\n", "walk-in", "",
		[]string{"=aside 1 100.00", "keep 2 150.00"}},
	{"prepaid", "会员号,日期,支付方式,金额\nA,2024-01-01,现金,100\nA,2024-01-02,储值卡,50\n", "prepaid", "",
		[]string{"=paid-in 2 100.00", "spending 2 150.00"}},
	{"stored value in a column of its own", "会员号,日期,消费金额,余额支付\nV1,2024-01-01,150,150\nV2,2024-01-02,88,0\nV1,2024-01-03,150,100\n", "prepaid", "",
		[]string{"=paid-in 3 138.00", "spending 3 388.00"}},
	{"stored value beside the amount", "会员号,日期,实收,余额支付\nV1,2024-01-01,0,150\nV2,2024-01-02,88,0\nV1,2024-01-03,40,20\n", "prepaid", "",
		[]string{"=paid-in 3 128.00", "spending 3 298.00"}},
	{"a gift that was paid for, perhaps", "会员号,日期,实收,类型\nV1,2024-01-01,100,消费\nV2,2024-01-02,60,消费\nV1,2024-01-03,50,赠送\n", "status", "类型",
		[]string{"counts 3 210.00", "void 2 160.00", "refunded 2 160.00", "refund 3 110.00", "=gift 3 160.00"}},
	{"days since 1970", "id,date,amount\nA,20058,100\nB,20059,50\nA,20060,7\n", "date", "date",
		[]string{"=days1970 3 157.00", "days1960 3 157.00", "keep 3 157.00"}},
	{"names of what may have been given back", "病历号,日期,项目,金额\nA,2024-01-01,挂号费,20\nA,2024-01-01,退挂号费,20\nB,2024-01-02,体验课,60\n", "status", "项目",
		[]string{"=refund 3 60.00", "refunded 2 80.00", "counts 3 100.00", "void 2 80.00"}},
	{"a remark that says void", "病历号,日期,金额,备注\nA,2024-01-01,100,\nB,2024-01-02,50,此单作废，重开\n", "status", "备注",
		[]string{"=void 1 100.00", "counts 2 150.00"}},
	{"unpaid, and received", "病历号,日期,付款状态,实收\nA,2024-01-01,已付款,100\nB,2024-01-02,未付款,60\n", "status", "付款状态",
		[]string{"=void 1 100.00", "counts 2 160.00"}},
	{"days of payment", "病历号,就诊日期,付款日期,金额\nA,2024-01-01,2024-01-01,100\nB,2024-01-02,,60\nC,2024-01-02,,-5\n", "status", "付款日期",
		[]string{"=counts 3 155.00", "void 2 95.00"}},
	{"days of payment, most of them there", "病历号,就诊日期,付款日期,金额\nA,2024-01-01,2024-01-01,100\nB,2024-01-02,,60\nC,2024-01-02,2024-01-02,7\n", "status", "付款日期",
		[]string{"=void 2 107.00", "counts 3 167.00"}},
	{"numbers of stays", "门诊号,姓名,电话,日期,金额\nZ1,张三,13800000001,2024-12-01,100\nZ1,张三,13800000001,2024-12-02,30\nZ2,李四,13800000002,2024-12-02,60\nZ3,张三,13800000001,2024-12-03,50\n", "customer", "",
		[]string{"=keep 4 240.00", "pair:1+2 4 240.00"}},
	{"figures beside words", "病历号,日期,金额\nA,2024-01-01,100\nB,2024-01-02,约60\nC,2024-01-02,80微信\nC,2024-01-03,欠7\nD,2024-01-03,1-2\n", "amount", "金额",
		[]string{"=aside 2 180.00", "read 4 247.00"}},
	{"figures beside words, few among many", "病历号,日期,金额\nX,2024-01-01,约60\n" + plainRows(40) + "Y,2024-01-02,欠7\nY,2024-01-03,5现金\n", "amount", "金额",
		[]string{"=aside 41 4005.00", "read 43 4072.00"}},
	{"no figure beside words", "病历号,日期,金额\nA,2024-01-01,100\nB,2024-01-02,60%\n", "amount", "金额",
		[]string{"=aside 1 100.00"}},
	{"direction", "病历号,日期,数量,金额\nA,2024-01-01,1,100\nB,2024-01-02,-1,60\n", "direction", "数量",
		[]string{"=refund 2 40.00", "counts 2 160.00", "void 1 100.00", "refunded 1 100.00"}},
	{"direction beside a status", "病历号,日期,数量,状态,金额\nA,2024-01-01,1,已完成,100\nB,2024-01-02,-1,已完成,60\nB,2024-01-03,1,已完成,-5\n", "direction", "数量",
		[]string{"=refund 3 35.00", "refunded 2 95.00"}},
	{"direction of a type", "账户,日期,收/支,金额\nA,2024-01-01,收入,100\nB,2024-01-02,支出,60\n", "direction", "收/支",
		[]string{"=refund 2 40.00", "counts 2 160.00", "void 1 100.00"}},
	{"record-width", "病历号,日期,金额,科室\nA,2024-01-01,\"100\",牙周\nB,2024-01-02,¥1,020.00,牙体\nC,2024-01-03,7,种植\n", "record-width", "",
		[]string{"=mended 3 1127.00", "aside 2 107.00"}},
	{"record-width of a quote", "病历号,姓名,日期,金额\nA,张三,2024-01-01,100\nB,\"李四,2024-01-02,50\nC,王五,2024-01-03,7\n", "record-width", "",
		[]string{"=mended 3 157.00", "aside 2 107.00"}},
	{"record-width of a short record", "病历号,日期,金额,科室\nA,2024-01-01,100,牙周\nB,2024-01-02,50\nC,2024-01-03,7,种植\n", "record-width", "",
		[]string{"=mended 3 157.00", "aside 2 107.00"}},
	{"record-width of a long record", "病历号,日期,金额,科室\nA,2024-01-01,100,牙周\nB,2024-01-02,1,50,牙周\nC,2024-01-03,7,种植\n", "record-width", "",
		[]string{"=mended 3 108.00", "aside 2 107.00"}},
	{"unit", "病历号,日期,金额\nA,2024-01-01,20000000\nB,2024-01-02,30000000\n", "unit", "金额",
		[]string{"=yuan 2 50000000.00", "fen 2 500000.00", "jiao 2 5000000.00", "bai 2 5000000000.00", "qian 2 50000000000.00",
			"wan 2 500000000000.00"}},
	{"unit of a header", "病历号,日期,金额（万元）\nA,2024-01-01,2000\nB,2024-01-02,3000\n", "unit", "金额（万元）",
		[]string{"=wan 2 50000000.00", "yuan 2 5000.00"}},
}

// plainRows are rows of as many customers, of whom each paid 100.
func plainRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "P%d,2024-01-%02d,100\n", i, i%28+1)
	}
	return b.String()
}

// TestEvenRecordsAskNothing: titles, blank lines, separators at the end and quotes that belong are no slips.
func TestEvenRecordsAskNothing(t *testing.T) {
	for name, file := range map[string]string{
		"a title":               "某口腔收费\n病历号,日期,金额\nA,2024-01-01,100\n\nB,2024-01-02,50\n",
		"separators at the end": "病历号,日期,金额\nA,2024-01-01,100,\nB,2024-01-02,50,,\nC,2024-01-02,50\n",
		"and in the headers":    "病历号,日期,金额,,\nA,2024-01-01,100\nB,2024-01-02,50\n",
		"quotes":                "病历号,日期,金额,备注\nA,2024-01-01,\"1,100\",\"a,\nb\"\nB,2024-01-02,50,\"\"\"c\"\"\"\n",
		"row names without one": "date,customer id,amount\n1,2024-01-01,A,100\n2,2024-01-02,B,50\n",
		"an end":                "病历号,日期,金额\nA,2024-01-01,100\nB,2024-01-02,50\n共 2 条\n",
	} {
		_, out := load(t, "a.csv", file, protocol.Settings{})
		for _, a := range out.Asks {
			if a.Code == "record-width" {
				t.Errorf("%s: %+v", name, a)
			}
		}
	}
}

// TestAnswersTakeEffect: each answer re-grades, what was done unasked is the answer meanwhile, and taking an answer back
// brings the first outcome again.
func TestAnswersTakeEffect(t *testing.T) {
	for _, c := range answered {
		t.Run(c.name, func(t *testing.T) {
			s := new(session.Session)
			set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
			first, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(c.file)}, silent)
			if err != nil {
				t.Fatal(err)
			}
			for _, use := range c.uses {
				id, want, _ := strings.Cut(use, " ")
				id, meanwhile := strings.CutPrefix(id, "=")
				for _, answers := range [][]protocol.Answer{nil, {{Code: c.code, Key: c.key, ID: id}}} {
					if answers == nil && !meanwhile {
						continue
					}
					set.Answers = answers
					out, err := s.Grade(set, silent)
					if err != nil {
						t.Fatal(err)
					}
					if got := fmt.Sprint(out.Ledger.Used.Rows, " ", out.Ledger.Used.Money); got != want {
						t.Errorf("%s: %s used, want %s", id, got, want)
					}
					i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == c.code && a.Key == c.key })
					if i < 0 {
						t.Fatalf("%s: the question is gone: %v", id, out.Asks)
					}
					if a := out.Asks[i]; a.Meanwhile != id || a.Answered != (answers != nil) || !slices.Contains(a.Answers, id) || a.Rows == 0 {
						t.Errorf("%s: %+v", id, a)
					}
				}
			}
			set.Answers = []protocol.Answer{{Code: c.code, Key: c.key, ID: "nonsense"}, {Code: "weather", ID: "rain"}, {Code: c.code, Key: "?", ID: "void"}}
			if out, err := s.Grade(set, silent); err != nil || fmt.Sprint(out.Ledger) != fmt.Sprint(first.Ledger) {
				t.Errorf("answers that no question has change the outcome, %v", err)
			}
		})
	}
}

// TestFatesTakeEffect: what the user says a word means decides its rows.
func TestFatesTakeEffect(t *testing.T) {
	const file = "病历号,日期,金额,业务状态\nA,2024-01-01,100,已完成\nA,2024-01-02,200,K3\nB,2024-01-03,50,\n"
	for _, c := range []struct{ value, fate, want string }{
		{"K3", "counts", "3 350.00 0.00"}, {"K3", "void", "2 150.00 0.00"}, {"K3", "refund", "3 -50.00 0.00"}, {"K3", "refunded", "2 150.00 0.00"},
		{"K3", "topup", "3 350.00 0.00"}, {"K3", "spend", "3 150.00 200.00"}, {"K3", "gift", "3 150.00 200.00"}, {"", "void", "2 300.00 0.00"},
		{"已完成", "void", "2 250.00 0.00"}, {"nobody", "void", "3 350.00 0.00"},
	} {
		_, out := load(t, "a.csv", file, protocol.Settings{Fates: []protocol.Fate{{Column: 3, Value: c.value, Fate: c.fate}}})
		if got := fmt.Sprint(out.Ledger.Used.Rows, " ", out.Ledger.Used.Money, " ", out.Ledger.Uncounted.Money); got != c.want {
			t.Errorf("%q %s: %s, want %s", c.value, c.fate, got, c.want)
		}
		i := slices.IndexFunc(out.Values[0].Values, func(v protocol.Value) bool { return v.Value == c.value })
		if i >= 0 && (out.Values[0].Values[i].Fate != c.fate || !out.Values[0].Values[i].Known) {
			t.Errorf("%q %s is shown as %+v", c.value, c.fate, out.Values[0].Values[i])
		}
	}
}

// TestEncodingAnswers: where a text looks as well like another encoding the question stands, and its answer has the file read
// again; taking it back brings the first reading.
func TestEncodingAnswers(t *testing.T) {
	const text = "姓名,日期,金額\n劉醫師,2024-01-01,100\n張護師,2024-01-02,50\n"
	in := map[string]string{}
	for name, e := range map[string]encoding.Encoding{"gb18030": simplifiedchinese.GB18030, "big5": traditionalchinese.Big5} {
		var err error
		if in[name], err = e.NewEncoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	s := &session.Session{Options: sheet.Options{GB18030: gb18030.Reader, Big5: big5.Reader}}
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}
	out, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(in["gb18030"])}, silent)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(want string, answered bool) {
		t.Helper()
		i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "encoding" })
		if i < 0 {
			t.Fatalf("no question: %+v", out.Asks)
		}
		if a := out.Asks[i]; a.Meanwhile != want || a.Answered != answered || !slices.Contains(a.Answers, want) {
			t.Errorf("%+v", a)
		}
	}
	if ask("encoding:gb18030", false); out.Columns[0].Header != "姓名" {
		t.Errorf("read as %q", out.Columns[0].Header)
	}
	for _, id := range []string{"encoding:gb18030", "encoding:big5", "encoding:windows-1252", "", "encoding:klingon"} {
		set.Answers = []protocol.Answer{{Code: "encoding", ID: id}}
		if out, err = s.Grade(set, silent); err != nil {
			t.Fatal(id, err)
		}
		right := id != "encoding:big5" && id != "encoding:windows-1252"
		if (out.Columns[0].Header == "姓名") != right || right && out.Ledger.Used.Rows != 2 {
			t.Errorf("%s: read as %q, %+v", id, out.Columns[0].Header, out.Ledger.Used)
		}
		if id == "" || id == "encoding:klingon" {
			ask("encoding:gb18030", false)
		} else {
			ask(id, true)
		}
	}
	sure := text + strings.Repeat("陳怡君,2024-01-01,100\n", 20)
	for _, file := range []string{"\uFEFF" + sure, sure} {
		if _, out := load(t, "a.csv", file, protocol.Settings{Answers: []protocol.Answer{{Code: "encoding", ID: "encoding:big5"}}}); slices.ContainsFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "encoding" }) || out.Columns[0].Header != "姓名" && out.Columns[0].Header != "\uFEFF姓名" {
			t.Errorf("asked of a text that is sure: %+v", out.Asks)
		}
	}
}

// TestToday: a few dates later than today are asked about, many make the clock doubtful, and an old file is said to be one.
func TestToday(t *testing.T) {
	var b strings.Builder
	b.WriteString("病历号,日期,金额\n")
	for i := range 30 {
		fmt.Fprintf(&b, "P%d,2024-03-%02d,%d\n", i, i+1, 100+i)
	}
	for _, c := range []struct{ today, keep, want string }{
		{"", "", "30 2024-03-30"}, {"2024-03-30", "", "30 2024-03-30"}, {"2024-03-29", "", "29 2024-03-29 dates-far"},
		{"2024-03-29", "keep", "30 2024-03-30 dates-far"}, {"2024-03-28", "", "30 2024-03-30 clock-doubted"},
		{"2024-04-01", "", "30 2024-03-30 today-later"},
	} {
		set := protocol.Settings{Today: c.today, Answers: []protocol.Answer{{Code: "dates-far", ID: c.keep}}}
		_, out := load(t, "a.csv", b.String(), set)
		got := fmt.Sprint(out.Ledger.Used.Rows, " ", out.AsOf)
		for _, a := range out.Asks {
			got += " " + a.Code
		}
		for _, n := range out.Notices {
			if n.Code == "clock-doubted" || n.Code == "today-later" {
				got += " " + n.Code
			}
		}
		if got != c.want {
			t.Errorf("today %s: %s, want %s", c.today, got, c.want)
		}
	}
}

// TestBooked: days for which something is booked may lie ahead, however many do; nobody has come on them yet.
func TestBooked(t *testing.T) {
	var b strings.Builder
	b.WriteString("patient id,appointment date,amount\n")
	for i := range 30 {
		fmt.Fprintf(&b, "P%d,2024-03-%02d,%d\n", i, i+1, 100+i)
	}
	for _, c := range []struct{ today, keep, want string }{
		{"", "", "30 2024-03-30"}, {"2024-03-30", "", "30 2024-03-30"}, {"2024-03-20", "", "20 2024-03-20 dates-far.booked"},
		{"2024-03-20", "keep", "30 2024-03-30 dates-far.booked"},
	} {
		set := protocol.Settings{Today: c.today, Answers: []protocol.Answer{{Code: "dates-far", ID: c.keep}}}
		_, out := load(t, "a.csv", b.String(), set)
		got := fmt.Sprint(out.Ledger.Used.Rows, " ", out.AsOf)
		for _, a := range out.Asks {
			got += " " + a.Code + "." + a.Form
		}
		for _, n := range out.Notices {
			if n.Code == "clock-doubted" {
				got += " " + n.Code
			}
		}
		if got != c.want {
			t.Errorf("today %s: %s, want %s", c.today, got, c.want)
		}
	}
}

// TestExportsKnowNoToday: whatever day it is, the graded workbook, the CSV and the ledger are the same bytes; what is to be done
// is not.
func TestExportsKnowNoToday(t *testing.T) {
	var b strings.Builder
	b.WriteString("病历号,日期,金额\n")
	for i := range 60 {
		fmt.Fprintf(&b, "P%d,2024-%02d-%02d,%d\n", i%7, 1+i%12, 1+i%28, 100+i)
	}
	written := func(today string, m protocol.Export) string {
		s, _ := load(t, "a.csv", b.String(), protocol.Settings{Today: today})
		var file strings.Builder
		if _, err := s.Export(m, func(part []byte) { file.Write(part) }, silent); err != nil {
			t.Fatal(err)
		}
		return file.String()
	}
	for _, format := range []string{"xlsx", "csv", "ledger", "ledger-xlsx"} {
		for _, today := range []string{"2024-06-01", "2024-12-29", "2025-03-01"} {
			if m := (protocol.Export{Format: format, Lang: "en"}); written(today, m) != written("", m) {
				t.Errorf("%s differs on %s", format, today)
			}
		}
	}
	falls := protocol.Export{Format: "ics", Lang: "en", Of: protocol.Filter{Field: "falls", High: "90"}}
	if written("2025-01-10", falls) == written("", falls) {
		t.Error("the calendar does not know what day it is")
	}
}

// TestBuddhist: years such as 2567 are asked about, in texts and in true dates, and read when the user says so.
func TestBuddhist(t *testing.T) {
	for _, form := range []string{"%d/2567", "%d/01/2567", "2567-01-%02d", "256701%02d", "%d ม.ค. 2567"} {
		var b strings.Builder
		b.WriteString("HN,Visit date,Amount\n")
		for i := range 30 {
			fmt.Fprintf(&b, "P%d,"+form+",%d\n", i%9, i%28+1, 100+i)
		}
		s, out := load(t, "a.csv", b.String(), protocol.Settings{})
		i := slices.IndexFunc(out.Asks, func(a protocol.Ask) bool { return a.Code == "date" && a.Form == "buddhist" })
		if strings.Contains(form, "ม.ค.") || form == "%d/2567" {
			if out.Ledger.Used.Rows != 0 {
				t.Errorf("%s: %d rows read", form, out.Ledger.Used.Rows)
			}
			continue
		}
		if i < 0 {
			t.Errorf("%s: not asked, %+v, missing %v", form, out.Ledger, out.Missing)
			continue
		}
		if a := out.Asks[i]; a.Rows != 30 || a.Money == "0.00" || out.Ledger.Used.Rows != 0 {
			t.Errorf("%s: %+v, %d used", form, a, out.Ledger.Used.Rows)
		}
		out, err := s.Grade(protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", Answers: []protocol.Answer{{Code: "date", ID: "buddhist"}}}, silent)
		if err != nil || out.Ledger.Used.Rows != 30 || out.AsOf != "2024-01-28" {
			t.Errorf("%s: %v, %d used, %s", form, err, out.Ledger.Used.Rows, out.AsOf)
		}
	}
}

// TestCurrencies: whichever way the file names its currency, the outcome and what is exported wear it.
func TestCurrencies(t *testing.T) {
	for _, c := range []struct{ header, want string }{
		{"id,visit date,Amount (USD)\n1,2024-01-05,10\n", "USD"}, {"id,visit date,amount_usd\n1,2024-01-05,10\n", "USD"},
		{"编号,日期,金额（港币）\n1,2024-01-05,10\n", "HKD"}, {"编号,日期,金额\n1,2024-01-05,€10\n", "EUR"},
		{"编号,日期,金额,币种\n1,2024-01-05,10,JPY\n", "JPY"}, {"编号,日期,金额（元）\n1,2024-01-05,10\n", ""},
		{"编号,日期,金额\n1,2024-01-05,¥10\n", ""},
	} {
		s, out := load(t, "a.csv", c.header, protocol.Settings{})
		if strings.TrimPrefix(out.Currency, "CNY") != c.want || len(out.Asks) > 0 {
			t.Errorf("%s: %q, %v", c.header, out.Currency, out.Asks)
			continue
		}
		var file strings.Builder
		if _, err := s.Export(protocol.Export{Format: "csv", Lang: "en"}, func(part []byte) { file.Write(part) }, silent); err != nil {
			t.Fatal(err)
		}
		if worn := strings.Contains(file.String(), "M amount ("+c.want+")"); worn != (c.want != "") {
			t.Errorf("%s: %s", c.header, file.String())
		}
	}
}

// TestForeignMoney: what is written in other currencies is no sum, and the codes of currencies are nobody's names.
func TestForeignMoney(t *testing.T) {
	_, out := load(t, "a.csv", "客户,日期,金额,币种\nA,2024-01-01,700,CNY\nB,2024-01-02,700,USD\nC,2024-01-03,70000,JPY\nD,2024-01-04,350,CNY\n", protocol.Settings{})
	for _, a := range out.Asks {
		if a.Code == "currency" {
			if a.Rows != 2 || a.Money != "" || !slices.Contains(a.Args, "CNY / USD / JPY") {
				t.Errorf("%+v", a)
			}
			return
		}
	}
	t.Errorf("nothing is asked of the currencies: %+v", out.Asks)
}
