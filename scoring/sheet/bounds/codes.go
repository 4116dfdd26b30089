package bounds

import "fenji/scoring"

// The codes of the problems this package reports.
const (
	NotAWorkbook     scoring.Code = "not-a-workbook"      // Args kind: pdf, png, html, …
	NotAnOfficeSheet scoring.Code = "not-an-office-sheet" // Args kind: docx, ods, xlsb, …
	OldXLS           scoring.Code = "old-xls"
	Encrypted        scoring.Code = "encrypted"
	LockFile         scoring.Code = "lock-file"
	EmptyFile        scoring.Code = "empty-file"
	Truncated        scoring.Code = "truncated"
	Damaged          scoring.Code = "damaged" // Args part, why
	TooLarge         scoring.Code = "too-large"
	TooManyRows      scoring.Code = "too-many-rows"
	TooManyColumns   scoring.Code = "too-many-columns" // in Table.Issues only
	ZipBomb          scoring.Code = "zip-bomb"
	Doctype          scoring.Code = "doctype"
	Encoding         scoring.Code = "encoding" // fatal when nothing fits; in Table.Issues when single bytes do not
	// EncryptedUnsupported is encryption that cannot be undone here, as that of xls and ods.
	EncryptedUnsupported scoring.Code = "encrypted-unsupported"
)
