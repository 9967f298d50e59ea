"""Was the text typed as a query, or pasted? ``docs/query-language.md`` states the rule."""

from __future__ import annotations

from beritasearch.query.tokens import KNOWN_FIELDS, Token
from beritasearch.query.words import address_of, ends_word, has_emoji, trim, words_of

# A person who types operators writes few words for each. The rule is held by the table
# tests/query/cases/queries.tsv; a headline has seldom fewer than five capitalised words.
WORDS_FOR_AN_OPERATOR = 10
CAPITALISED_WORDS_FOR_AN_OPERATOR = 4

# What a question begins with, and what asks anywhere with -kah: `manakah`.
_QUESTION_WORDS = {"apa", "siapa", "berapa", "kapan", "mengapa", "kenapa", "bagaimana", "dimana"}
_ASKED = _QUESTION_WORDS | {"mana", "benar", "betul"}
_MARKS = "*_~"
_SENTENCE_ENDS = ".!?…"
# "Prof. Mahfud" is no end of a sentence; shorter abbreviations need no list.
_TITLES = (
    "prof apt drg brigjen irjen komjen kombes mayjen letjen brigpol bripka kompol ipda iptu kapt "
    "prov telp"
)


def operators_in(tokens: list[Token]) -> int:
    """Count what would mean something in a typed query; parentheses, common in prose, do not.

    Examples
    --------
    >>> operators_in([Token("word", "benih*"), Token("operator", "OR"), Token("word", "lobster")])
    2
    """
    return sum(
        token.kind in ("operator", "phrase")
        or (token.kind == "field" and token.text in KNOWN_FIELDS)
        or (token.kind == "word" and ending_mark(token.text) != "")
        for token in tokens
    )


def ending_mark(run: str) -> str:
    """Return the ``*`` or ``~`` at the end of a word, else "".

    Examples
    --------
    >>> ending_mark("benih*"), ending_mark("lobster~1,"), ending_mark("?*")
    ('*', '~', '')
    """
    end = len(run)
    while end and not (run[end - 1].isalnum() or run[end - 1] in "*~"):
        end -= 1
    if run[end - 1 : end] in ("1", "2") and run[end - 2 : end - 1] == "~":
        end -= 1
    head = run[:end].rstrip("*~")
    return run[len(head)] if head and len(head) < end and ends_word(head[-1]) else ""


def why_pasted(text: str, tokens: list[Token]) -> str:
    """Return what shows that the text was pasted, for a notice; "" where it was typed.

    Parameters
    ----------
    tokens : those of `text`.
    """
    plain = _plain_words(tokens)
    if not plain:
        return ""
    if sum(trim(line) != "" for line in text.splitlines()) > 1:
        return "several lines"
    if has_emoji(text):
        return "an emoji"
    if any(address_of(run) and (len(tokens) > 1 or len(words_of(run)) > 1) for run in plain):
        return "a web address among words"
    if _has_emphasis(plain):
        return "words in bold or italics"
    for before, token in zip([Token("", ""), *tokens], tokens, strict=False):
        if _ends_sentence(before) and _begins_sentence(token):
            return "several sentences"
        if token.kind == "phrase" and _is_reported(before, token):
            return "a quotation inside a sentence"
    operators = operators_in(tokens)
    if not operators and is_question(plain):
        return "a question"
    return _why_prose(plain, operators)


def _plain_words(tokens: list[Token]) -> list[str]:
    """The runs with a word that nothing marks: no field, no exclusion, itself or around it."""
    plain: list[str] = []
    groups = [False]  # whether each open group is excluded; what is excluded twice is not
    excluded, in_field = False, False
    for token in tokens:
        if token.text == "NOT" and token.kind == "operator":
            excluded = not excluded
        if token.kind in ("operator", "field"):
            in_field = token.kind == "field" and token.text in KNOWN_FIELDS
            continue
        if token.kind == "(":
            groups.append(groups[-1] ^ excluded)
        elif token.kind == ")":
            groups.pop()
        elif token.kind == "word" and not in_field and not groups[-1] ^ excluded:
            plain += [token.text] if trim(token.text) else []
        excluded, in_field = False, False
    return plain


def is_question(plain: list[str]) -> bool:
    """Whether words ask: ``Siapa Menteri Keuangan``, ``Gubernur provinsi manakah dia``, or with a
    question mark at the end.

    One or two words are rather a title: ``Apa Kabar?``.

    Parameters
    ----------
    plain : the words as written, one at least.
    """
    words = [trim(run).casefold() for run in plain]
    begins = words[0] in _QUESTION_WORDS or words[:2] == ["di", "mana"]
    asks = any(word.removesuffix("kah") in _ASKED for word in words if word.endswith("kah"))
    return len(words) > 2 and (begins or asks or plain[-1].endswith("?"))


def _has_emphasis(plain: list[str]) -> bool:
    """``*penting*`` or ``_mohon dibaca_``, as messengers write bold and italics."""
    opened: set[str] = set()
    for run in plain:
        if run[0] in _MARKS and run[1:2].isalnum():
            opened.add(run[0])
        if opened and run.rstrip(",.!?:;")[-1:] in opened:
            return True
    return False


def _ends_sentence(token: Token) -> bool:
    if token.kind != "word":
        return False
    stem = token.text.rstrip("\"'”’)»")
    end = stem[-1:]
    if not end or end not in _SENTENCE_ENDS:
        return False
    word = trim(stem)
    if end != "." or stem.endswith(".."):
        return word != ""
    return len(word) > 3 and "." not in word and word.casefold() not in _TITLES.split()


def _begins_sentence(token: Token) -> bool:
    return token.kind in ("word", "phrase") and trim(token.text)[:1].isupper()


def _is_reported(before: Token, phrase: Token) -> bool:
    """``Sekda: "…"``, ``kata dia, "…"`` or a quotation that keeps its own full stop."""
    if before.kind == "field":
        return before.text not in KNOWN_FIELDS and not before.text.islower()
    introduced = before.kind == "word" and before.text.endswith((",", ":"))
    return introduced or phrase.text.rstrip().endswith((",", *_SENTENCE_ENDS))


def _why_prose(plain: list[str], operators: int) -> str:
    if len(plain) > WORDS_FOR_AN_OPERATOR * max(operators, 1):
        return "many words"
    capitalised = sum(trim(run)[:1].isupper() for run in plain)
    mostly = capitalised * 3 > len(plain) * 2
    if operators and mostly and len(plain) > CAPITALISED_WORDS_FOR_AN_OPERATOR * operators:
        return "capitals as in a headline"
    return ""
