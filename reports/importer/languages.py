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
_LATIN = re.compile("[A-Za-z]+")


def detect_language(draft: Draft) -> Draft:
    """Set the language; Han is Chinese, Simplified and Traditional alike."""
    return replace(draft, language=language_of("".join(map(_text, islice(draft.blocks, _SAMPLE)))[:_SAMPLE]))


@cached_when_short(4096)
def language_of(text: str) -> Language:
    """Return the language of `text`; a Han character says as much as two Latin letters."""
    han = 0 if text.isascii() else sum(map(len, _HAN.findall(text)))
    if not han:
        return Language.ENGLISH if _LATIN.search(text) else Language.CHINESE
    latin = sum(map(len, _LATIN.findall(text)))
    return Language.CHINESE if han * 2 >= latin else Language.ENGLISH


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "".join("".join(row) for row in block.rows)
