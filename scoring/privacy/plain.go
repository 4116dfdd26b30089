package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/intake/read"
)

// A text is private until it is shown to be otherwise. What shows it here is its form alone: a figure, a date, a code,
// a word that says nothing of anybody, the name of a firm.

// units may stand in figures and dates beside the digits.
const units = "年月日号时分秒点元块角整圆人民币国万千百十亿约余岁次个天周星期第至到上下午早晚前后左右共计净一二三四五六七八九"

// vocabulary are words that stand in many files and name nobody.
var vocabulary = read.Words(
	"是,否,有,无,男,女,男性,女性,未知,不详,其他,其它,保密,已婚,未婚,汉族,汉,空,暂无,没有,免费,免,免日,免费日,赠送,优惠,正常,异常,有效,无效,已付,未付,已付款,未付款,已支付,未支付,已完成,未完成,完成,成功,失败",
	"已取消,取消,已退款,退款,退费,作废,已作废,待定,待付,待支付,预约,已预约,到店,已到店,未到,爽约,初诊,复诊,初诊费,复查,现金,微信,微信支付,支付宝,刷卡,银行卡,医保,储值,会员卡,转账,信用卡,线上,线下,门店,美团,大众点评,抖音,小红书,百度,官网,电话",
	"朋友介绍,老带新,自然到店,转介绍,普通,普通会员,金卡,银卡,钻石,钻石卡,铂金,白金,黑金,高,中,低,新,老,新客,老客,新客户,老客户,新患者,老患者,会员,非会员,散客,客户,顾客,患者,一级,二级,三级,一月,二月,三月,四月,五月,六月,七月,八月,九月,十月,十一月",
	"十二月,周一,周二,周三,周四,周五,周六,周日,星期一,星期二,星期三,星期四,星期五,星期六,星期日,上午,下午,晚上,春,夏,秋,冬,满意,不满意,一般,很满意,非常满意,好,差,合计,小计,总计,收入,支出,不计收支,充值,消费,口腔,口腔科,内科,外科,儿科,妇科,骨科",
	"yes,no,true,false,male,female,m,f,n/a,na,null,none,nan,unknown,other,cash,card,credit,debit,online,offline,paid,unpaid",
	"pending,completed,complete,cancelled,canceled,refunded,active,inactive,new,old,vip,free,total,subtotal,sale,return",
	"wechat,alipay,web,app,store,phone,walk-in,referral,high,medium,low,gold,silver,platinum,diamond,basic",
)

// isWord tells a word of the vocabulary. Capitals behind a Chinese character hide one, on the safe side.
func isWord(s string) bool {
	return vocabulary.Has(s) || s != "" && s[0] < utf8.RuneSelf && len(s) < 16 && vocabulary.Has(strings.ToLower(s))
}

// isPlain tells whether a text speaks of nobody by its form.
func isPlain(s string) bool {
	if s = strings.TrimSpace(s); s == "" || s[0] < utf8.RuneSelf && isCode(s) { // most are codes
		return true
	}
	return s[0] == '#' && s == strings.ToUpper(s) && strings.ContainsAny(s, "!?/") || isWord(s) || isFigure(s) || isCode(s) || isFirm(s)
}

// isFigure tells figures and dates: digits with marks and units about them. One or two letters alone are grades.
func isFigure(s string) bool {
	digits, words, letters := 0, 0, 0
	for _, r := range strings.TrimSuffix(s, "(中国标准时间)") {
		switch r = narrow(r); {
		case r >= '0' && r <= '9':
			digits++
		case unicode.Is(unicode.Han, r):
			if !strings.ContainsRune(units, r) {
				return false
			}
			words++
		case unicode.IsLetter(r):
			if r >= utf8.RuneSelf {
				return false
			}
			letters++
		}
	}
	switch {
	case words == 0 && letters == 0:
		return true
	case letters > 0:
		return words == 0 && (digits == 0 && (letters == 1 && len(s) <= 3 || letters == 2 && s == strings.ToUpper(s) && len(s) <= 3) ||
			isDated(s))
	}
	return digits > 0 && words <= 2+2*digits
}

// dateWords are what dates in English hold besides digits.
const dateWords = " jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august " +
	"september october november december mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday " +
	"sunday am pm t z gmt utc cst st nd rd th e kg cm mm ml rmb cny usd eur gbp jpy hk nt twd hkd yuan days day months month years year times x "

// isDated tells digits with the words of dates and measures.
func isDated(s string) bool {
	digits := false
	for _, w := range strings.Fields(headerWords(s, false)) {
		if w[0] >= '0' && w[0] <= '9' {
			digits = true
		} else if !strings.Contains(dateWords, " "+w+" ") {
			return false
		}
	}
	return digits
}

// codeHeads may stand before a number of theirs.
const codeHeads = " 客户 顾客 患者 病人 会员 用户 编号 客 号 店 门店 第 卡 c id no customer user patient client member cust "

// isCode tells numbers and codes: digits and capitals without blanks, with more digits than letters unless the letters
// are a short head, or what a machine writes in sixteens.
func isCode(s string) bool {
	if len(s) > 40 {
		return false
	}
	for i, r := range s { // 客户0012
		if r >= '0' && r <= '9' && i > 0 {
			if head := strings.TrimRight(s[:i], " -_#:"); strings.Contains(codeHeads, " "+strings.ToLower(head)+" ") {
				return isDigits(s[i:])
			}
			break
		}
	}
	digits, letters, small, sixteen := 0, 0, 0, true
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b-'0' < 10:
			digits++
		case b >= 'A' && b <= 'Z':
			letters++
			sixteen = sixteen && b <= 'F'
		case b >= 'a' && b <= 'z':
			letters, small = letters+1, small+1
			sixteen = sixteen && b <= 'f'
		case strings.IndexByte("-_/.#", b) < 0:
			return false
		}
	}
	switch {
	case digits == 0:
		return false
	case sixteen && digits >= 2 && len(s) >= 8:
		return true
	}
	if small > 0 { // u1001, but not Li1, zhang88 or wx88888
		return letters == 1 || digits >= 3 && letters == 2 && small == 2 && !isHandle(s)
	}
	return letters <= 1 || digits >= 2 && letters <= max(4, digits)
}

// isSerial tells what a column of orders may hold besides: four digits and more, among them letters and marks, as in
// wx20240105001.
func isSerial(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= utf8.RuneSelf || s[i] == '@' {
			return false
		}
		if s[i]-'0' < 10 {
			digits++
		}
	}
	return digits >= 4 && 2*digits >= len(s)
}

// isHandle tells how names at services begin.
func isHandle(s string) bool {
	return strings.HasPrefix(s, "wx") || strings.HasPrefix(s, "vx") || strings.HasPrefix(s, "qq")
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]-'0' >= 10 {
			return false
		}
	}
	return s != ""
}

// firmEnds end the names of firms and places of work; firmWords those in letters.
var firmEnds = split("公司,集团,工厂,厂,商店,商行,诊所,门诊部,医院,中心,学校,银行,协会,事务所,合作社,经营部,工作室,分店,分院,分公司,研究院,研究所,大学,幼儿园,委员会")

const firmNow = " ltd inc llc gmbh corp co company limited plc clinic hospital school bank university group "

// isFirm tells the name of a firm by how it ends.
func isFirm(s string) bool {
	if n := utf8.RuneCountInString(s); n >= 5 {
		for _, end := range firmEnds {
			if strings.HasSuffix(s, end) && !strings.ContainsAny(s, " ,，") {
				return true
			}
		}
	}
	words := strings.Fields(strings.ToLower(s))
	return len(words) >= 2 && strings.Contains(firmNow, " "+strings.Trim(words[len(words)-1], ".,")+" ")
}

// isPlace tells a place with many people in it.
func isPlace(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 8 && strings.Contains("区县市省镇乡村州旗盟", last(s, 1))
}
