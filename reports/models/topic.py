"""Topics: an editor's selection of reports, with a page of its own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.models.bilingual import BilingualName
from reports.models.report import Report
from reports.querysets import TopicQuerySet


class Topic(BilingualName):
    """An editor's selection of reports in the editor's order (专题)."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    reports = models.ManyToManyField(Report, through="TopicEntry", related_name="topics")

    objects = TopicQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self) -> str:
        """Return the address of the topic's page."""
        return reverse("reports:topic-detail", args=[self.slug])


class TopicEntry(models.Model):
    """A report's place in a topic."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="entries", verbose_name=_("topic"))
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        limit_choices_to={"revises": None},
        related_name="topic_entries",
        verbose_name=_("report"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("report in a topic")
        verbose_name_plural = _("reports in a topic")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["topic", "report"], name="topicentry_once_per_topic")]

    def __str__(self) -> str:
        return f"{self.topic} · {self.report}"
