package engines

import (
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/dialect"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

func dec(s string) decimal.Decimal {
	d, err := decimal.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// odd are profiles that no built-in one is like: decimals of six places, money that counts as it is, open ends, a rank in
// ten parts, scores below all grades, names that would end a text.
func odd() []run {
	base, _ := profiles.ByID("lianyungang-dental")
	six := *base
	six.ID = "six-places"
	six.Metrics[profile.Recency].Weight = dec("0.333333")
	six.Metrics[profile.Frequency].Weight = dec("1.000001")
	six.Metrics[profile.Monetary] = profile.Rule{Method: profile.Cuts, Weight: dec("0.5"), Steps: []profile.Step{
		{To: dec("100"), Open: true, Points: dec("0.000001")}, {To: dec("500.0001"), Points: dec("1.25")},
		{To: dec("3000"), Open: true, Points: dec("2.5")}, {Last: true, Points: dec("7.125")}}}
	six.Bands = []profile.Band{
		{Grade: "A", From: dec("6.000003"), Open: true, Name: profile.Text{Zh: `A'; DROP TABLE raw_visits; --`}},
		{Grade: "B", From: dec("4"), Name: profile.Text{Zh: `\'; \"` + "${env:HOME} {x:String} $$ \\"}},
		{Grade: "C", From: dec("2.5"), Open: true, Name: profile.Text{Zh: "甲\n'乙' -- /* */"}},
	}
	raw := *base
	raw.ID = "raw-money"
	raw.Unit = decimal.WanYuan
	raw.Metrics[profile.Frequency] = profile.Rule{Method: profile.Raw, Weight: dec("2.5"), Valid: profile.Range{Min: ptr("1"), Max: ptr("6"), MaxOpen: true}}
	raw.Metrics[profile.Monetary] = profile.Rule{Method: profile.Raw, Weight: dec("0.25"), Valid: profile.Range{Min: ptr("0"), MinOpen: true}}
	ten := *base
	ten.ID = "ten-parts"
	for m := range ten.Metrics {
		ten.Metrics[m] = profile.Rule{Method: profile.Rank, Weight: dec("1"), Parts: 10, Tie: profile.Average}
	}
	ten.Metrics[profile.Monetary].Valid = profile.Range{Min: ptr("0"), Max: ptr("50000")}
	shares := *base
	shares.Schema, shares.ID, shares.Window = profile.Schema, "shares", civil.Window{Months: 6}
	shares.Metrics = [3]profile.Rule{
		{Method: profile.Rank, Weight: dec("0.3"), Shares: []int{10, 20, 30, 40}, Tie: profile.Best},
		{Method: profile.Rank, Weight: dec("0.3"), Shares: []int{50, 50}, Points: []decimal.Decimal{dec("2.5"), dec("0.5")}},
		{Method: profile.Rank, Weight: dec("0.4"), Shares: []int{1, 98, 1}, Tie: profile.Order},
	}
	means := *base
	means.Schema, means.ID, means.Window = profile.Schema, "means", civil.Window{Calendar: "half"}
	means.Metrics = [3]profile.Rule{
		{Method: profile.Mean, Weight: dec("4")}, {Method: profile.Mean, Weight: dec("2"), Value: ptr("2")}, {Method: profile.Mean, Weight: dec("1")},
	}
	means.Bands = nil
	for i, grade := range []string{"S", "A+", "A", "B", "C-", "0"} {
		means.Bands = append(means.Bands, profile.Band{Grade: grade, From: dec([]string{"7", "6", "5", "3", "1", "0"}[i]), Name: profile.Text{Zh: "级"}})
	}
	return []run{
		{"shares", &shares, dialect.ByOrder, false}, {"means", &means, dialect.ByDay, false}, {"means/frozen", &means, dialect.ByRow, true},
		{"six-places", &six, dialect.ByDay, false}, {"raw-money", &raw, dialect.ByRow, false}, {"ten-parts", &ten, dialect.ByOrder, false},
	}
}

func ptr(s string) *decimal.Decimal {
	d := dec(s)
	return &d
}
