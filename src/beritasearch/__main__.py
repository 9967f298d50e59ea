"""The program's entry: ``beritasearch``, and ``python -m beritasearch``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line; exit 0 found, 1 nothing found, 2 error."""
    # Importing leaves no garbage, and looking for it takes 4 of 100 ms.
    gc.disable()
    from beritasearch.cli.main import main

    gc.enable()
    main()


if __name__ == "__main__":
    main()
