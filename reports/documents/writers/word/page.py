"""The page of a Word document: A4, its margins, and the page number at its foot."""

from typing import Any

from docx.shared import Mm

from reports.documents.writers.word.xml import add, add_run, add_text

MARGINS = {"zh": (37, 26, 35, 28), "en": (25, 25, 25, 25)}
"""Top, right, bottom, left in millimetres; in Chinese those of GB/T 9704."""


def lay_out_page(document: Any, language: str) -> None:  # noqa: ANN401 - the library's documents have no types here
    """Set size and margins, and the number at the foot: "— 1 —" in Chinese, "1" in English."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = (Mm(size) for size in MARGINS[language])
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    section.header_distance = section.footer_distance = Mm(15 if language == "en" else 25)
    foot = section.footer.paragraphs[0]._p
    for child in list(foot):
        foot.remove(child)
    properties = add(foot, "w:pPr")
    add(properties, "w:pStyle", val="Footer")
    add(properties, "w:jc", val="center")
    sign = "— " if language == "zh" else ""
    _add_text(foot, sign)
    _add_field(foot, "PAGE", "1")
    _add_text(foot, sign[::-1])


def _add_text(paragraph: Any, text: str) -> None:  # noqa: ANN401
    if text:
        add_run(paragraph, text)


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:  # noqa: ANN401
    """Append a field with what it shows until Word works it out."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = add(paragraph, "w:r")
        if kind == "instruction":
            add(run, "w:instrText").text = f" {instruction} "
        elif kind == "shown":
            add_text(run, shown)
        else:
            add(run, "w:fldChar", fldCharType=kind)
