package segments

import "fenji/scoring"

// Doing is the scheme for data of several kinds: who paid, and who has been active and not paid yet. It is none of
// [Schemes], as it can be offered only where bookings, touches or opinions are known.
var Doing = Scheme{ID: "doing", By: ByDoing,
	Name: text{Zh: "活跃与付费", En: "Active or paying"},
	Rule: text{
		Zh: "看有没有付过费，有没有浏览、咨询、预约或评价；只登记过、什么也没做的人不在内。",
		En: "By whether they have paid, and whether they have browsed, asked, booked or rated; who is only registered is left out.",
	},
	Segments: []Segment{
		{ID: "both",
			Name:    text{Zh: "付过费，也活跃", En: "Paid and active"},
			Meaning: text{Zh: "付过费，还有浏览、咨询、预约或评价。", En: "Have paid, and browsed, asked, booked or rated as well."},
			Action:  text{Zh: "趁热约好下一次，请他们介绍朋友。", En: "Agree on the next visit while they are interested; ask them to recommend you."}},
		{ID: "paid",
			Name:    text{Zh: "付过费，没有别的活动", En: "Paid, otherwise quiet"},
			Meaning: text{Zh: "只见付款，不见浏览、咨询、预约或评价。", En: "Paid, but are not seen to browse, ask, book or rate."},
			Action:  text{Zh: "请他们关注公众号，发送复查提醒。", En: "Invite them to follow you online; remind them of check-ups."}},
		{ID: "potential",
			Name:    text{Zh: "潜在用户：活跃，还没付费", En: "Potential: active, not yet paying"},
			Meaning: text{Zh: "浏览、咨询、预约或评价过，还没有付过费。", En: "Browsed, asked, booked or rated, and have not paid yet."},
			Action:  text{Zh: "邀请做一次免费检查，答复他们问过的事。", En: "Invite them to a free check-up and answer what they asked about."}},
	},
}

// ByDoings sorts all customers of a result by [Doing]: paid and active tell of each whether it is; who
// is neither belongs nowhere.
func ByDoings(r *scoring.Result, paid, active func(i int) bool) *Split {
	out := &Split{Scheme: &Doing, Segments: Doing.Segments, Of: make([]uint8, len(r.Customers)), Sums: make([]Sum, len(Doing.Segments))}
	for i := range r.Customers {
		segment := uint8(2)
		switch {
		case !paid(i) && !active(i):
			out.Of[i] = None
			continue
		case paid(i) && active(i):
			segment = 0
		case paid(i):
			segment = 1
		}
		out.All.add(&r.Customers[i])
		out.put(r, i, segment)
	}
	return out
}
