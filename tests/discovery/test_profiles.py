"""What reports are compared by is kept in step with what is published."""

import pytest

from reports import workflow
from reports.discovery import profiles
from reports.discovery.profiles import describe, describe_anew, rarity_of, undescribed
from reports.models import KeyTerm, Report, SentenceHash, TermCount, TextProfile
from tests.factories import make_report, work

pytestmark = pytest.mark.django_db


def terms_of(report):
    return dict(KeyTerm.objects.filter(report=report).values_list("term", "weight"))


def counts():
    return {(row.language, row.term): row.count for row in TermCount.objects.all()}


def test_key_terms_follow_publication_change_and_withdrawal():
    report = make_report("Culverts", "Silt blocked the culverts.")
    make_report("Choir", "Singers rehearsed.")
    assert terms_of(report) == {"culvert": 4, "silt": 1, "block": 1}
    workflow.write_sections(report, [work("Hydrants leaked.")])
    workflow.refresh_published(report)
    assert terms_of(report) == {"culvert": 3, "hydrant": 1, "leak": 1}
    workflow.withdraw_report(report)
    assert terms_of(report) == {}
    assert not TextProfile.objects.filter(report=report).exists()


def test_terms_are_counted_by_language_once_for_each_text_that_is_published():
    make_report("Culverts", "Culverts. Culverts.")
    report = make_report("More culverts", "Silt.")
    make_report("涵洞", "疏通涵洞。", language="zh")
    assert counts() == {
        ("en", ""): 2, ("en", "culvert"): 2, ("en", "silt"): 1,
        ("zh", ""): 1, ("zh", "涵洞"): 1, ("zh", "疏通"): 1, ("zh", "通涵"): 1,
    }  # fmt: skip
    workflow.write_sections(report, [work("Gravel.")])
    workflow.refresh_published(report)
    assert counts()["en", "culvert"] == counts()["en", ""] == 2
    describe_anew()
    assert counts()["en", "gravel"] == 1
    assert ("en", "silt") not in counts()


def test_later_texts_are_counted_now_and_then(monkeypatch):
    monkeypatch.setattr(profiles, "COUNTED_FIRST", 2)
    monkeypatch.setattr(profiles, "COUNTED_ONE_IN", 4)
    reports = [make_report(f"Report {number}", "Culverts.") for number in range(10)]
    later = [report for report in reports[2:] if report.pk % 4 == 0]
    assert counts()["en", "culvert"] == counts()["en", ""] == 2 + len(later)
    assert len(reports) > 2 + len(later) > 2


def test_rarity_of_terms_that_very_many_texts_hold_is_nothing(monkeypatch):
    monkeypatch.setattr(profiles, "COMMON_AT_LEAST", 2)
    monkeypatch.setattr(profiles, "RARE", 1)
    for number in range(8):
        make_report("Pumps", ("Pumps. Valves. " if number < 4 else "Pumps. ") + ("Silt. " if number < 2 else ""))
    rarity = rarity_of("en", ["pump", "valv", "silt", "never"])
    assert (rarity.weight("pump"), rarity.weight("valv")) == (0, 0)
    assert 0 < rarity.weight("silt") < rarity.weight("never")
    assert [rarity.share(term) for term in ("pump", "valv", "silt", "never")] == [1, 0.5, 0.25, 0]


def test_terms_that_most_texts_hold_are_no_key_terms(monkeypatch):
    monkeypatch.setattr(profiles, "KEY_TERMS", 3)
    monkeypatch.setattr(profiles, "COMMON_AT_LEAST", 2)
    for word in ("Gravel", "Hydrants", "Spruce"):
        report = make_report(word, f"Pumps, pumps, pumps, pumps. Cold{word}, dry{word}, wet{word}.")
    assert terms_of(Report.objects.get(title="Gravel")) == {"pump": 4, "gravel": 3, "coldgravel": 1}
    assert terms_of(report) == {"spruce": 3, "coldspruc": 1, "dryspruc": 1}
    describe_anew()
    assert not KeyTerm.objects.filter(term="pump").exists()
    assert KeyTerm.objects.count() == 9


def test_text_that_did_not_change_costs_two_queries(django_assert_num_queries):
    reports = [make_report(f"Report {number}") for number in range(3)]
    with django_assert_num_queries(4):  # with the two of the transaction
        describe([report.pk for report in reports])


def test_reports_published_before_there_were_profiles_are_described():
    report = make_report("Culverts", "Silt blocked the culverts.")
    other = make_report("Choir", "Singers rehearsed.")
    before = terms_of(report)
    for model in (KeyTerm, SentenceHash, TextProfile, TermCount):
        model.objects.all().delete()
    for keys in undescribed():
        assert keys == [report.pk, other.pk]
        describe(keys)
    assert terms_of(report) == before
    assert list(undescribed()) == []
