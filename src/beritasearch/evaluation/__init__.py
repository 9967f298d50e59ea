"""How good are the answers? Measures on labelled data, each beside what others reach."""
