package sources

import (
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

var update = flag.Bool("update", false, "write testdata anew")

// open reads a text as a table.
func open(t *testing.T, name, text string) *sheet.Table {
	t.Helper()
	b, err := sheet.Open(name, strings.NewReader(text), int64(len(text)), sheet.Options{})
	if err != nil {
		t.Fatal(name, err)
	}
	table, err := b.Read(0)
	if err != nil {
		t.Fatal(name, err)
	}
	return table
}

// keep reads a text as a table of a kind; "" for the one that it is recognised as.
func keep(t *testing.T, name, text string, k Kind) *Table {
	t.Helper()
	table := open(t, name, text)
	m, err := header.Guess(table)
	if err != nil {
		t.Fatal(name, err)
	}
	r := Recognise(table, m)
	if k == "" {
		k = r.Kind
	}
	return ReadAs(table, m, r, k)
}

// examples are values of the fields, four rows of them, by what a header of the golden says behind an equals sign.
var examples = map[string][]string{
	"id": {"K001", "K002", "K003", "K004", "K005", "K006"}, "again": {"K001", "K002", "K001", "K002", "K001", "K001"},
	"name": {"张三", "李四", "王五", "赵六", "孙七", "周八"}, "phone": {"13800000001", "13800000002", "13800000003", "13900000004", "13900000005", "13900000006"},
	"sex": {"男", "女", "女", "男", "女", "女"}, "mf": {"M", "F", "F", "M", "F", "M"}, "birth": {"1980-01-02", "1991-03-04", "2001-05-06", "1975-12-31", "1960-02-29", "1999-09-09"},
	"age": {"30", "41", "52", "23", "64", "35"}, "region": {"海州区", "连云区", "海州区", "赣榆区", "东海县", "海州区"}, "job": {"教师", "工人", "医生", "退休", "学生", "自由职业"},
	"channel": {"美团", "朋友介绍", "公众号", "路过", "抖音", "美团"}, "day": {"2024-01-05", "2024-02-06", "2024-03-07", "2024-04-18", "2024-05-19", "2024-06-20"},
	"time":  {"2024-01-05 09:30", "2024-02-06 10:10", "2024-03-07 15:45", "2024-04-18 20:01", "2024-05-19 08:08", "2024-06-20 12:12"},
	"money": {"380.00", "1200.50", "60.00", "99.90", "800.00", "45.00"}, "came": {"已到诊", "爽约", "已取消", "已到诊", "已预约", "已到诊"},
	"arrived": {"arrived", "no-show", "cancelled", "arrived", "booked", "arrived"}, "yes": {"是", "否", "是", "是", "否", "是"},
	"touch": {"浏览", "文章", "咨询", "课程", "消息", "浏览"}, "event": {"page", "article", "consultation", "course", "message", "page"},
	"seconds": {"35", "120", "2400", "15", "60", "8"}, "item": {"刷牙方法", "种植牙", "矫正", "首页", "洗牙", "首页"},
	"stars": {"5", "4", "5", "1", "3", "5"}, "nps": {"10", "9", "7", "3", "8", "10"}, "text": {"很好", "等太久", "医生耐心", "太贵", "还行", "推荐"},
	"dept": {"口腔科", "儿科", "口腔科", "正畸科", "儿科", "口腔科"}, "doctor": {"陈医生", "刘医生", "陈医生", "杨医生", "刘医生", "陈医生"},
	"order": {"B1001", "B1002", "B1003", "B1004", "B1005", "B1006"}, "count": {"3", "5", "1", "2", "9", "4"}, "grade": {"A", "B", "C", "D", "B", "A"},
	"points": {"5", "4", "3", "2", "1", "5"}, "words": {"一", "二", "三", "四", "五", "六"}, "no": {"1", "2", "3", "4", "5", "6"},
}

// TestRecognise reads sets of headers, one a line, and holds what they are taken for against the golden.
func TestRecognise(t *testing.T) {
	const golden = "testdata/recognised.txt"
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	counts := map[Kind]int{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			out.WriteString(line + "\n")
			continue
		}
		_, spec, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%q has no kind", line)
		}
		var head []string
		var rows [6][]string
		for col := range strings.SplitSeq(spec, ",") {
			at := strings.LastIndexByte(col, '=')
			name, kind := strings.TrimSpace(col[:at]), col[at+1:]
			if examples[kind] == nil {
				t.Fatalf("%s: no values %q", spec, kind)
			}
			head = append(head, name)
			for i := range rows {
				rows[i] = append(rows[i], examples[kind][i])
			}
		}
		body := ""
		for _, row := range rows {
			body += strings.Join(row, ",") + "\n"
		}
		as := func(text string) Kind {
			table := open(t, "x.csv", text+body)
			m, err := header.Guess(table)
			if err != nil {
				t.Fatal(spec, err)
			}
			return Recognise(table, m).Kind
		}
		k := as(strings.Join(head, ",") + "\n")
		blank := strings.Repeat(",", len(head)-1) + "\n"
		if under := as("某某口腔门诊 2024年导出" + blank + blank + strings.Join(head, ",") + "\n"); under != k {
			t.Errorf("%s: %s, and %s under a title", spec, k, under)
		}
		if loud := as(" " + strings.ToUpper(strings.Join(head, " , ")) + " \n"); loud != k {
			t.Errorf("%s: %s, and %s in capitals", spec, k, loud)
		}
		counts[k]++
		out.WriteString(string(k) + "\t" + spec + "\n")
	}
	for _, k := range Kinds {
		if counts[k] < 3 {
			t.Errorf("only %d sets of headers are %s", counts[k], k)
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if out.String() != string(data) {
		for i, line := range strings.Split(out.String(), "\n") {
			if was := strings.Split(string(data), "\n"); i < len(was) && was[i] != line {
				t.Errorf("got  %s\nwant %s", line, was[i])
			}
		}
	}
}

// BenchmarkReadAs keeps what counts of touches.
func BenchmarkReadAs(b *testing.B) {
	var text strings.Builder
	text.WriteString("id,time,kind,item,seconds\n")
	const rows = 20_000
	for i := range rows {
		text.WriteString("K" + strconv.Itoa(i%2000) + ",2024-0" + strconv.Itoa(1+i%9) + "-10 1" + strconv.Itoa(i%10) + ":30,article,Teeth,")
		text.WriteString(strconv.Itoa(i%700) + "\n")
	}
	book, err := sheet.Open("x.csv", strings.NewReader(text.String()), int64(text.Len()), sheet.Options{})
	if err != nil {
		b.Fatal(err)
	}
	table, err := book.Read(0)
	if err != nil {
		b.Fatal(err)
	}
	m, err := header.Guess(table)
	if err != nil {
		b.Fatal(err)
	}
	r := Recognise(table, m)
	b.ResetTimer()
	for range b.N {
		if kept := ReadAs(table, m, r, Touches); kept.Rows != rows {
			b.Fatal(kept.Rows)
		}
	}
}

// TestCells reads spans of time, hours, bookings, scores and ages.
func TestCells(t *testing.T) {
	for text, want := range map[string]int32{"3分20秒": 200, "3:20": 200, "1:00:05": 3605, "2min": 120, "90": 90, "1小时": 3600, "1h 5m": 3900, "快": -1, "": -1} {
		n, ok := spanOf(text)
		if text == "90" {
			n, ok = 90, true // a number is read as a figure
		}
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q is %d seconds, want %d", text, n, want)
		}
	}
	for text, want := range map[string]int8{"2024-01-05 09:30": 9, "2024/1/5 下午3:05": 15, "2024-01-05": -1, "5 jan 2024 11:59 pm": 23, "24:10": -1} {
		if h := clockHour(text); h != want {
			t.Errorf("%q is hour %d, want %d", text, h, want)
		}
	}
	for text, want := range map[string]Came{"已到诊": Arrived, "未到诊": Absent, "爽约": Absent, "已取消": Cancelled, "已预约": Unsaid, "是": Arrived, "否": Absent,
		"no-show": Absent, "did not arrive": Absent, "arrived": Arrived, "cancelled by clinic": Cancelled, "confirmed": Unsaid, "completed": Arrived} {
		if got := came(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
	born, _ := civil.Parse("2000-02-29")
	for day, want := range map[string]int{"2024-02-28": 23, "2024-02-29": 24, "2023-03-01": 23, "2023-02-28": 22, "1999-01-01": -1} {
		d, _ := civil.Parse(day)
		if got := YearsAt(born, d); got != want {
			t.Errorf("on %s %d years, want %d", day, got, want)
		}
	}
}

// TestMissed: a yes under "did not come" is no arrival.
func TestMissed(t *testing.T) {
	for text, want := range map[string][]Came{
		"编号,预约时间,是否爽约\nK1,2024-01-05 09:00,是\nK2,2024-01-06 09:00,否\nK1,2024-01-07 09:00,\n":                                          {Absent, Arrived, Unsaid},
		"id,slot time,no_show,status\nK1,2024-01-05 09:00,TRUE,\nK2,2024-01-06 09:00,FALSE,cancelled\nK1,2024-01-07 09:00,0,booked\n": {Absent, Cancelled, Arrived},
	} {
		if kept := keep(t, "x.csv", text, ""); kept.Kind != Appointments || !slices.Equal(kept.Came, want) {
			t.Errorf("%s %v, want %v", kept.Kind, kept.Came, want)
		}
	}
}

// TestHousehold: a telephone number of several people tells nobody; one of a single person tells whose a row is.
func TestHousehold(t *testing.T) {
	people := keep(t, "p.csv", "编号,姓名,手机号,性别\nK1,甲,13800000001,男\nK2,乙,13800000002,女\nK3,丙,138-0000-0002,男\n", "")
	bookings := keep(t, "b.csv", "编号,手机号,预约时间,预约状态\n,13800000001,2024-01-05 09:00,已到诊\n,13800000002,2024-01-06 09:00,已到诊\nK3,13800000002,2024-01-07 09:00,爽约\n", "")
	if people.Kind != People || bookings.Kind != Appointments {
		t.Fatal(people.Kind, bookings.Kind)
	}
	mixed := keep(t, "m.csv", "手机号,编号,预约时间,预约状态\n13800000002,K2,2024-01-05 09:00,已到诊\n13800000002,K3,2024-01-06 09:00,已到诊\n13800000002,,2024-01-07 09:00,爽约\n13800000001,,2024-01-08 09:00,爽约\n"+
		"13800000004,,2024-01-08 09:00,爽约\n13800000005,,2024-01-08 09:00,爽约\n13800000006,,2024-01-08 09:00,爽约\n13800000007,,2024-01-08 09:00,爽约\n", Appointments)
	more := keep(t, "q.csv", "编号,姓名,手机号,性别\nK4,丁,13800000004,男\nK5,戊,13800000005,女\nK6,己,13800000006,男\nK7,庚,13800000007,男\n", People)
	many := Join([]string{"K2", "K3"}, []*Table{people, more, mixed}, [][]int32{nil, nil, nil}) // most rows are told by their telephone
	if got := many.Tables[2].Who; got[0] != 0 || got[1] != 1 || got[2] != -1 || many.Tables[2].By[0] != "手机号" || many.IDs[got[3]] != "K1" || many.IDs[got[6]] != "K6" {
		t.Errorf("%v of %v by %v", got, many.IDs, many.Tables[2].By)
	}
	j := Join([]string{"K1", "K2"}, []*Table{people, bookings}, [][]int32{nil, nil})
	if got := j.Tables[1].Who; got[0] != 0 || got[1] != -1 || got[2] != 2 || j.Households != 1 || j.Tables[1].Nobody != 1 {
		t.Errorf("%v, %d households, %d nobody's", got, j.Households, j.Tables[1].Nobody)
	}
}

// TestHouseholds: numbers of one table are counted as those of several tables are.
func TestHouseholds(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 400 {
		n := 1 + r.IntN(40)
		column := func(f Field, kinds int) Key {
			k := Key{Field: f, Of: make([]uint32, n)}
			for i := range kinds {
				k.IDs = append(k.IDs, strconv.Itoa(int(f))+"-"+strconv.Itoa(i))
			}
			for i := range k.Of {
				k.Of[i] = uint32(r.IntN(kinds + 1))
			}
			return k
		}
		one := &Table{Kind: People, Rows: n, Keys: []Key{column(ID, n), column(Phone, n)}, Mark: make([]uint64, n)}
		if r.IntN(2) == 0 {
			one.Keys = append(one.Keys, column(Name, 1+r.IntN(n)))
		}
		none := &Table{Kind: Appointments, Keys: []Key{{Field: Phone}, {Field: Name}}}
		if a, b := Join(nil, []*Table{one}, nil).Households, Join(nil, []*Table{one, none}, nil).Households; a != b {
			t.Fatalf("%d households, and %d beside an empty table: %+v", a, b, one.Keys)
		}
	}
}

// TestLastOf: days far behind the others, or after today, are slips, as a list in order shows them.
func TestLastOf(t *testing.T) {
	slow := func(days []civil.Day, today civil.Day) civil.Day {
		list := slices.DeleteFunc(slices.Clone(days), func(d civil.Day) bool { return d == noDay })
		slices.Sort(list)
		n := len(list)
		if n == 0 {
			return noDay
		}
		most, end := max(1, (n+199)/200), n
		for k := 1; n >= 20 && k <= most; k++ {
			if list[n-k]-list[n-k-1] > farAfter {
				end = n - k
			}
		}
		if late := len(list) - sort.Search(n, func(i int) bool { return list[i] > today }); n >= 20 && end == n && today != noDay && late <= most {
			end -= late
		}
		return list[end-1]
	}
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 3000 {
		days := make([]civil.Day, r.IntN(60)*(1+r.IntN(20)))
		for i := range days {
			if days[i] = civil.Day(19000 + r.IntN(1+r.IntN(300))); r.IntN(40) == 0 {
				days[i] += civil.Day(r.IntN(500))
			}
			if r.IntN(30) == 0 {
				days[i] = noDay
			}
		}
		today := civil.Day(19000 + r.IntN(400))
		if r.IntN(3) == 0 {
			today = noDay
		}
		if got, want := lastOf(days, today), slow(days, today); got != want {
			t.Fatalf("round %d, %d days, today %d: %d, want %d", round, len(days), today, got, want)
		}
	}
}
