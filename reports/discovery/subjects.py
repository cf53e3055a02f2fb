"""Reports on the same subject: those that share the most telling key terms.

A report's strongest terms are looked up among the key terms of the others; each one found adds its weight, so that the
likeness of a report is the share of those weights that it has, 0 to 1.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from taggit.models import Tag

from reports.discovery.profiles import Rarity, rarity_of
from reports.listings import scope_of, sizes_of
from reports.models import KeyTerm, NearCopy, Report, ReportTag

TERMS = 20
MAX_ROWS = 3000
"""Key terms of others that are read for a report: of the commonest of its own terms some may have to be left out."""

CANDIDATES = 30
LEAST_LIKENESS = 0.05
LEAST_COMMON = 2
LEAST_LIKENESS_OF_STRANGERS = 0.1
LEAST_COMMON_OF_STRANGERS = 3
"""Strangers have neither category nor a tag in common; fewer terms in common are chance."""

CATEGORY_BONUS = 0.04
TAG_BONUS = 0.03


@dataclass(frozen=True, slots=True)
class Alike:
    """A report on the same subject, and the tags that both have."""

    report: int
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a report is looked for by: how much the report speaks of it, and how rare it is."""

    name: str
    weight: int
    rarity: float

    def order(self) -> tuple[float, str]:
        """Return a key that puts the strongest terms first."""
        return -self.weight * self.rarity, self.name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that has some of another one's terms: the share of their weight, 0 to 1, and how many."""

    report: int
    likeness: float
    common: int


def same_subject(reports: Collection[Report], most: int) -> dict[int, list[Alike]]:
    """Return the published reports most alike each of some in subject, at most so many, the best first.

    Of near-copies of each other only the best is among them. The reports have their tags loaded. About 7 queries and
    one for each report.
    """
    candidates = {pk: _candidates(pk, terms) for pk, terms in _strongest_terms(reports).items()}
    others = {other.report for found in candidates.values() for other in found}
    places = _places(others)
    tags = _tags_of(others, {tag for report in reports for tag in report.tags.all()})
    groups = dict(NearCopy.objects.filter(report__in=others).values_list("report", "group"))
    found = {}
    for report in reports:
        own = candidates.get(report.pk, [])
        own_tags = {tag.name for tag in report.tags.all()}
        shared = {other.report: own_tags & tags[other.report] for other in own}
        found[report.pk] = _without_copies(_rank(report, own, places, shared), shared, groups)[:most]
    return found


def _rank(
    report: Report,
    candidates: Iterable[Candidate],
    places: Mapping[int, tuple[str, int | None]],
    shared: Mapping[int, set[str]],
) -> list[int]:
    """Return the candidates that are alike enough, the best first."""
    ranked = []
    for other in candidates:
        language, category = places.get(other.report, ("", None))
        is_filed_alike = category is not None and category == report.category_id
        tags = len(shared[other.report])
        least = (LEAST_LIKENESS, LEAST_COMMON)
        if not (tags or is_filed_alike):
            least = (LEAST_LIKENESS_OF_STRANGERS, LEAST_COMMON_OF_STRANGERS)
        if language == report.language and other.likeness >= least[0] and other.common >= least[1]:
            ranked.append((other.likeness + CATEGORY_BONUS * is_filed_alike + TAG_BONUS * tags, other.report))
    return [pk for _likeness, pk in sorted(ranked, reverse=True)]


def _without_copies(ranked: Iterable[int], shared: Mapping[int, set[str]], groups: Mapping[int, int]) -> list[Alike]:
    """Leave out the reports that a better one is a near-copy of."""
    found: list[Alike] = []
    seen: set[int] = set()
    for pk in ranked:
        if groups.get(pk) not in seen:
            found.append(Alike(pk, sorted(shared[pk])))
        if pk in groups:
            seen.add(groups[pk])
    return found


def _places(candidates: Collection[int]) -> dict[int, tuple[str, int | None]]:
    """Return language and category of the published ones of some reports. One query."""
    rows = Report.objects.published().filter(pk__in=candidates).values_list("pk", "language", "category")
    return {pk: (language, category) for pk, language, category in rows}


def _tags_of(candidates: Collection[int], wanted: Collection[Tag]) -> dict[int, set[str]]:
    """Return which of some tags each candidate has. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    names = {tag.pk: tag.name for tag in wanted}
    if names:
        rows = ReportTag.objects.filter(content_object__in=candidates, tag__in=names)
        for pk, tag in rows.values_list("content_object", "tag"):
            found[pk].add(names[tag])
    return found


def _strongest_terms(reports: Collection[Report]) -> dict[int, list[Term]]:
    """Return the terms that each report is looked for by. Up to 5 queries."""
    own: dict[int, dict[str, int]] = defaultdict(dict)
    rows = KeyTerm.objects.filter(report__in=[report.pk for report in reports])
    for pk, term, weight in rows.values_list("report", "term", "weight"):
        own[pk][term] = weight
    by_language: dict[str, list[int]] = defaultdict(list)
    for report in reports:
        if report.pk in own:
            by_language[report.language].append(report.pk)
    sizes = sizes_of([scope_of("language", language) for language in by_language]) if by_language else {}
    found: dict[int, list[Term]] = {}
    for language, keys in by_language.items():
        rarity = rarity_of(language, {term for pk in keys for term in own[pk]})
        size = sizes.get(scope_of("language", language), 0)
        found |= {pk: _strongest(own[pk], rarity, size) for pk in keys}
    return found


def _strongest(own: Mapping[str, int], rarity: Rarity, size: int) -> list[Term]:
    """Return the terms to look for, so that not too many rows have to be read."""
    weighed = sorted((Term(name, weight, rarity.weight(name)) for name, weight in own.items()), key=Term.order)
    chosen: list[Term] = []
    rows = 0.0
    for term in weighed:
        count = rarity.counts.get(term.name, 0)
        # Where all texts are counted, it is known that no other report has a term, or every one.
        is_telling = term.rarity and count < rarity.total and (count > 1 or rarity.total < size)
        expected = count / rarity.total * size
        if is_telling and rows + expected <= MAX_ROWS:
            chosen.append(term)
            rows += expected
    return chosen[:TERMS]


def _candidates(report: int, terms: Sequence[Term]) -> list[Candidate]:
    """Return the reports that are most like one by its terms. One query."""
    own = {term.name: term for term in terms}
    scores: dict[int, float] = defaultdict(float)
    common: Counter[int] = Counter()
    rows = KeyTerm.objects.filter(term__in=own).values_list("term", "report", "weight")
    for name, other, weight in rows[: 2 * MAX_ROWS]:
        scores[other] += min(weight, own[name].weight) * own[name].rarity
        common[other] += 1
    whole = sum(term.weight * term.rarity for term in terms)
    enough = [pk for pk, number in common.items() if number >= LEAST_COMMON and pk != report]
    best = sorted(enough, key=lambda pk: (-scores[pk], -pk))[:CANDIDATES]
    return [Candidate(pk, scores[pk] / whole, common[pk]) for pk in best]
