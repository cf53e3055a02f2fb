"""Answers to harvesters as XML: the frame of OAI-PMH, records in simple Dublin Core."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from lxml import etree

from reports.models import Report, Unit
from reports.oai.asking import DATESTAMP, PREFIX, Asking, Error, Place
from reports.oai.records import Item, set_name
from reports.structured_data import permanent_address

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMAS = {
    OAI: "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
    OAI_DC: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(parent: etree._Element, name: str, text: str, namespace: str = OAI) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = _NOT_XML.sub("", text)
    return element


class Answer:
    """The answer to one request, written part by part; `base` is the address of the interface, `site` of the site."""

    def __init__(self, base: str, site: str, at: datetime) -> None:
        self.site = site
        self.base = base
        self.root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
        self.root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMAS[OAI]}")
        _text(self.root, "responseDate", _stamp(at))
        self.request = _text(self.root, "request", base)

    def asked(self, asking: Asking) -> etree._Element:
        """Repeat what was asked, and return the element that takes the answer."""
        for name, value in {"verb": asking.verb, **asking.arguments}.items():
            self.request.set(name, value)
        return etree.SubElement(self.root, f"{{{OAI}}}{asking.verb}")

    def refuse(self, error: Error, asking: Asking | None = None) -> None:
        """Tell an error; what was asked is repeated where it was understood."""
        for name, value in {"verb": asking.verb, **asking.arguments}.items() if asking else ():
            self.request.set(name, value)
        _text(self.root, "error", error.text).set("code", error.code)

    def identify(self, asking: Asking, name: str, mail: str, earliest: datetime) -> None:
        """Tell what this repository is."""
        told = self.asked(asking)
        _text(told, "repositoryName", name)
        _text(told, "baseURL", self.base)
        _text(told, "protocolVersion", "2.0")
        _text(told, "adminEmail", mail)
        _text(told, "earliestDatestamp", _stamp(earliest))
        _text(told, "deletedRecord", "persistent")
        _text(told, "granularity", "YYYY-MM-DDThh:mm:ssZ")

    def formats(self, asking: Asking) -> None:
        """Tell the one format."""
        told = etree.SubElement(self.asked(asking), f"{{{OAI}}}metadataFormat")
        _text(told, "metadataPrefix", PREFIX)
        _text(told, "schema", SCHEMAS[OAI_DC])
        _text(told, "metadataNamespace", OAI_DC)

    def sets(self, asking: Asking, units: Sequence[Unit], following: Place | None) -> None:
        """Tell units as sets."""
        told = self.asked(asking)
        for unit in units:
            one = etree.SubElement(told, f"{{{OAI}}}set")
            _text(one, "setSpec", set_name(unit.pk))
            _text(one, "setName", unit.name)
        self._token(told, asking, following)

    def identifiers(self, asking: Asking, items: Iterable[Item], following: Place | None) -> None:
        """Tell the headers of records."""
        told = self.asked(asking)
        for item in items:
            self._header(told, item)
        self._token(told, asking, following)

    def records(self, asking: Asking, items: Iterable[Item], following: Place | None) -> None:
        """Tell records whole, in a list or a single one."""
        told = self.asked(asking)
        for item in items:
            record = etree.SubElement(told, f"{{{OAI}}}record")
            self._header(record, item)
            if item.report:
                self._dublin_core(etree.SubElement(record, f"{{{OAI}}}metadata"), item.report)
        self._token(told, asking, following)

    def as_bytes(self) -> bytes:
        """Return the document."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")

    def _header(self, parent: etree._Element, item: Item) -> None:
        header = etree.SubElement(parent, f"{{{OAI}}}header")
        if item.report is None:
            header.set("status", "deleted")
        _text(header, "identifier", identifier_of(item.number, self.site))
        _text(header, "datestamp", _stamp(item.changed_at))
        for name in item.sets:
            _text(header, "setSpec", name)

    def _dublin_core(self, parent: etree._Element, report: Report) -> None:
        record = etree.SubElement(parent, f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
        record.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {SCHEMAS[OAI_DC]}")
        for name, values in dublin_core(report, self.site).items():
            for value in values:
                if value:
                    _text(record, name, value, DC)

    def _token(self, told: etree._Element, asking: Asking, following: Place | None) -> None:
        """Write where to go on; the last part of a list that came in parts has an empty token."""
        if following or asking.place.count:
            token = _text(told, "resumptionToken", asking.token(following) if following else "")
            token.set("cursor", str(asking.place.count))


def identifier_of(number: int, site: str) -> str:
    """Return the identifier of a record: that of a report, on this site."""
    return f"oai:{_host(site)}:{number}"


def number_of(identifier: str, site: str) -> int | None:
    """Return the number in an identifier of this site, None for any other."""
    start, _colon, number = identifier.rpartition(":")
    is_own = start == f"oai:{_host(site)}" and number.isascii() and number.isdecimal() and len(number) < 19
    return int(number) if is_own and str(int(number)) == number else None


def dublin_core(report: Report, site: str) -> Mapping[str, Sequence[str]]:
    """Return the elements of simple Dublin Core with their values; the report's relations are to be loaded."""
    unit, period, category, collection = report.unit, report.period, report.category, report.collection
    in_chinese = report.language == "zh"
    names = [_named(row, in_chinese) for row in (category,) if row]
    return {
        "title": [report.title],
        "creator": [_named(unit, in_chinese)] if unit else [],
        "subject": [*names, *sorted(tag.name for tag in report.tags.all())],
        "description": [report.summary or report.excerpt],
        "date": [report.published_at.astimezone(UTC).strftime("%Y-%m-%d")] if report.published_at else [],
        "type": ["Text", "Report"],
        "format": ["text/html"],
        "identifier": [permanent_address(report.pk, site)],
        "language": [report.language],
        "relation": [collection.title] if collection else [],
        "coverage": [f"{period.start}/{period.end}"] if period and period.start else [],
    }


def _named(row: object, in_chinese: bool) -> str:
    english, chinese = row.name_en, row.name_zh  # type: ignore[attr-defined]
    return (chinese or english) if in_chinese else (english or chinese)


def _host(site: str) -> str:
    return site.split("://")[1].split(":")[0]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(DATESTAMP)
