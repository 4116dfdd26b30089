package dialect

import (
	"os"
	"strings"
	"testing"

	"fenji/scoring/dialect"
	"fenji/scoring/protocol"
	"fenji/wasm/page/shell"
)

// TestScriptOfAnother: a script is asked for when the room is in front, anew for every wish, language and outcome, and what comes late is not shown.
func TestScriptOfAnother(t *testing.T) {
	house := shell.House{Room}
	grade := func(s *shell.State, task shell.Task) *shell.State {
		s = house.Reduce(s, shell.Started{Task: task})
		return house.Reduce(s, shell.Graded{Outcome: &protocol.Outcome{Graded: true}})
	}
	s := grade(house.Start("en", "auto", "2025-01-01"), shell.Loading)
	if len(house.Due(s)) > 0 {
		t.Error("asked for while another room is in front")
	}
	s = house.Reduce(s, shell.TabChosen{Tab: name})
	due := house.Due(s)
	if len(due) != 1 || *due[0].Message.(*protocol.ScriptWish) != (protocol.ScriptWish{Dialect: "postgresql", Lang: "en"}) {
		t.Fatalf("%+v is asked for", due)
	}
	late := due[0]
	s = house.Reduce(house.Reduce(s, late.Put()), Wished{protocol.ScriptWish{Dialect: "spark", Visits: "row", From: "v", Keep: true}})
	again := house.Due(s)[0]
	s = house.Reduce(s, again.Put())
	if script(house.Reduce(s, late.Answered(&protocol.Script{}))) != nil {
		t.Error("an answer to another question is shown")
	}
	found := &protocol.Script{Name: "a.sql"}
	s = house.Reduce(s, again.Answered(found))
	if script(s) != found || len(house.Due(s)) > 0 {
		t.Error("the answer is not shown")
	}
	if s = house.Reduce(s, Copied{"dialect.copied"}); own(s).Said == "" || own(house.Reduce(s, Wished{own(s).Wish})).Said != "" {
		t.Error("copied is said of another script")
	}
	if s = house.Reduce(s, Handed{"dialect.cuts.done"}); own(grade(s, shell.Grading)).Cuts == "" || own(grade(s, shell.Loading)).Cuts != "" {
		t.Error("what became of cut points is said of another file")
	}
	if s = grade(s, shell.Grading); script(s) != nil || own(s).Wish.Visits != "row" {
		t.Errorf("after grading anew: %+v", own(s))
	}
	if s = grade(s, shell.Loading); own(s).Wish != (protocol.ScriptWish{Dialect: "spark", From: "v"}) {
		t.Errorf("after another file: %+v", own(s).Wish)
	}
}

// TestDialectsOffered: the document offers the dialects that there are.
func TestDialectsOffered(t *testing.T) {
	document, err := os.ReadFile("../../../../web/static/rooms/dialect.html")
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, d := range dialect.Names() {
		want += `<option value="` + d + `">` + dialect.Title(d) + `</option>`
	}
	if !strings.Contains(string(document), `<select id="dialect">`+want+`</select>`) {
		t.Errorf("the document does not offer %s", want)
	}
}
