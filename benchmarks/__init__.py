"""How fast is it, and beside what? Run by `make bench`; `docs/benchmarks.md` explains."""
