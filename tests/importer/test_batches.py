"""Imports of editors: kept, read one by one, corrected, stored; each document once, and never half."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from reports.documents.readers import UnreadableSource
from reports.enums import ImportState, ReportStatus
from reports.importer import (
    ChangedElsewhere,
    ImpossibleCorrection,
    KnownNames,
    clear_abandoned,
    correct_item,
    open_batch,
    plan_item,
    result_of,
    review_of,
    store_item,
    undo_correction,
    work_through,
)
from reports.importer.storing import batches, opening
from reports.models import Category, CategoryAlias, Collection, ImportItem, Report, Source, Unit, UnitAlias
from tests.factories import make_category, make_editor, make_unit
from tests.importer.test_archives import packed
from tests.importer.test_labelling import PAGE

pytestmark = pytest.mark.django_db
REPORT = "东街社区2024年工作总结\n\n一、主要工作\n清扫街道12条。\n\n二、下一步打算\n继续清扫。\n"


def batch_of(*texts, **values):
    files = [(f"{number}.txt", text.encode()) for number, text in enumerate(texts, start=1)]
    return open_batch(make_editor(f"editor-{ImportItem.objects.count()}"), files, **values)


def read(*texts, **values):
    batch = batch_of(*texts, **values)
    assert work_through(batch, 60) == 0
    return list(batch.items.all())


def line_of(item, text):
    return next(line.id for line in review_of(item, KnownNames()).lines if text in line.text)


def test_files_wait_until_they_are_read_and_zips_are_unpacked():
    editor = make_editor()
    files = [("a.txt", REPORT.encode()), ("more.zip", packed(("b.txt", PAGE), ("inner.zip", packed(("x", "x")))))]
    batch = open_batch(editor, files, note="Spring")
    assert list(batch.items.values_list("position", "name", "state")) == [
        (1, "a.txt", "waiting"),
        (2, "b.txt", "waiting"),
        (3, "inner.zip", "refused"),
    ]
    assert work_through(batch, 60) == 0
    assert list(batch.items.values_list("state", "report_count", "title")) == [
        ("to_review", 1, "东街社区2024年工作总结"),
        ("to_review", 2, "排水工作总结2篇"),
        ("refused", 0, ""),
    ]
    assert (Report.objects.count(), Source.objects.count()) == (0, 0)


def test_a_zip_without_documents_is_kept_as_a_name_with_the_reason():
    batch = open_batch(make_editor(), [("pictures.zip", packed(("a.png", "x")))])
    item = batch.items.get()
    assert (item.name, item.state, item.reason) == (
        "pictures.zip",
        "refused",
        "No document was found in the packed file.",
    )


def test_reading_stops_when_the_time_is_up_and_goes_on_later():
    batch = batch_of(REPORT, PAGE)
    assert work_through(batch, 0) == 2
    assert work_through(batch, 60) == 0


def test_what_cannot_be_read_says_why_and_holds_up_nothing(monkeypatch):
    batch = batch_of("   ", REPORT, PAGE)

    def fail_on_reports(data, name, units):
        if name == "2.txt":
            raise RuntimeError("a mistake")
        return import_document(data, name, units)

    import_document = batches.import_document
    monkeypatch.setattr(batches, "import_document", fail_on_reports)
    work_through(batch, 60)
    first, second, third = batch.items.all()
    assert (first.state, first.reason.split(".")[0]) == ("refused", "The file is empty")
    assert (second.state, second.reason.split(".")[0]) == ("refused", "The importer failed on this document")
    assert (first.content, second.content is None) == (None, False)
    assert third.state == "to_review"


def test_too_large_files_are_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(opening, "MAX_FILE", 1024 * 1024)
    batch = open_batch(make_editor(), [("big.txt", b"x" * (1024 * 1024 + 1))])
    item = batch.items.get()
    assert (item.state, item.content, item.reason) == (
        "refused",
        None,
        "The file is larger than 1 MB; split it and import the parts.",
    )


def test_a_document_that_somebody_reads_is_left_to_them_until_they_are_cut_off():
    batch = batch_of(REPORT, PAGE)
    batch.items.filter(position=1).update(claimed_at=timezone.now())
    assert work_through(batch, 60) == 1
    assert list(batch.items.values_list("state", flat=True)) == ["waiting", "to_review"]
    batch.items.filter(position=1).update(claimed_at=timezone.now() - timedelta(minutes=5))
    assert work_through(batch, 60) == 0


def test_of_two_who_ask_at_the_same_time_one_gets_the_document(monkeypatch):
    batch = batch_of(REPORT)
    taken = []
    queryset = type(batch.items.all())
    update = queryset.update

    def be_slower(self, **values):
        if "claimed_at" in values and not taken:
            taken.append(update(ImportItem.objects.all(), claimed_at=timezone.now()))
        return update(self, **values)

    monkeypatch.setattr(queryset, "update", be_slower)
    assert batches._claim(batch) is None
    assert taken == [1]


# --- reviewing


def test_corrections_are_kept_and_taken_back_one_by_one():
    (item,) = read(PAGE)
    names = KnownNames()
    second = line_of(item, "篇二")
    item, review = correct_item(item, [{"do": "merge", "line": second}], 0, names)
    assert (item.version, item.report_count, len(result_of(review).reports)) == (1, 1, 1)
    assert result_of(review_of(ImportItem.objects.get(), names)) == result_of(review)
    item = undo_correction(item, 1, names)
    assert (item.version, item.report_count, item.corrections) == (2, 2, [])
    assert undo_correction(item, 2, names).version == 2


def test_a_page_that_is_out_of_date_changes_nothing():
    (item,) = read(PAGE)
    names = KnownNames()
    correct_item(item, [{"do": "merge", "line": line_of(item, "篇二")}], 0, names)
    for change in (
        lambda: correct_item(item, [{"do": "accept", "keys": ["x"]}], 0, names),
        lambda: undo_correction(item, 0, names),
        lambda: store_item(item, 0, names),
    ):
        with pytest.raises(ChangedElsewhere):
            change()
    assert (ImportItem.objects.get().version, Report.objects.count()) == (1, 0)


def test_of_several_corrections_none_is_kept_where_one_does_not_suit():
    (item,) = read(PAGE)
    with pytest.raises(ImpossibleCorrection):
        correct_item(item, [{"do": "accept", "keys": ["x"]}, {"do": "merge", "line": "99"}], 0, KnownNames())
    assert ImportItem.objects.get().corrections == []


# --- storing


def test_a_document_is_stored_as_drafts_and_its_bytes_go():
    (item,) = read(PAGE)
    stored = store_item(item, 0, KnownNames())
    item = ImportItem.objects.get()
    assert (item.state, item.content, item.review, item.outcomes) == ("stored", None, None, {"created": 2})
    assert item.source == Source.objects.get() == stored.source
    assert item.source.text == PAGE
    assert list(Report.objects.order_by("pk").values_list("title", "status")) == [
        ("北区排水工作总结", ReportStatus.DRAFT),
        ("南区排水工作总结", ReportStatus.DRAFT),
    ]
    assert Collection.objects.get().title == "排水工作总结2篇"


def test_what_waits_for_review_holds_each_text_once():
    (item,) = read(
        "东街社区2024年工作总结\n\n一、主要工作\n（一）环境卫生。清扫街道12条。\n\n二、下一步打算\n继续清扫。\n"
    )
    kept = json.dumps(item.review, ensure_ascii=False)
    assert [kept.count(text) for text in ("清扫街道12条。", "继续清扫。")] == [1, 1]
    store_item(item, 0, KnownNames())
    assert [point.text for point in Report.objects.get().sections.first().points.all()] == ["清扫街道12条。"]


def test_corrections_are_stored():
    drains, water = make_category("Drains"), make_category("Water")
    (item,) = read(PAGE, category=drains)
    first, second = line_of(item, "篇一"), line_of(item, "篇二")
    corrections = [
        {"do": "fact", "line": first, "field": "title", "value": "北区的排水"},
        {"do": "fact", "line": first, "field": "period", "value": "2024-q3"},
        {"do": "fact", "line": first, "field": "tags", "value": ["pumps", "drains"]},
        {"do": "fact", "line": second, "field": "chosen_category", "value": water.pk},
        {"do": "fact", "line": second, "field": "unit", "value": "排水公司"},
        {"do": "label", "lines": [line_of(item, "资金不足")], "label": "dropped"},
    ]
    item, _review = correct_item(item, corrections, 0, KnownNames())
    store_item(item, 1, KnownNames())
    north, south = Report.objects.order_by("position")
    assert (north.title, north.period.code, north.category) == ("北区的排水", "2024-q3", drains)
    assert sorted(north.tags.names()) == ["drains", "pumps"]
    assert (south.category, south.unit.name_zh, south.sections.get(kind="problems").body) == (water, "排水公司", "")


def test_a_failure_in_storing_leaves_nothing_behind(monkeypatch):
    (item,) = read(PAGE)
    monkeypatch.setattr(batches, "remember_mappings", lambda *_args: make_unit(name_zh="新"))
    monkeypatch.setattr(batches, "store_import", lambda *_args, **_names: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store_item(item, 0, KnownNames())
    assert (ImportItem.objects.get().state, Unit.objects.count(), Source.objects.count()) == ("to_review", 0, 0)


def test_many_are_stored_one_by_one_and_one_that_fails_goes_back_to_review(monkeypatch):
    good, bad = read(PAGE, REPORT)
    store_import = batches.store_import

    def fail(result, *args, **names):
        return 1 / 0 if not result.is_collection else store_import(result, *args, **names)

    monkeypatch.setattr(batches, "store_import", fail)
    good.batch.items.update(state=ImportState.TO_STORE)
    assert work_through(good.batch, 60) == 0
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state, Report.objects.count()) == ("stored", "to_review", 2)
    assert bad.reason.startswith("It could not be stored.")


def test_the_same_bytes_are_unchanged_and_need_no_review():
    (item,) = read(PAGE)
    store_item(item, 0, KnownNames())
    (again,) = read(PAGE)
    assert (again.state, again.source, again.report_count, again.content) == (
        "unchanged",
        Source.objects.get(),
        2,
        None,
    )


def test_a_changed_document_says_what_it_would_do_to_each_report():
    (item,) = read(PAGE)
    store_item(item, 0, KnownNames())
    edited = Report.objects.get(title="南区排水工作总结")
    edited.sections.filter(kind="problems").update(body="资金够了。")
    (again,) = read(PAGE.replace("疏通管道九段", "疏通管道十段").replace("资金不足", "资金不多"))
    names = KnownNames()
    plan = plan_item(again, review_of(again, names), names)
    assert [row.outcome for row in plan.outcomes] == ["updated", "conflict"]
    store_item(again, 0, names)
    again.refresh_from_db()
    assert again.outcomes == {"updated": 1, "conflict": 1}
    assert edited.sections.get(kind="problems").body == "资金够了。"


# --- how long files are kept


def make_older(item, days):
    ImportItem.objects.filter(pk=item.pk).update(used_at=timezone.now() - timedelta(days=days))


@pytest.mark.parametrize("state", ["to_review", "waiting", "set_aside", "to_store"])
def test_what_nobody_goes_on_with_is_cleared_away_after_the_time_that_is_set(state, settings):
    settings.IMPORT_DAYS = 30
    old, young = read(REPORT, PAGE)
    old.batch.items.update(state=state)
    make_older(old, 31)
    make_older(young, 29)
    assert clear_abandoned() == 1
    assert old.batch.items.values_list("state", "content", "review", "doubt_count").first() == (
        "expired",
        None,
        None,
        0,
    )
    young.refresh_from_db()
    assert (young.state, bytes(young.content)) == (state, PAGE.encode())
    assert clear_abandoned() == 0
    assert clear_abandoned(0) == 1


def test_what_the_importer_failed_on_keeps_its_reason_and_loses_its_bytes(monkeypatch):
    monkeypatch.setattr(batches, "import_document", lambda *_args: 1 / 0)
    (item,) = read(REPORT)
    make_older(item, 400)
    assert clear_abandoned() == 1
    item.refresh_from_db()
    assert (item.state, item.content, item.reason.split(".")[0]) == (
        "refused",
        None,
        "The importer failed on this document",
    )


def test_work_on_a_document_keeps_it(settings):
    (item,) = read(PAGE)
    make_older(item, 400)
    correct_item(item, [{"do": "merge", "line": line_of(item, "篇二")}], 0, KnownNames())
    assert clear_abandoned() == 0
    make_older(item, 400)
    undo_correction(item, 1, KnownNames())
    assert clear_abandoned() == 0


def test_clearing_takes_few_queries_where_there_is_nothing_to_do(django_assert_num_queries):
    read(REPORT)
    with django_assert_num_queries(4):  # two of them open and close the transaction
        clear_abandoned()


# --- what is remembered


def test_a_name_that_an_editor_gave_to_a_unit_is_known_the_next_time():
    unit = make_unit(name_zh="临溪县排水总公司")
    (item,) = read(REPORT)
    start = line_of(item, "东街社区2024")
    assert result_of(review_of(item, KnownNames())).reports[0].unit == "东街社区"
    corrections = [
        {"do": "fact", "line": start, "field": "unit", "value": "临溪县排水总公司"},
        {"do": "fact", "line": start, "field": "remembers_unit", "value": True},
    ]
    item, _review = correct_item(item, corrections, 0, KnownNames())
    store_item(item, 1, KnownNames())
    assert Report.objects.get().unit == unit
    assert UnitAlias.objects.get(name="东街社区").unit == unit
    (again,) = read(REPORT.replace("12", "13").replace("2024", "2025"))
    store_item(again, 0, KnownNames())
    assert set(Report.objects.values_list("unit", flat=True)) == {unit.pk}


def test_nothing_is_remembered_that_the_editor_did_not_ask_for():
    make_unit(name_zh="临溪县排水总公司")
    (item,) = read(REPORT)
    corrections = [{"do": "fact", "line": line_of(item, "东街社区2024"), "field": "unit", "value": "临溪县排水总公司"}]
    item, _review = correct_item(item, corrections, 0, KnownNames())
    store_item(item, 1, KnownNames())
    assert not UnitAlias.objects.exists()


def test_a_breadcrumb_that_an_editor_gave_to_a_category_is_known_the_next_time():
    category = make_category("Drains")
    (item,) = read(PAGE)
    corrections = [
        {"do": "page", "field": "chosen_category", "value": category.pk},
        {"do": "page", "field": "remembers_category", "value": True},
    ]
    item, _review = correct_item(item, corrections, 0, KnownNames())
    store_item(item, 1, KnownNames())
    assert CategoryAlias.objects.get().category == category
    (again,) = read(PAGE.replace("九段", "十二段").replace("2024年", "2025年"))
    store_item(again, 0, KnownNames())
    assert set(Report.objects.values_list("category", flat=True)) == {category.pk}
    assert Category.objects.count() == 1


def test_unreadable_sources_have_a_reason_in_words():
    with pytest.raises(UnreadableSource, match="empty"):
        batches.read_item(ImportItem(name="a.txt", content=b" ", batch=batch_of(REPORT)), KnownNames())
