"""Unnumbered lead-ins that open a list of problems or plans: sections of that kind without a heading's form."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Sequence

from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph
from reports.enums import SectionKind
from reports.importer.heads import TRIM, Head
from reports.importer.nesting import Entry
from reports.importer.points import opens_with_chain
from reports.importer.sections import classify_lead_in

_LONGEST_LABEL_ZH, _LONGEST_LABEL_EN = 22, 12
_OPEN_ENDED = re.compile(
    r"(?:表现|体现|集中|反映)?(?:在|有|是|为|如下|包括|于)(?:以下)?(?:几)?(?:个|点|方面)*:$|(?i:\b(?:are|is|as follows|include|to|that|following)\s?:$)"
)
_COLON = re.compile(r"[:：]")


def find_lead_in(
    blocks: Sequence[Block], heads: Sequence[Head | None], index: int, above: Entry | None
) -> Entry | None:
    """Return the section that the paragraph at `index` opens by its words, outside a section of that kind."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or block.marker or block.level is not None:
        return None
    colon = _COLON.search(block.text)
    if colon is None:
        return None
    last = max(block.text.rfind(":"), block.text.rfind("："))
    if last + 1 >= len(block.text.rstrip()):
        lead, is_own_line = block.text.rstrip(), True
    else:
        lead, is_own_line = block.text[: colon.end()], False
    found = classify_lead_in(lead)
    if found is None or not _may_follow(above, found[0]):
        return None
    opened = (
        index + 1 < len(blocks) and _begins_list(blocks[index + 1], heads[index + 1])
        if is_own_line
        else opens_with_chain(block.text[colon.end() :].lstrip())
    )
    if not opened:
        return None
    label = lead.strip().strip(TRIM)
    if not _is_label(label, lead):
        return Entry(index, 0, Head(None, "", 0, False), *found, is_lead_in=True)
    head = Head(None, label, len(block.text) if is_own_line else len(lead), is_own_line)
    return Entry(index, 0, head, *found, is_lead_in=True)


def _begins_list(block: Block, head: Head | None) -> bool:
    if head is not None and head.enumerator is not None:
        return head.enumerator.value == 1
    return isinstance(block, Paragraph) and (block.marker == "-" or opens_with_chain(block.text))


def _may_follow(above: Entry | None, kind: SectionKind) -> bool:
    """Plans say which problems they solve, and problems may end in plans: only the latter is a new section."""
    if above is None:
        return True
    return above.kind is not kind and not (kind is SectionKind.PROBLEMS and above.kind is SectionKind.NEXT_STEPS)


def _is_label(label: str, lead: str) -> bool:
    size, longest = (len(label.split()), _LONGEST_LABEL_EN) if label.isascii() else (len(label), _LONGEST_LABEL_ZH)
    folded = fold(lead).strip()
    return size <= longest and not ("," in folded and _OPEN_ENDED.search(folded))
