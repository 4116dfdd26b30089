package session_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring"
	"fenji/scoring/privacy"
	"fenji/scoring/protocol"
	"fenji/scoring/session"
)

const people = `患者编号,姓名,就诊日期,实收金额,手机,收据号,备注
001,张三,2024-12-01,3000.50,13812345678,13900000001,张三来电改期，身份证320701199003071219
002,欧阳娜娜,2024-06-01,1200,0518-85501234,13900000002,邮箱a@b.cn
,李四,2024-12-02,80,13712345678,13900000003,
003,王五,免,80,13612345678,13900000004,转13512345678
004,13312345678,2024-11-30,13412345678,13212345678,13900000005,
`

// secrets are what of it names somebody.
var secrets = []string{"张三", "欧阳娜娜", "李四", "王五", "13812345678", "85501234", "13712345678", "13612345678",
	"13512345678", "320701199003071219", "a@b.cn", "13212345678"}

// TestScreenIsMasked looks at every answer that goes to the page.
func TestScreenIsMasked(t *testing.T) {
	s, out := load(t, "a.csv", people, protocol.Settings{})
	gather := func(out *protocol.Outcome) string {
		var all strings.Builder
		add := func(m protocol.Message, err error) {
			if err != nil {
				t.Fatal(err)
			}
			all.Write(protocol.Encode(m))
		}
		add(out, nil)
		rows, err := s.Rows(protocol.Span{N: 10})
		add(rows, err)
		why, err := s.Explain(protocol.Pick{Customer: 0})
		add(why, err)
		past, err := s.Past(protocol.Trace{Customer: 0, N: 10})
		add(past, err)
		ledger, err := s.Ledger(protocol.Span{N: 10})
		add(ledger, err)
		preview, err := s.Preview()
		add(preview, err)
		quality, err := s.Quality()
		add(quality, err)
		for _, c := range []string{"1", "4", "6"} {
			facet, err := s.Facet(protocol.FacetOf{Field: "column." + c, Top: 10})
			add(facet, err)
		}
		return all.String()
	}
	if !out.Veiled {
		t.Error("nothing is said to be masked")
	}
	masked := gather(out)
	for _, secret := range secrets {
		if strings.Contains(masked, secret) {
			at := strings.Index(masked, secret)
			t.Errorf("%s is shown: %q", secret, masked[max(0, at-60):min(len(masked), at+60)])
		}
	}
	for _, want := range []string{"001", "张**", "欧阳**", "138****5678", "0518****1234", "13900000001"} {
		if !strings.Contains(masked, want) {
			t.Errorf("%s is not shown", want)
		}
	}
	shown, err := s.Reveal(protocol.Reveal{On: true})
	if err != nil || !shown.Veiled {
		t.Fatal(err)
	}
	all := gather(shown)
	for _, secret := range secrets {
		if !strings.Contains(all, secret) {
			t.Errorf("%s is not shown when it is wanted", secret)
		}
	}
}

// TestDownloadsObey makes every kind of download in every manner and looks for who must not be there.
func TestDownloadsObey(t *testing.T) {
	s, _ := load(t, "a.csv", people, protocol.Settings{})
	key, err := s.Key(protocol.KeyWish{Random: strings.Repeat("k", 32), Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range []string{"", "masked", "pseudonyms"} {
		for _, format := range []string{"csv", "xlsx", "ledger", "ledger-xlsx"} {
			name, text := download(t, s, protocol.Export{Format: format, Lang: "zh-CN", Names: names, Key: key.File})
			found := 0
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					found++
					if names != "" {
						t.Errorf("%s %s holds %s", names, format, secret)
					}
				}
			}
			if names == "" && found < 5 {
				t.Errorf("%s as it is holds %d of the names and numbers", format, found)
			}
			if !strings.Contains(text, "13900000004") && strings.HasPrefix(format, "ledger") {
				t.Errorf("%s %s lost the number of a receipt", names, format)
			}
			if mark := map[string]string{"": "", "masked": "-已遮盖",
				"pseudonyms": "-假名"}[names]; !strings.Contains(name, mark) {
				t.Errorf("%s %s is called %s", names, format, name)
			}
			code := privacy.NewPseudonyms([32]byte([]byte(strings.Repeat("k", 32)))).Code(privacy.Customer, "001")
			if had := strings.Contains(text, code); had != (names == "pseudonyms" &&
				!strings.HasPrefix(format, "ledger")) {
				t.Errorf("%s %s: the customer's code is there: %v", names, format, had)
			}
		}
	}
	for _, format := range []string{"calls", "calls-csv", "ics"} {
		for _, names := range []string{"masked", "pseudonyms"} {
			_, text := download(t, s, protocol.Export{Format: format, Lang: "zh-CN", Names: names, Key: key.File,
				Of: protocol.Filter{Field: "segment.grade", Values: []string{"A", "B", "C", "D"}}})
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					t.Errorf("%s %s holds %s", names, format, secret)
				}
			}
		}
	}
	_, err = s.Export(protocol.Export{Format: "csv", Names: "pseudonyms", Key: "?"}, func([]byte) {}, silent)
	var issue scoring.Issue
	if !errors.As(err, &issue) || issue.Code != privacy.NoKey {
		t.Errorf("pseudonyms without a key: %v", err)
	}
}

// download gives a file's name and all its text, unpacked when it is a workbook.
func download(t *testing.T, s *session.Session, m protocol.Export) (name, text string) {
	t.Helper()
	var data bytes.Buffer
	file, err := s.Export(m, func(part []byte) { data.Write(part) }, silent)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(file.Name, ".xlsx") {
		return file.Name, data.String()
	}
	return file.Name, unzipped(t, data.Bytes())
}

// TestSameKey: a key file gives the key back, and another sitting makes the same codes of it.
func TestSameKey(t *testing.T) {
	first, _ := load(t, "a.csv", people, protocol.Settings{})
	key, err := first.Key(protocol.KeyWish{Random: "0123456789abcdef0123456789abcdef", Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	other, _ := load(t, "b.csv", people+"005,赵六,2024-12-03,90,,,\n", protocol.Settings{})
	again, err := other.Key(protocol.KeyWish{File: key.File, Lang: "zh-CN"})
	if err != nil || again.Fingerprint != key.Fingerprint {
		t.Fatalf("%+v %v", again, err)
	}
	_, a := download(t, first, protocol.Export{Format: "csv", Names: "pseudonyms", Key: key.File})
	_, b := download(t, other, protocol.Export{Format: "csv", Names: "pseudonyms", Key: again.File})
	if a == "" || !strings.Contains(b, strings.Split(strings.Split(a, "\n")[1], ",")[0]) {
		t.Errorf("another code:\n%s\n%s", a, b)
	}
	second, err := first.Key(protocol.KeyWish{Random: "another 32 bytes, another key, ok"[:32]})
	if err != nil || second.Fingerprint == key.Fingerprint {
		t.Errorf("two keys are called %s: %v", second.Fingerprint, err)
	}
	if _, err := first.Key(protocol.KeyWish{Random: "too short"}); err == nil {
		t.Error("a short key is taken")
	}
}

func TestScan(t *testing.T) {
	s, _ := load(t, "a.csv", people, protocol.Settings{})
	scan, err := s.Scan()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range scan.Columns {
		line := c.Header + " " + c.Class
		for _, k := range c.Counts {
			line += " " + k.Kind + strings.Repeat("+", k.N)
		}
		got = append(got, line)
	}
	want := "患者编号 needed|姓名 direct name+++++ phone+|就诊日期 needed|实收金额 needed|手机 direct phone+++++|收据号 needed|" +
		"备注 other phone+ idcard+ email+"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

// unzipped is the text of all parts of a workbook.
func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(&all, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// TestCrowd: the smallest class of what a download shows, with the columns that make it small; what the user covers no longer counts.
func TestCrowd(t *testing.T) {
	var b strings.Builder
	b.WriteString("患者编号,姓名,就诊日期,实收金额,性别,出生日期,诊断\n")
	for i := range 60 {
		birth := "1980-01-01"
		if i < 2 {
			birth = "1950-05-0" + strconv.Itoa(i+1)
		}
		b.WriteString("K" + strconv.Itoa(1000+i) + "," + person(i, 1) + ",2024-12-01,500," + []string{"男", "女"}[i%2] + "," + birth + ",牙周炎\n")
	}
	s, _ := load(t, "a.csv", b.String(), protocol.Settings{})
	got, err := s.Crowd(protocol.Treats{})
	if err != nil || strings.Join(got.Columns, " ") != "性别 出生日期" || got.Least != 1 || got.Few != 2 || got.Of != 60 || got.Under != 11 ||
		len(got.Without) != 1 || got.Without[0] != (protocol.Leaving{Header: "出生日期", Least: 30}) {
		t.Errorf("%v, %+v", err, got)
	}
	got, err = s.Crowd(protocol.Treats{List: []protocol.Treat{{Column: 5, Fate: "mask"}}})
	if err != nil || strings.Join(got.Columns, " ") != "性别" || got.Least != 30 || got.Few != 0 || got.Without != nil {
		t.Errorf("covered: %v, %+v", err, got)
	}
	if _, err := new(session.Session).Crowd(protocol.Treats{}); err == nil {
		t.Error("a crowd of nobody")
	}
}

// TestChoicesOfAnEngineBefore: a fresh engine that reads the files again shows at once what the user decided, and no more.
func TestChoicesOfAnEngineBefore(t *testing.T) {
	wish := protocol.Load{Names: []string{"a.csv"}, Settings: protocol.Settings{Sheet: -1, Profile: "lianyungang-dental"}}
	file := [][]byte{[]byte("患者编号,就诊日期,实收金额,渠道\n001,2024-12-01,3000,石榴树\n002,2024-06-01,1200,石榴树\n")}
	for i := range 40 {
		file[0] = append(file[0], "X"+strconv.Itoa(100+i)+",2024-05-01,100,石榴树\n"...)
	}
	for _, treats := range [][]protocol.Treat{nil, {{Column: 3, Fate: "mask"}}} {
		wish.Treats = treats
		s := new(session.Session)
		if _, err := s.Load(wish, file, silent); err != nil {
			t.Fatal(err)
		}
		rows, err := s.Rows(protocol.Span{N: 5})
		if err != nil || strings.Contains(string(protocol.Encode(rows)), "石榴树") != (treats == nil) {
			t.Errorf("%v with %v", err, treats)
		}
	}
}
