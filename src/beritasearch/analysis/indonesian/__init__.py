"""What Indonesian words are made of: affixes, roots, spellings, abbreviations, names, values."""
