package fate

import "strings"

// Beside the sale a file says what is done behind it, who works there, what is agreed for another day, and what is to be borne in mind.
// Headers of such things take no money away; of what they say only that is heeded by which the sale itself was not made, or not paid.

var (
	// behind is done in the house, when the customer has paid and gone.
	behind = &partList{of: "交班 结班 日结 扎帐 扎账 在职 在岗 离职"}
	// slips are of the laboratory, or of a craftsman, whose 单状态 is none of the bill.
	slips = &partList{of: "加工单 技工单 义齿单 设计单 检验单 化验单 工单"}
	// staff are who works there, and what else may stand beside them.
	staff     = [...]string{"美容师", "治疗师", "咨询师", "发型师", "护理师", "设计师", "营养师", "理疗师", "医生", "医师", "护士", "技师", "技工", "顾问", "教练", "老师", "教师", "店员", "导购", "职工"}
	staffWith = [...]string{"主治", "责任", "负责", "经办", "任职", "就职", "岗位", "人员"}
	// otherDays are those of the visit before, and of the next.
	otherDays = &partList{of: "上次 上回 上一次 前次 下次 下回 下一次 以往 既往 历史预约 历史到诊 " +
		"prior_balance* previous_balance* prior_status previous_status old_status last_visit* last_appointment* last_appt* last_booking* previous_visit* previous_appointment* previous_appt* previous_booking* prior_visit* prior_appointment* prior_appt* " +
		"next_visit* next_appointment* next_appt* next_booking* next_session*"}
	// followUps are booked with the visit, and may be what the row is of.
	followUps = &partList{of: "复诊预约 复查预约 回访预约 随访预约 预约复诊 预约复查"}
	calls     = &partList{of: "沟通 联系 通话 外呼"}
	// goods are bought and come to: who never came may have paid nothing.
	goods    = &partList{of: "课程 课包 疗程 套餐 权益 寄养"}
	tags     = &partList{of: "标签 画像 tag tags"}
	minded   = &partList{of: "注意 提示 提醒 禁忌 特征"}
	charges  = &partList{of: "收费 扣费 费用 收款 付款 扣款 缴费 charge* fee fees billing"}
	reasons  = &partList{of: "原因 理由 事由 缘由 reason*"}
	deals    = &partList{of: "成交 签单"}
	ended    = &partList{of: "关闭 取消 终止 中止 clos* cancel*"}
	pledges  = &partList{of: "押金 保证金"}
	ledgers  = &partList{of: "记账 记帐 过账 过帐 对账 对帐 平账 扎账 扎帐"}
	arrivals = &partList{of: "到账 到帐 入账 入帐"}
	missedIt = &partList{of: "爽约 失约 缺席 未到店 未到诊 未到院 未到场 未到课 未到访 未到检 未来店 未来院 未来诊 未就诊 未上课 未入住 未出席 未签到 未参加 未参训"}
	notThere = &wordSet{of: "未上,未来,未到"}
)

// ofStaff tells a header of statuses of who works there, and says nothing of what they do.
func ofStaff(header string) bool {
	rest, found := header, false
	for _, w := range staff {
		rest, found = strings.ReplaceAll(rest, w, ""), found || strings.Contains(rest, w)
	}
	if !found || !has(header, statuses) {
		return false
	}
	for _, list := range [...][]string{lasts[:], bareWords[:], staffWith[:]} {
		for _, w := range list {
			rest = strings.ReplaceAll(rest, w, "")
		}
	}
	return rest == ""
}

// OfOtherDay tells a header of the visit before, or of the next.
func OfOtherDay(header string) bool { return has(header, otherDays) }

// OfTags tells a header of tags or reasons, which may be of the row or not, and OfHints one of what a person is, of what to bear in mind
// with her, or of why something is charged: a visit that was missed is another one there, or one that was paid for.
func OfTags(header string) bool {
	return (has(header, tags) || has(header, reasons) && !has(header, ended)) && !OfHints(header)
}
func OfHints(header string) bool {
	return has(header, minded) || has(header, reasons) && has(header, charges) || has(header, tags) && has(header, people)
}

// OfArrival tells a header that asks whether money has reached an account of the house: the customer may have paid long before.
func OfArrival(header string) bool {
	return has(header, arrivals) && !has(header, ofPaying)
}

var ofPaying = &partList{of: "支付 付款 收费 缴费 收款"}

// OfDeal tells a word that says whether a sale was made, of whatever its column is.
func OfDeal(word string) bool { return has(word, deals) }

// OfCall tells a word of a call, or of a visit that was asked for by it, which says nothing of a sale.
func OfCall(word string) bool { return has(word, ofCalls) }

var ofCalls = &partList{of: "接通 拒接 接听 没接 接电话 未接来电 关机 停机 空号 占线 挂断 打不通 失联 失访 联系 沟通 通话 外呼 随访 回访 复诊 转诊"}

// DeniesSale tells a word by which, whatever its header is of, nothing was paid or sold, or by which nobody came to what was, or has come
// yet. Calls end in bookings, and who is vaccinated another day has paid for this one.
func DeniesSale(header, word string) bool {
	f, _ := Read(Statuses, word)
	switch {
	case f != Void:
		return false
	case leftUnpaid(header, word):
		return true
	case has(header, thirds), has(header, behind), ofStaff(header):
		return false
	case has(word, deals):
		return true
	case has(header, goods):
		return has(word, missing) || has(word, missedIt) || notThere.has(word) || IsBooked(word)
	}
	return (has(header, followUps) || has(header, calls)) && has(word, missedIt)
}

// IsBooked tells a word by which nothing has happened yet but a booking.
func IsBooked(word string) bool {
	f, _ := Read(Statuses, word)
	return f == Void && has(word, pieces[bookingAt])
}

// IsUnbooked tells a word by which nothing was booked.
func IsUnbooked(word string) bool {
	f, why := readParts(word)
	return f == Counts && why == Guessed && has(word, pieces[bookingAt])
}
