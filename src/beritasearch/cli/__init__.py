"""How does a person call it? One file per command."""
