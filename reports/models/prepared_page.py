"""What a report's own page shows, prepared in each interface language when it is published or changed."""

from django.db import models

from reports.models.report import Report


class PreparedPage(models.Model):
    """The parts of a published report's page as safe HTML, in one interface language.

    `edition` names the templates and catalogues that made it (`reports.workflow.pages.edition`); a page of another
    edition is not shown, but rendered anew at every reading until `rebuild_listings` is run.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="pages")
    language = models.CharField(max_length=10)
    edition = models.CharField(max_length=40)
    parts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "language"], name="preparedpage_once_per_language")]

    def __str__(self) -> str:
        return f"page of report {self.report_id} in {self.language}"
