// Package profiles holds the built-in profiles, as the JSON files beside this one. Their rules are those of the
// registered data sets; what users read about a grade, its meaning, action and cadence, is there too.
package profiles

import (
	_ "embed" // the profiles
	"slices"
	"sync"

	"fenji/scoring/profile"
)

var (
	//go:embed lianyungang-dental.json
	lianyungang []byte
	//go:embed chongqing-course.json
	chongqing []byte
	//go:embed shaoxing-finance.json
	shaoxing []byte
	//go:embed maoming-appraisal.json
	maoming []byte
	//go:embed guangdong-shoe-care.json
	guangdong []byte
	//go:embed hangzhou-ads.json
	hangzhou []byte
	//go:embed fuzhou-tea.json
	fuzhou []byte
)

// builtIn reads the files once. A file that cannot be read is a bug, which the tests of this package would find.
var builtIn = sync.OnceValue(func() []*profile.Profile {
	var all []*profile.Profile
	for _, data := range [][]byte{lianyungang, chongqing, shaoxing, maoming, guangdong, hangzhou, fuzhou} {
		p, err := profile.Parse(data)
		if err != nil {
			panic("built-in profile: " + err.Error())
		}
		all = append(all, p)
	}
	return all
})

// All returns the built-in profiles, the default first. They are shared and not to be changed.
func All() []*profile.Profile { return slices.Clone(builtIn()) }

// ByID returns the built-in profile of that id.
func ByID(id string) (*profile.Profile, bool) {
	for _, p := range builtIn() {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}
