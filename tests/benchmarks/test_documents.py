"""The documents of the import benchmark are what they say."""

import pytest

from reports.importer import import_document
from tests.benchmarks.documents import SHARES, collection_text, report_text, title_of, write_documents


@pytest.mark.parametrize("number", range(6))
def test_report_is_read_with_its_title_and_sections(number):
    text = report_text(number)
    result = import_document(text.encode(), "a.txt")
    assert 5_000 < len(text.encode()) < 7_000
    assert [report.title for report in result.reports] == [title_of(number)]
    sections = result.reports[0].sections
    assert [section.kind for section in sections] == [kind for kind, _share in SHARES]
    assert [bool(section.points) for section in sections] == [False, True, False, True, True]


def test_both_languages_and_only_different_titles_are_made():
    titles = [title_of(number) for number in range(200)]
    assert len(set(titles)) == 200
    assert 0 < sum(title.isascii() for title in titles) < 200


def test_page_of_many_reports_is_split_into_them():
    text = collection_text(60_000)
    result = import_document(text.encode(), "a.txt")
    assert 60_000 < len(text.encode()) < 70_000
    assert [report.title for report in result.reports] == [
        f"{number}号泵站工作总结" for number in range(1, text.count("篇") + 1)
    ]


def test_documents_are_the_same_every_time(tmp_path):
    total = write_documents(tmp_path, 3)
    assert write_documents(tmp_path, 3) == total
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == [report_text(number) for number in range(3)]
