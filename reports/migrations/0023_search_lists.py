"""The lists that a report stands in as numbers, beside its index row's lexemes.

On SQLite they are kept once more in a table of their own, by the triggers that keep the inverted index: index rows
are long and lie far apart.
"""

from django.db import migrations, models

from reports.search.lists import pack

TRIGGERS = ("insert", "delete", "update")
INSERT = "INSERT INTO reports_searchentry_fts(rowid, lexemes) VALUES (new.number, new.facets || ' ' || new.tokens);"
DELETE = """INSERT INTO reports_searchentry_fts(reports_searchentry_fts, rowid, lexemes)
    VALUES ('delete', old.number, old.facets || ' ' || old.tokens);"""
INSERT_LISTS = "INSERT INTO reports_searchentry_lists VALUES (new.number, new.report_id, new.lists);"
DELETE_LISTS = "DELETE FROM reports_searchentry_lists WHERE number = old.number;"
AT_ONCE = 1000


def _is_sqlite(schema_editor):
    return schema_editor.connection.vendor == "sqlite"


def _run(schema_editor, *statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _drop_triggers(schema_editor):
    _run(schema_editor, *(f"DROP TRIGGER reports_searchentry_{name}" for name in TRIGGERS))


def _create_triggers(schema_editor, insert, delete):
    for name, body in zip(TRIGGERS, (insert, delete, f"{delete} {insert}"), strict=True):
        _run(
            schema_editor,
            f"CREATE TRIGGER reports_searchentry_{name} AFTER {name.upper()} ON reports_searchentry BEGIN {body} END",
        )


def add_lists(apps, schema_editor):
    """Add the column without making the table anew, which would take the triggers with it."""
    if _is_sqlite(schema_editor):
        _drop_triggers(schema_editor)
        _run(schema_editor, "ALTER TABLE reports_searchentry ADD COLUMN lists blob NOT NULL DEFAULT x''")
    else:
        _run(schema_editor, "ALTER TABLE reports_searchentry ADD COLUMN lists bytea NOT NULL DEFAULT ''")


def fill_lists(apps, schema_editor):
    """Work out the lists of all index rows from their facets, a thousand rows at a time."""
    entries, last = apps.get_model("reports", "SearchEntry").objects.order_by("number"), 0
    while rows := list(entries.filter(number__gt=last).only("facets")[:AT_ONCE]):
        for row in rows:
            row.lists = pack(row.facets.split())
        entries.bulk_update(rows, ["lists"], batch_size=100)
        last = rows[-1].number


def keep_lists(apps, schema_editor):
    if not _is_sqlite(schema_editor):
        return
    _run(
        schema_editor,
        """CREATE TABLE reports_searchentry_lists (
            number integer NOT NULL PRIMARY KEY, report_id bigint NOT NULL, lists blob NOT NULL)""",
        "INSERT INTO reports_searchentry_lists SELECT number, report_id, lists FROM reports_searchentry",
    )
    _create_triggers(schema_editor, f"{INSERT} {INSERT_LISTS}", f"{DELETE} {DELETE_LISTS}")


def drop_table(apps, schema_editor):
    if _is_sqlite(schema_editor):
        _drop_triggers(schema_editor)
        _run(schema_editor, "DROP TABLE reports_searchentry_lists")


def drop_lists(apps, schema_editor):
    _run(schema_editor, "ALTER TABLE reports_searchentry DROP COLUMN lists")
    if _is_sqlite(schema_editor):
        _create_triggers(schema_editor, INSERT, DELETE)


class Migration(migrations.Migration):
    dependencies = [("reports", "0022_rights_of_publishing")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(add_lists, drop_lists)],
            [migrations.AddField("searchentry", "lists", models.BinaryField())],
        ),
        migrations.RunPython(fill_lists, migrations.RunPython.noop),
        migrations.RunPython(keep_lists, drop_table),
    ]
