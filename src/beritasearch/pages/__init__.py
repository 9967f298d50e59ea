"""What did the portal send us? One reader per input format, each yielding pages."""
