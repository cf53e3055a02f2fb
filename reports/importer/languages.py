"""The language of a source: the script of most of its letters."""

import re
from itertools import islice

from reports.documents.folding import cached_when_short
from reports.documents.tree import Block, Paragraph
from reports.documents.values import replace
from reports.enums import Language
from reports.importer.draft import Draft

_SAMPLE = 8_000
_HAN = re.compile("[\u3400-\u9fff]+")
_NO_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))


def detect_language(draft: Draft) -> Draft:
    """Set the language; Han is Chinese, Simplified and Traditional alike."""
    return replace(draft, language=language_of("".join(map(_text, islice(draft.blocks, _SAMPLE)))[:_SAMPLE]))


@cached_when_short(4096)
def language_of(text: str) -> Language:
    """Return the language of `text`; a Han character says as much as two Latin letters."""
    narrow = text.encode("ascii", "ignore")
    latin = len(narrow.translate(None, _NO_LETTERS))
    if not latin:
        return Language.CHINESE
    if latin > 2 * (len(text) - len(narrow)):  # even if all others are Han
        return Language.ENGLISH
    return Language.CHINESE if sum(map(len, _HAN.findall(text))) * 2 >= latin else Language.ENGLISH


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "".join("".join(row) for row in block.rows)
