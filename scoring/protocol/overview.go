package protocol

import "fenji/scoring/report"

// OpOverview asks for the figures and charts of the overview. They are worked out once for every grading.
const OpOverview = "overview" // OverviewWish → Overview

// An OverviewWish asks for the overview, without what tells of fewer customers than Least; 0 hides nothing.
type OverviewWish struct {
	Least  int
	Listed bool // of those whom the view shows only
	View   View // its order means nothing
	Before bool // the figures of an earlier day besides
	Since  Since
}

func (m *OverviewWish) code(c *coder) {
	c.int(&m.Least)
	c.bool(&m.Listed)
	m.View.code(c)
	c.bool(&m.Before)
	m.Since.code(c)
}

// Overview is what the overview and the printed report show of the result.
type Overview struct {
	report.Data
	All    report.Figures // of all customers, where Data is of those whom a view shows
	Day    string         // of the figures before; "" where there are none
	Before report.Figures
}

func (m *Overview) code(c *coder) {
	figures(c, &m.All)
	c.str(&m.Day)
	figures(c, &m.Before)
	c.str(&m.Unit)
	figures(c, &m.Figures)
	items(c, &m.Grades)
	items(c, &m.Heat.Rows)
	items(c, &m.Heat.Cols)
	c.bool(&m.Heat.Points[0])
	c.bool(&m.Heat.Points[1])
	items(c, &m.Heat.Cells)
	for i := range m.Bars {
		b := &m.Bars[i]
		c.strs(&b.Edges)
		items(c, &b.Items)
		c.bool(&b.Each)
		resize(c, &b.Cuts)
		for k := range b.Cuts {
			c.int(&b.Cuts[k].At)
			c.str(&b.Cuts[k].Value)
		}
		c.int(&b.Rest)
	}
	c.ints(&m.Curve)
	c.str(&m.Months.Kind)
	items(c, &m.Months.Items)
	c.int(&m.Months.Earlier)
	c.bool(&m.Months.Running)
	resize(c, &m.Sides)
	for i := range m.Sides {
		s := &m.Sides[i]
		c.str(&s.Role)
		c.str(&s.Header)
		items(c, &s.Items)
		item(c, &s.Others)
		c.int(&s.Kinds)
		c.bool(&s.ByVisit)
	}
}

func figures(c *coder, f *report.Figures) {
	for _, n := range []*int{&f.Customers, &f.Graded, &f.Repeat, &f.Active[0], &f.Active[1], &f.Active[2], &f.BestCount,
		&f.BestShare, &f.Top, &f.TopShare, &f.Gini} {
		c.int(n)
	}
	for _, s := range []*string{&f.Money, &f.Average, &f.Visits, &f.Best} {
		c.str(s)
	}
	for _, b := range []*bool{&f.Spread, &f.Dated, &f.Window} {
		c.bool(b)
	}
}

func items(c *coder, list *[]report.Item) {
	resize(c, list)
	for i := range *list {
		item(c, &(*list)[i])
	}
}

func item(c *coder, m *report.Item) {
	c.str(&m.Label)
	c.int(&m.Count)
	c.str(&m.Money)
	resize(c, &m.Filters)
	for i := range m.Filters {
		f := Filter(m.Filters[i])
		f.code(c)
		m.Filters[i] = report.Filter(f)
	}
}
