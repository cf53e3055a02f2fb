"""Second imports: what a new version of a source changes, and what it leaves alone."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from reports import workflow
from reports.importer import Choice, KnownNames, StoringOptions, import_document, plan_import, store_import
from reports.importer.storing.parts import parts_of
from reports.models import Category, Collection, Point, Report, Section, Source, Unit
from reports.search import search_reports
from tests.factories import make_category, make_unit, work

pytestmark = pytest.mark.django_db

ONE = """柳桥镇2025年第三季度环境卫生工作小结

一、主要工作

（一）疏通沟渠。清理排水沟九条，清运淤泥四十二吨。

（二）整治街巷。组织志愿者三十人，清扫背街小巷六处。

二、存在问题

部分沟渠缺少盖板，雨后仍有积水。
"""
TWO = ONE.replace("九条", "十一条")
THREE = TWO.replace("六处", "八处")
OTHER_QUARTER = ONE.replace("第三季度", "第四季度")
PARTS = [
    ("Pump station summary", "Two pumps were repaired in the station, and the inlet screen was cleaned every week."),
    ("Reservoir summary", "The reservoir was emptied, scrubbed and filled again before the dry season began."),
    ("Meter summary", "Forty meters were replaced along the mill lane, and every reading was checked twice."),
]


@pytest.fixture(autouse=True)
def town():
    return make_unit(name_zh="柳桥镇", slug="liuqiao")


def store(text, name="a.txt", **options):
    data = text.encode()
    names = KnownNames()
    return store_import(import_document(data, name, names.unit_names), data, StoringOptions(**options), names=names)


def plan(text, name="a.txt", **options):
    data = text.encode()
    return plan_import(import_document(data, name, KnownNames().unit_names), data, StoringOptions(**options))


def page(parts, title="Three summaries of the water company"):
    lines = [f"# {title}", "", "Below are some summaries for reference."]
    for number, (heading, text) in enumerate(parts, start=1):
        lines += ["", f"## Part {number}: {heading}", "", "### Work done", "", text, "", "### Next steps", ""]
        lines += [f"The team of the {heading.split()[0].lower()} goes on next year."]
    return "\n".join(lines)


def outcomes(stored):
    return [row.outcome.value for row in stored.outcomes]


def text_of(report):
    sections = Section.objects.filter(report=report)
    points = Point.objects.filter(section__report=report).order_by("section__position", "position")
    return "\n".join([*(section.body for section in sections), *(point.heading + point.text for point in points)])


def edit(report, body="An editor wrote this."):
    workflow.write_sections(report, [work(body)])


def everything():
    models = (Report, Section, Point, Source, Collection, Unit, Category)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_same_bytes_are_stored_once():
    first = store(ONE)
    before = everything()
    second = store(ONE, name="another name.txt")
    assert (outcomes(first), first.is_new) == (["created"], True)
    assert (outcomes(second), second.is_new, second.source, second.reports) == (
        ["unchanged"],
        False,
        first.source,
        first.reports,
    )
    assert everything() == before


def test_bytes_whose_reports_were_all_deleted_are_new_again():
    for report in store(page(PARTS)).reports:
        workflow.delete_report(report)
    again = store(page(PARTS))
    assert (outcomes(again), again.is_new, Source.objects.count()) == (["created"] * 3, True, 1)
    assert [report.position for report in again.reports] == [1, 2, 3]
    assert Collection.objects.count() == 1


def test_changed_file_updates_a_draft_that_nobody_edited():
    first = store(ONE)
    second = store(TWO)
    report = Report.objects.get()
    assert (outcomes(second), second.reports, second.previous) == (["updated"], [report], first.source)
    assert "十一条" in text_of(report)
    assert "十一条" in report.prepared[0]["html"]
    assert (report.source, report.source.text, report.source.first_version) == (second.source, TWO, first.source)
    third = store(THREE)
    assert (outcomes(third), third.source.first_version, third.previous) == (["updated"], first.source, second.source)


def test_what_an_import_does_not_write_stays_when_it_updates():
    report = store(ONE).reports[0]
    report.summary, report.is_recommended = "A clean quarter.", True
    report.save()
    report.tags.set(["drains"])
    store(TWO)
    report.refresh_from_db()
    assert (report.summary, report.is_recommended, list(report.tags.names())) == ("A clean quarter.", True, ["drains"])


def test_edited_report_is_never_overwritten():
    report = store(ONE).reports[0]
    edit(report)
    second = store(TWO)
    assert (outcomes(second), text_of(report)) == (["conflict"], "An editor wrote this.")
    assert Source.objects.get(text=TWO).first_version == report.source
    # The same bytes again do not make it forgotten, nor does yet another version.
    assert [outcomes(store(TWO)), outcomes(store(THREE))] == [["conflict"], ["conflict"]]
    assert text_of(report) == "An editor wrote this."


@pytest.mark.parametrize("field", ["title", "byline", "attribution"])
def test_an_edited_title_or_byline_is_an_edit(field):
    report = store(ONE).reports[0]
    Report.objects.filter(pk=report.pk).update(**{field: "Changed by hand"})
    assert outcomes(store(TWO)) == ["conflict"]
    assert "九条" in text_of(report)


def test_edited_report_is_unchanged_where_its_source_is():
    report = store(ONE).reports[0]
    edit(report)
    assert outcomes(store(ONE + "\n\n")) == ["unchanged"]
    assert text_of(report) == "An editor wrote this."


def test_conflict_ends_when_the_editor_takes_the_new_text():
    report = store(ONE).reports[0]
    edit(report)
    store(TWO)
    settled = store(TWO, choices={0: Choice(replaces_edits=True)})
    assert (outcomes(settled), settled.is_new) == (["updated"], False)
    assert "十一条" in text_of(report)
    assert outcomes(store(TWO)) == ["unchanged"]


def test_conflict_ends_when_the_editor_writes_the_same():
    report = store(ONE).reports[0]
    edit(report)
    assert outcomes(store(TWO)) == ["conflict"]
    workflow.write_sections(report, parts_of(import_document(TWO.encode(), "a.txt"))[0].sections)
    assert outcomes(store(TWO + "\n")) == ["unchanged"]


def test_form_saved_as_it_was_is_no_edit():
    report = store(ONE).reports[0]
    for section in report.sections.all():
        section.body = section.body.replace("\n", "\r\n") + "\r\n"
        section.save()
    assert outcomes(store(TWO)) == ["updated"]


def test_unit_and_category_that_an_editor_chose_stay_when_the_text_is_updated():
    report = store(ONE).reports[0]
    report.unit, report.category = make_unit("Willow Bridge Team"), make_category("Drains")
    report.save()
    assert outcomes(store(TWO)) == ["updated"]
    report.refresh_from_db()
    assert (report.unit.name_en, report.category.name_en) == ("Willow Bridge Team", "Drains")


def test_category_follows_the_breadcrumb_unless_an_editor_chose_one():
    report = store(f"首页 > 供水\n\n{ONE}").reports[0]
    store(f"首页 > 环卫\n\n{TWO}")
    report.refresh_from_db()
    assert report.category.name_zh == "环卫"
    Report.objects.update(category=make_category("Drains"))
    store(f"首页 > 供水\n\n{THREE}")
    report.refresh_from_db()
    assert report.category.name_en == "Drains"
    assert "八处" in text_of(report)


def test_published_report_is_changed_only_when_asked(town):
    report = store(ONE).reports[0]
    workflow.publish_report(report)
    assert outcomes(store(TWO)) == ["kept"]
    assert [len(search_reports(words).hits) for words in ("九条", "十一条")] == [1, 0]
    assert outcomes(store(TWO)) == ["kept"]
    assert outcomes(store(TWO, updates_published=True)) == ["updated"]
    assert [len(search_reports(words).hits) for words in ("九条", "十一条")] == [0, 1]
    assert Report.objects.published().count() == 1


def test_edit_of_a_published_report_is_a_conflict_even_when_asked():
    report = store(ONE).reports[0]
    workflow.publish_report(report)
    edit(report)
    assert outcomes(store(TWO, updates_published=True)) == ["conflict"]


@pytest.mark.parametrize(("move", "asked"), [("submit_report", "updated"), ("withdraw_report", "kept")])
def test_report_that_is_no_draft_any_more_is_kept(move, asked):
    report = store(ONE).reports[0]
    if move == "withdraw_report":
        workflow.publish_report(report)
    getattr(workflow, move)(report)
    assert outcomes(store(TWO)) == ["kept"]
    assert outcomes(store(THREE, updates_published=True)) == [asked]


def test_report_on_another_period_under_the_same_file_name_is_a_new_report():
    assert outcomes(store(ONE)) == ["created"]
    other = store(OTHER_QUARTER)
    assert (outcomes(other), other.previous, Report.objects.count()) == (["created"], None, 2)


def test_report_of_another_unit_under_the_same_file_name_is_a_new_report():
    make_unit(name_zh="石塘镇", slug="shitang")
    store(ONE)
    assert outcomes(store(ONE.replace("柳桥镇", "石塘镇"))) == ["created"]


def test_other_file_name_is_another_source():
    store(ONE)
    assert outcomes(store(TWO, name="b.txt")) == ["created"]


def test_same_permalink_is_the_same_source_whatever_the_file_is_called():
    permalink = "\n原文链接：https://reports.example.org/drains/3.html\n"
    first = store(ONE + permalink, name="3.txt")
    assert first.source.url == "https://reports.example.org/drains/3.html"
    assert outcomes(store(TWO + permalink, name="3 (1).txt")) == ["updated"]


def test_one_part_changed_and_one_new_leaves_the_others_alone():
    first = store(page(PARTS[:2]))
    second = store(page([PARTS[0], ("Reservoir summary", PARTS[1][1] + " It holds more."), PARTS[2]]))
    assert outcomes(second) == ["unchanged", "updated", "created"]
    assert [(report.title, report.position) for report in Report.objects.order_by("position")] == [
        (title, number) for number, (title, _text) in enumerate(PARTS, start=1)
    ]
    assert second.reports[:2] == first.reports
    collection = Collection.objects.get()
    assert set(collection.reports.all()) == set(second.reports)


def test_new_part_in_the_middle_takes_a_free_place_at_the_end():
    store(page([PARTS[0], PARTS[2]]))
    second = store(page(PARTS))
    assert outcomes(second) == ["unchanged", "created", "unchanged"]
    assert [row.report.position for row in second.outcomes] == [1, 3, 2]


def test_part_that_vanished_is_told_and_stays():
    first = store(page(PARTS))
    second = store(page(PARTS[:2]))
    assert outcomes(second) == ["unchanged", "unchanged", "vanished"]
    assert second.outcomes[2].report == first.reports[2]
    assert Report.objects.count() == 3
    assert outcomes(store(page(PARTS[:2]))) == ["unchanged", "unchanged"]


def test_single_report_that_becomes_one_of_several_joins_the_collection():
    title, text = PARTS[0]
    closing = "## Next steps\n\nThe team of the pump goes on next year.\n"
    report = store(f"# {title}\n\n## Work done\n\n{text}\n\n{closing}").reports[0]
    second = store(page(PARTS[:2]))
    assert outcomes(second)[1:] == ["created"]
    assert {row.pk for row in second.reports} == set(Collection.objects.get().reports.values_list("pk", flat=True))
    assert report in second.reports


def test_title_of_a_collection_follows_unless_an_editor_changed_it():
    store(page(PARTS))
    store(page(PARTS, title="Summaries of the water company, revised"))
    assert Collection.objects.get().title == "Summaries of the water company, revised"
    Collection.objects.update(title="By hand")
    store(page(PARTS, title="Summaries of the water company, revised twice"))
    assert Collection.objects.get().title == "By hand"


def test_correction_in_an_import_is_an_edit():
    data, names = ONE.encode(), KnownNames()
    read = import_document(data, "a.txt", names.unit_names)
    corrected = replace(read, reports=(replace(read.reports[0], title="Drains of Willow Bridge"),))
    report = store_import(corrected, data, StoringOptions(as_read=read)).reports[0]
    assert report.title == "Drains of Willow Bridge"
    assert outcomes(store(ONE + "\n")) == ["unchanged"]
    assert outcomes(store(TWO)) == ["conflict"]
    report.refresh_from_db()
    assert report.title == "Drains of Willow Bridge"


def test_import_confirmed_without_corrections_follows_its_source():
    data = ONE.encode()
    read = import_document(data, "a.txt", KnownNames().unit_names)
    store_import(read, data, StoringOptions(as_read=read))
    assert outcomes(store(TWO)) == ["updated"]


def test_part_that_an_editor_split_off_is_never_overwritten():
    data = page(PARTS[:2]).encode()
    read = import_document(data, "a.md")
    whole = replace(read.reports[0], sections=read.reports[0].sections + read.reports[1].sections)
    merged = replace(read, reports=(whole,))
    store_import(merged, data, StoringOptions(as_read=read))
    again = store(page([PARTS[0], ("Reservoir summary", PARTS[1][1] + " It holds more.")]), name="a.md")
    assert "conflict" in outcomes(again)
    assert "It holds more" not in text_of(Report.objects.order_by("pk").first())


def test_choices_overrule_the_source():
    unit, category = make_unit("Water team"), make_category("Drains")
    chosen = {0: Choice(unit=unit, category=category, tags=["drains"])}
    report = store(f"首页 > 供水\n\n{ONE}", choices=chosen).reports[0]
    assert (report.unit, report.category, list(report.tags.names())) == (unit, category, ["drains"])
    assert not Category.objects.filter(name_zh="供水").exists()
    store(f"首页 > 供水\n\n{TWO}")
    report.refresh_from_db()
    assert (report.unit, report.category) == (unit, category)


def test_plan_says_what_storing_would_do_and_writes_nothing():
    before = everything()
    assert (outcomes(plan(ONE)), plan(ONE).is_new, plan(ONE).source) == (["created"], True, None)
    assert everything() == before
    report = store(ONE).reports[0]
    before = everything()
    assert [outcomes(plan(ONE)), outcomes(plan(TWO)), plan(TWO).reports] == [["unchanged"], ["updated"], [report]]
    edit(report)
    assert outcomes(plan(TWO)) == ["conflict"]
    assert outcomes(plan(OTHER_QUARTER)) == ["created"]
    assert everything()["Source"] == before["Source"]


def test_report_imported_before_digests_were_kept_is_not_overwritten():
    store(ONE)
    Report.objects.update(imported={})
    assert outcomes(store(TWO)) == ["conflict"]


def test_failed_storing_leaves_nothing_and_forgets_what_it_had_made():
    data, names = ONE.replace("柳桥镇", "石塘镇").encode(), KnownNames()
    result = import_document(data, "a.txt", names.unit_names)
    before = everything()
    # The database refuses the report, after its source and its unit were made.
    with pytest.raises(IntegrityError):
        store_import(replace(result, language="xx"), data, names=names)
    assert everything() == before
    assert store_import(result, data, names=names).reports[0].unit.name_zh == "石塘镇"
