"""Remarks, assignments, what waits for whom, and the mails about it."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.models import Remark, Report
from reports.workflow import NotPermitted
from tests.factories import make_member, make_report, make_unit, work


class BrokenBackend(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("gone")


@pytest.fixture
def people(db):
    town = make_unit("Town")
    return {
        "town": town,
        "ann": make_member("ann", "author", town, email="ann@example.org", language="zh-hans"),
        "cleo": make_member("cleo", "publisher", town, email="cleo@example.org", language="en"),
        "eve": make_member("eve", "publisher", make_unit("Elsewhere"), email="eve@example.org"),
    }


@pytest.fixture
def report(people):
    sections = [work("Nine drains.", "One.", "Two.")]
    report = make_report("Drains", sections=sections, status="draft", unit=people["town"])
    Report.objects.filter(pk=report.pk).update(created_by=people["ann"])
    return Report.objects.select_related("unit").get(pk=report.pk)


def sent():
    found = [(letter.to, letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return found


def test_transitions_are_told_to_whom_they_concern_in_their_language(
    report, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit_report(report, by=people["ann"])
        assert mail.outbox == [], "nothing is sent before it is stored"
    assert "ann has handed in" in mail.outbox[0].body
    assert reverse("admin:reports_report_change", args=[report.pk]) in mail.outbox[0].body
    assert sent() == [(["cleo@example.org"], "To be reviewed: Drains")]
    with django_capture_on_commit_callbacks(execute=True):
        workflow.return_report(report, "Count the pumps.", by=people["cleo"])
    assert "Count the pumps." in mail.outbox[0].body
    assert sent() == [(["ann@example.org"], "已退回：Drains")]
    assert [remark.text for remark in report.remarks.all()] == ["Count the pumps."]
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit_report(report, by=people["ann"])
    sent()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish_report(report, by=people["cleo"])
    assert sent() == [(["ann@example.org"], "已通过：Drains")]


def test_a_mail_server_that_fails_undoes_nothing(report, people, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.workflow.test_tasks.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit_report(report, by=people["ann"])
    assert Report.objects.get(pk=report.pk).status == "in_review"


def test_what_is_not_stored_is_not_told(report, people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(NotPermitted):
        workflow.submit_report(report, by=people["eve"])
    assert (callbacks, mail.outbox) == ([], [])


def test_remarks_and_assignments_are_for_colleagues(report, people):
    point = report.sections.get().points.first()
    remark = workflow.add_remark(report, "Which one?", by=people["cleo"], point=point)
    assert (remark.place, remark.section, remark.author_name) == ("1. One.", point.section, "cleo")
    with pytest.raises(NotPermitted):
        workflow.add_remark(report, "Hello", by=people["eve"])
    with pytest.raises(NotPermitted):
        workflow.settle_remark(remark, by=people["eve"])
    with pytest.raises(NotPermitted):
        workflow.assign_report(report, people["eve"], None, by=people["cleo"])
    with pytest.raises(NotPermitted):
        workflow.assign_report(report, people["ann"], None, by=people["eve"])
    workflow.write_sections(report, [work("Anew.")])
    remark.refresh_from_db()
    assert (remark.point, remark.place) == (None, "1. One.")


def test_what_waits_for_whom(report, people):
    ann, cleo = people["ann"], people["cleo"]
    assert (workflow.waiting_for(ann), workflow.waiting_for(cleo)) == ({}, {})
    workflow.submit_report(report, by=ann)
    assert workflow.waiting_for(cleo) == {"to_review": [report]}
    assert (workflow.waiting_for(ann), workflow.waiting_for(people["eve"])) == ({}, {})
    workflow.return_report(report, "Count the pumps.", by=cleo)
    workflow.assign_report(report, ann, timezone.localdate(), by=cleo)
    assert workflow.waiting_for(ann) == {"assigned": [report], "returned": [report], "remarked": [report]}
    workflow.settle_remark(Remark.objects.get(), by=ann)
    assert "remarked" not in workflow.waiting_for(ann)
    workflow.publish_report(report)
    assert workflow.waiting_for(ann) == {}


def test_reminders_are_sent_once_a_day_and_a_failure_is_told(report, people, settings, capsys):
    later = make_report("Later", status="draft", unit=people["town"])
    workflow.assign_report(report, people["ann"], timezone.localdate() + timedelta(days=1))
    workflow.assign_report(later, people["ann"], timezone.localdate() + timedelta(days=2))
    settings.EMAIL_BACKEND = "tests.workflow.test_tasks.BrokenBackend"
    with pytest.raises(CommandError, match="Not all mails were sent"):
        call_command("send_reminders")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _time in range(2):
        call_command("send_reminders")
    day = timezone.localdate() + timedelta(days=1)
    assert f"Drains ({day.year}年{day.month}月{day.day}日)" in mail.outbox[0].body
    assert sent() == [(["ann@example.org"], "到期的报告")]
    assert capsys.readouterr().out.split("\n")[-3:] == ["1 reminder sent.", "0 reminders sent.", ""]


def test_the_page_of_remarks_and_the_first_page(client, report, people):
    address = reverse("admin:reports_report_remarks", args=[report.pk])
    client.force_login(people["cleo"])
    section = report.sections.get()
    client.post(address, {"do": "remark", "place": f"section-{section.pk}", "text": "<b>Which?</b>"})
    client.post(address, {"do": "assign", "assignee": people["ann"].pk, "due_on": "2026-12-01"})
    page = client.get(address).content.decode()
    assert ("&lt;b&gt;Which?" in page, "Work done" in page, 'value="2026-12-01"' in page) == (True, True, True)
    for wrong in ({"do": "assign", "assignee": people["eve"].pk}, {"do": "assign", "due_on": "never"}, {"do": "x"}):
        assert client.post(address, wrong).status_code == 200
    client.force_login(people["ann"])
    first = client.get(reverse("admin:index")).content.decode()
    assert ("Assigned to you" in first, "With open remarks" in first, "Drains" in first) == (True, True, True)
    client.post(address, {"settle": str(Remark.objects.get().pk)})
    assert Remark.objects.get().settled_by == people["ann"]
    client.force_login(people["eve"])
    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "remark", "text": "Hello"}).status_code == 404
    assert Remark.objects.count() == 1
