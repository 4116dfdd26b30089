package sources

import (
	"slices"
	"strings"

	"fenji/scoring/intake/read"
)

// A Joined is data of several kinds about the same persons. Persons are numbered: first those of the payments, in their
// order, then the others as they were met.
type Joined struct {
	IDs    []string
	Paid   int // how many of them are of the payments
	Tables []Part

	Households int // telephone numbers that are of several persons
	Employees  int // persons that stand in the list of people under several members of the staff
	People     []Person
}

// A Part is a table of what was joined.
type Part struct {
	*Table
	Who       []int32 // by row: the person, -1 for nobody
	By        []string
	Matched   int     // distinct ids that stand in another table, too
	Unmatched int     // that stand here only
	Twice     int     // that stand in people on several rows which are not equal
	Again     []int32 // those rows after the first, by place
	Nobody    int     // rows that name nobody
}

// A Person is what a list of people says of one: of several rows the first.
type Person struct {
	Known bool
	Table int
	Row   int // place in that table
}

// between stands between the parts of an identity of several columns, see package derive.
const between = " · "

// A joiner numbers persons.
type joiner struct {
	out     *Joined
	at      map[string]int32
	aliases map[string]int32 // telephone numbers and the like that are of one person, -1 of several
	pairs   bool             // payments tell their customers by name and telephone number
	phones  bool             // by telephone number
}

// Join finds out whose the rows of tables are. ids are the customers of the payments; paid are, for each table of payments,
// those of them that stand in it. Only telephone numbers that are of one person tell whose a row is, where nothing better
// does.
func Join(ids []string, tables []*Table, paid [][]int32) *Joined {
	all, other := len(ids), 0 // most that will have to be looked up
	for _, t := range tables {
		if t.Kind != People {
			continue
		}
		for k := range t.Keys {
			if k == 0 {
				all = max(all, len(t.Keys[k].IDs))
			} else if t.Keys[k].Field != Name {
				other += len(t.Keys[k].IDs)
			}
		}
	}
	j := &joiner{out: &Joined{IDs: slices.Clone(ids), Paid: len(ids)}, at: make(map[string]int32, all), aliases: make(map[string]int32, other)}
	digits := 0
	for i, id := range ids {
		j.at[id] = int32(i)
		j.pairs = j.pairs || strings.Contains(id, between)
		if p := read.PhoneDigits(id); p != "" {
			digits++
			if _, taken := j.at[p]; !taken {
				j.at[p] = int32(i)
			}
		}
	}
	j.phones = 2*digits > len(ids)
	j.out.Tables = make([]Part, len(tables))
	for _, first := range [...]bool{true, false} { // people first: they say who is who
		for i, t := range tables {
			if (t.Kind == People) == first {
				j.table(i, t)
			}
			if t.Kind == Payments && i < len(paid) {
				j.out.Tables[i].Who = paid[i]
			}
		}
	}
	j.report()
	j.households()
	return j.out
}

// table finds out whose the rows of a table are.
func (j *joiner) table(i int, t *Table) {
	p := Part{Table: t, Who: make([]int32, t.Rows)}
	for r := range p.Who {
		p.Who[r] = -1
	}
	if t.Kind == Ignore || t.Kind == Payments || len(t.Keys) == 0 {
		j.out.Tables[i] = p
		return
	}
	order := j.order(t)
	for _, k := range order {
		p.By = append(p.By, t.Keys[k].Header)
	}
	main := &t.Keys[order[0]]
	persons := make([]int32, len(main.IDs)) // of the main key
	for n, id := range main.IDs {
		persons[n] = j.lookup(main, id)
	}
	composite := j.composite(t, main)
	for r := range p.Who {
		n := main.Of[r]
		switch {
		case composite != nil && composite(r) != "":
			p.Who[r] = j.add(composite(r), j.known(composite(r)))
		case n == 0:
			p.Who[r] = j.other(t, order[1:], r)
		case persons[n-1] >= 0:
			p.Who[r] = persons[n-1]
		default:
			who := j.other(t, order[1:], r)
			if j.ofSeveral(main, main.IDs[n-1]) && t.Kind != People {
				p.Who[r] = who // the next row with that number may be another's
				break
			}
			if who < 0 || t.Kind == People {
				who = j.add(main.IDs[n-1], -1)
			}
			persons[n-1] = who
			p.Who[r] = who
		}
		if p.Who[r] < 0 {
			p.Nobody++
		}
	}
	if t.Kind == People {
		j.learn(&p, order[0])
	}
	j.out.Tables[i] = p
}

// sampled is how many ids of a key are enough to see how many are known.
const sampled = 20_000

// order sorts the keys of a table: the one of whose ids most are known first. The others help where it is blank.
func (j *joiner) order(t *Table) []int {
	if len(t.Keys) == 1 {
		return []int{0}
	}
	var order []int
	var score []int
	for k := range t.Keys {
		key := &t.Keys[k]
		found, step := 0, 1+len(key.IDs)/sampled
		for n := 0; n < len(key.IDs); n += step {
			if j.lookup(key, key.IDs[n]) >= 0 {
				found += step
			}
		}
		n := 8 * found
		switch key.Field {
		case Name:
			n = found // names are of several persons, so they come last
		case Phone:
			n = 4 * found // a household's is
		}
		at := len(order)
		for at > 0 && score[at-1] < n {
			at--
		}
		order, score = slices.Insert(order, at, k), slices.Insert(score, at, n)
	}
	return order
}

func (j *joiner) known(id string) int32 {
	if who, ok := j.at[id]; ok {
		return who
	}
	return -1
}

// lookup finds the person of an id; -1 for none.
func (j *joiner) lookup(k *Key, id string) int32 {
	if who := j.known(id); who >= 0 {
		return who
	}
	if k.Field != Name {
		if who, ok := j.aliases[id]; ok {
			return who
		}
	}
	return -1
}

// ofSeveral tells whether a list of people ties an id to several persons.
func (j *joiner) ofSeveral(k *Key, id string) bool {
	who, met := j.aliases[id]
	return met && who < 0 && k.Field != Name && j.known(id) < 0
}

// other looks for whose a row is by the other keys. A name alone says nothing, unless payments know their customers by it.
func (j *joiner) other(t *Table, order []int, row int) int32 {
	for _, k := range order {
		key := &t.Keys[k]
		if n := key.Of[row]; n > 0 && key.Field != Name {
			if who := j.lookup(key, key.IDs[n-1]); who >= 0 {
				return who
			}
		}
	}
	return -1
}

// add gives an id the person that it is of, or a new one.
func (j *joiner) add(id string, who int32) int32 {
	if known, ok := j.at[id]; ok {
		return known
	}
	if who < 0 {
		who = int32(len(j.out.IDs))
		j.out.IDs = append(j.out.IDs, id)
	}
	j.at[id] = who
	return who
}

// composite gives the identity of name and telephone number of a row, where payments have such; nil where they have not.
func (j *joiner) composite(t *Table, main *Key) func(row int) string {
	var name, phone *Key
	for k := range t.Keys {
		switch t.Keys[k].Field {
		case Name:
			name = &t.Keys[k]
		case Phone:
			phone = &t.Keys[k]
		}
	}
	if !j.pairs || name == nil || phone == nil || main.Field == ID && j.lookup(main, firstOf(main)) >= 0 {
		return nil
	}
	return func(row int) string {
		n, p := name.Of[row], phone.Of[row]
		switch {
		case n == 0:
			return ""
		case p == 0:
			return name.IDs[n-1]
		}
		return name.IDs[n-1] + between + phone.IDs[p-1]
	}
}

func firstOf(k *Key) string {
	if len(k.IDs) == 0 {
		return ""
	}
	return k.IDs[0]
}

// learn ties the other identities of a list of people to its persons, where they are of one person only.
func (j *joiner) learn(p *Part, main int) {
	for k := range p.Keys {
		key := &p.Keys[k]
		if k == main || key.Field == Name {
			continue
		}
		for r, n := range key.Of {
			if n == 0 || p.Who[r] < 0 {
				continue
			}
			id := key.IDs[n-1]
			if who, met := j.aliases[id]; met && who != p.Who[r] {
				j.aliases[id] = -1
			} else if !met {
				j.aliases[id] = p.Who[r]
			}
		}
	}
}

// report counts what matched, and what stands in people twice.
func (j *joiner) report() {
	n := len(j.out.IDs)
	tables := make([]uint8, n) // in how many of them
	last := make([]int32, n)
	for i := range j.out.Tables {
		for _, who := range j.out.Tables[i].Who {
			if who >= 0 && last[who] != int32(i+1) {
				last[who] = int32(i + 1)
				if tables[who] < 255 {
					tables[who]++
				}
			}
		}
	}
	clear(last)
	for i := range j.out.Tables {
		p := &j.out.Tables[i]
		for _, who := range p.Who {
			switch {
			case who < 0 || last[who] == int32(i+1):
			case tables[who] > 1:
				last[who] = int32(i + 1)
				p.Matched++
			default:
				last[who] = int32(i + 1)
				p.Unmatched++
			}
		}
	}
	j.again()
}

// again finds who stands in the lists of people more than once.
func (j *joiner) again() {
	j.out.People = make([]Person, len(j.out.IDs))
	twice, staff := make([]bool, len(j.out.IDs)), make([]bool, len(j.out.IDs))
	for i := range j.out.Tables {
		p := &j.out.Tables[i]
		if p.Kind != People {
			continue
		}
		for r, who := range p.Who {
			if who < 0 {
				continue
			}
			first := &j.out.People[who]
			if !first.Known {
				*first = Person{true, i, r}
				continue
			}
			was := &j.out.Tables[first.Table]
			if first.Table == i && was.Mark[first.Row] == p.Mark[r] {
				continue // an equal row
			}
			p.Again = append(p.Again, int32(r))
			if !twice[who] {
				twice[who] = true
				p.Twice++
			}
			if a, b := was.Employee.At(first.Row), p.Employee.At(r); a != b && a != "" && b != "" && !staff[who] {
				staff[who] = true
				j.out.Employees++
			}
		}
	}
}
