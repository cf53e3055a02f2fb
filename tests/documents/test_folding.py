"""Folding keeps offsets; what is kept in memory of it is bounded by the length of texts as well as their number."""

from reports.documents.folding import LONGEST_KEPT, cached_when_short, fold


def test_folded_text_is_as_long_as_the_text():
    text = "環境衛生２０２４％ “引號”"
    assert (fold(text), len(fold(text))) == ('环境卫生2024% "引号"', len(text))


def test_answers_for_short_texts_are_kept_and_for_long_ones_not():
    asked = []

    @cached_when_short(2)
    def length(text):
        asked.append(len(text))
        return len(text)

    short, long = "a", "a" * (LONGEST_KEPT + 1)
    assert [length(text) for text in (short, short, long, long)] == [1, 1, len(long), len(long)]
    assert asked == [1, len(long), len(long)]
