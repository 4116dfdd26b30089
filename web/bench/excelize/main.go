//go:build js

// Command excelize reads a workbook with excelize and tells how long it took. It is measured and never shipped.
package main

import (
	"bytes"
	"syscall/js"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	input := js.Global().Get("input")
	data := make([]byte, input.Get("byteLength").Int())
	js.CopyBytesToGo(data, input)
	start := time.Now()
	n, err := rows(data)
	out := js.Global().Get("Object").New()
	out.Set("ms", float64(time.Since(start).Microseconds())/1000)
	out.Set("rows", n-1)
	if err != nil {
		out.Set("error", err.Error())
	}
	js.Global().Set("output", out)
}

func rows(data []byte) (int, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return 0, err
	}
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Error()
}
