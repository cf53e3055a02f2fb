"""Where a report stands: its category, its unit and its tags, changed for one of many reports at a time."""

import copy
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from taggit.models import Tag

from reports import gate
from reports.enums import Action
from reports.models import Category, Report, Unit, User
from reports.workflow.permissions import NotPermitted, check_permitted, may
from reports.workflow.revisions import record_as_it_is
from reports.workflow.showing import refresh_published


@transaction.atomic
def move_report(report: Report, to: Category | Unit, *, by: User | None = None, with_sidebars: bool = True) -> bool:
    """Put a report into another category or unit, return whether it stood elsewhere; NotPermitted is raised.

    Into a unit it goes only where whoever moves it may go on working on it.
    """
    stored = _for_editing(report, by)
    field = "unit" if isinstance(to, Unit) else "category"
    if getattr(stored, f"{field}_id") == to.pk:
        return False
    if isinstance(to, Unit):
        moved = copy.copy(stored)
        moved.unit = to
        if not may(by, Action.EDIT, moved):
            text = _("You may not work on reports of “%(unit)s”.")
            raise NotPermitted(text % {"unit": to})
        # Among what it looks for is the unit.
        gate.forget_results([report])
    setattr(report, field, to)
    _keep(report, field, by=by, with_sidebars=with_sidebars)
    return True


@transaction.atomic
def retag_report(
    report: Report,
    add: Collection[Tag] = (),
    remove: Collection[Tag] = (),
    *,
    by: User | None = None,
    with_sidebars: bool = True,
) -> bool:
    """Put tags on a report and take others off, return whether that changed anything; NotPermitted is raised."""
    _for_editing(report, by)
    before = set(report.tags.values_list("pk", flat=True))
    added = {tag.pk for tag in add}
    after = (before - {tag.pk for tag in remove}) | added
    if before == after:
        return False
    report.tags.set(Tag.objects.filter(pk__in=after))
    # What was loaded before is not what it bears.
    getattr(report, "_prefetched_objects_cache", {}).pop("tags", None)
    _keep(report, by=by, with_sidebars=with_sidebars)
    return True


def _for_editing(report: Report, by: User | None) -> Report:
    """Return the report as it is stored, kept from others; NotPermitted where somebody may not edit it."""
    rows: Any = Report.objects.select_for_update(of=("self",)).select_related("unit")
    stored: Report = rows.only("title", "status", "created_by", "category", "unit__path").get(pk=report.pk)
    check_permitted(by, Action.EDIT, stored)
    return stored


def _keep(report: Report, *fields: str, by: User | None, with_sidebars: bool) -> None:
    report.save(update_fields=[*fields, "updated_at"])
    record_as_it_is(report, by=by)
    refresh_published(report, with_sidebars=with_sidebars)
