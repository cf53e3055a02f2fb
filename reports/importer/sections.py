"""Which kind a heading, a lead-in or a section is of."""

import re

from reports.documents.folding import cached_when_short, fold
from reports.enums import Language, SectionKind
from reports.importer.chinese_headings import classify_chinese, classify_chinese_lead_in
from reports.importer.english_headings import classify_english, classify_english_lead_in
from reports.importer.languages import language_of
from reports.importer.named import Named

_REPORTS = re.compile(r"现将?.{0,16}(?:情况|工作|成绩)?(?:总结|小结|汇报|报告|回顾)(?:如下|于下)$")
"""How an opening leads into a whole report, whatever period it names: 现将下半年工作情况汇报如下."""


def names_section(label: str) -> bool:
    """Whether the words of a line are enough to take it for the heading of a section."""
    found = classify_heading(label)
    return found is not None and found.is_sure


@cached_when_short(4096)
def classify_heading(label: str) -> Named | None:
    """Return the kind that a heading names and the words that say so, or None for a thematic heading.

    A heading that names two kinds is of the first.
    """
    folded = fold(label).strip(" :.。;,")
    if not folded:
        return None
    return classify_chinese(folded) if language_of(folded) is Language.CHINESE else classify_english(folded)


def classify_lead_in(text: str) -> tuple[SectionKind, str] | None:
    """Return the kind of list (problems or plans) that a paragraph ending in a colon opens, or None."""
    folded = fold(text).rstrip()
    if not folded.endswith(":"):
        return None
    clause = folded[:-1][-80:]
    is_chinese = language_of(clause) is Language.CHINESE
    if is_chinese and _REPORTS.search(clause):
        return None
    return classify_chinese_lead_in(clause) if is_chinese else classify_english_lead_in(clause)
