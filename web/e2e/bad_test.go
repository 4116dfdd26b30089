package e2e

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"fenji/scoring/intake"
	"fenji/scoring/sheet"
	"fenji/scoring/words"

	"github.com/xuri/excelize/v2"
)

// TestBadFiles gives the page what it cannot read. Each has its own message, in the user's language, and the page goes
// on working: it takes one after the other, each after a good one.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	good := sampleFile(t, "lianyungang-dental")
	want := core(t, "a.xlsx", good, choices{profile: "lianyungang-dental"})
	b := open(t, "")
	for _, c := range []struct {
		what, name string
		data       []byte
		code       string
	}{
		{"pdf", "报表.xlsx", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"), "not-a-workbook"},
		{"png", "照片.xlsx", append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), make([]byte, 900)...), "not-a-workbook"},
		{"xls", "旧表.xls", compound("Book"), "old-xls"},
		{"encrypted", "加密.xlsx", encrypted(t), "encrypted"},
		{"empty sheet", "空表.xlsx", workbook(t), "empty-sheet"},
		{"headers only", "只有表头.xlsx", workbook(t, texts("客户编号", "消费日期", "消费金额")), "no-rows"},
		{"empty file", "空.xlsx", nil, "empty-file"},
		{"truncated", "半截.xlsx", good[:len(good)*2/3], "truncated"},
	} {
		t.Run(c.what, func(t *testing.T) {
			defer func(outer *testing.T) { b.t = outer }(b.t)
			b.t = t
			b.choose("#lang", "zh-CN")
			b.give(c.name, c.data)
			b.until(c.code, `(code) => document.documentElement.dataset.state === "error" &&
				document.getElementById("message").dataset.code === code`, c.code)
			zh := b.text("#message")
			if !strings.ContainsAny(zh, "文件表读行") || strings.ContainsAny(zh, "{}") {
				t.Errorf("message %q", zh)
			}
			b.choose("#lang", "en")
			b.until("the message in English", `(zh) => document.getElementById("message").innerText !== zh`, zh)
			if en := b.text("#message"); strings.Contains(en, "issue.") || strings.ContainsAny(en, "{}") {
				t.Errorf("message %q", en)
			}
			b.shot("message")
			b.sample("lianyungang-dental")
			b.graded(want)
			if b.code() != "" {
				t.Errorf("message %s stays", b.code())
			}
		})
	}
}

// TestDateOrder: dates that can be read in more than one way, and no proof among them, are graded once the user has said
// the order, which only then is asked for.
func TestDateOrder(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	b.give("dates.csv", []byte("患者编号,就诊日期,实收金额\nA,03/04/2024,10\nB,05/06/24,20\n"))
	b.until("no row used", `() => document.getElementById("message").dataset.code === "nothing-graded"`)
	b.click("#tab-columns")
	b.until("the order is asked for", `() => document.getElementById("dates-label").checkVisibility()`)
	b.choose("#dates", "month")
	b.until("graded", `() => document.documentElement.dataset.state === "done" && document.getElementById("as-of").value === "2024-05-06"`)
	b.sample("lianyungang-dental")
	b.until("no more asked for", `() => document.documentElement.dataset.state === "done" && document.getElementById("dates-label").hidden`)
}

// TestMissingColumns shows which columns are missing, offers the choice, and grades as soon as the user has said which
// they are.
func TestMissingColumns(t *testing.T) {
	t.Parallel()
	row := func(who, when string, much int64) []sheet.Value { return append(texts(who, when), sheet.Int(much)) }
	undated := workbook(t, texts("客户编号", "年龄", "消费金额"), row("K1", "31", 100), row("K2", "42", 200))
	file := workbook(t, texts("地区", "日期", "年龄"), row("沙鸥", "2024-05-01", 100), row("白鹭", "2024-06-01", 200),
		row("沙鸥", "2024-07-01", 300), row("雨燕", "2024-09-01", 70))

	b := open(t, "")
	missing := func(which ...string) {
		t.Helper()
		b.until("missing "+strings.Join(which, " and "), `(which) => {
			const m = document.getElementById("message");
			return m.checkVisibility() && m.dataset.code === "missing-columns" &&
				which.every((w) => m.innerText.includes(w)); }`, which)
	}
	b.give("无日期.xlsx", undated)
	missing(words.Text("zh-CN", "role.date"))
	b.give("难认.xlsx", file)
	missing(words.Text("zh-CN", "role.customer"), words.Text("zh-CN", "role.amount"))
	b.choose(`#columns select[data-column="0"]`, "customer")
	b.until("one column fewer missing", `(role) => !document.getElementById("message").innerText.includes(role)`,
		words.Text("zh-CN", "role.customer"))
	missing(words.Text("zh-CN", "role.amount"))
	b.shot("columns")
	b.choose(`#columns select[data-column="2"]`, "amount")
	b.graded(core(t, "难认.xlsx", file, choices{profile: b.value("#profile"),
		roles: map[int]intake.Role{0: intake.Customer, 2: intake.Amount}}))
	if b.code() != "" {
		t.Errorf("message %s stays", b.code())
	}
	b.choose(`#columns select[data-column="2"]`, "other")
	missing(words.Text("zh-CN", "role.amount"))
}

// TestBadCells grades the rest and lists what it left out.
func TestBadCells(t *testing.T) {
	t.Parallel()
	file := workbook(t, texts("客户编号", "消费日期", "消费金额"),
		append(texts("K1", "2024-05-01"), sheet.Int(1200)),
		append(texts("K2", "2024-06-01"), sheet.Str("免费")),
		append(texts("K2", "2024-06-03"), sheet.Int(300)),
		append(texts("K3", "2024-07-01"), sheet.Int(80)),
		append(texts("K3", "2024-07-01"), sheet.Int(80)),
		append(texts("", "2024-07-02"), sheet.Int(55)),
	)
	b := open(t, "")
	b.give("流水.xlsx", file)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	want := core(t, "流水.xlsx", file, choices{profile: b.value("#profile")})
	b.graded(want)
	if rows := want.rows(); rows["aside"] != "2" || rows["duplicates"] != "0" || rows["used"] != "4" {
		t.Errorf("fates %v", rows)
	}
	b.click("#tab-quality")
	b.until("the row in the ledger", `() => document.getElementById("ledger").innerText.includes("免费")`)
	if said := b.text("#ledger"); !strings.Contains(said, "C3") || strings.Contains(said, "issue.") {
		t.Errorf("no address C3 in the ledger, or a key instead of a text: %q", said)
	}
	b.shot("ledger")

	// A date after the analysis date is a problem row.
	b.choose("#as-of", "2024-06-15")
	later := core(t, "流水.xlsx", file, choices{profile: b.value("#profile"), asOf: "2024-06-15"})
	b.graded(later)
	if later.ledger.Aside.Rows <= want.ledger.Aside.Rows {
		t.Errorf("aside %d rows, before %d", later.ledger.Aside.Rows, want.ledger.Aside.Rows)
	}
}

func encrypted(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "fenji"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// compound makes the smallest compound file that holds one stream: what an old .xls looks like from outside.
func compound(stream string) []byte {
	const sector, free, end, fat = 512, 0xffffffff, 0xfffffffe, 0xfffffffd
	out := make([]byte, 4*sector+4096)
	le := binary.LittleEndian
	copy(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(out[24:], 0x3e)
	le.PutUint16(out[26:], 3)
	le.PutUint16(out[28:], 0xfffe)
	le.PutUint16(out[30:], 9)
	le.PutUint16(out[32:], 6)
	le.PutUint32(out[44:], 1) // one sector of the allocation table, which is sector 0
	le.PutUint32(out[48:], 1) // the directory is sector 1
	le.PutUint32(out[56:], 4096)
	le.PutUint32(out[60:], end)
	le.PutUint32(out[68:], end)
	for i := range 109 {
		le.PutUint32(out[76+4*i:], free)
	}
	le.PutUint32(out[76:], 0)
	table := out[sector:]
	for i := range sector / 4 {
		le.PutUint32(table[4*i:], free)
	}
	le.PutUint32(table[0:], fat)
	le.PutUint32(table[4:], end)
	for i := range uint32(8) { // the stream takes sectors 2 to 9
		next := i + 3
		if i == 7 {
			next = end
		}
		le.PutUint32(table[8+4*i:], next)
	}
	entry := func(at int, name string, kind byte, child, first, size uint32) {
		e := out[2*sector+128*at:]
		for i, u := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*i:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], free)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], first)
		le.PutUint32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, end, 0)
	entry(1, stream, 2, free, 2, 4096)
	return append(out, make([]byte, 3*sector)...)
}
