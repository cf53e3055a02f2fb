"""Digests: due on their day, complete, each report once, whatever breaks in between."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports import alerts, workflow
from reports.alerts import Outcome, sending
from reports.models import AlertItem, Subscriber, Subscription
from tests.factories import follow, make_report, make_unit

pytestmark = pytest.mark.django_db


def run():
    list(alerts.match_new())
    return list(alerts.send_due())


class Refusing(EmailBackend):
    """Takes mail as the tests' own backend does, but for some addresses."""

    error: BaseException = SMTPDataError(451, b"later")
    refused = "bad@example.org"

    def send_messages(self, messages):
        if any(self.refused in message.to for message in messages):
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def refuse(settings, monkeypatch):
    def set_up(error):
        monkeypatch.setattr(Refusing, "error", error)
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    return set_up


def test_digest_tells_of_each_new_report_once():
    follow()
    make_report("Pumps of the town", "Two pumps were repaired in the town.", unit=make_unit("Town"), period="2024-q3")
    make_report("Roads of the town")
    assert run() == [Outcome.SENT]
    assert (run(), run()) == ([], [])
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ann@example.org"], "2 new reports · All reports")
    for text in (sent.body, sent.alternatives[0].content):
        assert text.count("Pumps of the town") == 1
        assert text.count("Roads of the town") == 1
        assert "Two pumps were repaired" in text
        assert "Town" in text
        assert "Q3 2024" in text
        assert "http://localhost:8000/en/reports/" in text
        assert "ann@example.org" not in text
    assert AlertItem.objects.count() == 0


def test_mail_can_be_ended_by_a_button_of_the_mail_program(client):
    subscription = follow()
    make_report("Report")
    run()
    parsed = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = parsed["List-Unsubscribe"].strip(" <>")
    assert address.startswith("http://localhost:8000/en/alerts/unsubscribe/")
    assert parsed["Auto-Submitted"] == "auto-generated"
    response = client.post(address.removeprefix("http://localhost:8000"), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not Subscription.objects.filter(pk=subscription.pk).exists()
    assert Subscriber.objects.count() == 0


def test_mail_is_in_the_language_of_the_subscription():
    follow(language="zh-hans", scopes=("kind:work_done",))
    make_report("三季度工作小结", "疏通沟渠。", language="zh", period="2024-q3")
    run()
    assert mail.outbox[0].subject.startswith("1 篇新报告")
    assert "/zh-hans/reports/" in mail.outbox[0].body
    assert "2024年第三季度" in mail.outbox[0].body
    assert '<html lang="zh-hans">' in mail.outbox[0].alternatives[0].content


def test_text_of_a_report_cannot_break_out_of_the_mail():
    follow(query='pumps "<b>"')
    make_report("Pumps <script>alert(1)</script> <b>", "Pumps <b> & drains.")
    run()
    html = mail.outbox[0].alternatives[0].content
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" in mail.outbox[0].body


def test_line_breaks_in_what_is_followed_stay_out_of_the_headers():
    follow(query="pumps\nBcc: other@example.org")
    make_report("Pumps", "Bcc other example org pumps bcc: other@example.org")
    run()
    assert [sent.subject for sent in mail.outbox] == ["1 new report · Words: pumps Bcc: other@example.org"]


@pytest.mark.parametrize(
    ("frequency", "digest_on", "today", "is_due"),
    [
        ("daily", date(2025, 3, 4), date(2025, 3, 4), False),
        ("daily", date(2025, 3, 4), date(2025, 3, 5), True),
        ("weekly", date(2025, 3, 5), date(2025, 3, 9), False),  # Wednesday to Sunday
        ("weekly", date(2025, 3, 5), date(2025, 3, 10), True),  # the Monday after
        ("weekly", date(2025, 3, 3), date(2025, 3, 9), False),  # sent on Monday
        ("weekly", date(2025, 3, 3), date(2025, 3, 20), True),  # runs were missed
    ],
)
def test_digest_is_due_once_a_day_or_once_a_week(frequency, digest_on, today, is_due):
    subscription = follow(frequency=frequency)
    Subscription.objects.update(digest_on=digest_on)
    assert (subscription in Subscription.objects.due(today)) is is_due


def test_nothing_is_sent_where_there_is_nothing_new_and_the_day_is_over():
    subscription = follow()
    assert run() == []
    subscription.refresh_from_db()
    assert subscription.digest_on == timezone.localdate()
    make_report("Later on the day")
    assert (run(), mail.outbox) == ([], [])


def test_withdrawn_report_is_in_no_mail():
    follow()
    make_report("Shown")
    hidden = make_report("Withdrawn before the mail")
    list(alerts.match_new())
    workflow.withdraw_report(hidden)
    run()
    assert "Shown" in mail.outbox[0].body
    assert "Withdrawn" not in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("1 new report ")


def test_long_digest_lists_the_newest_and_leads_to_the_list(monkeypatch):
    monkeypatch.setattr(sending, "MOST_LISTED", 2)
    follow()
    for number in range(5):
        make_report(f"Report number {number}", with_sidebars=False)
    run()
    body = mail.outbox[0].body
    assert [f"Report number {number}" in body for number in range(5)] == [False, False, False, True, True]
    assert mail.outbox[0].subject == "5 new reports · All reports"
    assert "And 3 more: http://localhost:8000/en/reports/" in body
    assert AlertItem.objects.count() == 0


def test_refused_mail_is_tried_again_and_others_are_sent(refuse, settings):
    follow("bad@example.org")
    follow("good@example.org")
    make_report("Report")
    refuse(SMTPDataError(451, b"later"))
    assert run() == [Outcome.REFUSED, Outcome.SENT]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run() == [Outcome.SENT]
    assert [sent.to for sent in mail.outbox] == [["good@example.org"], ["bad@example.org"]]


def test_mail_that_may_have_been_sent_is_never_sent_again(refuse, settings):
    follow("bad@example.org")
    follow("good@example.org")
    make_report("Report")
    refuse(SMTPServerDisconnected("gone"))
    assert run() == [Outcome.UNCERTAIN, Outcome.SENT]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run() == []
    assert [sent.to for sent in mail.outbox] == [["good@example.org"]]


def test_run_that_is_killed_is_taken_up_and_repeats_nothing(refuse, settings):
    for address in ("a@example.org", "bad@example.org", "c@example.org"):
        follow(address)
    make_report("Report")
    refuse(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run() == [Outcome.SENT]
    assert [sent.to for sent in mail.outbox] == [["a@example.org"], ["c@example.org"]]
    assert alerts.settle_cut_off() == 0
    Subscription.objects.filter(handed_over_at__isnull=False).update(handed_over_at=timezone.now() - timedelta(hours=2))
    assert alerts.settle_cut_off() == 1
    assert run() == []
    make_report("Next report")
    Subscription.objects.update(digest_on=timezone.localdate() - timedelta(days=1))
    assert run() == [Outcome.SENT] * 3
    assert [sent.to for sent in mail.outbox if "Next report" in sent.body and "\n* Report\n" not in sent.body] == [
        ["a@example.org"],
        ["bad@example.org"],
        ["c@example.org"],
    ]


def test_two_runs_at_once_send_a_digest_once():
    follow()
    make_report("Report")
    list(alerts.match_new())
    seen_by_both = list(sending._due_with_news(timezone.localdate()))
    assert list(alerts.send_due()) == [Outcome.SENT]
    assert list(sending._send_batch(seen_by_both, timezone.localdate())) == []
    assert len(mail.outbox) == 1


def test_address_refused_for_good_is_given_up_while_others_are_taken(refuse):
    follow("bad@example.org")
    follow("good@example.org")
    refuse(SMTPRecipientsRefused({"bad@example.org": (550, b"no such user")}))
    outcomes = []
    for number in range(sending.MOST_FAILURES):
        make_report(f"Report {number}", with_sidebars=False)
        Subscription.objects.update(digest_on=timezone.localdate() - timedelta(days=1))
        outcomes.append(run())
    assert outcomes[-1] == [Outcome.REFUSED, Outcome.SENT, Outcome.GIVEN_UP]
    assert outcomes[:-1] == [[Outcome.REFUSED, Outcome.SENT]] * (sending.MOST_FAILURES - 1)
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["good@example.org"]


def test_server_that_refuses_everybody_costs_nobody_an_alert(refuse):
    follow("bad@example.org")
    refuse(SMTPRecipientsRefused({"bad@example.org": (550, b"relaying denied")}))
    make_report("Report")
    for _number in range(sending.MOST_FAILURES + 2):
        assert run() == [Outcome.REFUSED]
    assert Subscription.objects.count() == 1


def queries_for(followers):
    for number in range(followers):
        follow(f"{number}@example.org", query="drains")
    make_report("Report", with_sidebars=False)
    list(alerts.match_new())
    with CaptureQueriesContext(connection) as queries:
        list(alerts.send_due())
    mail.outbox.clear()
    Subscription.objects.all().delete()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries)


def test_each_mail_costs_five_queries():
    assert queries_for(11) - queries_for(1) == 10 * 5


def test_digest_of_a_day_has_an_identity_of_its_own():
    follow()
    make_report("Report")
    run()
    today = timezone.localdate()
    assert mail.outbox[0].extra_headers["Message-ID"].endswith(f"-{today:%Y%m%d}@localhost>")
