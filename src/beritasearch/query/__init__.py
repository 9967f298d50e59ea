"""What was asked? From text to engine-neutral nodes."""
