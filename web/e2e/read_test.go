package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
	"fenji/scoring/sheet"
	"fenji/scoring/sheet/gb18030"
)

// ask talks to an engine of the page's own making: the worker that fenji.spawn starts, with the inflater beside it.
const askEngine = `async (calls, ...files) => {
	const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
	const encode = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
	const asking = globalThis.asking ??= {engine: fenji.spawn("engine"), id: 0};
	const replies = [];
	for (const [op, args] of calls) {
		const id = ++asking.id;
		const reply = new Promise((resolve) => {
			asking.engine.onmessage = ({data}) => { if (data.id === id && data.kind !== "progress" && data.kind !== "part") resolve(data); };
		});
		const buffers = op === "load" ? files.map((f) => decode(f).buffer) : [];
		asking.engine.postMessage({id, op, args: decode(args), files: buffers}, buffers);
		const {kind, body, why} = await reply;
		replies.push([kind, why ?? encode(body)]);
	}
	return replies;
}`

type asked struct {
	op   string
	args protocol.Message
}

// ask returns the replies to calls, each as its kind and its bytes.
func (b *tab) ask(files [][]byte, calls ...asked) [][2]string {
	b.t.Helper()
	list := make([][2]string, len(calls))
	for i, c := range calls {
		list[i] = [2]string{c.op, base64.StdEncoding.EncodeToString(protocol.Encode(c.args))}
	}
	args := []any{list}
	for _, f := range files {
		args = append(args, base64.StdEncoding.EncodeToString(f))
	}
	return js[[][2]string](b, askEngine, args...)
}

// A reading is what reading files came to: an issue, or what the page would show of them.
type reading struct {
	issue   protocol.Issue
	outcome protocol.Outcome
	rows    protocol.Rows
	ledger  protocol.Ledger
}

func settings() protocol.Settings { return protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"} }

var wholeSpan = protocol.Span{N: 200}

// readHere reads with the same program text, but natively.
func readHere(t *testing.T, names []string, files [][]byte) (r reading) {
	t.Helper()
	s := session.Session{Options: sheet.Options{GB18030: gb18030.Reader}}
	out, err := s.Load(protocol.Load{Names: names, Settings: settings()}, files, func(protocol.Progress) {})
	var issue scoring.Issue
	switch {
	case errors.As(err, &issue):
		r.issue = session.IssueMessage(issue)
	case err != nil:
		t.Fatal(err)
	default:
		r.outcome = *out
	}
	if r.outcome.Graded {
		rows, err := s.Rows(wholeSpan)
		ledger, err2 := s.Ledger(wholeSpan)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		r.rows, r.ledger = *rows, *ledger
	}
	return r
}

// readThere lets the page's engine read.
func (b *tab) readThere(names []string, files [][]byte) (r reading) {
	b.t.Helper()
	b.take(b.ask(files, asked{protocol.OpLoad, &protocol.Load{Names: names, Settings: settings()}})[0], &r.outcome, &r.issue)
	if r.outcome.Graded {
		replies := b.ask(nil, asked{protocol.OpRows, &wholeSpan}, asked{protocol.OpLedger, &wholeSpan})
		b.take(replies[0], &r.rows, &r.issue)
		b.take(replies[1], &r.ledger, &r.issue)
	}
	return r
}

func (b *tab) take(reply [2]string, m protocol.Message, issue *protocol.Issue) {
	b.t.Helper()
	body, err := base64.StdEncoding.DecodeString(reply[1])
	if reply[0] == protocol.KindIssue {
		m = issue
	} else if reply[0] != protocol.KindOK {
		b.t.Fatalf("the engine answered %s %s", reply[0], reply[1])
	}
	if err == nil {
		err = protocol.Decode(body, m)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// same compares what the page's engine makes of files with what the core makes of them here. Messages travel as bytes,
// so they are compared as bytes: there is no difference between nothing and an empty list.
func (b *tab) same(t *testing.T, names []string, files [][]byte) (here reading) {
	t.Helper()
	here, there := readHere(t, names, files), b.readThere(names, files)
	for _, c := range []struct{ here, there protocol.Message }{
		{&here.issue, &there.issue}, {&here.outcome, &there.outcome}, {&here.rows, &there.rows}, {&here.ledger, &there.ledger},
	} {
		if !bytes.Equal(protocol.Encode(c.here), protocol.Encode(c.there)) {
			t.Errorf("%s: %s\nhere  %.600v\nthere %.600v", names[0], reflect.TypeOf(c.here), c.here, c.there)
		}
	}
	return here
}

// TestReadCorpus reads real files in the page's engine.
func TestReadCorpus(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus")
	manifest, err := os.ReadFile(filepath.Join(dir, "MANIFEST.csv"))
	if err != nil {
		t.Skip("no corpus beside this checkout")
	}
	lines, err := csv.NewReader(bytes.NewReader(manifest)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, "")
	for _, line := range lines[1:] {
		data, err := os.ReadFile(filepath.Join(dir, line[0]))
		if err != nil {
			t.Fatal(err)
		}
		b.same(t, []string{line[0]}, [][]byte{data})
	}
}

// visitRows makes a workbook large enough to be worth the inflater's while.
func visitRows(t *testing.T, rows int) []byte {
	list := [][]sheet.Value{texts("客户编号", "就诊日期", "实收金额", "备注")}
	for i := range rows {
		list = append(list, []sheet.Value{
			sheet.Str(fmt.Sprintf("K%06d", i*7919%(rows/3))), sheet.Day(civil.Day(19700 + i%400)),
			sheet.Num(decimal.Decimal{Coef: int64(i * 7907 % 900_000), Exp: 2}), sheet.Str("备注 " + strconv.Itoa(i*31%1009)),
		})
	}
	return workbook(t, list...)
}

// withoutKernel is a browser that cannot compile the kernel: the other worker inflates there.
const withoutKernel = `{
	const compile = WebAssembly.compile;
	WebAssembly.compile = (code) => code.byteLength < 100_000 ? Promise.reject(new Error("unknown instruction")) : compile(code);
}`

// TestReadThroughInflater reads files by the kernel and by the other worker, whole ones and damaged ones in turn.
func TestReadThroughInflater(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{"kernel": "", "host": withoutKernel} {
		t.Run(name, func(t *testing.T) {
			b := blank(t, script)
			b.visit("")
			b.ready()
			readThrough(t, b)
		})
	}
}

func readThrough(t *testing.T, b *tab) {
	whole := visitRows(t, 60_000)
	part := bytes.Index(whole, []byte("xl/worksheets/")) + 100
	spoilt := bytes.Clone(whole)
	for i := range 64 {
		spoilt[part+300_000+i] ^= 0x55
	}
	sum := bytes.Clone(whole)
	sum[bytes.LastIndex(sum, []byte("xl/worksheets/sheet1.xml"))-46+16] ^= 1
	long := bytes.Clone(whole)
	long[bytes.LastIndex(long, []byte("xl/worksheets/sheet1.xml"))-46+24] ^= 1
	for _, c := range []struct {
		name string
		data []byte
		code string
	}{
		{"whole", whole, ""}, {"spoilt", spoilt, "damaged"}, {"whole again", whole, ""}, {"another checksum", sum, "damaged"},
		{"another length", long, ""}, {"still whole", whole, ""},
	} {
		here, there := readHere(t, []string{c.name}, [][]byte{c.data}), b.readThere([]string{c.name}, [][]byte{c.data})
		switch {
		case c.name == "another length":
			if there.issue.Code == "" || here.issue.Code == "" {
				t.Errorf("%s: %q here, %q there", c.name, here.issue.Code, there.issue.Code)
			}
		case there.issue.Code != c.code || here.issue.Code != c.code:
			t.Errorf("%s: %q here, %q there, want %q", c.name, here.issue.Code, there.issue.Code, c.code)
		case c.code == "" && (there.outcome.Ledger.Read.Rows != 60_000 ||
			!reflect.DeepEqual(here.outcome.Groups, there.outcome.Groups) || !reflect.DeepEqual(here.rows, there.rows)):
			t.Errorf("%s: %+v here, %+v there", c.name, here.outcome.Groups, there.outcome.Groups)
		}
	}
}

// TestReadText reads csv files in the encodings that people have them in, and with characters that are brought to one form;
// the host decodes GB18030 and knows the forms of Unicode.
func TestReadText(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	rows.WriteString("客户编号,就诊日期,实收金额,科室\r\n")
	for i := range 20_000 {
		fmt.Fprintf(&rows, "K%05d,2024-%02d-%02d,%d.50,\"口腔%d, 科\"\r\n", i%7000, i%12+1, i%28+1, i%5000, i%97)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(rows.String())
	if err != nil {
		t.Fatal(err)
	}
	var forms strings.Builder
	forms.WriteString("客户编号,就诊日期,实收金额,科室\n")
	for i, c := range []string{"ｶﾞ", "①", "e\u0301", "é", "㎡", "ﬁ", "Ａ\u030a", "\u1100\u1161\u11a8", "각", "…", "㈱Ｖ１", "豈", "\u00a0x"} {
		fmt.Fprintf(&forms, "%s%d,2024-01-%02d,１０%d．５,口腔\n", c, i%2, i+1, i)
	}
	b := open(t, "")
	for name, text := range map[string]string{
		"forms.csv": forms.String(),
		"utf8.csv":  rows.String(), "bom.csv": "\uFEFF" + rows.String(), "gb18030.csv": gb, "neither.csv": gb[:1000] + "\xFF\xFF\xFF\xFF",
	} {
		here := b.same(t, []string{name}, [][]byte{[]byte(text)})
		if name != "neither.csv" && name != "forms.csv" && here.outcome.Rows != 7000 {
			t.Errorf("%s: %d customers, %v", name, here.outcome.Rows, here.issue)
		}
	}
}

// TestReadSeveralFiles gives the engine two files at once; one of them goes through the inflater.
func TestReadSeveralFiles(t *testing.T) {
	t.Parallel()
	b := open(t, "")
	large, small := visitRows(t, 20_000), visitRows(t, 300)
	here := b.same(t, []string{"large.xlsx", "small.xlsx"}, [][]byte{large, small})
	if here.outcome.Ledger.Read.Rows != 20_300 || len(here.outcome.Files) != 2 {
		t.Errorf("%+v", here.outcome.Ledger)
	}
	other := workbook(t, texts("科室", "院区"), texts("牙周科", "东区"), texts("正畸科", "西区")) // nobody's payments
	here = b.same(t, []string{"small.xlsx", "other.xlsx"}, [][]byte{small, other})
	left := func(n protocol.Issue) bool { return n.Code == "file-foreign" && n.File == "other.xlsx" }
	if !slices.ContainsFunc(here.outcome.Notices, left) || here.outcome.Ledger.Read.Rows != 300 {
		t.Errorf("%+v, %+v, %+v", here.issue, here.outcome.Ledger, here.outcome.Notices)
	}
}
