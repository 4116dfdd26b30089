# make run      build the site and serve it on this machine
# make build    build the site into dist/
# make test     run every check and test; installs what the tests need
# make engines  run every profile as SQL on PostgreSQL, DuckDB, ClickHouse, Spark, MariaDB and SQLite; installs them
# make check    only the rules that our sources must keep
# make bench    measure the site in a browser beside its peers; QUICK=1 leaves out the million rows
# make dist     build the site for other hosts: compressed forms, header files, fenji.html, SHA256SUMS
# make edge     build the Cloudflare Worker, for hosts that want the headers from code, into build/edge
# make charts   make the charts' library in web/static/vendor from its pinned packages
# make samples  make the sample workbooks into dist/samples
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
SHIPPED  := $(patsubst web/static/%,$(DIST)/%,$(filter-out %/sw.js %/index.html $(STYLES) $(ROOMS),$(STATIC)))
PROGRAMS := $(DIST)/page.wasm $(DIST)/engine.wasm $(DIST)/workbook.wasm
SAMPLES  := $(DIST)/samples/visits.xlsx

# Code that runs seldom is not inlined: it makes the programs that every visitor loads a tenth smaller. What reads, sorts,
# counts, packs and deciphers keeps its speed, with what it calls a million times: numbers, bytes, and the memory's keeper.
# The tag lean leaves out what the host does for a program, and the texts, which the site sends once for all of them.
LEAN          := -gcflags=all=-l
HOTSHEET      := archive bytewise charset csv deflate table value xlsx xlsxw xml
HOT           := fenji/scoring fenji/scoring/profile fenji/scoring/civil fenji/scoring/decimal fenji/scoring/sheet $(HOTSHEET:%=fenji/scoring/sheet/%) fenji/scoring/view fenji/scoring/export fenji/scoring/rfm fenji/scoring/periods fenji/scoring/models/numeric fenji/scoring/report/tally \
  internal/byteorder encoding/binary strconv internal/strconv unicode/utf8 hash/crc32 runtime internal/runtime/... internal/abi
LEAN_page     := -tags lean $(LEAN)
LEAN_workbook := $(LEAN) -gcflags=crypto/internal/...=
LEAN_engine   := -tags lean $(LEAN) $(HOT:%=-gcflags=%=)

.PHONY: build charts dist edge run test engines tools check bench samples clean

build: $(DIST)/parts.json

# The list of parts comes last: it holds the hash of every file.
$(DIST)/parts.json: $(SHIPPED) $(DIST)/index.html $(DIST)/app.css $(DIST)/wasm_exec.js $(PROGRAMS) $(SAMPLES) web/static/sw.js $(wildcard web/pack/*.go)
	$(GO) run ./web/pack -dist $(DIST) list
	@touch $@

run: build
	$(GO) run . -addr $(ADDR) -dir $(DIST)

$(DIST)/%.wasm: $(CORE) Makefile web/pack/programs.go $(filter-out %_test.go,$(wildcard web/program/*.go))
	@mkdir -p $(@D)
	$(WASM) build -trimpath -buildvcs=false -ldflags="-s -w" $(LEAN_$*) -o $@ ./wasm/$*$(if $(wildcard wasm/$*/main),/main)
	$(GO) run ./web/pack rewrite $@

$(SHIPPED): $(DIST)/%: web/static/%
	@mkdir -p $(@D)
	@cp $< $@

# One document and one style sheet of all rooms: the page asks once.
$(DIST)/index.html: web/static/index.html $(ROOMS) web/pack/join.go
	@mkdir -p $(@D)
	$(GO) run ./web/pack join $< > $@

$(DIST)/app.css: $(STYLES)
	@mkdir -p $(@D)
	@cat $(STYLES) > $@

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

samples: $(SAMPLES)

$(SAMPLES): $(wildcard web/gen/*.go) $(wildcard scoring/sheet/*.go)
	$(GO) run ./web/gen -out $(DIST)/samples

# The last line that this prints is go test's own.
test: tools build
	@echo "gofmt"; unformatted=$$(gofmt -l serve.go serve_test.go scoring wasm web); \
	  if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w on: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(WASM) vet ./scoring/... ./wasm/...
	$(GO) build -o build/pack ./web/pack
	$(WASM) test -exec="$(abspath build/pack) run" ./scoring/...
	FENJI_DIST=$(abspath $(DIST)) FENJI_BROWSER=required FENJI_PROGRAMS=required $(GO) test -timeout 12m ./...

# A module of its own: its drivers weigh on nothing else.
engines:
	@.ci/engines
	cd scoring/dialect/engines && $(GO) vet . && FENJI_ENGINES=required $(GO) test -count=1 -timeout 30m .

tools:
	@.ci/tools

check:
	$(GO) test -count=1 -run 'Sources|Arrows|Policy|Document' -v ./web

bench: tools build
	$(GO) run ./web/bench -dist $(DIST) $(if $(QUICK),-quick)

clean:
	rm -rf $(DIST) $(EDGE) build/pack
