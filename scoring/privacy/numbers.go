package privacy

import (
	"strconv"

	"fenji/scoring/civil"
)

// The rules by which digits are a number that names a person. All take the values of the digits.

// provinces are the first two digits of an identity card (GB/T 2260), by tens: bit u of provinces[t] stands for tu.
var provinces = [10]uint16{
	1: 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5,
	2: 1<<1 | 1<<2 | 1<<3,
	3: 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5 | 1<<6 | 1<<7,
	4: 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5 | 1<<6,
	5: 1<<0 | 1<<1 | 1<<2 | 1<<3 | 1<<4,
	6: 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5,
	7: 1 << 1,
	8: 1<<1 | 1<<2 | 1<<3, // Hong Kong, Macau, Taiwan: permits of residence
	9: 1 << 1,             // foreigners with permanent residence
}

// isArea tells the six digits of a place: a province, and in it a prefecture, which the permits of residence leave out.
func isArea(d []byte) bool { return provinces[d[0]]&(1<<d[1]) != 0 && (d[0] >= 7 || d[2]|d[3] != 0) }

func number(d []byte) (n int) {
	for _, v := range d {
		n = 10*n + int(v)
	}
	return n
}

func isDate(year, month, day int) bool {
	_, ok := civil.DateOf(year, month, day)
	return ok && year >= 1880 && year < 2100
}

// isBorn tells a place and a day of birth, with which the 18 digits of an identity card begin.
func isBorn(d []byte) bool {
	return isArea(d) && isDate(number(d[6:10]), number(d[10:12]), number(d[12:14]))
}

// isIDCard tells the number of an identity card by GB 11643: place, day of birth and check digit, which ISO 7064 MOD
// 11-2 gives. With x the 17 digits are followed by the X that stands for ten.
func isIDCard(d []byte, x bool) bool {
	if !isBorn(d) {
		return false
	}
	sum := 0
	for _, v := range d[:17] {
		sum = (sum + int(v)) * 2 % 11
	}
	check := (12 - sum) % 11
	if x {
		return check == 10
	}
	return check == int(d[17])
}

// isOldIDCard tells the 15 digits of cards from before 1999, which have no check digit.
func isOldIDCard(d []byte) bool {
	return isArea(d) && isDate(1900+number(d[6:8]), number(d[8:10]), number(d[10:12]))
}

// issuers are the first six digits of bank cards and how many digits they may have, as a bit each.
var issuers = [...]struct {
	from, to int
	lengths  uint32
}{
	{103000, 103000, 1 << 19},                       // Agricultural Bank
	{222100, 272099, 1 << 16},                       // Mastercard
	{340000, 349999, 1 << 15},                       // American Express
	{352800, 358999, 1 << 16},                       // JCB
	{370000, 379999, 1 << 15},                       // American Express
	{400000, 499999, 1<<16 | 1<<19},                 // Visa, and debit cards of China's banks
	{510000, 559999, 1 << 16},                       // Mastercard
	{601100, 601199, 1 << 16},                       // Discover
	{601382, 601382, 1 << 19},                       // Bank of China
	{601428, 601428, 1 << 17},                       // Bank of Communications
	{603000, 603999, 1<<16 | 1<<17 | 1<<18 | 1<<19}, // city banks
	{620000, 629999, 1<<16 | 1<<17 | 1<<18 | 1<<19}, // UnionPay
	{644000, 659999, 1 << 16},                       // Discover
	{690755, 690755, 1<<15 | 1<<18},                 // Merchants Bank
	{940000, 940999, 1<<16 | 1<<17 | 1<<18 | 1<<19}, // city banks
	{955800, 955999, 1<<16 | 1<<19},                 // Industrial and Commercial Bank, Agricultural Bank
}

// isBankCard tells the number of a bank card: issuer, length and check digit (Luhn, ISO/IEC 7812).
func isBankCard(d []byte) bool {
	if len(d) < 15 || len(d) > mostDigits {
		return false
	}
	prefix := number(d[:6])
	for _, i := range issuers {
		if i.from <= prefix && prefix <= i.to && i.lengths&(1<<len(d)) != 0 {
			return luhn(d)
		}
	}
	return false
}

func luhn(d []byte) bool {
	sum := 0
	for i, v := range d {
		n := int(v)
		if (len(d)-i)%2 == 0 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// mobileDigits is how many a mobile number has.
const mobileDigits = 11

// isNearlyIDCard tells 18 digits that are the number of an identity card but for a slip: of place, day of birth and check
// digit two are right, or the day of birth alone, of somebody grown up.
func isNearlyIDCard(d []byte) bool {
	year := number(d[6:10])
	born := isDate(year, number(d[10:12]), number(d[12:14]))
	switch {
	case year < 1900 || year > 2099:
		return false
	case born && isArea(d):
		return true
	case len(d) < 18:
		return born && year < 2012
	}
	sum := 0
	for _, v := range d[:17] {
		sum = (sum + int(v)) * 2 % 11
	}
	if check := (12-sum)%11 == int(d[17]); check && (isArea(d) || born) {
		return true
	}
	return born && year < 2012 && d[0] >= 1 && d[0] <= 8
}

// countries are dialling codes behind a +, all but China's, and how many digits follow at least and at most.
var countries = [...]struct{ code, least, most int }{
	{852, 8, 8}, {853, 8, 8}, {886, 8, 9}, {1, 10, 10}, {44, 9, 10}, {81, 9, 10}, {82, 8, 10}, {65, 8, 8}, {60, 8, 10},
	{66, 8, 9}, {84, 9, 10}, {61, 9, 9}, {64, 8, 10}, {33, 9, 9}, {49, 9, 11}, {39, 9, 10}, {34, 9, 9}, {31, 9, 9}, {41, 9, 9},
	{7, 10, 10}, {91, 10, 10}, {62, 9, 11}, {63, 10, 10}, {855, 8, 9}, {856, 8, 10}, {95, 8, 10}, {971, 8, 9},
}

// isAbroad tells a number of another country, with + or 00 before it.
func isAbroad(d []byte, plus bool, group int) bool {
	if !plus {
		if len(d) < 10 || d[0] != 0 || d[1] != 0 {
			return false
		}
		d, group = d[2:], max(0, group-2)
	}
	for _, c := range countries {
		size := len(strconv.Itoa(c.code))
		if len(d) <= size || number(d[:size]) != c.code || group < size {
			continue
		}
		own := d[size:]
		if len(own) > c.most && own[0] == 0 { // +44 (0) 20 …
			own = own[1:]
		}
		if len(own) >= c.least && len(own) <= c.most && own[0] > 0 {
			return true
		}
	}
	return false
}

// isTaiwan tells a mobile number of Taiwan as it is written there.
func isTaiwan(shape int, d []byte) bool {
	return len(d) == 10 && d[0] == 0 && d[1] == 9 && (shape == 0x433 || shape == 0x46)
}

// isLocal tells seven or eight digits without an area code.
func isLocal(shape int, d []byte) bool {
	return d[0] >= 2 && d[0] <= 8 && (shape == 0x7 || shape == 0x8 || shape == 0x44 || shape == 0x34)
}

// isMobile tells a mobile number of China; a round sum is none.
func isMobile(d []byte) bool {
	return d[0] == 1 && d[1] >= 3 && (len(d) < mobileDigits || number(d[3:mobileDigits]) != 0)
}

// The groups in which telephone numbers are written, as finder.shape gives them.
var (
	mobileShapes   = [...]int{0xB, 0x344, 0x38, 0x74, 0x443, 0x335, 0x56, 0x65}
	landlineShapes = [...]int{0x38, 0x47, 0x48, 0x344, 0x434, 0x444} // area code, then the number
	joinedShapes   = [...]int{0xB, 0xC}
)

func among(list []int, shape int) bool {
	for _, s := range list {
		if s == shape {
			return true
		}
	}
	return false
}

// isPhone tells a telephone number of China. coded says that a letter stands beside it: then only a mobile number in
// one piece is one, as in TEL13812345678.
func isPhone(shape int, d []byte, coded bool) bool {
	if coded {
		return shape == 0xB && isMobile(d)
	}
	if isNational(shape, d) {
		return true
	}
	// With the country in front, as a group of its own or not; then the area code has lost its zero.
	for _, country := range [...]int{2, 4} {
		if len(d) < country+9 || country == 2 && number(d[:2]) != 86 || country == 4 && number(d[:4]) != 86 {
			continue
		}
		rest := d[country:]
		if front := top(shape); front == country {
			shape = shape &^ (15 << place(shape))
		} else {
			shape -= country << place(shape)
		}
		if isNational(shape, rest) {
			return true
		}
		var room [mostDigits + 5]byte
		return isLandline(shape+1<<place(shape), append(room[:1], rest...))
	}
	return false
}

// top is the size of the first group of a shape, and place the bits below it.
func top(shape int) int { return shape >> place(shape) }

func place(shape int) (bits int) {
	for shape>>bits > 15 {
		bits += 4
	}
	return bits
}

func isNational(shape int, d []byte) bool {
	if len(d) == 11 && isMobile(d) {
		return among(mobileShapes[:], shape)
	}
	if shape == 0xC && d[0] == 0 && isMobile(d[1:]) {
		return true // a long-distance call to a mobile telephone, as it was once dialled
	}
	return isLandline(shape, d)
}

// isLandline tells an area code with its zero and a number of seven or eight digits, which begins with 2 to 8. An
// extension may follow.
func isLandline(shape int, d []byte) bool {
	if len(d) < 11 || d[0] != 0 || d[1] == 0 || shape < 0 {
		return false
	}
	area := 4
	if d[1] <= 2 {
		area = 3 // 010, 020 … 029
	}
	if d[1] == 1 && d[2] != 0 {
		return false
	}
	short := shape >> 4
	switch local := len(d) - area; {
	case d[area] < 2 || d[area] > 8:
		return false
	case among(joinedShapes[:], shape):
		return local == 8 || local == 7 && area == 4
	case among(landlineShapes[:], shape):
		return top(shape) == area
	default: // an extension
		return among(landlineShapes[:], short) && top(short) == area && shape&15 <= 6
	}
}
