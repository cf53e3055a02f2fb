"""Texts with labels: reports on known topics, and near-copies of known reports, the same ones for the same number.

A text is made of the words that every report uses, of those of its topic (which other topics use as well) and of a few
of another topic. Reports of one topic share forms of words, and now and then one quotes another: neither is a copy.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.composing import Writer, _words

PER_TOPIC = 100
COPY_SHARE = 0.02
MOST_EDITED = 0.3
QUOTING_SHARE = 0.02
QUOTED = 0.15
SENTENCES = (40, 64)
TOPIC_WORDS = 40
TOPIC_SHARE = 0.12
OTHER_SHARE = 0.06
COMMON_WORDS = 150
FORMS = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its topic and the number of the report that it is a copy of, or its own."""

    number: int
    language: str
    topic: int
    original: int
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text, title first, a line for each few sentences."""
        gap = "" if self.language == "zh" else " "
        lines = [gap.join(self.sentences[start : start + 4]) for start in range(0, len(self.sentences), 4)]
        return "\n".join([self.title, *lines])


def labelled_texts(total: int) -> Iterator[Labelled]:
    """Yield so many texts, those of one topic spread over all."""
    topics = max(2, total // PER_TOPIC)
    kept: dict[int, Labelled] = {}
    for number in range(1, total + 1):
        chance = random.Random(f"labelled:{number}")
        earlier = kept.get(chance.randrange(1, number)) if number > 1 else None
        if earlier and chance.random() < COPY_SHARE:
            yield (made := copied(earlier, number, chance))
        else:
            yield (made := written(number, chance.randrange(topics), chance, earlier))
        kept[number] = made


def language_of(topic: int) -> str:
    return "en" if topic % 5 < 2 else "zh"


class TopicWriter(Writer):
    """Makes sentences on a topic."""

    def __init__(self, chance: random.Random, topic: int, topics_words: list[str], other: list[str]) -> None:
        super().__init__(chance, language_of(topic))
        self.own, self.other = topics_words, other

    def sentence(self) -> str:
        """Return a sentence in which some of the words are the topic's."""
        words = []
        for word in self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(9, 17)):
            drawn = self.chance.random()
            if drawn < TOPIC_SHARE:
                # The first words of a topic are those that it is about.
                word = self.own[int(len(self.own) * self.chance.random() ** 2)]
            elif drawn < TOPIC_SHARE + OTHER_SHARE:
                word = self.chance.choice(self.other)
            words.append(word)
        if self.is_chinese:
            middle = len(words) // 2
            return f"{''.join(words[:middle])}，{''.join(words[middle:])}。"
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."


def topic_words(topic: int) -> list[str]:
    """Return the words of a topic; those of all topics are drawn from the same vocabulary."""
    words, _weights = _words(language_of(topic))
    return random.Random(f"topic:{topic}").sample(words[COMMON_WORDS:], TOPIC_WORDS)


def forms_of(topic: int) -> list[str]:
    """Return the sentences that reports of a topic write because everybody does."""
    writer = TopicWriter(random.Random(f"forms:{topic}"), topic, topic_words(topic), topic_words(topic))
    return [writer.sentence() for _sentence in range(FORMS)]


def written(number: int, topic: int, chance: random.Random, earlier: Labelled | None) -> Labelled:
    other = topic + 5 * chance.randrange(1, 40)
    writer = TopicWriter(chance, topic, topic_words(topic), topic_words(other))
    sentences = [writer.sentence() for _sentence in range(chance.randint(*SENTENCES))]
    for form in chance.sample(forms_of(topic), 3):
        sentences[chance.randrange(len(sentences))] = form
    if earlier and earlier.language == language_of(topic) and chance.random() < QUOTING_SHARE:
        quoted = earlier.sentences[: int(len(sentences) * QUOTED)]
        sentences[: len(quoted)] = quoted
    return Labelled(number, language_of(topic), topic, number, writer.phrase(3), tuple(sentences))


def copied(earlier: Labelled, number: int, chance: random.Random) -> Labelled:
    """Return a copy with up to `MOST_EDITED` of its sentences written anew, left out, added or changed in a word."""
    writer = TopicWriter(chance, earlier.topic, topic_words(earlier.topic), topic_words(earlier.topic))
    sentences = list(earlier.sentences)
    for _edit in range(int(len(sentences) * chance.uniform(0, MOST_EDITED))):
        place = chance.randrange(len(sentences))
        match chance.randrange(4):
            case 0:
                sentences[place] = writer.sentence()
            case 1:
                del sentences[place]
            case 2:
                sentences.insert(place, writer.sentence())
            case _:
                sentences[place] = sentences[place][:-1] + writer.phrase(1) + sentences[place][-1]
    title = writer.phrase(3)
    return Labelled(number, earlier.language, earlier.topic, earlier.original, title, tuple(sentences))
