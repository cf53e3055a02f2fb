"""Which earlier version of a source is stored, and which of its reports each part of the new version is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from reports.importer.storing.names import KnownNames
from reports.importer.storing.parts import Part, ReadyImport
from reports.models import Report, Source
from reports.search import fold
from reports.workflow import SectionDraft, stored_sections

MAX_CANDIDATES = 20
"""So many sources of one name are compared, those with one of the titles first: sites call every page index.html."""

ALIKE = 0.5
ALIKE_UNDER_ONE_TITLE = 0.2
"""The share of a text that two versions of it have in common at least."""

_SENTENCE = re.compile(r"[^。！？；!?;\n]+")


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """The newest stored version of a source, all reports that its versions left, and who is who.

    `matches` leads from the position of a part (from 0) to the report that it is.
    """

    source: Source
    reports: Sequence[Report]
    matches: dict[int, Report]


def find_earlier_version(ready: ReadyImport, names: KnownNames) -> EarlierVersion | None:
    """Return the earlier version of a source: one of the same name or address that holds one of its reports.

    One or two queries where there is none; four more for each candidate.
    """
    best, parts = None, ready.parts_as_read()
    for first in _candidates(ready, parts):
        reports = reports_of_versions(first)
        matches = match_parts(parts, reports, names)
        if matches and (best is None or len(matches) > len(best.matches)):
            best = EarlierVersion(newest_version(first), reports, matches)
    return best


def reports_of_versions(first: Source) -> list[Report]:
    """Return the reports that came from a source or a later version of it, with their text, in order."""
    reports = Report.objects.filter(Q(source=first) | Q(source__first_version=first)).with_text()
    return list(reports.select_related("source", "unit", "period", "working_copy").order_by("position", "pk"))


def newest_version(first: Source) -> Source:
    """Return the version that was stored last."""
    return first.later_versions.order_by("-pk").first() or first


def _candidates(ready: ReadyImport, parts: Sequence[Part]) -> list[Source]:
    """Return the first versions of the sources that may be an earlier version, the likeliest first."""
    same = Q(name=ready.name)
    if ready.url:
        same |= Q(url=ready.url)
    rows = list(Source.objects.filter(same).order_by("-pk").values_list("pk", "first_version")[: MAX_CANDIDATES + 1])
    if len(rows) > MAX_CANDIDATES:
        titled = Source.objects.filter(same, reports__title__in=[part.title for part in parts]).distinct()
        rows = [*titled.order_by("-pk").values_list("pk", "first_version")[:MAX_CANDIDATES], *rows]
    firsts = list(dict.fromkeys(first or pk for pk, first in rows))[:MAX_CANDIDATES]
    found = Source.objects.defer("text").in_bulk(firsts)
    return [found[pk] for pk in firsts]


def match_parts(parts: Sequence[Part], reports: Sequence[Report], names: KnownNames) -> dict[int, Report]:
    """Pair parts with reports: those that say the same first, then the likest."""
    matches: dict[int, Report] = {}
    free = list(reports)
    for place, part in enumerate(parts):
        if same := next((row for row in free if row.imported.get("text") == part.digest), None):
            matches[place] = same
            free.remove(same)
    left = {place: part for place, part in enumerate(parts) if place not in matches}
    if left and free:
        _match_likest(left, free, matches, names)
    return matches


def _match_likest(
    parts: Mapping[int, Part], reports: Sequence[Report], matches: dict[int, Report], names: KnownNames
) -> None:
    """Add the pairs of parts and reports that are alike, the likest first."""
    pairs = []
    texts = {row.pk: _sentences(row.title, stored_sections(row)) for row in reports}
    for place, part in parts.items():
        own = _sentences(part.title, part.sections)
        found = [(_likeness(part, own, row, texts[row.pk], names), row) for row in reports]
        pairs += [(-likeness, place, row.pk, row) for likeness, row in found if likeness]
    taken: set[int] = set()
    for _score, place, key, row in sorted(pairs, key=lambda pair: pair[:3]):
        if place not in matches and key not in taken:
            matches[place] = row
            taken.add(key)


def _likeness(part: Part, own: set[str], row: Report, stored: set[str], names: KnownNames) -> float:
    """Return how sure it is that a part is a report in a new version, 0 where it is another one."""
    unit, period = names.find_unit(part.unit), part.period
    unit_keys = {row.unit_id, row.imported.get("unit")} - {None}
    codes = {row.period.code if row.period else None, row.imported.get("period")} - {None}
    if (unit and unit_keys and unit.pk not in unit_keys) or (period and codes and period.code not in codes):
        return 0.0
    overlap = _overlap(own, stored)
    has_title = fold(part.title) == fold(row.title)
    if has_title and unit and period and unit_keys and codes:
        return 1 + overlap
    if overlap >= (ALIKE_UNDER_ONE_TITLE if has_title else ALIKE):
        return overlap + has_title
    return 0.0


def _sentences(title: str, sections: Iterable[SectionDraft]) -> set[str]:
    texts = [title]
    for section in sections:
        texts += [section.heading, section.body, section.closing]
        texts += [text for point in section.points for text in (point.heading, point.text)]
    return {"".join(found.split()) for found in _SENTENCE.findall(fold("\n".join(texts)))} - {""}


def _overlap(one: set[str], other: set[str]) -> float:
    """Return how much of the shorter text stands in the other, by characters, 0 to 1."""
    shorter = min(_length(one), _length(other))
    return _length(one & other) / shorter if shorter else 0.0


def _length(sentences: Iterable[str]) -> int:
    return sum(map(len, sentences))
