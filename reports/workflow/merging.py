"""Rows that gather reports merged into one: reports, names, followers and old addresses go along."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from taggit.models import Tag

from reports import alerts
from reports.enums import EventKind
from reports.listings import scope_of
from reports.models import OldAddress, Report, ReportTag, Unit, UnitAlias, User
from reports.workflow.events import record_event
from reports.workflow.showing import refresh_many, refresh_sidebars

Row = Any
"""A tag, or a node of one of the trees."""

_ON_THEIR_OWN = {"memberships", "suggestions", "suggestion", "old_addresses", "report_tags"}
"""Rows that do not simply go along: some are moved in their own way, what the others say is made anew, or ends."""


class CannotMerge(Exception):
    """Rows cannot become one; the text says why."""


@transaction.atomic
def merge_rows(sources: Sequence[Row], target: Row, *, by: User | None = None) -> int:
    """Let `target` take over what the rows `sources` of its sort hold, and delete these; CannotMerge is raised.

    Returns how many public reports were brought up to date. Their addresses lead to that of `target`, who followed
    them follows it. Roles in a unit that is merged end: they would reach further in the other one.
    """
    _check(sources, target)
    keys = set(_public_reports(sources))
    for source in sources:
        # The one before may have moved its place in the tree.
        source.refresh_from_db()
        target.refresh_from_db()
        _hand_over(source, target)
        detail = {"sort": _sort(target), "from": str(source), "slug": source.slug, "to": str(target), "key": target.pk}
        source.delete()
        record_event(EventKind.MERGED, by, detail=detail)
    reports = Report.objects.filter(pk__in=keys).select_related("unit", "category", "period")
    refresh_many(reports)
    refresh_sidebars(reports)
    return len(keys)


def _check(sources: Sequence[Row], target: Row) -> None:
    for source in sources:
        if source.pk == target.pk:
            raise CannotMerge(_("“%(row)s” cannot be merged into itself.") % {"row": target})
        if not isinstance(source, Tag) and not isinstance(target, Tag) and target.path.startswith(source.path):
            text = _("“%(target)s” lies below “%(source)s” and cannot take it over. Merge the other way round.")
            raise CannotMerge(text % {"target": target, "source": source})


def _sort(row: Row) -> str:
    return str(row._meta.model_name)


def _public_reports(rows: Iterable[Row]) -> Iterable[int]:
    rule = Q(pk__in=[])
    for row in rows:
        rule |= Q(tags=row) if isinstance(row, Tag) else Q(**{f"{_sort(row)}__path__startswith": row.path})
    return Report.objects.published().filter(rule).values_list("pk", flat=True)


def _hand_over(source: Row, target: Row) -> None:
    sort = _sort(target)
    if isinstance(source, Tag):
        rows = ReportTag.objects.filter(tag=source)
        rows.exclude(content_object__in=ReportTag.objects.filter(tag=target.pk).values("content_object")).update(
            tag=target.pk
        )
    else:
        _hand_over_node(source, target)
    OldAddress.objects.filter(**{sort: source}).update(**{sort: target})
    OldAddress.objects.remember(sort, target, source.slug, target.slug)
    alerts.follow_instead(scope_of(sort, source.pk), scope_of(sort, target.pk))


def _hand_over_node(source: Row, target: Row) -> None:
    """Move what is below a node, and let every row that names it name the other one."""
    nodes = source._meta.model.objects
    for child in nodes.get_children(source):
        # Each move may change the paths of the others.
        child.refresh_from_db()
        target.refresh_from_db()
        nodes.move(child, target, "last-child")
    source.refresh_from_db()
    target.refresh_from_db()
    for relation in source._meta.related_objects:
        if relation.get_accessor_name() not in _ON_THEIR_OWN:
            relation.related_model._base_manager.filter(**{relation.field.name: source}).update(
                **{relation.field.name: target.pk}
            )
    if isinstance(source, Unit):
        known = UnitAlias.objects.filter(name__in=[source.name_en, source.name_zh]).values_list("name", flat=True)
        names = {source.name_en, source.name_zh} - {"", target.name_en, target.name_zh} - set(known)
        UnitAlias.objects.bulk_create(UnitAlias(unit=target, name=name) for name in sorted(names))
