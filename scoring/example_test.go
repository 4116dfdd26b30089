package scoring_test

import (
	"fmt"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
	_ "fenji/scoring/words/embedded" // where texts come later: in a browser the site sends them
)

// Rules of a clinic's own, from a file: load them, see what is doubtful about them, grade by them, and say why.
func Example() {
	rules := []byte(`{
		"schema": 2, "id": "harbour", "name": {"en": "Harbour clinic"}, "unit": "yuan", "window": {"months": 12},
		"metrics": {
			"R": {"method": "cuts", "weight": 1, "steps": [{"to": 90, "points": 2}, {"points": 1}]},
			"F": {"method": "cuts", "weight": 1, "steps": [{"to": 1, "points": 1}, {"points": 2}]},
			"M": {"method": "cuts", "weight": 2, "steps": [{"to": 5000, "open": true, "points": 1}, {"points": 3}]}
		},
		"bands": [{"grade": "A", "from": 8, "name": {"en": "Core"}}, {"grade": "B", "from": 4, "name": {"en": "Others"}},
			{"grade": "C", "from": 0, "name": {"en": "Nobody"}}]
	}`)
	harbour, err := profile.Parse(rules)
	if err != nil {
		fmt.Println(err) // names the field at fault
		return
	}
	for _, f := range doctor.Examine(draft.Of(harbour), nil) {
		fmt.Println(f.Say("en"))
	}
	today, _ := civil.Parse("2026-11-28")
	result, err := scoring.Score([]scoring.Customer{
		{ID: "1001", HasR: true, R: 12, F: 4, M: 52_000_000}, // 5,200 yuan
		{ID: "1002", HasR: true, R: 200, F: 1, M: 800_000},
	}, harbour, today, scoring.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range result.Customers {
		e := result.Explain(i)
		fmt.Printf("%s: %s, %s\n", c.ID, e.Score, e.Band.Name.In("en"))
		for _, p := range e.Parts {
			fmt.Printf("  %s %s: %s × %s\n", p.Metric, p.Value, p.Points, p.Weight)
		}
	}
	// Output:
	// Money: no step earns 2 points
	// The weights add up to 4, not 1; that is no error, scores only have another range
	// Grade C cannot occur: the lowest possible score is 4, the highest 10
	// 1001: 10, Core
	//   R 12: 2 × 1
	//   F 4: 2 × 1
	//   M 5200: 3 × 2
	// 1002: 4, Others
	//   R 200: 1 × 1
	//   F 1: 1 × 1
	//   M 80: 1 × 2
}

// Grading two patients of a dental clinic.
func ExampleScore() {
	clinic, _ := profiles.ByID("lianyungang-dental")
	customers := []scoring.Customer{
		{ID: "1001", HasR: true, R: 12, F: 11, M: 42_000_000}, // 4,200 yuan
		{ID: "1002", HasR: true, R: 400, F: 1, M: 800_000},
		{ID: "1003"}, // refunds only
	}
	asOf, _ := civil.Parse("2024-12-31")
	result, err := scoring.Score(customers, clinic, asOf, scoring.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range result.Customers {
		fmt.Printf("%s: %s %q %q\n", c.ID, result.Score(i), result.Grade(i), result.Graded[i].Reason)
	}
	// Output:
	// 1001: 5.0 "A" ""
	// 1002: 1.0 "D" ""
	// 1003: 0.0 "" "no-purchase"
}

// Why a patient is in grade B, and what would make it an A.
func ExampleResult_Explain() {
	clinic, _ := profiles.ByID("lianyungang-dental")
	customers := []scoring.Customer{{ID: "1004", HasR: true, R: 45, F: 8, M: 9_000_000}}
	result, _ := scoring.Score(customers, clinic, civil.NoDay, scoring.Options{})
	e := result.Explain(0)
	for _, p := range e.Parts {
		fmt.Printf("%s = %s: %s points × %s = %s\n", p.Metric, p.Value, p.Points, p.Weight, p.Contribution)
	}
	fmt.Printf("%s: %s, %s\n", e.Score, e.Grade, e.Band.Name.In("en"))
	for _, l := range e.Next {
		fmt.Printf("%s +%s → %s: %s %s\n", l.Kind, l.By, l.Value, l.Score, l.Grade)
	}
	// Output:
	// R = 45: 4 points × 0.4 = 1.6
	// F = 8: 4 points × 0.3 = 1.2
	// M = 900: 3 points × 0.3 = 0.9
	// 3.7: B, High potential
	// visit +1 → 9: 4.1 A
	// money +2100.01 → 3000.01: 4.3 A
}

// A second period graded by the cut points of the first: grades change only where the customer did.
func ExampleOptions() {
	course, _ := profiles.ByID("chongqing-course")
	grade := func(o scoring.Options, visits ...int32) *scoring.Result {
		var customers []scoring.Customer
		for _, f := range visits {
			customers = append(customers, scoring.Customer{HasR: true, R: 30, F: f, M: 1_000_000})
		}
		result, _ := scoring.Score(customers, course, civil.NoDay, o)
		return result
	}
	spring := grade(scoring.Options{}, 1, 2, 3, 4, 5)
	summer := grade(scoring.Options{}, 1, 6, 7, 8, 9)
	frozen := grade(scoring.Options{Frozen: &spring.Cuts}, 1, 6, 7, 8, 9)
	for i := range 5 {
		f := profile.Frequency
		fmt.Println(spring.Points(i, f), summer.Points(i, f), frozen.Points(i, f))
	}
	// Output:
	// 1 1 1
	// 2 2 5
	// 3 3 5
	// 4 4 5
	// 5 5 5
}
