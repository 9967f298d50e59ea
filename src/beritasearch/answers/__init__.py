"""What may the reader rely on? Related articles."""
