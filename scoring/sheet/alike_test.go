package sheet

import (
	"fenji/scoring/sheet/bounds"
	"fenji/scoring/sheet/table"
	"fenji/scoring/sheet/xlsx"
	"fenji/scoring/sheet/xlsxw"
	"fenji/scoring/sheet/xml"
	"fmt"
	"strings"
	"testing"
)

// variants are cells that differ from the one above them in all ways: what alike takes, and what it has to leave.
var variants = []string{
	`<c r="%s"><v>12.5</v></c>`, `<c r="%s"><v>120</v></c>`, `<c r="%s"><v>0.50</v></c>`, `<c r="%s"><v>-3</v></c>`,
	`<c r="%s"><v>1E-3</v></c>`, `<c r="%s"><v>0.30000000000000004</v></c>`, `<c r="%s"><v>12345678</v></c>`,
	`<c r="%s"><v>1234567.1234567</v></c>`, `<c r="%s"><v>99999999999</v></c>`, `<c r="%s"/>`, `<c r="%s" s="1"/>`,
	`<c r="%s" s="1"><v>45630</v></c>`, `<c r="%s" s="1"><v>45630.25</v></c>`, `<c r="%s" s="1"><v>59</v></c>`,
	`<c r="%s" t="s"><v>0</v></c>`, `<c r="%s" t="s"><v>1</v></c>`, `<c r="%s" t="str"><v>text</v></c>`,
	`<c r="%s" t="str"><v>a_b</v></c>`, `<c r="%s" t="str"><v>a_x0041_</v></c>`, `<c r="%s" t="str"><v> a</v></c>`,
	`<c r="%s" t="inlineStr"><is><t>顾客</t></is></c>`, `<c r="%s" t="inlineStr"><is><t>a &amp; b</t></is></c>`,
	`<c r="%s" t="inlineStr"><is><t>` + "long text, long text, long text, long text" + `</t></is></c>`,
	`<c r="%s"><f>1+1</f><v>2</v></c>`, `<c r="%s" t="b"><v>1</v></c>`, `<c r="%s" t="e"><v>#N/A</v></c>`,
	`<c t="n" r="%s"><v>7</v></c>`, ``,
}

// TestAlike reads sheets whose cells look like those above them, or suddenly do not, both ways: the same comes out.
func TestAlike(t *testing.T) {
	var b strings.Builder
	row, column := 0, []string{"A", "B", "Z", "AA", "ZZ", "AAA"}
	for i := range variants {
		for k := range variants {
			for range 2 {
				row++
				fmt.Fprintf(&b, `<row r="%d">`, row)
				for c, name := range column {
					if look := variants[(i+c*k)%len(variants)]; look != "" {
						fmt.Fprintf(&b, look, fmt.Sprint(name, row))
					}
				}
				b.WriteString(`</row>`)
			}
		}
	}
	bothWays(t, b.String())
}

// TestMet reads columns that say a few texts again and again, then others, then the first once more: texts that begin alike,
// that are longer than what is kept, and that end their cells in both ways.
func TestMet(t *testing.T) {
	var b strings.Builder
	few := []string{"a", "ab", "海州区", "海州区东", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgh jklmnop", "abcdefgh jklmnopq rstuvw",
		"abcdefgh jklmnopq rstuvw, and some", "\xff\xfe", "caf\xe9"}
	for row := 1; row <= 4000; row++ {
		fmt.Fprintf(&b, `<row r="%d">`, row)
		for c, name := range []string{"A", "B", "C"} {
			text := few[(row*(c+1)+row/7)%len(few)]
			if row > 1200 && row < 2800 {
				text = fmt.Sprint("K", row*(c+3)) // customers
			}
			form := `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`
			if c == 1 && row/3%2 == 0 {
				form = `<c r="%s%d" t="str"><v>%s</v></c>`
			}
			fmt.Fprintf(&b, form, name, row, text)
		}
		b.WriteString(`</row>`)
	}
	bothWays(t, b.String())
}

// bothWays reads rows the quick way and the careful one.
func bothWays(t *testing.T, rows string) {
	t.Helper()
	text := `<worksheet xmlns="` + xlsxw.NsMain + `"><sheetData>` + rows + `</sheetData></worksheet>`
	read := func(careful bool) string {
		c := xlsx.Cells{T: &table.Table{Dict: table.NewDictionary()}, Limits: bounds.DefaultLimits, Tick: func() {}, Careful: careful,
			Classes: []table.Class{table.ClassNumber, table.ClassDate}}
		c.Shared = []uint32{c.T.Dict.ID([]byte("zero")), xlsx.NoText}
		c.S = xml.New(strings.NewReader(text), xlsx.LargeWindow, &bounds.Options{})
		if err := c.Read(); err != nil {
			t.Fatal(err)
		}
		c.T.Finish()
		return line(c.T)
	}
	if got, want := read(false), read(true); got != want {
		at := 0
		for at < len(got) && at < len(want) && got[at] == want[at] {
			at++
		}
		t.Errorf("the quick way reads %.200s, the careful one %.200s", got[max(0, at-40):], want[max(0, at-40):])
	}
}

// TestTakenOnce: a cell that has to go the slow way does not have those before it read again.
func TestTakenOnce(t *testing.T) {
	row := func(r int) string {
		var b strings.Builder
		for c := range 50 {
			fmt.Fprintf(&b, `<c r="%s"><v>5</v></c>`, table.Address(r, c))
		}
		return b.String()
	}
	c := xlsx.Cells{T: &table.Table{Dict: table.NewDictionary()}, Limits: bounds.DefaultLimits, Tick: func() {}}
	c.S = xml.New(strings.NewReader(sheetOf(`<row r="1">`+row(0)+`</row><row r="2">`+row(1)+`</row>`)), xlsx.LargeWindow, &bounds.Options{})
	if err := c.Read(); err != nil {
		t.Fatal(err)
	}
	plain := row(2)
	c.Row, c.Col = 2, 0
	taken, err := c.Take([]byte(plain + `<c r="AY3"><v>1E-3</v></c>` + strings.Repeat(" ", xlsx.QuickReserve)))
	if err != nil || taken != len(plain) {
		t.Errorf("took %d bytes of %d (%v)", taken, len(plain), err)
	}
}
