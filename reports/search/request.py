"""What is asked of the search, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reports.enums import SearchOrder
from reports.models import Report
from reports.search.highlighting import Part

PAGE_SIZE = 20
MAX_PAGE = 50

IN_TITLE_ONLY = "title"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: words and what they are narrowed by.

    `where` is "" for everywhere, `IN_TITLE_ONLY` or a section kind. Each group of `facets` holds names of lists
    ("category:3", see `reports.listings`) of which a report has to stand in at least one. `since` and `until`
    (excluded) bound the date of publication.
    """

    query: str = ""
    where: str = ""
    facets: tuple[tuple[str, ...], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    order: SearchOrder = SearchOrder.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text with matches, and the section it stands in."""

    section_heading: str
    section_kind: str
    anchor: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, its title and passages with matches marked, and the near-copies folded under it."""

    report: Report
    title: Sequence[Part]
    passages: Sequence[Passage]
    similar: Sequence[Report] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results.

    `total` counts all matches, and `facets` those in each list; both are estimates unless `is_exact`. `reachable` is
    how many results can be paged through: near-copies that stand under another one have no place of their own.
    `has_timed_out` says that the database was stopped before it had finished,
    `is_relaxed` that nothing holds the words as written: these reports hold the parts of them, which are `terms`.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    is_exact: bool = True
    reachable: int = 0
    facets: Mapping[str, int] = field(default_factory=dict)
    terms: Sequence[str] = ()
    excluded: Sequence[str] = ()
    has_timed_out: bool = False
    is_relaxed: bool = False
    page_size: int = PAGE_SIZE
