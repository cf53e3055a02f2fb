"""The databases' own indexes: there, in step, and used. Each database runs its own tests."""

import pytest
from django.db import connection

from reports.models import Report, SearchEntry
from reports.search.backends import current_backend
from tests.factories import make_report

pytestmark = pytest.mark.django_db

if connection.vendor == "sqlite":

    def test_triggers_keep_the_full_text_table_in_step():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            names = [row[0] for row in cursor.fetchall()]
            assert names == [f"reports_searchentry_{event}" for event in ("delete", "insert", "update")]
            report = make_report("Pumps")
            cursor.execute(
                "INSERT INTO reports_searchentry_fts(reports_searchentry_fts, rank) VALUES('integrity-check', 1)"
            )
            SearchEntry.objects.filter(report=report).update(tokens="valv")
            Report.objects.filter(pk=report.pk).delete()
            cursor.execute(
                "INSERT INTO reports_searchentry_fts(reports_searchentry_fts, rank) VALUES('integrity-check', 1)"
            )
            cursor.execute("SELECT count(*) FROM reports_searchentry_fts")
            assert cursor.fetchone() == (0,)


if connection.vendor == "postgresql":

    @pytest.mark.parametrize(
        ("in_title", "index"), [(False, "reports_searchentry_tokens"), (True, "reports_searchentry_title")]
    )
    def test_lookup_goes_through_the_gin_index(in_title, index):
        make_report("卫生小结", language="zh")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        asked = []

        def note(execute, sql, params, many, context):
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            assert current_backend().find(["卫生"], 10, in_title=in_title)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {asked[0][0]}", asked[0][1])
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert f"Bitmap Index Scan on {index}" in plan
