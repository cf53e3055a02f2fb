"""Publishing what the gate stops: refused, or done for a reason that the audit log keeps."""

import pytest

from reports import workflow
from reports.enums import Action, EventKind, ReportStatus
from reports.models import Event
from tests.factories import make_member, make_report, make_unit, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("Town")


@pytest.fixture
def report(unit):
    text = work("Ring 13912345678 about ×× households.")
    return make_report("Pumps", sections=[text], unit=unit, status=ReportStatus.IN_REVIEW)


def test_a_publisher_is_refused_and_told_why(report, unit):
    publisher = make_member("paul", "publisher", unit)
    with pytest.raises(workflow.NotPermitted) as refusal:
        workflow.publish_report(report, by=publisher, override="It has to go out.")
    assert str(refusal.value) == (
        "The gate found 2 things in “Pumps” that must not be published: Mobile number, Masked value."
    )
    report.refresh_from_db()
    assert (report.status, Event.objects.filter(kind=EventKind.OVERRIDE).count()) == (ReportStatus.IN_REVIEW, 0)


def test_who_may_override_gives_a_reason_that_is_kept(report, unit):
    boss = make_member("ada", "administrator", unit)
    with pytest.raises(workflow.OverrideNeeded):
        workflow.publish_report(report, by=boss)
    workflow.publish_report(report, by=boss, override="The number is our hotline.")
    event = Event.objects.get(kind=EventKind.OVERRIDE)
    assert (event.actor, event.report_number, event.reason) == (boss, report.pk, "The number is our hotline.")
    assert event.detail == {"rule": workflow.GATE, "findings": {"mobile": 1, "masked": 1}}


def test_a_reason_is_asked_for_once_whatever_rules_stand_against_it(report, unit):
    report.status = ReportStatus.DRAFT
    assert str(workflow.refusal_of(report, Action.PUBLISH, make_member("ada", "administrator", unit))) == (
        "No second person has looked at “Pumps”. The gate found 2 things in “Pumps” that must not be published: "
        "Mobile number, Masked value. Give a reason to publish it nevertheless."
    )


def test_warnings_stop_nobody_and_commands_are_not_asked(unit):
    publisher = make_member("paul", "publisher", unit)
    warned = make_report("Pumps", sections=[work("Ring 0571-88001234.")], unit=unit, status=ReportStatus.IN_REVIEW)
    workflow.publish_report(warned, by=publisher)
    masked = make_report("Drains", sections=[work("We cleared ×× drains.")], unit=unit, status=ReportStatus.IN_REVIEW)
    workflow.publish_report(masked)
    assert {warned.status, masked.status} == {ReportStatus.PUBLISHED}
    assert Event.objects.filter(kind=EventKind.OVERRIDE).count() == 0


def test_the_text_as_stored_decides(report, unit):
    publisher = make_member("paul", "publisher", unit)
    workflow.write_sections(report, [work("Ring the town hall.")])
    workflow.publish_report(report, by=publisher)
    assert report.status == ReportStatus.PUBLISHED
