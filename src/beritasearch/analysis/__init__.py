"""Which terms stand for this text? Tokenizer and analyzer."""
