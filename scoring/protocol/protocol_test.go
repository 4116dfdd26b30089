package protocol

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// messages is one of each type of messages.
var messages = []Message{
	&Added{}, &Curve{}, &CurveLine{}, &Forecast{}, &Model{}, &ModelColumns{}, &ModelGroup{}, &ModelNeed{}, &ModelParam{}, &ModelPart{}, &ModelWish{},
	&Call{}, &Calls{}, &Ready{}, &ReadyWish{}, &Top{}, &Week{}, &Weekly{}, &WeeklyWish{},
	&Answer{}, &Ask{}, &AskRow{}, &Band{}, &Block{}, &Cell{}, &Chart{}, &Clean{}, &Column{}, &Gained{}, &Count{}, &Crowd{}, &Cuts{},
	&Chance{}, &Change{}, &Move{}, &Odds{}, &Pair{}, &Since{}, &BaseFile{}, &BaseRead{}, &Board{}, &BoardFigure{}, &BoardMonth{},
	&BoardWish{}, &Cohort{}, &Effect{}, &EffectGrade{}, &EffectWish{}, &Goal{}, &Month{}, &Plan{}, &PlanWish{}, &Prepare{}, &Record{}, &Share{}, &Story{}, &StoryPart{},
	&StoryWish{}, &Warning{}, &WarningList{}, &WarningWish{}, &Warnings{},
	&DateForm{}, &DateProof{}, &Decline{}, &Decrypt{}, &Download{}, &Entry{}, &Explanation{}, &Export{}, &Facet{},
	&FacetBar{}, &FacetOf{}, &FacetValue{}, &Fall{}, &FallDay{}, &FallWish{}, &Falls{}, &Fate{}, &Filter{}, &Found{},
	&Group{}, &Hello{}, &Horizon{}, &Issue{}, &Kept{}, &Key{}, &KeyWish{}, &KindCount{}, &Leaving{}, &Ledger{}, &LedgerSums{}, &Lift{},
	&Line{}, &Load{}, &Mark{}, &Merged{}, &Nothing{}, &Outcome{}, &Overview{}, &OverviewWish{}, &Panel{}, &Part{},
	&Past{}, &Pick{}, &Preview{}, &PreviewColumn{}, &Profile{}, &Progress{}, &Quality{}, &Reason{}, &Reveal{},
	&Role{}, &Row{}, &Rows{}, &Scan{}, &Scheme{}, &SchemeWish{}, &Script{}, &ScriptWish{}, &Segment{}, &Segments{}, &Settings{}, &Sheet{},
	&SortKey{}, &Source{}, &Span{}, &Spelling{}, &Standing{}, &Sum{}, &Text{}, &Trace{}, &Treat{}, &Treats{}, &Value{}, &ValueSet{},
	&View{}, &Visit{},
	&Checkup{}, &Compared{}, &CompareWish{}, &Cross{}, &Differing{}, &Draft{}, &DraftBand{}, &DraftMetric{}, &DraftShare{},
	&DraftStep{}, &DraftWindow{}, &Fault{}, &Finding{}, &Fit{}, &RulesRead{}, &RulesText{}, &RulesWish{}, &Spread{}, &Turn{},
	&Turned{}, &Way{}, &ProjectParts{}, &Moved{}, &ProjectText{}, &ProjectUse{}, &ProjectWish{},
	&Kind{}, &SourceTable{}, &Sources{}, &GoalWish{}, &Goals{}, &GoalFigure{}, &GoalChart{}, &AxisValues{}, &CrossWish{}, &CrossTable{},
	&ClassWish{}, &Class{}, // of sources and goals
}

// TestMessagesAreAllHere: a type that the sources give a code method and that this file does not know goes untested.
func TestMessagesAreAllHere(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var coded []string
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^func \(m? ?\*(\w+)\) code\(`).FindAllStringSubmatch(string(source), -1) {
			coded = append(coded, m[1])
		}
	}
	var here []string
	for _, m := range messages {
		here = append(here, reflect.TypeOf(m).Elem().Name())
	}
	slices.Sort(coded)
	slices.Sort(here)
	if !slices.Equal(coded, here) {
		t.Errorf("coded are %v\nand here are %v", coded, here)
	}
}

// A filler gives every field of a message a value of its own. Of the true-or-false ones, only one at a time is true.
type filler struct{ n, bools, truth int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0))
		f.fill(v.Index(1))
	case reflect.String:
		v.SetString(fmt.Sprint("值", f.n))
	case reflect.Int:
		v.SetInt(int64(f.n * 1_000_003 * (1 - f.n%2*2)))
	case reflect.Bool:
		v.SetBool(f.bools == f.truth)
		f.bools++
	default:
		panic("no value for a " + v.Kind().String())
	}
}

// TestEachFieldIsCoded: what is decoded is what was encoded, every field of it.
func TestEachFieldIsCoded(t *testing.T) {
	for _, m := range messages {
		kind := reflect.TypeOf(m).Elem()
		for truth, bools := 0, 1; truth < bools; truth++ {
			f := filler{truth: truth}
			sent := reflect.New(kind)
			f.fill(sent.Elem())
			bools = f.bools
			got := reflect.New(kind)
			if err := Decode(Encode(sent.Interface().(Message)), got.Interface().(Message)); err != nil {
				t.Errorf("%s: %v", kind.Name(), err)
			}
			if !reflect.DeepEqual(sent.Interface(), got.Interface()) {
				t.Errorf("%s: sent %+v\nbut got %+v", kind.Name(), sent.Elem(), got.Elem())
				break
			}
		}
	}
}

// FuzzDecode: whatever the bytes, decoding ends and makes no more than they can pay for; what it takes, it would write.
func FuzzDecode(f *testing.F) {
	for i, m := range messages {
		full := reflect.New(reflect.TypeOf(m).Elem())
		(&filler{}).fill(full.Elem())
		f.Add(i, Encode(full.Interface().(Message)))
		f.Add(i, Encode(m))
	}
	f.Add(0, []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Add(0, []byte(strings.Repeat("\x7f", 64)))
	f.Fuzz(func(t *testing.T, i int, b []byte) {
		kind := reflect.TypeOf(messages[(i%len(messages)+len(messages))%len(messages)]).Elem()
		m, again := reflect.New(kind), reflect.New(kind)
		if Decode(b, m.Interface().(Message)) != nil {
			return
		}
		if err := Decode(Encode(m.Interface().(Message)), again.Interface().(Message)); err != nil ||
			!reflect.DeepEqual(m.Interface(), again.Interface()) {
			t.Errorf("%s: %x gives %+v, which comes back as %+v (%v)", kind.Name(), b, m.Elem(), again.Elem(), err)
		}
	})
}
