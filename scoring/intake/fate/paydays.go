package fate

var (
	payDays    = &partList{of: "付款 支付 结账 结帐 结算 收费 缴费 交费 收款 缴款 交款 买单 付清 结清 缴清 回款 paid pay payment settled settlement"}
	days       = &partList{of: "日期 时间 日 date day on at time datetime"}
	payDaysNot = &partList{of: "应 待 预 计划 约定 截止 到期 下次 首次 首笔 首付 最近 最后 上次 末次 尾款 余款 定金 订金 押金 分期 退 开始 结束 医保 平台 due next last first latest recent expected scheduled planned deposit refund* start end period plan instal* insurance"}
)

// OfPayDay tells a header of the day on which a row was paid.
func OfPayDay(header string) bool {
	return has(header, payDays) && has(header, days) && !has(header, payDaysNot)
}
