package sheet

import (
	"io"

	"fenji/scoring"
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/ole"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xls"
)

// workbookStream is the one in which Excel 97 to 2003 keeps a workbook.
const workbookStream = "Workbook"

// oleKinds tells by the streams in it what a compound file is that is no workbook to be read.
var oleKinds = []struct {
	stream string
	issue  scoring.Issue
}{
	{"EncryptedPackage", scoring.Issue{Code: bounds.Encrypted}},
	{"EncryptionInfo", scoring.Issue{Code: bounds.Encrypted}},
	{workbookStream, scoring.Issue{}},
	{"Book", scoring.Issue{Code: bounds.OldXLS}},
	{"WordDocument", scoring.Issue{Code: bounds.NotAnOfficeSheet, Args: []string{"kind", "doc"}}},
	{"PowerPoint Document", scoring.Issue{Code: bounds.NotAnOfficeSheet, Args: []string{"kind", "ppt"}}},
}

// openOLE opens a compound file if a workbook is in it, and says what it is otherwise.
func openOLE(file string, data io.ReaderAt, size int64, o bounds.Options) (*table.Source, error) {
	f, err := ole.Open(data, size)
	issue := scoring.Issue{Code: bounds.NotAWorkbook, Args: []string{"kind", "ole"}}
	if err != nil {
		issue = bounds.FaultOf(err)
	}
	for _, k := range oleKinds {
		if !f.Has(k.stream) {
			continue
		}
		if k.stream == workbookStream && err == nil {
			return xls.Open(f, file, o)
		}
		if k.issue.Code != "" {
			issue = k.issue
		}
		break
	}
	issue.File = file
	return nil, issue
}
