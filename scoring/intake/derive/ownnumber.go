package derive

import (
	"strings"

	"fenji/scoring/intake"
	"fenji/scoring/intake/header"
	"fenji/scoring/sheet"
)

// ofEvents are words of headers of numbers that a person gets anew each time, or has several of.
var ofEvents = [...]string{"住院", "就诊", "挂号", "流水", "单号", "单据", "批", "票", "次", "预约", "订单", "合同", "保单", "宠物", "动物", "犬", "猫", "车", "设备", "机器", "房", "床", "柜", "手牌", "号牌", "手环", "座", "样本", "标本", "条码", "次卡", "疗程", "套餐", "项目", "商品", "产品", "课", "班", "牙", "孩", "宝宝", "子女", "券", "员工", "医生", "师", "顾问", "客服", "护士", "助理", "经理", "工号", "推荐", "上级", "pet", "animal", "vehicle", "plate", "device", "policy", "plan", "contract", "child", "item", "product", "sku", "staff", "locker", "wristband", "seat", "advisor", "consultant", "therapist", "agent", "referr", "visit", "order", "invoice", "encounter", "admission", "session", "booking", "ticket", "receipt", "bill", "claim", "appointment", "transaction"}

// ownNumber finds a column, whatever its header, that numbers the people whose names stand beside: every number is of one name, numbers
// come again, and nearly every name has one. A name that has two is of two people, then. -1 when there is none.
func (d *deriver) ownNumber(cust int) int {
	const few = 5
	for _, c := range d.m.Columns {
		if c.Index == cust || c.Made || c.Role != intake.Other || c.Filled < few || c.Kind == "date" || c.Kind == "money" || header.AmountSure(c.Header) > 0 || isOf(strings.ReplaceAll(c.Header, "座机", ""), ofEvents[:]) {
			continue
		}
		if d.numbersNames(cust, c.Index) {
			return c.Index
		}
	}
	return -1
}

func (d *deriver) numbersNames(cust, col int) bool {
	owner, names := map[sheet.Cell]sheet.Cell{}, map[sheet.Cell]int{}
	rows, several := 0, 0
	const most, enough = 200_000, 20_000 // rows that tell what a million would, and by which numbers come again
	for row := d.from(); row < min(d.t.Rows, d.from()+most); row++ {
		who, id := d.t.Cell(row, cust), d.t.Cell(row, col)
		if who.Kind == sheet.Empty || id.Kind == sheet.Empty {
			continue
		}
		if rows++; rows == enough && 10*len(owner) > 9*rows {
			return false
		}
		switch of, met := owner[id]; {
		case met && of != who:
			return false
		case met:
			continue
		}
		if !d.isNumber(id) {
			return false
		}
		owner[id] = who
		if names[who]++; names[who] == 2 {
			several++
		}
	}
	const fewest = 3
	return several > 0 && len(names) >= fewest && several <= max(1, len(names)/5) && 10*len(owner) <= 7*rows
}

// isNumber tells a whole number or a code of letters and digits, of three characters or more.
func (d *deriver) isNumber(c sheet.Cell) bool {
	const shortest = 3
	switch c.Kind {
	case sheet.Number, sheet.Text:
	default:
		return false
	}
	s, digits := d.t.Text(c), 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '_':
		default:
			return false
		}
	}
	return len(s) >= shortest && digits >= 2
}
