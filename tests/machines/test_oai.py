"""Harvesting by OAI-PMH: by a library as harvesters use it, and every answer held to the rules of the protocol."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

from reports import workflow
from reports.models import GoneReport, ListingEntry, Report
from reports.oai import records
from tests.factories import make_category, make_collection, make_report, make_unit
from tests.views.conftest import HIDDEN

RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))
NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DAY = datetime(2025, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def ask(client):
    """Ask by arguments, and get the document, if it keeps the rules."""

    def asked(query="", **arguments):
        response = client.get(f"/oai/{query}", {name.rstrip("_"): value for name, value in arguments.items()} or None)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        document = etree.fromstring(response.content)
        RULES.assertValid(document)
        return document

    return asked


def texts(document, path):
    return document.xpath(f"{path}/text()", namespaces=NAMES)


def code(document):
    return document.xpath("//o:error/@code", namespaces=NAMES)


def numbers(document):
    return [int(text.rsplit(":")[-1]) for text in texts(document, "//o:header/o:identifier")]


def dated(report, moment):
    """Set when a report changed, or went, as if it had been then."""
    Report.objects.filter(pk=report.pk).update(changed_at=moment)
    ListingEntry.objects.filter(report=report.pk, scope__startswith="unit:").update(changed_at=moment)
    GoneReport.objects.filter(pk=report.pk).update(gone_at=moment)


def walk(ask, verb="ListRecords", meanwhile=lambda: None, **arguments):
    pages = [ask(verb=verb, metadataPrefix="oai_dc", **arguments)]
    while token := texts(pages[-1], "//o:resumptionToken"):
        meanwhile()
        pages.append(ask(verb=verb, resumptionToken=token[0]))
    return pages


@pytest.mark.django_db(transaction=True)
def test_harvester_reads_it_all(live_server, monkeypatch):
    monkeypatch.setattr(records, "AT_ONCE", 3)
    unit = make_unit("Linxi County")
    shown = [make_report(f"Report {number}", unit=unit, period="2024-q3") for number in range(7)]
    withdrawn, deleted = make_report("Withdrawn", status="withdrawn"), make_report("Deleted")
    gone = [withdrawn.pk, deleted.pk]
    workflow.delete_report(deleted)
    make_report(HIDDEN, status="draft")
    harvester = Sickle(f"{live_server.url}/oai/")
    assert harvester.Identify().deletedRecord == "persistent"
    assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc"]
    assert [(one.setSpec, one.setName) for one in harvester.ListSets()] == [(f"unit-{unit.pk}", "Linxi County")]
    found = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    there = {record.header.identifier: record.metadata["title"] for record in found if not record.deleted}
    assert there == {f"oai:localhost:{report.pk}": [report.title] for report in shown}
    assert [int(one.header.identifier.rsplit(":")[-1]) for one in found if one.deleted] == gone
    headers = list(harvester.ListIdentifiers(metadataPrefix="oai_dc", ignore_deleted=True, set=f"unit-{unit.pk}"))
    assert [header.setSpecs for header in headers] == [[f"unit-{unit.pk}"]] * 7
    record = harvester.GetRecord(identifier=found[0].header.identifier, metadataPrefix="oai_dc")
    assert record.metadata == found[0].metadata
    with pytest.raises(NoRecordsMatch):
        harvester.ListRecords(metadataPrefix="oai_dc", until="1999-01-01")


def test_record_says_in_dublin_core_what_the_report_is(ask, site):
    Report.objects.filter(pk=site.shown.pk).update(title="Drains \x0b& <gullies>")
    document = ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:testserver:{site.shown.pk}")
    told = [(etree.QName(node).localname, node.text) for node in document.xpath("//dc:*", namespaces=NAMES)]
    assert told == [
        ("title", "Drains & <gullies>"),
        ("creator", "柳桥镇"),
        ("subject", "环境卫生"),
        ("subject", "drains"),
        ("subject", "卫生"),
        ("description", "Nine gullies."),
        ("date", f"{site.shown.published_at:%Y-%m-%d}"),
        ("type", "Text"),
        ("type", "Report"),
        ("format", "text/html"),
        ("identifier", f"http://testserver/reports/{site.shown.pk}/"),
        ("language", "en"),
        ("relation", site.collection.title),
        ("coverage", "2024-07-01/2024-09-30"),
    ]
    parent = site.unit.__class__.objects.get_parent(site.unit)
    assert texts(document, "//o:header/o:setSpec") == [f"unit-{parent.pk}", f"unit-{site.unit.pk}"]


@pytest.mark.django_db
def test_withdrawn_report_is_told_as_deleted_with_its_sets(ask):
    unit = make_unit("County")
    report = make_report(HIDDEN, unit=unit, category=make_category(), collection=make_collection())
    workflow.withdraw_report(report)
    for arguments in ({"verb": "ListRecords"}, {"verb": "GetRecord", "identifier": f"oai:testserver:{report.pk}"}):
        document = ask(metadataPrefix="oai_dc", **arguments)
        (header,) = document.xpath("//o:header", namespaces=NAMES)
        assert header.get("status") == "deleted"
        assert texts(header, "o:setSpec") == [f"unit-{unit.pk}"]
        assert HIDDEN not in etree.tostring(document, encoding="unicode")
    workflow.publish_report(report)
    assert ask(verb="ListRecords", metadataPrefix="oai_dc").xpath("//@status") == []


@pytest.mark.django_db
def test_what_was_never_public_is_no_record(ask):
    report = make_report(status="in_review")
    identifier = f"oai:testserver:{report.pk}"
    assert code(ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)) == ["idDoesNotExist"]
    assert code(ask(verb="ListIdentifiers", metadataPrefix="oai_dc")) == ["noRecordsMatch"]


@pytest.mark.django_db
def test_sets_hold_the_reports_of_their_sub_units(ask):
    county, other = make_unit("County"), make_unit("Other")
    town = make_unit("Town", county)
    in_town, gone = make_report(unit=town), make_report(unit=town, status="withdrawn")
    elsewhere = make_report(unit=other)
    for unit, expected in {county: [in_town, gone], town: [in_town, gone], other: [elsewhere]}.items():
        document = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set=f"unit-{unit.pk}")
        assert numbers(document) == [report.pk for report in expected]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-03-02", "", [2, 3]),
        ("", "2025-03-02", [0, 1, 2]),
        ("2025-03-01T09:00:00Z", "2025-03-01T09:00:00Z", [0]),
        ("2025-03-01T09:00:01Z", "2025-03-02T08:59:59Z", [1]),
        ("2025-03-01", "2025-03-01", [0, 1]),
    ],
)
@pytest.mark.django_db
def test_dates_are_included_to_the_second(ask, since, until, expected):
    moments = [DAY + timedelta(milliseconds=900), DAY + timedelta(hours=2), DAY + timedelta(days=1)]
    reports = [make_report(status=status) for status in ("published", "withdrawn", "published", "withdrawn")]
    for report, moment in zip(reports, [*moments, DAY + timedelta(days=2)], strict=True):
        dated(report, moment)
    arguments = {name: value for name, value in (("from_", since), ("until", until)) if value}
    document = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **arguments)
    assert numbers(document) == [reports[place].pk for place in expected]


@pytest.mark.django_db
def test_harvest_misses_nothing_that_changes_meanwhile(ask, monkeypatch):
    monkeypatch.setattr(records, "AT_ONCE", 2)
    reports = [make_report(f"Report {number}") for number in range(7)]
    for number, report in enumerate(reports):
        dated(report, DAY + timedelta(seconds=number // 3))
    changes = iter([lambda: workflow.withdraw_report(reports[0]), lambda: workflow.refresh_published(reports[6])])

    def meanwhile():
        next(changes, lambda: None)()

    pages = walk(ask, meanwhile=meanwhile)
    found = [number for page in pages for number in numbers(page)]
    keys = [report.pk for report in reports]
    assert found == [*keys[:6], keys[0], keys[6]]
    cursors = [page.xpath("//o:resumptionToken/@cursor", namespaces=NAMES)[0] for page in pages]
    assert cursors == ["0", "2", "4", "6"]
    assert pages[-1].xpath("string(//o:resumptionToken)", namespaces=NAMES) == ""


@pytest.mark.django_db
def test_resumed_list_keeps_its_dates_and_its_set(ask, monkeypatch):
    monkeypatch.setattr(records, "AT_ONCE", 1)
    unit = make_unit("County")
    inside = [make_report(unit=unit) for _number in range(3)]
    for number, report in enumerate([*inside, make_report(unit=unit), make_report()]):
        dated(report, DAY + timedelta(days=9 * (number == 3), seconds=number))
    pages = walk(ask, "ListIdentifiers", from_="2025-03-01", until="2025-03-02", set=f"unit-{unit.pk}")
    assert [numbers(page) for page in pages] == [[report.pk] for report in inside]


@pytest.mark.django_db
def test_sets_come_in_parts_too(ask, monkeypatch):
    monkeypatch.setattr(records, "AT_ONCE", 2)
    units = [make_unit(f"Unit {number}") for number in range(5)]
    pages = [ask(verb="ListSets")]
    while token := texts(pages[-1], "//o:resumptionToken"):
        pages.append(ask(verb="ListSets", resumptionToken=token[0]))
    found = [name for page in pages for name in texts(page, "//o:setSpec")]
    assert found == [f"unit-{unit.pk}" for unit in units]
    assert len(pages) == 3


LIST = "verb=ListRecords&metadataPrefix=oai_dc"
REFUSED = [
    ("", "badVerb"), ("verb=Nonsense", "badVerb"), ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&set=a", "badArgument"), ("verb=ListRecords", "badArgument"), ("verb=GetRecord", "badArgument"),
    (f"{LIST}&metadataPrefix=oai_dc", "badArgument"), (f"{LIST}&from=yesterday", "badArgument"),
    (f"{LIST}&from=2025-02-30", "badArgument"), (f"{LIST}&from=2025-03-01T09:00Z", "badArgument"),
    (f"{LIST}&from=2025-3-1", "badArgument"), (f"{LIST}&until=2025-03-01T9:00:00Z", "badArgument"),
    (f"{LIST}&from=2025-03-01&until=2025-03-01T09:00:00Z", "badArgument"), (f"{LIST}&until=9999-12-31", "badArgument"),
    (f"{LIST}&from=2025-03-02&until=2025-03-01", "badArgument"), (f"{LIST}&resumptionToken=a", "badArgument"),
    (f"{LIST}&set=%00", "badArgument"), ("verb=Identify&%01=%02", "badArgument"), (f"{LIST}&from=", "badArgument"),
    ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
    ("verb=GetRecord&metadataPrefix=marc&identifier=oai:testserver:1", "cannotDisseminateFormat"),
    ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:1", "idDoesNotExist"),
    ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other:1", "idDoesNotExist"),
    ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:99999999999999999999", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=oai:testserver:1", "idDoesNotExist"),
    (LIST, "noRecordsMatch"), (f"{LIST}&set=unit-99", "noRecordsMatch"), (f"{LIST}&set=none", "noRecordsMatch"),
    ("verb=ListSets", "noSetHierarchy"), ("verb=ListSets&resumptionToken=fHx8fDB8Li4vfDE", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=fHx8fDB8fDE", "badResumptionToken"),
    ("verb=ListIdentifiers&resumptionToken=é", "badResumptionToken"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), REFUSED)
@pytest.mark.django_db
def test_what_cannot_be_answered_is_told_by_its_code(ask, query, expected):
    document = ask(f"?{query}")
    assert code(document) == [expected]
    has_attributes = bool(document.xpath("o:request/@*", namespaces=NAMES))
    assert has_attributes == (expected in {"idDoesNotExist", "noRecordsMatch", "noSetHierarchy"} or "Li4v" in query)


@pytest.mark.django_db
def test_arguments_may_come_in_a_form(client):
    make_report()
    response = client.post("/oai/", {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    document = etree.fromstring(response.content)
    RULES.assertValid(document)
    assert len(numbers(document)) == 1
    assert client.put("/oai/").status_code == 405


@pytest.mark.django_db
def test_beginning_is_that_of_the_first_change(ask):
    dated(make_report(), DAY)
    dated(make_report(status="withdrawn"), DAY - timedelta(days=1))
    assert texts(ask(verb="Identify"), "//o:earliestDatestamp") == ["2025-02-28T09:00:00Z"]
    assert texts(ask(verb="Identify"), "//o:baseURL") == ["http://testserver/oai/"]


@pytest.mark.django_db
def test_rules_see_what_breaks_them(ask):
    make_report()
    document = ask(verb="ListRecords", metadataPrefix="oai_dc")
    document.xpath("//o:datestamp", namespaces=NAMES)[0].text = "2025-03-01"
    assert not RULES.validate(document)


@pytest.mark.django_db
def test_lists_take_a_fixed_number_of_queries(client):
    unit, counts = make_unit("Town", make_unit("County")), []
    for _round in range(2):
        make_report(unit=unit, tags=["drains"], period="2024-q3", collection=make_collection())
        make_report(unit=unit, status="withdrawn")
        headers = "verb=ListIdentifiers&metadataPrefix=oai_dc"
        for query in (LIST, headers, f"{LIST}&set=unit-{unit.pk}", "verb=Identify"):
            with CaptureQueriesContext(connection) as asked:
                assert b"<error" not in client.get(f"/oai/?{query}").content
            counts.append(len(asked))
    assert counts == [4, 3, 5, 2] * 2
