"""Which documents are found in files, folders, zip files and standard input."""

import io
import os
import zipfile

import pytest

from reports.importer import Found, Gathering


def packed(*files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a/2.MD", "a/1.docx", "a/deeper/3.html", "old.doc", "README.md", "picture.png", "notes.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name in (".hidden.txt", "~$a.docx", ".git/config.txt", "__MACOSX/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("hidden")
    return tmp_path


def gather(*paths, **options):
    gathering = Gathering([str(path) for path in paths], **options)
    return gathering, list(gathering)


def test_folder_gives_its_documents_in_order_and_counts_the_rest(folder):
    gathering, found = gather(folder)
    assert [(one.place, one.name, one.read()) for one in found] == [
        ("b.txt", "b.txt", b"b.txt"),
        ("old.doc", "old.doc", b"old.doc"),
        ("a/1.docx", "1.docx", b"a/1.docx"),
        ("a/2.MD", "2.MD", b"a/2.MD"),
        ("a/deeper/3.html", "3.html", b"a/deeper/3.html"),
    ]
    assert (gathering.total, gathering.passed_over) == (5, 3)


def test_file_that_is_named_is_taken_whatever_it_is_called(folder):
    _gathering, found = gather(folder / "notes.py", folder / "README.md")
    assert [one.place for one in found] == ["notes.py", "README.md"]


def test_folder_without_documents_is_told(tmp_path):
    (tmp_path / "x.py").write_text("x")
    assert [one.refusal for one in gather(tmp_path)[1]] == ["No document was found in the folder."]


def test_what_is_no_file_is_refused_unopened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert [one.refusal for one in gather(tmp_path / "pipe.txt", tmp_path / "none.txt", "/dev/zero")[1]] == [
        "This is no file.",
        "No such file or directory",
        "This is no file.",
    ]


def test_zip_file_gives_its_documents_with_their_folders(tmp_path):
    (tmp_path / "many.ZIP").write_bytes(packed(("x/b.txt", "two"), ("a.md", "one"), ("x/style.css", "")))
    gathering, found = gather(tmp_path)
    assert found == [
        Found("many.ZIP/a.md", "a.md", data=b"one"),
        Found("many.ZIP/x/b.txt", "b.txt", data=b"two"),
    ]
    assert gathering.total == 2


def test_names_in_a_zip_file_lead_nowhere_and_archives_in_it_stay_shut(tmp_path):
    inner = packed(("a.txt", "x"))
    (tmp_path / "a.zip").write_bytes(packed(("../../etc/b.txt", "x"), ("/etc/c.txt", "y"), ("inner.zip", inner)))
    found = gather(tmp_path / "a.zip")[1]
    assert [(one.place, one.name, one.data) for one in found] == [
        ("a.zip/etc/b.txt", "b.txt", b"x"),
        ("a.zip/etc/c.txt", "c.txt", b"y"),
        ("a.zip/inner.zip", "inner.zip", b""),
    ]
    assert [bool(one.refusal) for one in found] == [False, False, True]


def test_word_document_with_the_ending_of_a_zip_file_is_left_to_the_readers(tmp_path):
    path = tmp_path / "report.zip"
    path.write_bytes(packed(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")))
    assert gather(path)[1] == [Found("report.zip", "report.zip", str(path))]


def test_broken_zip_file_is_left_to_the_readers(tmp_path):
    path = tmp_path / "broken.zip"
    path.write_bytes(packed(("a.txt", "x"))[:40])
    assert gather(path)[1] == [Found("broken.zip", "broken.zip", str(path))]


def test_standard_input_is_a_document_or_a_zip_file_of_them():
    assert gather("-", standard_input=io.BytesIO(b"text"), name="a.md")[1] == [Found("a.md", "a.md", data=b"text")]
    assert gather("-", standard_input=io.BytesIO(b"text"))[1] == [
        Found("standard-input", "standard-input", data=b"text")
    ]
    zipped = io.BytesIO(packed(("x/a.txt", "one")))
    assert gather("-", standard_input=zipped, name="z.zip")[1] == [Found("z.zip/x/a.txt", "a.txt", data=b"one")]


def test_no_more_is_read_than_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr("reports.importer.gathering.MAX_BYTES", 10)
    (tmp_path / "grown.txt").write_bytes(b"x" * 50)
    assert len(Found("grown.txt", "grown.txt", str(tmp_path / "grown.txt")).read()) == 11
    assert "larger than" in gather(tmp_path)[1][0].refusal
    assert "larger than" in gather("-", standard_input=io.BytesIO(b"x" * 50))[1][0].refusal
