"""Importing of files by command: what is stored, what is said, what is refused."""

import json
import zipfile
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from reports import workflow
from reports.models import Category, Collection, Event, Period, PreparedPage, Report, Section, Source, Unit
from reports.search import search_reports
from tests.factories import make_category, make_unit, work
from tests.processes import manage

pytestmark = pytest.mark.django_db

TEXT = """柳桥镇2025年第三季度环境卫生工作小结

一、主要工作

（一）疏通沟渠。清理排水沟九条，清运淤泥四十二吨。

（二）整治街巷。组织志愿者三十人，清扫背街小巷六处。

二、存在问题

部分沟渠缺少盖板，雨后仍有积水。

三、下一步打算

为三处路口加装盖板，并在十月底前完工。
"""
MARKDOWN = """# Pump station summary, second quarter 2025

## Work done

1. Two pumps were repaired.
2. The inlet screen was cleaned every week.

## Next steps

Replace the valve before winter.
"""


@pytest.fixture(autouse=True)
def known_places():
    make_unit(name_zh="柳桥镇", slug="liuqiao")
    make_category("Sanitation", slug="sanitation")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "README.md").write_text("# About this folder\n\nNothing to import here at all.", encoding="utf-8")
    return tmp_path


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    failure = None
    try:
        call_command("import_reports", *map(str, arguments), stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        failure = str(error)
    # A table stands at the end, after a blank line.
    lines, _blank, _table = out.getvalue().partition("\n\n") if out.getvalue()[:1] != "\n" else ("", "", "")
    return lines.splitlines(), err.getvalue().splitlines(), failure


def table(*arguments, **options):
    """The table at the end, without its heads."""
    out = StringIO()
    with suppress(CommandError):
        call_command("import_reports", *map(str, arguments), stdout=out, stderr=StringIO(), no_color=True, **options)
    heads, *rows = out.getvalue().rpartition("\n\n")[2].splitlines()
    assert heads.split() == ["files", "reports"]
    return [" ".join(row.split()) for row in rows]


def stored():
    models = (Report, Section, Source, Collection, Period, Unit, Category)
    return {model.__name__: model.objects.count() for model in models}


def test_a_file_becomes_a_draft_with_sections_and_points(folder):
    assert run(folder / "a.txt") == (["a.txt: imported, 1 report"], [], None)
    report = Report.objects.get()
    assert (report.status, report.language, report.unit.slug, report.period.code) == (
        "draft",
        "zh",
        "liuqiao",
        "2025-q3",
    )
    assert report.title == "柳桥镇2025年第三季度环境卫生工作小结"
    assert [(section.kind, section.heading, section.points.count()) for section in report.sections.all()] == [
        ("work_done", "主要工作", 2),
        ("problems", "存在问题", 0),
        ("next_steps", "下一步打算", 0),
    ]
    assert (report.source.name, report.source.text) == ("a.txt", TEXT)
    assert search_reports("盖板").hits == []


def test_a_folder_gives_its_readable_files_but_not_its_readme(folder):
    assert run(folder) == (["a.txt: imported, 1 report", "sub/b.md: imported, 1 report"], [], None)
    assert set(Source.objects.values_list("name", flat=True)) == {"a.txt", "b.md"}


def test_published_reports_are_on_the_site(folder):
    lines, errors, failure = run(folder, publish=True)
    assert lines == ["a.txt: imported and published, 1 report", "sub/b.md: imported and published, 1 report"]
    assert (errors, failure) == ([], None)
    assert [len(search_reports(words).hits) for words in ("盖板", "pumps")] == [1, 1]


def test_second_run_changes_nothing_and_says_so(folder):
    run(folder, publish=True)
    before, rows = stored(), list(Report.objects.order_by("pk").values())
    for _time in range(2):
        assert run(folder, publish=True) == (["a.txt: unchanged, 1 report", "sub/b.md: unchanged, 1 report"], [], None)
    assert (stored(), list(Report.objects.order_by("pk").values())) == (before, rows)


def test_drafts_stored_before_are_published_later(folder):
    run(folder / "a.txt")
    assert run(folder / "a.txt", publish=True) == (["a.txt: published, 1 report"], [], None)
    assert Report.objects.published().count() == 1


def test_dry_run_writes_nothing(folder):
    before = stored()
    assert run(folder, dry_run=True, publish=True)[0] == [
        "a.txt: would import, 1 report",
        "sub/b.md: would import, 1 report",
    ]
    assert stored() == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_json_is_one_list_of_results(folder, dry_run):
    lines, errors, failure = run(folder, json=True, dry_run=dry_run)
    results = json.loads("\n".join(lines))
    assert (errors, failure) == ([], None)
    assert [(result["source"], len(result["reports"])) for result in results] == [("a.txt", 1), ("b.md", 1)]
    assert results[0]["reports"][0]["title"] == "柳桥镇2025年第三季度环境卫生工作小结"
    assert Report.objects.count() == (0 if dry_run else 2)


def test_category_overrules_what_a_page_says(folder):
    run(folder, category="sanitation")
    assert set(Report.objects.values_list("category__slug", flat=True)) == {"sanitation"}


def test_unknown_category_is_told_and_nothing_is_stored(folder):
    before = stored()
    assert run(folder, category="none") == ([], [], "There is no category “none”. Known are: sanitation")
    assert stored() == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("noise.html", bytes(range(256)) * 40),
        ("archive.md", b"PK\x03\x04" + b"\x00" * 200),
        ("tags.html", b"<html><head></head><body></body></html>"),
    ],
)
def test_unreadable_input_is_one_line_and_a_failure_with_nothing_stored(folder, name, data):
    (folder / name).write_bytes(data)
    before = stored()
    lines, errors, failure = run(folder / name)
    assert (lines, len(errors), failure) == ([], 1, "1 file was not imported.")
    assert errors[0].startswith(f"{folder / name}: ")
    assert len(errors[0]) > len(f"{folder / name}: ") + 10
    assert stored() == before


def test_missing_file_is_one_line(folder):
    lines, errors, failure = run(folder / "none.txt")
    assert (lines, errors, failure) == (
        [],
        [f"{folder / 'none.txt'}: No such file or directory"],
        "1 file was not imported.",
    )


def test_good_files_beside_bad_ones_are_stored(folder):
    (folder / "bad.txt").write_bytes(b"")
    lines, errors, failure = run(folder)
    assert lines == ["a.txt: imported, 1 report", "sub/b.md: imported, 1 report"]
    assert ([line.split(": ")[0] for line in errors], failure) == (
        [str(folder / "bad.txt")],
        "1 file was not imported.",
    )
    assert Report.objects.count() == 2


def test_huge_file_is_refused_unread(folder):
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    _lines, errors, failure = run(folder / "huge.txt")
    assert "larger than 100 MB" in errors[0]
    assert failure == "1 file was not imported."


def test_units_and_categories_that_a_page_names_are_made_once(tmp_path):
    page = "首页 > 供水 > 检修\n\n石塘镇2025年第二季度供水工作小结\n\n一、主要工作\n\n更换阀门八只，检修管网三公里。\n"
    (tmp_path / "one.txt").write_text(page, encoding="utf-8")
    (tmp_path / "two.txt").write_text(page.replace("第二", "第三").replace("八", "九"), encoding="utf-8")
    assert run(tmp_path)[1:] == ([], None)
    assert Unit.objects.filter(name_zh="石塘镇").count() == 1
    assert [row.name for row in Category.objects.filter(name_zh__in=["供水", "检修"]).order_by("depth")] == [
        "供水",
        "检修",
    ]


def test_imported_markup_cannot_become_active(tmp_path, client):
    html = (
        "<html><head><title>Pump summary</title></head><body><h1>Pump summary for May 2025</h1><h2>Work done</h2>"
        "<p onclick='x()'>Two pumps &lt;script&gt;alert(1)&lt;/script&gt; repaired.</p>"
        "<script>alert(2)</script><p><a href='javascript:alert(3)'>More</a> was done in the yard.</p>"
        "<h2>Next steps</h2><p>Replace the valve.</p></body></html>"
    )
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    assert run(tmp_path, publish=True)[1:] == ([], None)
    page = client.get(Report.objects.get().get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for forbidden in ("<script>", "javascript:", "onclick", "alert(2)"):
        assert forbidden not in page.split('<main id="content"')[1].split("</main>")[0]


def test_table_at_the_end_counts_files_and_reports(folder):
    (folder / "bad.txt").write_bytes(b"")
    assert table(folder, publish=True) == [
        "2 2 created",
        "2 2 published",
        "1 refused: The file is empty. Choose a file that holds the text of a report.",
        "2 passed over: no documents",
    ]
    assert table(folder)[0] == "2 2 unchanged"
    assert table(folder / "a.txt", dry_run=True) == ["1 1 unchanged", "Nothing was stored."]


def test_changed_file_updates_its_draft(folder):
    run(folder / "a.txt")
    (folder / "a.txt").write_text(TEXT.replace("九条", "十一条"), encoding="utf-8")
    assert run(folder / "a.txt", dry_run=True) == (["a.txt: would update, 1 report"], [], None)
    assert run(folder / "a.txt") == (["a.txt: updated, 1 report"], [], None)
    assert Report.objects.count() == 1


def test_edited_report_is_told_as_a_conflict_every_time(folder):
    run(folder / "a.txt")
    report = Report.objects.get()
    workflow.write_sections(report, [work("By hand.")])
    (folder / "a.txt").write_text(TEXT.replace("九条", "十一条"), encoding="utf-8")
    said = [
        "a.txt: conflict, 1 report",
        f"  “{report.title}” (report {report.pk}) was edited since; the edit stays.",
    ]
    assert [run(folder / "a.txt") for _time in range(2)] == [(said, [], None)] * 2
    assert table(folder / "a.txt") == ["1 1 conflict: Edited since, not overwritten"]


def test_published_report_is_updated_with_publish_only(folder):
    run(folder / "a.txt", publish=True)
    (folder / "a.txt").write_text(TEXT.replace("九条", "十一条"), encoding="utf-8")
    report = Report.objects.get()
    lines = run(folder / "a.txt")[0]
    assert lines == [
        "a.txt: kept, 1 report",
        f"  “{report.title}” (report {report.pk}) is no draft any more; it stays as it is.",
    ]
    assert run(folder / "a.txt", publish=True)[0] == ["a.txt: updated, 1 report"]
    assert [len(search_reports(words).hits) for words in ("九条", "十一条")] == [0, 1]
    assert "十一条" in PreparedPage.objects.filter(report=report).first().parts["article"]


def test_what_the_gate_holds_back_stays_a_draft_until_a_reason_is_given(folder):
    (folder / "a.txt").write_text(TEXT.replace("九条", "××条").replace("三十人", "××人"), encoding="utf-8")
    lines = run(folder, publish=True)[0]
    held, public = Report.objects.order_by("pk")
    assert lines == [
        "a.txt: imported, 1 report",
        f"  “{held.title}” (report {held.pk}) is not published, the gate found: Masked value (2).",
        "sub/b.md: imported and published, 1 report",
    ]
    assert (held.status, public.status) == ("draft", "published")
    assert [len(search_reports(words).hits) for words in ("盖板", "pumps")] == [0, 1]
    assert table(folder / "a.txt", publish=True)[1:] == ["1 1 not published: the gate found what must not be public"]
    (result,) = json.loads("\n".join(run(folder / "a.txt", publish=True, json=True)[0]))
    assert [(row["published"], row["held"]) for row in result["stored"]] == [(False, {"masked": 2})]
    said = run(folder / "a.txt", publish=True, override="The masks are in the source")[0]
    assert said == ["a.txt: published, 1 report"]
    event = Event.objects.get(kind="override")
    assert (event.report_number, event.reason) == (held.pk, "The masks are in the source")
    assert event.detail == {"rule": "gate", "findings": {"masked": 2}}
    assert len(search_reports("盖板").hits) == 1


def test_public_text_is_not_replaced_by_what_the_gate_holds_back(folder):
    run(folder / "a.txt", publish=True)
    (folder / "a.txt").write_text(TEXT.replace("九条", "××条"), encoding="utf-8")
    report = Report.objects.get()
    said = ["a.txt: held back, 1 report"]
    said += [f"  “{report.title}” (report {report.pk}) stays as it is: the gate found what must not be public."]
    assert run(folder / "a.txt", publish=True)[0] == said
    assert len(search_reports("九条").hits) == 1
    assert run(folder / "a.txt", publish=True, override="As printed")[0] == ["a.txt: updated, 1 report"]
    assert len(search_reports("九条").hits) == 0
    assert Event.objects.get(kind="override").detail == {"rule": "gate", "findings": {"masked": 1}}


def test_withdrawn_report_is_not_published_again(folder):
    run(folder / "a.txt", publish=True)
    workflow.withdraw_report(Report.objects.get())
    assert run(folder / "a.txt", publish=True) == (["a.txt: unchanged, 1 report"], [], None)
    assert Report.objects.get().status == "withdrawn"


def test_published_reports_stand_beside_each_other_and_have_their_pages(folder):
    run(folder / "a.txt", publish=True)
    (folder / "c.txt").write_text(TEXT.replace("第三", "第四"), encoding="utf-8")
    run(folder / "c.txt", publish=True)
    old, new = Report.objects.order_by("pk")
    assert set(PreparedPage.objects.filter(report__isnull=False).values_list("report", "language")) == {
        (report.pk, language) for report in (old, new) for language in ("en", "zh-hans")
    }
    # The page that was there before shows the new one as well.
    assert new.title in PreparedPage.objects.get(report=old, language="en").parts["beside"]
    assert old.title in PreparedPage.objects.get(report=new, language="en").parts["beside"]


def test_zip_file_is_imported_document_by_document(folder):
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("deep/er/two.md", MARKDOWN)
        archive.writestr("inner.zip", b"PK\x03\x04")
        archive.writestr("../../one.txt", TEXT)
    lines, errors, failure = run(folder / "packed.zip")
    assert lines == ["packed.zip/deep/er/two.md: imported, 1 report", "packed.zip/one.txt: imported, 1 report"]
    assert errors == ["packed.zip/inner.zip: It is a packed file in a packed file. Unpack it and import that one."]
    assert failure == "1 file was not imported."
    assert set(Source.objects.values_list("name", flat=True)) == {"two.md", "one.txt"}


def test_json_says_where_each_document_was_and_what_became_of_it(folder):
    run(folder / "a.txt")
    lines, _errors, _failure = run(folder, json=True)
    report = Report.objects.get(source__name="a.txt")
    results = json.loads("\n".join(lines))
    assert [(row["place"], [one["outcome"] for one in row["stored"]]) for row in results] == [
        ("a.txt", ["unchanged"]),
        ("sub/b.md", ["created"]),
    ]
    assert results[0]["stored"] == [
        {"outcome": "unchanged", "title": report.title, "report": report.pk, "published": False, "held": {}}
    ]


def test_json_of_a_document_that_cannot_be_read_says_why(folder):
    results = json.loads("\n".join(run(folder / "none.txt", json=True)[0]))
    assert [(row["source"], row["reports"], row["error"]) for row in results] == [
        ("none.txt", [], "No such file or directory")
    ]


def test_standard_input_is_read_under_a_name(monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(MARKDOWN.encode())))
    assert run("-", name="pumps.md") == (["pumps.md: imported, 1 report"], [], None)
    assert Source.objects.get().name == "pumps.md"


@pytest.mark.parametrize(
    ("arguments", "options", "failure"),
    [
        (["-", "-"], {}, "Standard input can be read once only."),
        (["a.txt"], {"name": "b"}, "--name is the name of what comes by standard input; give - as a path."),
        (["a.txt"], {"jobs": 0}, "--jobs wants a number from 1."),
    ],
)
def test_options_that_make_no_sense_are_refused(arguments, options, failure):
    assert run(*arguments, **options) == ([], [], failure)


def test_quiet_run_says_errors_only(folder):
    (folder / "bad.txt").write_bytes(b"")
    lines, errors, failure = run(folder, verbosity=0)
    assert (lines, len(errors), failure) == ([], 1, "1 file was not imported.")
    assert Report.objects.count() == 2


def test_database_without_tables_serves_a_dry_run_and_says_what_storing_needs(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("河湾镇2024年工作总结\n一、主要工作\n清淤九条水沟。\n", encoding="utf-8")
    variables = {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "DEBUG": 1}
    dry = manage("import_reports", str(file), "--dry-run", "--json", **variables)
    assert [document["title"] for document in json.loads(dry.stdout)] == ["河湾镇2024年工作总结"]
    real = manage("import_reports", str(file), **variables)
    assert (real.returncode, "manage.py migrate" in real.stderr, "Traceback" in real.stderr) == (1, True, False)
