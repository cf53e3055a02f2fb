"""Versions of reports: one for each save that changes something, whole, with who made it."""

import pytest

from reports import workflow
from reports.enums import SectionKind
from reports.importer import import_document, store_import
from reports.models import Report, Revision
from reports.workflow import PointDraft, SectionDraft
from reports.workflow.revisions import record_revision
from tests.factories import make_category, make_report, make_unit, make_user, work

pytestmark = pytest.mark.django_db

TEXT = [
    SectionDraft(
        SectionKind.WORK_DONE, "一、", "工作", "Nine **drains**.", [PointDraft("1.", "Pumps", "Two.")], "End."
    ),
    SectionDraft(SectionKind.PROBLEMS, "", "", "None.", []),
]


def versions(report):
    rows = Revision.objects.filter(number=report.pk).order_by("pk")
    return [(row.kind, row.title, row.author_name, row.note, row.status) for row in rows]


def test_version_holds_all_that_a_report_says():
    unit, category = make_unit(), make_category()
    values = {"unit": unit, "category": category, "period": "2024-q3", "byline": "The office", "attribution": "Gazette"}
    report = make_report("Drains", sections=TEXT, tags=["pumps", "drains"], status="draft", summary="Short.", **values)
    revision = Revision.objects.get()
    assert (revision.number, revision.unit, revision.public_at) == (report.pk, unit, None)
    assert revision.content == {
        "title": "Drains",
        "language": "en",
        "summary": "Short.",
        "report_type": None,
        "category": category.pk,
        "unit": unit.pk,
        "period": report.period_id,
        "byline": "The office",
        "attribution": "Gazette",
        "tags": ["drains", "pumps"],
        "sections": [
            ["work_done", "一、", "工作", "Nine **drains**.", "End.", [["1.", "Pumps", "Two."]]],
            ["problems", "", "", "None.", "", []],
        ],
    }


def test_each_save_is_a_version_and_one_that_changes_nothing_is_none():
    author = make_user("ann")
    report = make_report("Drains", sections=TEXT, status="draft")
    workflow.write_sections(report, [work("Ten drains.")], by=author, note="Counted again.")
    workflow.write_sections(report, [work("Ten drains.")], by=author)
    workflow.prepare_report(report)
    Report.objects.update(title="Gullies")
    workflow.prepare_report(Report.objects.get(), by=author)
    assert versions(report) == [
        ("saved", "Drains", "", "", "draft"),
        ("saved", "Drains", "ann", "Counted again.", "draft"),
        ("saved", "Gullies", "ann", "", "draft"),
    ]
    author.delete()
    assert versions(report)[2][2] == "ann"


def test_version_costs_three_queries_one_of_which_writes(django_assert_num_queries):
    make_report(status="draft", tags=["a", "b"])
    report = Report.objects.get()
    with django_assert_num_queries(3) as taken:
        record_revision(report, [work("Changed.")])
    assert [query["sql"].startswith("INSERT") for query in taken] == [False, False, True]


def test_versions_tell_since_when_the_public_reads_them():
    report, other = make_report("Drains", status="draft"), make_report("Pumps", status="draft")
    workflow.publish_report(report)
    workflow.publish_many([other])
    first, second = Revision.objects.order_by("pk")
    assert first.public_at >= report.published_at
    assert second.public_at >= other.published_at
    workflow.withdraw_report(report)
    workflow.publish_report(report)
    assert Revision.objects.get(pk=first.pk).public_at == first.public_at
    workflow.write_sections(report, [work("Ten.")])
    assert Revision.objects.latest("pk").public_at > first.public_at


def test_deleted_report_leaves_its_versions():
    report = make_report("Drains", sections=TEXT)
    number = report.pk
    workflow.delete_report(report)
    assert list(Revision.objects.order_by("pk").values_list("number", "kind", "title")) == [
        (number, "saved", "Drains"),
        (number, "deleted", "Drains"),
    ]
    assert workflow.sections_of(Revision.objects.latest("pk").content) == TEXT


def test_import_keeps_versions_of_many_in_one_query(django_assert_num_queries):
    data = b"# Drains\n\n## Work done\n\n1. Nine drains.\n"
    report = store_import(import_document(data, "drains.md"), data).reports[0]
    assert versions(report) == [("imported", "Drains", "", "drains.md", "draft")]
    changed = data.replace(b"Nine", b"Ten")
    assert store_import(import_document(changed, "drains.md"), changed).reports[0].pk == report.pk
    assert [row[0] for row in versions(report)] == ["imported", "imported"]
    assert "Ten drains." in str(Revision.objects.latest("pk").content)
    new = [Report(title=f"New {number}", language="en") for number in range(3)]
    texts = [[work(f"Text {number}.")] for number in range(3)]
    with django_assert_num_queries(5):
        # Reports, sections, versions, and the two ends of the transaction; there are neither points nor figures.
        workflow.write_new_reports(new, texts, [workflow.prepare_text(text) for text in texts], [[], [], []])
    assert Revision.objects.filter(number__in=[row.pk for row in new]).count() == 3
