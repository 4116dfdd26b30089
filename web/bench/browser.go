package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// launch starts the one browser of the run.
func launch() (ctx context.Context, stop func(), err error) {
	profile, err := os.MkdirTemp("", "fenji-bench-")
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.UserDataDir(profile),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true),
		// The field for addresses loads pages of its own with each window.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		chromedp.Flag("lang", "zh-CN"), chromedp.Flag("accept-lang", "zh-CN"))
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			options = append(options, chromedp.ExecPath(path))
			break
		}
	}
	if os.Getuid() == 0 {
		options = append(options, chromedp.Flag("no-sandbox", true)) // Chromium refuses its sandbox to root
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(allocator)
	stop = func() {
		chromedp.Cancel(ctx)
		quit()
		end()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}

// A tab is one page, opened for one measurement and closed after it, so that none inherits another's memory.
type tab struct{ ctx context.Context }

func (b *bench) open(url, script string) (*tab, func(), error) {
	ctx, cancel := chromedp.NewContext(b.chrome)
	t := &tab{ctx}
	close := func() {
		chromedp.Cancel(ctx)
		cancel()
	}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(1440, 900),
		func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument,
				page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
			return chromedp.Void{}, err
		})
	if err == nil {
		_, err = chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorDeny,
		})
	}
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(url))
	}
	if err != nil {
		close()
		return nil, nil, err
	}
	return t, close, nil
}

// longest is how long any single measurement may take.
const longest = 3 * time.Minute

// ask calls an asynchronous JavaScript function in the page.
func ask[T any](t *tab, function string, args ...any) (T, error) {
	list, err := json.Marshal(append([]any{}, args...))
	if err != nil {
		var none T
		return none, err
	}
	ctx, cancel := context.WithTimeout(t.ctx, longest)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T]("("+function+")(..."+string(list)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		err = fmt.Errorf("%s: %w", function, err)
	}
	return v, err
}

// ready waits until the site's page may read files.
func (t *tab) ready() error {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ok, err := ask[bool](t, `() => document.documentElement.dataset.state === "ready" &&
			document.getElementById("airlock").dataset.locked === "true"`)
		if ok {
			time.Sleep(time.Second) // nobody has a file at hand sooner
		}
		if ok || err != nil {
			return err
		}
	}
	return errors.New("the page did not become ready")
}

// give sets the file and waits for what the function makes of it.
func give[T any](t *tab, function, path string) (T, error) {
	var none T
	if _, err := ask[bool](t, `(f) => { globalThis.outcome = probe[f](); globalThis.outcome.catch(() => {}); return true; }`,
		function); err != nil {
		return none, err
	}
	if err := chromedp.Do(t.ctx, chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path})); err != nil {
		return none, err
	}
	return ask[T](t, `() => globalThis.outcome`)
}
