package session_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/protocol"
)

// TestMoreCustomersThanRows exports more customers than a sheet holds: to two sheets, and the user is told.
func TestMoreCustomersThanRows(t *testing.T) {
	if testing.Short() || runtime.GOOS == "js" {
		t.Skip("a million rows, which are the same in the browser; make bench reads them there")
	}
	const n = 1<<20 + 1
	var b strings.Builder
	b.WriteString("患者编号,就诊日期,实收金额\n")
	var days []string
	for i := range 84 {
		days = append(days, fmt.Sprintf(",2024-%02d-%02d,", 1+i%12, 1+i%28))
	}
	for i := range n {
		b.WriteString("K" + strconv.Itoa(i) + days[i%len(days)] + strconv.Itoa(80+i%4100) + "\n")
	}
	s, out := load(t, "visits.csv", b.String(), protocol.Settings{})
	notice := ""
	for _, i := range out.Notices {
		if i.Code == "several-sheets" {
			notice = strings.Join(i.Args, " ")
		}
	}
	if notice != "sheets 2" {
		t.Errorf("the notice says %q", notice)
	}
	parts, largest := 0, 0
	var data bytes.Buffer
	_, err := s.Export(protocol.Export{Format: "xlsx", Lang: "zh-CN"}, func(part []byte) {
		parts, largest = parts+1, max(largest, len(part))
		data.Write(part)
	}, silent)
	if err != nil || parts < 10 || largest > 1<<20 {
		t.Errorf("%d parts, the largest of %d bytes, %v", parts, largest, err)
	}
	z, err := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string, last int64) string {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(b[max(0, int64(len(b))-last):])
	}
	names := regexp.MustCompile(`<sheet name="([^"]*)"`).FindAllStringSubmatch(read("xl/workbook.xml", 1<<20), -1)
	if fmt.Sprint(names) != `[[<sheet name="分级结果" 分级结果] [<sheet name="分级结果 2" 分级结果 2] [<sheet name="概览" 概览] `+
		`[<sheet name="说明" 说明] [<sheet name="未计入的行" 未计入的行]]` {
		t.Errorf("sheets %v", names)
	}
	for sheet, row := range map[string]int{"1": 1 << 20, "2": 3} { // a header each
		end := read("xl/worksheets/sheet"+sheet+".xml", 4096)
		if !strings.Contains(end, fmt.Sprintf(`<row r="%d">`, row)) || strings.Contains(end, fmt.Sprintf(`<row r="%d">`, row+1)) {
			t.Errorf("sheet %s does not end with row %d", sheet, row)
		}
	}
}

// TestExportNeedsAResult: there is nothing to write without one.
func TestExportNeedsAResult(t *testing.T) {
	s, _ := load(t, "visits.csv", visits, protocol.Settings{Roles: []protocol.Role{{Column: 2, Role: "other"}}})
	if _, err := s.Export(protocol.Export{Format: "xlsx"}, func([]byte) {}, silent); err == nil {
		t.Error("a workbook of nothing")
	}
}
