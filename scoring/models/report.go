// Package models holds what all models of a clinic's customers have in common: each says what it was held against and
// with which figures, and where one condition fails it gives no answer but that.
//
// The models are in packages of their own: groups, returns, demand, movers. What goes in are plain numbers; what comes out
// is an answer with its report. They know no clock: days are arguments, and what is drawn by chance is drawn from a seed
// that the report shows. They refuse by a value, never by an error.
package models

import "fenji/scoring/models/numeric"

// Seed is from where models draw.
const Seed = 20261128

// A Condition is what a model needs, and what it met. Need and Have are figures of one kind.
type Condition struct {
	Code       string
	Need, Have float64
	Met        bool
}

// A Param is a parameter or a measure of a model.
type Param struct {
	Name, Of string // Of tells models apart that stand beside each other
	Value    float64
}

// A Report is what a model rests on.
type Report struct {
	Conditions []Condition
	Params     []Param
	Texts      []Text
}

// A Text is a parameter that is no number.
type Text struct{ Name, Value string }

// Need notes a condition, and gives back whether it is met.
func (r *Report) Need(code string, need, have float64, met bool) bool {
	r.Conditions = append(r.Conditions, Condition{code, need, have, met})
	return met
}

// Set notes a parameter.
func (r *Report) Set(name, of string, value float64) {
	r.Params = append(r.Params, Param{name, of, value})
}

// Say notes a parameter that is no number.
func (r *Report) Say(name, value string) { r.Texts = append(r.Texts, Text{name, value}) }

// Param gives a parameter by name.
func (r *Report) Param(name, of string) float64 {
	for _, p := range r.Params {
		if p.Name == name && p.Of == of {
			return p.Value
		}
	}
	return 0
}

// Reason is the first condition that is not met, "" where the model may answer.
func (r *Report) Reason() string {
	for _, c := range r.Conditions {
		if !c.Met {
			return c.Code
		}
	}
	return ""
}

// A Tick is told how far the work is. It may not come back: then the work was given up.
type Tick func(done, total int)

// Sample draws so many of 0 … n−1 without replacement, in their order.
func Sample(n, size int, g *numeric.Random) []int {
	if size >= n {
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		return list
	}
	list := make([]int, 0, size)
	for i, left := 0, size; left > 0; i++ {
		if g.Below(n-i) < left {
			list = append(list, i)
			left--
		}
	}
	return list
}
