package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
)

// A Class says what a column is to a person's privacy.
type Class uint8

// The classes.
const (
	Other     Class = iota // nothing that would name a person or hurt one
	Needed                 // without it nothing can be graded
	Direct                 // names a person: name, telephone, number of an identity card …
	Quasi                  // names a person together with others of its kind: birthday, sex, region …
	Sensitive              // what nobody else is to know: diagnosis, treatment …
)

var classCodes = [...]string{"other", "needed", "direct", "quasi", "sensitive"}

// String gives the class's code.
func (c Class) String() string { return classCodes[min(int(c), len(classCodes)-1)] }

// A Column is a column of a table in this respect.
type Column struct {
	Index int
	Class Class
	Kind  Kind // what all of its cells are taken for; None for most columns
	Codes bool // holds numbers of orders: those that look like telephones are none
	Who   bool // names the customer
}

// Screen gives a cell's text as the screen shows it to who did not ask for more.
func (c Column) Screen(s string) string {
	if c.Codes {
		return s
	}
	return Mask(c.Kind, s)
}

// roleClasses are what roles say. A role that is not here says nothing, and the header has the word.
var roleClasses = []struct {
	class Class
	kind  Kind
	roles string // between spaces
}{
	{Direct, Name, " name "},
	{Direct, Phone, " phone "},
	{Direct, Email, " email "},
	{Direct, IDCard, " idcard "},
	{Direct, Address, " address "},
	{Needed, None, " customer date days visits amount order refund refunded status asof "},
	{Quasi, None, " region birth birthday age sex gender "},
	{Sensitive, None, " item service diagnosis "},
	{Other, None, " department doctor satisfaction result "},
}

// headerClasses are what a header says that contains one of the words; the first line counts. Words of letters match
// whole words.
var headerClasses = []struct {
	class Class
	kind  Kind
	words string
}{
	{Direct, Email, "邮箱,邮件,电子信箱,email,e mail,mail"},
	{Quasi, None, "邮编,邮政编码,zip,postcode,postal code"},
	{Direct, BankCard, "银行卡,银行账号,银行帐号,银行账户,bank card,bank account,iban"},
	{Direct, IDCard, "身份证,证件号,证件编号,护照,社保卡,社保号,社会保障号,医保卡,医保号,医保编号,健康卡号,驾驶证," +
		"id card,identity,national id,passport,ssn,social security"},
	{Direct, Phone, "手机,电话,联系方式,联系号码,联络方式,座机,phone,mobile,telephone,tel,cell,whatsapp,contact number"},
	{Direct, Account, "微信,wechat,qq,openid,unionid,支付宝账号,淘宝账号,旺旺"},
	{Other, None, "ip address,web address,医生,医师,护士,员工,课程,项目名,产品,商品,公司,单位,科室,部门,门店,店铺,机构,渠道,药品,活动,套餐,品牌," +
		"doctor,staff,product,item name,company,department,store,branch,file name,course,employee,provider,dentist"},
	{Direct, Address, "地址,住址,住所,address,street"},
	{Direct, Name, "姓名,名字,联系人,收货人,收件人,昵称,称呼,家长,监护人,介绍人,推荐人," +
		"name,full name,first name,last name,surname,nickname,contact,guardian," +
		"referrer"},
	{Quasi, None, "出生,生日,年龄,性别,民族,婚姻,职业,学历,籍贯,国籍,身高,体重,血型," +
		"birth,birthday,dob,age,sex,gender,occupation,nationality,ethnicity,marital"},
	{Sensitive, None, "诊断,病史,过敏,疾病,症状,用药,处方,检查结果,病历内容,主诉,治疗,手术,项目,药,宗教,收入," +
		"diagnosis,allergy,symptom,medication,prescription,treatment," +
		"procedure,surgery,history,income,religion"},
}

// Columns classes the columns of a table: by role, by header, and where both are silent by what stands in them.
func Columns(t *sheet.Table, m intake.Mapping) []Column {
	list := make([]Column, len(m.Columns))
	for i, c := range m.Columns {
		list[i] = Column{Index: c.Index, Codes: c.Role == intake.Order}
		list[i].Class, list[i].Kind = said(c)
		seen := look(t, c.Index, m.HeaderRow+1)
		switch k := &list[i]; {
		case c.Role == intake.Customer:
			k.Kind, k.Who = seen.customer(byHeader(c.Header)), true
		case k.Class == Direct && k.Kind == Name && seen.figures():
			k.Class, k.Kind = Other, None // numbers under the name of a name
		case k.Class == Direct || k.Class == Needed:
		case seen.mostly() != None:
			k.Class, k.Kind = Direct, seen.mostly()
		}
	}
	return list
}

// said is what role and header say of a column.
func said(c intake.Column) (Class, Kind) {
	for _, r := range roleClasses {
		if strings.Contains(r.roles, " "+string(c.Role)+" ") {
			return r.class, r.kind
		}
	}
	return byHeader(c.Header)
}

func byHeader(header string) (Class, Kind) {
	h := " " + strings.Join(strings.FieldsFunc(strings.ToLower(header), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ") + " "
	for _, line := range headerClasses {
		for word := range strings.SplitSeq(line.words, ",") {
			if word[0] < utf8.RuneSelf {
				word = " " + word + " "
			}
			if strings.Contains(h, word) {
				return line.class, line.kind
			}
		}
	}
	return Other, None
}

// A sample is what a few hundred cells of a column hold.
type sample struct {
	filled, names, digits int
	kinds                 [kinds]int
}

// sampled is how many rows are looked at, spread over the table.
const sampled = 240

func look(t *sheet.Table, col, from int) (s sample) {
	step := max(1, (t.Rows-from)/sampled)
	for row := from; row < t.Rows; row += step {
		c := t.Cell(row, col)
		switch c.Kind {
		case sheet.Empty:
			continue
		case sheet.Number:
			s.kinds[OfNumber(c.Number())]++
			s.digits++
		case sheet.Text:
			text := strings.TrimSpace(t.String(c.TextID()))
			if text == "" {
				continue
			}
			spans := Find(text)
			if len(spans) == 1 && 5*(spans[0].To-spans[0].From) >= 4*len(text) {
				s.kinds[spans[0].Kind]++
			}
			if IsName(text) {
				s.names++
			}
			if strings.IndexFunc(text, unicode.IsDigit) >= 0 {
				s.digits++
			}
		}
		s.filled++
	}
	return s
}

// mostly gives the kind that at least half of the cells are.
func (s sample) mostly() Kind {
	for k := Phone; k < kinds; k++ {
		if s.filled > 0 && 2*s.kinds[k] >= s.filled {
			return k
		}
	}
	return None
}

func (s sample) figures() bool { return 2*s.digits > s.filled }

// customer says what customers go by in a file: mostly a code, which stays as it is, or else a name or a number of
// theirs.
func (s sample) customer(class Class, header Kind) Kind {
	if k := s.mostly(); k != None {
		return k
	}
	if class == Direct && header == Name && !s.figures() || s.filled > 0 && 5*s.names >= 3*s.filled {
		return Name
	}
	return None
}

// surnames are the usual ones of one character; nearly everybody in China has one of them.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾" +
	"毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时" +
	"穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位" +
	"厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富" +
	"張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭潘蔣葉蘇魏呂盧鐘譚陸範賈韋鄒賀顧龔邵萬錢嚴湯齊喬龐顏莊聶單華"

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
