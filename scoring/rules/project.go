package rules

import (
	"strings"

	"fenji/scoring/columns"
	"fenji/scoring/compose"
	"fenji/scoring/jsontext"
	"fenji/scoring/profile"
	"fenji/scoring/readytext"
)

// ProjectEnd is how the name of a project file ends.
const ProjectEnd = ".fenji.json"

// MaxProject is the length of the longest project file, in bytes.
const MaxProject = 512 << 10

// maxTexts is how many texts to customers a project holds.
const maxTexts = 200

// maxKey is how long a key file may be.
const maxKey = 4 << 10

// ProjectSchema is the version of project files that this package reads and writes.
const ProjectSchema = 1

// A Project is what is decided about a kind of file, for the next file of the kind: rules only, never data and nothing about
// single persons. Columns are known by their headers.
type Project struct {
	Names   []string         // how the names of such files begin, as "流水"; for people to recognise it by
	Columns []Meaning        // what columns mean
	Words   []Word           // what words of columns mean: only those that several customers share
	Answers []Said           // to questions about the file that are not about persons
	Clean   Clean            // how rows are cleaned
	AsOf    string           // the analysis day: "latest", "today" or "" for what the page does by itself
	Choices Choices          // how the file is read
	Profile *profile.Profile // the rules; nil: ID says which built-in ones
	ID      string           // of a built-in profile; "" when Profile is there, or nothing is said
	Texts   readytext.Templates
	Traits  []string // headers of the columns by which groups are found besides days, visits and money
	Key     string   // the file of the key that makes pseudonyms, where the user wanted it in; "" else
}

// A Meaning is the role of the column with a header.
type Meaning struct{ Header, Role string }

// A Word is what a value of the column with a header means.
type Word struct{ Header, Value, Fate string }

// Said is the answer to a question about a kind of file. Key is a header, or "". An answer that chooses columns names them by
// their headers.
type Said struct {
	Ask, Key, Answer string
	Columns          []string
}

// Choices are what the user chose about reading; "" leaves it to the guess.
type Choices struct{ Shape, Unit, Visits, Dates string }

// Clean are the choices about cleaning.
type Clean struct {
	Repeats                        string // "", "keep" or "drop"
	IgnoreCase, PadZeros, FillDown bool
	Gaps                           [len(columns.Gaps)]string // in their order: of columns.Fills
	Outliers                       string                    // "", "z", "tukey" or "either"
}

// Allowed values of choices. A project that names another one is refused: nothing is guessed of it.
var (
	shapes   = []string{"visits", "customers"}
	units    = []string{"yuan", "wan", "fen", "jiao", "bai", "qian", "million", "yi"}
	counts   = []string{"day", "order", "row"}
	orders   = []string{"day", "month", "year"}
	repeats  = []string{"keep", "drop"}
	outliers = []string{"z", "tukey", "either"}
	days     = []string{"latest", "today"}
	// The languages of texts to customers.
	languages = []string{"zh-CN", "en"}

	fates = []string{"counts", "void", "refund", "refunded", "topup", "spend", "gift"}
)

// ParseProject reads a project file. The error is a *[jsontext.FieldError].
func ParseProject(data []byte) (*Project, error) {
	root, err := jsontext.Parse(data, MaxProject)
	if err != nil {
		return nil, err
	}
	p, d, version := &Project{}, &jsontext.Decoder{}, 0
	var fault error
	d.Object("", root,
		jsontext.Must("fenji", d.Count(&version, 1, ProjectSchema)),
		jsontext.May("names", texts(d, &p.Names)),
		jsontext.May("columns", func(path string, n jsontext.Node) {
			d.List(path, n, 0, 1024, func(path string, n jsontext.Node) {
				var m Meaning
				d.Object(path, n, jsontext.Must("header", d.Str(&m.Header)), jsontext.Must("role", word(d, &m.Role)))
				p.Columns = append(p.Columns, m)
			})
		}),
		jsontext.May("words", func(path string, n jsontext.Node) {
			d.List(path, n, 0, 1000, func(path string, n jsontext.Node) {
				var w Word
				d.Object(path, n, jsontext.Must("header", d.Str(&w.Header)), jsontext.Must("value", d.Str(&w.Value)),
					jsontext.Must("fate", oneOf(d, &w.Fate, fates)))
				p.Words = append(p.Words, w)
			})
		}),
		jsontext.May("answers", func(path string, n jsontext.Node) {
			d.List(path, n, 0, 100, func(path string, n jsontext.Node) {
				var a Said
				d.Object(path, n, jsontext.Must("ask", word(d, &a.Ask)), jsontext.May("key", d.Str(&a.Key)),
					jsontext.Must("answer", word(d, &a.Answer)), jsontext.May("columns", texts(d, &a.Columns)))
				p.Answers = append(p.Answers, a)
			})
		}),
		jsontext.May("texts", func(path string, n jsontext.Node) {
			d.List(path, n, 0, maxTexts, func(path string, n jsontext.Node) {
				var x readytext.Template
				d.Object(path, n, jsontext.Must("reason", oneOf(d, &x.Reason, readytext.Reasons)), jsontext.May("grade", d.Str(&x.Grade)),
					jsontext.Must("lang", oneOf(d, &x.Lang, languages)), jsontext.Must("text", d.Str(&x.Text)))
				switch {
				case d.Err != nil:
				case x.Text == "":
					d.Fail(path+".text", "is missing")
				case len(x.Grade) > 12 || strings.ContainsAny(x.Grade, "|\r\n"):
					d.Fail(path+".grade", "expected letters, digits or signs such as A, A+, S, 1")
				}
				p.Texts = append(p.Texts, x)
			})
		}),
		jsontext.May("groupsBy", texts(d, &p.Traits)),
		jsontext.May("clean", func(path string, n jsontext.Node) { p.Clean.read(d, path, n) }),
		jsontext.May("pseudonymKey", func(path string, n jsontext.Node) {
			if d.Str(&p.Key)(path, n); d.Err == nil && len(p.Key) > maxKey {
				d.Fail(path, "is no key")
			}
		}),
		jsontext.May("asOf", oneOf(d, &p.AsOf, days)),
		jsontext.May("shape", oneOf(d, &p.Choices.Shape, shapes)),
		jsontext.May("unit", oneOf(d, &p.Choices.Unit, units)),
		jsontext.May("visits", oneOf(d, &p.Choices.Visits, counts)),
		jsontext.May("dates", oneOf(d, &p.Choices.Dates, orders)),
		jsontext.May("profileId", d.Str(&p.ID)),
		jsontext.May("profile", func(path string, n jsontext.Node) {
			if p.Profile, err = profile.Decode(n); err != nil {
				fault = within(path, err)
			}
		}))
	if d.Err == nil && p.Profile != nil && p.ID != "" {
		d.Fail("profileId", "either a profile or the id of one")
	}
	if d.Err == nil {
		d.Err = fault
	}
	if d.Err != nil {
		return nil, d.Err
	}
	return p, nil
}

// within puts the path of a part before the field of its error.
func within(path string, err error) error {
	if f, ok := err.(*jsontext.FieldError); ok {
		return &jsontext.FieldError{Field: strings.TrimSuffix(path+"."+f.Field, "."), Problem: f.Problem, Pattern: f.Pattern, Args: f.Args}
	}
	return err
}

func texts(d *jsontext.Decoder, to *[]string) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		d.List(path, n, 0, 64, func(path string, n jsontext.Node) {
			var s string
			d.Str(&s)(path, n)
			*to = append(*to, s)
		})
	}
}

// word reads a code: small letters and hyphens. Which roles there are is known where they are applied.
func word(d *jsontext.Decoder, to *string) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		alien := func(c rune) bool { return c != '-' && (c < 'a' || c > 'z') }
		if n.Kind != '"' || n.Text == "" || len(n.Text) > 32 || strings.ContainsFunc(n.Text, alien) {
			d.Fail(path, "expected a word in small letters")
			return
		}
		*to = n.Text
	}
}

func oneOf(d *jsontext.Decoder, to *string, names []string) func(string, jsontext.Node) {
	return func(path string, n jsontext.Node) {
		var at uint8
		jsontext.Choose(d, &at, names)(path, n)
		if d.Err == nil {
			*to = names[at]
		}
	}
}

func (c *Clean) read(d *jsontext.Decoder, path string, n jsontext.Node) {
	var gaps []jsontext.Field
	for i, gap := range columns.Gaps {
		gaps = append(gaps, jsontext.May(string(gap.Role), oneOf(d, &c.Gaps[i], columns.Fills[1:])))
	}
	var keep bool // as projects said it before there was a third way
	d.Object(path, n,
		jsontext.May("keepRepeats", d.Truth(&keep)), jsontext.May("repeats", oneOf(d, &c.Repeats, repeats)), jsontext.May("ignoreCase", d.Truth(&c.IgnoreCase)),
		jsontext.May("padZeros", d.Truth(&c.PadZeros)), jsontext.May("fillDown", d.Truth(&c.FillDown)),
		jsontext.May("gaps", func(path string, n jsontext.Node) { d.Object(path, n, gaps...) }),
		jsontext.May("outliers", oneOf(d, &c.Outliers, outliers)))
	if keep && c.Repeats == "" {
		c.Repeats = "keep"
	}
}

// MarshalJSON writes the project as [ParseProject] reads it.
func (p *Project) MarshalJSON() ([]byte, error) {
	w := &jsontext.Writer{}
	w.Open('{')
	w.Name("fenji").Raw(compose.Text("%d", ProjectSchema))
	named := func(name string, list []string) {
		if len(list) == 0 {
			return
		}
		w.Name(name).Open('[')
		for _, s := range list {
			w.Item().Str(s)
		}
		w.Shut(']')
	}
	named("names", p.Names)
	object := func(pairs ...string) {
		w.Item().Open('{')
		for i := 0; i < len(pairs); i += 2 {
			w.Name(pairs[i]).Str(pairs[i+1])
		}
		w.Shut('}')
	}
	if len(p.Columns) > 0 {
		w.Name("columns").Open('[')
		for _, m := range p.Columns {
			object("header", m.Header, "role", m.Role)
		}
		w.Shut(']')
	}
	if len(p.Words) > 0 {
		w.Name("words").Open('[')
		for _, m := range p.Words {
			object("header", m.Header, "value", m.Value, "fate", m.Fate)
		}
		w.Shut(']')
	}
	if len(p.Answers) > 0 {
		w.Name("answers").Open('[')
		for _, a := range p.Answers {
			a.write(w)
		}
		w.Shut(']')
	}
	if len(p.Texts) > 0 {
		w.Name("texts").Open('[')
		for _, x := range p.Texts {
			if x.Grade == "" {
				object("reason", x.Reason, "lang", x.Lang, "text", x.Text)
			} else {
				object("reason", x.Reason, "grade", x.Grade, "lang", x.Lang, "text", x.Text)
			}
		}
		w.Shut(']')
	}
	named("groupsBy", p.Traits)
	p.Clean.write(w)
	for _, c := range [][2]string{{"asOf", p.AsOf}, {"shape", p.Choices.Shape}, {"unit", p.Choices.Unit},
		{"visits", p.Choices.Visits}, {"dates", p.Choices.Dates}, {"profileId", p.ID}} {
		if c[1] != "" {
			w.Name(c[0]).Str(c[1])
		}
	}
	if p.Key != "" {
		w.Name("pseudonymKey").Str(p.Key)
	}
	if p.Profile != nil {
		data, err := p.Profile.MarshalJSON()
		if err != nil {
			return nil, within("profile", err)
		}
		w.Name("profile").Raw(string(data))
	}
	w.Shut('}')
	if _, err := ParseProject(w.Bytes()); err != nil {
		return nil, err
	}
	return w.Bytes(), nil
}

func (a *Said) write(w *jsontext.Writer) {
	w.Item().Open('{')
	w.Name("ask").Str(a.Ask)
	if a.Key != "" {
		w.Name("key").Str(a.Key)
	}
	w.Name("answer").Str(a.Answer)
	if len(a.Columns) > 0 {
		w.Name("columns").Open('[')
		for _, s := range a.Columns {
			w.Item().Str(s)
		}
		w.Shut(']')
	}
	w.Shut('}')
}

func (c *Clean) write(w *jsontext.Writer) {
	if *c == (Clean{}) {
		return
	}
	w.Name("clean").Open('{')
	if c.Repeats != "" {
		w.Name("repeats").Str(c.Repeats)
	}
	for _, f := range []struct {
		name string
		on   bool
	}{{"ignoreCase", c.IgnoreCase}, {"padZeros", c.PadZeros}, {"fillDown", c.FillDown}} {
		if f.on {
			w.Flag(f.name)
		}
	}
	if c.Gaps != (Clean{}).Gaps {
		w.Name("gaps").Open('{')
		for i, fill := range c.Gaps {
			if fill != "" {
				w.Name(string(columns.Gaps[i].Role)).Str(fill)
			}
		}
		w.Shut('}')
	}
	if c.Outliers != "" {
		w.Name("outliers").Str(c.Outliers)
	}
	w.Shut('}')
}

// IsProject tells whether a text means to be a project file: an object that names a version of such files.
func IsProject(data []byte) bool {
	root, err := jsontext.Parse(data, MaxProject)
	if err != nil {
		return false
	}
	for _, m := range root.Members {
		if m.Name == "fenji" {
			return true
		}
	}
	return false
}
