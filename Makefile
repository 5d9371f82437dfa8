# Byline. The two commands for a new machine: `make demo` and `make test`.

# Debian packages that the build and the demonstration need, beside Swift itself.
PACKAGES = g++ pkg-config libxapian-dev libxml2-dev libzstd-dev libssl-dev libsqlite3-dev \
           zlib1g-dev poppler-utils curl jq

BYLINE = .build/release/byline
SOURCES = Package.swift Sources Tests

.PHONY: all setup build demo test lint format torture oracle fuzz bench ranking authority model \
	crossvalidate golden clean

all: build

# Installs what is missing, naming it; with sudo where not root.
setup:
	@command -v swift >/dev/null || { echo "Swift 6.2 or later is needed: see swift.org/install" >&2; exit 1; }
	@Sources/scripts/setup $(PACKAGES)

build: setup
	swift build -c release --product byline

# Indexes the sample commentary, starts the daemon, asks it a faceted query and stops it.
demo: build
	@Sources/scripts/demo $(BYLINE) Corpus

lint: setup
	swift format lint --strict -r $(SOURCES)

format:
	swift format -i -r $(SOURCES)

# Everything that a change must pass. The executable is built first: end-to-end tests run it.
test: setup lint
	swift build --build-tests
	swift test --skip-build

# The kill tests of the commit protocol, the randomised tests and the damaged files of every format,
# at every step and in full length.
torture: setup
	swift build --build-tests
	BYLINE_TORTURE=1 BYLINE_ORACLE_ROUNDS=400 BYLINE_FUZZ_ROUNDS=20000 \
		swift test --skip-build --filter 'KillTests|CrashTests|OracleTests|FormatFuzzTests'

# 200,000 pairs of articles and request, answered by the engine and by loops over the articles.
oracle: setup
	swift build --build-tests
	BYLINE_ORACLE_ROUNDS=2000 swift test --skip-build --filter OracleTests

# Feeds all readers with RUNS inputs that libFuzzer makes of the sample files; what fails is kept in
# .build-fuzz, and its corpus there for the next time.
RUNS = 1000000
FUZZ = .build-fuzz
fuzz: setup
	BYLINE_FUZZ=1 swift build -c release --scratch-path $(FUZZ) --product ReaderFuzz \
		-Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xswiftc -use-ld=lld
	@mkdir -p $(FUZZ)/corpus
	$(FUZZ)/release/ReaderFuzz seeds Corpus Tests/Formats $(FUZZ)/seeds
	$(FUZZ)/release/ReaderFuzz -runs=$(RUNS) -max_len=20000 -timeout=10 -rss_limit_mb=2048 \
		-artifact_prefix=$(FUZZ)/ -print_final_stats=1 $(FUZZ)/corpus $(FUZZ)/seeds

# Times queries and recognition on an archive: make bench ARCHIVE=DIR
bench: setup
	BYLINE_BENCHMARKS=1 swift run -c release Benchmarks $(ARCHIVE)

# Compares settings of the ranking on judged collections: make ranking DATA=DIR, where DIR holds
# folders with docs.jsonl, queries.tsv and qrels.txt.
ranking: build
	@Sources/scripts/ranking $(BYLINE) $(DATA)

# Rebuilds the authority records that ship in the binary from the tables of facts and, below DATA,
# the public sets that Sources/scripts/authority/README.md names.
authority:
	python3 Sources/scripts/authority/build.py --data $(DATA) --output CShim/Data/authority.tsv

# Trains the model of names that ships in the binary, from the sets below DATA and the lists of names
# in LISTS, as Sources/scripts/names/README.md says.
GOLD = $(DATA)/actors/wikigold.jsonl,$(DATA)/actors/re3d-train.jsonl,$(DATA)/actors/wnut17-train.jsonl
TEXTS = $(DATA)/articles/news.jsonl
TRAINING = .build/release/Training
model: setup
	BYLINE_TRAINING=1 swift build -c release --product Training
	$(TRAINING) words --texts $(TEXTS) --lists $(LISTS) --output .build/words.bin
	$(TRAINING) model --words .build/words.bin --gold $(GOLD) --texts $(TEXTS) \
		--weights 1,0.3,0.1 --output CShim/Data/names.model

# Five-fold cross-validation on the first set; after `make build` and `make model`.
crossvalidate: setup
	Sources/scripts/names/crossvalidate $(BYLINE) $(TRAINING) .build/words.bin $(GOLD) $(TEXTS)

# Rewrites the golden articles of Corpus with the tool; review the difference by hand.
golden: setup
	BYLINE_REWRITE_GOLDEN=1 swift test --filter GoldenTests

clean:
	swift package clean
