// Fenji grades customers by recency, frequency and money, in the browser. This program serves the built site on this
// machine; the grading itself runs in the page and needs no server. Commands that need no browser (grade, sql, examine)
// are handed to package terminal.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"syscall"
	"time"

	"fenji/scoring/terminal"
	"fenji/web"
)

func main() {
	args := os.Args[1:]
	if len(args) > 0 && terminal.Has(args[0]) {
		os.Exit(terminal.Run(args, terminal.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Today: time.Now().Format(time.DateOnly),
			Ask: terminal.AskUnseen(os.Stdin)}))
	}
	if len(args) > 0 && args[0] == "serve" {
		args = args[1:]
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, args, os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(terminal.Run([]string{"help"}, terminal.Streams{Out: os.Stdout, Err: os.Stderr}))
	case errors.As(err, new(misused)):
		fmt.Fprintln(os.Stderr, "fenji:", err)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "fenji:", err)
		os.Exit(1)
	}
}

// misused says that the command was not understood.
type misused struct{ error }

// run serves until ctx ends.
func run(ctx context.Context, args []string, out, warnings io.Writer) error {
	flags := flag.NewFlagSet("fenji", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	addr := flags.String("addr", "127.0.0.1:8080", "the address to serve on, host:port; port 0 takes a free one")
	open := flags.Bool("open", false, "open the page in the browser")
	dir := flags.String("dir", "dist", "the folder that holds the built site")
	if err := flags.Parse(args); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			err = misused{errors.New(terminal.Misread(args, err))}
		}
		return err
	}
	if flags.NArg() > 0 {
		return misused{errors.New(terminal.Misread(args, fmt.Errorf("unexpected argument %q", flags.Arg(0))))}
	}
	site, err := openSite(*dir)
	if err != nil {
		return err
	}
	defer site.Close()
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	url := address(listener.Addr())
	if !loopback(listener.Addr()) {
		fmt.Fprintf(warnings, "fenji: warning: %s can be reached from other machines; "+
			"leave -addr at 127.0.0.1 to keep the page to this one\n", listener.Addr())
	}
	fmt.Fprintf(out, "Fenji is at %s (Ctrl+C stops it)\n", url)
	if *open {
		if err := browse(url); err != nil {
			fmt.Fprintf(warnings, "fenji: could not open the browser (%v); open %s by hand\n", err, url)
		}
	}
	return serve(ctx, listener, site.FS())
}

// openSite opens the folder so that nothing outside it can be reached, not even by a link inside it. It looks whether
// all parts are there that the page will ask for; the page compares their hashes.
func openSite(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err == nil {
		if err = whole(root); err != nil {
			root.Close()
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no built site (%w): run \"make build\" first, or name its folder with -dir", dir, err)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the site in %s: %w", dir, err)
	}
	return root, nil
}

// whole looks for every part of the site's own list.
func whole(site *os.Root) error {
	data, err := site.ReadFile("parts.json")
	if err != nil {
		return err
	}
	var list struct{ Parts map[string]string }
	if err := json.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("parts.json: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(list.Parts)) {
		if _, err := site.Stat(name); err != nil {
			return err
		}
	}
	if list.Parts["index.html"] == "" {
		return errors.New("parts.json lists no index.html")
	}
	return nil
}

func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("-addr %q is not host:port: %w", addr, err)
	}
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("port %s is taken by another program: choose another one, for example -addr %s",
			port, net.JoinHostPort(host, "8081"))
	}
	if err != nil {
		return nil, fmt.Errorf("cannot serve on -addr %s: %w", addr, err)
	}
	return listener, nil
}

// serve answers requests until ctx ends, then lets those under way finish.
func serve(ctx context.Context, listener net.Listener, site fs.FS) error {
	server := &http.Server{
		Handler:           web.Handler(site),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return server.Close()
	}
	return nil
}

// address is what to type into the browser: a server bound to every interface is reached under localhost as well.
func address(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || tcp.IP.IsUnspecified() {
		_, port, _ := net.SplitHostPort(a.String())
		return "http://localhost:" + port + "/"
	}
	return "http://" + a.String() + "/"
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

func browse(url string) error {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler"},
	}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	started := exec.Command(command[0], append(command[1:], url)...)
	if err := started.Start(); err != nil {
		return err
	}
	go started.Wait()
	return nil
}
