package goals

import (
	"slices"

	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/intake"
)

// A load is what a department had to do.
type load struct {
	persons, visits int
	money           decimal.Money
}

// loads counts persons, visits and money by department, and over all under "". A visit is a day on which a person's money
// there is positive, or an order of that kind, as visits of the payments are counted. met hears of each person of each department.
func (d *Data) loads(met func(who int, unit string)) map[string]load {
	r := d.Records
	units, names := map[string]int{"": 0}, []string{""}
	loads := make([]load, 1)
	starts, rows := r.ByCustomer(len(r.IDs))
	var open []sum
	for who := range len(starts) - 1 {
		if !d.keeps(who) {
			continue
		}
		open = open[:0]
		for _, i := range rows[starts[who]:starts[who+1]] {
			if !d.within(r.Day[i]) {
				continue
			}
			unit := d.unit(int(i))
			at, met := units[unit]
			if !met {
				at = len(names)
				units[unit], names, loads = at, append(names, unit), append(loads, load{})
			}
			k := sum{day: r.Day[i]}
			switch {
			case r.Visits == intake.ByOrder && r.Order != nil && r.Order[i] != 0:
				k.order, k.day = r.Order[i], 0
			case r.Visits == intake.ByRow:
				k.order = i + 1
			}
			worth := r.Amount[i]
			if r.SpentOn(i) {
				worth++ // stored value was spent: a visit without money
			}
			for _, k.unit = range [...]int{0, at} {
				loads[k.unit].money += r.Amount[i]
				open = add(open, k, worth)
				if at == 0 {
					break
				}
			}
		}
		for n, k := range open {
			if k.money <= 0 {
				continue
			}
			l := &loads[k.unit]
			l.visits++
			if !slices.ContainsFunc(open[:n], func(o sum) bool { return o.unit == k.unit && o.money > 0 }) {
				l.persons++
				met(who, names[k.unit])
			}
		}
	}
	list := map[string]load{}
	for i, name := range names {
		list[name] = loads[i]
	}
	return list
}

// A sum is the money of one person in one department on one day, or of one order.
type sum struct {
	unit  int
	day   civil.Day
	order uint32
	money decimal.Money
}

func add(open []sum, k sum, money decimal.Money) []sum {
	for i := len(open) - 1; i >= 0; i-- {
		if o := &open[i]; o.unit == k.unit && o.day == k.day && o.order == k.order {
			o.money += money
			return open
		}
	}
	k.money = money
	return append(open, k)
}

func (d *Data) unit(record int) string {
	if d.Unit == nil {
		return ""
	}
	return orNobody(d.Unit(record))
}

func (d *Data) departments() []Figure {
	if d.Records.Shape != intake.PerVisit {
		return nil
	}
	loads := d.loads(func(int, string) {})
	visits := map[string]int{}
	for unit, l := range loads {
		visits[unit] = l.visits
	}
	var list []Figure
	for _, unit := range sortedUnits(visits) {
		l := loads[unit]
		list = append(list, counted("persons", unit, l.persons), counted("visits", unit, l.visits),
			Figure{Code: "money", By: unit, Value: l.money.String(), N: l.visits})
	}
	return list
}

// sortedUnits puts the sum of all first.
func sortedUnits(m map[string]int) []string {
	rest := map[string]int{}
	for w, n := range m {
		if w != "" {
			rest[w] = n
		}
	}
	return append([]string{""}, sortedWords(rest)...)
}
