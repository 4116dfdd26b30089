package sources

import (
	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/table"
)

// An Attribute is a column that customers gain by what was joined.
type Attribute struct {
	Code   string
	Header string // in both languages: it stands on the page and in files alike
	Role   intake.Role
	Kind   string // of its values, as of columns
	Value  func(who int) sheet.Derived
}

// AgeBands are ten years wide; whoever is older than the last is in it.
var AgeBands = [...]string{"0–9", "10–19", "20–29", "30–39", "40–49", "50–59", "60–69", "70–79", "80+"}

// BandOf is the band of an age, "" for none.
func BandOf(age int) string {
	if age < 0 || age > 130 {
		return ""
	}
	return AgeBands[min(age/10, len(AgeBands)-1)]
}

// YearsAt is the age on a day of who was born on another: the number of birthdays since. -1 when either is not known.
func YearsAt(birth, day civil.Day) int {
	if birth == noDay || day == noDay || birth > day {
		return -1
	}
	y, m, d := birth.Date()
	ny, nm, nd := day.Date()
	if nm < m || nm == m && nd < d {
		ny--
	}
	return ny - y
}

// person gives the row of a list of people that stands for a person.
func (j *Joined) person(who int) (*Part, int) {
	p := j.People[who]
	if !p.Known {
		return nil, 0
	}
	return &j.Tables[p.Table], p.Row
}

// AgeAt is a person's age on a day, -1 when nobody says it.
func (j *Joined) AgeAt(who int, day civil.Day) int {
	p, r := j.person(who)
	switch {
	case p == nil:
	case p.Birth != nil && p.Birth[r] != noDay:
		return YearsAt(p.Birth[r], day)
	case p.Age != nil:
		return int(p.Age[r])
	}
	return -1
}

// AgeBand is the band of a person's age, or the one that the list of people states; "" for none.
func (j *Joined) AgeBand(who int, day civil.Day) string {
	if band := BandOf(j.AgeAt(who, day)); band != "" {
		return band
	}
	if p, r := j.person(who); p != nil {
		return p.AgeBand.At(r)
	}
	return ""
}

// Of is what the list of people says of a person in one of its columns of texts.
func (j *Joined) Of(who int, f Field) string {
	p, r := j.person(who)
	if p == nil {
		return ""
	}
	switch f {
	case Sex:
		return p.Sex.At(r)
	case Region:
		return p.Region.At(r)
	case Occupation:
		return p.Occupation.At(r)
	case Channel:
		return p.Channel.At(r)
	}
	return ""
}

// SexWord writes a sex in both languages.
func SexWord(sex string) string {
	switch sex {
	case "M":
		return "男 / M"
	case "F":
		return "女 / F"
	}
	return sex
}

// Grade is the one that another grading gave.
func (j *Joined) grades() []string {
	var list []string
	for i := range j.Tables {
		p := &j.Tables[i]
		if p.Kind != Graded || p.Grade.Of == nil {
			continue
		}
		if list == nil {
			list = make([]string, len(j.IDs))
		}
		for r, who := range p.Who {
			if who >= 0 && list[who] == "" {
				list[who] = p.Grade.At(r)
			}
		}
	}
	return list
}

func text(s string) sheet.Derived { return sheet.Derived{Text: s} }

func whole(n int64) sheet.Derived { return sheet.Derived{IsNumber: true, Coef: n} }

func date(d civil.Day) sheet.Derived {
	if d == noDay {
		return sheet.Derived{}
	}
	return sheet.Derived{SameAs: table.Of(sheet.Date, table.PackDate(d, 0))}
}

// Has tells whether some table is of a kind.
func (j *Joined) Has(k Kind) bool {
	for i := range j.Tables {
		if j.Tables[i].Kind == k {
			return true
		}
	}
	return false
}

// Attributes are the columns that there is something to tell of, as of a day.
func (j *Joined) Attributes(s *Sums) (list []Attribute) {
	add := func(code, head string, r intake.Role, kind string, value func(who int) sheet.Derived) {
		for who := range j.IDs {
			if v := value(who); v.Text != "" || v.IsNumber || v.SameAs.Kind != sheet.Empty {
				list = append(list, Attribute{code, head, r, kind, value})
				return
			}
		}
	}
	if j.Has(People) {
		add("age", "年龄段 / Age", intake.Other, "text", func(who int) sheet.Derived { return text(j.AgeBand(who, s.AsOf)) })
		add("sex", "性别 / Sex", intake.Sex, "text", func(who int) sheet.Derived { return text(SexWord(j.Of(who, Sex))) })
		add("region", "地区 / Region", intake.Region, "text", func(who int) sheet.Derived { return text(j.Of(who, Region)) })
		add("occupation", "职业 / Occupation", intake.Other, "text", func(who int) sheet.Derived { return text(j.Of(who, Occupation)) })
		add("channel", "渠道 / Channel", intake.Other, "text", func(who int) sheet.Derived { return text(j.Of(who, Channel)) })
		add("seen", "首次到来 / First seen", intake.Other, "date", func(who int) sheet.Derived { return date(s.Of[who].FirstSeen) })
	}
	count := func(code, head string, of func(o *Sum) int32) {
		add(code, head, intake.Other, "number", func(who int) sheet.Derived {
			if o := &s.Of[who]; of(o) > 0 || o.Active() {
				return whole(int64(of(o)))
			}
			return sheet.Derived{}
		})
	}
	if j.Has(Touches) || j.Has(Appointments) || j.Has(Voice) {
		add("active", "最近活跃 / Last active", intake.Other, "date", func(who int) sheet.Derived { return date(s.Of[who].LastActive) })
	}
	if j.Has(Touches) {
		count("days", "活跃天数 / Active days", func(o *Sum) int32 { return o.ActiveDays })
		add("reading", "阅读分钟 / Reading minutes", intake.Other, "number", func(who int) sheet.Derived {
			if o := &s.Of[who]; o.Timed > 0 {
				return whole((o.Seconds + 30) / 60)
			}
			return sheet.Derived{}
		})
		count("consultations", "咨询次数 / Consultations", func(o *Sum) int32 { return o.Consultations })
	}
	if j.Has(Appointments) {
		count("bookings", "预约次数 / Bookings", func(o *Sum) int32 { return o.Bookings })
		count("arrivals", "到诊次数 / Arrivals", func(o *Sum) int32 { return o.Arrivals })
		count("noshows", "爽约次数 / No-shows", func(o *Sum) int32 { return o.NoShows })
	}
	if j.Has(Voice) {
		add("rating", "平均评分 / Mean rating", intake.Other, "number", func(who int) sheet.Derived {
			if o := &s.Of[who]; o.Ratings > 0 {
				return sheet.Derived{IsNumber: true, Coef: (int64(o.RatingSum) + int64(o.Ratings)/2) / int64(o.Ratings), Exp: -2}
			}
			return sheet.Derived{}
		})
		count("complaints", "投诉次数 / Complaints", func(o *Sum) int32 { return o.Complaints })
		add("words", "最近的话 / Last words", intake.Other, "words", func(who int) sheet.Derived { return text(s.Of[who].LastWords) })
	}
	if grades := j.grades(); grades != nil {
		add("before", "原等级 / Earlier grade", intake.Other, "text", func(who int) sheet.Derived { return text(grades[who]) })
	}
	return list
}

// Unpaid lists the persons who did or said something and are not of the payments, in their order.
func (j *Joined) Unpaid(s *Sums) (list []int) {
	for who := j.Paid; who < len(j.IDs); who++ {
		if s.Of[who].Active() {
			list = append(list, who)
		}
	}
	return list
}

// SexOf reads a sex as a table of payments writes it: "M", "F", or what stands there.
func SexOf(text string) string {
	if sex := sexOf(read.Fold(text)); sex != "" {
		return sex
	}
	return text
}

// Means gives the field that a header speaks of, None for none.
func Means(header string) Field {
	f, _ := meaning(header)
	return f
}
