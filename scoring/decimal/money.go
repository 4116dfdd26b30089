package decimal

// Money is an amount in ten-thousandths of a yuan (元). It holds ±922 trillion yuan exactly.
type Money int64

// MoneyExp is the number of decimal places of Money in yuan.
const MoneyExp = 4

// A Unit is the unit in which figures of money are written.
type Unit uint8

// The units of money. The zero Unit means "not stated".
const (
	NoUnit      Unit = iota
	Yuan             // 元
	WanYuan          // 万元, ten thousand yuan
	Fen              // 分, a hundredth of a yuan
	Jiao             // 角, a tenth
	BaiYuan          // 百元, a hundred
	QianYuan         // 千元, a thousand
	YiYuan           // 亿元, a hundred million
	MillionYuan      // 百万元, a million
)

// units are code and power of ten of each unit.
var units = [...]struct {
	code string
	exp  int
}{{"", 0}, {"yuan", 0}, {"wan", 4}, {"fen", -2}, {"jiao", -1}, {"bai", 2}, {"qian", 3}, {"yi", 8}, {"million", 6}}

// UnitOf gives the unit of a code; NoUnit when there is none such.
func UnitOf(code string) Unit {
	for u := range units {
		if units[u].code == code {
			return Unit(u)
		}
	}
	return NoUnit
}

// String gives the code used in profiles and messages.
func (u Unit) String() string { return units[u].code }

// Places is the number of decimal places that Money has when written in u.
func (u Unit) Places() uint8 {
	return uint8(MoneyExp + units[u].exp)
}

// In writes the amount in unit u, exactly and without needless zeros.
func (m Money) In(u Unit) Decimal { return Decimal{int64(m), u.Places()}.Trim() }

// String writes the amount in yuan with at least two decimal places: "1000.50", "0.0001".
func (m Money) String() string {
	d := m.In(Yuan)
	for d.Exp < 2 {
		d.Coef *= 10
		d.Exp++
	}
	return d.String()
}

// MoneyOf converts a figure written in unit u to Money; ok is false when it has more places than Money holds or is too
// large.
func MoneyOf(d Decimal, u Unit) (m Money, ok bool) {
	r, ok := d.Trim().Rescale(u.Places())
	return Money(r.Coef), ok
}
