"""How the shipped tables of weights are found again: `make tune-stemmer`."""
