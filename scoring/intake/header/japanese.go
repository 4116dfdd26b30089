package header

import (
	"strings"

	"fenji/scoring/intake"
)

// japanese are words that no other language writes so.
var japanese = list("番号,日付,売上,税込,税抜,会計,支払,氏名")

// IsJapanese tells whether the headers of a table are Japanese.
func IsJapanese(m intake.Mapping) bool {
	for _, c := range m.Columns {
		if hasAny(c.Header, japanese) || strings.ContainsFunc(c.Header, isKana) {
			return true
		}
	}
	return false
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30FA }
