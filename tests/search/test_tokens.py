"""Folding, cutting and reading of queries."""

import string
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search import fold, tokenise
from reports.search.query import MAX_TERMS, Term, read_terms
from reports.search.tokens import pair, pairs_of, stem


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Training", "training"),
        ("環境衛生", "环境卫生"),
        ("环境卫生", "环境卫生"),
        ("２０２４年Ｑ３", "2024年q3"),
        ("Café déjà", "cafe deja"),
        ("Cafe\u0301", "cafe"),
        ("①㎡", "1m2"),
        ("İstanbul", "istanbul"),
        ("", ""),
        ("🚰", "🚰"),
    ],
)
def test_fold_levels_width_case_accents_and_script(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("环境卫生", {"环境", "境卫", "卫生", "环", "境", "卫", "生"}),
        ("卫", {"卫"}),
        ("trainings TRAINED", {"train"}),
        ("清理９条，ditch", {"清理", "清", "理", "9", "条", "ditch"}),
        ("按ISO标准", {"按", "iso", "标准", "标", "准"}),
        ("a_b-c/d", {"a", "b", "c", "d"}),
        ("…！ \t\n 🚰", set()),
    ],
)
def test_tokenise_gives_bigrams_characters_and_stems(text, tokens):
    assert tokenise(text) == tokens


@given(st.text())
def test_tokens_hold_nothing_that_a_database_could_take_for_syntax(text):
    tokens = tokenise(text)
    assert "" not in tokens
    assert not any(
        c.isspace() or c in string.punctuation or not c.isprintable() for c in "".join(tokens) if c < "\u0100"
    )


@given(st.text())
def test_tokens_of_a_query_are_in_the_index_of_its_text(text):
    wanted = {token for term in read_terms(text) for token in term.tokens}
    assert wanted <= tokenise(text)


@given(st.text(alphabet="drain-'. 清\n", max_size=60), st.text(alphabet="drain-'. 清", max_size=12))
def test_pairs_of_a_phrase_are_in_the_index_of_every_text_that_holds_it(text, phrase):
    for term in read_terms(f'"{phrase}"'):
        if term.is_in(fold(text)):
            assert pairs_of(fold(text)).issuperset(term.pairs)


def test_pairs_are_of_latin_words_that_stand_together():
    assert pairs_of("drains cleared") == pairs_of("drain, clearing") == {pair("drain", "clear")}
    assert pairs_of("drains (all in all) cleared 河道 drains") != pairs_of("drains cleared")
    assert pairs_of("drains ..... cleared") == pairs_of("河道清理") == pairs_of("drains") == set()
    [term] = read_terms('"clear the drains"')
    assert term.pairs == [pair("clear", "the"), pair("the", "drain")]


@given(st.text(alphabet="drainsgoie 清理沟渠溝"))
def test_every_term_of_a_text_counts_in_that_text(text):
    assert all(term.is_in(fold(text)) for term in read_terms(text) if not term.is_excluded)


def test_read_terms_are_distinct_and_limited():
    assert read_terms("环境 Drains 環境 drains") == [
        Term("环境", (("环境", True),)),
        Term("drains", (("drains", False),)),
    ]
    assert len(read_terms(" ".join(f"w{number}" for number in range(100)))) == MAX_TERMS


@pytest.mark.parametrize(
    ("word", "text", "count"),
    [
        ("train", "training trains a train; strain retrain", 3),
        ("training", "trained", 1),
        ("trial", "train", 0),
        ("summaries", "summary", 1),
        ("making", "making make makes", 3),
        ("skies", "skies sky", 2),
        ("dying", "dying", 1),
        ("reliability", "reliability reliable", 2),
        ("possibility", "possibility", 1),
        ("iso", "按iso标准和iso9001", 1),
        ("9", "清理9条 19 90", 1),
        ("i", "i it", 1),
    ],
)
def test_latin_words_count_by_their_stem(word, text, count):
    assert len(Term(word, ((word, False),)).places(text)) == count


def test_chinese_terms_count_as_substrings():
    assert Term("卫生", (("卫生", True),)).places("环境卫生与卫生院，卫 生") == [(2, 4), (5, 7)]


def test_stems_are_right_in_several_threads_at_once():
    words = [f"{start}{end}" for start in string.ascii_lowercase for end in ("ationally", "fulness", "ousness", "ies")]
    words = [letters + word for letters in ("conn", "gener", "sing", "publ") for word in words]
    right = [stem.__wrapped__(word) for word in words]
    with ThreadPoolExecutor(2) as threads:
        for found in threads.map(lambda _turn: [stem.__wrapped__(word) for word in words], range(60)):
            assert found == right
