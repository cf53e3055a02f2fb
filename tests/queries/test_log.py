"""What is kept of queries, for how long, and when it is suggested to others."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import AskedQuery
from reports.queries import log, note_query, suggestions_for
from reports.queries.log import flush_queries, forget_queries, normal_query, write_queries_when_due
from tests.factories import READER

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


def ask(text, found=1, times=1, day=TODAY):
    for _time in range(times):
        note_query(READER, text, found)
    flush_queries(day)


def kept():
    return list(AskedQuery.objects.order_by("day", "query").values_list("query", "day", "times", "found"))


def suggested(typed):
    return [found.text for found in suggestions_for(typed)]


@pytest.mark.parametrize(
    ("text", "query"),
    [("  環境 \t衛生　", "环境 卫生"), ("HSE　Café１", "hse cafe1"), ("\x00", ""), ("a\x00b\ud800", "a b"), ("", "")],
)
def test_query_is_compared_folded_and_with_single_blanks(text, query):
    assert normal_query(text) == query


def test_same_query_is_one_row_a_day_with_what_it_found_last():
    ask("環境衛生", found=3)
    ask("环境卫生 ", found=0, times=2)
    ask("drains", found=0)
    ask("环境卫生", found=4, day=TODAY + timedelta(1))
    assert kept() == [
        ("drains", TODAY, 1, 0),
        ("环境卫生", TODAY, 3, 0),
        ("环境卫生", TODAY + timedelta(1), 1, 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \x00",
        "x" * 101,
        "13800138000",
        "电话 138 0013 8000",
        "１３８００１３８０００",
        "110105194912310021",
        "someone@example.org",
        "someone@localhost",
        "(020) 7946 0018",
        "6222 0202 0000 0000",
        "1234567",
    ],
)
def test_what_may_be_personal_or_is_no_query_is_not_kept(text):
    ask("pumps in 2025")
    ask(text)
    assert kept() == [("pumps in 2025", TODAY, 1, 1)]


def test_robots_are_not_kept():
    note_query("Mozilla/5.0 (compatible; Somebot/2.1)", "pumps", 1)
    note_query("", "valves", 1)
    note_query(READER, "drains", 1)
    flush_queries(TODAY)
    assert kept() == [("drains", TODAY, 1, 1)]


def test_worker_gathers_no_more_than_its_limit():
    for number in range(log.MOST_WAITING + 5):
        note_query(READER, f"query {number}", 0)
    note_query(READER, "query 0", 0)
    assert flush_queries(TODAY) == log.MOST_WAITING
    assert AskedQuery.objects.get(query="query 0").times == 2


def test_nothing_is_kept_longer_than_ninety_days():
    old, limit = TODAY - timedelta(91), TODAY - timedelta(90)
    AskedQuery.objects.create(query="old", day=old, times=1)
    AskedQuery.objects.create(query="at the limit", day=limit, times=1)
    ask("new")
    assert kept() == [("at the limit", limit, 1, 0), ("new", TODAY, 1, 1)]


def test_command_deletes_what_is_old(capsys):
    AskedQuery.objects.create(query="old", day=date(2020, 1, 1), times=1)
    AskedQuery.objects.create(query="new", day=date.today(), times=1)
    call_command("forget_queries")
    assert (capsys.readouterr().out, [row[0] for row in kept()]) == ("1 query deleted\n", ["new"])


def test_query_is_suggested_once_it_was_asked_often_on_several_days():
    ask("环境卫生", times=20)
    ask("drains", times=4)
    assert (suggested("环境"), suggested("drain")) == ([], [])
    ask("环境卫生", day=TODAY + timedelta(1))
    assert (suggested("hjws"), suggested("衛生"), suggested("drain")) == (["环境卫生"], ["环境卫生"], [])
    ask("drains", day=TODAY + timedelta(1))
    assert suggested("drain") == ["drains"]


def test_query_that_finds_nothing_is_not_suggested():
    ask("drains", times=5)
    ask("drains", found=0, day=TODAY + timedelta(1))
    assert suggested("drain") == []
    ask("drains", day=TODAY + timedelta(1))
    assert suggested("drain") == ["drains"]
    ask("drains", found=0, day=TODAY + timedelta(2))
    assert suggested("drain") == []


def test_query_that_nobody_asks_any_more_is_not_suggested():
    ask("drains", times=5)
    ask("drains", day=TODAY + timedelta(1))
    forget_queries(TODAY + timedelta(91))
    assert suggested("drain") == []


def test_queries_are_written_after_a_response_once_it_is_time(monkeypatch):
    note_query(READER, "drains", 1)
    write_queries_when_due()
    assert kept() == []
    monkeypatch.setattr(log, "_last_flush", log._last_flush - log.INTERVAL)
    write_queries_when_due()
    assert [row[0] for row in kept()] == ["drains"]
    with CaptureQueriesContext(connection) as asked:
        write_queries_when_due()
    assert len(asked) == 0
