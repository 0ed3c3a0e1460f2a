# What a person types. Everything is done by ./run, so that make is never needed.
.PHONY: run setup test browser check bench guarantees messages lock help

run:            ## set up and serve on http://127.0.0.1:8000 (PORT= changes it)
	@./run serve
setup:          ## make .venv/bin/painopiste
	@./run setup
test:           ## fast tests on SQLite
	@./run test
browser:        ## tests in a real browser
	@./run browser
check:          ## style, types, architecture, migrations, translations
	@./run check
bench:          ## speed and memory
	@./run bench
guarantees:     ## long tests: nothing leaks, nothing is lost
	@./run guarantees
messages:       ## collect texts to translate, compile translations
	@./run messages
lock:           ## write the lock files anew
	@./run lock
help:
	@./run help
