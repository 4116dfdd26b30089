package demand

import (
	"math"

	"fenji/scoring/civil"
)

// festivals are the days of Spring Festival from 2000 on, as the Hong Kong Observatory's tables and GB/T 33661-2017 give them:
// month and day as one number.
var festivals = [...]uint16{
	205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205, // 2000
	125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, // 2020
	212, 201, 122, 210, 130, 217, 206, 126, 214, 202, // 2040
}

// Festival gives the day of Spring Festival in a year from 2000 to 2049.
func Festival(year int) (civil.Day, bool) {
	i := year - 2000
	if i < 0 || i >= len(festivals) {
		return civil.NoDay, false
	}
	return civil.DateOf(year, int(festivals[i]/100), int(festivals[i]%100))
}

// The days about Spring Festival that count as such: the week before it, and from the day itself a week.
const before, after = 7, 6

// Share is how much of the days about Spring Festival lies in [from, to).
func Share(from, to civil.Day) float64 {
	year, _, _ := from.Date()
	day, ok := Festival(year)
	if !ok {
		return 0
	}
	days := min(to-1, day+after) - max(from, day-before) + 1
	return float64(max(0, days)) / (before + after + 1)
}

// regressors are columns for all periods and those ahead: three waves of the year, sine and cosine each, and last the
// festival's share, from which in months that of the same month over the years is taken off (as X-13ARIMA-SEATS's genhol
// centres). There is no festival where the log ends before three years.
func (s *Series) regressors() (list [][]float64) {
	periods := len(s.Starts) - 1
	for wave := 1; wave <= 3; wave++ {
		sin, cos := make([]float64, periods), make([]float64, periods)
		for t := range periods {
			year, _, _ := s.Starts[t].Date()
			first, _ := civil.DateOf(year, 1, 1)
			sin[t], cos[t] = turn(float64(wave) * float64(s.Starts[t]-first+3) / 365.25)
		}
		list = append(list, sin, cos)
	}
	share := make([]float64, periods)
	var sums, counts [13]float64
	for t := range periods {
		share[t] = Share(s.Starts[t], s.Starts[t+1])
		if _, month, _ := s.Starts[t].Date(); t < len(s.Counts) {
			sums[month] += share[t]
			counts[month]++
		}
	}
	for t := range periods {
		if _, month, _ := s.Starts[t].Date(); !s.Weeks && counts[month] > 0 {
			share[t] -= sums[month] / counts[month]
		}
	}
	return append(list, share)
}

// turn gives sine and cosine of so many turns, by the series of the sine after reduction: the same bits everywhere.
func turn(x float64) (sin, cos float64) { return sine(x), sine(x + 0.25) }

func sine(turns float64) float64 {
	x := turns - math.Floor(turns+0.5) // −½ … ½
	switch {
	case x > 0.25:
		x = 0.5 - x
	case x < -0.25:
		x = -0.5 - x
	}
	a := float64(x * 2 * math.Pi)
	term, sum := a, a
	for k := 1.0; k < 12; k++ {
		term *= -float64(a*a) / float64(2*k*(2*k+1))
		sum += term
	}
	return sum
}
