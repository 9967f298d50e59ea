"""How is it all used? The front door of the library: build and open."""
