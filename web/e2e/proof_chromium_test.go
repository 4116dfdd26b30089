package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// chromium drives Chromium over its DevTools protocol.
type chromium struct {
	ctx  context.Context
	dir  string
	stop []func()
}

func launchChromium(t *testing.T, proxy string, direct []string) (driver, error) {
	c := &chromium{dir: t.TempDir()}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browserProgram()), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-features", unused+
			",AutofillServerCommunication,OptimizationHints,OptimizationGuideModelDownloading,MediaRouter,SignInPromo"),
		// Without "<-loopback>" this machine's own addresses would go past the proxy unseen.
		chromedp.Flag("proxy-bypass-list", strings.Join(append([]string{"<-loopback>"}, direct...), ";")),
		chromedp.Flag("proxy-server", "http://"+proxy))
	if os.Getuid() == 0 {
		options = append(options, chromedp.Flag("no-sandbox", true)) // Chromium refuses its sandbox to root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit := chromedp.NewContext(allocator)
	c.ctx, c.stop = ctx, []func(){func() { chromedp.Cancel(ctx) }, quit, stop}
	if err := chromedp.Do(ctx); err != nil {
		c.close()
		return nil, err
	}
	_, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: c.dir,
	})
	if err == nil {
		err = chromedp.Do(ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument,
				page.AddScriptToEvaluateOnNewDocumentParams{Source: heed})
			return chromedp.Void{}, err
		})
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// open brings the tab to the front, for one in the background has slow clocks.
func (c *chromium) open(url string) error {
	if _, err := chromedp.Call(c.ctx, page.BringToFront, cdp.Empty{}); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: url})
	if err == nil && result.ErrorText != "" {
		err = errors.New(result.ErrorText)
	}
	return err
}

func (c *chromium) call(function, args string) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("(async () => JSON.stringify((await ("+function+")(..."+args+
		")) ?? null))()", chromedp.EvalAwaitPromise))
	return json.RawMessage(text), err
}

func (c *chromium) setFiles(selector, path string) error {
	return chromedp.Do(c.ctx, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}))
}

func (c *chromium) downloads() string { return c.dir }

func (c *chromium) close() {
	for _, f := range c.stop {
		f()
	}
	time.Sleep(100 * time.Millisecond) // its folders go away with the test
}

func isPartial(name string) bool {
	for _, end := range []string{".crdownload", ".part", ".wkdownload"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return strings.HasPrefix(name, ".")
}
