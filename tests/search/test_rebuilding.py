"""The index made anew while the site serves, the proof that it agrees, time limits, and searching without writes."""

from datetime import timedelta
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from reports import workflow
from reports.models import Report, SearchEntry, SearchRebuild
from reports.search import Disagreement, check_index, rebuild_index, search_reports
from reports.search.backends import postgresql, sqlite
from tests.factories import FIRST_DAY, make_report
from tests.search.corpus import publish_texts

pytestmark = pytest.mark.django_db
TEXTS = [(f"泵站{number}", ["检修水泵"]) for number in range(7)]


@pytest.fixture
def reports():
    return publish_texts(TEXTS, [FIRST_DAY + timedelta(days=number * 3 % 7) for number in range(len(TEXTS))])


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("reports.search.rebuilding.BATCH", 2)


def disagreements():
    return {found for _size, batch in check_index() for found in batch}


def test_rebuilding_that_was_cut_off_is_taken_up_and_serves_all_the_time(reports, small_batches):
    steps = rebuild_index()
    done = [next(steps), next(steps)]
    assert search_reports("检修水泵").total == len(TEXTS)
    steps.close()
    assert (done, SearchRebuild.objects.get().done) == ([2, 4], 4)
    before = dict(SearchEntry.objects.values_list("report", "number"))
    assert list(rebuild_index()) == [6, 7]
    after = dict(SearchEntry.objects.values_list("report", "number"))
    assert sum(before[pk] == after[pk] for pk in before) == 4
    assert search_reports("检修水泵").total == len(TEXTS)
    by_number = list(SearchEntry.objects.order_by("number").values_list("report", flat=True))
    assert by_number == list(Report.objects.order_by("published_at", "pk").values_list("pk", flat=True))
    assert not SearchRebuild.objects.exists()
    assert disagreements() == set()


def test_rebuilding_afresh_begins_again(reports, small_batches):
    next(rebuild_index())
    assert list(rebuild_index(afresh=True)) == [2, 4, 6, 7]


def test_rebuilding_drops_rows_of_reports_that_are_not_public(reports):
    Report.objects.filter(pk=reports[0].pk).update(status="withdrawn")
    list(rebuild_index())
    assert not SearchEntry.objects.filter(report=reports[0]).exists()


def test_check_finds_what_is_missing_stale_extra_and_unreachable(reports):
    assert disagreements() == set()
    SearchEntry.objects.filter(report=reports[0]).delete()
    SearchEntry.objects.filter(report=reports[1]).update(text="水泵检修")
    Report.objects.filter(pk=reports[2].pk).update(status="withdrawn")
    expected = {
        Disagreement(reports[0].pk, "missing"),
        Disagreement(reports[1].pk, "stale"),
        Disagreement(reports[2].pk, "extra"),
    }
    assert disagreements() == expected
    list(rebuild_index())
    assert disagreements() == set()


def test_check_finds_rows_that_the_inverted_index_does_not_lead_to(reports, monkeypatch):
    name = "sqlite.Sqlite" if connection.vendor == "sqlite" else "postgresql.Postgresql"
    monkeypatch.setattr(f"reports.search.backends.{name}Backend.numbers", lambda *_asked: [])
    assert disagreements() == {Disagreement(report.pk, "unreachable") for report in reports}


if connection.vendor == "sqlite":

    def test_check_finds_rows_that_lost_their_lexemes(reports):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO reports_searchentry_fts(reports_searchentry_fts) VALUES('delete-all')")
        assert disagreements() == {Disagreement(report.pk, "unreachable") for report in reports}


def test_commands_rebuild_and_prove(reports):
    out = StringIO()
    call_command("rebuild_search_index", afresh=True, stdout=out)
    call_command("check_search_index", stdout=out)
    assert out.getvalue() == "7 reports in the index\n7 reports agree\n"
    SearchEntry.objects.filter(report=reports[3]).delete()
    with pytest.raises(CommandError, match="1 disagreement"):
        call_command("check_search_index", stdout=out)
    assert out.getvalue().endswith(f"{reports[3].pk}: missing\n")


def test_changed_report_keeps_its_number():
    first, second = make_report("Pumps"), make_report("Valves")
    numbers = dict(SearchEntry.objects.values_list("report", "number"))
    workflow.refresh_published(first)
    workflow.refresh_many([second, first])
    assert dict(SearchEntry.objects.values_list("report", "number")) == numbers


def test_published_is_found_and_withdrawn_is_not_in_the_same_transaction():
    report = make_report("Pumps", status="draft")
    with transaction.atomic():
        workflow.publish_report(report)
        assert [hit.report for hit in search_reports("pumps").hits] == [report]
        workflow.withdraw_report(report)
        assert search_reports("pumps").total == 0


def statement_timeout():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout" if connection.vendor == "postgresql" else "SELECT 1")
        return cursor.fetchone()


def held_to_its_time(reports, monkeypatch):
    before = statement_timeout()
    with monkeypatch.context() as context:
        context.setattr("reports.search.results.LONGEST", 1)
        context.setattr(sqlite, "STEPS_BETWEEN_LOOKS", 1)
        context.setattr(sqlite.time, "monotonic", iter(range(10**6)).__next__)
        select = postgresql._selection
        context.setattr(postgresql, "_selection", lambda columns, *asked: select(f"pg_sleep(1), {columns}", *asked))
        found = search_reports("水泵")
    assert (found.has_timed_out, found.is_exact, list(found.hits)) == (True, False, [])
    assert statement_timeout() == before
    assert search_reports("水泵").total == len(reports)


def test_search_that_takes_too_long_is_stopped_and_leaves_no_trace(reports, monkeypatch):
    held_to_its_time(reports, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_search_is_stopped_outside_of_a_transaction_too(monkeypatch):
    reports = publish_texts(TEXTS)
    held_to_its_time(reports, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_searching_writes_nothing():
    publish_texts(TEXTS)
    on, off = (
        ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
        if connection.vendor == "postgresql"
        else ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            assert search_reports("水泵").total == len(TEXTS)
            assert search_reports("检修水泵泵站").is_relaxed
        finally:
            cursor.execute(off)


if connection.vendor == "postgresql":

    @pytest.mark.django_db(transaction=True)
    def test_many_publish_at_once():
        drafts = [make_report(f"Pumps {number}", status="draft") for number in range(12)]
        failures = []

        def publish(own):
            try:
                for report in own:
                    workflow.publish_report(report, with_sidebars=False)
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [Thread(target=publish, args=[drafts[start::4]]) for start in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert search_reports("pumps").total == len(drafts)
        assert disagreements() == set()
