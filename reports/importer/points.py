"""The points of a section: own-line numbered items, else inline chains (一是 ... 二是 ..., First ... Second ...)."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from dataclasses import dataclass

from reports.documents.enumerators import (
    CN,
    LAST,
    Enumerator,
    enumerator_of,
    following_values,
    number_blocks,
    read_enumerator,
    read_weak,
)
from reports.documents.folding import fold
from reports.documents.tree import Block, Paragraph, Point, Section
from reports.documents.values import quickly_made, replace
from reports.importer.blocks import as_paragraph

_COUNTED = (
    rf"(?=(?:{CN}(?:是|要)|首先|其次|再次|最后|第{CN}[,、:是]|[(]\d{{1,2}}[)]|\d{{1,2}}(?:[)、]|[.](?!\d))|[(]?[a-h][)]|[A-H][.]\s|[\u2460-\u2473]|{CN}、"
    r"|(?:[Tt]he\s)?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Ff]inally|[Ll]ast)(?:ly)?(?:,|:|\sis\s)))"
)
_OPENING = re.compile(rf"\s*(?:and\s)?{_COUNTED}")
_INLINE = re.compile(
    rf"[。;:,.!?\"\s](?:(?<!\s)\s*(?:and\s)?|(?<=\s)(?=(?:first|second|third|fourth|fifth)(?:ly)?,|[(][1a][)]\s)){_COUNTED}"
)
_CLOSING = re.compile(
    r"总之|综上|总的来说|总体来看|以上是|以上就是|今后,|回顾|展望|新的一年|在今后|(?i:in (?:short|summary|conclusion|general)|overall|to sum up|all in all)"
)
_RUN_IN = re.compile(r"[。:;.](?:(?<!\.)(?=.)|(?<=\.)(?=\s\S)|(?<=:)(?=\s?\S))")
_MAX_ZH, _MAX_EN_WORDS = 24, 9
_FINITE_VERB = re.compile(
    r"(?i:\b(?:was|were|is|are|has|have|had|did|do|does|will|could|can|cannot|must|should|may|we|it|they|there)\b)"
)
_CLAUSE_LABEL = re.compile(r"(?i:what|where|how|why) (?:I|we|went|was|did|has|worked|comes|next)\b[^,]*$")
_MAX_CLAUSE_WORDS = 7
_PRONOUN = re.compile(r"(?i:\b(?:we|i|it|they|he|she|you|there|this|these|our)\b|\d)")
_TRIM = " :：。.;；,，、"


@quickly_made
@dataclass(frozen=True, slots=True)
class _Item:
    enumerator: Enumerator
    start: int


def build_section(section: Section, body: tuple[Block, ...], is_last: bool) -> Section:
    """Return `section` with `body` sorted into blocks, points and closing."""
    items = _top_items(body)
    if not items or (len(items) == 1 and _opens_chain(body, *items[0])):
        return _with_inline_points(section, body)
    bounds = [*(index for index, _ in items), len(body)]
    points = [_point(body[index:stop], found) for (index, found), stop in zip(items, bounds[1:], strict=True)]
    closing: tuple[Block, ...] = ()
    last = points[-1]
    if len(last.blocks) > 1:
        kept, closing = _split_closing(points, is_last)
        points[-1] = replace(last, blocks=kept)
    return replace(section, blocks=body[: bounds[0]], points=tuple(points), closing=closing)


def _top_items(body: tuple[Block, ...]) -> list[tuple[int, Enumerator]]:
    """The items of the highest numbering level in `body`; prose ordinals count only on several lines."""
    found = [(i, e) for i, e in enumerate(number_blocks(body)) if e is not None]
    if not found:
        return []
    own = [(i, e) for i, e in found if e.style not in ("prose", "english")]
    if own:
        found = own
    elif len(found) < 2 or found[0][1].value != 1:
        return []
    levels = [level for i, _ in found if (level := as_paragraph(body[i]).level)]
    if levels:  # styled sub-headings are above all other numbering
        found = [(i, e) for i, e in found if as_paragraph(body[i]).level == min(levels)]
    after = following_values([e for _, e in found])
    items: list[tuple[int, Enumerator]] = []
    stack: list[tuple[str, int]] = []
    for (index, enumerator), values in zip(found, after, strict=True):
        key = (enumerator.style, enumerator.value)
        depth = _depth(stack, *key, values)
        del stack[depth:]
        stack.append(key)
        if depth == 0:
            items.append((index, enumerator))
    return items


def _depth(stack: list[tuple[str, int]], style: str, value: int, after: dict[str, int]) -> int:
    following = [at for at, (s, v) in enumerate(stack) if s == style and v + 1 == value]
    if following:
        return following[-1]
    same = [at for at, (s, _) in enumerate(stack) if s == style]
    if same:
        return len(stack) if value == 1 and same[-1] + 1 < len(stack) < 6 else same[-1]
    drifted = [at for at, (s, v) in enumerate(stack) if v + 1 == value > 1 and after.get(s) != value] or (
        [0] if stack and value == LAST else []
    )
    return drifted[-1] if drifted else len(stack)


def _opens_chain(body: tuple[Block, ...], index: int, enumerator: Enumerator) -> bool:
    """Whether the one item on a line of its own begins a chain inside its paragraph: "(1) ...; (2) ...; (3) ..."."""
    chain = _find_chain(body[index : index + 1])
    return len(chain) > 1 and chain[0][1].start == 0 and chain[0][1].enumerator.style == enumerator.style


def _point(blocks: tuple[Block, ...], enumerator: Enumerator) -> Point:
    first = as_paragraph(blocks[0])
    label = first.lead[enumerator.end :].strip(_TRIM)
    if label and first.text.startswith(first.lead):
        heading, text = label, first.text[len(first.lead) :].strip()
    else:
        heading, text = split_run_in(first.text, enumerator.end, has_more=len(blocks) > 1)
    own = (Paragraph(text, first.line),) if text else ()
    return Point(enumerator.raw, heading, own + blocks[1:])


def split_run_in(text: str, start: int = 0, has_more: bool = False) -> tuple[str, str]:
    """Return the short heading at the start of an item's text, and the text after it; ("", text) without one.

    `start` is where the item's text begins, behind its number.
    """
    folded, text = fold(text)[start:], text[start:]
    english = folded[:60].isascii()
    limit = 90 if english else _MAX_ZH
    match = _RUN_IN.search(folded)
    if match is None:
        label = text.strip()
        return (label.strip(_TRIM), "") if has_more and len(label) <= limit else ("", label)
    if match[0] == ";" or match.start() > limit or (english and not is_english_label(folded[: match.start()])):
        return "", text.strip()
    label, rest = text[: match.start()].strip(_TRIM), text[match.end() :].strip()
    return (label, rest) if label and rest else ("", text.strip())


def is_english_label(text: str, longest: int | None = None) -> bool:
    """Whether the words before the first full stop are a label: few, and no sentence.

    After a number `longest` words may be, and a short sentence too: "2. Quality is the core. We ...".
    """
    size = len(text.split())
    if size > max(longest or 0, _MAX_EN_WORDS):
        return False
    if size <= _MAX_CLAUSE_WORDS and _CLAUSE_LABEL.match(text):
        return True
    if _FINITE_VERB.search(text) is None:
        return size <= (longest or _MAX_EN_WORDS)
    return longest is not None and size <= _MAX_EN_WORDS and _PRONOUN.search(text) is None


def _split_closing(points: list[Point], is_last: bool) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Unnumbered paragraphs after the last point close the section where the points before had one paragraph each."""
    last = points[-1]
    single = len(points) > 1 and all(len(point.blocks) <= 1 for point in points[:-1])
    for at, block in enumerate(last.blocks):
        if (at == 0 and not last.heading) or not isinstance(block, Paragraph) or enumerator_of(block) or block.marker:
            continue
        if _CLOSING.match(fold(block.text)) or (single and at > 0 and len(last.blocks) - at <= 2):
            return last.blocks[:at], last.blocks[at:]
    return last.blocks, ()


# --- inline chains


def has_inline_chain(blocks: tuple[Block, ...]) -> bool:
    """Whether a chain of prose ordinals runs through the paragraphs."""
    return len(_find_chain(blocks)) > 1


def opens_with_chain(text: str) -> bool:
    """Whether a text begins with the first of several counted clauses."""
    if not text or _OPENING.match(fold(text[:40])) is None:
        return False
    chain = _find_chain((Paragraph(text),))
    return len(chain) > 1 and chain[0][1].start <= 1


def _with_inline_points(section: Section, body: tuple[Block, ...]) -> Section:
    chain = _find_chain(body)
    if len(chain) < 2:
        return replace(section, blocks=body)
    before: list[Block] = list(body[: chain[0][0]])
    lead = as_paragraph(body[chain[0][0]])
    if head := lead.text[: chain[0][1].start].strip():
        before.append(replace(lead, text=head))
    points = []
    for at, (index, item) in enumerate(chain):
        stop = chain[at + 1] if at + 1 < len(chain) else None
        points.append(_inline_point(body, index, item, stop))
    points_closing: tuple[Block, ...] = ()
    after = body[chain[-1][0] + 1 :]
    if after:
        points_closing = after
    return replace(section, blocks=tuple(before), points=tuple(points), closing=points_closing)


def _inline_point(body: tuple[Block, ...], index: int, item: _Item, stop: tuple[int, _Item] | None) -> Point:
    block = as_paragraph(body[index])
    end = stop[1].start if stop and stop[0] == index else len(block.text)
    text = block.text[item.start : end]
    own = replace(block, text=text[item.enumerator.end :].strip())
    blocks: list[Block] = [own] if own.text else []
    if stop and stop[0] != index:
        blocks += body[index + 1 : stop[0]]
        following = as_paragraph(body[stop[0]])
        if head := following.text[: stop[1].start].strip():
            blocks.append(replace(following, text=head))
    return Point(item.enumerator.raw, "", tuple(blocks))


def _find_chain(body: tuple[Block, ...]) -> list[tuple[int, _Item]]:
    """The first chain 1, 2, 3 ... of prose ordinals, inside paragraphs or across them."""
    chain: list[tuple[int, _Item]] = []
    for index, block in enumerate(body):
        if not isinstance(block, Paragraph) or block.marker:
            continue
        for item in _inline_items(block.text):
            value = item.enumerator.value
            if not chain:
                if value == 1:
                    chain.append((index, item))
            elif _family(item) == _family(chain[-1][1]) and (
                value == chain[-1][1].enumerator.value + 1
                or (value == LAST and len(chain) > 1 and chain[-1][1].enumerator.value != LAST)
            ):
                chain.append((index, item))
            elif value == 1 and len(chain) == 1:
                chain = [(index, item)]
    return chain


def _family(item: _Item) -> str:
    """What may run on in one chain: the same style, and counting words of any form."""
    return "prose" if item.enumerator.style == "english" else item.enumerator.style


def _inline_items(text: str) -> list[_Item]:
    items = []
    folded = fold(text)
    opening = _OPENING.match(folded)
    for match in (*filter(None, [opening]), *_INLINE.finditer(folded)):
        rest = text[match.end() : match.end() + 60]
        found = read_enumerator(_capitalised(rest)) or read_weak(rest)
        if found is not None:
            raw = text[match.end() : match.end() + found.end].strip()
            items.append(_Item(replace(found, raw=raw), match.end()))
    return items


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:] if text[1:2].isalpha() else text
