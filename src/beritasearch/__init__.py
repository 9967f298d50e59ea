"""Indonesian news pages into a versioned Parquet dataset, a full-text index, and answers."""
