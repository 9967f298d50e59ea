"""Which documents match, and in what order? Ranking, facets, snippets."""
