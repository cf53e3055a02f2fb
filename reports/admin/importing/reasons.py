"""The importer's evidence in words."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from reports.importer import LOST

REASONS: dict[str, Promise] = {
    "styled headline": pgettext_lazy("evidence", "styled as a headline"),
    "line that names a report": pgettext_lazy("evidence", "the line names a report"),
    "first line": pgettext_lazy("evidence", "it is the first line"),
    "part marker": pgettext_lazy("evidence", "a part marker"),
    "title of its own": pgettext_lazy("evidence", "a title of its own"),
    "numbering starts again": pgettext_lazy("evidence", "the numbering starts again"),
    "one report": pgettext_lazy("evidence", "one report"),
    "number declared": pgettext_lazy("evidence", "the page declares as many"),
    "another number declared": pgettext_lazy("evidence", "the page declares another number"),
    "title (known unit)": pgettext_lazy("evidence", "a known unit, named in the title"),
    "title": pgettext_lazy("evidence", "named in the title"),
    "letterhead, byline or signature": pgettext_lazy("evidence", "letterhead, byline or signature"),
    "letterhead": pgettext_lazy("evidence", "letterhead"),
    "opening (known unit)": pgettext_lazy("evidence", "a known unit, named in the opening"),
    "named in the text": pgettext_lazy("evidence", "named in the text"),
    "before the first heading": pgettext_lazy("evidence", "before the first heading"),
    "before the first point": pgettext_lazy("evidence", "before the first point"),
    "thematic heading": pgettext_lazy("evidence", "the heading names a theme"),
    "points without a heading": pgettext_lazy("evidence", "points without a heading"),
    "no work summary": pgettext_lazy("evidence", "nothing says that it is a work summary"),
    "repeats the title": pgettext_lazy("evidence", "repeats the title"),
    "no text of a report": pgettext_lazy("evidence", "no text of a report"),
    "editor": pgettext_lazy("evidence", "said by you"),
    "invisible character": pgettext_lazy("evidence", "invisible characters"),
    "character reference": pgettext_lazy("evidence", "signs of a web page's code"),
    "reading behind the character": pgettext_lazy("evidence", "readings in brackets behind characters"),
    "stray sign": pgettext_lazy("evidence", "stray signs"),
    "left over from the other script": pgettext_lazy("evidence", "characters left over from the other script"),
    "word of the other script": pgettext_lazy("evidence", "characters of the other script, told by the word"),
    "bytes and reading agree": pgettext_lazy("evidence", "lost characters that bytes and reading name"),
    "word completed by its reading": pgettext_lazy("evidence", "a lost character, guessed from word and reading"),
    "bytes out of step": pgettext_lazy("evidence", "a lost character, guessed from the bytes left"),
    "stands for several characters": pgettext_lazy("evidence", "stands for several Traditional characters"),
    "stands in both scripts": pgettext_lazy("evidence", "the character stands in both scripts"),
    "rewritten": pgettext_lazy("evidence", "text written anew"),
    LOST: pgettext_lazy("evidence", "text is lost or garbled here"),
}
"""The importer's evidence in words; what is not here is quoted from the source."""


def reason_of(evidence: str) -> str:
    """Return the evidence of a decision in words, or as a quotation."""
    if not evidence:
        return ""
    known = [REASONS[part] for part in evidence.split(", ") if part in REASONS]
    if evidence in REASONS:
        return str(REASONS[evidence])
    return ", ".join(map(str, known)) if known else f"“{evidence}”"
