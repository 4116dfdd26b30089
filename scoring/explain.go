package scoring

// An Explanation says why a customer has its grade and what would lift it.
type Explanation struct {
	Customer Customer
	Grade    string  // "" when ungraded
	Band     *Band   // nil when ungraded
	Reason   Reason  // why ungraded
	Score    Decimal // the sum of the contributions
	Parts    [3]Part // R, F, M
	Next     []Lift  // the nearest steps to a better grade; none at the top or when ungraded
}

// A Part is one metric's share of a score: Points × Weight = Contribution.
type Part struct {
	Metric            Metric
	Method            Method
	Value             Decimal  // days, visits, or money in the profile's unit
	Low, High         *Decimal // Cuts: the ends of the step that matched; nil: no end
	LowOpen, HighOpen bool     // the end itself does not belong to the step
	Rank, Of          int      // Rank: the customer's place among Of; both 0 when frozen cuts decided, which Low and High show
	Tied              int      // Rank: customers with this very value, this one among them
	Points            Decimal
	Weight            Decimal
	Contribution      Decimal
}

// A Lift is a smallest single change that earns a better grade while the customer's other values, and all other
// customers, stay as they are.
type Lift struct {
	Kind  string  // "visit" (a visit today: R is 0, F one more), "frequency" or "money"
	Value Decimal // the new F, or the new M in the profile's unit
	By    Decimal // how much more that is
	Score Decimal
	Grade string
}

// Explain says why customer i has its grade.
func (r *Result) Explain(i int) Explanation { return Explanation{} }
