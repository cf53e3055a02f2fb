"""Texts as written, kept as what they differ in from the folded text beside them.

On PostgreSQL they stand outside of the index row as long texts do, so that rows stay close together.
"""

from django.db import migrations, models

from reports.search.originals import pack_original, unpack_original

AT_ONCE = 500
ROOM = "ALTER TABLE reports_searchentry"


def _is_postgresql(schema_editor):
    return schema_editor.connection.vendor == "postgresql"


def _run(schema_editor, *statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _rows(entries):
    """Yield all rows, some at a time."""
    last = 0
    while rows := list(entries.filter(number__gt=last).order_by("number")[:AT_ONCE]):
        yield rows
        last = rows[-1].number


def add_packed(apps, schema_editor):
    """Add the column without making the table anew, which would take the triggers with it on SQLite."""
    if _is_postgresql(schema_editor):
        _run(
            schema_editor,
            f"{ROOM} ADD COLUMN packed bytea NOT NULL DEFAULT ''",
            f"{ROOM} ALTER COLUMN facets SET STORAGE MAIN, ALTER COLUMN lists SET STORAGE MAIN",
            f"{ROOM} SET (toast_tuple_target = 256)",
        )
    else:
        _run(schema_editor, f"{ROOM} ADD COLUMN packed blob NOT NULL DEFAULT x''")


def drop_packed(apps, schema_editor):
    _run(schema_editor, f"{ROOM} DROP COLUMN packed")
    if _is_postgresql(schema_editor):
        _run(
            schema_editor,
            f"{ROOM} ALTER COLUMN facets SET STORAGE EXTENDED, ALTER COLUMN lists SET STORAGE EXTENDED",
            f"{ROOM} RESET (toast_tuple_target)",
        )


def pack(apps, schema_editor):
    entries = apps.get_model("reports", "SearchEntry").objects
    for rows in _rows(entries.only("text", "original")):
        for row in rows:
            row.packed = pack_original(row.original, row.text)
        entries.bulk_update(rows, ["packed"], batch_size=100)


def unpack(apps, schema_editor):
    entries = apps.get_model("reports", "SearchEntry").objects
    for rows in _rows(entries.only("text", "packed")):
        for row in rows:
            row.original = unpack_original(row.packed, row.text)
        entries.bulk_update(rows, ["original"], batch_size=100)


def drop_original(apps, schema_editor):
    _run(schema_editor, f"{ROOM} DROP COLUMN original")


def add_original(apps, schema_editor):
    _run(schema_editor, f"{ROOM} ADD COLUMN original text NOT NULL DEFAULT ''")


class Migration(migrations.Migration):
    dependencies = [("reports", "0024_working_copies")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(add_packed, drop_packed)],
            [migrations.AddField("searchentry", "packed", models.BinaryField())],
        ),
        migrations.RunPython(pack, unpack),
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(drop_original, add_original)],
            [migrations.RemoveField("searchentry", "original")],
        ),
    ]
