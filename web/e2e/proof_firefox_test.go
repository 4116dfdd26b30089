package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// firefox drives Firefox over WebDriver BiDi.
type firefox struct {
	conn    *websocket.Conn
	answers chan reply
	process *exec.Cmd
	tab     string // the browsing context
	dir     string
	next    int
}

// preferences keep Firefox from calling home as far as they can, and let this machine's addresses go to the proxy, too.
func preferences(proxy string, direct []string, downloads string) string {
	host, port, _ := strings.Cut(proxy, ":")
	var out strings.Builder
	for _, p := range []struct {
		name  string
		value any
	}{
		{"network.proxy.type", 1},
		{"network.proxy.http", host}, {"network.proxy.http_port", json.Number(port)},
		{"network.proxy.ssl", host}, {"network.proxy.ssl_port", json.Number(port)},
		{"network.proxy.allow_hijacking_localhost", true},
		{"network.proxy.no_proxies_on", strings.Join(direct, ",")},
		{"browser.download.dir", downloads}, {"browser.download.folderList", 2},
		{"browser.download.useDownloadDir", true}, {"browser.download.always_ask_before_handling_new_types", false},
		{"browser.download.alwaysOpenPanel", false}, {"browser.download.start_downloads_in_tmp_dir", false},
		{"app.normandy.enabled", false}, {"app.update.auto", false}, {"app.update.enabled", false},
		{"browser.aboutwelcome.enabled", false}, {"browser.newtabpage.enabled", false},
		{"browser.region.network.url", ""}, {"browser.region.update.enabled", false},
		{"browser.safebrowsing.downloads.enabled", false}, {"browser.safebrowsing.malware.enabled", false},
		{"browser.safebrowsing.phishing.enabled", false}, {"browser.safebrowsing.provider.google4.updateURL", ""},
		{"browser.search.update", false}, {"browser.shell.checkDefaultBrowser", false},
		{"browser.startup.homepage_override.mstone", "ignore"}, {"browser.startup.page", 0},
		{"browser.topsites.contile.enabled", false}, {"captivedetect.canonicalURL", ""},
		{"datareporting.healthreport.uploadEnabled", false}, {"datareporting.policy.dataSubmissionEnabled", false},
		{"dom.push.connection.enabled", false}, {"dom.push.serverURL", ""},
		{"extensions.getAddons.cache.enabled", false}, {"extensions.systemAddon.update.enabled", false},
		{"extensions.update.enabled", false}, {"media.gmp-manager.updateEnabled", false}, {"media.gmp-manager.url", ""},
		{"messaging-system.rsexperimentloader.enabled", false}, {"network.captive-portal-service.enabled", false},
		{"network.connectivity-service.enabled", false}, {"services.settings.server", "data:,#remote-settings-dummy/v1"},
		{"signon.autofillForms", false}, {"toolkit.telemetry.enabled", false}, {"toolkit.telemetry.server", ""},
		{"toolkit.telemetry.unified", false}, {"remote.active-protocols", 1},
		{"security.warn_submit_secure_to_insecure", false}, // a question nobody would answer
	} {
		value, _ := json.Marshal(p.value)
		fmt.Fprintf(&out, "user_pref(%q, %s);\n", p.name, value)
	}
	return out.String()
}

func launchFirefox(t *testing.T, proxy string, direct []string) (driver, error) {
	profile, dir := t.TempDir(), t.TempDir()
	err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences(proxy, direct, dir)), 0o644)
	if err != nil {
		return nil, err
	}
	f := &firefox{dir: dir}
	f.process = exec.Command("firefox-esr", "--headless", "--no-remote", "--profile", profile,
		"--remote-debugging-port", "0", "about:blank")
	f.process.Env = append(os.Environ(), "HOME="+profile, "MOZ_HEADLESS=1", "MOZ_DISABLE_AUTO_SAFE_MODE=1")
	said, err := f.process.StderrPipe()
	if err == nil {
		err = f.process.Start()
	}
	if err != nil {
		return nil, err
	}
	address := make(chan string, 1)
	go func() {
		defer close(address)
		for lines := bufio.NewScanner(said); lines.Scan(); {
			if _, at, ok := strings.Cut(lines.Text(), "WebDriver BiDi listening on "); ok {
				address <- at
			}
		}
	}()
	select {
	case at := <-address:
		err = f.connect(at)
	case <-time.After(patience):
		err = errors.New("it does not listen")
	}
	if err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *firefox) connect(address string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, address+"/session", nil)
	if err != nil {
		return err
	}
	conn.SetReadLimit(64 << 20)
	f.conn, f.answers = conn, make(chan reply, 16)
	go f.listen()
	if _, err := f.send("session.new", `{"capabilities":{}}`); err != nil {
		return err
	}
	tree, err := f.send("browsingContext.getTree", `{}`)
	if err != nil {
		return err
	}
	var tabs struct{ Contexts []struct{ Context string } }
	if err := json.Unmarshal(tree, &tabs); err != nil || len(tabs.Contexts) == 0 {
		return fmt.Errorf("no tab in %s", tree)
	}
	f.tab = tabs.Contexts[0].Context
	if _, err := f.send("browser.setDownloadBehavior", object("downloadBehavior",
		map[string]string{"type": "allowed", "destinationFolder": f.dir})); err != nil {
		return err
	}
	_, err = f.send("script.addPreloadScript", object("functionDeclaration", "() => {"+heed+"}"))
	return err
}

// object writes a JSON object of key, value pairs.
func object(pairs ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// A reply is what Firefox says to a command.
type reply struct {
	ID             int
	Type           string
	Error, Message string
	Result         json.RawMessage
}

// listen hands on the replies for as long as there is a connection. Events, which nobody has asked for, have no number.
func (f *firefox) listen() {
	defer close(f.answers)
	for {
		_, data, err := f.conn.Read(context.Background())
		if err != nil {
			return
		}
		var r reply
		if json.Unmarshal(data, &r) == nil && r.ID != 0 {
			f.answers <- r
		}
	}
}

// send sends a command and waits for its answer. One that comes too late is skipped by the commands after it.
func (f *firefox) send(method, params string) (json.RawMessage, error) {
	f.next++
	command := fmt.Sprintf(`{"id":%d,"method":%q,"params":%s}`, f.next, method, params)
	if err := f.conn.Write(context.Background(), websocket.MessageText, []byte(command)); err != nil {
		return nil, err
	}
	late := time.After(patience)
	for {
		select {
		case r, open := <-f.answers:
			switch {
			case !open:
				return nil, fmt.Errorf("%s: the connection has ended", method)
			case r.ID != f.next:
				continue
			case r.Type == "error":
				return nil, fmt.Errorf("%s: %s: %s", method, r.Error, r.Message)
			}
			return r.Result, nil
		case <-late:
			return nil, fmt.Errorf("%s: no answer", method)
		}
	}
}

// open brings the tab to the front, for one in the background has slow clocks.
func (f *firefox) open(url string) error {
	if _, err := f.send("browsingContext.activate", object("context", f.tab)); err != nil {
		return err
	}
	_, err := f.send("browsingContext.navigate", object("context", f.tab, "url", url, "wait", "none"))
	return err
}

// evaluate calls a function and gives what BiDi says of its result.
func (f *firefox) evaluate(function string) (value, node string, err error) {
	data, err := f.send("script.callFunction", object("functionDeclaration", function, "awaitPromise", true,
		"target", map[string]string{"context": f.tab}))
	if err != nil {
		return "", "", err
	}
	var answer struct {
		Type   string
		Result struct {
			Value    json.RawMessage
			SharedID string `json:"sharedId"`
		}
		ExceptionDetails struct{ Text string }
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return "", "", err
	}
	if answer.Type == "exception" {
		return "", "", errors.New(answer.ExceptionDetails.Text)
	}
	if answer.Result.SharedID == "" {
		err = json.Unmarshal(answer.Result.Value, &value)
	}
	return value, answer.Result.SharedID, err
}

func (f *firefox) call(function, args string) (json.RawMessage, error) {
	value, _, err := f.evaluate("async () => JSON.stringify((await (" + function + ")(..." + args + ")) ?? null)")
	return json.RawMessage(value), err
}

func (f *firefox) setFiles(selector, path string) error {
	_, node, err := f.evaluate(fmt.Sprintf("() => document.querySelector(%q)", selector))
	if err != nil {
		return err
	}
	_, err = f.send("input.setFiles", object("context", f.tab, "element", map[string]string{"sharedId": node},
		"files", []string{path}))
	return err
}

func (f *firefox) downloads() string { return f.dir }

func (f *firefox) close() {
	if f.conn != nil {
		f.send("browser.close", `{}`)
		f.conn.CloseNow()
	}
	ended := make(chan error, 1)
	go func() { ended <- f.process.Wait() }()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		f.process.Process.Kill()
		<-ended
	}
}
