package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// surnames are the usual ones of one character; nearly everybody in China has one of them.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾" +
	"毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时" +
	"穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位" +
	"厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富" +
	"張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭潘蔣葉蘇魏呂盧鐘譚陸範賈韋鄒賀顧龔邵萬錢嚴湯齊喬龐顏莊聶單華" +
	"佴禤麴亶昌濮寿扶郏钭宓蓬郗璩贲诸荀羿储汲糜仉帅缑谯逄殳沃夔厍訾毋乜蒯竺"

// IsName tells whether a text alone looks like a person's name: two to four Chinese characters that begin with a
// surname, or two to four capitalised words. Words of trade begin like surnames, too; so a column is one of names only
// where most of its cells are.
func IsName(s string) bool {
	n := utf8.RuneCountInString(s)
	if r, _ := utf8.DecodeRuneInString(s); unicode.Is(unicode.Han, r) {
		for _, c := range s {
			if !unicode.Is(unicode.Han, c) && c != '·' {
				return false
			}
		}
		return strings.Contains(s, "·") && n <= 15 || n >= 2 && n <= 4 &&
			(strings.ContainsRune(surnames, r) || strings.Contains(compound, first(s, 2)))
	}
	words := strings.Fields(s)
	for _, w := range words {
		capital, small := 0, 0
		for _, c := range w {
			switch {
			case unicode.IsUpper(c):
				capital++
			case unicode.IsLower(c):
				small++
			case !strings.ContainsRune(".'-’", c):
				return false
			}
		}
		if c, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(c) || small == 0 && capital > 1 {
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 4
}

// isHanName is IsName for Chinese names alone.
func isHanName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r) && IsName(s)
}

// titles stand before or behind names and are none themselves.
var titles = split("先生,女士,小姐,太太,夫人,同志,老师,医生,阿姨,叔叔,爷爷,奶奶,妈妈,爸爸,宝宝,宝贝,大哥,大姐,总,哥,姐,妹,弟,妈,爸,姨,叔,婶,嫂,伯")

// cores gives the names within the text of a name's column: what is left when marks, digits, brackets and titles are
// taken away.
func cores(s string) (list []string) {
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' }) {
		for _, title := range titles {
			if short, cut := strings.CutSuffix(run, title); cut && utf8.RuneCountInString(short) >= 2 {
				run = short
				break
			}
		}
		if run != s && IsName(run) {
			list = append(list, run)
		}
	}
	return list
}

// looksNamed tells what looks like a name as people write it: with marks, a title, an age or a telephone beside it, a
// pet name, English in small letters.
func looksNamed(s string) bool {
	if IsName(s) {
		return true
	}
	n, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			n++
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch r, size := utf8.DecodeRuneInString(s); {
	case n == 0:
		return letters > 0 && isSmallName(s)
	case n <= 3 && size < len(s) && strings.ContainsRune("小阿老大", r):
		return true
	case n <= 6:
		for _, title := range titles {
			if short, cut := strings.CutSuffix(s, title); cut && short != "" && n <= 4 && strings.ContainsRune(surnames, r) {
				return true
			}
		}
		return len(cores(s)) > 0
	}
	return false
}

// isSmallName tells one to four words of letters alone.
func isSmallName(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(".'-’", r) }) >= 0 {
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 4
}
