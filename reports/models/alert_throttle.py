"""How often alerts were asked for today, without a trace of who asked once the day is over."""

from django.db import models
from django.db.models import Q


class AlertKey(models.Model):
    """The random key of a day: what is counted on it can be told apart by it alone, and it goes with the day."""

    day = models.DateField(primary_key=True)
    secret = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(secret=""), name="alertkey_has_a_secret")]

    def __str__(self) -> str:
        return f"key of {self.day}"


class AlertAttempt(models.Model):
    """How often one visitor asked on a day, or one address was written to; `digest` is keyed by the day's key."""

    key = models.ForeignKey(AlertKey, models.CASCADE, related_name="attempts")
    digest = models.CharField(max_length=64)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "digest"], name="alertattempt_once_per_day"),
            models.CheckConstraint(condition=~Q(digest=""), name="alertattempt_has_a_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.times} times"
