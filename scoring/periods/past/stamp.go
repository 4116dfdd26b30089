package past

import (
	"fenji/scoring"
	"fenji/scoring/civil"
	"fenji/scoring/decimal"
	"fenji/scoring/profile"
	"fenji/scoring/sheet"
)

// A Stamp says in fixed codes by what a file was graded. They are the same in every language.
type Stamp struct {
	Profile  string // id
	Rules    string // hash of the rules
	AsOf     civil.Day
	Unit     string // of the money: yuan, wan …
	Currency string // three capital letters
	Names    string // what was done to persons: "" nothing, "masked", "pseudonyms"
	Key      string // fingerprint of the pseudonyms' key
	Visits   string // how visits were counted; "" for ready values
	Part     string // how many of how many customers stand in the file: "12/340"; "" for all
}

// Of stamps a result.
func Of(r *scoring.Result, names, key, visits string) Stamp {
	return Stamp{r.Profile.ID, r.Profile.Hash(), r.AsOf, r.Profile.Unit.String(), currencyOf(r.Profile), names, key, visits, ""}
}

func currencyOf(p *profile.Profile) string {
	if p.Currency == "" {
		return "CNY"
	}
	return p.Currency
}

// The first row of a stamp: its mark and its version.
const (
	Mark    = "fenji"
	Version = "1"
)

// part is the code behind the others that says that not all customers stand in the file.
const part = "part"

// asTheyAre is how a stamp writes names to which nothing was done.
const asTheyAre = "asis"

// Rows are the stamp as two columns, code and value, Mark and Version first.
func (s Stamp) Rows() [][2]string {
	rows := [][2]string{{Mark, Version}}
	for _, f := range s.fields() {
		rows = append(rows, [2]string{f.code, f.get()})
	}
	if s.Part != "" {
		rows = append(rows, [2]string{part, s.Part})
	}
	return rows
}

type field struct {
	code string
	get  func() string
	set  func(string) bool
}

func (s *Stamp) fields() []field {
	text := func(code string, to *string) field {
		return field{code, func() string { return *to }, func(v string) bool { *to = v; return true }}
	}
	return []field{
		text("profile", &s.Profile), text("rules", &s.Rules),
		{"as-of", func() string { return dayText(s.AsOf) }, func(v string) bool { return parseDay(v, &s.AsOf) }},
		text("unit", &s.Unit), text("currency", &s.Currency),
		{"names", func() string {
			if s.Names == "" {
				return asTheyAre
			}
			return s.Names
		}, func(v string) bool {
			if s.Names = v; v == asTheyAre {
				s.Names = ""
			}
			return v == asTheyAre || v == "masked" || v == "pseudonyms"
		}},
		text("key", &s.Key), text("visits", &s.Visits),
	}
}

func dayText(d civil.Day) string {
	if d == civil.NoDay {
		return ""
	}
	return d.String()
}

func parseDay(s string, to *civil.Day) bool {
	if s == "" {
		*to = civil.NoDay
		return true
	}
	d, err := civil.Parse(s)
	*to = d
	return err == nil
}

// Codes of the issues, each with its words.
const (
	Newer       scoring.Code = "base-newer"      // written by a later version
	Damaged     scoring.Code = "base-damaged"    // the codes, or a history file, were changed
	Masked      scoring.Code = "base-masked"     // who is who cannot be told
	OtherKey    scoring.Code = "base-key"        // pseudonyms of another key, or none is loaded
	OtherRules  scoring.Code = "base-rules"      // graded by other rules
	OtherMoney  scoring.Code = "base-currency"   // in another currency
	NotGraded   scoring.Code = "base-not-graded" // no graded sheet
	AnyoneTwice scoring.Code = "base-twice"      // a customer stands there twice
	Later       scoring.Code = "base-later"      // not before the analysis date
	NoCodes     scoring.Code = "base-no-codes"   // profile and date have to be asked
	TooLong     scoring.Code = "base-too-long"   // more than is read
	Partly      scoring.Code = "base-part"       // not all customers of that day stand there
)

const (
	stampDepth = 400       // rows in which a stamp is looked for
	mostRows   = 4_000_000 // of a history file: 200,000 customers in 20 months
)

// ReadStamp finds the stamp in the sheet that says how a file was graded. found is false when there is none; the error
// says that there is one which cannot be understood.
func ReadStamp(t *sheet.Table) (s Stamp, found bool, err error) {
	for row := range min(t.Rows, stampDepth) {
		for col := range min(t.Cols, 4) {
			if t.Text(t.Cell(row, col)) != Mark {
				continue
			}
			switch v := t.Text(t.Cell(row, col+1)); {
			case v == Version:
				s, err = readStamp(t, row+1, col)
				return s, true, err
			case isNumber(v):
				return s, true, scoring.Issue{Code: Newer, Value: v}
			}
		}
	}
	return s, false, nil
}

// isNumber tells a version.
func isNumber(s string) bool {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return s != "" && len(s) < 6
}

func readStamp(t *sheet.Table, row, col int) (s Stamp, err error) {
	for _, f := range s.fields() {
		if t.Text(t.Cell(row, col)) != f.code || !f.set(t.Text(t.Cell(row, col+1))) {
			return s, scoring.Issue{Code: Damaged, Value: f.code}
		}
		row++
	}
	if t.Text(t.Cell(row, col)) == part {
		s.Part = t.Text(t.Cell(row, col+1))
	}
	return s, s.check()
}

// check tells stamps that nobody writes.
func (s *Stamp) check() error {
	if _, ok := unitOf(s.Unit); !ok || len(s.Rules) != 16 || s.Profile == "" || len(s.Currency) != 3 || (s.Key != "") !=
		(s.Names == "pseudonyms") {
		return scoring.Issue{Code: Damaged}
	}
	return nil
}

func unitOf(code string) (decimal.Unit, bool) {
	u := decimal.UnitOf(code)
	return u, u != decimal.NoUnit
}

// In says the currency of the money where the file's is not the profile's.
func (s Stamp) In(currency string) Stamp {
	if currency != "" {
		s.Currency = currency
	}
	return s
}

// Fits tells whether what bears the stamp may be compared with gradings of a profile on a day, in a currency ("" for the
// profile's), names as they are under the key of a fingerprint ("" for no key). The error is the reason, with the remedy.
func (s *Stamp) Fits(p *profile.Profile, currency string, now civil.Day, key string) error {
	if currency == "" {
		currency = currencyOf(p)
	}
	switch {
	case s.Names == "masked":
		return scoring.Issue{Code: Masked}
	case s.Part != "":
		return scoring.Issue{Code: Partly, Value: s.Part}
	case s.Names == "pseudonyms" && (key == "" || key != s.Key):
		return scoring.Issue{Code: OtherKey, Value: s.Key}
	case s.Currency != currency:
		return scoring.Issue{Code: OtherMoney, Value: s.Currency}
	case s.Rules != p.Hash():
		return scoring.Issue{Code: OtherRules, Value: s.Profile}
	case s.AsOf != civil.NoDay && now != civil.NoDay && s.AsOf >= now:
		return scoring.Issue{Code: Later, Value: s.AsOf.String()}
	}
	return nil
}
