package profile_test

import (
	"fmt"

	"fenji/scoring/profile"
)

func ExampleParse() {
	_, err := profile.Parse([]byte(`{
	  "schema": 1, "id": "mine", "name": {"zh": "自定"}, "unit": "yuan",
	  "metrics": {
	    "R": {"method": "rank", "weight": 0.5, "parts": 5},
	    "F": {"method": "raw", "weight": 1},
	    "M": {"method": "cuts", "weight": 1, "steps": [{"to": 100, "points": 1}, {"to": 50, "points": 2}, {"points": 3}]}
	  },
	  "bands": [{"grade": "A", "from": 4, "name": {"zh": "好"}}, {"grade": "B", "from": 0, "name": {"zh": "一般"}}]
	}`))
	fmt.Println(err)
	// Output: metrics.M.steps[1].to: no value reaches this step; ends must ascend
}
