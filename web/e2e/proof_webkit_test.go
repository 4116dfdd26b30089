package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// webkit drives WebKitGTK's MiniBrowser over WebDriver, on a screen that nobody sees.
type webkit struct {
	address         string // of the session
	screen, process *exec.Cmd
	dir             string
}

// miniBrowser is where Debian keeps it, by architecture.
func miniBrowser() string {
	found, _ := filepath.Glob("/usr/lib/*/webkit*/MiniBrowser")
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

func launchWebKit(t *testing.T, proxy string, direct []string) (driver, error) {
	home := t.TempDir()
	w := &webkit{dir: filepath.Join(home, "Downloads")}
	err := errors.Join(os.Mkdir(w.dir, 0o755), os.Mkdir(filepath.Join(home, ".config"), 0o755),
		os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte("XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n"), 0o644))
	if err != nil {
		return nil, err
	}
	display, err := w.startScreen()
	if err == nil {
		err = w.startDriver(home, display)
	}
	if err == nil {
		err = w.startSession(proxy, direct)
	}
	if err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// startScreen starts an X server, which tells the number of its display.
func (w *webkit) startScreen() (string, error) {
	from, to, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer from.Close()
	w.screen = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
	w.screen.ExtraFiles = []*os.File{to}
	err = w.screen.Start()
	to.Close()
	if err != nil {
		w.screen = nil
		return "", err
	}
	number, err := bufio.NewReader(from).ReadString('\n')
	return ":" + strings.TrimSpace(number), err
}

func (w *webkit) startDriver(home, display string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	listener.Close()
	process := exec.Command("WebKitWebDriver", "--port="+port)
	process.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/.config", "DISPLAY="+display,
		"XDG_CACHE_HOME="+home+"/.cache", "XDG_DATA_HOME="+home+"/.local/share", "XDG_RUNTIME_DIR="+home,
		"GDK_BACKEND=x11", "NO_AT_BRIDGE=1", "GTK_A11Y=none", "LIBGL_ALWAYS_SOFTWARE=1", "WEBKIT_DISABLE_DMABUF_RENDERER=1",
		"GSETTINGS_BACKEND=memory", "DBUS_SESSION_BUS_ADDRESS=disabled:")
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // the browser ends with its driver
	if err := process.Start(); err != nil {
		return err
	}
	w.process = process
	w.address = "http://127.0.0.1:" + port
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if _, err = w.ask("GET", "/status", ""); err == nil {
			return nil
		}
	}
	return err
}

func (w *webkit) startSession(proxy string, direct []string) error {
	capabilities := object("capabilities", map[string]any{"alwaysMatch": map[string]any{
		"pageLoadStrategy": "none",
		"timeouts":         map[string]any{"script": patience.Milliseconds(), "pageLoad": patience.Milliseconds()},
		"proxy": map[string]any{"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "ftpProxy": proxy,
			"noProxy": direct},
		"webkitgtk:browserOptions": map[string]any{"binary": miniBrowser(), "args": []string{"--automation"}},
	}})
	data, err := w.ask("POST", "/session", capabilities)
	if err != nil {
		return err
	}
	var session struct{ SessionID string }
	if err := json.Unmarshal(data, &session); err != nil || session.SessionID == "" {
		return fmt.Errorf("no session in %s", data)
	}
	w.address += "/session/" + session.SessionID
	return nil
}

// ask sends a command and gives its value.
func (w *webkit) ask(method, path, body string) (json.RawMessage, error) {
	request, err := http.NewRequest(method, w.address+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: patience + 10*time.Second}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	var answer struct{ Value json.RawMessage }
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %.300s", path, answer.Value)
	}
	return answer.Value, nil
}

func (w *webkit) open(url string) error {
	_, err := w.ask("POST", "/url", object("url", url))
	return err
}

func (w *webkit) call(function, args string) (json.RawMessage, error) {
	script := `const done = arguments[arguments.length - 1];
		(async () => JSON.stringify((await (` + function + `)(...` + args + `)) ?? null))()
			.then((v) => done({v}), (e) => done({e: String(e)}));`
	data, err := w.ask("POST", "/execute/async", object("script", script, "args", []any{}))
	if err != nil {
		return nil, err
	}
	var answer struct{ V, E string }
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, err
	}
	if answer.E != "" {
		return nil, errors.New(answer.E)
	}
	return json.RawMessage(answer.V), nil
}

func (w *webkit) setFiles(selector, path string) error {
	data, err := w.ask("POST", "/element", object("using", "css selector", "value", selector))
	if err != nil {
		return err
	}
	var element map[string]string
	if err := json.Unmarshal(data, &element); err != nil {
		return err
	}
	for _, id := range element {
		_, err = w.ask("POST", "/element/"+id+"/value", object("text", path))
	}
	return err
}

func (w *webkit) downloads() string { return w.dir }

func (w *webkit) close() {
	if w.process != nil {
		end := syscall.SIGKILL // a driver that gave no session may hang
		if strings.Contains(w.address, "/session/") {
			w.ask("DELETE", "", "")
			end = syscall.SIGTERM
		}
		syscall.Kill(-w.process.Process.Pid, end)
		w.process.Wait()
	}
	if w.screen != nil {
		w.screen.Process.Signal(syscall.SIGTERM)
		w.screen.Wait()
	}
}
