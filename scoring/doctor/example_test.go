package doctor_test

import (
	"fmt"

	"fenji/scoring/decimal"
	"fenji/scoring/doctor"
	"fenji/scoring/draft"
	"fenji/scoring/profile"
	"fenji/scoring/profiles"
)

// A scale as a clinic wrote it: five visits stand in two rows, three and four in none.
func ExampleExamine() {
	clinic, _ := profiles.ByID("lianyungang-dental")
	d := draft.Of(clinic)
	d.Ranges[profile.Frequency] = nil
	for i, text := range []string{"1–2次", "5次", "5次以上"} {
		r, _ := draft.ParseRange(text, d.Unit)
		r.Points = decimal.Int(int64(1 + 2*i))
		d.Ranges[profile.Frequency] = append(d.Ranges[profile.Frequency], r)
	}
	for _, f := range doctor.Examine(d, nil) {
		fmt.Println(f.Code + ": " + f.Say("en"))
	}
	_, err := d.Parsed()
	fmt.Println(err)
	// Output:
	// gap: Frequency: no step holds the values from 3 to 4, so they earn no points
	// overlap: Frequency: 5 lies in two steps, one of 3 points and one of 5
	// points-never: Frequency: no step earns 2 points
	// points-never: Frequency: no step earns 4 points
	// metrics.F.steps: no range holds the values between two of them
}
