package header

import (
	"slices"
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
)

// A table in which every customer stands once, beside the last of her visits, is of customers, whatever its counts and sums are called:
// Last Payment, Payments, Revenue. Read as a log, it would give everybody one visit.

var (
	// lasts begin headers of the last of something, and never are of days that say nothing of visits.
	lasts      = list("last,latest,mostrecent,recent,dateoflast,dateoflatest,dateofmostrecent,最近,最后,末次,上次,上一次")
	neverLasts = list("updated,modified,edited,entered,created,added,imported,login,logon,contact,email,call,birth,name,更新,修改,编辑,创建,录入,登记,登录,联系,回访,跟进,充值,储值")
	// oftens are what a customer comes for, in headers of how often she did, and onces one of it.
	oftens = read.Words("visits,sessions,bookings,invoices,treatments,payments,checkins,ins,txns,transactions,trips,stays,receipts,donations,gifts,jobs,lessons,encounters,classes," +
		"appointments,appts,orders,purchases,sales,reservations,services,consultations,rentals,pledges,contributions,procedures,tickets")
	onces = read.Words("visit,session,booking,invoice,treatment,payment,checkin,txn,transaction,trip,stay,receipt,donation,gift,job,lesson,encounter,class,appointment,appt,order,purchase,sale," +
		"reservation,service,consultation,rental,procedure,check,in")
	neverMoney = read.Words("visits,sessions,bookings,checkins,ins,txns,transactions,trips,stays,jobs,lessons,encounters,classes,appointments,appts,orders,reservations,consultations,procedures")
	counting   = read.Words("#,no,nr,num,number,count,times,qty")
	besides    = read.Words("#,no,nr,num,number,count,times,qty,of,total,lifetime,all,overall,to,date,ever,completed,paid,attended,kept,customer,client,patient,member,made,check,so,far")
	oftenEnds  = list("次数,笔数,单数,频次,频率,订单数")
	neverOft   = list("取消,退,爽约,储值,充值,登录,预约,平均,均,未,剩余,赠,分享,评价,投诉,推荐")
)

// isLast tells a header of the day on which a customer came last.
func isLast(header string) bool {
	compact := spell(header).compact
	return slices.ContainsFunc(lasts, func(w string) bool { return strings.HasPrefix(compact, w) }) && !hasAny(compact, neverLasts)
}

// isLastComing tells a header of nothing but the last time that a customer came or paid, in English.
func isLastComing(words []string) bool {
	if len(words) > 1 && words[0] == "most" {
		words = words[1:]
	}
	if len(words) < 2 || words[0] != "last" && words[0] != "latest" && words[0] != "recent" && words[0] != "final" {
		return false
	}
	came := false
	for _, w := range words[1:] {
		of := onces.Has(w) || w == "paid" || w == "charge" || w == "purchased" || w == "visited" || w == "billed"
		if came = came || of; !of && w != "date" && w != "day" && w != "time" && w != "on" && w != "at" {
			return false
		}
	}
	return came
}

// comeLast are what a customer did last, in Chinese headers of when: 末次缴费日期, 最近一次到店.
var comeLast = list("消费,订单,购买,就诊,到店,到诊,下单,交易,付款,缴费,成交,开单,光顾,来院,来店,收费,结算,服务,看诊,支付,复诊,治疗,咨询,购药")

// isLastOf tells a Chinese header of nothing but the last time that a customer came or paid.
func isLastOf(compact string) bool {
	for _, w := range lasts {
		rest, is := strings.CutPrefix(compact, w)
		if rest = strings.TrimPrefix(rest, "一次"); !is || rest == "" {
			continue
		}
		for _, end := range [...]string{"日期", "时间", "日"} {
			rest = strings.TrimSuffix(rest, end)
		}
		if slices.Contains(comeLast, rest) {
			return true
		}
	}
	return false
}

// countsComings tells a header of how often a customer came, or paid, and whether it says that it counts.
func countsComings(header string) (is, sure bool) {
	k := spell(header)
	if endsIn(k.compact, oftenEnds) {
		return !hasAny(k.compact, neverOft), true
	}
	one := false
	for _, w := range strings.Fields(k.spaced) {
		switch {
		case oftens.Has(w):
			is = true
		case onces.Has(w) && !besides.Has(w):
			one = true
		case !besides.Has(w):
			return false, false
		}
		sure = sure || counting.Has(w) && w != "no" || neverMoney.Has(w)
	}
	return is || one && sure, sure
}

// countsVisits finds the column of how often the customers of a table of customers came, where no header is known to be: of small
// whole numbers under a header of what they came for. One that may be of money counts only beside another column of money.
func (g *guesser) countsVisits() int {
	best, top := -1, 0
	for col, m := range g.meanings {
		f := &g.facts[col]
		is, sure := countsComings(g.headers[col])
		if !is || f.sampled == 0 || f.marked > 0 || f.share(f.small) < 95 || m.role == intake.Date && f.fits(m.role) >= 50 || m.role == intake.Customer || m.role == intake.Days {
			continue
		}
		if !sure && !g.paidBeside(col) {
			continue
		}
		rank := 1
		if sure {
			rank++
		}
		if hasAny(spell(g.headers[col]).compact, []string{"total", "lifetime", "all", "completed", "todate", "累计", "总", "历史"}) {
			rank += 2
		}
		if rank > top {
			best, top = col, rank
		}
	}
	return best
}

// paidBeside tells whether another column has a header of money, and figures that count nothing.
func (g *guesser) paidBeside(col int) bool {
	for other, m := range g.meanings {
		if f := &g.facts[other]; other != col && m.role == intake.Amount && (f.marked > 0 || f.share(f.small) < 95) && f.sampled > 0 {
			return true
		}
	}
	return false
}
