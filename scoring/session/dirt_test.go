package session_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

// A sale is a row of a clean log.
type sale struct {
	order, who, item string
	day, yuan        int // day of 2024, counted from 0
	more             []string
}

// A log is a clean log of sales, and columns that say more of them.
type log struct {
	header []string
	more   []string // headers of the further columns
	rows   []sale
	lines  map[int][]string // lines that stand before a row and are none, by its place
}

var (
	inChinese = []string{"单号", "病历号", "就诊日期", "项目", "实收金额"}
	inEnglish = []string{"Order number", "Patient ID", "Visit date", "Item", "Amount paid"}
	items     = []string{"洁治", "补牙", "拔牙", "正畸复诊", "种植", "检查"}
)

// cleanLog makes a log of n sales: no two are of one customer and day.
func cleanLog(rng *rand.Rand, n int) *log {
	l := &log{header: inChinese}
	if rng.IntN(2) == 0 {
		l.header = inEnglish
	}
	met := map[string]bool{}
	for len(l.rows) < n {
		s := sale{who: fmt.Sprintf("P%03d", rng.IntN(n/3)+1), day: rng.IntN(300), yuan: 20 + rng.IntN(3000), item: items[rng.IntN(len(items))]}
		if key := fmt.Sprint(s.who, s.day); !met[key] {
			met[key] = true
			l.rows = append(l.rows, s)
		}
	}
	slices.SortStableFunc(l.rows, func(a, b sale) int { return a.day - b.day })
	for i := range l.rows {
		l.rows[i].order = fmt.Sprintf("R%05d", 40*i+rng.IntN(30))
	}
	return l
}

func date(day int) string { return fmt.Sprintf("2024-%02d-%02d", 1+day/28, 1+day%28) }

func (l *log) text() string {
	var b strings.Builder
	b.WriteString(strings.Join(append(slices.Clone(l.header), l.more...), ",") + "\n")
	for i, s := range l.rows {
		for _, line := range l.lines[i] {
			b.WriteString(line + "\n")
		}
		b.WriteString(strings.Join(append([]string{s.order, s.who, date(s.day), s.item, fmt.Sprint(s.yuan)}, s.more...), ",") + "\n")
	}
	for _, line := range l.lines[len(l.rows)] {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// figures are visits and money of each customer who came: each sale is a visit.
func (l *log) figures() map[string][2]int {
	m := map[string][2]int{}
	for _, s := range l.rows {
		f := m[s.who]
		m[s.who] = [2]int{f[0] + 1, f[1] + s.yuan}
	}
	return m
}

// with gives the log one more column.
func (l *log) with(header string, value func(i int) string) {
	l.more = append(l.more, header)
	for i := range l.rows {
		l.rows[i].more = append(slices.Clone(l.rows[i].more), value(i))
	}
}

// A planting puts dirt into a clean log; it returns the right figures, and the questions that may be asked instead.
type planting struct {
	name  string
	plant func(rng *rand.Rand, l *log) (want map[string][2]int)
	asks  string
}

func pick(rng *rand.Rand, words ...string) string { return words[rng.IntN(len(words))] }

// without are the figures of a log without some of its rows.
func without(l *log, out map[int]bool) map[string][2]int {
	kept := &log{}
	for i, s := range l.rows {
		if !out[i] {
			kept.rows = append(kept.rows, s)
		}
	}
	return kept.figures()
}

// some chooses a few rows.
func some(rng *rand.Rand, l *log) map[int]bool {
	out := map[int]bool{}
	for len(out) < 2+rng.IntN(4) {
		out[rng.IntN(len(l.rows))] = true
	}
	return out
}

// marking plants a column in which some rows are marked and do not count.
func marking(headers, bad, good []string) func(rng *rand.Rand, l *log) map[string][2]int {
	return func(rng *rand.Rand, l *log) map[string][2]int {
		out, at := some(rng, l), rng.IntN(len(bad))
		l.with(pick(rng, headers...), func(i int) string {
			if out[i] {
				return bad[at]
			}
			return good[min(at, len(good)-1)]
		})
		return without(l, out)
	}
}

var dirts = []planting{
	{"void mark", marking([]string{"是否作废", "作废标志", "取消标记", "Cancelled", "is_deleted", "Void"}, []string{"是", "1", "Y", "TRUE"}, []string{"否", "0", "N", "FALSE"}), ""},
	{"valid mark", marking([]string{"是否有效", "有效标志", "is_valid", "Valid"}, []string{"否", "0", "N", "无效"}, []string{"是", "1", "Y", "有效"}), ""},
	{"void since", marking([]string{"作废时间", "撤销时间", "Cancelled at", "Deleted at"}, []string{"2024-12-01", "2024-12-01 10:00:00"}, []string{""}), ""},
	{"status", func(rng *rand.Rand, l *log) map[string][2]int {
		out := some(rng, l)
		l.with(pick(rng, "订单状态", "收费状态", "状态", "Status", "payment_status"), func(i int) string {
			if out[i] {
				return pick(rng, "未付款", "待支付", "已取消", "已作废", "仅预约", "已退款", "爽约", "Pending", "cancelled", "Refunded", "No show", "on-hold", "付款前关闭交易", "退款成功，交易关闭")
			}
			return pick(rng, "已完成", "已付款", "已收费", "Completed", "paid", "等待发货")
		})
		return without(l, out)
	}, "status"},
	{"strange status", func(rng *rand.Rand, l *log) map[string][2]int {
		out := some(rng, l)
		l.with("状态", func(i int) string {
			if out[i] {
				return "丁类" + fmt.Sprint(i%2)
			}
			return "已完成"
		})
		return nil // nobody can know
	}, "status"},
	{"sale marked as refunded", marking([]string{"退费标志", "是否退款", "refund_flag"}, []string{"是", "Y", "1"}, []string{"否", "N", "0"}), "refund-flag"},
	{"marked refund of a sale", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		marks := map[int]bool{}
		for range 3 {
			s := l.rows[rng.IntN(len(l.rows)-len(marks))]
			f := want[s.who]
			if want[s.who] = [2]int{f[0], f[1] - s.yuan}; marks[len(l.rows)] {
				continue
			}
			marks[len(l.rows)] = true
			s.day, s.order = 310+len(marks), "Z"+s.order
			l.rows = append(l.rows, s)
		}
		l.with("退费标志", func(i int) string {
			if marks[i] {
				return "是"
			}
			return "否"
		})
		return want
	}, "refund-flag"},
	{"returns by type", func(rng *rand.Rand, l *log) map[string][2]int {
		want, back := l.figures(), map[int]bool{}
		s := l.rows[rng.IntN(len(l.rows))]
		want[s.who] = [2]int{want[s.who][0], want[s.who][1] - s.yuan/2}
		back[len(l.rows)] = true
		s.day, s.order, s.yuan = 311, "Z"+s.order, s.yuan/2
		l.rows = append(l.rows, s)
		words := [][2]string{{"退款", "销售"}, {"Return", "Sale"}, {"支出", "收入"}}[rng.IntN(3)]
		l.with(map[string]string{"退款": "交易类型", "Return": "Transaction type", "支出": "收/支"}[words[0]], func(i int) string {
			if back[i] {
				return words[0]
			}
			return words[1]
		})
		return want
	}, "direction refund-flag"},
	{"negative quantity", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		s := l.rows[rng.IntN(len(l.rows))]
		want[s.who] = [2]int{want[s.who][0], want[s.who][1] - s.yuan}
		s.day, s.order = 311, "Z"+s.order
		l.rows = append(l.rows, s)
		l.with(pick(rng, "数量", "Qty", "Quantity"), func(i int) string {
			if i == len(l.rows)-1 {
				return "-1"
			}
			return "1"
		})
		return want
	}, "direction amount"},
	{"gifts", func(rng *rand.Rand, l *log) map[string][2]int {
		out := some(rng, l)
		l.with(pick(rng, "业务类型", "类型", "交易类型"), func(i int) string {
			if out[i] {
				return pick(rng, "赠送", "赠金")
			}
			return "消费"
		})
		return without(l, out)
	}, "prepaid"},
	{"stored value", func(rng *rand.Rand, l *log) map[string][2]int {
		s := l.rows[rng.IntN(len(l.rows))]
		s.day, s.order, s.yuan = 0, "R00000", 1_000_000
		l.rows = slices.Insert(l.rows, 0, s)
		l.with("交易类型", func(i int) string { return map[bool]string{true: "充值", false: "消费"}[i == 0] })
		want := l.figures()
		want[s.who] = [2]int{want[s.who][0], s.yuan}
		for i := range l.rows[1:] {
			if r := l.rows[i+1]; r.who == s.who && r.day == 0 {
				return nil
			}
		}
		return want
	}, "prepaid"},
	{"totals", func(rng *rand.Rand, l *log) map[string][2]int {
		l.lines = map[int][]string{}
		sum, from, w := 0, 0, pick(rng, "小计", "合计", "Subtotal", "本页小计")
		for i, s := range l.rows {
			if sum += s.yuan; i-from > 5 || i == len(l.rows)-1 {
				dressed := []string{s.order, s.who, date(s.day), w, fmt.Sprint(sum)}
				l.lines[i+1] = append(l.lines[i+1], pick(rng, strings.Join(dressed, ","), w+",,,,"+fmt.Sprint(sum), ","+w+",,,"+fmt.Sprint(sum)))
				sum, from = 0, i
			}
		}
		return l.figures()
	}, "totals"},
	{"headers again", func(rng *rand.Rand, l *log) map[string][2]int {
		l.lines = map[int][]string{5: {strings.Join(l.header, ",")}, 12: {strings.Join(l.header, ",")}}
		return l.figures()
	}, ""},
	{"bills on lines", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		var rows []sale
		for i, s := range l.rows {
			for n := range 1 + i%3 {
				s.item = items[n]
				rows = append(rows, s)
			}
		}
		l.rows = rows
		return want
	}, "grain"},
	{"rows twice", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		l.rows = append(l.rows, l.rows[3], l.rows[7])
		return want
	}, "equal-rows"},
	{"neighbours twice", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		l.rows = slices.Insert(l.rows, 4, l.rows[4])
		return want
	}, "equal-rows"},
	{"walk-ins", func(rng *rand.Rand, l *log) map[string][2]int {
		out := some(rng, l)
		want := without(l, out)
		for i := range out {
			l.rows[i].who = pick(rng, "散客", "临时顾客", "walk-in", "Cash customer", "匿名用户", "Guest")
		}
		return want
	}, "walk-in"},
	{"parcels", func(rng *rand.Rand, l *log) map[string][2]int {
		want := l.figures()
		l.header = slices.Clone(l.header)
		l.header[0] = pick(rng, "物流单号", "快递单号", "运单编号", "Tracking number", "Waybill no")
		s := l.rows[2]
		s.order, s.yuan = "T"+s.order, 77
		want[s.who] = [2]int{want[s.who][0], want[s.who][1] + 77}
		l.rows = slices.Insert(l.rows, 3, s)
		return want
	}, ""},
}

// TestDirt: into random clean logs each kind of dirt is planted, and the figures are right or the question is asked. The
// log without the dirt asks nothing.
func TestDirt(t *testing.T) {
	right, asking := map[string]int{}, map[string]int{}
	defer func() { t.Logf("right %v, asked instead %v", right, asking) }()
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 11))
		for _, d := range dirts {
			l := cleanLog(rng, 30+rng.IntN(60))
			if got, asked := drawn(t, l.text()); len(asked) > 0 || !maps.Equal(got, l.figures()) {
				t.Fatalf("seed %d: the clean log asks %v\n%s", seed, asked, l.text())
			}
			want := d.plant(rng, l)
			for who, f := range want {
				if f[0] == 0 {
					delete(want, who)
				}
			}
			got, asked := drawn(t, l.text())
			asks := slices.ContainsFunc(asked, func(code string) bool { return slices.Contains(strings.Fields(d.asks), code) })
			switch {
			case want != nil && maps.Equal(got, want):
				right[d.name]++
			case asks:
				asking[d.name]++
			default:
				t.Errorf("seed %d, %s: %v, want %v, asked %v\n%s", seed, d.name, got, want, asked, l.text())
			}
		}
	}
}

// drawn are visits and money of each graded customer, and the open questions.
func drawn(t *testing.T, file string) (figures map[string][2]int, asked []string) {
	t.Helper()
	s := new(session.Session)
	set := protocol.Settings{Sheet: -1, Profile: "lianyungang-dental", AsOf: "2024-12-31"}
	out, err := s.Load(protocol.Load{Names: []string{"a.csv"}, Settings: set}, [][]byte{[]byte(file)}, silent)
	if err != nil {
		t.Fatal(err)
	}
	return figuresOf(t, s), openAsks(out)
}
