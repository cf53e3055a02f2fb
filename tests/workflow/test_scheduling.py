"""Publication and expiry at a date, carried out by the first request after it."""

import time
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from reports import workflow
from reports.enums import Role
from reports.importer import StoringOptions, import_document, store_import
from reports.models import Event, GoneReport, Membership, Report
from reports.search import search_reports
from reports.workflow import NotPermitted, OverrideNeeded, TransitionRefused, scheduling, stored_sections
from tests.factories import make_report, make_unit, make_user, work

pytestmark = pytest.mark.django_db

SOON, LATER = timedelta(hours=1), timedelta(hours=2)


def in_time(**dates):
    """Move the dates of all reports, as if time had gone by."""
    Report.objects.update(**{name: timezone.now() + delta for name, delta in dates.items()})


@pytest.fixture
def looks(monkeypatch):
    monkeypatch.setattr(scheduling, "_next_look", float("-inf"))


def test_scheduled_report_is_there_for_the_first_request_after_its_date(client, looks):
    report = make_report("Drains", status="in_review")
    workflow.schedule_report(report, timezone.now() + SOON)
    assert client.get(report.get_absolute_url()).status_code == 404
    in_time(publish_at=timedelta(seconds=-2))
    moment = Report.objects.get().publish_at
    # Until the next look nothing happens; the look costs the reader nothing but two queries.
    assert client.get(report.get_absolute_url()).status_code == 404
    scheduling._next_look = float("-inf")
    assert client.get(report.get_absolute_url()).status_code == 200
    after = Report.objects.get()
    assert (after.status, after.published_at, after.publish_at) == ("published", moment, None)
    assert [hit.report.pk for hit in search_reports("drains").hits] == [report.pk]
    event = Event.objects.latest("pk")
    assert (event.kind, event.actor) == ("published", None)


def test_known_dates_are_met_to_the_second_and_others_within_seconds(looks, monkeypatch):
    report, now, ticks = make_report(status="in_review"), timezone.now(), time.monotonic()
    monkeypatch.setattr(scheduling.timezone, "now", lambda: now)
    monkeypatch.setattr(scheduling, "time", SimpleNamespace(monotonic=lambda: ticks))
    workflow.publish_when_due()
    assert scheduling._next_look == ticks + scheduling.LOOK_EVERY
    workflow.schedule_report(report, now + timedelta(seconds=2))
    scheduling._next_look = float("-inf")
    workflow.publish_when_due()
    assert scheduling._next_look == ticks + 2


def test_look_takes_two_queries_and_none_in_between(looks, django_assert_num_queries):
    make_report(status="draft")
    with django_assert_num_queries(2):
        workflow.publish_when_due()
    with django_assert_num_queries(0):
        workflow.publish_when_due()


def test_request_is_answered_though_the_schedule_fails(client, looks, monkeypatch):
    failing, other = make_report("Fails", status="draft"), make_report("Works", status="draft")
    in_time(publish_at=timedelta(seconds=-2))
    publish = scheduling.publish_report

    def fail(report, *args):
        return 1 / 0 if report == failing else publish(report, *args)

    monkeypatch.setattr(scheduling, "publish_report", fail)
    assert client.get("/en/").status_code == 200
    assert set(Report.objects.values_list("title", "status")) == {("Fails", "draft"), ("Works", "published")}
    assert scheduling._next_look - time.monotonic() > scheduling.LOOK_EVERY
    monkeypatch.setattr(scheduling, "_next_date", lambda: 1 / 0)
    scheduling._next_look = float("-inf")
    assert client.get(Report.objects.get(pk=other.pk).get_absolute_url()).status_code == 200


def test_expired_report_is_gone_with_the_first_request(client, looks):
    report = make_report("Drains")
    workflow.schedule_report(report, None, timezone.now() + SOON)
    assert client.get(report.get_absolute_url()).status_code == 200
    in_time(expires_at=timedelta(seconds=-2))
    scheduling._next_look = float("-inf")
    assert client.get(report.get_absolute_url()).status_code == 410
    after = Report.objects.get()
    assert (after.status, after.expires_at, GoneReport.objects.count()) == ("withdrawn", None, 1)


def test_date_of_both_is_kept_until_each_comes(looks):
    report = make_report(status="draft")
    workflow.schedule_report(report, timezone.now() + SOON, timezone.now() + LATER)
    assert workflow.publish_due(timezone.now() + timedelta(minutes=90)) == 1
    assert Report.objects.get().expires_at is not None
    assert workflow.publish_due(timezone.now() + timedelta(hours=3)) == 1
    assert Report.objects.get().status == "withdrawn"


def test_working_copy_replaces_the_public_text_at_its_date(client):
    public = make_report("Drains", "Nine drains.")
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Ten drains.")])
    workflow.schedule_report(copy, timezone.now() + SOON)
    assert workflow.publish_due() == 0
    assert "Nine drains." in client.get(public.get_absolute_url()).content.decode()
    out = StringIO()
    in_copy = Report.objects.filter(pk=copy.pk)
    in_copy.update(publish_at=timezone.now())
    call_command("publish_due", stdout=out)
    assert out.getvalue() == "1 reports published or withdrawn.\n"
    assert "Ten drains." in client.get(public.get_absolute_url()).content.decode()


def test_what_is_refused_when_its_time_comes_is_taken_off_and_told():
    public = make_report("Drains", "Nine drains.")
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Ten drains.")])
    workflow.schedule_report(copy, timezone.now() + SOON)
    workflow.write_sections(public, [work("Changed by an import.")])
    assert workflow.publish_due(timezone.now() + LATER) == 0
    assert Report.objects.get(pk=copy.pk).publish_at is None
    event = Event.objects.latest("pk")
    assert (event.kind, event.report_number) == ("schedule_failed", copy.pk)
    assert "was changed after this working copy was begun" in event.reason
    assert stored_sections(Report.objects.get(pk=public.pk))[0].body == "Changed by an import."


def test_scheduled_text_cannot_be_changed_until_it_is_taken_off():
    data = b"# Pumps\n\n## Work done\n\n1. Nine pumps were oiled.\n"
    report = store_import(import_document(data, "pumps.md"), data).reports[0]
    first = workflow.stored_sections(report)
    workflow.schedule_report(report, timezone.now() + SOON)
    assert workflow.is_locked(Report.objects.get())
    changed = data.replace(b"Nine", b"Ten")
    stored = store_import(import_document(changed, "pumps.md"), changed, StoringOptions(updates_published=True))
    assert [row.outcome for row in stored.outcomes] == ["conflict"]
    assert stored_sections(Report.objects.get()) == first
    workflow.schedule_report(report, None)
    assert not workflow.is_locked(Report.objects.get())
    workflow.schedule_report(report, timezone.now() + SOON)
    workflow.submit_report(report)
    workflow.return_report(report)
    assert Report.objects.get().publish_at is None


def test_scheduling_needs_what_publishing_needs():
    unit = make_unit()
    report = make_report(status="draft", unit=unit)
    people = {}
    for role in Role:
        people[role] = make_user(role.value)
        Membership.objects.create(user=people[role], unit=unit, role=role)
    moment = timezone.now() + SOON
    for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER):
        with pytest.raises(NotPermitted):
            workflow.schedule_report(report, moment, by=people[role])
    with pytest.raises(OverrideNeeded):
        workflow.schedule_report(report, moment, by=people[Role.ADMINISTRATOR])
    workflow.submit_report(report, by=people[Role.AUTHOR])
    workflow.schedule_report(report, moment, by=people[Role.PUBLISHER])
    event = Event.objects.latest("pk")
    assert (event.kind, event.actor, event.detail["publish_at"]) == (
        "scheduled",
        people[Role.PUBLISHER],
        moment.isoformat(),
    )
    with pytest.raises(NotPermitted):
        workflow.schedule_report(report, None, by=people[Role.AUTHOR])


@pytest.mark.parametrize(
    ("status", "publish", "expire"),
    [("draft", -SOON, None), ("draft", LATER, SOON), ("draft", None, SOON), ("published", None, -SOON)],
)
def test_dates_that_make_no_sense_are_refused(status, publish, expire):
    report, now = make_report(status=status), timezone.now()
    with pytest.raises(TransitionRefused):
        workflow.schedule_report(report, publish and now + publish, expire and now + expire)
    after = Report.objects.get()
    assert (after.publish_at, after.expires_at, after.status) == (None, None, status)
