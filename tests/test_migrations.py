"""Migrations: complete, the same on both databases, and ways back."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from reports import workflow
from reports.models import GoneReport, Report
from reports.search import search_reports
from tests.factories import make_report, make_unit


@pytest.mark.django_db
def test_models_and_migrations_agree():
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert out.getvalue() == "No changes detected\n"


def own_objects():
    """Names of all tables, indexes and triggers of the app in the database."""
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name LIKE 'reports%%'",
        "postgresql": "SELECT relname FROM pg_class WHERE relname LIKE 'reports%%' AND relkind IN ('r', 'i')",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor], [])
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_to_nothing_and_forward_again():
    before = own_objects()
    assert {model._meta.db_table for model in apps.get_app_config("reports").get_models()} <= before
    # The admin's log points to the project's users, so it goes first.
    call_command("migrate", "admin", "zero", verbosity=0)
    call_command("migrate", "reports", "zero", verbosity=0)
    try:
        assert own_objects() == set()
    finally:
        call_command("migrate", verbosity=0)
    assert own_objects() == before
    make_report("Hydrants")
    assert len(search_reports("hydrants").hits) == 1


@pytest.mark.django_db(transaction=True)
def test_index_comes_and_goes_and_holds_the_rows_that_are_there():
    report = make_report("Hydrants")
    call_command("migrate", "reports", "0001", verbosity=0)
    try:
        assert not any("fts" in name or name.endswith(("_tokens", "_title", "_lexemes")) for name in own_objects())
    finally:
        call_command("migrate", verbosity=0)
    call_command("rebuild_search_index", stdout=StringIO())
    make_report("Valves")
    assert [len(search_reports(word).hits) for word in ("hydrants", "valves")] == [1, 1]
    workflow.withdraw_report(report)
    assert [len(search_reports(word).hits) for word in ("hydrants", "valves")] == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_reports_that_were_withdrawn_before_are_remembered_as_gone():
    withdrawn, back_in_work = make_report("Pumps", status="withdrawn"), make_report("Valves", status="withdrawn")
    workflow.return_report(back_in_work)
    public = make_report("Hydrants")
    make_report("Never shown", status="draft")
    call_command("migrate", "reports", "0011", verbosity=0)
    call_command("migrate", verbosity=0)
    gone = GoneReport.objects.order_by("number").values_list("number", "title", "gone_at")
    assert list(gone) == [(row.pk, row.title, row.updated_at) for row in (withdrawn, back_in_work)]
    assert set(Report.objects.exclude(changed_at=None).values_list("pk", "changed_at")) == {
        (public.pk, public.updated_at)
    }


@pytest.mark.django_db(transaction=True)
def test_index_rows_that_are_there_keep_their_lists_and_their_text():
    report = make_report("Hydrants", "检查消防栓９个（共９个）。", unit=make_unit(), period="2024-q3")

    def shown():
        found = search_reports("消防栓9个")
        return found.facets, found.hits[0].passages

    before = shown()
    assert before[0][f"unit:{report.unit_id}"] == 1
    assert "".join(text for text, _is_match in before[1][0].parts) == "检查消防栓９个（共９个）。"
    call_command("migrate", "reports", "0022", verbosity=0)
    call_command("migrate", verbosity=0)
    assert shown() == before
