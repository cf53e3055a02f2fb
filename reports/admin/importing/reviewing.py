"""The review of one document: shown, corrected, stored."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.admin.importing.answers import Answers
from reports.admin.importing.cutting import CutChoice, cut_places
from reports.admin.importing.doubts import doubts_of
from reports.admin.importing.history import note_stored
from reports.admin.importing.presenting import ReviewPresentation
from reports.admin.rights import reaches_all
from reports.enums import Action, ImportOutcome, ImportState, Language, LineLabel, SectionKind
from reports.importer import (
    ChangedElsewhere,
    ImpossibleCorrection,
    KnownNames,
    Review,
    category_crumbs,
    correct_item,
    plan_item,
    review_of,
    store_item,
    undo_correction,
)
from reports.models import Category, ImportBatch, ImportItem
from reports.templatetags.summaries import language_tag
from reports.workflow import TransitionRefused, check_imported

MOST_CUTS = 50
"""Places to cut a line at that are offered, where the words stand in it many times."""

_LONGEST_NUMBER = 9
MOST_UNITS = 1_000
"""Names of units that the page offers while the editor types."""


def review_document(request: HttpRequest, item: ImportItem, context: dict[str, Any]) -> HttpResponse:
    """Show a document's review, or carry out what its page asks for. `context` is what every page of the admin has."""
    if item.state != ImportState.TO_REVIEW:
        return HttpResponseRedirect(_list_address(item))
    names = KnownNames()
    if request.method == "POST":
        try:
            return _answer(request, item, names)
        except ChangedElsewhere:
            text = _("This document was changed on another page meanwhile. Here it is as it stands now.")
        except ImpossibleCorrection:
            text = _("That is not possible here, so nothing was changed.")
        messages.warning(request, text)
        return HttpResponseRedirect(request.get_full_path())
    return TemplateResponse(request, "admin/reports/import_review.html", {**context, **_shown(request, item, names)})


def _list_address(item: ImportItem) -> str:
    return reverse("admin:reports_importbatch_change", args=[item.batch_id])


def _shown(request: HttpRequest, item: ImportItem, names: KnownNames) -> dict[str, Any]:
    review = review_of(item, names)
    categories = list(Category.objects.order_by("path"))
    page = ReviewPresentation(
        review,
        names,
        plan_item(item, review, names),
        categories,
        _number(request.GET.get("report", "")),
        _number(request.GET.get("page", "")) or 1,
        _cut_choice(request, review),
    )
    return {
        "title": item.name,
        "subtitle": item.title or None,
        "item": item,
        "may_remember": reaches_all(request.user, Action.CREATE),
        "item_count": item.batch.items.count(),
        "page": page,
        "review": review,
        "categories": categories,
        "breadcrumb_category": names.find_category(page.result) if review.page.breadcrumb else None,
        "crumbs": category_crumbs(page.result),
        "units": sorted({name for name, _unit in names.unit_rows})[:MOST_UNITS],
        "text_language": language_tag(review.page.language.value),
        "headings": list(SectionKind),
        "text_labels": [(LineLabel.POINT, "p"), (LineLabel.TEXT, "t"), (LineLabel.CLOSING, "a")],
        "page_labels": [
            (LineLabel.TITLE, "h"),
            (LineLabel.BYLINE, "b"),
            (LineLabel.SIGNATURE, "s"),
            (LineLabel.DROPPED, "x"),
        ],
        "languages": list(Language),
    }


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < _LONGEST_NUMBER else None


def _cut_choice(request: HttpRequest, review: Review) -> CutChoice | None:
    """The places at which a line may be cut, where the editor's words stand in it several times."""
    words = request.GET.get("cut", "")
    places = cut_places(review.lines, request.GET.getlist("cut-line"), words)
    return CutChoice(words, places[:MOST_CUTS]) if places else None


# --- answers


def _answer(request: HttpRequest, item: ImportItem, names: KnownNames) -> HttpResponse:
    written = request.POST.get("version", "")
    version = int(written) if written.isascii() and written.isdecimal() else -1
    action = request.POST.get("do", "")
    if action == "undo":
        undo_correction(item, version, names)
        return _back(request)
    if action == "set_aside":
        return _set_aside(request, item)
    review = review_of(item, names)
    answers = Answers(request.POST, review, names, doubts_of(review, names))
    item, _review = correct_item(item, answers.corrections, version, names)
    for complaint in answers.complaints:
        messages.error(request, complaint)
    if action == "store" and not answers.complaints:
        return _store(request, item, names)
    return _back(request, *(answers.arguments if answers.action == "show" else ()), cut=answers.unclear_cut)


def _back(request: HttpRequest, wanted: str = "", *, cut: str = "") -> HttpResponse:
    """Return to the report and page that were shown or are wanted, at the line that was worked on."""
    lines = request.POST.getlist("line")
    shown = [(name, request.POST.get(name, "")) for name in ("report", "page")]
    query = [(name, value) for name, value in ([("report", wanted)] if wanted else shown) if value.isdecimal()]
    if cut:
        query += [("cut", cut), *(("cut-line", line) for line in lines)]
    place = f"#line-{lines[0]}" if lines and lines[0].replace(".", "").isdecimal() and not cut else ""
    return HttpResponseRedirect(f"{request.path}?{urlencode(query)}{place or ('#cut' if cut else '')}")


def _set_aside(request: HttpRequest, item: ImportItem) -> HttpResponse:
    """Leave a document as it is, without storing it; the list can take it up again."""
    ImportItem.objects.filter(pk=item.pk, state=ImportState.TO_REVIEW).update(
        state=ImportState.SET_ASIDE, used_at=timezone.now()
    )
    return _go_on(request, item.batch)


def _store(request: HttpRequest, item: ImportItem, names: KnownNames) -> HttpResponse:
    try:
        with transaction.atomic():
            stored = store_item(item, item.version, names)
            note_stored(request.user.pk or 0, item, stored)
            blocking = check_imported(stored.written)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    created = stored.count(ImportOutcome.CREATED)
    text = ngettext("%(number)d report stored as a draft.", "%(number)d reports stored as drafts.", created)
    parts = [text % {"number": created}] if created else []
    others: Sequence[ImportOutcome] = [outcome for outcome in ImportOutcome if outcome is not ImportOutcome.CREATED]
    parts += [f"{outcome.label}: {stored.count(outcome)}." for outcome in others if stored.count(outcome)]
    messages.success(request, f"{item.name}: {' '.join(parts)}")
    if blocking:
        text = ngettext(
            "The gate found %(number)d thing that must not be public; the page of the report says where.",
            "The gate found %(number)d things that must not be public; the pages of the reports say where.",
            blocking,
        )
        messages.warning(request, text % {"number": blocking})
    return _go_on(request, item.batch)


def _go_on(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Open the next document that waits for review, else the list; after a single document, its reports."""
    following = batch.items.in_short().filter(state=ImportState.TO_REVIEW).first()
    if following:
        return HttpResponseRedirect(following.get_absolute_url())
    return HttpResponseRedirect(reverse("admin:reports_importbatch_change", args=[batch.pk]))
