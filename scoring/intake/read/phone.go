package read

import "strings"

// IsPhone tells a mobile number of the mainland, however it is grouped, or a number with an area code.
func IsPhone(s string) bool {
	if len(s) < 10 || len(s) > 24 {
		return false
	}
	var digits [16]byte
	n := 0
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b-'0' < 10:
			if n == len(digits) {
				return false
			}
			digits[n] = b
			n++
		case strings.IndexByte("+- ()", b) < 0:
			return false
		}
	}
	number := strings.TrimPrefix(strings.TrimPrefix(string(digits[:n]), "00"), "86")
	if len(number) == 11 && number[0] == '1' && number[1] >= '3' {
		return true
	}
	return strings.ContainsAny(s, "-()") && number == string(digits[:n]) && (n == 11 || n == 12) && number[0] == '0'
}

// PhoneDigits is a telephone number as digits alone, without the number of the country; "" when s is none.
func PhoneDigits(s string) string {
	if !IsPhone(s) {
		return ""
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i]-'0' < 10 {
			b = append(b, s[i])
		}
	}
	return strings.TrimPrefix(strings.TrimPrefix(string(b), "00"), "86")
}
