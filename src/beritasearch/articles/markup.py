"""Texts that still hold entities or elements of HTML: what a reader would see of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from beritasearch.articles.marks import plain

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# What opens, and what closes, text that no reader of a page sees.
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>|(<!--)", re.IGNORECASE)
_CLOSING = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "<!--": re.compile("-->"),
}
_BREAKS = re.compile(r"</?(?:p|br|div|li|h[1-6]|tr|blockquote)\b[^<>]*>", re.IGNORECASE)
_ELEMENTS = (
    r"(?:a|abbr|article|aside|audio|base|big|body|button|canvas|center|cite|code|col|dd|del|"
    r"details|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|head|"
    r"header|hr|html|i|b|iframe|img|input|ins|kbd|label|legend|link|main|map|mark|math|meta|nav|"
    r"noscript|object|ol|option|param|picture|pre|q|s|samp|script|section|select|small|source|"
    r"span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|"
    r"address|data|dialog|menu|nobr|noframes|rp|rt|ruby|slot|template|thead|time|title|track|wbr|"
    r"tt|u|ul|var|video)"
)
# Elements of HTML, and whatever has attributes; `Lagu <FOCUS>` is a title.
_MARKUP = re.compile(
    rf"</?{_ELEMENTS}(?:[\s/][^<>]*)?>|<!doctype[^<>]*>|</?[a-z][\w:-]*[\s/][^<>=]*=[^<>]*>",
    re.IGNORECASE,
)
# What is no word of an article: scripts, and elements with attributes.
_ACTIVE = re.compile(r"</?(?:script|style|iframe|img)\b|<[a-z][\w:-]*[\s/][^<>]*=", re.IGNORECASE)
_OPEN = re.compile(r"<(?=[a-z/!])", re.IGNORECASE)
# How often elements may be hidden in each other before every `<` is taken for one.
_HIDINGS = 4


def as_read(text: str) -> str:
    """A visible text without what was escaped twice, and without escaped scripts.

    The name of an element is a word: `<table>`.

    >>> as_read("Harga &quot;beras&quot; &lt;b&gt; naik&lt;script&gt;alert(1)&lt;/script&gt;")
    'Harga "beras" naik'
    """
    text = decoded(decoded(text)) if "&" in text else text
    if "<" in text and _ACTIVE.search(text):
        text = without_markup(text)
    return plain(text)


def decoded(text: str) -> str:
    """A text without HTML entities: they are encoding, not words.

    >>> decoded("Sekda: &quot;Terus Tingkatkan&quot; R&D")
    'Sekda: "Terus Tingkatkan" R&D'
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    name = entity[0][1:]
    return unescape(entity[0]) if name[0] == "#" or name in html5 else entity[0]


def without_markup(text: str) -> str:
    """A text without elements of HTML, and without what scripts and comments hide.

    >>> without_markup("Harga <b>beras</b> naik <script>alert(1)</script>")
    'Harga beras naik '
    """
    if "<" not in text:
        return text
    plain = _BREAKS.sub("\n", "".join(_shown(text)))
    for _ in range(_HIDINGS):
        # What is left when an element is taken out may be one again: `<scr<b>ipt>`.
        if (stripped := _MARKUP.sub("", plain)) == plain:
            return plain
        plain = stripped
    return _OPEN.sub("", plain)


def _shown(text: str) -> Iterator[str]:
    """The pieces of a text between what is hidden; what is never closed is not."""
    closing = dict(_CLOSING)
    at = 0
    for opening in _HIDDEN.finditer(text):
        kind = (opening[1] or opening[2]).lower()
        if opening.start() < at or kind not in closing:
            continue
        closed = closing[kind].search(text, opening.end())
        if closed is None:
            del closing[kind]
            continue
        yield text[at : opening.start()]
        at = closed.end()
    yield text[at:]
