"""What is public, what an editor sees, and how few queries it takes."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

import reports
from reports.enums import ReportStatus
from reports.models import Category, Collection, Report, Topic, Unit
from tests.factories import (
    make_category,
    make_collection,
    make_editor,
    make_period,
    make_report,
    make_topic,
    make_unit,
    make_user,
)

ROOT = Path(reports.__file__).parent
COPY = re.compile(r"""status(?:__in|__exact)?["']?\s*[=:]\s*\[?(?:ReportStatus\.PUBLISHED|["']published["'])""")


def test_visibility_rule_is_written_once():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(ROOT.rglob("*.py"))
        if "migrations" not in path.parts
        for match in COPY.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == [
        # Indexes and constraints of the table itself.
        'models/report.py: status="published"',
        'models/report.py: status="published"',
        'models/report.py: status="published"',
        'models/report.py: status="published"',
        'models/report.py: status="published"',
        "models/report.py: status=ReportStatus.PUBLISHED",
        "models/report.py: status=ReportStatus.PUBLISHED",
        "models/report.py: status__in=[ReportStatus.PUBLISHED",
        'querysets.py: status": ReportStatus.PUBLISHED',
        # Publication writes it.
        "workflow/transitions.py: status=ReportStatus.PUBLISHED",
    ]


@pytest.fixture
def one_of_each(db):
    return {status: make_report(f"Report {status}", status=status) for status in ReportStatus}


def test_published_holds_published_reports_only(one_of_each):
    assert list(Report.objects.published()) == [one_of_each[ReportStatus.PUBLISHED]]


def test_visible_to_strangers_and_users_without_permission_is_what_is_published(one_of_each):
    for user in (AnonymousUser(), make_user("reader")):
        assert list(Report.objects.visible_to(user)) == [one_of_each[ReportStatus.PUBLISHED]]


def test_visible_to_editors_is_everything(one_of_each):
    assert set(Report.objects.visible_to(make_editor())) == set(one_of_each.values())


@pytest.mark.django_db
def test_orders_are_stable_where_values_are_equal():
    made = [make_report(f"Report {number}") for number in range(3)]
    Report.objects.update(published_at=made[0].published_at, popularity=1.5)
    newest_last = [report.pk for report in reversed(made)]
    assert [report.pk for report in Report.objects.newest_first()] == newest_last
    assert [report.pk for report in Report.objects.popular_first()] == newest_last


@pytest.mark.django_db
def test_recommended_are_the_editors_picks():
    make_report("Not picked")
    picked = make_report("Picked", is_recommended=True)
    assert list(Report.objects.recommended()) == [picked]


def shown(report):
    """Touch everything that a card shows."""
    return (
        report.title,
        report.unit and report.unit.short_name,
        report.period and report.period.label,
        report.section_kinds,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_cards_take_one_query(number, django_assert_num_queries):
    for _time in range(number):
        make_report(unit=make_unit(), period="2024-q3", with_sidebars=False)
    with django_assert_num_queries(1):
        assert len([shown(report) for report in Report.objects.published().with_cards()]) == number


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_pages_with_text_take_three_queries(number, django_assert_num_queries):
    for _time in range(number):
        make_report(unit=make_unit(), category=make_category(), collection=make_collection(), period="2024-q3")
    with django_assert_num_queries(3):
        rows = list(Report.objects.with_page().with_text())
        texts = [
            (*shown(row), row.category.name, row.collection.title, section.heading, list(section.points.all()))
            for row in rows
            for section in row.sections.all()
        ]
    assert len(texts) == number


@pytest.mark.django_db
def test_collections_are_public_with_their_first_published_report():
    public, hidden = make_collection("Public"), make_collection("Hidden")
    make_collection("Empty")
    for number, status in enumerate(["published", "published", "draft"], start=1):
        make_report(status=ReportStatus(status), collection=public, position=number)
    for number, status in enumerate(["draft", "withdrawn", "in_review"], start=1):
        make_report(status=ReportStatus(status), collection=hidden, position=number)
    assert [(row.title, row.parts) for row in Collection.objects.with_published_parts()] == [("Public", 2)]


@pytest.mark.django_db
def test_topic_entries_are_the_published_ones_in_the_editors_order(django_assert_num_queries):
    kept = [make_report(title) for title in ("B", "A", "C")]
    make_topic("Clean water", [kept[0], make_report("D", status=ReportStatus.DRAFT), kept[1], kept[2]])
    make_topic("Clean air", [kept[2]])
    with django_assert_num_queries(2):
        found = {
            topic.name_en: [entry.report.title for entry in topic.entries.all()]
            for topic in Topic.objects.with_reports().order_by("pk")
        }
    assert found == {"Clean water": ["B", "A", "C"], "Clean air": ["C"]}


@pytest.mark.django_db
def test_trees_keep_order_and_depth():
    parent = make_unit("County")
    for name in ("Second town", "First town"):
        make_unit("Village", make_unit(name, parent))
    make_category("Alone")
    assert [(unit.name_en, unit.depth) for unit in Unit.objects.get_tree()] == [
        ("County", 1), ("Second town", 2), ("Village", 3), ("First town", 2), ("Village", 3),
    ]  # fmt: skip
    assert Category.objects.get().is_root()
    assert make_period("2024") == make_period("2024")
