package fate

import "strings"

// Marked parts a name, as it is written, into what was sold and a mark that is set apart from it: 洗牙(未做), no show - facial. There may be
// two ways.
func Marked(text string) (ways [][2]string) {
	text = strings.TrimSpace(text)
	for _, pair := range [...][2]string{{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}} {
		if body, is := strings.CutSuffix(text, pair[1]); is {
			if at := strings.LastIndex(body, pair[0]); at > 0 {
				return [][2]string{{body[:at], body[at+len(pair[0]):]}}
			}
		}
		if body, is := strings.CutPrefix(text, pair[0]); is {
			if mark, of, is := strings.Cut(body, pair[1]); is && of != "" {
				return [][2]string{{of, mark}}
			}
		}
	}
	for _, apart := range [...]string{" - ", " – ", "-", "—", "，", ",", "、", ";", "；", "。", "/", ":", "："} {
		before, after, is := strings.Cut(text, apart)
		if !is || before == "" || after == "" || apart == "-" && before[len(before)-1] < wide { // low-cut
			continue
		}
		last := strings.LastIndex(text, apart)
		return [][2]string{{text[:last], text[last+len(apart):]}, {after, before}}
	}
	return nil
}

// MarkOf is what such a mark says of its row: Void or Refunded, or Counts where it says no such thing.
func MarkOf(word string) Fate {
	f, _ := Read(Statuses, word)
	switch {
	case has(word, notMarks) || IsBooked(word):
	case f == Refund, f == Refunded:
		return Refunded
	case f == Void:
		return Void
	}
	return Counts
}

var notMarks = parts("remov* test* lost return* 测试")
