"""The importer: bytes -> reader -> STEPS -> ImportResult. The tuple shows the order of the work."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from reports.documents.readers import UnreadableSource, read_source
from reports.documents.tree import Block
from reports.documents.values import replace
from reports.importer.artefacts import clean_artefacts
from reports.importer.blocks import text_of
from reports.importer.breadcrumbs import take_breadcrumb
from reports.importer.decisions import note_decisions
from reports.importer.draft import Draft
from reports.importer.facts import gather_facts
from reports.importer.furniture import take_page_tail
from reports.importer.headlines import open_layout, take_title
from reports.importer.languages import detect_language
from reports.importer.outline import outline_parts
from reports.importer.result import Dropped, ImportResult, Repair
from reports.importer.scripts import convert_script
from reports.importer.signatures import take_signatures
from reports.importer.splitting import split_collection
from reports.importer.warnings import note_doubts, note_places

Step = Callable[[Draft], Draft]

STEPS: tuple[Step, ...] = (
    note_places,
    clean_artefacts,
    detect_language,
    open_layout,
    take_breadcrumb,
    take_page_tail,
    take_title,
    split_collection,
    take_signatures,
    outline_parts,
    gather_facts,
    convert_script,
    note_doubts,
    note_decisions,
)


def import_document(data: bytes, name: str, known_units: Sequence[str] = ()) -> ImportResult:
    """Return the reports in one source. `name` is its file name, `known_units` the names and aliases of units that
    the site knows. Raises UnreadableSource for input that cannot be read; touches no database.
    """
    document, source_format, text = read_source(data, name)
    if not document.blocks:
        raise UnreadableSource(_("No text was found in the file. Choose a file that holds the text of a report."))
    draft = Draft(name, source_format, text, document.blocks, tuple(known_units))
    for step in STEPS:
        draft = _traced(draft, step(draft), step.__name__)
    return _finish(draft)


def _traced(before: Draft, after: Draft, step: str) -> Draft:
    """Note which blocks a step took off the source, and which it repaired: those with one new block on their line.

    Several new ones are the cells of a table that only placed them.
    """
    if after.blocks is before.blocks or after.parts:
        return after
    lines, old = {block.line for block in after.blocks}, set(map(id, before.blocks))
    made: dict[int | None, list[Block]] = {}
    for block in after.blocks:
        if id(block) not in old:
            made.setdefault(block.line, []).append(block)
    dropped = tuple(Dropped(b.line, text_of(b), step) for b in before.blocks if b.line not in lines)
    kept = set(map(id, after.blocks))
    repairs = tuple(
        Repair(b.line, text_of(b), text_of(new[0]))
        for b in before.blocks
        if made and id(b) not in kept and len(new := made.get(b.line, [])) == 1 and text_of(new[0]) != text_of(b)
    )
    return replace(after, dropped=after.dropped + dropped, repairs=after.repairs + repairs)


def _finish(draft: Draft) -> ImportResult:
    return ImportResult(
        source=draft.source,
        format=draft.format,
        language=draft.language,
        title=draft.title,
        breadcrumb=draft.breadcrumb,
        introduction="\n\n".join(block.text for block in draft.introduction),
        reports=draft.reports,
        links=draft.links,
        warnings=draft.warnings,
        attribution=draft.attribution,
        permalink=draft.permalink,
        copyright=draft.copyright,
        text=draft.text,
        as_written=_finish(draft.as_written) if draft.as_written else None,
        decisions=draft.decisions,
        repairs=draft.repairs,
        dropped=draft.dropped,
    )
