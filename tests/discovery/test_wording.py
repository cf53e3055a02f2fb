"""What a text is compared by: terms and sentences of folded text."""

from reports.discovery.wording import MOST_COUNTS, TITLE_COUNTS, count_terms, hash_sentences, hash_text
from reports.search import fold


def test_terms_are_bigrams_of_chinese_and_stems_of_words():
    assert count_terms("", fold("河道淤泥。Culverts were dredged")) == {
        "河道": 1, "道淤": 1, "淤泥": 1, "culvert": 1, "dredg": 1,
    }  # fmt: skip


def test_words_of_every_report_particles_and_numbers_are_no_terms():
    assert count_terms("", fold("完成了工作，共3次总结。The team reported 2025 in Q3: 1st.")) == {"q3": 1}


def test_terms_count_with_each_mention_more_in_the_title_and_not_without_end():
    counts = count_terms("淤泥", fold("淤泥、淤泥。沟渠。" + "闸门。" * 20))
    assert counts == {"淤泥": 2 + TITLE_COUNTS, "沟渠": 1, "闸门": MOST_COUNTS}


def test_traditional_and_simplified_text_has_the_same_terms_and_sentences():
    assert count_terms("", "淸理淤泥") != count_terms("", "清理淤泥")
    texts = [fold(text) for text in ("清運垃圾，疏通溝渠兩條。", "清运垃圾，疏通沟渠两条。")]
    assert count_terms("", texts[0]) == count_terms("", texts[1]) != {}
    assert hash_sentences(texts[0]) == hash_sentences(texts[1]) != set()


def test_sentences_end_with_marks_and_lines_and_punctuation_makes_no_difference():
    text = "疏通沟渠十二条，清出淤泥。换井盖！\nAll the wide drains were cleared. Four (4) pumps were put right again"
    parts = ["疏通沟渠十二条清出淤泥", "allthewidedrainswerecleared", "four4pumpswereputrightagain"]
    assert hash_sentences(fold(text)) == {hash_text(part) for part in parts}


def test_short_sentences_and_decimal_points_are_passed_over():
    assert hash_sentences("一、基本情况\n下一步打算。") == set()
    assert len(hash_sentences("the rate rose to 4.5 per cent of the whole amount of water")) == 1


def test_hashes_fit_into_signed_numbers_of_64_bits():
    values = [hash_text(str(number)) for number in range(200)]
    assert len(set(values)) == 200
    assert min(values) < 0 < max(values)
    assert all(-(2**63) <= value < 2**63 for value in values)
