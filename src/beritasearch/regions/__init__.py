"""Which place is meant? Gazetteer of Indonesian regions and the finder of places in text."""
