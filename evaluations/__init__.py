"""The quality gates: what is reached, beside others, and the floors that must not sink."""
