"""Names in two languages, slugs, addresses, what protects what."""

import pytest
from django.db.models import ProtectedError
from django.utils.translation import override

from reports.enums import SectionKind
from reports.models import Category, Point, Report, Section, Topic, Unit
from reports.models.bilingual import free_slug, pick_language
from reports.models.period import Period
from reports.periods import CalendarPeriod
from tests.factories import (
    make_category,
    make_collection,
    make_period,
    make_report,
    make_source,
    make_topic,
    make_unit,
)


@pytest.mark.parametrize(
    ("language", "english", "chinese", "shown"),
    [
        ("en", "Water", "供水", "Water"),
        ("zh-hans", "Water", "供水", "供水"),
        ("en", "", "供水", "供水"),
        ("zh-hans", "Water", "", "Water"),
        ("en", "", "", ""),
    ],
)
def test_name_falls_back_to_the_other_language(language, english, chinese, shown):
    with override(language):
        assert pick_language(english, chinese) == shown
        topic = Topic(name_en=english, name_zh=chinese, description_en=english, description_zh=chinese)
        assert (topic.name, topic.description, str(topic)) == (shown, shown, shown)


@pytest.mark.parametrize(
    ("values", "language", "short"),
    [
        ({"short_name_en": "EHB", "short_name_zh": "环卫所"}, "en", "EHB"),
        ({"short_name_en": "EHB", "short_name_zh": "环卫所"}, "zh-hans", "环卫所"),
        ({"short_name_zh": "环卫所"}, "en", "Environmental Health Bureau"),
        ({"short_name_zh": "环卫所", "name_en": ""}, "en", "环卫所"),
        ({}, "en", "Environmental Health Bureau"),
        ({}, "zh-hans", "环境卫生管理所"),
    ],
)
def test_short_name_falls_back_to_the_name(values, language, short):
    unit = Unit(**{"name_en": "Environmental Health Bureau", "name_zh": "环境卫生管理所", **values})
    with override(language):
        assert unit.short_name == short


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (["Water Supply"], "water-supply"),
        (["柳桥镇"], "柳桥镇"),
        (["", "柳桥镇"], "柳桥镇"),
        (["！！！", "Pumps"], "pumps"),
        (["！！！"], "item"),
        ([], "item"),
        (["x" * 200], "x" * 90),
    ],
)
def test_free_slug_is_made_from_the_first_usable_name(names, slug):
    assert free_slug(Topic.objects.all(), *names) == slug


@pytest.mark.django_db
def test_free_slug_counts_up_where_names_are_taken():
    made = [make_topic("Clean water").slug for _time in range(3)]
    assert made == ["clean-water", "clean-water-2", "clean-water-3"]


@pytest.mark.django_db
def test_addresses_are_readable_in_both_scripts():
    report = make_report("2024 年工作小结", language="zh")
    rows = [
        report,
        make_category(name_zh="环境卫生"),
        make_unit("Liuqiao Town"),
        make_topic("Clean water"),
        make_period("2024-q3"),
    ]
    rows.append(make_collection("三篇"))
    with override("zh-hans"):
        addresses = [row.get_absolute_url() for row in rows]
    assert addresses == [
        f"/zh-hans/reports/{report.pk}-2024-%E5%B9%B4%E5%B7%A5%E4%BD%9C%E5%B0%8F%E7%BB%93/",
        "/zh-hans/categories/%E7%8E%AF%E5%A2%83%E5%8D%AB%E7%94%9F/",
        "/zh-hans/units/liuqiao-town/",
        "/zh-hans/topics/clean-water/",
        "/zh-hans/periods/2024-q3/",
        f"/zh-hans/collections/{rows[-1].pk}-three-reports/",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["category", "unit", "period", "source"])
def test_what_a_report_rests_on_is_protected(field):
    made = {"category": make_category, "unit": make_unit, "source": make_source, "period": lambda: make_period("2024")}
    row = made[field]()
    make_report(**{field: row})
    with pytest.raises(ProtectedError):
        row.delete()


@pytest.mark.django_db
def test_ancestor_of_a_category_with_reports_is_protected():
    parent = make_category("Public health")
    make_report(category=make_category("Sanitation", parent))
    with pytest.raises(ProtectedError):
        Category.objects.get(pk=parent.pk).delete()
    assert Category.objects.count() == 2


@pytest.mark.django_db
def test_report_outlives_its_collection():
    collection = make_collection()
    report = make_report(collection=collection, position=1)
    collection.delete()
    assert Report.objects.values_list("pk", "collection").get() == (report.pk, None)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["2024", "2024-h1", "2024-w36", "xxxx-q3", "2024-02-10--2024-05-03", "2024-range"])
def test_period_row_is_made_once_and_gives_its_value_back(code):
    value = CalendarPeriod.parse(code)
    row = Period.objects.for_value(value)
    again = Period.objects.for_value(value)
    assert (again.pk, Period.objects.get().value) == (row.pk, value)


@pytest.mark.django_db
def test_periods_stand_latest_first_and_unknown_ones_last():
    codes = ["2023", "xxxx-q3", "2024-q1", "2024", "2024-h1", "2024-q3", "xxxx"]
    for code in codes:
        make_period(code)
    found = list(Period.objects.latest_first().values_list("code", flat=True))
    assert found == ["2024-q3", "2024", "2024-h1", "2024-q1", "2023", "xxxx", "xxxx-q3"]


def test_section_and_point_are_named_by_what_they_say():
    assert str(Section(kind=SectionKind.LESSONS)) == "Lessons"
    assert str(Section(kind=SectionKind.LESSONS, heading="几点体会")) == "几点体会"
    assert str(Point(marker="（一）", heading="加强领导")) == "（一） 加强领导"
    assert str(Point(text="Pumps " * 20)) == ("Pumps " * 20)[:40].strip()
