package session

import (
	"strconv"
	"strings"

	"fenji/scoring/civil"
	"fenji/scoring/protocol"
	"fenji/scoring/sheet"
	"fenji/scoring/words"
)

// A list for calls comes back filled, dropped beside next month's file: what came of each call stands beside the customer,
// and whoever said not to be called again stays out of lists.

// A reply is what stands in a filled list about a customer.
type reply struct {
	result string // as written
	code   string // reached, booked, never or stop; "" for other words
	next   string // when to call next, as written
}

// A filledList is a list for calls that came back.
type filledList struct {
	name    string
	day     string           // from the name of the file, "" where it has none
	replies map[string]reply // by what the customer goes by
}

// repliesKnown are words for results besides our own, each a beginning.
var repliesKnown = map[string][]string{
	"stop": {"不要再", "不要打", "不用打", "不必打", "勿打", "别打", "勿扰", "免打扰", "别再", "勿再", "拒绝联系", "不要联系", "别联系", "不再联系", "拉黑", "黑名单",
		"do not call", "don't call", "don’t call", "dont call", "no more calls", "never call", "do not contact", "stop", "opt out", "opted out", "unsubscribe"},
	"booked":  {"约上", "已约", "预约", "约了", "booked", "appointment"},
	"never":   {"不来", "不再来", "拒绝", "放弃", "搬走", "not coming", "refused", "moved"},
	"reached": {"接通", "已接", "通了", "联系上", "reached", "spoke"},
}

// resultCode reads a result. What is to stop counts before all else.
func resultCode(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, code := range []string{"stop", "booked", "never", "reached"} {
		for _, lang := range words.Languages {
			if own := words.Text(lang, "calls.result."+code); own != "" && strings.Contains(text, strings.ToLower(own)) {
				return code
			}
		}
		for _, w := range repliesKnown[code] {
			if strings.Contains(text, w) {
				return code
			}
		}
	}
	return ""
}

// largestList is how large a file may be that could be a list for calls.
const largestList = 8 << 20

// filled reads a file as a list for calls that came back; nil where it is none. It is known by the columns that only such a
// list has.
func filled(name string, book *sheet.Book, size int64) *filledList {
	if size > largestList || len(book.Sheets()) == 0 {
		return nil
	}
	t, err := book.Read(0)
	if err != nil || t.Rows < 1 {
		return nil
	}
	at := listColumns(t.Cols, func(col int) string { return t.Text(t.Cell(0, col)) })
	if at == nil {
		return nil
	}
	list := &filledList{name: name, replies: map[string]reply{}}
	for i := 0; i+10 <= len(name); i++ {
		if day, err := civil.Parse(name[i : i+10]); err == nil {
			list.day = day.String()
		}
	}
	text := func(row int, key string) string { return strings.TrimSpace(t.Text(t.Cell(row, at[key]))) }
	for row := 1; row < t.Rows; row++ {
		r := reply{result: text(row, "calls.col.result"), next: text(row, "calls.col.date")}
		if id := text(row, "export.col.customer"); id != "" && (r.result != "" || r.next != "") {
			r.code = resultCode(r.result)
			list.replies[id] = r
		}
	}
	return list
}

// listColumns finds the columns that only a list for calls has; nil where one is missing.
func listColumns(n int, head func(col int) string) map[string]int {
	at := map[string]int{}
	for col := range n {
		for _, lang := range words.Languages {
			for _, key := range []string{"calls.col.why", "calls.col.result", "calls.col.date", "export.col.customer"} {
				if _, known := at[key]; !known && head(col) == words.Text(lang, key) {
					at[key] = col
				}
			}
		}
	}
	if len(at) < 4 {
		return nil
	}
	return at
}

// keepLists takes the lists that came back out of the files, where there are others to be graded.
func (f *files) keepLists() {
	if len(f.books) < 2 {
		return
	}
	var names, said []string
	var data []File
	var scripts []script
	var books []*sheet.Book
	var lists []*filledList
	for i, book := range f.books {
		if list := filled(f.names[i], book, f.data[i].Size()); list != nil {
			lists = append(lists, list)
			continue
		}
		names, said, data = append(names, f.names[i]), append(said, f.said[i]), append(data, f.data[i])
		scripts, books = append(scripts, f.scripts[i]), append(books, book)
	}
	if len(lists) == 0 || len(books) == 0 {
		return
	}
	f.names, f.said, f.data, f.scripts, f.books, f.lists = names, said, data, scripts, books, lists
	f.small = len(data) == 1 && data[0].Size() <= 1<<20
}

// replied is what came back about each customer; nil where no list did. Of several lists the later one counts.
func (s *Session) replied() map[int]reply {
	if s.files == nil || len(s.files.lists) == 0 {
		return nil
	}
	return s.graded.replies.of(func() map[int]reply {
		all := map[string]reply{}
		for _, l := range s.files.lists {
			for id, r := range l.replies {
				all[id] = r
			}
		}
		found := map[int]reply{}
		for i := range s.view.Result.Customers {
			if r, there := all[s.view.Result.Customers[i].ID]; there {
				found[i] = r
			}
		}
		return found
	})
}

// refuses tells who said in a list that came back not to be called again; nil where no list did.
func (s *Session) refuses() func(i int) bool {
	replies := s.replied()
	if replies == nil {
		return nil
	}
	return func(i int) bool { return replies[i].code == "stop" }
}

func init() {
	offer(func(s *Session) []added {
		replies := s.replied()
		if replies == nil {
			return nil
		}
		column := func(id string, of func(r reply) string) added {
			return added{Added: protocol.Added{ID: "calls." + id, Kind: protocol.CellText}, value: func(i int) sheet.Value {
				if text := of(replies[i]); text != "" {
					return sheet.Str(text)
				}
				return sheet.Blank
			}}
		}
		return []added{column("result", func(r reply) string { return r.result }), column("next", func(r reply) string { return r.next })}
	})
	notices = append(notices, listNotices)
}

// listNotices say what came back.
func listNotices(s *Session) (list []protocol.Issue) {
	if s.files == nil {
		return nil
	}
	if columns := s.mapping.Columns; listColumns(len(columns), func(col int) string { return columns[col].Header }) != nil {
		list = append(list, protocol.Issue{Code: "call-list-alone"})
	}
	for _, l := range s.files.lists {
		here, stop := 0, 0
		for i := range s.view.Result.Customers {
			if r, there := l.replies[s.view.Result.Customers[i].ID]; there {
				here++
				if r.code == "stop" {
					stop++
				}
			}
		}
		list = append(list, protocol.Issue{Code: "call-list", Args: []string{"name", s.screen(-1, l.name), "n", strconv.Itoa(len(l.replies)),
			"here", strconv.Itoa(here), "stop", strconv.Itoa(stop)}})
	}
	return list
}
