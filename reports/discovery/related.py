"""Neighbours of a report: the same unit's periods before and after, units above and below, the same subject.

Every neighbour has a reason that can be told. Subjects are compared by tokens that are rare among the candidates;
below `LEAST_LIKENESS` nothing is offered, so that a list may be short but is never filled up.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from reports.enums import Relation, Shelf
from reports.listings import path_prefixes
from reports.models import Report, SearchEntry, SidebarEntry

LENGTH = 6
MAX_CANDIDATES = 60
LEAST_LIKENESS = 0.12
LEAST_LIKENESS_OF_STRANGERS = 0.3
TAG_BONUS = 0.03
LEAST_COMMON = 4
"""Fewer words in common are chance, however rare they are among a handful of reports."""

MIN_TOKEN_LENGTH = 2

Neighbour = tuple[int, Relation, list[str]]


def refresh_neighbours(report: Report, *, spread: bool = True) -> set[int]:
    """Work out anew what stands beside a report; with `spread` also beside the reports that show it or may.

    A report that is not published leaves every sidebar. Returns the keys of the reports whose sidebars changed.
    About 8 queries a report, up to 10 reports with `spread`.
    """
    affected = set(SidebarEntry.objects.filter(target=report, report__isnull=False).values_list("report", flat=True))
    if Report.objects.published().filter(pk=report.pk).exists():
        affected |= _restock(report)
    else:
        SidebarEntry.objects.filter(Q(report=report) | Q(target=report)).delete()
    if spread:
        others = Report.objects.published().filter(pk__in=affected - {report.pk})
        for other in others.select_related("unit", "period"):
            _restock(other)
    return affected | {report.pk} if spread else {report.pk}


@transaction.atomic
def _restock(report: Report) -> set[int]:
    """Replace what stands beside a published report, return the keys of what does now."""
    SidebarEntry.objects.filter(report=report).delete()
    previous, following = _same_unit_in_time(report)
    entries = [
        SidebarEntry(report=report, target_id=pk, shelf=shelf, position=0)
        for shelf, pk in ((Shelf.PREVIOUS, previous), (Shelf.NEXT, following))
        if pk
    ]
    related = _related(report, [pk for pk in (previous, following) if pk])
    entries += [
        SidebarEntry(report=report, target_id=pk, shelf=Shelf.RELATED, reason=reason, terms=terms, position=position)
        for position, (pk, reason, terms) in enumerate(related)
    ]
    SidebarEntry.objects.bulk_create(entries)
    return {entry.target_id for entry in entries}


def _same_unit_in_time(report: Report) -> tuple[int | None, int | None]:
    """Return the same unit's reports on the period of the same kind just before and just after."""
    if not (report.unit and report.period and report.period.start):
        return None, None
    same = Report.objects.published().filter(unit=report.unit, period__kind=report.period.kind).exclude(pk=report.pk)
    before = same.filter(period__start__lt=report.period.start).order_by("-period__start", "-pk")
    after = same.filter(period__start__gt=report.period.start).order_by("period__start", "pk")
    return before.values_list("pk", flat=True).first(), after.values_list("pk", flat=True).first()


def _related(report: Report, taken: Sequence[int]) -> list[Neighbour]:
    relatives = _relatives(report)
    chosen: list[Neighbour] = []
    seen = {report.pk, *taken}
    for pk, reason in relatives:
        if pk not in seen and len(chosen) < LENGTH // 2:
            chosen.append((pk, reason, []))
            seen.add(pk)
    for pk, terms in _same_subject(report):
        if pk not in seen and len(chosen) < LENGTH:
            chosen.append((pk, Relation.SAME_SUBJECT, terms))
            seen.add(pk)
    return chosen


def _relatives(report: Report) -> list[tuple[int, Relation]]:
    """Return reports of the same period by units above and below."""
    if not (report.unit and report.period):
        return []
    same_period = Report.objects.published().filter(period=report.period).exclude(pk=report.pk)
    above = same_period.filter(unit__path__in=path_prefixes(report.unit)[:-1])
    below = same_period.filter(unit__path__startswith=report.unit.path, unit__depth__gt=report.unit.depth)
    return [
        *((pk, Relation.PARENT_UNIT) for pk in _keys(above.order_by("-unit__depth", "-pk"))),
        *((pk, Relation.SUB_UNIT) for pk in _keys(below.order_by("unit__path", "-pk"))),
    ]


def _keys(reports: QuerySet[Report]) -> list[int]:
    return list(reports.values_list("pk", flat=True)[:LENGTH])


def _same_subject(report: Report) -> list[tuple[int, list[str]]]:
    """Return the reports most alike in subject, each with the tags that both have. Five queries.

    Candidates share the category or a tag; the newest reports are compared too, for the weights and because they
    may be alike all the same, which then has to show more clearly.
    """
    own_tags = {tag.pk: tag.name for tag in report.tags.all()}
    pool = Report.objects.published().filter(language=report.language).exclude(pk=report.pk).newest_first()
    subject = Q(tags__in=own_tags)
    if report.category_id:
        subject |= Q(category=report.category_id)
    close = set(pool.filter(subject).values_list("pk", flat=True).distinct()[:MAX_CANDIDATES])
    others = set(pool.values_list("pk", flat=True)[:MAX_CANDIDATES])
    rows = SearchEntry.objects.filter(report__in={report.pk} | close | others).values_list("report", "tokens")
    tokens = {pk: set(text.split()) for pk, text in rows}
    own = tokens.pop(report.pk, set())
    weights = _weights([own, *tokens.values()])
    own &= weights.keys()
    shared = _shared_tags(own_tags, tokens)
    scored = {}
    for pk, text in tokens.items():
        score = _likeness(own, text, weights) + TAG_BONUS * len(shared.get(pk, []))
        if score >= (LEAST_LIKENESS if pk in close else LEAST_LIKENESS_OF_STRANGERS):
            scored[pk] = score
    best = sorted(scored, key=lambda pk: (-scored[pk], -pk))[:LENGTH]
    return [(pk, shared.get(pk, [])) for pk in best]


def _shared_tags(own: dict[int, str], reports: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    through = Report.tags.through
    for pk, tag in through.objects.filter(content_object__in=list(reports), tag__in=own).values_list(
        "content_object", "tag"
    ):
        found.setdefault(pk, []).append(own[tag])
    return {pk: sorted(names) for pk, names in found.items()}


def _weights(texts: Sequence[set[str]]) -> dict[str, float]:
    """Return the squared weight of each token that has one: none where only one text has it or all have it, more the
    rarer it is.
    """
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update(text)
    squares = [0.0, *(math.log(len(texts) / number) ** 2 for number in range(1, len(texts) + 1))]
    return {
        token: squares[number]
        for token, number in frequency.items()
        if 1 < number < len(texts) and len(token) >= MIN_TOKEN_LENGTH and not token.isdigit()
    }


def _likeness(one: set[str], other: set[str], weights: dict[str, float]) -> float:
    """Return the cosine of two texts as binary vectors with idf weights, 0 to 1; `one` holds weighted tokens only."""
    common = one & other
    if len(common) < LEAST_COMMON:
        return 0.0
    product, *squares = (sum(map(weights.__getitem__, text)) for text in (common, one, other & weights.keys()))
    return product / math.sqrt(squares[0] * squares[1])
