# Two commands do all: `make run` and `make test`. Each recipe is one script in scripts/.

.DEFAULT_GOAL := help
.PHONY: help setup run ui types check test bench screenshots audit clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and testing need (again and again safe)
	@scripts/setup.sh build test

run: ## set up, build, and open the desk on the demo region with units on duty; CALLS=1 lets the phone ring
	@scripts/run.sh $(if $(CALLS),--calls)

ui: ## build the web UI into ui/dist
	@scripts/ui.sh

types: ## write the TypeScript of the wire types into ui/src/generated
	@scripts/types.sh

check: ## the everyday loop: format, lints, unit tests, types, the UI's checks
	@scripts/check.sh

test: ## set up and run every test, with a table at the end
	@scripts/test.sh

bench: ## run the benchmarks
	@scripts/bench.sh

screenshots: ## take the pictures of the desk again
	@scripts/screenshots.sh

audit: ## licences, banned and vulnerable dependencies
	@scripts/audit.sh

clean: ## remove all that was built or installed here; regions and rooms stay
	@scripts/clean.sh
