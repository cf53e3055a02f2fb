"""Time grows with the size of a source, whatever is in it."""

import time

import pytest

from reports.importer.pipeline import import_document

SIZE = 40_000


@pytest.mark.parametrize("text", ["9", "?", "330102", "(", "一、", "1.", "★x\n", "2025年1月3日\n", "a > ", "×"])
def test_endless_text_is_read_in_a_moment(text):
    started = time.process_time()
    import_document(f"工作总结\n\n{text * (SIZE // len(text))}".encode(), "a.txt")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "line", ["share | " * 13 + "?", "| / · , " * 14 + "!", "x/" * 58 + "?", "(1.2.3.4 mb " * 9 + "?"]
)
def test_lines_of_links_in_a_row_that_end_otherwise_are_read_in_a_moment(line):
    assert len(line) < 120
    text = f"Summary of the second quarter\n\nWork done\n\nTwo pumps were repaired.\n\n{line}\n"
    started = time.process_time()
    import_document(text.encode(), "a.txt")
    assert time.process_time() - started < 5


def test_page_of_more_than_a_hundred_reports_is_split_at_each():
    parts = [f"篇{number}：{number}号泵站工作总结\n\n全年检修水泵{number}台。" for number in range(1, 121)]
    result = import_document("\n\n".join(["泵站工作总结范文", *parts]).encode(), "a.txt")
    assert [report.title for report in result.reports] == [f"{number}号泵站工作总结" for number in range(1, 121)]
