"""“Did you mean”: what is offered, and what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import workflow
from reports.enums import ReportStatus
from reports.models import VocabularyKey, VocabularyWord
from reports.queries import better_query, rebuild_queries
from reports.queries.correcting import distance
from reports.queries.vocabulary import ENOUGH
from reports.search import search_reports
from tests.factories import make_report, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(shared_rows):
    make_report("三季度环境卫生工作小结", "清理排水沟九条。", language="zh", with_sidebars=False)
    make_report("环境整治与垃圾清运", "整治背街小巷。", language="zh", unit=make_unit("", name_zh="柳桥镇"))
    make_report("Training of the repair crews", "Hydrants and valves are in the environment.", with_sidebars=False)
    make_report("Repair of hydrants", "The management of drains continues.", with_sidebars=False)


def offered(query):
    found = better_query(query, search_reports(query).total)
    return (found.query, found.total) if found else None


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("drain", "drain", 0),
        ("drian", "drain", 1),
        ("drain", "drains", 1),
        ("brain", "drain", 1),
        ("rdani", "drain", 2),
        ("drains", "drns", 2),
        ("drain", "valve", 3),
        ("drain", "hydrants", 3),
        ("", "ab", 2),
    ],
)
def test_distance_counts_errors_up_to_two(one, other, errors):
    assert distance(one, other, 2) == distance(other, one, 2) == errors


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("hydrnats", ("hydrants", 2)),
        ("hydrents", ("hydrants", 2)),
        ("ydrants", ("hydrants", 2)),
        ("hhydrants", ("hydrants", 2)),
        ("hhydrantz", ("hydrants", 2)),
        ("hydrrents", ("hydrants", 2)),
        ("hydrantz valevs", ("hydrants valves", 1)),
        ("enviroment", ("environment", 1)),
        ("managemnet", ("management", 1)),
        ("Trianing", ("training", 1)),
        ("环竞卫生", ("环境卫生", 1)),
        ("環競衛生", ("环境卫生", 1)),
        ("环境卫升", ("环境卫生", 1)),
        ("幻境", ("环境", 2)),
        ("三季度 幻境", ("三季度 环境", 1)),
        ("柳乔镇", ("柳桥镇", 1)),
        ("hydrnats crews", ("hydrants crews", 1)),
    ],
)
def test_errors_and_homophones_are_corrected(corpus, query, better):
    assert offered(query) == better


@pytest.mark.parametrize(
    "query",
    [
        "",
        "环境",
        "hydrants",
        "xylophone",
        "hydrnats xylophone",
        "火星移民",
        "drs",
        "2025",
        "a" * 5000,
        "环" * 300,
        '"\x00 -',
    ],
)
def test_nothing_is_offered_that_finds_no_more(corpus, query):
    assert offered(query) is None


def test_word_that_finds_many_was_meant():
    for number in range(5):
        make_report(f"Trains {number}", "Trains and drains.", with_sidebars=False)
    make_report("Drain", "Drained drain.")
    assert better_query("trains", 5) is None


def test_words_of_reports_that_are_not_public_are_not_offered():
    report = make_report("Hydrants", status=ReportStatus.DRAFT)
    assert (offered("hydrnats"), VocabularyWord.objects.count()) == (None, 0)
    workflow.publish_report(report)
    assert offered("hydrnats") == ("hydrants", 1)
    workflow.withdraw_report(report)
    assert offered("hydrnats") is None


def vocabulary():
    words = VocabularyWord.objects.order_by("word").values_list("word", "frequency")
    return list(words), list(VocabularyKey.objects.order_by("word__word", "key").values_list("word__word", "key"))


def test_words_are_counted_once_for_each_report_and_up_to_a_limit(corpus):
    counts = dict(VocabularyWord.objects.values_list("word", "frequency"))
    assert (counts["hydrants"], counts["training"], counts["环境"], counts["桥镇"]) == (2, 1, 2, 1)
    VocabularyWord.objects.filter(word="hydrants").update(frequency=ENOUGH)
    report = make_report("Hydrants", "More hydrants.")
    workflow.refresh_published(report)
    counts = dict(VocabularyWord.objects.values_list("word", "frequency"))
    assert (counts["hydrants"], counts["more"]) == (ENOUGH, 1)


def test_rebuilt_vocabulary_equals_the_one_kept_up(corpus):
    kept = vocabulary()
    VocabularyWord.objects.all().delete()
    rebuild_queries()
    assert vocabulary() == kept


def test_reports_published_together_are_learned():
    reports = [make_report(f"Pumps {number}", status=ReportStatus.DRAFT) for number in "ab"]
    workflow.publish_many(reports)
    assert (offered("pmups"), VocabularyWord.objects.count()) == (None, 0)
    for _left in workflow.complete_pages():
        pass
    assert offered("pmups") == ("pumps", 2)
    workflow.refresh_published(reports[0])
    assert not list(workflow.complete_pages())
    assert VocabularyWord.objects.get(word="pumps").frequency == 2


def test_query_that_finds_enough_takes_no_query(corpus):
    with CaptureQueriesContext(connection) as asked:
        assert better_query("hydrnats", 4) is None
    assert len(asked) == 0
