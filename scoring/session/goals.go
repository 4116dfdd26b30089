package session

import (
	"errors"
	"slices"
	"strconv"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/goals"
	"fenji/scoring/intake"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/rfm"
	"fenji/scoring/sources"
)

func init() {
	fields["axis."] = onAxis
	fields[protocol.FieldGoal] = behind
	fields["potential"] = potential
}

func goalsOps() {
	answer(protocol.OpGoals, (*Session).Goals)
	answer(protocol.OpCrossTable, (*Session).Cross)
	answer(protocol.OpClass, (*Session).Class)
}

var errNothingJoined = errors.New("session: nothing is joined")

// Goals counts the figures of a goal.
func (s *Session) Goals(m protocol.GoalWish) (*protocol.Goals, error) {
	if s.graded == nil || s.joined == nil {
		return nil, errNothingJoined
	}
	d, err := s.goalData(m)
	if err != nil {
		return nil, err
	}
	out := &protocol.Goals{AsOf: d.AsOf.String()}
	out.First, out.Last = s.span()
	for _, f := range d.Figures(m.Goal) {
		out.Figures = append(out.Figures, protocol.GoalFigure(f))
	}
	for _, c := range d.Charts(m.Goal) {
		out.Charts = append(out.Charts, protocol.GoalChart(c))
	}
	out.Values = s.graded.axes.of(func() (list []protocol.AxisValues) {
		for _, axis := range protocol.Axes {
			if values := s.axisValues(axis); len(values) > 1 {
				list = append(list, protocol.AxisValues{Axis: axis, Values: values})
			}
		}
		return list
	})
	return out, nil
}

// span is from when to when the data tell.
func (s *Session) span() (first, last string) {
	from, to := civil.NoDay, s.view.Result.AsOf
	note := func(d civil.Day) {
		if d != civil.NoDay && (from == civil.NoDay || d < from) {
			from = d
		}
	}
	for _, d := range s.records.Day {
		note(d)
	}
	for i := range s.joined.Tables {
		note(s.joined.Tables[i].First)
	}
	if from == civil.NoDay || to == civil.NoDay {
		return "", ""
	}
	return from.String(), to.String()
}

func (s *Session) goalData(m protocol.GoalWish) (*goals.Data, error) {
	j := s.joined
	d := &goals.Data{Joined: j.Joined, Sums: j.sums, Records: s.records, AsOf: s.view.Result.AsOf}
	var err error
	if d.From, err = analysisDate(m.From); err != nil {
		return nil, err
	}
	if d.To, err = analysisDate(m.To); err != nil {
		return nil, err
	}
	if s.records.Shape == intake.PerVisit {
		if l := s.visitLog(); l != nil {
			d.Line = l.Timeline
		} else {
			d.Line = rfm.TimelineOf(s.records, nil)
		}
	}
	if d.AsOf == civil.NoDay {
		d.AsOf = j.Latest(civil.NoDay)
	}
	if col := s.mapping.Column(intake.Department); col >= 0 {
		d.Unit = func(record int) string { return s.table.Text(s.table.Cell(int(s.records.Row[record]), col)) }
	}
	if m.Axis != "" {
		of := s.axis(m.Axis)
		if of == nil {
			return nil, errors.New("session: no axis " + m.Axis)
		}
		keep := make([]bool, len(j.IDs))
		for i := range s.view.Result.Customers {
			keep[j.person(i)] = orNone(of(i)) == m.Value
		}
		d.Keep = func(who int) bool { return keep[who] }
	}
	return d, nil
}

func orNone(s string) string {
	if s == "" {
		return goals.Nobody
	}
	return s
}

// axis gives what customers have in a respect; nil where nothing tells it.
func (s *Session) axis(name string) func(i int) string {
	r := s.view.Result
	of := func(f sources.Field, role intake.Role, as func(string) string) func(i int) string {
		col := s.alone.mapping.Column(role)
		if role == "" {
			col = s.saying(f)
		}
		return func(i int) string {
			if text := s.joined.Of(s.joined.person(i), f); text != "" {
				return as(text)
			}
			if col < 0 || i >= s.joined.Paid {
				return ""
			}
			return as(s.shown(int(r.Customers[i].Row), col))
		}
	}
	same := func(text string) string { return text }
	switch name {
	case "grade":
		return r.Grade
	case "channel":
		return of(sources.Channel, "", same)
	case "sex":
		return of(sources.Sex, intake.Sex, sources.SexOf)
	case "region":
		return of(sources.Region, intake.Region, same)
	case "occupation":
		return of(sources.Occupation, "", same)
	case "age":
		return s.ageOf
	case "department":
		main := s.mainDepartments()
		return func(i int) string {
			if i < len(main) {
				return main[i]
			}
			return ""
		}
	}
	return nil
}

// saying is the column of the payments whose header means a field, -1 for none.
func (s *Session) saying(f sources.Field) int {
	for _, c := range s.alone.mapping.Columns {
		if sources.Means(c.Header) == f && c.Filled > 0 {
			return c.Index
		}
	}
	return -1
}

// ageOf is the band of ten years of a customer's age.
func (s *Session) ageOf(i int) string {
	r := s.view.Result
	if band := s.joined.AgeBand(s.joined.person(i), r.AsOf); band != "" || i >= s.joined.Paid {
		return band
	}
	if col := s.alone.mapping.Column(intake.Age); col >= 0 {
		if n, err := strconv.Atoi(s.table.Text(s.table.Cell(int(r.Customers[i].Row), col))); err == nil {
			return sources.BandOf(n)
		}
	}
	return sources.BandOf(sources.YearsAt(s.bornOn(i), r.AsOf))
}

// bornOn is when a customer was born by a column of the payments, NoDay where none tells it.
func (s *Session) bornOn(i int) civil.Day {
	col := s.alone.mapping.Column(intake.Birth)
	if col < 0 || i >= s.joined.Paid {
		return civil.NoDay
	}
	return s.dayIn(int(s.view.Result.Customers[i].Row), col)
}

// bornText is what stands there, be it a day or not.
func (s *Session) bornText(i int) string {
	col := s.alone.mapping.Column(intake.Birth)
	if col < 0 || i >= s.joined.Paid {
		return ""
	}
	return s.table.Text(s.table.Cell(int(s.view.Result.Customers[i].Row), col))
}

// mainDepartments is where each customer came most, the first among equals.
func (s *Session) mainDepartments() []string {
	return s.cleaned.mains.of(func() []string {
		col := s.mapping.Column(intake.Department)
		list := make([]string, s.joined.Paid)
		if col < 0 {
			return list
		}
		counts := make([]map[string]int, s.joined.Paid)
		for i, who := range s.records.Customer {
			unit := s.table.Text(s.table.Cell(int(s.records.Row[i]), col))
			if unit == "" || s.records.Amount[i] < 0 {
				continue
			}
			if counts[who] == nil {
				counts[who] = map[string]int{}
			}
			counts[who][unit]++
			if best := list[who]; best == "" || counts[who][unit] > counts[who][best] {
				list[who] = unit
			}
		}
		return list
	})
}

// axisOrder is the order of what stands on an axis, nil for the most frequent first.
func (s *Session) axisOrder(name string) (order []string) {
	switch name {
	case "grade":
		for _, b := range s.view.Result.Profile.Bands {
			order = append(order, b.Grade)
		}
	case "age":
		return sources.AgeBands[:]
	case "sex":
		return []string{"F", "M"}
	}
	return order
}

// mostValues bounds what is offered on an axis.
const mostValues = 40

func (s *Session) axisValues(name string) []string {
	of := s.axis(name)
	t := goals.Cross(len(s.view.Result.Customers), of, func(int) string { return "all" }, func(int) decimal.Money { return 0 },
		s.axisOrder(name), nil)
	if len(t.Rows) == 1 && t.Rows[0] == goals.Nobody || len(t.Rows) > mostValues {
		return nil
	}
	return t.Rows
}

// Cross sets two properties of customers against each other.
func (s *Session) Cross(m protocol.CrossWish) (*protocol.CrossTable, error) {
	if s.graded == nil || s.joined == nil {
		return nil, errNothingJoined
	}
	row, column := s.axis(m.Row), s.axis(m.Column)
	if row == nil || column == nil {
		return nil, errors.New("session: no axis " + m.Row + " " + m.Column)
	}
	list := s.view.Result.Customers
	t := goals.Cross(len(list), row, column, func(i int) decimal.Money { return list[i].M }, s.axisOrder(m.Row), s.axisOrder(m.Column))
	out := &protocol.CrossTable{Row: m.Row, Column: m.Column, Rows: t.Rows, Columns: t.Columns, Verdict: t.Verdict, P: t.P, V: t.V, Exact: t.Exact,
		RowSums: make([]int, len(t.Rows)), ColumnSums: make([]int, len(t.Columns)), All: len(list)}
	rows, columns, all := make([]decimal.Money, len(t.Rows)), make([]decimal.Money, len(t.Columns)), decimal.Money(0)
	var hide privacy.Hidden
	if m.Shared {
		hide = privacy.SuppressTable(t.Count, privacy.SmallCount)
	}
	for r, counts := range t.Count {
		for c, n := range counts {
			out.RowSums[r] += n
			out.ColumnSums[c] += n
			rows[r], columns[c], all = rows[r]+t.Money[r][c], columns[c]+t.Money[r][c], all+t.Money[r][c]
			money := t.Money[r][c].String()
			if m.Shared && hide.Cells[r][c] {
				n, money = -1, ""
			}
			out.Counts, out.Money = append(out.Counts, n), append(out.Money, money)
		}
	}
	told := func(sums []decimal.Money, counts []int, hidden []bool) (list []string) {
		for i, sum := range sums {
			if list = append(list, sum.String()); m.Shared && hidden[i] {
				counts[i], list[i] = -1, ""
			}
		}
		return list
	}
	out.RowMoney, out.ColumnMoney, out.AllMoney = told(rows, out.RowSums, hide.Rows), told(columns, out.ColumnSums, hide.Columns), all.String()
	if m.Shared {
		out.P, out.V = "", ""
	}
	out.Fields = []string{"axis." + m.Row, "axis." + m.Column}
	return out, nil
}

// onAxis is the filter of those who have one of some values on an axis.
func onAxis(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	if s.joined == nil {
		return nil, errNothingJoined
	}
	of := s.axis(rest)
	if of == nil {
		return nil, errors.New("session: no axis " + rest)
	}
	return func(i int) bool { return slices.Contains(f.Values, orNone(of(i))) }, nil
}

// behind is the filter of those who stand behind a part of a chart or a figure of a goal, in its period and of those whom it is about.
func behind(s *Session, rest string, f protocol.Filter) (func(i int) bool, error) {
	if s.joined == nil || len(f.Values) != 4 {
		return nil, errNothingJoined
	}
	d, err := s.goalData(protocol.GoalWish{From: f.Low, To: f.High, Axis: f.Values[2], Value: f.Values[3]})
	if err != nil {
		return nil, err
	}
	set := d.Behind(rest, f.Values[0], f.Values[1])
	return func(i int) bool { return set[s.joined.person(i)] }, nil
}

// potential is the filter of those who did or said something and never paid.
func potential(s *Session, _ string, _ protocol.Filter) (func(i int) bool, error) {
	if s.joined == nil {
		return nil, errNothingJoined
	}
	return func(i int) bool { return i >= s.joined.Paid }, nil
}

// Class tells how few customers stand together in what is to be shared.
func (s *Session) Class(m protocol.ClassWish) (*protocol.Class, error) {
	if s.graded == nil || s.joined == nil {
		return nil, errNothingJoined
	}
	var list []goals.Quasi
	r := s.view.Result
	add := func(code string, of func(i int) string) {
		for i := range r.Customers {
			if of(i) != "" {
				list = append(list, goals.Quasi{Code: code, Of: of})
				return
			}
		}
	}
	add("sex", s.axis("sex"))
	if m.Ages {
		add("age10", s.ageOf)
	} else {
		add("age", func(i int) string {
			if day := s.bornOn(i); day != civil.NoDay { // the column is shared as it stands
				return day.String()
			}
			if text := s.bornText(i); text != "" {
				return text
			}
			if n := s.joined.AgeAt(s.joined.person(i), r.AsOf); n >= 0 {
				return strconv.Itoa(n)
			}
			return s.ageOf(i)
		})
	}
	if !m.NoRegion {
		add("region", s.axis("region"))
	}
	add("occupation", s.axis("occupation"))
	if m.Months {
		add("month", func(i int) string { return monthOf(r.Customers[i]) })
	} else {
		add("last", func(i int) string { return r.Customers[i].Last.String() })
	}
	out := &protocol.Class{N: len(r.Customers), Few: privacy.SmallCount}
	out.K, out.Alone = goals.Smallest(out.N, list, out.Few)
	for _, q := range list {
		out.Columns = append(out.Columns, q.Code)
	}
	return out, nil
}

func monthOf(c scoring.Customer) string {
	if c.Last == civil.NoDay {
		return ""
	}
	return c.Last.String()[:7]
}
