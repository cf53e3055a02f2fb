"""What the gate found: where, what, how grave, and what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.enums import FindingGroup, FindingKind, Severity
from reports.gate.text import Passage, Place

_GROUPS = {
    FindingGroup.LEFT_OVER: "masked unfilled garbled anonymous advert part_marker broken_off",
    FindingGroup.PERSONAL_DATA: "mobile telephone identity bank_card email plate sensitive_name name",
    FindingGroup.COMPLETENESS: "no_text empty_section missing_part short_part no_unit no_period",
    FindingGroup.CONSISTENCY: (
        "wrong_ratio wrong_count not_taken_up wrong_period masked_year number_repeated number_skipped"
    ),
    FindingGroup.COPY: "copy",
}
GROUP_OF = {FindingKind(kind): group for group, kinds in _GROUPS.items() for kind in kinds.split()}
BLOCKING = frozenset(
    FindingKind(kind)
    for kind in "masked unfilled garbled mobile identity bank_card sensitive_name no_text missing_part".split()  # noqa: SIM905
)
"""What must not be published by accident; everything else may be right."""

_AROUND = 24
"""Characters shown on either side of what was found."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `excerpt` begins at `start` in its paragraph; `details` fill the reason.

    `proposal` is what may be written in place of the excerpt, None where only a person can say.
    """

    kind: FindingKind
    place: Place
    excerpt: str = ""
    start: int = 0
    before: str = ""
    after: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    proposal: str | None = None

    @property
    def group(self) -> FindingGroup:
        """What it is about."""
        return GROUP_OF[self.kind]

    @property
    def severity(self) -> Severity:
        """Whether it keeps the report from being published."""
        return Severity.BLOCKING if self.kind in BLOCKING else Severity.WARNING


def found_at(
    kind: FindingKind,
    passage: Passage,
    start: int,
    end: int,
    *,
    proposal: str | None = None,
    **details: Any,  # noqa: ANN401
) -> Finding:
    """Return the finding of the characters from `start` to `end` of a passage, with some text around them."""
    text = passage.text
    return Finding(
        kind,
        passage.place,
        text[start:end],
        start,
        ("…" if start > _AROUND else "") + text[max(0, start - _AROUND) : start],
        text[end : end + _AROUND] + ("…" if end + _AROUND < len(text) else ""),
        details,
        proposal,
    )
