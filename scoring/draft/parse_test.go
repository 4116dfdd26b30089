package draft_test

import (
	"strings"
	"testing"

	"fenji/scoring/decimal"
	"fenji/scoring/draft"
)

// shown writes a range with its brackets, a missing end as nothing.
func shown(r draft.Range) string {
	s := map[bool]string{true: "(", false: "["}[r.LowOpen]
	if r.Low != nil {
		s += r.Low.String()
	}
	s += ","
	if r.High != nil {
		s += r.High.String()
	}
	return s + map[bool]string{true: ")", false: "]"}[r.HighOpen]
}

// typed are ranges as clinics write them. Without a unit the figure is in that of the profile.
const typed = `
501–1000元 | [501,1000]
501-1000 | [501,1000]
501~1000元 | [501,1000]
５０１—１０００元 | [501,1000]
501 至 1000 | [501,1000]
501到1000 | [501,1000]
1,001–3,000 | [1001,3000]
≥3000 | [3000,]
>=3000 | [3000,]
＞3000元 | (3000,]
3000+ | [3000,]
1千以上 | [1000,]
1千元以上（不含） | (1000,]
3万元以上 | [30000,]
1.5万以下 | [,15000]
100元以下 | [,100]
100元及以下 | [,100]
超过1000元 | (1000,]
超过500元不超过1000元 | (500,1000]
不满100 | [,100)
不足100元 | [,100)
600元以上800元以下 | [600,800]
600元以上不满800元 | [600,800)
[600,800) | [600,800)
［600，800） | [600,800)
(3000,+∞) | (3000,]
(-∞,100] | [,100]
0<D≤10 | (0,10]
0 ≤ D ≤ 10 | [0,10]
1000＜M≤3000元 | (1000,3000]
M>3000 | (3000,]
30天以内 | [,30]
7天内 | [,7]
31–90天 | [31,90]
超过365天 | (365,]
1次 | [1,1]
6-7次 | [6,7]
10次及以上 | [10,]
不低于5 | [5,]
大于等于5 | [5,]
小于5 | [,5)
-50–0 | [-50,0]
at least 10 visits | [10,]
more than 3000 | (3000,]
up to 100 yuan | [,100]
10 or more | [10,]
101 to 500 | [101,500]
五百元以下 | [,500]
一千元以上 | [1000,]
五百至一千元 | [500,1000]
两千零五十以上 | [2050,]
一千五以上 | [1500,]
三万五千元以下 | [,35000]
三万五以下 | [,35000]
十次以上 | [10,]
二十五天以内 | [,25]
超过一百二十天 | (120,]
千元以下 | [,1000]
零次 | [0,0]
`

func TestParseRange(t *testing.T) {
	for line := range strings.Lines(typed) {
		text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
		if !ok {
			continue
		}
		r, ok := draft.ParseRange(text, decimal.Yuan)
		if got := shown(r); !ok || got != want {
			t.Errorf("%s: %s %v, want %s", text, got, ok, want)
		}
	}
	for text, want := range map[string]string{"3万元以上": "[3,]", "30000元以上": "[3,]", "3以上": "[3,]", "5000元": "[0.5,0.5]",
		"三万元以上": "[3,]", "五千元": "[0.5,0.5]", "五以上": "[5,]"} {
		if r, ok := draft.ParseRange(text, decimal.WanYuan); !ok || shown(r) != want {
			t.Errorf("%s in 万元: %s %v, want %s", text, shown(r), ok, want)
		}
	}
	for _, text := range []string{"", "未消费", "很多", "1000–500", "500以上1000以上", "1 2", "[5,5)", "≥", "1..2", "5–", "=1+1",
		strings.Repeat("9", 200), "99999999999999999999", "NaN", "1e5", "<script>", "三五百元", "百分之三十", "一般", "九千九百九十九亿亿"} {
		if r, ok := draft.ParseRange(text, decimal.Yuan); ok {
			t.Errorf("%q reads as %s", text, shown(r))
		}
	}
}

func FuzzParseRange(f *testing.F) {
	for line := range strings.Lines(typed) {
		text, _, _ := strings.Cut(line, " | ")
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := draft.ParseRange(text, decimal.WanYuan)
		if ok && r.Low == nil && r.High == nil {
			t.Errorf("%q is everything", text)
		}
		if ok && r.Low != nil && r.High != nil && r.Low.Cmp(*r.High) > 0 {
			t.Errorf("%q is upside down", text)
		}
	})
}
