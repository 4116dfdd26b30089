package numeric

import "math"

// A Logistic is a regression of chances: ln(p/(1−p)) = Beta[0] + Beta[1]·x₁ + …
type Logistic struct {
	Beta      []float64
	Errors    []float64 // standard errors, of the curvature with its penalty
	Log       float64   // ln of the likelihood, without any penalty
	Firth     bool      // separation was found, and Firth's penalty used
	Converged bool
}

// Chance is the model's for a row.
func (m *Logistic) Chance(x []float64) float64 { return Sigmoid(m.Score(x)) }

// Score is the logit for a row.
func (m *Logistic) Score(x []float64) float64 {
	eta := m.Beta[0]
	for j, v := range x {
		eta += float64(m.Beta[j+1] * v)
	}
	return eta
}

// Sigmoid gives 1/(1+e^−x).
func Sigmoid(x float64) float64 {
	if x < 0 {
		e := Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + Exp(-x))
}

// softplus gives ln(1+e^x).
func softplus(x float64) float64 {
	if x > 0 {
		return x + Log1p(Exp(-x))
	}
	return Log1p(Exp(x))
}

// FitLogistic fits by Newton's steps (iteratively reweighted least squares) under the penalty ½·ridge·β² on the slopes. x
// holds rows of the given width, y is who had the event. Where a slope runs away, |β| times the column's deviation above 10,
// or nothing is left to explain, the events are separable: then it fits with Firth's penalty ½ ln|I| (Biometrika 80, 1993;
// Heinze and Schemper, Statistics in Medicine 21, 2002) and no ridge. pause is called between passes over the rows.
func FitLogistic(x []float64, width int, y []bool, ridge float64, pause func()) *Logistic {
	p := problem{x: x, width: width, y: y, ridge: ridge, pause: pause}
	m := p.fit(false)
	if m.Converged && !p.separable(m) {
		return m
	}
	p.ridge = 0
	return p.fit(true)
}

type problem struct {
	x     []float64
	width int
	y     []bool
	ridge float64
	pause func()
}

func (p *problem) row(i int) []float64 { return p.x[i*p.width : (i+1)*p.width] }

func (p *problem) separable(m *Logistic) bool {
	n := float64(len(p.y))
	if m.Log > -1e-6*n {
		return true
	}
	for j := range p.width {
		sum, square := 0.0, 0.0
		for i := range p.y {
			v := p.row(i)[j]
			sum += v
			square += float64(v * v)
		}
		mean := sum / n
		if deviation := math.Sqrt(max(0, square/n-float64(mean*mean))); math.Abs(m.Beta[j+1])*deviation > 10 {
			return true
		}
	}
	return false
}

// weigh gives likelihood and information at beta, and the chances.
func (p *problem) weigh(beta, chance []float64) (log float64, info []float64) {
	p.pause()
	k := p.width + 1
	info = make([]float64, k*k)
	m := Logistic{Beta: beta}
	full := make([]float64, k)
	full[0] = 1
	for i := range p.y {
		x := p.row(i)
		eta := m.Score(x)
		e := Exp(-math.Abs(eta)) // of which softplus and Sigmoid are made
		c := 1 / (1 + e)
		if eta < 0 {
			c = e / (1 + e)
		}
		if log -= Log1p(e); p.y[i] == (eta < 0) {
			log -= math.Abs(eta)
		}
		chance[i] = c
		w := c * (1 - c)
		copy(full[1:], x)
		for a, v := range full {
			wa, row := float64(w*v), info[a*k:a*k+a+1]
			for b := range row {
				row[b] += float64(wa * full[b])
			}
		}
	}
	for a := range k {
		for b := range a {
			info[b*k+a] = info[a*k+b]
		}
	}
	return log, info
}

// goal is what is made as large as can be.
func (p *problem) goal(log float64, beta, info []float64, firth bool) float64 {
	for _, b := range beta[1:] {
		log -= 0.5 * float64(p.ridge*float64(b*b))
	}
	if firth {
		f, ok := Cholesky(info, p.width+1)
		if !ok {
			return math.Inf(-1)
		}
		log += 0.5 * f.Determinant()
	}
	return log
}

func (p *problem) fit(firth bool) *Logistic {
	k := p.width + 1
	m := &Logistic{Beta: make([]float64, k), Firth: firth}
	chance := make([]float64, len(p.y))
	log, info := p.weigh(m.Beta, chance)
	goal := p.goal(log, m.Beta, info, firth)
	for range 100 {
		for j := 1; j < k; j++ {
			info[j*k+j] += p.ridge
		}
		f, ok := Cholesky(info, k)
		if !ok {
			break
		}
		step := f.Solve(p.slope(m.Beta, chance, f, firth))
		largest := 0.0
		for _, s := range step {
			largest = max(largest, math.Abs(s))
		}
		if m.Log = log; largest < 1e-10 {
			m.Converged = true
			inverse := f.Inverse()
			for j := range k {
				m.Errors = append(m.Errors, math.Sqrt(inverse[j*k+j]))
			}
			break
		}
		if firth && largest > 5 {
			for j := range step {
				step[j] *= 5 / largest
			}
		}
		next := make([]float64, k)
		for t := 1.0; ; t /= 2 {
			for j := range next {
				next[j] = m.Beta[j] + float64(t*step[j])
			}
			log, info = p.weigh(next, chance)
			if reached := p.goal(log, next, info, firth); reached >= goal-1e-12*math.Abs(goal) || t < 1e-6 {
				goal = reached
				break
			}
		}
		m.Beta = next
	}
	return m
}

// slope is the gradient of the goal.
func (p *problem) slope(beta, chance []float64, f Factor, firth bool) []float64 {
	k := p.width + 1
	g := make([]float64, k)
	var inverse []float64
	if firth {
		inverse = f.Inverse()
	}
	full := make([]float64, k)
	full[0] = 1
	for i, c := range chance {
		rest := -c
		if p.y[i] {
			rest++
		}
		copy(full[1:], p.row(i))
		if firth {
			h := 0.0
			for a := range k {
				for b := range k {
					h += float64(full[a] * float64(inverse[a*k+b]*full[b]))
				}
			}
			rest += float64(float64(h*float64(c*(1-c))) * (0.5 - c))
		}
		for a := range k {
			g[a] += float64(rest * full[a])
		}
	}
	for j := 1; j < k; j++ {
		g[j] -= float64(p.ridge * beta[j])
	}
	return g
}

// Platt fits the chance 1/(1+e^(A·score+B)) to events with the targets of Platt as Lin, Lin and Weng (Machine Learning 68,
// 2007) take them, (N₊+1)/(N₊+2) and 1/(N₋+2), so that a small sample gives no chance of 0 or 1.
func Platt(scores []float64, y []bool) (a, b float64) {
	yes := 0
	for _, v := range y {
		if v {
			yes++
		}
	}
	no := len(y) - yes
	high, low := (float64(yes)+1)/(float64(yes)+2), 1/(float64(no)+2)
	b = Log((float64(no) + 1) / (float64(yes) + 1))
	target := func(i int) float64 {
		if y[i] {
			return high
		}
		return low
	}
	loss := func(a, b float64) (sum float64) {
		for i, s := range scores {
			z := float64(a*s) + b
			sum += softplus(-z) + float64((target(i))*z)
		}
		return sum
	}
	now := loss(a, b)
	for range 100 {
		ga, gb, haa, hab, hbb := 0.0, 0.0, 1e-12, 0.0, 1e-12
		for i, s := range scores {
			p := Sigmoid(-(float64(a*s) + b))
			d, w := target(i)-p, p*(1-p)
			ga += float64(s * d)
			gb += d
			haa += float64(w * float64(s*s))
			hab += float64(w * s)
			hbb += w
		}
		if math.Abs(ga)+math.Abs(gb) < 1e-9 {
			break
		}
		det := float64(haa*hbb) - float64(hab*hab)
		da, db := -(float64(hbb*ga)-float64(hab*gb))/det, -(float64(haa*gb)-float64(hab*ga))/det
		for t := 1.0; t > 1e-10; t /= 2 {
			if next := loss(a+float64(t*da), b+float64(t*db)); next <= now {
				a, b, now = a+float64(t*da), b+float64(t*db), next
				break
			}
		}
	}
	return a, b
}

// Isotonic gives the nearest values that never fall, by pooling adjacent violators (Ayer and others, Annals of Mathematical
// Statistics 26, 1955).
func Isotonic(y []float64) []float64 {
	type block struct {
		sum float64
		n   int
	}
	var blocks []block
	for _, v := range y {
		blocks = append(blocks, block{v, 1})
		for n := len(blocks); n > 1 && float64(blocks[n-2].sum*float64(blocks[n-1].n)) >= float64(blocks[n-1].sum*float64(blocks[n-2].n)); n-- {
			blocks[n-2].sum += blocks[n-1].sum
			blocks[n-2].n += blocks[n-1].n
			blocks = blocks[:n-1]
		}
	}
	out := make([]float64, 0, len(y))
	for _, b := range blocks {
		for range b.n {
			out = append(out, b.sum/float64(b.n))
		}
	}
	return out
}
