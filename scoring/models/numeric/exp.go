package numeric

import "math"

// ln 2 in two parts: the first has so few bits that its multiples by small integers are exact.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// Exp gives e^x. The method is that of FreeBSD's e_exp.c (Sun Microsystems, 1993): x = k ln 2 + r, and e^r by a
// rational function that Remez's algorithm found. The error is below one unit of the last place.
func Exp(x float64) float64 {
	switch {
	case x != x || x > 709.782712893383973096:
		if x != x {
			return x
		}
		return math.Inf(1)
	case x < -745.13321910194110842:
		return 0
	case x == 0:
		return 1
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	high := x - float64(k*ln2High)
	low := float64(k * ln2Low)
	r := high - low
	t := float64(r * r)
	c := 1.66666666666666019037e-01 + float64(t*(-2.77777777770155933842e-03+float64(t*(6.61375632143793436117e-05+
		float64(t*(-1.65339022054652515390e-06+float64(t*4.13813679705723846039e-08)))))))
	c = r - float64(t*c)
	y := 1 - ((low - float64(r*c)/(2-c)) - high)
	if k > -1000 && k < 1000 { // a power of two multiplies exactly
		return float64(y * math.Float64frombits(uint64(int64(k)+1023)<<52))
	}
	return math.Ldexp(y, int(k))
}

// Log gives the natural logarithm, by FreeBSD's e_log.c (Sun Microsystems, 1993): x = 2^k (1+f) and an even series in
// f/(2+f). The error is below one unit of the last place.
func Log(x float64) float64 {
	switch {
	case x != x || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case x > math.MaxFloat64:
		return x
	}
	f, exp := halved(x)
	if f < math.Sqrt2/2 {
		f *= 2
		exp--
	}
	f--
	k := float64(exp)
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	even := float64(w * (3.999999999940941908e-01 + float64(w*(2.222219843214978396e-01+float64(w*1.531383769920937332e-01)))))
	odd := float64(z * (6.666666666666735130e-01 + float64(w*(2.857142874366239149e-01+
		float64(w*(1.818357216161805012e-01+float64(w*1.479819860511658591e-01)))))))
	half := float64(0.5 * float64(f*f))
	return float64(k*ln2High) - ((half - (float64(s*(half+even+odd)) + float64(k*ln2Low))) - f)
}

// halved is math.Frexp, by the bits for what has no leading zeros: x = f · 2^exp, f in [½, 1).
func halved(x float64) (f float64, exp int) {
	bits := math.Float64bits(x)
	if exp = int(bits >> 52); exp == 0 {
		return math.Frexp(x)
	}
	return math.Float64frombits(bits&(1<<52-1) | 1022<<52), exp - 1022
}

// Log1p gives ln(1+x) without losing small x: ln(u)·x/(u−1) with u = 1+x rounded (Kahan; see Goldberg 1991, theorem 4).
func Log1p(x float64) float64 {
	u := 1 + x
	if u == 1 {
		return x
	}
	return float64(Log(u)*x) / (u - 1)
}

// Pow gives x^y for positive x.
func Pow(x, y float64) float64 { return Exp(float64(y * Log(x))) }
