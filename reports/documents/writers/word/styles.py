"""The styles of a Word document: fonts for Latin and East Asian text, sizes, indents, headings as headings.

A Chinese document follows GB/T 9704 (title in Song at 22 pt, text in FangSong at 16 pt on lines of 28 pt, headings in
Hei and Kai). Text of the other language has a style of its own beside "Body Text".
"""

from dataclasses import dataclass, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from reports.documents.readers.word.styles import NOTE_STYLE
from reports.documents.writers.word.xml import add

LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
BODY = "Body Text"
NOTE = NOTE_STYLE
ADDRESS, SUMMARY, COLOPHON = "Summaries address", "Summaries summary", "Summaries colophon"
"""Styles based on the note's, by which our reader leaves them out."""
CONTENTS = "toc 1"
OTHER_BODY = {"zh": "Body Text Chinese", "en": "Body Text English"}
SONG, HEI, KAI, FANG = "SimSun", "SimHei", "KaiTi", "FangSong"
SERIF, SANS = "Cambria", "Calibri"


@dataclass(frozen=True, slots=True)
class Look:
    """What a style looks like; sizes in points, `line` an exact height or a multiple below 4, `indent` in characters.

    `before` and `after` are points above and below a paragraph.
    """

    east: str
    latin: str
    size: float
    is_bold: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.15
    indent: int = 0
    keep: bool = False
    color: str = "000000"

    @property
    def first_line(self) -> int:
        """The indent of the first line in twentieths of a point."""
        return round(self.indent * self.size * 20)


_CHINESE_TEXT = Look(FANG, "Times New Roman", 16, align="both", line=28, indent=2)
_ENGLISH_TEXT = Look(SONG, SERIF, 11, after=6, line=1.25)
_TEXT = {"zh": _CHINESE_TEXT, "en": _ENGLISH_TEXT}

LOOKS: dict[str, dict[str, Look]] = {
    "zh": {
        "Normal": Look(FANG, "Times New Roman", 16, line=28),
        BODY: _CHINESE_TEXT,
        "Title": Look(SONG, "Times New Roman", 22, True, "center", 0, 14, 34, keep=True),
        NOTE: Look(KAI, "Times New Roman", 12, align="left", line=20, color="444444"),
        "Subtitle": Look(KAI, "Times New Roman", 12, align="center", line=24, after=0),
        "Heading 1": Look(HEI, "Times New Roman", 16, before=14, line=28, indent=2, keep=True),
        "Heading 2": Look(KAI, "Times New Roman", 16, before=0, line=28, indent=2, keep=True),
        "Heading 3": Look(FANG, "Times New Roman", 16, True, before=0, line=28, indent=2, keep=True),
        "Heading 4": Look(FANG, "Times New Roman", 16, line=28, indent=2, keep=True),
        "Quote": Look(KAI, "Times New Roman", 15, align="both", line=28),
        "List Paragraph": Look(FANG, "Times New Roman", 16, line=28),
        "Table Text": Look(FANG, "Times New Roman", 12, line=18),
        CONTENTS: Look(FANG, "Times New Roman", 14, line=26),
        "Footer": Look(SONG, "Times New Roman", 14, align="center", line=1),
    },
    "en": {
        "Normal": Look(SONG, SERIF, 11, line=1.25),
        BODY: _ENGLISH_TEXT,
        "Title": Look(HEI, SANS, 20, True, "left", 0, 6, 1.05, keep=True),
        NOTE: Look(SONG, SANS, 9.5, line=1.15, after=2, color="444444"),
        "Subtitle": Look(SONG, SANS, 10.5, line=1.15, after=0),
        "Heading 1": Look(HEI, SANS, 15, True, before=16, after=4, line=1.1, keep=True),
        "Heading 2": Look(HEI, SANS, 12, True, before=8, after=2, line=1.1, keep=True),
        "Heading 3": Look(HEI, SANS, 11, True, before=6, after=2, line=1.1, keep=True),
        "Heading 4": Look(HEI, SANS, 11, before=4, after=2, line=1.1, keep=True),
        "Quote": Look(SONG, SERIF, 11, after=6, line=1.25),
        "List Paragraph": Look(SONG, SERIF, 11, after=3, line=1.25),
        "Table Text": Look(SONG, SERIF, 10, line=1.1),
        CONTENTS: Look(SONG, SERIF, 11, after=2, line=1.25),
        "Footer": Look(SONG, SANS, 9, align="center", line=1),
    },
}

NOTES: dict[str, dict[str, Look]] = {
    "zh": {
        ADDRESS: Look(KAI, "Times New Roman", 11, align="center", line=20, after=14, color="444444"),
        SUMMARY: Look(KAI, "Times New Roman", 14, align="both", line=26, indent=2, after=8),
        COLOPHON: Look(KAI, "Times New Roman", 12, before=24, line=20, color="444444"),
    },
    "en": {
        ADDRESS: Look(SONG, SANS, 9, line=1.15, after=12, color="444444"),
        SUMMARY: Look(SONG, SERIF, 11.5, line=1.3, after=8),
        COLOPHON: Look(SONG, SANS, 9.5, before=24, line=1.15, after=2, color="444444"),
    },
}
KEPT = {*LOOKS["en"], "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}


def set_styles(document: Any, language: str, *, is_single: bool) -> None:  # noqa: ANN401 - the library has no types here
    """Give the document its styles, in place of those of the library's template.

    Where it holds several reports, their titles are the first headings, and the others look one rank higher.
    """
    _clear(document.styles.element)
    _set_defaults(document.styles.element, language)
    looks = LOOKS[language] if is_single else LOOKS[language] | _headings_below(language)
    for name, look in looks.items():
        _set_look(_style(document, name), look)
    other = "en" if language == "zh" else "zh"
    _set_look(_style(document, OTHER_BODY[other], BODY), _TEXT[other])
    for name, look in {} if is_single else _headings_below(other).items():
        _set_look(_style(document, heading_style(int(name[-1]), other, language), name), look)
    for name, look in NOTES[language].items():
        _set_look(_style(document, name, NOTE), look)
    line = "B23A24" if language == "zh" else "999999"
    _border(_style(document, ADDRESS), "bottom", line)
    _border(_style(document, COLOPHON), "top", "999999")
    _border(_style(document, "Quote"), "left", "999999")
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    properties = link.element.get_or_add_rPr()
    add(properties, "w:color", val="1D4B73")
    add(properties, "w:u", val="single")


def _headings_below(language: str) -> dict[str, Look]:
    """Return what headings look like where the titles of several reports are the first ones."""
    looks = LOOKS[language]
    ranks = {f"Heading {rank}": looks[f"Heading {rank - 1}"] for rank in (2, 3, 4)}
    return {"Heading 1": replace(looks["Title"], size=looks["Title"].size - 2), **ranks}


def heading_style(rank: int, language: str, main: str) -> str:
    """Return the style of a heading in a language, in a document whose main language is `main`.

    That of the other language is based on Word's own, so that it is a heading of the same rank for every program.
    """
    return f"Heading {rank}" if language == main else f"{'Chinese' if language == 'zh' else 'English'} heading {rank}"


def body_style(language: str, main: str) -> str:
    """Return the style of text in a language, in a document whose main language is `main`."""
    return BODY if language == main else OTHER_BODY[language]


def first_line_of(language: str) -> int:
    """Return by how much text and headings in a language indent a first line, in twentieths of a point."""
    return _TEXT[language].first_line


def _clear(root: Any) -> None:  # noqa: ANN401
    """Take out the template's styles that are not used: they have colours, fonts and lists of their own."""
    for style in root.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name.title() not in KEPT:
            root.remove(style)
        elif (link := style.find(qn("w:link"))) is not None:
            style.remove(link)


def _style(document: Any, name: str, base: str = "Normal") -> Any:  # noqa: ANN401
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    return style


def _set_defaults(root: Any, language: str) -> None:  # noqa: ANN401
    """State the languages of all text, and that what no style says looks like the text."""
    properties = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    look = LOOKS[language]["Normal"]
    add(properties, "w:rFonts", ascii=look.latin, hAnsi=look.latin, eastAsia=look.east, cs=look.latin)
    add(properties, "w:lang", val="en-GB", eastAsia="zh-CN", bidi="ar-SA")


def _set_look(style: Any, look: Look) -> None:  # noqa: ANN401
    """Replace what a style looks like; its name, its base and its rank among headings stay."""
    element = style.element
    outline = element.pPr.find(qn("w:outlineLvl")) if element.pPr is not None else None
    level = None if outline is None else outline.get(qn("w:val"))
    for old in (element.pPr, element.rPr):
        if old is not None:
            element.remove(old)
    paragraph = element.get_or_add_pPr()
    if look.keep:
        add(paragraph, "w:keepNext")
        add(paragraph, "w:keepLines")
    _set_spacing(paragraph, look)
    # Also where it is none: the style that this one is based on may have one.
    add(paragraph, "w:ind", firstLineChars=look.indent * 100, firstLine=look.first_line)
    add(paragraph, "w:jc", val=look.align)
    if level is not None:
        add(paragraph, "w:outlineLvl", val=level)
    run = element.get_or_add_rPr()
    add(run, "w:rFonts", ascii=look.latin, hAnsi=look.latin, eastAsia=look.east, cs=look.latin)
    add(run, "w:b", val=int(look.is_bold))
    add(run, "w:i", val=0)
    add(run, "w:color", val=look.color)
    add(run, "w:sz", val=round(look.size * 2))
    add(run, "w:szCs", val=round(look.size * 2))


def _set_spacing(paragraph: Any, look: Look) -> None:  # noqa: ANN401
    exact = look.line >= 4
    add(
        paragraph,
        "w:spacing",
        before=round(look.before * 20),
        after=round(look.after * 20),
        line=round(look.line * (20 if exact else 240)),
        lineRule="exact" if exact else "auto",
    )


def _border(style: Any, side: str, color: str) -> None:  # noqa: ANN401
    """Draw a line along a side of paragraphs; it stands before their spacing, where Word expects it."""
    properties = style.element.get_or_add_pPr()
    borders = add(properties, "w:pBdr")
    add(borders, f"w:{side}", val="single", sz=18 if side == "left" else 8, space=8, color=color)
    properties.remove(borders)
    properties.insert(0, borders)
