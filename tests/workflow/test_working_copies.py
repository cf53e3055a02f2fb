"""Revising what is public in a copy that the public never sees, and going back to earlier versions."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from reports import workflow
from reports.enums import Role
from reports.importer import Choice, StoringOptions, import_document, store_import
from reports.models import Event, GoneReport, Membership, Report, Revision, ViewCount
from reports.search import search_reports
from reports.workflow import (
    HasWorkingCopy,
    NotPermitted,
    TransitionRefused,
    WorkingCopyConflict,
    stored_sections,
    working_copies,
)
from tests.factories import (
    FIRST_DAY,
    make_category,
    make_collection,
    make_report,
    make_source,
    make_topic,
    make_unit,
    make_user,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def public():
    report = make_report(
        "Drains",
        "Nine drains were cleared.",
        unit=make_unit("Town", slug="town"),
        category=make_category("Roads", slug="roads"),
        period="2024-q3",
        tags=["drains"],
        collection=make_collection(),
        position=1,
        source=make_source(is_text_public=True),
        is_recommended=True,
        at=FIRST_DAY,
    )
    make_topic(reports=[report])
    ViewCount.objects.create(report=report, day=FIRST_DAY.date(), count=7)
    return Report.objects.get()


def body_of(report):
    return stored_sections(Report.objects.get(pk=report.pk))[0].body


def rewrite(copy, body="Ten gullies were dug.", title="Gullies", tags=("gullies",)):
    Report.objects.filter(pk=copy.pk).update(title=title)
    copy.refresh_from_db()
    copy.tags.set(tags)
    workflow.write_sections(copy, [work(body)])
    return copy


PUBLIC_PAGES = [
    "/en/", "/en/reports/", "/en/units/town/", "/en/categories/roads/", "/en/tags/drains/",
    "/en/periods/2024-q3/", "/en/search/?q=gullies", "/en/sections/work-done/", "/en/reports/feed.atom", "/sitemap.xml",
    "/en/topics/clean-water/", "/api/v1/reports", "/oai/?verb=ListRecords&metadataPrefix=oai_dc",
    "/en/reports/download.json", "/en/search/suggest/?q=gull",
]  # fmt: skip


def test_public_reads_the_old_text_until_the_copy_is_published(client, public):
    copy = rewrite(workflow.revise_report(public))
    collection = public.collection.get_absolute_url()
    for address in [*PUBLIC_PAGES, collection, public.get_absolute_url(), f"/en/reports/{public.pk}/source/"]:
        response = client.get(address)
        shown = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"gullies were" not in shown, address
        assert b"Gullies" not in shown, address
        assert response.status_code == 200, address
    assert b"gullies were" not in client.get("/en/tags/gullies/").content
    for ending in ("", "download.json", "compare/1/", "source/"):
        assert client.get(f"/en/reports/{copy.pk}/{ending}").status_code == 404, ending
    assert client.get(copy.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/reports/{copy.pk}").status_code == 404
    assert [hit.report.pk for hit in search_reports("drains").hits] == [public.pk]
    assert search_reports("gullies").hits == []


def test_published_copy_changes_the_public_report_at_once_and_is_gone(client, public):
    author = make_user("ann")
    copy = rewrite(workflow.revise_report(public, by=None))
    address, copy_pk = public.get_absolute_url(), copy.pk
    workflow.write_sections(copy, [work("Eleven gullies were dug.")], by=author, note="Counted again.")
    workflow.publish_report(copy)
    after = Report.objects.get()
    same = ("pk", "published_at", "collection_id", "position", "source_id", "is_recommended", "unit_id", "created_at")
    assert {name: getattr(after, name) for name in same} == {name: getattr(public, name) for name in same}
    assert (after.title, after.status, list(after.tags.names())) == ("Gullies", "published", ["gullies"])
    assert (after.changed_at > public.changed_at, after.view_counts.get().count) == (True, 7)
    page = client.get(address, follow=True).content.decode()
    assert ("Eleven gullies were dug." in page, "Nine drains" in page) == (True, False)
    assert [hit.report.pk for hit in search_reports("gullies").hits] == [public.pk]
    assert search_reports("nine").hits == []
    assert after.topic_entries.count() == 1
    assert client.get(f"/en/reports/{copy_pk}/").status_code == 404
    versions = Revision.objects.order_by("pk").values_list("number", "kind", "author_name", "note")
    assert list(versions) == [
        (public.pk, "saved", "", ""),
        (public.pk, "begun", "", ""),
        (public.pk, "saved", "", ""),
        (public.pk, "saved", "ann", "Counted again."),
        (public.pk, "released", "", ""),
    ]
    assert Event.objects.latest("pk").report_number == public.pk


def test_copy_is_made_once_and_only_of_what_is_public(public):
    copy = workflow.revise_report(public)
    assert workflow.revise_report(public) == copy
    assert (copy.status, copy.published_at, copy.source, copy.collection) == ("draft", None, None, None)
    assert workflow.stored_sections(copy) == workflow.stored_sections(public)
    assert (copy.unit, copy.period, list(copy.tags.names())) == (public.unit, public.period, ["drains"])
    for report in (copy, make_report(status="draft"), make_report(status="withdrawn")):
        with pytest.raises(TransitionRefused):
            workflow.revise_report(report)
    with pytest.raises(ValueError, match="one by one"):
        workflow.publish_many([copy])


def test_publishing_that_fails_in_the_middle_leaves_all_as_it_was(client, public, monkeypatch):
    copy = rewrite(workflow.revise_report(public))
    before = client.get(public.get_absolute_url()).content

    def fail(*_args, **_options):
        raise DatabaseError

    monkeypatch.setattr(working_copies, "show", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        workflow.publish_report(copy)
    assert client.get(public.get_absolute_url()).content == before
    assert (body_of(public), body_of(copy)) == ("Nine drains were cleared.", "Ten gullies were dug.")
    assert Revision.objects.filter(number=copy.pk).count() == 2


def test_what_was_changed_beside_the_copy_stays_unless_the_copy_changed_it(public):
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Ten gullies were dug.")])
    public.tags.set(["pumps"])
    other = make_unit("Village")
    Report.objects.filter(pk=public.pk).update(unit=other, title="Renamed")
    Report.objects.filter(pk=copy.pk).update(title="Gullies")
    workflow.publish_report(Report.objects.get(pk=copy.pk))
    after = Report.objects.get()
    assert (after.title, after.unit, list(after.tags.names())) == ("Gullies", other, ["pumps"])
    assert body_of(after) == "Ten gullies were dug."
    # What stood there last is a version though nobody saved it as one.
    assert Revision.objects.filter(title="Renamed").count() == 1


def test_text_that_changed_on_both_sides_is_told_before_anything_is_overwritten(public):
    copy = rewrite(workflow.revise_report(public))
    assert not workflow.is_behind(copy)
    workflow.write_sections(public, [work("Nine drains and a culvert.")])
    assert workflow.is_behind(copy)
    with pytest.raises(WorkingCopyConflict):
        workflow.publish_report(copy)
    assert body_of(public) == "Nine drains and a culvert."
    workflow.accept_public_changes(copy)
    assert not workflow.is_behind(Report.objects.get(pk=copy.pk))
    workflow.publish_report(Report.objects.get(pk=copy.pk))
    assert body_of(public) == "Ten gullies were dug."
    assert "culvert" in str(list(Revision.objects.filter(number=public.pk).values_list("content", flat=True)))


def test_discarded_copy_leaves_its_versions_with_the_public_report(public):
    copy = rewrite(workflow.revise_report(public))
    workflow.delete_report(copy, by=None)
    assert Report.objects.get() == public
    kinds = Revision.objects.filter(number=public.pk).order_by("pk").values_list("kind", "title")
    assert list(kinds) == [("saved", "Drains"), ("begun", "Drains"), ("saved", "Gullies"), ("discarded", "Gullies")]
    assert not GoneReport.objects.exists()
    again = workflow.restore_revision(Revision.objects.latest("pk"))
    assert (again.revises, again.title, body_of(again)) == (public, "Gullies", "Ten gullies were dug.")
    assert body_of(public) == "Nine drains were cleared."


def test_withdrawn_report_comes_back_with_the_text_of_its_copy(public):
    copy = rewrite(workflow.revise_report(public))
    workflow.withdraw_report(public)
    with pytest.raises(HasWorkingCopy):
        workflow.return_report(public)
    workflow.publish_report(copy)
    after = Report.objects.get()
    assert (after.status, after.published_at, body_of(after)) == ("published", FIRST_DAY, "Ten gullies were dug.")
    assert not GoneReport.objects.exists()
    assert [hit.report.pk for hit in search_reports("gullies").hits] == [public.pk]


def test_deleting_the_public_report_takes_the_copy_and_keeps_all_versions(public):
    number = public.pk
    rewrite(workflow.revise_report(public))
    workflow.delete_report(public)
    assert not Report.objects.exists()
    assert [row.number for row in GoneReport.objects.all()] == [number]
    versions = Revision.objects.order_by("pk").values_list("number", "kind", "title")
    assert list(versions)[2:] == [
        (number, "saved", "Gullies"),
        (number, "discarded", "Gullies"),
        (number, "deleted", "Drains"),
    ]


def test_deleted_report_is_restored_as_a_draft_under_its_number(public):
    number, category = public.pk, public.category
    workflow.delete_report(public)
    category.delete()
    restored = workflow.restore_revision(Revision.objects.latest("pk"))
    assert (restored.pk, restored.status, restored.category, restored.unit) == (number, "draft", None, public.unit)
    assert (body_of(restored), list(restored.tags.names())) == ("Nine drains were cleared.", ["drains"])
    assert list(Report.objects.published()) == []
    workflow.publish_report(restored)
    assert not GoneReport.objects.exists()
    assert make_report("Next").pk > number


def test_restoring_a_draft_keeps_what_stood_there(public):
    draft = make_report("Pumps", "Two pumps.", status="draft", tags=["a"])
    rewrite(draft, "Three pumps.", "More pumps", ["b"])
    author = make_user("ann", "view_report", "change_report")
    workflow.restore_revision(Revision.objects.filter(number=draft.pk).earliest("pk"), by=author)
    draft.refresh_from_db()
    assert (draft.title, body_of(draft), list(draft.tags.names())) == ("Pumps", "Two pumps.", ["a"])
    last = Revision.objects.latest("pk")
    assert (last.kind, last.author) == ("restored", author)
    assert Revision.objects.filter(number=draft.pk, title="More pumps").exists()


def test_roles_of_the_unit_decide_over_copies_and_versions(public):
    other = make_unit("Elsewhere")
    people = {}
    for name, role, unit in [
        ("author", Role.AUTHOR, public.unit),
        ("publisher", Role.PUBLISHER, public.unit),
        ("stranger", Role.PUBLISHER, other),
    ]:
        people[name] = make_user(name)
        Membership.objects.create(user=people[name], unit=unit, role=role)
    with pytest.raises(NotPermitted):
        workflow.revise_report(public, by=people["stranger"])
    copy = rewrite(workflow.revise_report(public, by=people["author"]))
    for move in (workflow.revise_report, workflow.discard_copy, workflow.publish_report):
        with pytest.raises(NotPermitted):
            move(copy if move != workflow.revise_report else public, by=people["stranger"])
    with pytest.raises(NotPermitted):
        workflow.restore_revision(Revision.objects.latest("pk"), by=people["stranger"])
    workflow.submit_report(copy, by=people["author"])
    # A copy that was moved into one's own unit does not open the public report of another one.
    Report.objects.filter(pk=copy.pk).update(unit=other)
    with pytest.raises(NotPermitted):
        workflow.publish_report(Report.objects.get(pk=copy.pk), by=people["stranger"])
    Report.objects.filter(pk=copy.pk).update(unit=public.unit)
    workflow.publish_report(Report.objects.get(pk=copy.pk), by=people["publisher"])
    assert body_of(public) == "Ten gullies were dug."


def test_database_refuses_a_second_copy(public):
    workflow.revise_report(public)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(title="Second", language="en", revises=public)


def test_import_leaves_what_is_being_revised_alone_unless_told(public):
    data = b"# Pumps\n\n## Work done\n\n1. Nine pumps were oiled.\n"
    report = store_import(import_document(data, "pumps.md"), data).reports[0]
    workflow.publish_report(report)
    copy = workflow.revise_report(report)
    changed = data.replace(b"Nine", b"Ten")
    read = import_document(changed, "pumps.md")
    options = StoringOptions(updates_published=True)
    assert [row.outcome for row in store_import(read, changed, options).outcomes] == ["conflict"]
    assert len(store_import(read, changed, options).outcomes) == 1
    told = StoringOptions(updates_published=True, choices={0: Choice(replaces_edits=True)})
    assert [row.outcome for row in store_import(read, changed, told).outcomes] == ["updated"]
    workflow.write_sections(copy, [work("Oiled by hand.")])
    with pytest.raises(WorkingCopyConflict):
        workflow.publish_report(copy)
