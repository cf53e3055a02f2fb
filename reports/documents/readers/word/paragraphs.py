"""The visible text of one Word paragraph: fields, tracked changes, breaks, symbols, formulas and what hangs on it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from reports.documents.readers.word.styles import Styles
from reports.documents.readers.word.xml import ALTERNATIVES, CHOICE, FALLBACK, MATH_TEXT, TEXT_PATH, child, value, w

_DROPPED = frozenset(
    w(name) for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "delText", "delInstrText", "rt", "rubyPr", "sdtPr")
)
"""Tracked deletions, properties, and the readings above characters: no text of the document as it stands."""

_MARKS = {w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BOX = w("txbxContent")
_STEPS = {"begin": 1, "end": -1}
_LONGEST_CODE = 500
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.I)
_ENCLOSED_FIELD = re.compile(r"\s*EQ\s*\\o\\ac\s*\(\s*[^,，;]{0,3}[,，;]\s*([^)]{1,3})\)", re.I)
_CIRCLED = {str(number): sign for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩", start=1)}
_CIRCLED |= dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True))
_SYMBOLS = {
    "6C": "●", "6E": "■", "6F": "□", "71": "□", "75": "◆", "76": "❖", "9F": "•", "A7": "▪", "A8": "□", "B7": "•",
    "D8": "➢", "E0": "→", "FB": "✗", "FC": "✓", "FD": "☒", "FE": "☑", "52": "☑", "A3": "□",
    **{f"{0x81 + n:02X}": "①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(10)},
}  # fmt: skip
"""What common characters of the symbol fonts (Wingdings, Symbol) look like, by their last two hexadecimal digits."""

_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(slots=True)
class Text:
    """The text of a paragraph ("\\n" for breaks inside it), its look, and the boxes and notes that hang on it.

    `bold`, `plain`, `heading_font` count characters; `size` is that of the smallest, in half points, 0 without text;
    `lead` is the bold beginning of a text that goes on without.
    """

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    heading_font: int = 0
    size: int = 0
    lead: str = ""

    @property
    def content(self) -> str:
        """The text as one string."""
        return "".join(self.parts)


@dataclass(slots=True)
class _Field:
    """A field that is open: what it is (its code so far) and whether its shown result has begun."""

    code: str = ""
    is_shown: bool = False
    is_hiding: bool = True


class TextReader:
    """Reads paragraphs in the order of the document, because fields may run over several of them."""

    def __init__(self, styles: Styles, body: Any) -> None:  # noqa: ANN401 - lxml's elements have no types
        """Read paragraphs of `body`. Where a field is opened and never closed, no field is trusted to hide text."""
        steps = [_STEPS.get(mark.get(w("fldCharType")), 0) for mark in body.iter(w("fldChar"))]
        depths = list(accumulate(steps, initial=0))
        self._has_fields = depths[-1] == 0 == min(depths)
        self._styles = styles
        self._fields: list[_Field] = []
        self._hiding = 0
        self._style = ""
        self._text = Text()
        self._marks: dict[str, Callable[[Any], None]] = {
            w("r"): self._run,
            w("t"): self._plain_text,
            MATH_TEXT: self._plain_text,
            w("instrText"): self._instruction,
            w("fldChar"): self._field_mark,
            w("fldSimple"): self._simple_field,
            w("sym"): self._symbol,
            w("footnoteReference"): self._note,
            w("endnoteReference"): self._note,
            ALTERNATIVES: self._alternatives,
            TEXT_PATH: self._word_art,
            w("sdt"): self._control,
            _BOX: self._box,
        }

    def read(self, paragraph: Any) -> Text:  # noqa: ANN401
        """Return what a paragraph (w:p) shows."""
        self._style = value(paragraph, "pPr", "pStyle")
        self._text = Text()
        self._children(paragraph)
        return self._text

    def _children(self, element: Any) -> None:  # noqa: ANN401
        for each in element:
            if take := self._marks.get(each.tag):
                take(each)
            elif each.tag in _MARKS:
                self._add(_MARKS[each.tag])
            elif each.tag not in _DROPPED:
                self._children(each)

    def _add(self, text: str) -> None:
        if not self._hiding:
            self._text.parts.append(text)

    def _run(self, run: Any) -> None:  # noqa: ANN401
        if self._styles.is_hidden(run, self._style):
            return
        before = len(self._text.parts)
        self._children(run)
        added = sum(len(part.strip()) for part in self._text.parts[before:])
        if not added:
            return
        if self._styles.is_bold(run, self._style):
            self._text.bold += added
        else:
            if self._text.bold and not self._text.plain:
                self._text.lead = "".join(self._text.parts[:before]).strip()
            self._text.plain += added
        if self._styles.has_heading_font(run, self._style):
            self._text.heading_font += added
        size = self._styles.size(run, self._style)
        self._text.size = min(self._text.size or size, size)

    def _plain_text(self, element: Any) -> None:  # noqa: ANN401
        self._add(element.text or "")

    def _instruction(self, element: Any) -> None:  # noqa: ANN401
        if self._fields and not self._fields[-1].is_shown and len(self._fields[-1].code) < _LONGEST_CODE:
            self._fields[-1].code += (element.text or "")[:_LONGEST_CODE]

    def _field_mark(self, element: Any) -> None:  # noqa: ANN401
        match element.get(w("fldCharType")) if self._has_fields else None:
            case "begin":
                self._fields.append(_Field())
                self._hiding += 1
            case "separate" if self._fields:
                self._show(self._fields[-1])
            case "end" if self._fields:
                closed = self._fields.pop()
                self._hiding -= closed.is_hiding
                if not closed.is_shown and (enclosed := _ENCLOSED_FIELD.match(closed.code)):
                    self._add(_CIRCLED.get(enclosed[1].strip(), f"({enclosed[1].strip()})"))

    def _simple_field(self, element: Any) -> None:  # noqa: ANN401
        is_contents = _CONTENTS_FIELD.match(element.get(w("instr"), "")) is not None
        self._hiding += is_contents
        self._children(element)
        self._hiding -= is_contents

    def _show(self, field: _Field) -> None:
        """Begin the result of a field, which is shown unless it is a table of contents."""
        field.is_shown = True
        if field.is_hiding and not _CONTENTS_FIELD.match(field.code):
            field.is_hiding = False
            self._hiding -= 1

    def _symbol(self, element: Any) -> None:  # noqa: ANN401
        code = element.get(w("char"), "")
        try:
            point = int(code, 16)
        except ValueError:
            return
        if point in _PRIVATE_USE or point < 0x100:
            self._add(_SYMBOLS.get(code[-2:].upper(), "▪"))
        elif point < 0xD800 or 0xF900 <= point < 0x110000:
            self._add(chr(point))

    def _note(self, element: Any) -> None:  # noqa: ANN401
        kind = "endnotes" if element.tag == w("endnoteReference") else "footnotes"
        self._text.notes.append((kind, element.get(w("id"), "")))

    def _alternatives(self, element: Any) -> None:  # noqa: ANN401
        """Of the same thing for new and for old programs take the first."""
        found = element.find(CHOICE) if element.find(CHOICE) is not None else element.find(FALLBACK)
        if found is not None:
            self._children(found)

    def _control(self, element: Any) -> None:  # noqa: ANN401
        if not is_placeholder(element):
            self._children(element)

    def _word_art(self, element: Any) -> None:  # noqa: ANN401
        self._add(element.get("string", "") + "\n")

    def _box(self, element: Any) -> None:  # noqa: ANN401
        self._text.boxes.append(element)


def is_deleted_mark(paragraph: Any) -> bool:  # noqa: ANN401
    """Whether the end of a paragraph was deleted with changes tracked, so that it runs on into the next one."""
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)


def is_placeholder(control: Any) -> bool:  # noqa: ANN401
    """Whether a content control (w:sdt) shows a prompt that nobody filled in, or a table of contents."""
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery")
    return child(control, "sdtPr", "showingPlcHdr") is not None or gallery == "Table of Contents"
