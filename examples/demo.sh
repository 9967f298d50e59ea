#!/usr/bin/env bash
# From a copied portal page to an answer. Run by `make demo`.
set -euo pipefail
BIN=${BIN:-.venv/bin}
DEMO=${DEMO:-datasets/demo}

say() { printf '\n$ %s\n' "$*"; }
run() { say "beritasearch $*"; "$BIN/beritasearch" "$@"; }

rm -rf "$DEMO"
run build examples/pages -d "$DEMO"
run query "inovasi pelayanan publik" -d "$DEMO" --facet region,tag,month --format table
echo "Dapur MBG di Tangsel terbakar, kerugian 100 juta" | run related - -d "$DEMO" --limit 5 --format table
run query "dapur MBG" -d "$DEMO" --format table
