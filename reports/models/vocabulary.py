"""Words of published reports, to correct queries by."""

from django.db import models

MAX_WORD = 32


class VocabularyWord(models.Model):
    """An English word, or two Chinese characters that stand next to each other, folded.

    `frequency` grows with each report that is published with it and stops at a limit, so that frequent words, which
    every publication holds, are rows that nobody writes any more.
    """

    word = models.CharField(max_length=MAX_WORD, unique=True)
    frequency = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.word


class VocabularyKey(models.Model):
    """What two mistyped characters are found by: their pinyin with a space between. English words need none."""

    word = models.ForeignKey(VocabularyWord, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=MAX_WORD)

    class Meta:
        indexes = [models.Index(fields=["key", "word"], name="vocabularykey_by_key")]

    def __str__(self) -> str:
        return self.key
