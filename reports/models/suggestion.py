"""Suggestions while a visitor types: what is suggested, and the keys by which it is found."""

from django.db import models
from django.db.models import Q
from taggit.models import Tag

from reports.enums import SuggestionKind
from reports.models.report import Report
from reports.models.unit import Unit

MAX_KEY = 40


class Suggestion(models.Model):
    """A title, a name of a unit, a tag or a frequent query that completes what is typed.

    It leads to its report, unit or tag; a query leads to its results. `weight` is its own part of the weight of its
    keys, so that it can be told whether they are up to date.
    """

    kind = models.CharField(max_length=5, choices=SuggestionKind.choices())
    text = models.CharField(max_length=300)
    weight = models.PositiveIntegerField(default=0)
    report = models.OneToOneField(Report, models.CASCADE, null=True, blank=True, related_name="suggestion")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="suggestions")
    tag = models.OneToOneField(Tag, models.CASCADE, null=True, blank=True, related_name="suggestion")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="suggestion_has_a_text"),
            models.CheckConstraint(
                condition=Q(kind=SuggestionKind.TITLE, report__isnull=False, unit=None, tag=None)
                | Q(kind=SuggestionKind.UNIT, report=None, unit__isnull=False, tag=None)
                | Q(kind=SuggestionKind.TAG, report=None, unit=None, tag__isnull=False)
                | Q(kind=SuggestionKind.QUERY, report=None, unit=None, tag=None),
                name="suggestion_leads_to_what_its_kind_says",
            ),
            models.UniqueConstraint(fields=["unit", "text"], name="suggestion_once_per_name_of_unit"),
            models.UniqueConstraint(
                fields=["text"], name="suggestion_once_per_query", condition=Q(kind=SuggestionKind.QUERY)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SuggestionKey(models.Model):
    """A beginning by which a suggestion is found: folded, in pinyin or in initials; `head` is its first character.

    On PostgreSQL the column `key` is collated by code points (see the migration), as it is on SQLite anyway: a prefix
    is a range of keys then. Where a prefix fits more keys than can be looked at, the heaviest of its first character
    are looked at instead, through the second index.
    """

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=MAX_KEY)
    head = models.CharField(max_length=1)
    weight = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="suggestionkey_by_key"),
            models.Index(fields=["head", "-weight"], name="suggestionkey_heaviest"),
        ]

    def __str__(self) -> str:
        return self.key
