"""The command that sends alerts: what it says, what it leaves, its exit status."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.models import AlertItem, NewReport, Subscriber, Subscription
from tests.factories import follow, make_report
from tests.processes import manage

pytestmark = pytest.mark.django_db


def send(**options):
    out = StringIO()
    call_command("send_alerts", stdout=out, **options)
    return out.getvalue().splitlines()


def test_says_what_it_did_and_does_it_once():
    follow(query="drains")
    make_report("Report")
    assert send() == ["1 new report", "1 mail sent"]
    assert send() == ["0 new reports", "0 mails sent"]
    assert len(mail.outbox) == 1


def test_says_that_mails_are_only_printed_where_no_server_is_set_up(settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    follow(query="drains")
    make_report("Report")
    assert send() == ["1 new report", "1 mail printed, not sent"]
    assert "Subject: " in capsys.readouterr().out


def test_clears_what_nobody_confirmed():
    follow(is_confirmed=False)
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert send() == ["0 new reports", "0 mails sent", "1 alert forgotten that nobody confirmed"]
    assert Subscriber.objects.count() == 0


def test_dry_run_tells_and_changes_nothing():
    follow("ann@example.org", query="drains")
    follow("bob@example.org", is_confirmed=False)
    Subscription.objects.filter(confirmed_at=None).update(asked_at=timezone.now() - timedelta(days=8))
    make_report("Report")
    said = send(dry_run=True)
    assert said == ["1 new report", "1 report: Words: drains", "1 mail would be sent"]
    assert (len(mail.outbox), NewReport.objects.count(), AlertItem.objects.count()) == (0, 1, 0)
    assert Subscriber.objects.count() == 2
    assert send()[1] == "1 mail sent"


def test_server_that_is_down_fails_and_keeps_everything(settings):
    follow()
    make_report("Report")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="The mail server takes nothing"):
        send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send() == ["0 new reports", "1 mail sent"]


def test_cut_off_mail_is_told_once():
    follow()
    make_report("Report")
    Subscription.objects.update(handed_over_at=timezone.now() - timedelta(hours=2))
    with pytest.raises(CommandError, match="Not all mails were sent"):
        send()
    assert send() == ["0 new reports", "0 mails sent"]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"MAIL_URL": "pigeon://x"}, "SUMMARIES_MAIL_URL names no mail server; it has to be console: or an address"),
        ({"MAIL_URL": "smtp://"}, "SUMMARIES_MAIL_URL names no mail server"),
        ({"MAIL_URL": "smtp://user:secret@host:port"}, "SUMMARIES_MAIL_URL names no mail server"),
        ({"MAIL_URL": "smtp://host"}, "Set the environment variable SUMMARIES_MAIL_FROM"),
        ({"MAIL_URL": "smtp://host", "MAIL_FROM": "a@b.example"}, "Set the environment variable SUMMARIES_SITE_URL"),
        ({"MAIL_FROM": "nobody"}, "SUMMARIES_MAIL_FROM is 'nobody', but it has to be an e-mail address such as"),
        ({"SITE_URL": "reports.example.org"}, "but it has to be an address such as https://reports.example.org"),
        ({"SITE_URL": "https://reports.example.org/en/"}, "SUMMARIES_SITE_URL is"),
    ],
)
def test_wrong_setting_stops_the_start_with_one_line(tmp_path, variables, message):
    done = manage("check", DATA_DIR=tmp_path, SECRET_KEY="x", **variables)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr
