package read

import (
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/intake/intaketest"
)

// TestTicks: a column counts time from 1970 when all of it does; days are those of China unless the user says UTC.
func TestTicks(t *testing.T) {
	for _, tt := range []struct {
		name, first string
		cells       []string
		tick        Tick
		utc         bool
		day         string
	}{
		{"seconds", "1704429000", []string{"1704515400", ""}, Seconds, false, "2024-01-05"},
		{"thousandths", "1704429000000", []string{"1704515400000"}, Millis, false, "2024-01-05"},
		{"late in the evening of UTC", "1704484800", nil, Seconds, false, "2024-01-06"},
		{"the same in UTC", "1704484800", nil, Seconds, true, "2024-01-05"},
		{"one is a date", "1704429000", []string{"2024-01-06"}, NoTick, false, ""},
		{"one is small", "1704429000", []string{"12"}, NoTick, false, ""},
		{"both", "1704429000", []string{"1704515400000"}, NoTick, false, ""},
		{"a telephone number", "13812345678", []string{"13912345678"}, NoTick, false, ""},
		{"date and time of day", "202401050930", []string{"202401060930"}, NoTick, false, "2024-01-05"},
	} {
		v := Of(intaketest.Lines(t, append([]string{"d|x", tt.first + "|1"}, joined(tt.cells)...)...))
		v.UTC = tt.utc
		order := v.Order(0, 1)
		d, st := v.Date(v.T.Cell(1, 0), order)
		if st != Readable {
			d = civil.NoDay
		}
		if order.Tick != tt.tick || d.String() != tt.day {
			t.Errorf("%s: %d, %v", tt.name, order.Tick, d)
		}
	}
}

func joined(cells []string) (rows []string) {
	for _, c := range cells {
		rows = append(rows, c+"|1")
	}
	return rows
}

func TestBuddhist(t *testing.T) {
	for s, want := range map[string]string{"2567-01-05": "2024-01-05", "5/1/2567": "5/1/2024", "25670105": "20240105", "2024-01-05": "2024-01-05",
		"12567": "12567", "": ""} {
		if got := ShiftBuddhist(s); got != want {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func TestCurrencyOf(t *testing.T) {
	for s, want := range map[string]string{"USD": "USD", "usd": "USD", "美元": "USD", "US$": "USD", "USD - US Dollar": "USD", "人民币": "CNY", "￥": "CNY",
		"NT$": "TWD", "港幣": "HKD", "现金": "", "": "", "C1": ""} {
		if got := CurrencyOf(s).Code(); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestID(t *testing.T) {
	for s, want := range map[string]string{`="0012"`: "0012", "'0012": "0012", "`0012": "0012", "\t0012": "0012", `"0012"`: "0012", "0012": "0012",
		"'": "'", `=""`: `=""`, "O'Neil": "O'Neil", " ＝＂00１２＂": "0012", `="A`: `="A`} {
		if got := ID(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
