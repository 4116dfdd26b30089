package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headerClasses are what a header says that contains one of the words; the first line counts. Words of letters match
// whole words, those of Chinese wherever they stand, whatever blanks the header has.
var headerClasses = []struct {
	class Class
	kind  Kind
	why   string
	words string
}{
	{Direct, Email, WhyHeader, "邮箱,邮件,电子信箱,email,e mail,mail"},
	{Quasi, None, WhyTogether, "邮编,邮政编码,zip,postcode,postal code"},
	{Direct, BankCard, WhyHeader, "银行卡,银行账号,银行帐号,银行账户,银行户,开户账号,bank card,bank account,iban,card number"},
	{Direct, IDCard, WhyHeader, "身份证,证件,护照,通行证,台胞证,居住证,军官证,户口,社保卡,社保号,社会保障号,医保卡,医保号,医保编号,健康卡号,驾驶证," +
		"驾照,学号,id card,idcard,id number,identity,national id,passport,ssn,social security,licence,license"},
	{Direct, Account, WhyHeader, "车牌,车号,车架,plate,plate number,vin"},
	{Direct, Phone, WhyHeader, "手机,电话,联系方式,联系号码,联络方式,座机,固话,传真,phone,phones,mobile,telephone,tel,cell,cellphone,whatsapp," +
		"contact number,fax,handphone,hp"},
	{Sensitive, None, WhyHealth, "病历内容"},
	{Other, None, WhyTrade, "微信支付,微信收款,支付方式,付款方式,收款方式,支付渠道,payment method,shipping method,delivery method,paid by"},
	{Direct, Account, WhyHeader, "微信,微信号,微博,抖音号,小红书号,快手号,支付宝,淘宝账号,淘宝号,旺旺,账号,帐号,账户名,用户名,登录名," +
		"wechat,weixin,wx,vx,qq,openid,open id,unionid,union id,weibo,skype,telegram,line id,instagram,facebook,twitter," +
		"account,username,user name,login"},
	{Other, None, WhyStaff, "医生,医师,大夫,护士,员工,咨询师,顾问,经理,经办,操作员,操作人,收银,前台,技师,美容师,老师,教师,教练,销售员,销售人," +
		"业务员,收费员,收费人,挂号员,主治,助理,导医,店长,药师,治疗师,理疗师,康复师,推广员,营业员,店员,接待员,接待人,接诊人,经手,复核,开票人,制表,客服,跟进人,负责人,开单人,录入,制单,审核,doctor,staff,employee,provider,dentist,hygienist,cashier,operator," +
		"sales rep,salesperson,therapist,advisor,consultant,agent"},
	{Other, None, "", "推荐,介绍,转介,引荐,referral"}, // a person, or where people come from
	{Other, None, WhyTrade, "ip address,web address,课程,项目名,产品,商品,科室,部门,门店,店铺,分店,院区,机构,渠道,来源,药品,活动,套餐,品牌," +
		"类型,类别,种类,分类,等级,级别,状态,方式,标签,费别,币种,货币,税率,规格,product,lineitem,line item,sku,variant,currency,item name,item,category,type,kind,level,status,channel," +
		"source,department,store,branch,file name,course,package,brand,service"},
	{Direct, Address, WhyHeader, "地址,住址,住所,住处,现住,居住地,小区,楼栋,门牌,街道,村组,address,addr,street,residence"},
	{Direct, Name, WhyHeader, "姓名,名字,联系人,收货人,收件人,昵称,称呼,家长,监护人,介绍人,推荐人,付款人,就诊人,投保人,被保人,被保险人,受益人,缴费人," +
		"购买人,代付人,陪同人,当事人,配偶,家属,丈夫,妻子,爱人,父亲,母亲,爸爸,妈妈,儿子,女儿,亲属,亲友," +
		"name,names,full name,fullname,first name,firstname,last name,lastname,surname,forename,given name,nickname,nick," +
		"contact,guardian,referrer,referred by,spouse,husband,wife,father,mother,parent,son,daughter,payer,payee," +
		"beneficiary,insured,policyholder"},
	{Quasi, None, WhyTogether, "出生,生日,年龄,性别,民族,婚姻,职业,学历,籍贯,国籍,身高,体重,血型," +
		"birth,birthday,dob,age,sex,gender,occupation,nationality,ethnicity,marital"},
	{Sensitive, None, WhyHealth, "诊断,病史,过敏,疾病,症状,用药,处方,检查结果,主诉,治疗,手术,项目,药,宗教,收入," +
		"diagnosis,allergy,symptom,medication,prescription,treatment," +
		"procedure,surgery,history,income,religion"},
	{Other, None, WhyRemarks, "备注,说明,留言,评价,意见,反馈,描述,摘要,原因,小结,医嘱,记录,内容,附言,remark,remarks,note,notes,comment," +
		"comments,memo,description,feedback,reason,message"},
}

// personWords are headers that name a person when nothing else stands beside them but fillers: 患者, 客户(家长), 会员1,
// but not 客户来源.
const (
	personWords = "患者,病人,病患,客户,会员,顾客,客人,宝宝,宝贝,学员,学生,孩子,子女,幼儿,婴儿,儿童,用户,买家,买方,本人,就诊者,消费者,来访者,求美者," +
		"老人,成员,访客,客戶,會員,顧客,patient,patients,client,clients,customer,customers,member,members,guest,student,child,baby," +
		"buyer,person,people,who,user,pet owner,owner"
	fillers = "姓名,名称,名,全名,名单,主,本,新,老,或,及,的,人,first,last,full,name,the,no name,or,and"
)

// byHeader is what a header says of its column.
func byHeader(header string) (Class, Kind) {
	class, kind, _ := headerSays(header)
	return class, kind
}

// headerSays is byHeader with the reason; "" when the header says nothing.
func headerSays(header string) (Class, Kind, string) {
	h := newHeading(header)
	if h.isPerson() {
		return Direct, Name, WhyHeader
	}
	for _, line := range headerClasses {
		if h.hasAny(line.words) {
			if line.kind == None && line.why != WhyStaff && h.endsInPerson() {
				return Direct, Name, WhyHeader
			}
			return line.class, line.kind, line.why
		}
	}
	if h.endsInPerson() {
		return Direct, Name, WhyHeader
	}
	return Other, None, ""
}

// personEnds end headers of persons, whatever stands before: 渠道人, Package owner. A header that asks for yes or no is none.
var (
	personEnds  = split("人,姓名,名字,学员,患者,病人,对象,备注名")
	personLasts = split("person,holder,member,owner,client,patient,guest,recipient,user,contact")
	questions   = split("是否,有无,几,多少,所有")
)

func (h heading) endsInPerson() bool {
	for _, q := range questions {
		if strings.HasPrefix(h.tight, q) {
			return false
		}
	}
	for _, end := range personEnds {
		if strings.HasSuffix(strings.TrimRight(h.tight, "0123456789"), end) {
			return true
		}
	}
	words, _, _ := strings.Cut(h.words, "|")
	for _, last := range personLasts {
		if strings.HasSuffix(strings.TrimRight(words, "0123456789 "), " "+last) {
			return true
		}
	}
	return false
}

// A heading is a header in two forms: its words between blanks, twice where capitals begin words within, and without
// any blanks for the words of Chinese.
type heading struct{ words, tight string }

func newHeading(header string) heading {
	lower := " " + headerWords(header, false) + " "
	if camel := " " + headerWords(header, true) + " "; camel != lower {
		lower += "|" + camel
	}
	return heading{lower, strings.ReplaceAll(headerWords(header, false), " ", "")}
}

func (h heading) hasAny(words string) bool {
	for word := range strings.SplitSeq(words, ",") {
		if h.has(word) {
			return true
		}
	}
	return false
}

func (h heading) has(word string) bool {
	if word[0] < utf8.RuneSelf {
		return strings.Contains(h.words, " "+word+" ")
	}
	return strings.Contains(h.tight, word)
}

// isPerson tells headers of which nothing is left when words of persons, fillers and digits are taken away.
func (h heading) isPerson() bool {
	rest, _, _ := strings.Cut(h.words, "|")
	taken := false
	for _, list := range [...]string{personWords, fillers} {
		for word := range strings.SplitSeq(list, ",") {
			if word[0] < utf8.RuneSelf {
				word = " " + word + " "
			}
			for strings.Contains(rest, word) {
				rest, taken = strings.Replace(rest, word, " ", 1), taken || list == personWords
			}
		}
	}
	return taken && strings.Trim(rest, " 0123456789一二三甲乙") == ""
}

// headerWords writes a header in small letters with one blank between words: where anything but a letter or digit
// stands, between Chinese and other letters, between letters and digits, and with camel before capitals. Single letters
// that follow each other are one word, as in "Q Q".
func headerWords(header string, camel bool) string {
	var b strings.Builder
	last, single := rune(' '), false
	for _, r := range header {
		r = narrow(r)
		kind, lastKind := scriptOf(r), scriptOf(last)
		switch {
		case kind == 0:
			last = ' '
			continue
		case b.Len() > 0 && (kind != lastKind || camel && unicode.IsUpper(r) && unicode.IsLower(last)):
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		last = r
	}
	list := strings.Fields(b.String())
	out := ""
	for _, w := range list {
		alone := len(w) == 1 && w[0] >= 'a' && w[0] <= 'z'
		if out != "" && !(alone && single) {
			out += " "
		}
		out, single = out+w, alone
	}
	return out
}

// scriptOf tells Chinese characters, other letters and digits apart; 0 is anything else.
func scriptOf(r rune) int {
	switch {
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.IsLetter(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	}
	return 0
}

// narrow gives the ordinary form of full-width characters.
func narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	case r == 0x3000:
		return ' '
	}
	return r
}
