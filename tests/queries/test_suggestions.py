"""Suggestions while typing: what is found, what is not, and that they follow every change."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from reports import workflow
from reports.enums import ReportStatus, SuggestionKind
from reports.models import Report, Suggestion, SuggestionKey, UnitAlias
from reports.queries import suggestions_for
from tests.factories import make_report, make_unit

pytestmark = pytest.mark.django_db


def texts(typed):
    return [suggested.text for suggested in suggestions_for(typed)]


@pytest.fixture
def town():
    return make_unit("Liuqiao Town", name_zh="柳桥镇", parent=make_unit("Linxi County", name_zh="临溪县"))


@pytest.fixture
def report(town):
    return make_report("柳桥镇2025年第三季度环境卫生工作总结", unit=town, tags=["环境卫生", "drains"], language="zh")


@pytest.mark.parametrize(
    "typed",
    [
        "柳桥镇2025",
        "柳橋鎮 ２０２５年",
        "环境卫生工",
        "環境衛生工作總結",
        "liuqiaozhen2025",
        "lqz2025",
        "gzzj",
        "zongjie",
    ],
)
def test_title_is_suggested_by_any_of_its_words_script_pinyin_and_initials(report, typed):
    assert texts(typed) == [report.title]


def test_suggestion_says_what_it_is_and_where_it_leads(report, town):
    shown = {(found.kind, found.text, found.target) for typed in ("柳", "dra") for found in suggestions_for(typed)}
    assert shown == {
        (SuggestionKind.TITLE, report.title, report.pk),
        (SuggestionKind.UNIT, "柳桥镇", town.slug),
        (SuggestionKind.TAG, "drains", "drains"),
    }


def test_names_of_a_unit_lead_to_it_once_and_to_those_above_it(report, town):
    UnitAlias.objects.create(unit=town, name="柳桥镇人民政府")
    workflow.refresh_published(report)
    assert texts("liuqiao") == ["Liuqiao Town", report.title]
    assert texts("柳桥镇人") == ["柳桥镇人民政府"]
    assert texts("lxx") == ["临溪县"]


def test_beginning_goes_before_a_word_further_on_and_new_before_old():
    old, new = make_report("Drains, old"), make_report("Drains, new")
    inside = make_report("The newest about drains")
    recommended = make_report("Drains, picked", is_recommended=True)
    assert texts("drai") == [recommended.title, new.title, old.title, inside.title]


def test_many_titles_leave_room_for_other_kinds_and_the_other_way_round(town):
    for number in range(12):
        make_report(f"Drains {number}", tags=[f"drains in place {number}"], with_sidebars=False)
    kinds = [found.kind for found in suggestions_for("drains")]
    assert kinds == [SuggestionKind.TAG] * 5 + [SuggestionKind.TITLE] * 3
    assert [found.kind for found in suggestions_for("drains in")] == [SuggestionKind.TAG] * 8


@pytest.mark.parametrize("status", [status for status in ReportStatus if status != ReportStatus.PUBLISHED])
def test_nothing_of_a_report_that_is_not_public_is_suggested(town, status):
    make_report("Secret drains", unit=town, tags=["secret tag"], status=status)
    make_report("Secretary's report")
    assert texts("secret") == ["Secretary's report"]
    assert texts("liuqiao") == []


def test_suggestion_of_a_report_that_lost_its_status_is_not_trusted(report):
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.WITHDRAWN)
    assert Suggestion.objects.filter(report=report).exists()
    assert texts("柳桥镇2025") == []


def test_suggestions_follow_every_change(report, town):
    other = make_report("Elsewhere", tags=["drains"])
    report.title = "东街社区小结"
    report.save()
    report.tags.set(["pumps"])
    workflow.refresh_published(report)
    assert (texts("柳桥镇2"), texts("东街"), texts("环境"), texts("pum")) == ([], ["东街社区小结"], [], ["pumps"])
    assert texts("drains") == ["drains"]
    workflow.withdraw_report(report)
    assert (texts("东街"), texts("pum"), texts("柳桥"), texts("lxx")) == ([], [], [], [])
    workflow.publish_report(report)
    assert (texts("东街"), texts("pum"), texts("柳桥镇"), texts("lxx")) == (
        ["东街社区小结"], ["pumps"], ["柳桥镇"], ["临溪县"],
    )  # fmt: skip
    workflow.delete_report(report)
    workflow.delete_report(other)
    assert not Suggestion.objects.exists()
    assert not SuggestionKey.objects.exists()


def test_suggestions_follow_renamed_units_and_tags(editor_client, report, town):
    tag = Tag.objects.get(name="drains")
    values = {"name": "sewers", "slug": "sewers", "old_addresses-TOTAL_FORMS": 0, "old_addresses-INITIAL_FORMS": 0}
    editor_client.post(f"/admin/taggit/tag/{tag.pk}/change/", values)
    assert (texts("drains"), texts("sewers")) == ([], ["sewers"])
    town.refresh_from_db()
    town.name_en = "Willow Bridge"
    town.save()
    workflow.refresh_many([report])
    assert (texts("liuqiao t"), texts("willow")) == ([], ["Willow Bridge"])


def test_reports_published_together_are_suggested(town):
    reports = [make_report(f"Pumps {number}", unit=town, tags=["valves"], status=ReportStatus.DRAFT) for number in "ab"]
    assert texts("pumps") == []
    workflow.publish_many(reports)
    assert texts("pumps") == ["Pumps b", "Pumps a"]
    assert (texts("valv"), texts("柳桥")) == (["valves"], ["柳桥镇"])


def rows():
    keys = SuggestionKey.objects.order_by("suggestion__kind", "suggestion__text", "key")
    return list(keys.values_list("suggestion__kind", "suggestion__text", "key", "head", "weight"))


def test_rebuilt_suggestions_equal_those_kept_up(report):
    make_report("Drains", tags=["drains"])
    workflow.refresh_many(Report.objects.published())
    kept = rows()
    Suggestion.objects.filter(tag=None).delete()
    SuggestionKey.objects.update(key="x")
    call_command("rebuild_listings", verbosity=0)
    assert (rows(), bool(kept)) == (kept, True)


def test_change_that_concerns_no_suggestion_writes_none(report):
    before = set(Suggestion.objects.values_list("pk", flat=True))
    workflow.refresh_published(report)
    assert set(Suggestion.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "_", "'", '"', "\\", "\ud800", "🚰", "a" * 10_000, "柳" * 500])
def test_hostile_typing_suggests_nothing(report, typed):
    assert texts(typed) == []


def test_frequent_beginning_shows_the_heaviest():
    report = make_report("Pumps")
    rows = [Suggestion(kind=SuggestionKind.QUERY, text=f"drain {number:04}") for number in range(1000)]
    Suggestion.objects.bulk_create(rows)
    SuggestionKey.objects.bulk_create(
        SuggestionKey(suggestion=row, key=row.text.replace(" ", ""), head="d", weight=place)
        for place, row in enumerate(rows)
    )
    assert texts("drain") == [f"drain {number:04}" for number in range(999, 991, -1)]
    assert texts("drain 04") == [f"drain 0{number}" for number in range(499, 491, -1)]
    assert texts("pum") == [report.title]


def test_suggestions_take_one_query(report):
    for typed in ("柳", "liuqiao", "drains"):
        with CaptureQueriesContext(connection) as asked:
            assert suggestions_for(typed)
        assert len(asked) == 1


if connection.vendor == "postgresql":

    def test_keys_are_compared_by_code_points():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attrelid::regclass::text, collname FROM pg_attribute JOIN pg_collation ON"
                " pg_collation.oid = attcollation WHERE attrelid IN ('reports_suggestionkey'::regclass,"
                " 'reports_vocabularyword'::regclass) AND attname IN ('key', 'word') ORDER BY 1"
            )
            assert cursor.fetchall() == [("reports_suggestionkey", "C"), ("reports_vocabularyword", "C")]
