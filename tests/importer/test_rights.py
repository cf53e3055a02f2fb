"""Who may import what: reports of their own units, and nothing that is shared by all."""

import pytest

from reports.enums import ImportOutcome
from reports.importer import KnownNames, StoringOptions, import_document, store_import
from reports.models import Category, Event, Report, Unit
from reports.workflow import NotPermitted
from tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db

TEXT = """首页 > 排水 > 总结

北区水务局2024年第三季度工作总结

一、工作完成情况

今年以来，我局清理排水沟九条，维修水泵两台，各项任务按期完成。
"""


def store(text, by, name="a.txt"):
    data = text.encode()
    names = KnownNames()
    result = import_document(data, name, names.unit_names)
    return store_import(result, data, StoringOptions(by=by), names=names)


@pytest.fixture
def ann():
    return make_member("ann", "author", make_unit("Town", name_zh="南区水务局"))


def test_author_stores_reports_of_own_units(ann):
    stored = store(TEXT.replace("北区", "南区"), ann)
    report = Report.objects.get()
    assert (report.unit.name_en, report.created_by, stored.count(ImportOutcome.CREATED)) == ("Town", ann, 1)
    event = Event.objects.get(kind="imported")
    assert (event.actor_name, event.detail) == ("ann", {"sources": ["a.txt"], "number": 1, "created": 1, "updated": 0})


def test_author_cannot_store_or_change_reports_of_other_units(ann):
    other = make_unit("Elsewhere", name_zh="北区水务局")
    with pytest.raises(NotPermitted, match="Elsewhere"):
        store(TEXT, ann)
    assert not Report.objects.exists()
    chief = make_member("chief", "administrator", other)
    store(TEXT, chief)
    with pytest.raises(NotPermitted):
        store(TEXT.replace("九条", "十条"), ann)
    assert "九条" in str(Report.objects.get().prepared)


def test_author_makes_no_units_and_categories(ann):
    categories = Category.objects.count()
    store(TEXT, ann)
    report = Report.objects.get()
    assert (report.unit, report.category, report.created_by) == (None, None, ann)
    assert (Unit.objects.count(), Category.objects.count()) == (1, categories)
    store(TEXT.replace("第三", "第二"), make_member("ed", "editor"), "b.txt")
    assert Unit.objects.filter(name_zh="北区水务局").exists()
