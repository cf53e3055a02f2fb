"""What the search looks in: one row a published report."""

from django.db import models

from reports.models.report import Report


class SearchEntry(models.Model):
    """The index row of a published report.

    `title_tokens` and `tokens` are distinct tokens (`reports.search.tokens`) parted by spaces; the migration lays an
    FTS5 table with triggers (SQLite) or a GIN index (PostgreSQL) over them. `text` is the folded visible text, in
    which candidates are checked: title, unit, headings and paragraphs, a line each.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="search_entry")
    title_tokens = models.TextField()
    tokens = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"index row of report {self.report_id}"
