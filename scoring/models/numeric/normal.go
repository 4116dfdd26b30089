package numeric

import "math"

// Normal gives the chance that a standard normal variable is below x, by the continued fraction of its tail for large
// |x| and the series of Abramowitz and Stegun 26.2.11 else.
func Normal(x float64) float64 {
	z := math.Abs(x)
	if z > 38 {
		if x > 0 {
			return 1
		}
		return 0
	}
	density := float64(0.39894228040143267794 * Exp(-float64(0.5*float64(z*z))))
	if z < 4 {
		term, sum := z, z
		for k := 3.0; term > sum*1e-17 && k < 400; k += 2 {
			term = float64(term*float64(z*z)) / k
			sum += term
		}
		half := float64(density * sum)
		if x < 0 {
			return 0.5 - half
		}
		return 0.5 + half
	}
	f := 0.0
	for k := 120.0; k >= 1; k-- {
		f = k / (z + f)
	}
	tail := density / (z + f)
	if x < 0 {
		return tail
	}
	return 1 - tail
}

// Quantile gives the x below which a standard normal variable lies with chance p: Wichura's AS 241 (Applied Statistics
// 37, 1988), good to sixteen digits.
func Quantile(p float64) float64 {
	if !(p > 0 && p < 1) {
		switch p {
		case 0:
			return math.Inf(-1)
		case 1:
			return math.Inf(1)
		}
		return math.NaN()
	}
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q*poly(r, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
			13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608)) /
			poly(r, 5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
				5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1)
	}
	r := math.Sqrt(-Log(min(p, 1-p)))
	var x float64
	if r <= 5 {
		r -= 1.6
		x = poly(r, 7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
			3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734) /
			poly(r, 1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
				0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1)
	} else {
		r -= 5
		x = poly(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
			0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772) /
			poly(r, 2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
				0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1)
	}
	if q < 0 {
		return -x
	}
	return x
}

// poly evaluates a polynomial, its highest coefficient first.
func poly(x float64, coefficients ...float64) float64 {
	y := 0.0
	for _, c := range coefficients {
		y = float64(y*x) + c
	}
	return y
}
