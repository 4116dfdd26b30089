package numeric

import "math"

// z95 is the quantile of a two-sided interval of 95 %.
const z95 = 1.959963984540054

// Wilson gives the interval of 95 % for a share of k in n (Wilson 1927; method 3 of Newcombe, Statistics in Medicine 17,
// 1998). Of nothing it is 0 to 1.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	m, p := float64(n), float64(k)/float64(n)
	z2 := float64(z95 * z95)
	mid := p + z2/(2*m)
	half := float64(z95 * math.Sqrt(float64(p*(1-p))/m+z2/float64(4*float64(m*m))))
	low, high = (mid-half)/(1+z2/m), (mid+half)/(1+z2/m)
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return low, high
}

// Newcombe gives the interval of 95 % for the difference of two independent shares a/m − b/n: method 10 of Newcombe,
// Statistics in Medicine 17, 1998.
func Newcombe(a, m, b, n int) (low, high float64) {
	if m <= 0 || n <= 0 {
		return -1, 1
	}
	p, q := float64(a)/float64(m), float64(b)/float64(n)
	l1, u1 := Wilson(a, m)
	l2, u2 := Wilson(b, n)
	d := p - q
	return d - math.Sqrt(float64((p-l1)*(p-l1))+float64((u2-q)*(u2-q))),
		d + math.Sqrt(float64((u1-p)*(u1-p))+float64((q-l2)*(q-l2)))
}

// Power gives the chance that a two-sided test at .05 of n in each arm tells shares p and q apart, by the normal
// approximation that R's power.prop.test uses.
func Power(n, p, q float64) float64 {
	if p == q {
		return 0.025
	}
	pooled := math.Sqrt(float64((p + q) * (1 - (p+q)/2)))
	apart := math.Sqrt(float64(p*(1-p)) + float64(q*(1-q)))
	return Normal((float64(math.Sqrt(n)*math.Abs(p-q)) - float64(z95*pooled)) / apart)
}

const z80 = 0.8416212335729143 // quantile of a power of 80 %

// ArmSize gives how many each arm needs for a power of 80 % to tell p and q apart.
func ArmSize(p, q float64) float64 {
	pooled := math.Sqrt(float64((p + q) * (1 - (p+q)/2)))
	apart := math.Sqrt(float64(p*(1-p)) + float64(q*(1-q)))
	root := (float64(z95*pooled) + float64(z80*apart)) / math.Abs(p-q)
	return float64(root * root)
}

// SmallestProvable gives the least share above p that n in each arm can tell from it with a power of 80 %; 1 with false
// when none can.
func SmallestProvable(n int, p float64) (q float64, ok bool) {
	if n <= 0 || p >= 1 || Power(float64(n), p, 1) < 0.8 {
		return 1, false
	}
	low, high := p, 1.0
	for range 60 {
		if mid := (low + high) / 2; Power(float64(n), p, mid) < 0.8 {
			low = mid
		} else {
			high = mid
		}
	}
	return high, true
}
