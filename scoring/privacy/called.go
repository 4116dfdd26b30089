package privacy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names of those who stand in no column of persons are told in remarks by a word beside them: 李四来电, 家属：李四, 李女士.
var (
	// behind a name
	calledEnds = split("来电,致电,来访,介绍,推荐,陪同,陪诊,代付,代缴,代取,代办,转介,签字,的妈妈,的爸爸,的母亲,的父亲,的家属,的朋友,的同事,的孩子,的女儿,的儿子,之母,之父,之子,之女,之妻,之夫," +
		"先生,女士,小姐,太太,阿姨,叔叔,大爷,大妈,爷爷,奶奶,妈妈,爸爸,家长,本人")
	// before a name
	calledStarts = split("联系人,介绍人,推荐人,监护人,陪同人,付款人,代办人,经办人,患者,病人,客户,顾客,会员,家属,家长,配偶,丈夫,妻子,父亲,母亲,儿子,女儿,孩子,朋友,同事,姓名,名叫")
	// no names, though they begin like one
	uncalled = split("满意,方便,时间,平时,常来,常规,安排,高兴,温和,高德,明确,明天,明日,和家,和朋,和同,于是,于今,路过,路上,车上,应该,那边,那个,安全,安静,单独,包括,经常,经过,经由,全家,全部,全口,全程,要求,同意," +
		"终于,计划,相关,相信,信息,居家,容易,齐全,丰富,白天,冷敏,时候,关于,关节,关系,金属,金额,段时,项目,向来,向我,万一,万元,连续,费用,敏感,都是,都来,花费,云端,祝福,相片,方式,方案,满月,支付,支持," +
		"家里,由于,由家,由母,由父,由朋,毛病,平台,广告,车站,贺卡,党员,党费,干净,但是,但家,尤其,公司,国庆,水平,农村,农历,温水,康复,康养,牙医,牛奶,鱼刺,花生,麻药,麻醉")
)

// called covers the names in a text that a word beside them tells.
func called(s string, with func(k Kind, found string) string) string {
	if len(s) < 3*3 || strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		return s
	}
	for _, word := range calledEnds {
		for at := 0; ; {
			found := strings.Index(s[at:], word)
			if found < 0 {
				break
			}
			found += at
			from := nameBefore(s, found, word)
			if from < 0 {
				at = found + len(word)
				continue
			}
			cover := with(Name, s[from:found])
			s = s[:from] + cover + s[found:]
			at = from + len(cover) + len(word)
		}
	}
	for _, word := range calledStarts {
		for at := 0; ; {
			found := strings.Index(s[at:], word)
			if found < 0 {
				break
			}
			at += found + len(word)
			rest := strings.TrimLeft(s[at:], " :：是叫为")
			from := len(s) - len(rest)
			size := nameSize(rest, from > at)
			if size == 0 {
				continue
			}
			cover := with(Name, s[from:from+size])
			s = s[:from] + cover + s[from+size:]
			at = from + len(cover)
		}
	}
	return s
}

// beside covers the names that stand right beside a telephone or the number of an identity card, with a blank or a colon
// between at most: 张三13812345678.
func beside(s string, with func(k Kind, found string) string) string {
	const fewest = 7 // digits of the shortest telephone
	digits := 0
	for i := range len(s) {
		if s[i]-'0' < 10 || s[i] == 0xEF { // or full-width, perhaps
			digits++
		}
	}
	if digits < fewest || digits == len(s) {
		return s
	}
	spans := Find(s)
	for i := len(spans) - 1; i >= 0; i-- { // from the end, so that the places before stay
		if k := spans[i].Kind; k != Phone && k != IDCard {
			continue
		}
		behind := strings.TrimLeft(s[spans[i].To:], besideMarks)
		if n := hanPrefix(behind); n > 0 && IsName(behind[:n]) && !isUncalled(behind) {
			at := len(s) - len(behind)
			s = s[:at] + with(Name, behind[:n]) + s[at+n:]
		}
		before := strings.TrimRight(s[:spans[i].From], besideMarks)
		if n := hanSuffix(before); n > 0 && IsName(before[len(before)-n:]) && !isUncalled(before[len(before)-n:]) {
			s = s[:len(before)-n] + with(Name, before[len(before)-n:]) + s[len(before):]
		}
	}
	return s
}

const besideMarks = " :：（）()/，,、+"

// hanPrefix gives the bytes of two to four Chinese characters that a text begins with, up to another sign; 0 when there are
// fewer or more. hanSuffix is the same for its end.
func hanPrefix(s string) int {
	n, size := 0, 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			break
		}
		n, size = n+1, size+utf8.RuneLen(r)
	}
	if n < 2 || n > 4 {
		return 0
	}
	return size
}

func hanSuffix(s string) int {
	n, at := 0, len(s)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		n, at = n+1, at-size
	}
	if n < 2 || n > 4 {
		return 0
	}
	return len(s) - at
}

// nameBefore gives where the name begins that ends at a place; -1 when there is none. A surname alone will do before a title
// of two characters.
func nameBefore(s string, end int, word string) int {
	var starts [3]int // of the last one, two, three characters
	at := end
	for n := range starts {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.Is(unicode.Han, r) {
			starts[n] = -1
			break
		}
		at -= size
		starts[n] = at
		if n < 2 {
			starts[n+1] = -1
		}
	}
	for _, n := range [...]int{2, 1} {
		if from := starts[n]; from >= 0 && IsName(s[from:end]) && !isUncalled(s[from:]) {
			return from
		}
	}
	if from := starts[0]; from >= 0 && isTitle(word) && strings.ContainsRune(surnames, firstRune(s[from:])) {
		return from
	}
	return -1
}

// nameSize gives the size of the name that a text begins with, 0 when there is none: up to the next mark or figure, or three
// characters where a mark says that a name comes.
func nameSize(s string, marked bool) int {
	n, end := 0, len(s)
	for i, r := range s {
		if !unicode.Is(unicode.Han, r) {
			end = i
			break
		}
		n++
	}
	if n > 3 {
		if !marked {
			return 0
		}
		end = len(first(s, 3))
	}
	if n < 2 || !IsName(s[:end]) || isUncalled(s) {
		return 0
	}
	return end
}

func isUncalled(s string) bool {
	for _, word := range uncalled {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

func isTitle(word string) bool {
	return word == "大爷" || word == "大妈" || slices.Contains(titles, word)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
