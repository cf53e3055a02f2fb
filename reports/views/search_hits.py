"""Results as the search page shows them: passages stand under the section that they are from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """A result and the sections with matches in it."""

    hit: Hit
    sections: Sequence[FoundSection]


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
