package e2e

import (
	"os"
	"testing"

	"fenji/scoring/words"

	"github.com/chromedp/chromedp"
)

// TestPicture takes the picture of README.md: a sample graded, and why one customer got its grade.
func TestPicture(t *testing.T) {
	if *picture == "" {
		t.Skip("only with -picture FILE")
	}
	b := open(t, "")
	b.sample("lianyungang-dental")
	want := core(t, "a.xlsx", sampleFile(t, "lianyungang-dental"), choices{profile: "lianyungang-dental"})
	b.graded(want)
	b.do(chromedp.EmulateViewport(1440, 1150))
	b.click("#grade-list li:nth-child(2) button")
	b.shows("grade B", want, arranged(want, byScore, []string{"B"}, ""))
	b.click("#grid [role=row][aria-rowindex='4'] [role=gridcell]")
	b.until("the explanation", `(said) => document.getElementById("explain").innerText.includes(said)`,
		words.Text("zh-CN", "why.lifts"))
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*picture, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
