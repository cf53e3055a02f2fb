"""The kind that a heading names."""

from typing import NamedTuple

from reports.enums import SectionKind


class Named(NamedTuple):
    """A kind, the words that name it, and whether they say as well that the line they stand in is a heading."""

    kind: SectionKind
    words: str
    is_sure: bool = True
