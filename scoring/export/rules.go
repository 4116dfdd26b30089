package export

import (
	"slices"
	"strconv"

	"fenji/scoring/civil"
	"fenji/scoring/intake"
	"fenji/scoring/profile"
	"fenji/scoring/words"
)

// Rules are those of the profile: how each metric earns points, and where the grades begin.
func (e *Export) Rules() []Block { return []Block{e.metrics(), e.bands()} }

// Conventions are those that matter for this profile and this file.
func (e *Export) Conventions() (list []string) {
	p := e.View.Result.Profile
	scored := func(by ...profile.Method) bool {
		return slices.ContainsFunc(p.Metrics[:], func(r profile.Rule) bool { return slices.Contains(by, r.Method) })
	}
	visits := e.Mapping.Shape == intake.PerVisit
	matters := map[int]bool{2: scored(profile.Cuts), 5: scored(profile.Rank), 7: visits, 8: visits && e.Ledger.Refunds.Rows > 0,
		9: p.Window != (civil.Window{}) && visits}
	for i := 1; words.Has("export.convention." + strconv.Itoa(i)); i++ {
		if needed, known := matters[i]; !known || needed {
			list = append(list, e.text("export.convention."+strconv.Itoa(i)))
		}
	}
	return list
}
