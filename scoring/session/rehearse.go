package session

import (
	"bytes"
	"errors"
	"io"

	"fenji/scoring/civil"
	"fenji/scoring/profiles"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
)

// Rehearse grades a workbook of a few rows and forgets it. It changes nothing; afterwards the tables of words are made, and the
// host has compiled what a file needs, so that the first one does not wait for that.
func Rehearse(o sheet.Options) error {
	var file bytes.Buffer
	w := sheet.NewWriter(&file)
	w.PackBy(o.Deflate)
	err := w.Sheet(sheet.SheetSpec{Name: "1"})
	rows := [][]sheet.Value{{sheet.Str("客户编号"), sheet.Str("就诊日期"), sheet.Str("金额"), sheet.Str("科室")}}
	for i := range int64(8) {
		rows = append(rows, []sheet.Value{sheet.Int(100 + i/2), sheet.Day(19_700 + civil.Day(i)), sheet.Int(100 * (i + 1)), sheet.Str("洁牙")})
	}
	for _, row := range rows {
		err = errors.Join(err, w.Row(row))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return err
	}
	s := Session{Options: o}
	out, err := s.LoadFiles(protocol.Load{Names: []string{"1.xlsx"}, Settings: protocol.Settings{Profile: profiles.All()[0].ID, Sheet: -1}},
		[]File{bytes.NewReader(file.Bytes())}, func(protocol.Progress) {})
	if err == nil && !out.Graded {
		err = errNothingGraded
	}
	return err
}

func rehearseOps() {
	take(protocol.OpPrepare, func(s *Session, m protocol.Prepare, c *Call) (*protocol.Nothing, error) {
		if s.graded != nil && !s.prepare(m.Lang, c.more) {
			return nil, ErrUnfinished
		}
		return &protocol.Nothing{}, nil
	})
}

// A workbook of fewer customers than manyRows is written before anybody waits; a host has compiled well what writes so many as
// rehearsedRows, of which rehearsedStep are written at a time. Of a table of more than mostRows nothing is made that nobody has
// asked for: each step would take its time and memory.
const manyRows, rehearsedRows, rehearsedStep, mostRows = 20_000, 8_000, 500, 300_000

// prepare makes the report, which the overview and every workbook show, and, once, rehearses the writing of a workbook of many
// rows: a host compiles well only what it has run for a while. It does piece after piece for as long as more says, and tells
// whether all is done. A bug that it meets is told on the console and ends it alone: nobody has asked for anything.
func (s *Session) prepare(lang string, more func() bool) (done bool) {
	defer func() {
		if r := recover(); r != nil {
			why, _ := r.(string)
			if err, ok := r.(error); ok {
				why = err.Error()
			}
			println("not prepared:", why)
			s.rehearsed = s.rehearsed || s.graded.rehearsal.made
			s.graded.rehearsal, done = once[*chore]{}, true
		}
	}()
	n := len(s.view.Result.Customers)
	if max(n, s.view.Table.Rows) > mostRows {
		return true
	}
	if sum := s.summed(); sum.pending() != nil && (!sum.run(more) || more != nil && !more()) {
		return false
	}
	if s.rehearsed || n < manyRows {
		return true
	}
	s.rehearsed = s.rehearsal(lang).run(more)
	return s.rehearsed
}

// rehearsal begins to write customers to nowhere.
func (s *Session) rehearsal(lang string) *chore {
	return s.graded.rehearsal.of(func() *chore {
		e, w, at := s.export(lang), s.workbook(io.Discard), 0
		e.Near, e.Behind = s.behind(lang, nil)
		return &chore{pieces: []func() bool{func() bool {
			err := e.Rehearse(w, at, at+rehearsedStep)
			at += rehearsedStep
			return err != nil || at >= rehearsedRows
		}}}
	})
}
