"""One index row a report, numbered by recency, with its facets; the inverted index holds tiers of tokens and facets.

The rows are made anew by `rebuild_search_index` after this migration: nothing of the old index is of use.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE reports_searchentry_fts USING fts5(
        lexemes, content='', tokenize="ascii tokenchars ':-_'", detail='none', columnsize=0)""",
    """CREATE TRIGGER reports_searchentry_insert AFTER INSERT ON reports_searchentry BEGIN
        INSERT INTO reports_searchentry_fts(rowid, lexemes) VALUES (new.number, new.facets || ' ' || new.tokens);
    END""",
    """CREATE TRIGGER reports_searchentry_delete AFTER DELETE ON reports_searchentry BEGIN
        INSERT INTO reports_searchentry_fts(reports_searchentry_fts, rowid, lexemes)
        VALUES ('delete', old.number, old.facets || ' ' || old.tokens);
    END""",
    """CREATE TRIGGER reports_searchentry_update AFTER UPDATE ON reports_searchentry BEGIN
        INSERT INTO reports_searchentry_fts(reports_searchentry_fts, rowid, lexemes)
        VALUES ('delete', old.number, old.facets || ' ' || old.tokens);
        INSERT INTO reports_searchentry_fts(rowid, lexemes) VALUES (new.number, new.facets || ' ' || new.tokens);
    END""",
]
SQLITE_REVERSE = [
    "DROP TRIGGER reports_searchentry_update",
    "DROP TRIGGER reports_searchentry_delete",
    "DROP TRIGGER reports_searchentry_insert",
    "DROP TABLE reports_searchentry_fts",
]
POSTGRESQL = [
    # A function of its own, because it can say what it costs: for a frequent word the planner would read all rows and
    # make their lexemes anew (11 s at 100,000 reports) instead of asking the index (34 ms).
    """CREATE FUNCTION reports_lexemes(number bigint, facets text, tokens text) RETURNS tsvector
        LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000
        AS $$ BEGIN RETURN array_to_tsvector(
            string_to_array(facets || ' ' || tokens, ' ')
            || ARRAY['chunk:' || number / 4096, 'era:' || number / 65536]); END $$""",
    # fastupdate off: a list of pending rows turned 0.4 ms into 193 ms for the readers.
    "CREATE INDEX reports_searchentry_lexemes ON reports_searchentry"
    " USING gin (reports_lexemes(number, facets, tokens)) WITH (fastupdate = off)",
]
POSTGRESQL_REVERSE = [
    "DROP INDEX reports_searchentry_lexemes",
    "DROP FUNCTION reports_lexemes(bigint, text, text)",
]


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def create(apps, schema_editor):
    _run(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    _run(schema_editor, POSTGRESQL_REVERSE if schema_editor.connection.vendor == "postgresql" else SQLITE_REVERSE)


def _earlier(name):
    """Return the functions of the second migration, which lay and take away the index there was before."""
    return getattr(import_module("reports.migrations.0002_search_index"), name)


def create_earlier(apps, schema_editor):
    _earlier("create")(apps, schema_editor)


def drop_earlier(apps, schema_editor):
    _earlier("drop")(apps, schema_editor)


class Migration(migrations.Migration):
    """The old index and its table go, the new ones come."""

    dependencies = [("reports", "0010_likeness")]
    operations = [
        migrations.RunPython(drop_earlier, create_earlier),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            "SearchEntry",
            [
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_entry", to="reports.report"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("facets", models.TextField()),
                ("headings", models.TextField()),
                ("text", models.TextField()),
                ("original", models.TextField()),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            "SearchRebuild",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(null=True)),
                ("report", models.BigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(create, drop),
    ]
