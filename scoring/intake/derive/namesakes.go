package derive

import (
	"hash/fnv"
	"sort"
	"strconv"

	"fenji/scoring/decimal"
	"fenji/scoring/intake"
	"fenji/scoring/intake/read"
	"fenji/scoring/sheet"
)

// namesakesAsked bounds the names that have a question of their own; one question is about all.
const namesakesAsked = 6

// A namesake is a name that several people seem to have.
type namesake struct {
	name, key string
	rows      int
	money     decimal.Money
	shown     []int
	blank     int // rows without what tells the people apart
}

// splitNames asks about namesakes, about all in one question and about each where they are few, and tells them apart
// meanwhile. A row with the name alone belongs to the one person of that name; where there are several it is one more, and
// asked.
func (d *deriver) splitNames(cust, other int, people map[string]map[string]bool, pairs int) {
	said := d.said("namesakes", "apart")
	list := d.sharedNames(cust, other, people)
	all := intake.Doubt{Code: "namesakes", Columns: []int{cust, other}, Meanwhile: said, Answers: []string{"apart", "together"}}
	settled := true
	how := map[string]string{}
	for _, n := range list {
		all.Rows, all.Money = all.Rows+n.rows, all.Money+n.money
		all.Shown = append(all.Shown, n.shown[:min(len(n.shown), max(0, 20-len(all.Shown)))]...)
		if n.blank > 0 {
			all.Form = "blank"
		}
		how[n.name] = d.answers.To("namesakes", n.key)
		settled = settled && how[n.name] != ""
	}
	about := func(q *intake.Doubt, args ...string) {
		q.Args = append(args, "other", d.m.Columns[other].Header, "rows", strconv.Itoa(q.Rows), "header", d.m.Columns[cust].Header)
	}
	about(&all, "pairs", strconv.Itoa(pairs))
	if !settled || len(list) == 1 || d.answers.To("namesakes", "") != "" {
		d.ask(all)
	}
	split := 0
	for i, n := range list {
		one := how[n.name]
		if len(list) > 1 && (one != "" || i < namesakesAsked && d.answers.To("namesakes", "") == "") {
			q := intake.Doubt{Code: "namesakes", Form: "one", Key: n.key, Columns: all.Columns, Rows: n.rows, Money: n.money, Meanwhile: said,
				Answers: all.Answers, Shown: n.shown}
			if one != "" {
				q.Meanwhile = one
			}
			about(&q, "value", n.name, "n", strconv.Itoa(len(people[n.name])))
			d.ask(q)
		}
		if one == "" {
			how[n.name] = said
		}
		if how[n.name] == "apart" {
			split++
		}
	}
	if split > 0 {
		d.tellApart(cust, other, people, how)
	}
}

// sharedNames are the names that several people have, those of most rows first.
func (d *deriver) sharedNames(cust, other int, people map[string]map[string]bool) (list []*namesake) {
	met := map[string]*namesake{}
	amount := max(0, d.m.Column(intake.Amount))
	for row := d.from(); row < d.t.Rows; row++ {
		name := d.name(row, cust)
		if len(people[name]) < 2 {
			continue
		}
		n := met[name]
		if n == nil {
			n = &namesake{name: name, key: keyOf(name)}
			met[name], list = n, append(list, n)
		}
		if n.rows++; len(n.shown) < 20 {
			n.shown = append(n.shown, row)
		}
		if m, _, st := d.v.Money(d.t.Cell(row, amount), d.m.Unit, read.Pointed); st == read.Readable && m < 1<<50 && m > -1<<50 {
			n.money += m
		}
		if d.other(row, other) == "" {
			n.blank++
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].rows > list[j].rows })
	return list
}

// keyOf names a name without saying it: many names have the same key.
func keyOf(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return "#" + strconv.FormatUint(uint64(h.Sum32()%1e5+1e5), 10)[1:]
}

// tellApart makes the customers of the names and what tells them apart, as far as their names are to be split.
func (d *deriver) tellApart(cust, other int, people map[string]map[string]bool, how map[string]string) {
	d.add(d.m.Columns[cust].Header+between+d.m.Columns[other].Header, intake.Customer, func(row int) sheet.Derived {
		name, o := d.name(row, cust), d.other(row, other)
		if o == "" && len(people[name]) == 1 {
			for only := range people[name] {
				o = only
			}
		}
		if name == "" || o == "" || len(people[name]) > 1 && how[name] != "apart" {
			return sheet.Derived{Text: name}
		}
		return sheet.Derived{Text: name + between + o}
	})
}
