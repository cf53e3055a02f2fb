"""Every named constraint, refused by the database itself."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint
from taggit.models import Tag

from reports.models import (
    AlertAttempt,
    AlertFilter,
    AlertItem,
    AlertKey,
    AskedQuery,
    Category,
    CategoryAlias,
    Collection,
    Event,
    Figure,
    GateResult,
    GoneReport,
    ImportBatch,
    ImportItem,
    ListingCount,
    ListingEntry,
    Membership,
    OldAddress,
    Period,
    Point,
    PreparedPage,
    PreviewLink,
    PromotedResult,
    Remark,
    Report,
    ReportTag,
    ReportType,
    ReportTypePart,
    Revision,
    Section,
    SidebarEntry,
    Subscriber,
    Subscription,
    Suggestion,
    Topic,
    Unit,
    UnitAlias,
    ViewCount,
)
from tests.factories import FIRST_DAY, make_category, make_collection, make_report, make_source, make_topic, make_unit

pytestmark = pytest.mark.django_db


def section(report, **values):
    return Section.objects.create(**{"report": report, "kind": "other", "position": 90, **values})


def preview_link(report, **values):
    return PreviewLink.objects.create(report=report, **values)


def point(report, **values):
    return Point.objects.create(**{"section": report.sections.get(), "text": "Two pumps.", "position": 90, **values})


def figure(report, **values):
    stored = {
        "report": report,
        "section": report.sections.get(),
        "position": 90,
        "value": 3,
        "amount": 3,
        "text": "3 pumps",
    }
    return Figure.objects.create(**{**stored, **values})


def version(report, **values):
    stored = {"number": report.pk, "title": "Pumps", "content": {}, "made_at": FIRST_DAY}
    return Revision.objects.create(**{**stored, **values})


def gone(report, **values):
    return GoneReport.objects.create(
        **{"number": report.pk, "title": "Pumps", "language": "en", "gone_at": FIRST_DAY, **values}
    )


def item(**values):
    editor, _created = get_user_model().objects.get_or_create(username="editor")
    batch, _created = ImportBatch.objects.get_or_create(created_by=editor)
    stored = {"batch": batch, "position": 1, "name": "a.txt", "content": b"a", "size": 1}
    return ImportItem.objects.create(**{**stored, **values})


def report(**values):
    return Report.objects.create(**{"title": "Pumps", "language": "en", **values})


def period(**values):
    return Period.objects.create(**{"kind": "quarter", "code": "test", **values})


def followed(**values):
    return AlertFilter.objects.create(**{"anchor": "all", "fingerprint": "f" * 64, **values})


def subscription(**values):
    subscriber, _is_new = Subscriber.objects.get_or_create(address="a@b.example")
    row = AlertFilter.objects.first() or followed()
    stored = {"subscriber": subscriber, "filter": row, "language": "en", "asked_at": FIRST_DAY}
    return Subscription.objects.create(**{**stored, **values})


def attempt(**values):
    key, _is_new = AlertKey.objects.get_or_create(day=FIRST_DAY, defaults={"secret": "s"})
    return AlertAttempt.objects.create(**{"key": key, "digest": "d", **values})


def membership(**values):
    user, _created = get_user_model().objects.get_or_create(username="editor")
    return Membership.objects.create(**{"user": user, "role": "editor", **values})


def make_tag():
    return Tag.objects.create(name=f"tag {Tag.objects.count()}")


def alert_items_of_one(report):
    follower = subscription()
    return twice(lambda: AlertItem.objects.create(subscription=follower, report=report))


def part_of_a_type(**values):
    kept, _created = ReportType.objects.get_or_create(slug="annual", defaults={"name_en": "Annual report"})
    return ReportTypePart.objects.create(**{"report_type": kept, "position": 1, **values})


def twice(make):
    make()
    return make()


def suggested_unit(unit):
    return twice(lambda: Suggestion.objects.create(kind="unit", text="Pumps", unit=unit))


def in_collection(position):
    return report(collection=Collection.objects.first() or make_collection(), position=position)


REFUSED = {
    "categoryalias_has_a_breadcrumb": lambda _: CategoryAlias.objects.create(category=make_category(), breadcrumb=""),
    "category_has_a_name": lambda _: Category.objects.add_root({"slug": "nameless"}),
    "category_has_a_slug": lambda _: Category.objects.add_root({"name_zh": "卫生", "slug": ""}),
    "unit_has_a_name": lambda _: Unit.objects.add_root({"slug": "nameless"}),
    "unit_has_a_slug": lambda _: Unit.objects.add_root({"name_en": "Pumps", "slug": ""}),
    "unit_active_in_order": lambda _: make_unit(active_from=date(2024, 1, 2), active_to=date(2024, 1, 1)),
    "unit_kind_known": lambda _: make_unit(kind="circus"),
    "unitalias_has_a_name": lambda _: UnitAlias.objects.create(unit=make_unit(), name=""),
    "topic_has_a_name": lambda _: Topic.objects.create(slug="nameless"),
    "topic_has_a_slug": lambda _: Topic.objects.create(name_en="Water", slug=""),
    "topicentry_once_per_topic": lambda r: make_topic(reports=[r, r]),
    "period_kind_known": lambda _: period(kind="decade"),
    "period_ordinal_suits_kind": lambda _: period(year=2024, ordinal=5),
    "period_in_order": lambda _: period(year=2024, start=date(2024, 2, 1), end=date(2024, 1, 1)),
    "period_dates_have_a_year": lambda _: period(start=date(2024, 1, 1), end=date(2024, 1, 2)),
    "period_has_a_code": lambda _: period(code=""),
    "source_has_a_name": lambda _: make_source(name=""),
    "source_has_a_fingerprint": lambda _: make_source(fingerprint=""),
    "collection_has_a_title": lambda _: make_collection(title=""),
    "collection_language_known": lambda _: make_collection(language="fr"),
    "report_has_a_title": lambda _: report(title=""),
    "report_language_known": lambda _: report(language="fr"),
    "report_status_known": lambda _: report(status="lost"),
    "report_published_has_a_date": lambda _: report(status="published"),
    "report_copy_is_never_public": lambda r: report(revises=r, status="withdrawn"),
    "report_copy_has_no_place": lambda r: report(revises=r, is_recommended=True),
    "report_public_is_not_scheduled": lambda _: report(
        status="published", published_at=FIRST_DAY, publish_at=FIRST_DAY
    ),
    "report_expires_after_its_publication": lambda _: report(publish_at=FIRST_DAY, expires_at=FIRST_DAY),
    "report_position_from_one": lambda _: in_collection(0),
    "report_position_once_in_collection": lambda _: twice(lambda: in_collection(1)),
    "reporttag_once_per_report": lambda r: twice(
        lambda: ReportTag.objects.create(content_object=r, tag=Tag.objects.get_or_create(name="pumps")[0])
    ),
    "reporttype_has_a_name": lambda _: ReportType.objects.create(slug="nameless"),
    "reporttype_has_a_slug": lambda _: ReportType.objects.create(name_en="Annual report", slug=""),
    "reporttypepart_kind_known": lambda _: part_of_a_type(kind="praise"),
    "reporttypepart_position_once_in_type": lambda _: twice(part_of_a_type),
    "previewlink_ends_after_its_start": lambda r: preview_link(r, created_at=FIRST_DAY, expires_at=FIRST_DAY),
    "remark_says_something": lambda r: Remark.objects.create(report=r, text=""),
    "revision_has_a_title": lambda r: version(r, title=""),
    "revision_kind_known": lambda r: version(r, kind="lost"),
    "section_kind_known": lambda r: section(r, kind="praise"),
    "section_position_once_in_report": lambda r: twice(lambda: section(r)),
    "point_says_something": lambda r: point(r, text="", heading=""),
    "point_position_once_in_section": lambda r: twice(lambda: point(r)),
    "membership_role_known": lambda _: membership(role="king"),
    "membership_once_in_unit": lambda _: twice(lambda: membership(unit=Unit.objects.first() or make_unit())),
    "membership_once_everywhere": lambda _: twice(membership),
    "event_has_a_kind": lambda _: Event.objects.create(kind=""),
    "figure_bound_known": lambda r: figure(r, bound="maybe"),
    "figure_has_a_text": lambda r: figure(r, text=""),
    "figure_position_from_one": lambda r: figure(r, position=0),
    "figure_position_once_in_report": lambda r: twice(lambda: figure(r)),
    "gateresult_has_an_edition": lambda _: GateResult.objects.create(report=report(), edition=0),
    "gonereport_has_a_title": lambda r: gone(r, title=""),
    "gonereport_language_known": lambda r: gone(r, language="fr"),
    "listingentry_once_per_scope": lambda r: twice(
        lambda: ListingEntry.objects.create(scope="tag:1", report=r, published_at=FIRST_DAY)
    ),
    "suggestion_has_a_text": lambda _: Suggestion.objects.create(kind="query", text=""),
    "suggestion_leads_to_what_its_kind_says": lambda _: Suggestion.objects.create(kind="title", text="Pumps"),
    "suggestion_once_per_query": lambda _: twice(lambda: Suggestion.objects.create(kind="query", text="pumps")),
    "suggestion_once_per_name_of_unit": lambda _: suggested_unit(make_unit()),
    "askedquery_says_something": lambda _: AskedQuery.objects.create(query="", day=FIRST_DAY),
    "askedquery_once_per_day": lambda _: twice(lambda: AskedQuery.objects.create(query="pumps", day=FIRST_DAY)),
    "promotedresult_has_a_query": lambda r: PromotedResult.objects.create(query="", report=r),
    "promotedresult_once_per_query": lambda r: twice(
        lambda: PromotedResult.objects.create(query="pumps", report=r, position=2)
    ),
    "oldaddress_has_a_slug": lambda _: OldAddress.objects.create(slug="", unit=make_unit()),
    "oldaddress_leads_to_one_row": lambda _: OldAddress.objects.create(
        slug="old", unit=make_unit(), category=make_category()
    ),
    "oldaddress_once_per_category": lambda _: twice(
        lambda: OldAddress.objects.create(slug="old", category=make_category())
    ),
    "oldaddress_once_per_unit": lambda _: twice(lambda: OldAddress.objects.create(slug="old", unit=make_unit())),
    "oldaddress_once_per_topic": lambda _: twice(lambda: OldAddress.objects.create(slug="old", topic=make_topic())),
    "oldaddress_once_per_tag": lambda _: twice(lambda: OldAddress.objects.create(slug="old", tag=make_tag())),
    "alertfilter_has_an_anchor": lambda _: followed(anchor=""),
    "alertfilter_has_a_fingerprint": lambda _: followed(fingerprint=""),
    "alertfilter_place_known": lambda _: followed(where="attic"),
    "subscriber_has_an_address": lambda _: Subscriber.objects.create(address="nobody"),
    "subscriber_address_in_lower_case": lambda _: Subscriber.objects.create(address="A@b.example"),
    "subscription_once_per_filter": lambda _: twice(subscription),
    "subscription_frequency_known": lambda _: subscription(frequency="hourly"),
    "subscription_has_a_language": lambda _: subscription(language=""),
    "subscription_sends_nothing_unconfirmed": lambda _: subscription(digest_on=FIRST_DAY),
    "alertitem_once_per_subscription": alert_items_of_one,
    "alertkey_has_a_secret": lambda _: AlertKey.objects.create(day=FIRST_DAY, secret=""),
    "alertattempt_once_per_day": lambda _: twice(attempt),
    "alertattempt_has_a_digest": lambda _: attempt(digest=""),
    "listingcount_once_per_pair": lambda _: twice(lambda: ListingCount.objects.create(scope="tag:1", within="all")),
    "sidebarentry_shelf_known": lambda r: SidebarEntry.objects.create(target=r, shelf="attic", position=0),
    "sidebarentry_reason_known": lambda r: SidebarEntry.objects.create(
        target=r, shelf="related", reason="whim", position=0
    ),
    "sidebarentry_position_once_on_shelf": lambda r: twice(
        lambda: SidebarEntry.objects.create(report=r, target=r, shelf="related", position=0)
    ),
    "preparedpage_once_per_language": lambda r: twice(
        lambda: PreparedPage.objects.create(report=r, language="xx", edition="1", parts={})
    ),
    "preparedpage_one_for_all_pages": lambda r: twice(
        lambda: PreparedPage.objects.create(report=None, language="xx", edition="1", parts={})
    ),
    "importitem_has_a_name": lambda _: item(name=""),
    "importitem_state_known": lambda _: item(state="lost"),
    "importitem_open_has_content": lambda _: item(content=None),
    "importitem_position_once_in_batch": lambda _: twice(item),
    "viewcount_once_per_day": lambda r: twice(lambda: ViewCount.objects.create(report=r, day=date(2025, 1, 1))),
}

UNIQUE_FIELDS = {
    "category slug": lambda _: twice(lambda: Category.objects.add_root({"name_en": "Water", "slug": "water"})),
    "unit slug": lambda _: twice(lambda: Unit.objects.add_root({"name_en": "Water", "slug": "water"})),
    "topic slug": lambda _: twice(lambda: Topic.objects.create(name_en="Water", slug="water")),
    "type slug": lambda _: twice(lambda: ReportType.objects.create(name_en="Annual report", slug="annual")),
    "address": lambda _: twice(lambda: Subscriber.objects.create(address="a@b.example")),
    "filter": lambda _: twice(followed),
    "alias": lambda _: twice(lambda: UnitAlias.objects.create(unit=make_unit(), name="环卫所")),
    "period code": lambda _: twice(lambda: period(code="2024-q3")),
    "fingerprint": lambda _: twice(lambda: make_source(fingerprint="f" * 64)),
}


def test_every_constraint_has_a_refused_row_below():
    assert set(REFUSED) == set(CONSTRAINTS)


CONSTRAINTS = {
    constraint.name: (model._meta.db_table, constraint)
    for model in apps.get_app_config("reports").get_models()
    for constraint in model._meta.constraints
}


def complaint(name):
    """What the database says: the name, but SQLite lists the columns of a unique constraint."""
    table, constraint = CONSTRAINTS[name]
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        columns = [apps.get_model("reports", table.split("_")[1])._meta.get_field(f).column for f in constraint.fields]
        return ", ".join(f"{table}.{column}" for column in columns)
    return name


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_constraint_refuses(name):
    stored = make_report(status="draft")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        REFUSED[name](stored)
    assert complaint(name) in str(refusal.value)


@pytest.mark.parametrize("name", sorted(UNIQUE_FIELDS))
def test_unique_field_refuses_a_second_row(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        UNIQUE_FIELDS[name](None)


def test_rows_at_the_edge_of_the_constraints_are_taken():
    make_unit(active_from=date(2024, 1, 1), active_to=date(2024, 1, 1))
    period(code="a", ordinal=4)
    period(code="b", year=2024, start=date(2024, 1, 1), end=date(2024, 1, 1))
    period(code="c", kind="year")
    stored = report(status="published", published_at=FIRST_DAY + timedelta(days=1))
    in_collection(1)
    section(stored, position=0)
    assert (Unit.objects.count(), Period.objects.count(), Report.objects.count()) == (1, 3, 2)
