package read

import "strings"

// Side takes the side of an account off the sum that it stands behind: 100.00 CR, 250.00 Dr. Blank where none stands.
func Side(s string) (sum, side string) {
	if last := len(strings.TrimRight(s, ". ")) - 1; last < 2 || s[last]|' ' != 'r' {
		return "", ""
	}
	s = strings.TrimSuffix(Fold(s), ".")
	for _, w := range [...]string{"cr", "dr"} {
		if sum, ok := strings.CutSuffix(s, w); ok && sum != "" && strings.Trim(sum, "$€£¥ ,.0123456789-()") == "" {
			return strings.TrimRight(sum, " "), strings.ToUpper(w)
		}
	}
	return "", ""
}
