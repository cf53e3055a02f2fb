"""What published reports are compared by: their key terms and sentences, and which are copies of each other.

`reports.discovery` writes these tables when a report is published, changed or withdrawn.
"""

from django.db import models

from reports.models.report import Report


class TextProfile(models.Model):
    """That a published report is compared, as which text, and the number of its different sentences.

    `digest` names the text that terms and sentences were taken from: while it is the same, they stay.
    `sentences_digest` names the sentences; exact copies have the same one, reports of few sentences have none.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="text_profile")
    digest = models.BigIntegerField()
    sentences = models.PositiveIntegerField()
    sentences_digest = models.BigIntegerField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"profile of report {self.report_id}"


class KeyTerm(models.Model):
    """A term that tells what a published report is about; `weight` is how often it is spoken of."""

    pk = models.CompositePrimaryKey("term", "report")
    term = models.CharField(max_length=64)
    report = models.ForeignKey(Report, models.CASCADE, related_name="key_terms")
    weight = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.term}: {self.report_id}"


class TermCount(models.Model):
    """How many of the published texts in a language that were counted hold a term; for the term "", how many they are.

    The first texts are counted, later ones now and then (see `reports.discovery.profiles`).
    """

    pk = models.CompositePrimaryKey("language", "term")
    language = models.CharField(max_length=5)
    term = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.term}: {self.count}"


class SentenceHash(models.Model):
    """A sentence of a published report; of a sentence that many have, only the first ones have a row."""

    pk = models.CompositePrimaryKey("value", "report")
    value = models.BigIntegerField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="sentence_hashes")

    def __str__(self) -> str:
        return f"{self.value}: {self.report_id}"


class NearCopy(models.Model):
    """A published report that others are near-copies of; `group` is the smallest key of those that are alike."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="near_copy")
    group = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.group}: {self.report_id}"
