package sources

import (
	"strings"
	"sync"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
)

// A Field is what a column of such a table says.
type Field uint8

// The fields.
const (
	None Field = iota
	ID
	Phone
	Name
	Sex
	Birth
	Age
	Region
	Occupation
	Channel
	FirstSeen
	BookedFor
	Status
	Missed // whether somebody did not come
	Department
	Doctor
	Time
	TouchKind
	Item
	Seconds
	Minutes
	Rating
	Recommend // 0 to 10, would recommend
	Complaint
	VoiceKind
	Words
	Amount
	Order
	Ready // days, visits or an earlier result that is ready for a customer
	Result
	Employee
	fields
)

// lexicon are the headers that say more than the roles of a table of payments do. A header that says exactly one of them
// means it; otherwise, where within is said, the longest of them that it contains.
var lexicon = [...]struct {
	field  Field
	within bool
	only   bool   // within longer headers only
	words  string // between commas, compared as headers are
}{
	{ID, false, false, "openid,unionid,微信openid,微信号,微信ID,wechat id,wechat openid,粉丝ID,粉丝编号,访客ID,visitor id,contact id,crm id,external userid,外部联系人ID,chart #,chart no,chart number,patient chart #"},
	{Occupation, true, false, "职业,职业类型,工作类型,从事职业,行业,所属行业,职业身份,occupation,job,job title,profession,industry,employment,从业,工种"},
	{Channel, true, false, "渠道,来源,来源渠道,渠道来源,获客渠道,获客来源,推广渠道,首次来源,客户来源,患者来源,会员来源,了解途径,得知途径,来院途径,介绍渠道,添加渠道,引流渠道,channel,source," +
		"acquisition channel,acquisition source,lead source,referral source,marketing channel,utm source,how heard,how did you hear about us,source channel,origin"},
	{FirstSeen, true, false, "建档日期,建档时间,注册日期,注册时间,首诊日期,首诊时间,首次就诊日期,首次就诊时间,初诊日期,初诊时间,首次到诊日期,首次到店日期,首次接触日期,首次接触时间,首次来访日期,首次消费日期,首次添加时间," +
		"加入日期,加入时间,添加日期,添加时间,入会日期,入会时间,开卡日期,关注日期,关注时间,成为客户日期,创建日期,创建时间,登记日期,登记时间,首访日期,first seen,first visit,first visit date,first contact," +
		"first contact date,first seen at,first seen on,registration date,registered,registered at,registered on,signup date,sign up date,signed up,join date,joined,joined on," +
		"member since,customer since,patient since,added on,added at,created,created at,created on,date added,enrolment date,enrollment date,建卡日期,建卡时间,录入日期,录入时间,入学日期,报名日期,报名时间,开户日期,first appointment,first booking,date first visit,first contact on,enrolled on,date created,created date,create date,create time,登记日,since"},
	{BookedFor, true, false, "预约日期,预约时间,预约就诊日期,预约就诊时间,预约到诊日期,预约到诊时间,预约到店时间,预约时段,预约日,预约到店日,约定时间,约定日期,就诊预约时间,约诊日期,约诊时间,预约于,booked for,appointment date,appointment time,appointment,appointment at," +
		"appt date,appt time,scheduled for,scheduled at,scheduled date,scheduled time,scheduled,booking date,booking time,booking for,booked date,slot,slot start,slot time,aptdatetime,appointment slot,reservation date,reservation time,挂号日期,挂号时间,约课时间,约课日期,排期时间,排期日期,预约开始时间,appointment start,appt start,appointment datetime,约的日期,约的时间,appt,booked slot,appointment day"},
	{Status, true, false, "预约状态,到诊状态,就诊状态,到店状态,履约状态,约诊状态,到诊情况,到院情况,到店情况,履约情况,赴约情况,预约结果,是否到诊,是否到店,是否到院,是否就诊,是否赴约,appointment status,booking status,attendance," +
		"attendance status,aptstatus,appt status,show/no-show,show or no show,show status,attended,arrived,showed up,outcome,visit outcome,是否取号,取号状态,签到状态,签到情况,是否签到,到诊与否,到店与否,到院与否,到店结果,到诊结果,出勤,出勤状态,arrival status,appointment state,came,came in,turned up,checked in,来没来,到没到,就诊与否,showed,kept"},
	{TouchKind, true, false, "行为,行为类型,行为类别,事件,事件类型,事件名称,动作,互动类型,互动方式,触点,触点类型,触达类型,接触类型,接触方式,页面类型,内容类型,操作类型,访问类型,event,event type,event name," +
		"action,action type,activity,activity type,touch,touch type,touch kind,touchpoint,interaction,interaction type,behaviour,behavior,behaviour type,behavior type,engagement type,content type,page type,互动行为,做了什么"},
	{Seconds, true, false, "停留时长,停留时间,停留秒数,停留,阅读时长,阅读时间,阅读秒数,浏览时长,浏览秒数,观看时长,观看秒数,学习时长,时长,秒数,秒,持续时间,dwell,dwell time,dwell seconds,duration," +
		"duration seconds,duration sec,time on page,seconds,secs,sec,reading time,reading seconds,read seconds,read time,session duration,stay seconds,time spent,watch time,view time,read secs,dwell secs,view secs,engagement seconds"},
	{Minutes, true, false, "停留分钟,阅读分钟,时长分钟,停留分钟数,阅读分钟数,时长分钟数,分钟数,minutes,mins,duration minutes,reading minutes,dwell minutes,duration min"},
	{Item, true, false, "内容,文章,文章标题,内容标题,内容名称,标题,页面,页面名称,页面标题,模块,模块名称,功能模块,栏目,栏目名称,素材,素材名称,页面模块,course title,page,page title,page name,article,article title,title," +
		"content,content title,content name,module,section,url,path,screen,feature"},
	{Recommend, true, false, "nps,nps分,nps得分,nps评分,nps score,推荐意愿,推荐分,推荐分数,推荐度,推荐指数,净推荐值,愿意推荐,是否愿意推荐,推荐可能性,likelihood to recommend,recommend,recommend score,would recommend," +
		"recommendation score,recommendation,promoter score,推荐值,nps打分,推荐打分,愿意推荐程度,nps rating,可能推荐,推荐我们,recommend us"},
	{Rating, true, false, "评分,星级,打分,评价分,评价分数,评价得分,服务评分,医生评分,环境评分,总体评分,满意度分,满意分,得分,分数,rating,stars,star,score,satisfaction,satisfaction score,csat,overall rating,service rating,survey score,综合评分,满意程度,点评星级,整体评分,整体满意度,总评,打几分,几分,stars given"},
	{Complaint, true, false, "投诉,是否投诉,投诉标志,投诉类型,投诉内容,投诉原因,投诉事项,complaint,complaints,is complaint,complained,complaint type,complaint text,complaint reason,has complaint,投诉与否,有无投诉,投诉情况"},
	{VoiceKind, true, false, "反馈类型,反馈类别,评价类型,意见类型,调查类型,问卷类型,feedback type,voice type,survey type,review type,response type"},
	{Words, true, false, "评价内容,反馈内容,评论,评论内容,留言,留言内容,意见,意见建议,意见内容,建议内容,反馈,客户反馈,患者反馈,原话,文字评价,评语,反馈意见,问卷意见,comment,comments,feedback,feedback text,review," +
		"review text,message,text,verbatim,free text,remarks text,what they said,opinion,suggestion,suggestions,评价详情,吐槽,诉求,点评内容,反映内容,投诉详情,说了什么,what they said"},
	{Time, true, false, "时间,日期,提交时间,提交日期,评价时间,评价日期,反馈时间,反馈日期,调查日期,调查时间,填写时间,访问时间,访问日期,浏览时间,阅读时间点,发生时间,事件时间,行为时间,互动时间,接触时间,触达时间,时间戳," +
		"time,timestamp,date,datetime,date time,event time,event date,occurred at,submitted at,submitted on,submission date,visited at,viewed at,rated at,rated on,rating date,survey date,review date,response date," +
		"feedback date,touch time,touch date,at,when,response time,answered at,评分时间,点评时间,点评日期,调研日期,调研时间,反映时间,随访日期,回访日期,回访时间,操作时间,点击时间,埋点时间,学习时间,read at,logged at,hit time,触达日期,评价日,反馈日,surveyed"},
	{Department, true, true, "科室,门诊部,department"},
	{Doctor, true, true, "医生,医师,doctor"},
	{Phone, true, true, "手机,电话,mobile"},
	{Employee, false, false, "员工,所属员工,添加员工,添加人,跟进人,跟进员工,归属员工,客服,客户经理,服务人员,employee,staff,owner,account manager,added by,assigned to,follow up staff"},
	{Sex, false, false, "男女,m/f"},
	{Region, false, false, "籍贯,户籍,户籍地,常住地,现居地,居住地,城区,片区,辖区,所在区,所在县,县,街道,乡镇,suburb,county,postal town,town,village,borough,postcode,postal code,zip,zip code,residential area"},
	{Region, true, true, "地址,住址,address"},
	{Rating, false, false, "环境,服务,总体"},
	{Occupation, false, false, "工作"},
	{Seconds, false, false, "用时"},
	{BookedFor, false, false, "预约"},
	{Missed, false, false, "爽约,是否爽约,失约,是否失约,缺席,是否缺席,是否缺诊,是否未到,no show,noshow,no-show,is no show,missed,did not attend,dna,failed to attend"},
	{Age, false, false, "年龄段,年龄组,age band,age group,age range"},
}

// entries of the lexicon made ready.
type term struct {
	compact string
	field   Field
}

// A book of the lexicon: whole headers, and the parts that may be found within longer ones.
type book struct {
	exact map[string]Field
	parts []term
}

// known is the lexicon made ready.
var known = sync.OnceValue(func() *book {
	b := &book{exact: map[string]Field{}}
	for _, line := range lexicon {
		for w := range strings.SplitSeq(line.words, ",") {
			c := header.Compact(w)
			if _, twice := b.exact[c]; !twice && !line.only {
				b.exact[c] = line.field
			}
			if line.within && (c[0] >= 0x80 && len(c) >= 6 || len(c) >= 6) {
				b.parts = append(b.parts, term{c, line.field})
			}
		}
	}
	return b
})

// ofRole are the fields of roles.
var ofRole = map[intake.Role]Field{
	intake.Customer: ID, intake.Phone: Phone, intake.Name: Name, intake.Sex: Sex, intake.Birth: Birth, intake.Age: Age,
	intake.Region: Region, intake.Department: Department, intake.Doctor: Doctor, intake.Item: Item, intake.Rating: Rating,
	intake.Status: Status, intake.Date: Time, intake.Amount: Amount, intake.Order: Order, intake.Days: Ready,
	intake.Visits: Ready, intake.Result: Result,
}

// meaning says what a header says, and how surely: 2 the whole of it, 1 a part, 0 nothing.
func meaning(text string) (Field, int) {
	if text == "" || len(text) > 200 {
		return None, 0
	}
	b, c := known(), header.Compact(text)
	if f, ok := b.exact[c]; ok {
		if f == Seconds && strings.Contains(text, "分") && !strings.Contains(text, "秒") || f == Seconds && strings.Contains(strings.ToLower(text), "min") {
			f = Minutes
		}
		return f, 2
	}
	role, exact := header.Means(text)
	if f := ofRole[role]; f != None && exact {
		return f, 2
	}
	best, length := None, 0
	for _, t := range b.parts {
		if len(t.compact) > length && strings.Contains(c, t.compact) {
			best, length = t.field, len(t.compact)
		}
	}
	if best != None {
		return best, 1
	}
	if f := ofRole[role]; f != None {
		return f, 1
	}
	return None, 0
}
