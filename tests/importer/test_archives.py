"""Zip files: what is in them, whatever they say of themselves."""

import io
import zipfile

import pytest

from reports.importer import archives
from reports.importer.archives import ArchivedFile, count_files, files_in, is_archive


def packed(*files, encoding=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_documents_come_in_the_order_of_their_names():
    data = packed(("b.txt", "two"), ("a/c.html", "one"), ("总结.txt", "三"))
    assert is_archive(data)
    assert list(files_in(data)) == [
        ArchivedFile("a/c.html", b"one"),
        ArchivedFile("b.txt", b"two"),
        ArchivedFile("总结.txt", "三".encode()),
    ]


def test_companions_of_saved_pages_and_hidden_files_are_passed_over():
    data = packed(
        ("page.html", "x"),
        ("page_files/style.css", "x"),
        ("page_files/logo.PNG", "x"),
        ("__MACOSX/._page.html", "x"),
        (".DS_Store", "x"),
        ("~$draft.docx", "x"),
    )
    assert [file.name for file in files_in(data)] == ["page.html"]


def test_names_lead_nowhere():
    data = packed(("../../above/secret.txt", "x"), ("/top/a.txt", "x"), ("c:\\temp\\b.txt", "x"), ("d\u202e.txt", "x"))
    assert [file.name for file in files_in(data)] == ["above/secret.txt", "c:/temp/b.txt", "d.txt", "top/a.txt"]


def test_names_packed_in_chinese_windows_are_read():
    name = "2024年工作总结.txt"
    data = packed(("A" * len(name.encode("gb18030")), "text"))
    data = data.replace(b"A" * len(name.encode("gb18030")), name.encode("gb18030"))
    assert [file.name for file in files_in(data)] == [name]


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "mimetype"])
def test_documents_that_are_zip_files_are_no_archives(name):
    assert not is_archive(packed((name, "x")))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"text", packed()])
def test_other_bytes_are_no_archives(data):
    assert not is_archive(data)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILE", 1000)
    files = list(files_in(packed(("bomb.txt", "0" * 5_000_000), ("good.txt", "text"))))
    assert [(file.name, file.data, bool(file.refusal)) for file in files] == [
        ("bomb.txt", b"", True),
        ("good.txt", b"text", False),
    ]


def test_no_more_is_unpacked_than_the_limit_together():
    files = list(files_in(packed(*((f"{number}.txt", "x" * 10) for number in range(4))), total=25))
    assert [len(file.data) for file in files] == [10, 10, 0, 0]
    assert "MB together" in files[2].refusal


def test_files_beyond_the_number_are_named():
    files = list(files_in(packed(*((f"{number}.txt", "x") for number in range(5))), most=2))
    assert [(file.name, bool(file.refusal)) for file in files] == [("0.txt", False), ("1.txt", False), ("2.txt", True)]


def test_archives_in_archives_and_damaged_files_are_refused_with_advice():
    data = packed(("inner.zip", packed(("a.txt", "x"))), ("z.txt", "some text that will be damaged"))
    at = data.index(b"z.txt") + len("z.txt")
    broken = data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 8]) + data[at + 8 :]
    assert [(file.name, file.refusal) for file in files_in(broken)] == [
        ("inner.zip", "It is a packed file in a packed file. Unpack it and import that one."),
        ("z.txt", "It is damaged inside the packed file. Pack it again."),
    ]


def test_password_is_named_as_the_reason():
    data = bytearray(packed(("a.txt", "x")))
    data[6] |= 1  # the local header says that the file is encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert [file.refusal for file in files_in(bytes(data))] == [
        "It is packed with a password. Unpack it and import the document."
    ]


def test_archive_that_lists_more_files_than_fit_is_none(monkeypatch):
    data = packed(*((f"{number}.txt", "x") for number in range(9)))
    assert (is_archive(data), count_files(data)) == (True, 9)
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 100)
    assert not is_archive(data)


def test_archive_is_read_from_an_open_file(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed(("b.txt", "two"), ("style.css", "x")))
    with path.open("rb") as file:
        assert is_archive(file)
        assert (count_files(file), [found.name for found in files_in(file)]) == (1, ["b.txt"])
