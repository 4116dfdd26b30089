package table

import "strings"

// A number format may say of a figure what nothing else in the file does: that it is in euros. A Class carries that, and a
// table keeps for which of its cells it holds.

// currencyBits is where the currency stands in a class.
const currencyBits = 2

// formatCurrencies are the codes of ISO 4217 with the signs by which formats name them; a bare $ or ¥ is told by the language
// behind it, see signsOf.
var formatCurrencies = [...]struct{ code, signs string }{
	{}, {"CNY", "¥ ￥ RMB 元 人民币 CN¥"}, {"USD", "$ US$"}, {"EUR", "€ EURO"}, {"GBP", "£"}, {"JPY", "円 JP¥"}, {"HKD", "HK$ 港币 港元"},
	{"TWD", "NT$ 台币 新台币"}, {"MOP", "MOP$"}, {"KRW", "₩"}, {"SGD", "S$"}, {"MYR", "RM"}, {"THB", "฿"}, {"VND", "₫"}, {"INR", "₹"}, {"IDR", ""}, {"PHP", "₱"},
	{"AUD", "A$ AU$"}, {"CAD", "C$ CA$"}, {"NZD", "NZ$"}, {"CHF", "FR."}, {"RUB", "₽"}, {"BRL", "R$"}, {"MXN", "MX$"}, {"TRY", "₺"}, {"PLN", "ZŁ"}, {"SEK", ""},
	{"NOK", ""}, {"DKK", ""}, {"ZAR", ""}, {"AED", ""}, {"SAR", ""}, {"ILS", "₪"}, {"UAH", "₴"}, {"NGN", "₦"}, {"CZK", "KČ"}, {"HUF", ""}, {"RON", ""}, {"KZT", "₸"},
}

// signsOf are the currencies of $ and ¥ in the languages of formats.
var signsOf = map[string]string{"$-C04": "HKD", "$-404": "TWD", "$-1004": "SGD", "$-C09": "AUD", "$-1009": "CAD", "$-1409": "NZD", "$-80A": "MXN",
	"¥-411": "JPY", "￥-411": "JPY"}

// Of is the class without a currency.
func (c Class) Of() Class { return c & (1<<currencyBits - 1) }

// Currency is the code of ISO 4217 that the format names, "" for none.
func (c Class) Currency() string { return formatCurrencies[c>>currencyBits].code }

// currencyClass is a class of numbers in a currency by its code.
func currencyClass(code string) Class {
	for i, k := range formatCurrencies {
		if code != "" && k.code == code {
			return Class(i << currencyBits)
		}
	}
	return ClassNumber
}

// CurrencyClass is the class of numbers under a currency that is named by its code, as OpenDocument does.
func CurrencyClass(code string) Class { return currencyClass(strings.ToUpper(code)) }

// currencyIn finds the currency in the first section of a format code: [$€-2], "US$", \$, #,##0.00"元".
func currencyIn(code string) Class {
	var words []string
	word := func(w string) {
		if w = strings.TrimSpace(strings.ToUpper(w)); w != "" {
			words = append(words, w)
		}
	}
	for code != "" && code[0] != ';' {
		n := 1
		switch code[0] {
		case '"':
			end := strings.IndexByte(code[1:]+`"`, '"')
			word(code[1 : 1+min(end, len(code)-1)])
			n = end + 2
		case '\\':
			n = 1 + firstRune(code[1:])
			word(code[1:min(n, len(code))])
		case '_', '*':
			n = 1 + firstRune(code[1:])
		case '[':
			end := strings.IndexByte(code+"]", ']')
			if in := code[1:min(end, len(code))]; strings.HasPrefix(in, "$") {
				word(in[1:])
			}
			n = end + 1
		default:
			if n = firstRune(code); code[0] == '$' || n > 1 {
				word(code[:n])
			}
		}
		code = code[min(n, len(code)):]
	}
	for _, w := range words {
		if c := signClass(w); c != ClassNumber {
			return c
		}
	}
	return ClassNumber
}

func signClass(word string) Class {
	if code := signsOf[word]; code != "" {
		return currencyClass(code)
	}
	sign, _, _ := strings.Cut(word, "-")
	if sign = strings.TrimSpace(sign); sign == "" {
		return ClassNumber
	}
	for i, k := range formatCurrencies {
		if k.code == sign {
			return Class(i << currencyBits)
		}
		for s := range strings.FieldsSeq(k.signs) {
			if s == sign {
				return Class(i << currencyBits)
			}
		}
	}
	return ClassNumber
}

// tints are runs of cells of a column whose format names a currency, in the order of their rows.
type tint struct {
	first, end int32
	class      Class
}

// tintSize is what a run takes of a table's memory.
const tintSize = 12

// NoteCurrency notes that the number in a cell stands under a format that names a currency.
func (t *Table) NoteCurrency(row, col int, c Class) {
	f := &t.Facts
	for col >= len(f.tints) {
		f.tints = append(f.tints, nil)
	}
	runs := f.tints[col]
	if n := len(runs); n > 0 && runs[n-1].class == c && int(runs[n-1].end) >= row {
		runs[n-1].end = max(runs[n-1].end, int32(row)+1)
		return
	}
	f.tints[col] = append(runs, tint{int32(row), int32(row) + 1, c})
	t.Used += tintSize
}

// Currency is the code of the currency that the number format of a cell names, "" for none.
func (t *Table) Currency(row, col int) string {
	if uint(col) >= uint(len(t.Facts.tints)) {
		return ""
	}
	runs := t.Facts.tints[col]
	low, high := 0, len(runs)
	for low < high {
		if mid := (low + high) / 2; int(runs[mid].end) <= row {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(runs) && int(runs[low].first) <= row {
		return runs[low].class.Currency()
	}
	return ""
}

// Currencies are the codes that the formats of a column's numbers name, in the order of their first rows.
func (t *Table) Currencies(col int) (codes []string) {
	if uint(col) >= uint(len(t.Facts.tints)) {
		return nil
	}
	met := map[Class]bool{}
	for _, run := range t.Facts.tints[col] {
		if !met[run.class] {
			met[run.class] = true
			codes = append(codes, run.class.Currency())
		}
	}
	return codes
}

// appendTints adds the runs of another table, from a row on, which comes to stand at first.
func (f *Facts) appendTints(o *Table, from, first int) {
	for col, runs := range o.Facts.tints {
		for col >= len(f.tints) {
			f.tints = append(f.tints, nil)
		}
		for _, run := range runs {
			if int(run.end) > from {
				by := int32(first - from)
				f.tints[col] = append(f.tints[col], tint{max(run.first, int32(from)) + by, run.end + by, run.class})
			}
		}
	}
}
