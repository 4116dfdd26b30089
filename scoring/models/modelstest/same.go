package modelstest

import (
	"hash/fnv"
	"math"
	"runtime"
	"strconv"
	"testing"

	"fenji/scoring/models"
)

// Many leaves a test of many drawn worlds out of the browser's core: it finds the same there to the last bit, which a test of
// each model holds by [Same].
func Many(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Skip("it finds the same in the browser's core")
	}
}

// Same is a hash of figures to their last bit: it is the same on every machine where they are.
func Same(r *models.Report, lists ...[]float64) string {
	h := fnv.New64a()
	put := func(v float64) { h.Write(strconv.AppendUint([]byte{' '}, math.Float64bits(v), 16)) }
	for _, p := range r.Params {
		h.Write([]byte(p.Name + p.Of))
		put(p.Value)
	}
	for _, c := range r.Conditions {
		h.Write([]byte(c.Code))
		put(c.Need)
		put(c.Have)
	}
	for _, t := range r.Texts {
		h.Write([]byte(t.Name + t.Value))
	}
	for _, list := range lists {
		for _, v := range list {
			put(v)
		}
	}
	return strconv.FormatUint(h.Sum64(), 16)
}
