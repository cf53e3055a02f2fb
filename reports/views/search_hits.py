"""Results as the search page shows them: passages stand under the section that they are from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.models import Report
from reports.search import Hit, Passage


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section in which something was found: its heading with matches marked, its anchor and its passages."""

    kind: str
    heading: Sequence[tuple[str, bool]]
    anchor: str
    passages: Sequence[Passage] = ()


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A result, the sections with matches in it, and whether editors put it before all others."""

    hit: Hit
    sections: Sequence[FoundSection]
    is_promoted: bool = False


def show_hits(hits: Sequence[Hit], promoted: Sequence[Report]) -> list[ShownHit]:
    """Return the results of a page, first the promoted reports, found or not, in their order."""
    found = {hit.report.pk: hit for hit in hits}
    keys = {report.pk for report in promoted}
    first = [found.get(report.pk) or Hit(report, [(report.title, False)], ()) for report in promoted]
    others = [hit for hit in hits if hit.report.pk not in keys]
    return [*(replace(show_hit(hit), is_promoted=True) for hit in first), *map(show_hit, others)]


def show_hit(hit: Hit) -> ShownHit:
    """Return a result with its passages by section; one that is the heading of its section stands as that."""
    sections: dict[str, FoundSection] = {}
    for passage in hit.passages:
        anchor = passage.anchor.partition("-")[0]
        heading = [(passage.section_heading, False)] if passage.section_heading else []
        section = sections.get(anchor) or FoundSection(passage.section_kind, heading, anchor)
        if passage.anchor == anchor and _is_heading(passage):
            sections[anchor] = replace(section, heading=passage.parts)
        else:
            sections[anchor] = replace(section, passages=[*section.passages, passage])
    return ShownHit(hit, list(sections.values()))


def _is_heading(passage: Passage) -> bool:
    heading = " ".join(passage.section_heading.split())
    return bool(heading) and "".join(text for text, _is_match in passage.parts).endswith(heading)
