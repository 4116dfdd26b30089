package numeric

// ChiSquareTail gives the chance that a chi-squared value with df degrees of freedom is x or more: the upper incomplete gamma
// function, by its series below a + 1 and by its continued fraction above (Numerical Recipes, 6.2).
func ChiSquareTail(x float64, df int) float64 {
	if x <= 0 || df <= 0 {
		return 1
	}
	a, z := float64(df)/2, x/2
	front := Exp(float64(a*Log(z)) - z - LogGamma(a))
	if z < a+1 {
		sum, term := 1/a, 1/a
		for n := 1; n < 1000; n++ {
			term = float64(term*z) / (a + float64(n))
			if sum += term; term < float64(sum*1e-16) {
				break
			}
		}
		return max(0, 1-float64(sum*front))
	}
	const tiny = 1e-300
	b := z + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for i := 1; i < 1000; i++ {
		n := float64(-float64(i) * (float64(i) - a))
		b += 2
		d = float64(n*d) + b
		if d < tiny && d > -tiny {
			d = tiny
		}
		c = b + n/c
		if c < tiny && c > -tiny {
			c = tiny
		}
		d = 1 / d
		step := float64(d * c)
		h = float64(h * step)
		if step-1 < 1e-15 && 1-step < 1e-15 {
			break
		}
	}
	return float64(h * front)
}

// Fisher gives the chance, two-sided, of a table of two by two that is as unlikely as this or more so, its margins given.
func Fisher(a, b, c, d int) float64 {
	n, row, col := a+b+c+d, a+b, a+c
	choose := func(n, k int) float64 {
		return LogGamma(float64(n+1)) - LogGamma(float64(k+1)) - LogGamma(float64(n-k+1))
	}
	chance := func(x int) float64 { return Exp(choose(col, x) + choose(n-col, row-x) - choose(n, row)) }
	own, sum := chance(a), 0.0
	for x := max(0, row+col-n); x <= min(row, col); x++ {
		if p := chance(x); p <= float64(own*(1+1e-7)) {
			sum += p
		}
	}
	return min(1, sum)
}
