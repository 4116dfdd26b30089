package sources

import (
	"strings"

	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// What the words in such tables mean. All are compared folded: lower case, simplified characters.

// A Came is what became of a booking.
type Came uint8

// The ends of a booking.
const (
	Unsaid    Came = iota // booked, and nothing more is said
	Arrived               // came
	Absent                // did not come
	Cancelled             // by whomever
)

// cameWords are read in this order: who "did not arrive" has not arrived.
var cameWords = [...]struct {
	came  Came
	words []string
}{
	{Cancelled, strings.Fields("取消 退号 退约 撤销 作废 改约 cancel")},
	{Absent, strings.Fields("爽约 未到 没到 未来 没来 失约 缺席 未就诊 未赴约 缺诊 过号 noshow no-show no_show absent missed dna didnot notarrive notattend unattended")},
	{Arrived, strings.Fields("已到 到诊 到店 到院 已来 就诊 签到 完成 接诊 看诊 已诊 赴约 履约 arrived attended showed completed complete fulfilled checkedin seen done came honoured kept")},
}

var (
	yes     = read.Words("是,有,y,yes,true,1,√,✓,投诉")
	no      = read.Words("否,无,没有,n,no,false,0,×,x")
	pending = read.Words("已预约,预约成功,预约中,待就诊,待到诊,待确认,已确认,未开始,booked,scheduled,confirmed,pending,upcoming,reserved,open")
)

// arrivalOf reads the status of a booking. A mere yes or no is of a column that asks whether somebody came; see came.
func arrivalOf(folded string) Came {
	compact := strings.ReplaceAll(folded, " ", "")
	if pending.Has(folded) {
		return Unsaid
	}
	for _, row := range cameWords {
		if contains(compact, row.words) {
			return row.came
		}
	}
	return Unsaid
}

// came reads the status of a booking where the column may ask yes or no.
func came(folded string) Came {
	switch {
	case yes.Has(folded):
		return Arrived
	case no.Has(folded):
		return Absent
	}
	return arrivalOf(folded)
}

// A Touch is of what kind something was that a person did.
type Touch uint8

// The kinds of touches.
const (
	Other Touch = iota
	Page
	Article
	Course
	Consultation
	Message
)

// touchWords are read in this order.
var touchWords = [...]struct {
	touch Touch
	words []string
}{
	{Consultation, strings.Fields("咨询 问诊 提问 在线问 consult inquiry enquiry question")},
	{Course, strings.Fields("课程 听课 直播 视频 讲座 学习 course lesson webinar video class lecture")},
	{Article, strings.Fields("文章 阅读 推文 科普 图文 article read blog post")},
	{Message, strings.Fields("消息 私信 留言 聊天 短信 群发 回复 message chat sms reply push wechat")},
	{Page, strings.Fields("页面 浏览 访问 首页 小程序 打开 点击 page view visit open click browse screen")},
}

func touchOf(folded string) Touch {
	for _, row := range touchWords {
		if contains(folded, row.words) {
			return row.touch
		}
	}
	return Other
}

var (
	male   = read.Words("男,男性,先生,男士,m,male,man,boy,mr")
	female = read.Words("女,女性,女士,小姐,f,female,woman,girl,mrs,ms")
)

// sexOf reads a sex: "M", "F" or nothing.
func sexOf(folded string) string {
	switch {
	case male.Has(folded):
		return "M"
	case female.Has(folded):
		return "F"
	}
	return ""
}

// ratingWords are answers in words, in hundredths of five stars.
var ratingWords = [...]struct {
	score int32
	words *read.WordSet
}{
	{500, read.Words("非常满意,很满意,五星,五星好评,very satisfied,excellent,5星,★★★★★,⭐⭐⭐⭐⭐")},
	{400, read.Words("满意,较满意,比较满意,好评,四星,satisfied,good,4星,★★★★,⭐⭐⭐⭐")},
	{300, read.Words("一般,中评,中立,三星,neutral,fair,average,ok,3星,★★★,⭐⭐⭐")},
	{200, read.Words("不满意,较不满意,比较不满意,不太满意,二星,两星,dissatisfied,poor,bad,2星,★★,⭐⭐")},
	{100, read.Words("非常不满意,很不满意,差评,一星,very dissatisfied,very poor,terrible,1星,★,⭐")},
}

// scoreOf reads a score in hundredths.
func scoreOf(v *read.Values, c sheet.Cell) (int32, bool) {
	if f, st := v.Figure(c); st == read.Readable {
		return hundredths(f.Coef, f.Exp)
	}
	word := read.Fold(v.T.Text(c))
	for _, row := range ratingWords {
		if row.words.Has(word) {
			return row.score, true
		}
	}
	for _, tail := range [...]string{"分", "星", "stars", "star", "points", "/5", "/10"} { // 4.5分
		if rest, ok := strings.CutSuffix(word, tail); ok {
			return plainNumber(strings.TrimSpace(rest))
		}
	}
	return 0, false
}

// plainNumber reads digits with at most two places in hundredths.
func plainNumber(s string) (int32, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > 4 || len(fraction) > 2 {
		return 0, false
	}
	n := int32(0)
	for _, r := range whole + (fraction + "00")[:2] {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = 10*n + (r - '0')
	}
	return n, true
}

// hundredths gives Coef × 10^Exp in hundredths, rounded down; scores are not below zero or above a thousand.
func hundredths(coef int64, exp int) (int32, bool) {
	for exp += 2; exp > 0 && coef < 1_000_000; exp-- {
		coef *= 10
	}
	for ; exp < 0 && coef != 0; exp++ {
		coef /= 10
	}
	return int32(coef), coef >= 0 && coef <= 100_000
}

// secondsOf reads a span of time: seconds, 3:20, 3分20秒 or a time of day that a spreadsheet made of it.
func secondsOf(v *read.Values, c sheet.Cell) (int32, bool) {
	if c.Kind == sheet.Time {
		_, ms := c.Date()
		return ms / 1000, true
	}
	if f, st := v.Figure(c); st == read.Readable {
		n, ok := hundredthsOf(f.Coef, f.Exp)
		return int32(n / 100), ok
	}
	if c.Kind != sheet.Text {
		return 0, false
	}
	return spanOf(read.Fold(v.T.Text(c)))
}

func hundredthsOf(coef int64, exp int) (int64, bool) {
	for exp += 2; exp > 0 && coef < 1e12; exp-- {
		coef *= 10
	}
	for ; exp < 0 && coef != 0; exp++ {
		coef /= 10
	}
	return coef, coef >= 0 && coef < 100*1<<30
}

// units of time within a text, in seconds; the longer spelling of one stands first.
var timeUnits = [...]struct {
	word    string
	seconds int32
}{{"小时", 3600}, {"时", 3600}, {"分钟", 60}, {"分", 60}, {"秒钟", 1}, {"秒", 1}, {"hours", 3600}, {"hour", 3600}, {"hrs", 3600}, {"hr", 3600}, {"h", 3600},
	{"minutes", 60}, {"minute", 60}, {"mins", 60}, {"min", 60}, {"m", 60}, {"seconds", 1}, {"second", 1}, {"secs", 1}, {"sec", 1}, {"s", 1}, {":", 0}, {"′", 60}, {"'", 60}, {"″", 1}, {"\"", 1}}

// spanOf reads texts such as 3分20秒, 1h 5m, 03:20.
func spanOf(s string) (int32, bool) {
	sum, parts, colons := int32(0), 0, 0
	var clock []int32
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		n := read.Run(s)
		if n == 0 || n > 6 || parts > 3 {
			return 0, false
		}
		number := int32(0)
		for _, r := range s[:n] {
			number = 10*number + (r - '0')
		}
		s, parts = strings.TrimSpace(s[n:]), parts+1
		clock = append(clock, number)
		found := false
		for _, u := range timeUnits {
			if rest, ok := strings.CutPrefix(s, u.word); ok {
				s, found = rest, true
				if u.seconds == 0 {
					colons++
				}
				if number > 1<<20 {
					return 0, false
				}
				sum += number * u.seconds
				break
			}
		}
		if !found && s != "" {
			return 0, false
		}
	}
	if colons > 0 && colons == parts-1 && sum == 0 {
		for _, n := range clock {
			sum = 60*sum + n
		}
		return sum, true
	}
	return sum, parts > 0 && colons == 0
}
