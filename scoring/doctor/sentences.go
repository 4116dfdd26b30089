package doctor

import (
	"slices"
	"strings"

	"fenji/scoring/words"
)

// spoken are arguments whose values are codes with words of their own.
var spoken = map[string]string{"metric": "metric.", "unit": "unit."}

// Say gives the sentence of a finding.
func (f Finding) Say(lang string) string {
	args := slices.Clone(f.Args)
	for i := 0; i+1 < len(args); i += 2 {
		if prefix := spoken[args[i]]; prefix != "" {
			args[i+1] = words.Text(lang, prefix+args[i+1])
		}
	}
	return words.Text(lang, f.key(), args...)
}

// Fix says what the remedy does; "" when there is none.
func (f Finding) Fix(lang string) string {
	if f.Remedy == nil {
		return ""
	}
	return words.Text(lang, "doctor."+f.Code+".fix")
}

// key is the text of the finding: one of several where the facts ask for other words.
func (f Finding) key() string {
	key := "doctor." + f.Code
	band := strings.HasPrefix(f.Field, "bands[")
	switch f.Code {
	case Gap:
		if band {
			return key + ".band"
		}
		return key + gapKey(f)
	case Overlap:
		if band {
			key += ".band"
		}
		if f.Arg("from") == f.Arg("to") {
			return key + ".one"
		}
	case GradeUnreachable:
		if f.Arg("visits") != "" {
			return key + ".visits"
		}
		if f.Arg("greatest") == "" {
			return key + ".least"
		}
	}
	return key
}

// gapKey tells gaps of money, named by the ends beside them, from those of whole numbers.
func gapKey(f Finding) string {
	above, under := f.Arg("above"), f.Arg("under")
	switch {
	case above != "" && under != "":
		return ".money"
	case above != "":
		return ".money.above"
	case under != "":
		return ".money.under"
	case f.Arg("to") == "":
		return ".above"
	case f.Arg("to") == f.Arg("from"):
		return ".one"
	}
	return ""
}

// Arg is a fact of the finding; "" when it has none of that name.
func (f Finding) Arg(name string) string {
	for i := 0; i+1 < len(f.Args); i += 2 {
		if f.Args[i] == name {
			return f.Args[i+1]
		}
	}
	return ""
}
