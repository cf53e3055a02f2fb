"""Readings of characters: residue is told by them, and the name of a site by its host."""

import subprocess
import sys

import pytest

from reports.documents.readings import has_reading, is_spelled, is_word, syllable, syllables


@pytest.mark.parametrize(
    ("char", "reading", "expected"),
    [
        ("結", "jié", True),
        ("結", "jiē", True),
        ("長", "zhǎnɡ", True),
        ("結", "jie", False),
        ("a", "a", False),
    ],
)
def test_character_has_each_of_its_readings_with_tones(char, reading, expected):
    assert has_reading(char, reading) is expected


def test_two_characters_are_a_word_only_if_the_dictionary_has_them():
    assert (is_word("任务"), is_word("务任")) == (True, False)


@pytest.mark.parametrize(
    ("run", "readings"),
    [
        ("银行", "yin hang"),
        ("执行长效机制", "zhi xing chang xiao ji zhi"),
        ("会计培训", "kuai ji pei xun"),
        ("开会计划", "kai hui ji hua"),
        ("重庆重点", "chong qing zhong dian"),
        ("绿化", "lv hua"),
        ("𠀀", "he"),
        ("", ""),
    ],
)
def test_characters_are_read_as_in_their_word(run, readings):
    assert syllables(run) == readings.split()


def test_single_character_is_read_as_it_most_often_is():
    assert [syllable(char) for char in "行乐a"] == ["xing", "le", "a"]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("重庆总结", ["www", "chongqingzongjie", "example"], True),
        ("范文 网", ["fanwenwang", "com"], True),
        ("Fanwen 网", ["fanwenwang", "com"], True),
        ("Fan wen", ["fanwen", "com"], True),
        ("范文网", ["fanwen", "com"], False),
        ("范文网", [], False),
    ],
)
def test_name_is_spelled_by_any_reading_of_its_characters(text, labels, expected):
    assert is_spelled(text, labels) is expected


def test_many_ambiguous_spellings_take_no_time():
    assert not is_spelled("安" * 200, ["an" * 31])


def test_documents_that_no_converter_touched_load_no_dictionary_of_readings():
    code = (
        "import sys, django; django.setup(); from reports.importer import import_document; import reports.admin;"
        "import_document('长滩镇2024年工作总结\\n\\n全年修路3公里。'.encode(), 'a.txt');"
        "sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
