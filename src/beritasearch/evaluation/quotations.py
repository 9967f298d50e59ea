"""Who said what: are quotations found, with their speakers?"""

from __future__ import annotations


def paragraphs(body: str) -> str:
    """The text of a row of ``articles.jsonl.gz`` in which labels have their offsets.

    Lines are paragraphs, joined by a blank line; a backslash at the end of a line is the data's,
    not the article's. It depends on no reader, so that labels outlive a change of one.
    """
    lines = (line.rstrip("\\").strip() for line in body.split("\n"))
    return "\n\n".join(line for line in lines if line)
