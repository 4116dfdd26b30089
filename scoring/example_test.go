package scoring_test

import (
	"fmt"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

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
