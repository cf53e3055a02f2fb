"""Names in documents that lead to units and categories: found, made once, remembered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.importer import (
    KnownNames,
    StoringOptions,
    import_document,
    remember_category,
    remember_unit,
    store_import,
)
from reports.models import Category, CategoryAlias, Report, Unit, UnitAlias
from tests.factories import make_category, make_unit

pytestmark = pytest.mark.django_db

TEXT = """首页 > 供水 > 检修

石塘镇2025年第二季度供水工作小结

一、主要工作

更换阀门八只，检修管网三公里。
"""


def read(text=TEXT, names=None):
    return import_document(text.encode(), "a.txt", (names or KnownNames()).unit_names)


def store(text=TEXT, names=None, **options):
    return store_import(read(text, names), text.encode(), StoringOptions(**options), names=names).reports[0]


def next_quarter(number):
    return TEXT.replace("第二季度", f"第{number}季度")


def test_unit_and_categories_are_made_once_and_known_by_name():
    names = KnownNames()
    one, two = store(names=names), store(next_quarter("三"), names=names)
    assert (one.unit, one.category) == (two.unit, two.category)
    assert (
        one.unit.name_zh,
        one.unit.name_en,
        one.category.name_zh,
        Category.objects.get_parent(one.category).name_zh,
    ) == (
        "石塘镇",
        "",
        "检修",
        "供水",
    )
    assert (Unit.objects.count(), Category.objects.count()) == (1, 2)


def test_unit_that_an_editor_renamed_is_found_by_the_name_in_documents():
    unit = store().unit
    Unit.objects.filter(pk=unit.pk).update(name_zh="石塘镇人民政府", name_en="Shitang")
    assert store(next_quarter("三")).unit == unit


def test_category_that_an_editor_renamed_and_moved_is_found_by_its_breadcrumb():
    category = store().category
    Category.objects.filter(pk=category.pk).update(name_zh="管网维护")
    parent = make_category("Water works")
    Category.objects.move(Category.objects.get(pk=category.pk), parent, "first-child")
    assert store(next_quarter("三")).category == category


def test_remembered_unit_name_leads_to_the_unit():
    unit = make_unit("Willow Bridge", name_zh="柳桥镇人民政府")
    remember_unit("石塘镇", unit)
    assert store().unit == unit
    remember_unit("石塘镇", other := make_unit("Stone Pond"))
    assert store(next_quarter("三")).unit == other
    assert list(UnitAlias.objects.values_list("name", flat=True)) == ["石塘镇"]


def test_remembered_name_is_found_in_other_script_and_width():
    unit = make_unit("Beacon")
    remember_unit("環衛所（東區）", unit)
    assert KnownNames().find_unit("环卫所(东区)") == unit


def test_masked_unit_name_is_not_remembered():
    remember_unit("XX镇", make_unit("Willow Bridge"))
    remember_unit("", make_unit("Beacon"))
    assert UnitAlias.objects.count() == 0
    assert store(TEXT.replace("石塘镇", "XX镇")).unit is None


def test_remembered_breadcrumb_leads_to_the_category():
    category = make_category("Water works")
    remember_category(read(), category)
    assert list(CategoryAlias.objects.values_list("breadcrumb", "category")) == [("供水 > 检修", category.pk)]
    assert store().category == category
    remember_category(read(), other := make_category("Repairs"))
    assert store(next_quarter("三")).category == other
    assert (CategoryAlias.objects.count(), Category.objects.count()) == (1, 2)


def test_crumbs_below_a_remembered_breadcrumb_are_made_below_its_category():
    category = make_category("Water works")
    remember_category(read(), category)
    made = store(TEXT.replace("检修", "检修 > 阀门")).category
    assert (made.name_zh, Category.objects.get_parent(made)) == ("阀门", category)


def test_source_without_a_breadcrumb_is_not_remembered():
    remember_category(read(TEXT.split("\n", 2)[2]), make_category("Water works"))
    assert CategoryAlias.objects.count() == 0


def test_category_that_was_asked_for_makes_none_of_the_breadcrumb():
    category = make_category("Water works")
    assert store(category=category).category == category
    assert Category.objects.count() == 1


def test_unit_made_by_somebody_else_in_the_meantime_is_found():
    names = KnownNames()
    assert names.unit_names == []
    unit = make_unit(name_zh="石塘镇")
    assert store(names=names).unit == unit


def test_names_are_loaded_once_for_a_run():
    for number in range(3):
        make_unit(f"Unit {number}")
    names = KnownNames()
    store(names=names)
    with CaptureQueriesContext(connection) as queries:
        store(next_quarter("三"), names=names)
    tables = ('FROM "reports_unit"', 'FROM "reports_category"', 'FROM "reports_unitalias"', 'FROM "reports_period"')
    # One look for the new period, none for what is known.
    assert [table for query in queries for table in tables if table in query["sql"]] == [tables[-1]]
    assert Report.objects.count() == 2
