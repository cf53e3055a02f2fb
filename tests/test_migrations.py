"""Migrations: complete, the same on both databases, and ways back."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from reports import workflow
from reports.enums import SectionKind
from reports.models import GoneReport, Report, Revision
from reports.search import search_reports
from tests.factories import make_report, make_unit, work


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


def migrate(*where):
    call_command("migrate", *where, verbosity=0)


# A state before reports that went were remembered and versions were kept.
OLD = ("reports", "0011_search_tiers")


def old_tables():
    """The app's tables in the old state, each with the names of its columns."""
    apps = MigrationLoader(connection).project_state([OLD]).apps
    for model in apps.get_app_config("reports").get_models(include_auto_created=True):
        columns = ", ".join(connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields)
        yield model, model._meta.db_table, columns


def set_rows_aside():
    with connection.cursor() as cursor:
        for _model, table, columns in old_tables():
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT {columns} FROM {table}")


def put_rows_back():
    with transaction.atomic(), connection.cursor() as cursor:
        for _model, table, columns in (tables := list(old_tables())):
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept_{table}")
            cursor.execute(f"DROP TABLE kept_{table}")
        for sql in connection.ops.sequence_reset_sql(no_style(), [model for model, _table, _columns in tables]):
            cursor.execute(sql)


def found(words):
    return [hit.report.pk for hit in search_reports(words).hits]


def shown():
    result = search_reports("消防栓9个")
    return result.facets, result.hits[0].passages


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_to_nothing_and_forward_again_with_the_rows_that_are_there():
    """One walk for all, as each takes its time: rows that the old state holds are put back on the way forward."""
    before = own_objects()
    assert {model._meta.db_table for model in apps.get_app_config("reports").get_models()} <= before
    withdrawn, back_in_work = make_report("Pumps", status="withdrawn"), make_report("Valves", status="withdrawn")
    workflow.return_report(back_in_work)
    body = "检查消防栓９个（共９个）。"
    sections = [work(body, "Hydrants **flushed**."), work("None.", kind=SectionKind.PROBLEMS, heading="")]
    public = make_report("Public", sections=sections, tags=["b", "a"], unit=make_unit(), period="2024-q3")
    draft = make_report("Draft", status="draft")
    for report in (withdrawn, back_in_work, public):
        report.refresh_from_db()
    digests = dict(Revision.objects.order_by("pk").values_list("number", "digest"))
    in_index = shown()
    assert in_index[0][f"unit:{public.unit_id}"] == 1
    assert "".join(text for text, _is_match in in_index[1][0].parts) == body
    try:
        migrate("reports", "0022")
        migrate()
        # Rows of the index keep their lists and their text.
        assert shown() == in_index
        migrate(*OLD)
        set_rows_aside()
        migrate("reports", "0001")
        assert not any("fts" in name or name.endswith(("_tokens", "_title", "_lexemes")) for name in own_objects())
        # The admin's log points to the project's users, so it goes first.
        migrate("admin", "zero")
        migrate("reports", "zero")
        assert own_objects() == set()
        migrate(*OLD)
        put_rows_back()
    finally:
        migrate()
    assert own_objects() == before
    check_what_is_remembered([withdrawn, back_in_work], public, draft, digests)
    check_index(public)


def check_what_is_remembered(gone, public, draft, digests):
    """Reports that were withdrawn before are remembered as gone, and each report has a first version."""
    rows = GoneReport.objects.order_by("number").values_list("number", "title", "gone_at")
    assert list(rows) == [(row.pk, row.title, row.updated_at) for row in gone]
    dated = Report.objects.exclude(changed_at=None).values_list("pk", "changed_at")
    assert list(dated) == [(public.pk, public.updated_at)]
    versions = Revision.objects.order_by("pk").values_list("number", "kind", "digest", "public_at")
    moments = {public.pk: public.updated_at}
    numbers = [row.pk for row in (*gone, public, draft)]
    assert list(versions) == [(number, "found", digests[number], moments.get(number)) for number in numbers]
    workflow.prepare_report(public)
    assert Revision.objects.count() == len(numbers)


def check_index(public):
    """The index holds the rows that are there as soon as it is built, and is kept from then on."""
    call_command("rebuild_search_index", stdout=StringIO())
    valves = make_report("Valves")
    assert (found("hydrants"), found("valves")) == ([public.pk], [valves.pk])
    workflow.withdraw_report(Report.objects.get(pk=public.pk))
    assert (found("hydrants"), found("valves")) == ([], [valves.pk])
