"""Reports as PDF, laid out as their printed page is; only where WeasyPrint and Pango are installed (extra "pdf")."""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import import_module
from typing import Any

from reports.documents.writers.content import ReportContent, Volume, gap_after, labelled
from reports.documents.writers.html import PointText, render_section

_TAGS = {"zh": "zh-Hans", "en": "en"}

CHINESE_PAGE = '@page { margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; } }'
STYLE = """
@page { size: A4; margin: 25mm; @bottom-center { content: counter(page); font-size: 9pt; } }
html { font-family: "Noto Serif", "Liberation Serif", Georgia, serif; font-size: 11pt; line-height: 1.45; }
html:lang(zh) { line-height: 1.8; }
:lang(zh) { font-family: FangSong, STFangsong, "Noto Serif CJK SC", SimSun, serif; }
.report:lang(zh) { font-size: 14pt; line-height: 2; text-align: justify; }
h1 { font-size: 20pt; line-height: 1.3; margin: 0 0 8pt; } h1:lang(zh) { text-align: center; }
h2 { font-size: 13pt; margin: 14pt 0 4pt; break-after: avoid; }
h2:lang(zh) { font-family: SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-size: 14pt; padding-left: 2em; }
h3 { font-size: 1em; margin: 8pt 0 2pt; }
p { margin: 0 0 6pt; orphans: 2; widows: 2; } .report:lang(zh) p { text-indent: 2em; margin: 0; }
.facts, .note { font-size: 10pt; line-height: 1.6; color: #333; }
.facts { border-bottom: 1pt solid #b23a24; padding-bottom: 6pt; margin-bottom: 12pt; }
.facts:lang(zh) { text-align: center; } .facts span + span { margin-left: 1.5em; } .facts div { font-size: 9pt; }
.note { margin-top: 20pt; padding-top: 6pt; border-top: 0.5pt solid #888; } .note div { text-indent: 0; }
.point__title { break-after: avoid; } table { border-collapse: collapse; font-size: 10pt; }
th, td { border: 0.5pt solid #888; padding: 2pt 6pt; text-align: left; text-indent: 0; }
a { color: inherit; text-decoration: none; } .report + .report, .volume + .report { break-before: page; }
"""


@cache
def pdf_library() -> Any:  # noqa: ANN401 - a module that may not be there
    """Return WeasyPrint, None where it or a library of the system that it needs is missing."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError):
        return None


def write_pdf(volume: Volume) -> bytes:
    """Return the volume as PDF. About a second for a report; nothing is fetched from anywhere."""
    library = pdf_library()
    if library is None:
        raise RuntimeError("WeasyPrint is not installed")
    style = library.CSS(string=STYLE + (CHINESE_PAGE if volume.language == "zh" else ""))
    made: bytes = library.HTML(string=page_of(volume), url_fetcher=_refuse).write_pdf(stylesheets=[style])
    return made


def _refuse(address: str, *_arguments: object, **_options: object) -> dict[str, Any]:
    raise ValueError(f"not fetched: {address}")


def page_of(volume: Volume) -> str:
    """Return the page that is printed, as HTML."""
    language = _TAGS[volume.language]
    parts = "".join(_parts(volume))
    return f'<!doctype html><html lang="{language}"><title>{escape(volume.title)}</title><body>{parts}</body></html>'


def _parts(volume: Volume) -> Iterator[str]:
    if not volume.is_single:
        notes = "".join(f"<div>{escape(note)}</div>" for note in volume.notes)
        address = f"<div>{escape(volume.address)}</div>"
        yield f'<div class="volume"><h1>{escape(volume.title)}</h1><div class="facts">{notes}{address}</div>'
        yield f"{render_section('introduction', volume.introduction, [], '')}</div>"
    for place, report in enumerate(volume.reports, start=1):
        yield f'<article class="report" lang="{_TAGS[report.language]}">{"".join(_report(report, place))}</article>'


def _report(report: ReportContent, place: int) -> Iterator[str]:
    facts = "".join(f"<span>{escape(labelled(*fact, report.language))}</span> " for fact in report.facts())
    yield f"<h1>{escape(report.title)}</h1>"
    yield f'<div class="facts">{facts}<div><a href="{escape(report.address)}">{escape(report.address)}</a></div></div>'
    if report.summary:
        yield f"<p>{escape(labelled(report.summary_label, report.summary, report.language))}</p>"
    for section in report.sections:
        if heading := report.heading_of(section):
            yield f"<h2>{escape(section.marker + gap_after(section.marker) + heading)}</h2>"
        points = [PointText(point.marker, point.heading, point.text) for point in section.points]
        yield render_section(f"r{place}-{section.anchor}", section.body, points, section.closing)
    notes = "".join(f"<div>{escape(labelled(*fact, report.language))}</div>" for fact in report.colophon())
    yield f'<div class="note">{notes}</div>'
