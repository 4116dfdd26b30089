package session_test

import (
	"strings"
	"testing"

	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
)

// TestRegisteredHeaders: tables with the headers of the registered texts are graded by the later built-in profiles untouched:
// nothing is missing, nothing is asked about columns, and the rules say what they say of each customer.
func TestRegisteredHeaders(t *testing.T) {
	for _, c := range []struct {
		profile, table string
		shape          string
		want           []string // id, points of R, F, M, grade
	}{
		{"guangdong-shoe-care", "客户编号,最近一次活动R(天数),活动频率F(次数),消费总金额M(元),RFM得分\n" +
			"G1,30,8,800,5\nG2,31,7,799.99,4\nG3,120,1,199.5,1\nG4,121,0,0,1\nG5,61,4,400,3\nG6,12,3,250,3\nG7,200,2,600,2\nG8,5,9,90,4\n", "customers",
			[]string{"G1 5 5 5 A", "G2 4 4 4 A", "G3 2 1 1 D", "G4 1 1 1 D", "G5 3 3 3 B", "G6 5 2 2 C", "G7 1 2 4 C", "G8 5 5 1 B"}},
		{"hangzhou-ads", "客户编号,最近一次消费时间的天数R,消费频次F,消费金额M(元),R评分,F评分,M评分,RFM综合分,客户等级\n" +
			"H1,1,9,900,5,5,5,5,A\nH2,2,8,800,4,4,4,4,A\nH3,3,7,700,3,3,3,3,B\nH4,4,6,600,2,2,2,2,C\nH5,5,5,500,1,1,1,1,D\n", "customers",
			[]string{"H1 5 5 5 A", "H2 4 4 4 A", "H3 3 3 3 B", "H4 2 2 2 C", "H5 1 1 1 D"}},
		{"fuzhou-tea", "客户编号,下单时间,订单金额,历史购买总次数,历史购买总金额\n" +
			"T1,2025-05-31,300,16,3001\nT2,2025-05-21,80,15,3000\nT3,2025-05-01,80,5,500\nT4,2025-04-01,80,2,501\nT5,2025-05-10,80,6,1000.5\n", "customers",
			[]string{"T1 5 5 5 A", "T2 5 4 4 B", "T3 3 2 1 C", "T4 1 1 2 C", "T5 3 3 3 B"}},
	} {
		t.Run(c.profile, func(t *testing.T) {
			s, out := load(t, "客户.csv", c.table, protocol.Settings{Profile: c.profile})
			if !out.Graded || out.Shape != c.shape || len(out.Missing) > 0 {
				t.Fatalf("graded %v as %s, missing %v: %+v", out.Graded, out.Shape, out.Missing, out.Columns)
			}
			for _, a := range out.Asks {
				if a.Code != "unit" && a.Code != "dates-swapped" {
					t.Errorf("asks %s about %s", a.Code, a.Key)
				}
			}
			rows, err := s.Rows(protocol.Span{N: 20})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, r := range rows.Rows {
				got[r.ID] = strings.Join([]string{r.ID, r.Points[0], r.Points[1], r.Points[2], r.Grade}, " ")
			}
			for _, w := range c.want {
				if id, _, _ := strings.Cut(w, " "); got[id] != w {
					t.Errorf("%s, want %s", got[id], w)
				}
			}
			if p, _ := profiles.ByID(c.profile); p.Metrics[profile.Recency].Weight.String() != "0.3" {
				t.Error("another profile")
			}
		})
	}
}
