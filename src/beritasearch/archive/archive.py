"""A dataset opened for questions: the twin of the command line, for Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from beritasearch.analysis.analyzer import analyzer
from beritasearch.dataset.dataset import Dataset, open_dataset
from beritasearch.engines.clauses import AnyOf, Clause, Keyword, all_of
from beritasearch.errors import ArticleNotFound, IndexNotFound
from beritasearch.index.choice import engine_choice
from beritasearch.index.open import mending_command, open_index
from beritasearch.query.periods import first_day, last_day
from beritasearch.regions.gazetteer import gazetteer
from beritasearch.search.filters import Texts, filters_of
from beritasearch.search.lexicon import NO_LEXICON, Lexicon, read_lexicon
from beritasearch.search.request import Request
from beritasearch.search.results import Results
from beritasearch.search.search import Searcher

if TYPE_CHECKING:
    from beritasearch.answers.check import CheckedClaim, Checker
    from beritasearch.answers.likeness import Likeness
    from beritasearch.answers.passages import Ranked
    from beritasearch.answers.related import Related
    from beritasearch.dataset.history import Change
    from beritasearch.engines.base import Engine
    from beritasearch.search.completion import Completion
    from beritasearch.search.facet_request import FacetRequest
    from beritasearch.search.facets import Facet
    from beritasearch.search.suggestions import Suggester

_LONGEST_NAME = 200


class Coverage(NamedTuple):
    """What an archive holds, and so what its answers can speak of.

    Parameters
    ----------
    portals : articles by portal.
    first_day, last_day : of the articles, ISO 8601; None where all are undated.
    empty_months : between these, the months without an article.
    """

    articles: int
    headlines: int
    portals: Mapping[str, int]
    first_day: str | None
    last_day: str | None
    empty_months: tuple[str, ...] = ()


class Archive:
    """A dataset and its index, opened for reading. Safe to share between threads.

    Examples
    --------
    >>> import beritasearch
    >>> archive = beritasearch.open("datasets/aliansinews")  # doctest: +SKIP
    >>> archive.search("inovasi pelayanan publik", region="Kota Tangerang").total  # doctest: +SKIP
    1
    """

    def __init__(
        self,
        dataset: Dataset,
        engine: str | None,
        version: int | None,
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        self._dataset = dataset
        self._engine, self._fallback = engine_choice(dataset.path, engine)
        try:
            self._index = open_index(dataset, self._engine, version)
        except IndexNotFound as error:
            raise IndexNotFound(" ".join((*self._fallback, str(error)))) from error
        self._searcher = Searcher(
            self._index, dataset.name, lexicon=lexicon, about_archive=self._about_archive
        )
        self._asked_version = version

    @property
    def dataset(self) -> Dataset:
        """The dataset on disk."""
        return self._dataset

    @property
    def version(self) -> int:
        """The version of the dataset that the index holds."""
        return self._index.manifest.version

    @property
    def name(self) -> str:
        """The dataset's name: that of its folder."""
        return self._dataset.name

    @property
    def coverage(self) -> Coverage:
        """What the archive holds."""
        manifest = self._dataset.manifest(self.version)
        return Coverage(
            articles=manifest.counts["articles"],
            headlines=manifest.counts["headlines"],
            portals=manifest.portals,
            first_day=manifest.first_day,
            last_day=manifest.last_day,
            empty_months=self._empty_months,
        )

    @property
    def engine(self) -> Engine:
        """What answers clauses over the index's terms; evaluations ask it."""
        return self._index.engine

    @property
    def suggester(self) -> Suggester:
        """What finds the words that were meant; :meth:`search` asks it."""
        return self._searcher.suggester

    def search(
        self,
        text: str,
        *,
        region: Texts = None,
        region_mentioned: Texts = None,
        tag: Texts = None,
        portal: Texts = None,
        section: Texts = None,
        author: Texts = None,
        since: str | date | None = None,
        until: str | date | None = None,
        kind: str = "all",
        facets: Texts = None,
        sort: str = "relevance",
        limit: int | None = 10,
        offset: int = 0,
        exact: bool = False,
        fuzzy: bool | None = None,
        share: bool = False,
        explain: bool = False,
        snippets: bool = True,
        new_since: int | None = None,
    ) -> Results:
        """Search the archive.

        Parameters
        ----------
        text : in the query language (``docs/query-language.md``); all articles when empty.
        region : names or codes; regions inside are included.
        since, until : days, both included; a text may be a year, a month or a day.
        facets : ``region``, ``tag``, ``section``, ``portal``, ``author``, ``speaker``,
            ``kind``, ``year``, ``month``, ``day``; ``tag:20`` for more values,
            ``tag:prefix=kab`` for those that begin so.
        limit : the most hits; None for all, which are read while one goes through them.
        offset : how many hits to pass over first.
        exact : take the text literally.
        fuzzy : True to allow other spellings of every word, False to allow none.
        share : divide each facet count by all articles of the archive that have the value.
        explain : give the parts of each hit's score, in ``hit.explanation``.
        snippets : find the words in each hit; without, hits have no snippet and no ``matched``,
            and come sooner.
        new_since : only what this older version of the dataset does not hold.

        Raises
        ------
        QueryError : a region, a date, a facet or a kind cannot be understood.
        VersionNotFound : ``new_since`` is no version of the dataset.
        """
        today = date.today()  # noqa: DTZ011  # "yesterday" is the asking person's
        request = Request(
            text=text,
            filters=filters_of(
                region=region,
                region_mentioned=region_mentioned,
                tag=tag,
                portal=portal,
                section=section,
                author=author,
                since=_first_day(since),
                until=_last_day(until),
                kind=kind,
                among=None if new_since is None else self._added_since(new_since),
            ),
            facets=_facets_asked(facets),
            sort=sort,
            limit=limit,
            offset=offset,
            exact=exact,
            fuzzy=fuzzy,
            share=share,
            explain=explain,
            snippets=snippets,
        )
        with self._index.remedy_named():
            return self._searcher.search(request, today)

    def facets(self, text: str = "", facets: Texts = None, **filters: Any) -> Mapping[str, Facet]:
        """Counts over all articles, or over the matches of a query."""
        return self.search(text, facets=facets, limit=0, **filters).facets

    def suggest(self, prefix: str, *, limit: int = 10, kinds: Texts = None) -> list[Completion]:
        """How a query may go on: what begins as typed, in most articles first.

        The last word is completed by words of titles and texts, which stand in a row with those
        before it; and tags, regions, sections, portals, authors and speakers of which a word
        begins so are given whole.

        Parameters
        ----------
        kinds : only these: ``word``, ``region``, ``tag``, ``section``, ``portal``, ``author``,
            ``speaker``.

        Raises
        ------
        QueryError : no completions are of such a kind.

        Examples
        --------
        >>> archive.suggest("kota tang", limit=1)  # doctest: +SKIP
        [Completion(text='kota tangerang', kind='word', count=1)]
        """
        asked = (kinds,) if isinstance(kinds, str) else kinds
        with self._index.remedy_named():
            return self._searcher.completer.complete(prefix, limit, asked)

    def values(self, column: str, beginning: str = "") -> list[tuple[str, int]]:
        """The values of a property that begin so, whatever their case, with their articles.

        Parameters
        ----------
        column : ``region``, ``tag``, ``section``, ``portal``, ``author`` or ``speaker``.

        Returns
        -------
        list of value and number of articles : the commonest first.

        Raises
        ------
        QueryError : no such property is completed.
        """
        with self._index.remedy_named():
            return self._searcher.completer.values(column, beginning)

    def article(self, name: str) -> Mapping[str, Any]:
        """The whole row of an article, by id (any that it ever had), source id or URL.

        Raises
        ------
        ArticleNotFound : nothing is known under this name.
        """
        from beritasearch.dataset.diff import row_of

        match = self._found(name)
        row = row_of(self._dataset, match["article_id"], self.version)
        if row is None:
            raise ArticleNotFound(
                f"'{name}' is a headline: its article is not in '{self._dataset.path}'. "
                f"It was seen in: {', '.join(match['seen_in'])}."
            )
        return row

    def history(self, name: str) -> list[Change]:
        """How an article changed from version to version, the oldest first.

        Raises
        ------
        ArticleNotFound : nothing is known under this name.
        """
        from beritasearch.dataset.history import history

        return list(history(self._dataset, self._found(name)["article_id"]))

    def cite(self, name: str, style: str = "markdown") -> str:
        """A citation of an article: ``markdown``, ``csl`` (CSL-JSON) or ``bibtex``.

        Raises
        ------
        ArticleNotFound : nothing is known under this name.
        """
        from beritasearch.answers.citations import cite

        label = self._dataset.manifest(self.version).label
        return cite(self.article(name), self._dataset.name, label, style)

    def related(
        self,
        name: str,
        *,
        limit: int = 10,
        since: str | date | None = None,
        before: str | date | None = None,
        region: Texts = None,
        portal: Texts = None,
        same_portal: bool = False,
        other_portals: bool = False,
    ) -> Related:
        """What else was written: the same text, the same story, and what came before it.

        Parameters
        ----------
        name : an article or headline of the archive, by id (any that it ever had) or URL.
        limit : the most lines of each of the three groups.
        since : only what was published on this day or later.
        before : only what was published before this day; a year or month means its first day.
        region : names or codes; regions inside are included.
        portal : only these.
        same_portal, other_portals : only the article's own portal, or only others.

        Raises
        ------
        ArticleNotFound : nothing is known under this name.
        QueryError : a date, a region or a choice of portals cannot be understood.

        Examples
        --------
        >>> related = archive.related("5f2b6c1de0a94487", before="2024")  # doctest: +SKIP
        >>> [(found.title, found.shared.names) for found in related.same_story]  # doctest: +SKIP
        """
        from beritasearch.answers.likeness import likeness

        return self.related_to(
            likeness(self._found(name)),
            limit=limit,
            since=since,
            before=before,
            region=region,
            portal=portal,
            same_portal=same_portal,
            other_portals=other_portals,
        )

    def related_to_text(self, text: str, **options: Any) -> Related:
        """What is related to a text that the archive need not hold.

        Parameters
        ----------
        options : those of :meth:`related`, but those that need an own portal.
        """
        from beritasearch.answers.likeness import Likeness

        return self.related_to(Likeness(None, None, text), **options)

    def related_to(
        self,
        like: Likeness,
        *,
        limit: int = 10,
        since: str | date | None = None,
        before: str | date | None = None,
        **within: Any,
    ) -> Related:
        """What is related to an article that the archive need not hold.

        Parameters
        ----------
        within : what else bounds the articles; all options are those of :meth:`related`.
        """
        from beritasearch.answers.bounds import bounds_of
        from beritasearch.answers.related import find_related

        bounds = bounds_of(
            like.portal,
            since=_first_day(since),
            before=_first_day(before),
            **within,
        )
        with self._index.remedy_named():
            return find_related(self._index, like, limit, bounds)

    def related_of_all(self, *, workers: int = 1, **options: Any) -> Iterator[tuple[str, Related]]:
        """Every article's id with what is related to it, in the order of their days.

        Parameters
        ----------
        workers : processes beside this one; below 2 everything runs in this one.
        options : those of :meth:`related`.
        """
        from beritasearch.archive.parallel import mapped

        rows = self._dataset.read("articles", self.version, ["published_on", "article_id"])
        by_day = rows.sort_by([("published_on", "ascending"), ("article_id", "ascending")])
        ids = by_day["article_id"].to_pylist()
        related = partial(_related_of, str(self._dataset.path), self._engine, self.version, options)
        if workers < 2:
            yield from ((article_id, self.related(article_id, **options)) for article_id in ids)
            return
        yield from zip(ids, mapped(related, ids, workers), strict=True)

    def check(
        self,
        text: str,
        *,
        limit: int = 5,
        region: Texts = None,
        portal: Texts = None,
        since: str | date | None = None,
        until: str | date | None = None,
        on: date | None = None,
    ) -> list[CheckedClaim]:
        """Evidence for what a text claims, sentence by sentence; never a verdict.

        Parameters
        ----------
        text : a sentence, a headline or a pasted message.
        limit : the most articles for each sentence.
        region, portal, since, until : only articles of these, as for :meth:`search`.
        on : the day of the claim, from which the age of evidence is counted; today by default.

        Returns
        -------
        One entry for each sentence that can be checked; none where the text has no words.
        Without enough of a sentence in any article its evidence is empty.

        Raises
        ------
        QueryError : a region or a date cannot be understood.

        Examples
        --------
        >>> for checked in archive.check("Dapur MBG di Tangsel terbakar"):  # doctest: +SKIP
        ...     print(checked.evidence[0].passage.text)
        """
        bounds = self._bounds(region=region, portal=portal, since=since, until=until)
        with self._index.remedy_named():
            return self._checker.check(text, bounds, limit, on or date.today())  # noqa: DTZ011

    def ranked_passages(self, text: str, **filters: Any) -> list[Ranked]:
        """The articles that hold most of a whole text, by their best passages; fifty at most.

        What holds little of it is among them: this is for measuring and for runs, where
        :meth:`check` shows only what is enough. Filters as for :meth:`check`.
        """
        with self._index.remedy_named():
            return self._checker.ranked(text, self._bounds(**filters))

    @cached_property
    def _checker(self) -> Checker:
        from beritasearch.answers.check import Checker

        return Checker(self._index, analyzer())

    def _bounds(
        self,
        *,
        region: Texts = None,
        portal: Texts = None,
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> Clause:
        filters = filters_of(
            region=region, portal=portal, since=_first_day(since), until=_last_day(until)
        )
        return all_of(*filters.clauses(gazetteer()).values())

    def _found(self, name: str) -> dict[str, Any]:
        """What the index holds under a name."""
        names = (name, *_id_of_url(name))
        clause = AnyOf((Keyword("id", names), Keyword("other_id", names)))
        with self._index.remedy_named():
            matches = self._index.engine.top(clause, 1, "tie").matches
            if matches:
                stored: dict[str, Any] = orjson.loads(self._index.engine.stored(matches[0]))
                return stored
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        raise ArticleNotFound(
            f"No article of '{self._dataset.path}' is known as '{shown}'. Give an article_id, "
            "a source id or a URL, as `beritasearch query` shows them."
        )

    def _added_since(self, version: int) -> tuple[str, ...]:
        # Loads pyarrow, which no other search needs.
        from beritasearch.dataset.diff import added_ids

        return added_ids(self._dataset, version, self.version)

    @cached_property
    def _empty_months(self) -> tuple[str, ...]:
        months = self.search("", facets="month", limit=0, kind="article").facets["month"]
        return tuple(value.value for value in months.values if not value.count)

    def _about_archive(self) -> tuple[str, ...]:
        """What every answer must say first."""
        return (*self._fallback, *self._behind())

    def _behind(self) -> tuple[str, ...]:
        newest = self._dataset.latest()
        if self._asked_version is not None or newest == self.version:
            return ()
        mend = mending_command(self._dataset.path, self._engine).replace("build", "update", 1)
        return (
            f"The index holds version {self.version}, the dataset is at {newest}. "
            f"Bring it up to date: {mend}",
        )


@lru_cache(maxsize=1)
def _archive_of_worker(path: str, engine: str, version: int) -> Archive:
    return open(path, engine=engine, version=version)


def _related_of(
    path: str, engine: str, version: int, options: Mapping[str, Any], article_id: str
) -> Related:
    """What is related to an article, in a worker process, which opens the archive once."""
    return _archive_of_worker(path, engine, version).related(article_id, **options)


def _facets_asked(facets: Texts) -> tuple[FacetRequest, ...]:
    if not facets:
        return ()
    from beritasearch.search.facet_request import parse_facets  # only where there are any

    return parse_facets((facets,) if isinstance(facets, str) else facets)


def open(  # noqa: A001  # the name that SPEC gives; used as beritasearch.open
    path: str | Path,
    *,
    engine: str | None = None,
    version: int | None = None,
    lexicon: str | Path | None = None,
) -> Archive:
    """Open a dataset for questions.

    Parameters
    ----------
    engine : ``tantivy``, ``whoosh`` or ``reference``. Where none is named, the one that was
        chosen for the dataset when it was built, else tantivy, and where that cannot be loaded
        whoosh, which every answer's notices then say.
    version : an older version, if its index is kept; the current one when none is given.
    lexicon : a file of abbreviations, names and synonyms by which every query is widened
        (``docs/query-language.md``).

    Raises
    ------
    InputError : the lexicon cannot be read.
    DatasetNotFound, DatasetDamaged, VersionNotFound : there is no such dataset or version.
    IndexNotFound, IndexMismatch, IndexDamaged : its index cannot be used; the message names
        the command that mends it.
    """
    dataset = open_dataset(path)
    if version is not None:
        dataset.folder(version)
    own = NO_LEXICON if lexicon is None else read_lexicon(lexicon, analyzer())
    return Archive(dataset, engine, version, own)


def _first_day(text: str | date | None) -> date | None:
    # "Yesterday" is the asking person's.
    return first_day(text, date.today()) if isinstance(text, str) else text  # noqa: DTZ011


def _last_day(text: str | date | None) -> date | None:
    return last_day(text, date.today()) if isinstance(text, str) else text  # noqa: DTZ011


def _id_of_url(name: str) -> tuple[str, ...]:
    if "/" not in name:
        return ()
    from beritasearch.articles.identity import article_id

    return (article_id(url=name, portal="", title=None, published=None),)
