"""The databases' own indexes: there, in step, and used. Each database runs its own tests."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Report, SearchEntry
from reports.search.backends import Wanted, current_backend
from reports.search.lists import names, pack
from tests.factories import make_report

pytestmark = pytest.mark.django_db

if connection.vendor == "sqlite":

    def test_near_copies_are_looked_up_whatever_the_number_of_rows():
        with CaptureQueriesContext(connection) as asked:
            current_backend().copies([1, 2])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
            plan = [step[3] for step in cursor.fetchall()]
        assert [step for step in plan if step.startswith("SCAN")] == [], plan

    def test_triggers_keep_the_full_text_table_in_step():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            triggers = [row[0] for row in cursor.fetchall()]
            assert triggers == [f"reports_searchentry_{event}" for event in ("delete", "insert", "update")]
            report = make_report("Pumps")
            SearchEntry.objects.filter(report=report).update(tokens="valv", lists=pack(["all", "tag:3"]))
            cursor.execute("SELECT report_id, lists FROM reports_searchentry_lists")
            assert [(key, names(lists)) for key, lists in cursor.fetchall()] == [(report.pk, {"all", "tag:3"})]
            cursor.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, reports_searchentry_fts, row)")
            cursor.execute("SELECT term FROM vocabulary WHERE term IN ('valv', 'pump', 'all')")
            assert {row[0] for row in cursor.fetchall()} == {"all", "valv"}
            Report.objects.filter(pk=report.pk).delete()
            cursor.execute("SELECT count(*) FROM vocabulary")
            assert cursor.fetchone() == (0,)
            cursor.execute("DROP TABLE vocabulary")
            cursor.execute("SELECT count(*) FROM reports_searchentry_lists")
            assert cursor.fetchone() == (0,)


if connection.vendor == "postgresql":

    def noted(ask):
        """Return the statements that `ask` sends, with their parameters."""
        asked = []

        def note(execute, sql, params, many, context):
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            assert ask()
        return [(sql, params) for sql, params in asked if "@@" in sql]

    @pytest.mark.parametrize(("method", "further"), [("newest", {"likely": 1}), ("rows", {})])
    def test_lookup_goes_through_the_gin_index(method, further):
        make_report("卫生小结", language="zh")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        wanted = Wanted(("卫生", "all"), (("language:zh", "language:en"),), ("无此",))
        asked = noted(lambda: getattr(current_backend(), method)(wanted, 10, **further))
        assert asked
        with connection.cursor() as cursor:
            for statement, parameters in asked:
                cursor.execute(f"EXPLAIN {statement}", parameters)
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert "Bitmap Index Scan on reports_searchentry_lexemes" in plan
