# make run      build the site and serve it on this machine
# make build    build the site into dist/
# make test     run every check and test; installs what the tests need
# make engines  run every profile as SQL on PostgreSQL, DuckDB, ClickHouse, Spark, MariaDB and SQLite; installs them
# make fuzz     feed every reader made-up bytes for T=10s each; ONLY=Open those of that name
# make soak     use the page for SOAK=30m and watch its memory and its pauses
# make quick    vet and the tests that need no browser
# make check    the rules that our sources must keep, staticcheck, a search for dead code, go mod tidy
# make bench    measure the site in a browser beside its peers; QUICK=1 leaves out the million rows
# make dist     build the site for other hosts: compressed forms, header files, fenji.html, SHA256SUMS
# make edge     build the Cloudflare Worker, for hosts that want the headers from code, into build/edge
# make charts   make the charts' library in web/static/vendor from its pinned packages
# make kernel   make what inflates and packs, in web/static/kernel, from its sources
# make samples  make the sample workbooks into build/samples, to look at them
# make clean    remove what was built

GO   ?= go
DIST ?= dist
EDGE ?= build/edge
ADDR ?= 127.0.0.1:8080

GOROOT   := $(shell $(GO) env GOROOT)
WASM     := GOOS=js GOARCH=wasm $(GO)
CORE     := $(shell find scoring wasm -type f -not -name '*_test.go' -not -path 'scoring/dialect/engines/*') go.mod go.sum
STATIC   := $(shell find web/static -type f)
STYLES   := web/static/app.css $(sort $(wildcard web/static/css/*.css))
ROOMS    := $(sort $(wildcard web/static/rooms/*.html))
BOOT     := $(addprefix web/static/boot/,standins.js first.js watch.js workers.js) web/static/boot.js
$(if $(filter-out $(BOOT),$(wildcard web/static/boot/*.js)),$(error what stands in web/static/boot/ belongs into BOOT, in its order))
SCRIPTS  := $(addprefix $(DIST)/,charts.js lockpanel.js worker.js)
SHIPPED  := $(filter-out $(SCRIPTS),$(patsubst web/static/%,$(DIST)/%,$(filter-out %/sw.js %/index.html $(STYLES) $(BOOT) $(ROOMS),$(STATIC))))
PROGRAM  := $(DIST)/fenji.wasm

# How the program is compiled: what the linker leaves out, and which packages are inlined (see wasm/inlining.txt).
HOT   := $(shell grep -v '^\#' wasm/inlining.txt)
FLAGS := -trimpath -buildvcs=false -ldflags="-s -w" -gcflags=all=-l $(HOT:%=-gcflags=%=)

# V=1 shows the commands with all their flags, PLAIN=1 leaves the program as Go's linker wrote it.
Q     := $(if $(V),,@)
PLAIN ?=
$(shell mkdir -p build && { echo "plain=$(PLAIN)" | cmp -s - build/plain || echo "plain=$(PLAIN)" > build/plain; })

# A step that fails leaves no half of a file for the next run to take.
.DELETE_ON_ERROR:

.PHONY: build charts dist edge run quick test engines fuzz soak tools check bench samples kernel clean

build: $(DIST)/parts.json

# The list of parts comes last: it holds the hash of every file.
$(DIST)/parts.json: $(SHIPPED) $(SCRIPTS) $(DIST)/index.html $(DIST)/app.css $(DIST)/boot.js $(DIST)/wasm_exec.js $(PROGRAM) web/static/sw.js $(wildcard web/pack/*.go)
	$(Q)$(GO) run ./web/pack -dist $(DIST) list
	@touch $@

run: build
	$(Q)$(GO) run . -addr $(ADDR) -dir $(DIST)

$(PROGRAM): $(CORE) Makefile build/plain web/pack/programs.go web/pack/symbols.go $(filter-out %_test.go,$(wildcard web/program/*.go))
	@mkdir -p $(@D) && rm -f $(DIST)/*.wasm $(DIST)/symbols.txt
	@echo "compiling the program, which takes a minute the first time"
	$(Q)$(WASM) build $(FLAGS) -o $@ ./wasm/fenji
	$(if $(PLAIN),,$(Q)$(GO) run ./web/pack site $@)

$(SHIPPED): $(DIST)/%: web/static/%
	@mkdir -p $(@D)
	@cp $< $@

# One document and one style sheet of all rooms: the page asks once.
$(DIST)/index.html: web/static/index.html $(ROOMS) web/pack/join.go
	@mkdir -p $(@D)
	$(Q)$(GO) run ./web/pack join $< > $@

$(DIST)/app.css: $(STYLES)
	@mkdir -p $(@D)
	@cat $(STYLES) > $@

# What they say to readers stays at home: the first paint waits for every byte before it.
$(DIST)/boot.js: $(BOOT)
	@mkdir -p $(@D)
	@sed '/^ *\/\//d' $(BOOT) > $@

$(SCRIPTS): $(DIST)/%: web/static/%
	@mkdir -p $(@D)
	@sed '/^ *\/\//d' $< > $@

$(DIST)/wasm_exec.js: $(GOROOT)/lib/wasm/wasm_exec.js
	@mkdir -p $(@D)
	@cp $< $@

# Two runs give the same bytes: it begins with an empty folder.
dist: clean
	$(MAKE) build
	$(GO) run ./web/pack -dist $(DIST) ship

# The worker with the library's own JavaScript around it. Cloudflare takes 3 MB of gzip.
edge:
	$(GO) run github.com/syumai/workers/cmd/workers-assets-gen -mode=go -o $(EDGE)
	$(WASM) build -trimpath -buildvcs=false -ldflags="-s -w" -o $(EDGE)/app.wasm ./wasm/edge
	@size=$$(gzip -9 -c $(EDGE)/app.wasm | wc -c); echo "app.wasm: $$size bytes of gzip, of 3000000"; [ $$size -le 3000000 ]

# Needs Node.js; the same packages give the same bytes, whose sum stands in web/charts/SHA256SUMS.
charts:
	cd web/charts && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs

# Needs clang and lld. The test of the sums builds it again where they are those of Debian 12.
kernel:
	@mkdir -p web/static/kernel
	web/kernel/build web/static/kernel/deflate.wasm
	cd web/kernel && sha256sum deflate.c inflate.c kernel.h sum.c ../static/kernel/deflate.wasm > SHA256SUMS

samples:
	$(Q)$(GO) run ./web/gen -out build/samples

# The last line that this prints is go test's own. Browsers are driven alone: what is compiled and packed beside them would
# make them late. Three of them go at once where tests say so, since such tests wait most of the time.
test: tools build
	@echo "gofmt"; unformatted=$$(gofmt -l serve.go serve_test.go scoring wasm web); \
	  if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w on: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(WASM) vet ./scoring/... ./wasm/...
	$(GO) build -o build/pack ./web/pack
	$(WASM) test $(FLAGS) -exec="$(abspath build/pack) run" ./scoring/... ./wasm/engine
	cd scoring/models/oracle && $(GO) test ./...
	FENJI_DIST=$(abspath $(DIST)) FENJI_BROWSER=required FENJI_PROGRAMS=required $(GO) test -timeout 20m ./web/pack $$($(GO) list ./... | grep -v -e /e2e$$ -e /web/pack$$)
	FENJI_DIST=$(abspath $(DIST)) FENJI_BROWSER=required FENJI_PROGRAMS=required $(GO) test -parallel 3 -timeout 40m ./web/e2e

# A module of its own: its drivers weigh on nothing else.
engines:
	@.ci/engines
	cd scoring/dialect/engines && $(GO) vet . && FENJI_ENGINES=required $(GO) test -count=1 -parallel 3 -timeout 30m .

fuzz:
	@.ci/fuzz

SOAK ?= 30m

soak: tools build
	FENJI_DIST=$(abspath $(DIST)) FENJI_BROWSER=required FENJI_SOAK=$(SOAK) $(GO) test -count=1 -timeout 0 -v -run '^TestSoak$$' ./web/e2e

tools:
	@.ci/tools

# Half a minute, for between two thoughts.
quick:
	$(GO) vet ./...
	$(GO) test ./scoring/... ./wasm/... ./web ./web/pack ./web/program .

# Built for this machine once; they look at programs for others.
STATICCHECK := build/tools/staticcheck
DEADCODE    := build/tools/deadcode
$(STATICCHECK):
	GOBIN=$(abspath $(@D)) $(GO) install honnef.co/go/tools/cmd/staticcheck@v0.7.0
$(DEADCODE):
	GOBIN=$(abspath $(@D)) $(GO) install golang.org/x/tools/cmd/deadcode@v0.48.0

# Natively and for the browser: what one of them does not use the other may. staticcheck merges its findings, and .ci/dead
# does so with those of deadcode.
BROWSER := ./scoring/... ./wasm/...
check: $(STATICCHECK) $(DEADCODE)
	$(GO) test -count=1 -run 'Sources|Arrows|Policy|Document|Inlining' ./web
	$(GO) mod tidy -diff
	@mkdir -p build/check && rm -f build/check/*
	$(STATICCHECK) -f binary ./... > build/check/native.found
	GOOS=js GOARCH=wasm $(STATICCHECK) -f binary $(BROWSER) > build/check/js.found
	$(STATICCHECK) -merge build/check/*.found
	@DEADCODE=$(abspath $(DEADCODE)) .ci/dead

bench: tools build
	$(GO) run ./web/bench -dist $(DIST) $(if $(QUICK),-quick)

clean:
	rm -rf $(DIST) $(EDGE) build/pack
