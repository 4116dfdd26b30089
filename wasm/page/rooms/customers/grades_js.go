//go:build js

package customers

import (
	"slices"
	"strconv"

	"fenji/scoring/protocol"
	"fenji/wasm/page/dom"
	"fenji/wasm/page/say"
	"fenji/wasm/page/shell"
)

// gradeData are the data attributes of #grades in the order of the grades.
var gradeData = map[string]string{"A": "data-a", "B": "data-b", "C": "data-c", "D": "data-d", "": "data-ungraded"}

// renderGrades draws a tile per grade. The ungraded have one only when there are any.
func (v *screen) renderGrades(a *shell.App) {
	s := a.State()
	out := s.Outcome
	box := dom.At("grades")
	for _, name := range gradeData {
		dom.Attr(box, name, "0")
	}
	ungraded := 0
	var groups []protocol.Group
	for _, g := range out.Groups {
		if name := gradeData[g.Grade]; name != "" { // a band may have another code
			dom.Attr(box, name, strconv.Itoa(g.Count))
		}
		if g.Grade == "" {
			ungraded = g.Count
		}
		if g.Grade != "" || g.Count > 0 {
			groups = append(groups, g)
		}
	}
	dom.Text(dom.At("sum-customers"), a.T("grades.customers", "n", say.Count(out.Rows)))
	dom.Text(dom.At("sum-graded"), a.T("grades.graded", "n", say.Count(out.Rows-ungraded)))
	dom.Text(dom.At("sum-money"), a.T("grades.money", "money", say.Amount(s.Lang, "yuan", out.Money)))
	for i, e := range dom.Fill(dom.At("grade-list"), "t-grade", len(groups)) {
		v.renderTile(a, dom.Find(e, "button"), groups[i])
	}
}

func (v *screen) renderTile(a *shell.App, tile dom.Element, g protocol.Group) {
	s := a.State()
	shell.Translate(tile.Value, s.Lang)
	name, meaning, action, cadence := a.T("grade.ungraded"), a.T("grade.ungraded.meaning"), "", ""
	if b := s.Band(g.Grade); b != nil {
		name, meaning = b.Name.In(s.Lang), b.Meaning.In(s.Lang)
		action, cadence = b.Action.In(s.Lang), b.Cadence.In(s.Lang)
	}
	dom.Attr(tile, "data-arg", g.Grade)
	shell.GradeMark(s, tile, g.Grade)
	dom.Attr(tile, "data-count", strconv.Itoa(g.Count))
	dom.Flag(tile, "aria-pressed", slices.Contains(s.View.Grades, g.Grade))
	marks := a.House().Marks(s, g.Grade)
	for i, e := range dom.Fill(dom.Find(tile, ".marks"), "t-mark-of", len(marks)) {
		dom.Attr(e, "data-way", marks[i].Way)
		dom.Text(e, marks[i].Text)
	}
	shell.GradeChip(s, dom.Find(tile, ".who .g"), g.Grade)
	dom.Text(dom.Find(tile, ".who b"), name)
	dom.Text(dom.Find(tile, ".who .n"), a.T("grade.count", "n", say.Count(g.Count)))
	for i, tenths := range []int{g.CountShare, g.MoneyShare} {
		bar := dom.All(tile.Value, ".track i")[i]
		dom.Property(bar, "--share", strconv.FormatFloat(float64(max(0, min(tenths, 1000)))/1000, 'f', 3, 64))
	}
	sums := dom.All(tile.Value, ".sums span")
	dom.Text(sums[0], a.T("grade.count.share", "share", say.Share(g.CountShare)))
	dom.Text(sums[1], say.Amount(s.Lang, "yuan", g.Money)+" · "+a.T("grade.money.share", "share", say.Share(g.MoneyShare)))
	dom.Text(dom.Find(tile, ".meaning"), meaning)
	for i, line := range []string{action, cadence} {
		e := dom.All(tile.Value, ".action")[i]
		dom.Show(e, line != "")
		dom.Text(dom.Find(e, "span"), line)
	}
}

func (v *screen) renderCount(a *shell.App) {
	s := a.State()
	n := s.Count.Rows
	dom.Attr(dom.At("grid"), "aria-rowcount", strconv.Itoa(n+1))
	dom.Show(dom.At("grid-body"), n > 0)
	dom.Show(dom.At("grid-empty"), n == 0)
	money := ""
	if n > 0 {
		money = a.T("grid.money", "money", say.Amount(s.Lang, "yuan", s.Count.Money))
	}
	dom.Text(dom.At("grid-money"), money)
	v.renderMarks(a)
	v.renderSpan(a)
}

// renderSpan says which rows are in sight.
func (v *screen) renderSpan(a *shell.App) {
	n := a.State().Count.Rows
	if n == 0 {
		dom.Text(dom.At("grid-span"), a.T("grid.none"))
		return
	}
	dom.Text(dom.At("grid-span"), a.T("grid.customers", "total", say.Count(n)))
}
