package session

import (
	"bytes"
	"errors"

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
