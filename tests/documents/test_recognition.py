"""What a source is: recognised by content, whatever its name; what no reader takes is refused with advice."""

import io
import itertools
import zipfile

import pytest
from django.utils import translation

from reports.documents.readers import MAX_BLOCKS, MAX_BYTES, MAX_LINES, MAX_TEXT, UnreadableSource, read_source
from reports.documents.readers.word.package import MAX_MEMBERS, MAX_PART
from tests.documents.word_files import docx, p


def packed(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def compound(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(100)


def refusal(data, name="report.txt"):
    with pytest.raises(UnreadableSource) as error:
        read_source(data, name)
    return error.value.reason


AS_WORD = "Open it in Word or WPS, save it as .docx and import that."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (compound("WordDocument"), f"This is a Word 97 file. {AS_WORD}"),
        (compound("?"), f"This is a Word 97 file. {AS_WORD}"),
        (compound("EncryptedPackage"), "locked with a password"),
        (compound("Workbook"), "spreadsheet"),
        (compound("PowerPoint Document"), "slides"),
        (b"%PDF-1.7 text", "PDF"),
        (b"\n\n%PDF-1.4 text", "PDF"),
        (b"{\\rtf1\\ansi text}", f"This is a RTF file. {AS_WORD}"),
        (packed("mimetype", "content.xml"), "OpenDocument"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (packed("xl/workbook.xml"), "spreadsheet"),
        (packed("ppt/presentation.xml"), "slides"),
        (packed("a.txt", "../b.txt"), "packed file"),
        (packed(), "packed file"),
        (packed("a.txt")[:20], "packed file"),
        (b"Rar!\x1a\x07\x00", "packed file"),
        (b"\x1f\x8b\x08", "packed file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "recording"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"\x00\x00\x00\x18ftypmp42", "recording"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00", "picture"),
        (b"MZ\x90\x00program", "program"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x">', "Word XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "MHTML"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"", "empty"),
        (b"\x00" * 100, "empty"),
        (b"\xef\xbb\xbf", "No text"),
        (b"PK\x03\x04 word/document.xml", "damaged"),
    ],
    ids=itertools.count(),
)
def test_format_that_is_no_text_is_refused_with_advice(data, reason):
    from reports.importer import import_document

    for name in ("report.txt", "report.docx", "report.html", "report"):
        with pytest.raises(UnreadableSource) as error:
            import_document(data, name)
        assert reason in error.value.reason, name


def test_advice_is_in_the_language_of_the_reader():
    with translation.override("zh-hans"):
        assert "PDF" in refusal(b"%PDF-1.7")
        assert "另存为" in refusal(compound("WordDocument"))


@pytest.mark.parametrize(
    ("data", "name", "source_format"),
    [
        (docx(p("x")), "report.doc", "docx"),
        (b"<html><body><p>x</p></body></html>", "report.doc", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><body><p>x</p></body></html>", "report.txt", "html"),
        (b"<div><p>x</p><p>y</p></div>", "page.txt", "html"),
        (b"plain", "report.docx", "txt"),
        (b"plain", "report.wps", "txt"),
        (b"plain", "report.html", "txt"),
        (b"a < b and c > d", "report.html", "txt"),
        (b"<p>x", "report.html", "html"),
        (b"<p> is a tag", "report.txt", "txt"),
        (b"# Title", "report.MD", "md"),
        (b"# Title", "report.txt", "txt"),
        (b"x", "", "txt"),
    ],
    ids=itertools.count(),
)
def test_wrong_name_does_not_matter(data, name, source_format):
    assert read_source(data, name).format == source_format


# --- limits


def test_sources_that_are_too_big_are_refused():
    assert "200 MB; at most 100 MB" in refusal(b"x" * (2 * MAX_BYTES))
    assert "20 MB" in refusal(b"x" * (MAX_TEXT + 1))
    assert str(MAX_LINES) in refusal(b"\n" * (MAX_LINES + 1) + b"x")
    assert str(MAX_BLOCKS) in refusal(b"x\n" * (MAX_BLOCKS + 1))


def test_word_document_of_many_pictures_is_read():
    assert read_source(docx(p("x"), members={f"word/media/{n}.png": "x" for n in range(900)}), "a").text == "x"


def test_bombs_in_packages_are_refused_unpacked():
    members = {f"word/media/{n}.png": "" for n in range(MAX_MEMBERS)}
    assert "MB" in refusal(docx(p("x"), members=members))
    assert "MB" in refusal(docx("", document="<w:document>" + " " * MAX_PART))
    assert read_source(docx(p("x"), members={"word/media/image.png": "0" * (2 * MAX_PART)}), "a").text == "x"


def test_size_that_a_package_declares_is_not_believed():
    data = docx(p("x" * 5000))
    size = len(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert data.count(size.to_bytes(4, "little")) == 2
    assert "damaged" in refusal(data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
