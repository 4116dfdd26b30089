package models

import (
	"strings"

	"fenji/scoring/protocol"
	"fenji/scoring/words"
	"fenji/wasm/page/say"
)

// A Part is what a card says of one model: the answer first, then what it rests on.
type Part struct {
	State, Reason string
	Title         string   // of a part that may be refused alone
	Answer        []string // sentences
	Proof         []string
	Needs         []Need
	Meanwhile     string // what can be used instead
	Helps         string // what would help
	Params        []Param
}

// A Need is a line of what has to be met.
type Need struct {
	Label, Have string
	Met         bool
}

// A Param is a line of the fold.
type Param struct{ Name, Of, Label, Value, Full string }

// figure says the figures of a condition: needs of one code are written alike in all models.
func figure(lang, code, text string) string {
	switch code {
	case "stability", "valley", "alike", "mean", "auc":
		return short(text, 2)
	case "brier":
		return short(text, 3)
	case "off", "simple", "zeros", "wins", "band":
		return share(text) + "%"
	case "error", "features":
		return say.Grouped(strings.TrimSuffix(short(text, 1), ".0"))
	}
	return say.Grouped(short(text, 0))
}

// tell puts a part of a model in words.
func tell(lang string, m *protocol.Model, p *protocol.ModelPart) Part {
	t := func(key string, args ...string) string { return words.Text(lang, "models."+key, args...) }
	out := Part{State: "done", Reason: p.Reason, Title: say.Either(words.Has("models.part."+p.ID), t("part."+p.ID), "")}
	for _, n := range p.Needs {
		if n.Code == "log" || n.Code == "return" {
			continue
		}
		need, have := figure(lang, n.Code, n.Need), figure(lang, n.Code, n.Have)
		out.Needs = append(out.Needs, Need{t("need."+n.Code, "need", need), t("have."+n.Code, "have", have, "need", need), n.Met})
	}
	for _, one := range p.Params {
		if key := "param." + one.Name; words.Has("models." + key) {
			out.Params = append(out.Params, Param{one.Name, one.Of, t(key, "of", say.Either(one.Of == "", "", t("of."+one.Of))),
				worded(t, one), one.Value})
		}
	}
	if p.Reason != "" {
		out.State = "refused"
		args := []string{}
		for _, n := range p.Needs {
			if n.Code == p.Reason {
				args = []string{"need", figure(lang, n.Code, n.Need), "have", figure(lang, n.Code, n.Have)}
			}
		}
		out.Answer = sentences(t, p, "refused."+p.Reason, args)
		out.Meanwhile, out.Helps = has(t, "meanwhile."+p.ID), has(t, "helps."+p.Reason)
		return out
	}
	return out.answer(lang, m, p, t)
}

// answer says what a part has found.
func (out Part) answer(lang string, m *protocol.Model, p *protocol.ModelPart, t func(string, ...string) string) Part {
	args := []string{}
	for _, one := range p.Params {
		if one.Name == "simple" {
			continue // it is said in words below
		}
		args = append(args, one.Name+say.Either(one.Of == "", "", "-"+one.Of), spoken(one))
	}
	for i, name := range []string{"day", "cut", "later"} {
		if i < len(m.Days) {
			args = append(args, name, m.Days[i])
		}
	}
	form := ""
	if p.ID == protocol.ModelDemand {
		if args = append(args, "list", say.List(lang, forecasts(lang, m)), "simple", t("simple."+p.Param("simple", ""))); p.Param("method", "") == "mean" {
			form, args = ".mean", append(args, "mean", short(m.Forecast[0].Value, 1))
		}
	}
	out.Answer = []string{t(p.ID+".answer"+form, args...)}
	out.Proof = []string{t(p.ID+".proof"+form, args...)}
	return out
}

// forecasts are the periods ahead in words.
func forecasts(lang string, m *protocol.Model) (list []string) {
	for _, f := range m.Forecast {
		list = append(list, words.Text(lang, "models.demand.item", "when", f.When, "value", say.Grouped(short(f.Value, 0)),
			"low", say.Grouped(short(f.Low, 0)), "high", say.Grouped(short(f.High, 0))))
	}
	return list
}

// sentences are those of a refusal: a part's own, or those that all share.
func sentences(t func(string, ...string) string, p *protocol.ModelPart, key string, args []string) []string {
	if words.Has("models." + p.ID + "." + key) {
		return []string{t(p.ID+"."+key, args...)}
	}
	return []string{t(key, args...)}
}

func has(t func(string, ...string) string, key string) string {
	if !words.Has("models." + key) {
		return ""
	}
	return t(key)
}

// spoken writes a parameter as a sentence holds it.
func spoken(p protocol.ModelParam) string {
	switch {
	case p.Name == "best-100" || p.Name == "coverage" || p.Name == "precision" || p.Name == "zeros":
		return share(p.Value) + "%"
	case p.Name == "stability" || p.Name == "silhouette" || p.Name == "valley" || strings.HasPrefix(p.Name, "auc"):
		return short(p.Value, 2)
	case strings.HasPrefix(p.Name, "brier") || p.Name == "mase":
		return short(p.Value, 3)
	case p.Name == "method":
		return p.Value
	case strings.HasPrefix(p.Name, "error"):
		return say.Grouped(short(p.Value, 1))
	}
	return say.Grouped(short(p.Value, 0))
}

// worded is a parameter as the fold shows it.
func worded(t func(string, ...string) string, p protocol.ModelParam) string {
	if p.Name == "simple" {
		return t("simple." + p.Value)
	}
	return brief(p.Value)
}

// brief writes a parameter with at most four places.
func brief(text string) string {
	whole, places, cut := strings.Cut(text, ".")
	if !cut || len(places) <= 4 {
		return text
	}
	if strings.Trim(whole, "-0") == "" && strings.HasPrefix(places, "0000") {
		return text
	}
	return short(text, 4)
}
