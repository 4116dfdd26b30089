package e2e

import (
	"strconv"
	"strings"
	"testing"

	"fenji/scoring/words"
)

// namesakes is a clinic's file keyed by names: two of one name with two telephones, and enough others for three pages.
func namesakes() string {
	var b strings.Builder
	b.WriteString("姓名,电话,就诊日期,项目,医生,实收金额\n")
	surnames := []rune("宋李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马")
	for i := range 40 {
		name := string(surnames[i%20]) + string([]rune("江清伟芳娜敏静丽")[i%8])
		phone := "1381234" + strconv.Itoa(1000+i)
		for k := range 3 {
			b.WriteString(name + "," + phone + ",2024-" + strconv.Itoa(10+k) + "-" + strconv.Itoa(10+i%18) + ",洁治,何医生," + strconv.Itoa(900+40*i) + "\n")
		}
	}
	b.WriteString("宋江,13812346862,2024-12-01,种植,沈医生,9000\n宋江,13812346862,2024-11-01,种植,沈医生,9000\n")
	return b.String()
}

// TestCallList goes from the drop of a file keyed by names to the printed list: ten columns, telephones that can be read,
// fifteen to a page.
func TestCallList(t *testing.T) {
	b := open(t, "")
	b.drop("名单.csv", []byte(namesakes()))
	b.until("grades", `() => document.documentElement.dataset.state === "done"`)
	b.tabTo("falls")
	b.click("#horizons button:nth-child(3)")
	b.until("90 days", `() => document.getElementById("falls").dataset.within === "90"`)
	labels := js[[]string](b, `() => [...document.querySelectorAll("#fall-list tr th")].map((r) => r.textContent)`)
	for _, l := range labels {
		if !strings.Contains(l, "** ·") {
			t.Errorf("a customer stands as %q", l)
		}
	}
	b.shot("falls")
	b.click("#fall-list tr button")
	b.until("the explanation", `() => document.getElementById("explain").checkVisibility()`)
	b.click("#why-back")
	b.until("the way back", `() => document.getElementById("fall-list").contains(document.activeElement)`)
	b.click("#falls-paper")
	b.until("the paper", `() => document.getElementById("calls").dataset.ready`)
	b.shot("paper")
	total := js[int](b, `() => Number(document.getElementById("calls").dataset.total)`)
	if total < 31 {
		t.Fatalf("%d on the list", total)
	}
	if n := js[int](b, `() => document.querySelectorAll("#calls-papers thead")[0].querySelectorAll("th").length`); n != 10 {
		t.Errorf("%d columns", n)
	}
	if wide := js[float64](b, `() => document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		t.Errorf("%.0f px too wide", wide)
	}
	plain := b.printed(t)
	if n := strings.Count(plain, "\f"); n != (total+14)/15 {
		t.Errorf("%d pages for %d calls", n, total)
	}
	for i, page := range strings.Split(strings.TrimRight(plain, "\f"), "\f") {
		boxes := strings.Count(page, words.Text("zh-CN", "calls.result.booked"))
		if want := min(15, total-15*i); boxes != want {
			t.Errorf("page %d holds %d calls, not %d", i+1, boxes, want)
		}
	}
	if !strings.Contains(plain, "13812346862") || !strings.Contains(plain, "宋江") {
		t.Errorf("the telephone cannot be read:\n%.600s", plain)
	}
	b.click("#calls-full")
	b.until("masked", `() => document.getElementById("calls").dataset.ready && document.querySelector("#calls-papers b").textContent.includes("**")`)
	b.keys("Escape")
	b.until("the falls again", `() => document.activeElement.id === "falls-paper"`)
}
