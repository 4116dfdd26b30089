package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/civil"
	"fenji/scoring/privacy"
	"fenji/scoring/sheet"

	"github.com/chromedp/chromedp"
)

// The columns of the file of persons; the customers go by their names.
var personHeads = []string{"客户姓名", "消费日期", "消费金额", "手机", "身份证号", "备注", "科室"}

// The columns of the graded sheet that its columns come to, behind the twelve.
const (
	phoneAt = 12 + iota
	idcardAt
	remarkAt
	departmentAt
)

// persons makes a file of n customers with everything that names them. Every second remark holds a telephone number.
func persons(t *testing.T, n int) (data []byte, rows [][]string) {
	t.Helper()
	surnames := []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")
	given := []rune("安宁康泰和平顺利福祥")
	list := [][]sheet.Value{texts(personHeads...)}
	for i := range n {
		name := string([]rune{surnames[i%20], given[i/20%10], given[i*3%10]})
		row := []string{name, civil.Day(20000 + i%300).String(), strconv.Itoa(100 + 37*i),
			strconv.Itoa(13812340000 + i), idNumber(i), "复诊", "正畸科"}
		if i%2 == 1 {
			row[5] = "改打" + strconv.Itoa(13987650000+i) + "，勿扰"
		}
		rows = append(rows, row)
		cells := texts(row...)
		cells[1] = sheet.Day(civil.Day(20000 + i%300))
		cells[2] = sheet.Int(int64(100 + 37*i))
		cells[3] = sheet.Int(int64(13812340000 + i)) // as spreadsheets keep it
		list = append(list, cells)
	}
	return workbook(t, list...), rows
}

// idNumber makes up the number of an identity card, with its check digit by the weights of GB 11643.
func idNumber(i int) string {
	s := "32070119900307" + strconv.Itoa(100+i)
	sum := 0
	for at, weight := range [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += weight * int(s[at]-'0')
	}
	return s + string("10X98765432"[sum%11])
}

// TestPersonsOnScreen: masked by default, shown by one switch, masked again for the next file.
func TestPersonsOnScreen(t *testing.T) {
	t.Parallel()
	data, rows := persons(t, 40)
	b := open(t, "")
	b.give("名单.xlsx", data)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	shown := func() string {
		return js[string](b, `() => document.body.innerText +
			[...document.querySelectorAll("[title]")].map((e) => e.title).join("\n")`)
	}
	secrets := []string{rows[1][0], rows[1][3], rows[1][4], "13987650001"}
	b.click("#grid [role=row][aria-rowindex='3'] [role=gridcell]")
	b.until("the explanation", `() => document.getElementById("why-id").innerText.includes("**")`)
	for _, tab := range []string{"customers", "columns", "quality"} {
		b.click("#tab-" + tab)
		said := shown()
		for _, row := range rows {
			for _, col := range []int{0, 3, 4} {
				if strings.Contains(said, row[col]) {
					t.Fatalf("the tab %s shows %s", tab, row[col])
				}
			}
		}
		if strings.Contains(said, secrets[3]) {
			t.Fatalf("the tab %s shows a number out of a remark", tab)
		}
	}
	b.click("#tab-customers")
	b.until("masks", `() => { const r = document.getElementById("grid-body").innerText;
		return r.includes("**") && r.includes("138****00") &&
		r.includes("320***********") && r.includes("改打139****"); }`)
	b.shot("masked")
	b.click("#reveal")
	b.until("names", `(want) => want.some((w) => document.getElementById("grid-body").innerText.includes(w)) &&
		document.getElementById("reveal").ariaPressed === "true"`, []string{rows[39][0], rows[38][0]})
	b.until("the explanation with its name", `() => !document.getElementById("why-id").innerText.includes("*")`)
	b.click("#explain [data-do='why.close']")
	b.until("what the remarks hold", `() => document.getElementById("facet-list").textContent.includes("改打139876500")`)
	b.shot("shown")
	b.give("次月.xlsx", data)
	b.until("masks again", `() => document.getElementById("reveal").ariaPressed === "false" &&
		document.getElementById("file-name").textContent.includes("次月") &&
		document.getElementById("grid-body").innerText.includes("**")`)
}

// TestNoSwitchForCodes: customers who go by codes stay as they are, and there is nothing to switch.
func TestNoSwitchForCodes(t *testing.T) {
	b := open(t, "")
	b.sample("lianyungang-dental")
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	if strings.Contains(b.text("#grid-body"), "*") || b.text("#reveal") != "" {
		t.Errorf("masked: %s", b.text("#grid-body"))
	}
}

// pick opens the panel about downloads and chooses what they do to persons.
func (b *tab) pick(names string) {
	b.t.Helper()
	if !js[bool](b, `() => document.getElementById("names-panel").open`) {
		b.click("#names")
	}
	b.click(`#names-panel input[value="` + names + `"]`)
	b.until("the choice", `(n) => document.querySelector("#names-panel input[name=names]:checked").value === n &&
		!document.querySelector("#names-panel [data-do=export]").disabled`, names)
}

// TestExportsOfPersons compares each kind of download with the source, cell by cell.
func TestExportsOfPersons(t *testing.T) {
	t.Parallel()
	data, rows := persons(t, 30)
	b := open(t, "")
	b.give("名单.xlsx", data)
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	same := func(what string, got [][]string, want func(row []string) map[int]string) {
		t.Helper()
		if len(got) != len(rows)+1 {
			t.Fatalf("%s: %d rows", what, len(got))
		}
		// Downloads stand in the order of the list, best first: each person has a row of their own, whole.
		taken := map[int]bool{}
		holds := func(cells []string, want map[int]string) bool {
			for col, w := range want {
				if !sameCell(cells[col], w) {
					return false
				}
			}
			return true
		}
		for i, row := range rows {
			found := -1
			for k, cells := range got[1:] {
				if found < 0 && !taken[k] && holds(cells, want(row)) {
					found = k
				}
			}
			if found < 0 {
				t.Fatalf("%s, row %d: no row holds %v", what, i+1, want(row))
			}
			taken[found] = true
		}
	}
	asItIs := func(r []string) map[int]string {
		return map[int]string{0: r[0], 4: r[2], phoneAt: r[3], idcardAt: r[4], remarkAt: r[5], departmentAt: r[6]}
	}
	masked := func(r []string) map[int]string {
		remark := strings.NewReplacer("139876500", "139****00").Replace(r[5])
		return map[int]string{0: string([]rune(r[0])[:1]) + "** ·" + r[3][7:], 4: r[2], phoneAt: r[3][:3] + "****" + r[3][7:],
			idcardAt: r[4][:3] + "***********" + r[4][14:], remarkAt: remark, departmentAt: r[6]}
	}
	same("as they are", b.table("csv"), asItIs)
	b.pick("masked")
	b.until("what was found", `() => document.getElementById("found").innerText.includes("15 个电话")`)
	b.until("how well they hide each other", `() => { const c = document.getElementById("crowd");
		return c.checkVisibility() && Number(c.dataset.k) > 0 && c.dataset.k === c.dataset.least && document.getElementById("crowd-said").innerText.includes("最小的一组"); }`)
	b.shot("panel")
	lines := js[[]string](b, `() => [...document.querySelectorAll("#found li")].map((e) =>
		[e.querySelector("b").innerText, e.querySelector(".in").innerText, e.querySelector("select").selectedOptions[0].text].join("|"))`)
	for _, want := range []string{"客户姓名|30 个姓名|自动：日期、数字、编号保留，其余遮盖", "手机|30 个电话|自动：遮盖", "身份证号|30 个身份证号|自动：遮盖",
		"备注|15 个电话|自动：保留；其中的号码和已知姓名遮盖"} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is not said: %q", want, lines)
		}
	}
	b.keys("Escape")
	for _, kind := range []string{"xlsx", "csv"} {
		same("masked "+kind, b.table(kind), masked)
	}

	// On paper, too: the report as it is first shown names nobody.
	b.click("#report-open")
	b.until("the report", `() => document.getElementById("report").dataset.ready`)
	paper := b.printed(t)
	if !strings.Contains(paper, string([]rune(rows[29][0])[:1])+"**") {
		t.Error("the printed report has nobody in it")
	}
	for _, row := range rows {
		for _, col := range []int{0, 3, 4} {
			if strings.Contains(paper, squeezed(row[col])) {
				t.Errorf("the printed report holds %s", row[col])
			}
		}
	}
	b.click("#report-close")
	b.until("the result again", `() => document.getElementById("grid").checkVisibility()`)

	b.pick("pseudonyms")
	if got := b.text("#key-mark"); !strings.Contains(got, "还没有保存") {
		t.Errorf("the key: %s", got)
	}
	b.shot("key")
	name, file := b.download("#key-save")
	if !strings.HasPrefix(name, "假名钥匙-") {
		t.Errorf("the key file is called %s", name)
	}
	key, err := privacy.ParseKey(string(file))
	if err != nil {
		t.Fatal(err)
	}
	p := privacy.NewPseudonyms(key)
	coded := func(r []string) map[int]string {
		remark := r[5]
		if digits := strings.Trim(remark, "改打，勿扰"); len(digits) == 11 {
			remark = "改打" + p.Code(privacy.Phone, digits) + "，勿扰"
		}
		return map[int]string{0: p.Code(privacy.Customer, r[0]), 4: r[2], phoneAt: p.Code(privacy.Phone, r[3]),
			idcardAt: p.Code(privacy.IDCard, r[4]), remarkAt: remark, departmentAt: r[6]}
	}
	b.keys("Escape")
	for _, kind := range []string{"xlsx", "csv"} {
		same("pseudonyms "+kind, b.table(kind), coded)
	}

	// Next month, elsewhere: the key file makes the same pseudonyms; a damaged one makes none.
	next := open(t, "")
	next.give("次月.xlsx", data)
	next.until("grades", `() => document.documentElement.dataset.state === "done"`)
	next.pick("pseudonyms")
	load := func(content string) {
		path := filepath.Join(t.TempDir(), "key.txt")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		next.do(chromedp.SetUploadFiles(chromedp.CSS("#key-file"), []string{path}))
	}
	load(strings.Replace(string(file), "key ", "key 0", 1)[:len(file)])
	next.until("the refusal", `() => document.getElementById("key-said").innerText.length > 5`)
	load(string(file))
	next.until("the key", `(mark) => document.getElementById("key-mark").innerText.includes(mark)`,
		privacy.Fingerprint(key))
	next.keys("Escape")
	same("next month", next.table("csv"), coded)
}

// storedScript gathers all that a page of this origin can find stored.
const storedScript = `async () => {
	const found = [];
	for (const s of [localStorage, sessionStorage])
		for (let i = 0; i < s.length; i++) found.push(s.key(i) + "=" + s.getItem(s.key(i)));
	for (const db of await indexedDB.databases()) found.push("database " + db.name);
	for (const name of await caches.keys()) {
		found.push("cache " + name);
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			found.push(request.url);
			if (!/\.(wasm|xlsx|png)$/.test(request.url)) found.push(await (await cache.match(request)).text());
		}
	}
	found.push(document.cookie, window.name, JSON.stringify(history.state));
	return found.join("\n"); }`

// TestNothingIsKept looks through everything that the browser stores after a file was graded, shown and downloaded and
// its page was closed. Then everything is forgotten.
func TestNothingIsKept(t *testing.T) {
	h := newHost(t, "/kept", true)
	data, rows := persons(t, 30)
	first := h.page(t)
	first.give("秘密名单.xlsx", data)
	first.until("grades", `() => document.documentElement.dataset.state === "done"`)
	first.click("#reveal")
	first.until("names", `() => document.getElementById("reveal").ariaPressed === "true"`)
	js[bool](first, `() => { document.getElementById("search").focus(); return true; }`)
	first.choose("#search", rows[3][0])
	first.until("the search", `() => document.querySelectorAll("#grid-body .tr").length === 1`)
	first.click("#theme")
	first.download("#download-csv")
	first.close()

	later := h.page(t)
	stored := js[string](later, storedScript)
	if !strings.Contains(stored, "fenji-theme") || !strings.Contains(stored, "parts.json") {
		t.Fatalf("the look finds nothing at all: %.300s", stored)
	}
	secrets := []string{"秘密名单"}
	for _, row := range rows {
		secrets = append(secrets, row[0], row[3], row[4])
	}
	for _, secret := range append(secrets, "13987650001") {
		if strings.Contains(stored, secret) {
			t.Errorf("%s is stored", secret)
		}
	}

	later.give("秘密名单.xlsx", data)
	later.until("grades", `() => document.documentElement.dataset.state === "done"`)
	later.click("#forget-open")
	later.shot("forget")
	later.click("#forget-offline")
	later.click("#forget")
	later.until("the words", `() => document.getElementById("forget-said").innerText.includes("副本也已清除")`)
	if got := strings.Fields(js[string](later, storedScript)); slices.ContainsFunc(got, func(s string) bool {
		return strings.Contains(s, "fenji") || strings.Contains(s, "cache")
	}) {
		t.Errorf("still stored: %v", got)
	}
	if later.state() != "ready" || later.text("#grid-body") != "" || strings.Contains(js[string](later,
		`() => document.documentElement.outerHTML`), rows[3][0]) {
		t.Errorf("state %s; the page still holds the file", later.state())
	}
	later.keys("Escape")
	later.sample("lianyungang-dental") // and goes on working
	later.graded(core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"}))
}
