"""What a report's own page shows, prepared in each interface language when it is published or changed."""

from django.db import models

from reports.models.report import Report


class PreparedPage(models.Model):
    """The parts of a published report's page as safe HTML, in one interface language; no report: those of all pages.

    `edition` names the templates and catalogues that made it (`reports.workflow.pages.edition`); a page of another
    edition is not shown, but rendered anew at every reading until `rebuild_listings` is run.
    """

    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="pages")
    language = models.CharField(max_length=10)
    edition = models.CharField(max_length=40)
    parts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="preparedpage_once_per_language"),
            models.UniqueConstraint(
                fields=["language"], condition=models.Q(report__isnull=True), name="preparedpage_one_for_all_pages"
            ),
        ]

    def __str__(self) -> str:
        return f"page of report {self.report_id} in {self.language}"
