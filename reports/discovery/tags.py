"""Tags to propose for a report: the site's own tags that its text speaks of, weighted against the whole library.

Nothing is stored here: an editor takes a proposal or leaves it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taggit.models import Tag

from reports.models import Category, Report, SearchEntry, Unit
from reports.search import stemmed

MOST = 6
SAMPLE = 400
"""Newest published reports that say how common a word is."""

EARLIER = 12
"""Newest reports of the same unit (or category) whose tags are looked at."""

TITLE_WEIGHT = 3
EARLIER_WEIGHT = 2.0
LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class TagProposal:
    """A tag to propose, with its evidence.

    `count` says how often the text names it, `evidence` is the first passage that does ("" where it is not named),
    `earlier` on how many of the newest reports of the same unit or category it stands; `is_known` is False for a
    tag that the site does not have yet. The higher `score`, the better.
    """

    name: str
    is_known: bool
    count: int
    evidence: str
    earlier: int
    score: float


def propose_tags(
    title: str, texts: Sequence[str], *, unit: Unit | None = None, category: Category | None = None, most: int = MOST
) -> list[TagProposal]:
    """Return the tags that suit a report, the best first. At most 4 queries, whatever the size of the library.

    `texts` are the report's plain headings and paragraphs; `unit` and `category` are those it will have, if known.
    """
    passages = [title, *texts]
    lines = [stemmed(passage) for passage in passages]
    names = list(Tag.objects.values_list("name", flat=True))
    needles = {name: stemmed(name) for name in names}
    counts = {name: count for name in names if (count := _count(needles[name], lines))}
    earlier = _earlier_tags(unit, category)
    library = _sample()
    found = []
    for name in {**counts, **earlier}:
        score = _score(counts.get(name, 0), _frequency(needles.get(name, stemmed(name)), library), len(library))
        score += EARLIER_WEIGHT * earlier[name] / EARLIER
        if score >= LEAST_SCORE:
            evidence = _passage(needles.get(name, stemmed(name)), passages, lines)
            found.append(TagProposal(name, True, counts.get(name, 0), evidence, earlier[name], round(score, 3)))
    return sorted(found, key=lambda proposal: (-proposal.score, proposal.name))[:most]


def _count(needle: str, lines: Sequence[str]) -> int:
    """Return how often the lines hold a stemmed phrase, those of the title (the first line) counted more."""
    needle = _needle(needle)
    return sum(line.count(needle) for line in lines) + (TITLE_WEIGHT - 1) * lines[0].count(needle)


def _needle(phrase: str) -> str:
    """Return a stemmed phrase as it has to be looked for: Chinese inside a run, words whole."""
    return phrase if phrase.isascii() else phrase.strip()


def _passage(needle: str, passages: Sequence[str], lines: Sequence[str]) -> str:
    places = [place for place, line in enumerate(lines) if _needle(needle) in line]
    # The text says more than the title, where both name it.
    return passages[places[min(1, len(places) - 1)]] if places else ""


def _score(count: int, frequency: int, size: int) -> float:
    return math.log1p(count) * math.log((size + 1) / (frequency + 0.5))


def _sample() -> list[str]:
    """Return the stemmed text of the newest published reports. One query."""
    entries = SearchEntry.objects.order_by("-report").values_list("text", flat=True)[:SAMPLE]
    return [stemmed(text) for text in entries]


def _frequency(needle: str, library: Iterable[str]) -> int:
    return sum(_needle(needle) in text for text in library)


def _earlier_tags(unit: Unit | None, category: Category | None) -> Counter[str]:
    """Return the tags of the newest reports of the unit, else of the category, with their numbers. Two queries."""
    reports = Report.objects.published().newest_first()
    if unit is not None:
        reports = reports.filter(unit=unit)
    elif category is not None:
        reports = reports.filter(category=category)
    else:
        return Counter()
    keys = list(reports.values_list("pk", flat=True)[:EARLIER])
    through = Report.tags.through
    return Counter(through.objects.filter(content_object__in=keys).values_list("tag__name", flat=True))
