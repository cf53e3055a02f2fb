"""What the search looks in: one row a published report, and how far a rebuilding has come."""

from django.db import models

from reports.models.report import Report


class SearchEntry(models.Model):
    """The index row of a published report.

    `number` grows with the date of publication: the latest reports have the highest. `facets` are the lists that the
    report stands in ("category:3 unit:5", see `ListingEntry`) and what else it is narrowed by; `tokens` are the
    distinct tokens of its text, those that are prominent or in the title once more with a mark
    (`reports.search.tokens`). Migrations lay an FTS5 table with triggers (SQLite) or a GIN index (PostgreSQL) over
    both. `lists` are the lists once more, as numbers (`reports.search.lists`). `text` is the visible text, folded, in
    which candidates are checked: the title, the units' names and the summary in a line each, then the sections, parted
    by `SECTION_BREAK`; `packed` is the same as written (`reports.search.originals`), of which passages are shown.
    `headings` are the folded headings once more.
    """

    number = models.BigAutoField(primary_key=True)
    report = models.OneToOneField(Report, models.CASCADE, related_name="search_entry")
    published_at = models.DateTimeField()
    facets = models.TextField()
    lists = models.BinaryField()
    headings = models.TextField()
    text = models.TextField()
    packed = models.BinaryField()
    tokens = models.TextField()

    def __str__(self) -> str:
        return f"index row of report {self.report_id}"


class SearchRebuild(models.Model):
    """How far the making anew of all index rows has come: up to and with a report, in order of publication."""

    published_at = models.DateTimeField(null=True)
    report = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.done} reports done"
