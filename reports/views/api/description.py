"""The description of the interface for programs, in the form of OpenAPI 3.1; the tests hold every answer to it."""

from collections.abc import Mapping
from typing import Any

from reports.enums import Bound, Language, PeriodKind, SearchOrder, SectionKind, UnitKind
from reports.search import IN_TITLE_ONLY

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": ["string", "null"], "format": "date"}
NAMES: Schema = {"$ref": "#/components/schemas/Names"}


def describe(site: str) -> dict[str, Any]:
    """Return the description, for the site at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Summaries",
            "version": "1.0.0",
            "summary": "Published work-summary reports as structured data.",
            "description": (
                "To read only, without a key. Lists give the address of the next page as `next`; take it as it is: "
                "reports that are published meanwhile neither shift nor repeat anything. Every answer has an `ETag`. "
                "Names are given in English and Chinese, null where a row has none. Texts are small Markdown. "
                "Fields may be added; none goes or changes its meaning within a version."
            ),
        },
        "servers": [{"url": f"{site}/api/v1"}],
        "paths": _paths(),
        "components": {"schemas": _schemas(), "responses": {"Problem": _problem()}},
    }


def _paths() -> Schema:
    narrowing = [
        _parameter("category", TEXT, "Slug of a category: its reports and those of the categories below it."),
        _parameter("unit", TEXT, "Slug of a unit: its reports and those of its sub-units."),
        _parameter("tag", TEXT, "Slug of a tag."),
        _parameter("period", TEXT, "Code of a period, such as 2024, 2024-q3, 2024-m05: with the shorter ones in it."),
        _parameter("kind", _one_of(SectionKind), "A kind of section that the report has."),
        _parameter("language", _one_of(Language), "The language that the report is written in."),
    ]
    paging = [
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}, "Rows of a page."),
        _parameter("cursor", TEXT, "A place in the list; part of the address of the next page."),
    ]
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
    return {
        "/reports": _get("listReports", "Reports, the newest first", "ReportPage", [*narrowing, *paging]),
        "/reports/{id}": _get("getReport", "A report with all that it says", "Report", [number]),
        "/search": _get("search", "Reports that hold some words, the best first", "Found", [*_words(), *narrowing]),
        "/units": _get("listUnits", "Units in the order of their tree", "UnitPage", paging),
        "/categories": _get("listCategories", "Categories in the order of their tree", "CategoryPage", paging),
        "/periods": _get("listPeriods", "Periods that reports cover", "PeriodPage", paging),
        "/tags": _get("listTags", "Tags of reports", "TagPage", paging),
        "/collections": _get("listCollections", "Collections that hold published reports", "CollectionPage", paging),
        "/collections/{id}": _get("getCollection", "A collection with its reports in order", "Collection", [number]),
        "/openapi.json": _get("getDescription", "This description", "Description", []),
        "/": _get("getRoot", "Where everything is", "Root", []),
    }


def _words() -> list[Schema]:
    page = {"type": "integer", "minimum": 1, "maximum": 50, "default": 1}
    where = {"type": "string", "enum": ["everywhere", IN_TITLE_ONLY, *_values(SectionKind)]}
    return [
        {**_parameter("q", TEXT, "Words; a phrase in quotation marks; without a word by a minus."), "required": True},
        _parameter("where", where, "Where the words are to stand."),
        _parameter("from", TEXT, "First period, such as 2024 or 2024-q3."),
        _parameter("to", TEXT, "Last period."),
        _parameter("since", TEXT, "First day of publication, such as 2024-05-31."),
        _parameter("until", TEXT, "Last day of publication."),
        _parameter("order", _one_of(SearchOrder), "The order of what is found."),
        _parameter("page", page, "A page of what is found."),
    ]


def _parameter(name: str, schema: Schema, text: str) -> Schema:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _get(name: str, summary: str, schema: str, parameters: list[Schema]) -> Schema:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answers: Schema = {
        "200": {"description": summary, "content": content},
        "304": {"description": "What was known already is still true."},
        "default": {"$ref": "#/components/responses/Problem"},
    }
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}


def _problem() -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "What is wrong (RFC 9457)", "content": {"application/problem+json": {"schema": schema}}}


def _schemas() -> Schema:
    report = {
        "id": NUMBER,
        "title": TEXT,
        "language": _one_of(Language),
        "address": {**ADDRESS, "description": "Permanent address, for people."},
        "self": {**ADDRESS, "description": "Address of the whole report, for programs."},
        "published": MOMENT,
        "changed": MOMENT,
        "excerpt": TEXT,
        "unit": _or_null(_object({"slug": TEXT, "name": NAMES})),
        "period": _or_null({"$ref": "#/components/schemas/Period"}),
        "category": _or_null(_object({"slug": TEXT, "name": NAMES})),
        "tags": _list(TEXT),
        "kinds": _list(_one_of(SectionKind)),
        "reading_minutes": NUMBER,
    }
    period = {"code": TEXT, "kind": _one_of(PeriodKind), "start": DAY, "end": DAY}
    node = {"slug": TEXT, "parent": {"type": ["string", "null"]}, "name": NAMES, "description": NAMES}
    position: Schema = {"position": {"type": ["integer", "null"]}}
    collection: Schema = {name: report[name] for name in ("id", "title", "language", "address", "self", "category")}
    return {
        "Names": _object({"en": {"type": ["string", "null"]}, "zh": {"type": ["string", "null"]}}),
        "Period": _object(period),
        "ReportRow": _object(report),
        "Report": _object({**report, **_whole_report()}),
        "ReportPage": _page({"$ref": "#/components/schemas/ReportRow"}),
        "UnitPage": _page(_object({**node, "kind": _one_of(UnitKind), "reports": NUMBER})),
        "CategoryPage": _page(_object({**node, "reports": NUMBER})),
        "PeriodPage": _page(_object({**period, "reports": NUMBER})),
        "TagPage": _page(_object({"slug": TEXT, "name": TEXT, "reports": NUMBER})),
        "CollectionPage": _page(_object({**collection, "reports": NUMBER})),
        "Collection": _object({**collection, "introduction": TEXT, "reports": _list(_object({**report, **position}))}),
        "Found": _found(report),
        "Description": {"type": "object"},
        "Root": {"type": "object", "additionalProperties": ADDRESS},
        "Problem": _problem_schema(),
    }


def _whole_report() -> Schema:
    point = {"marker": TEXT, "heading": TEXT, "text": TEXT}
    section = {"kind": _one_of(SectionKind), "anchor": TEXT, "marker": TEXT, "heading": TEXT, "text": TEXT}
    figure: Schema = dict.fromkeys(("text", "unit", "measure", "counted", "sentence", "section"), TEXT)
    return {
        **dict.fromkeys(("summary", "byline", "attribution"), TEXT),
        "source": _or_null(_object({"name": TEXT, "url": TEXT})),
        "collection": _or_null(
            _object({"id": NUMBER, "title": TEXT, "self": ADDRESS, "position": {"type": ["integer", "null"]}})
        ),
        "sections": _list(_object({**section, "points": _list(_object(point)), "closing": TEXT})),
        "figures": _list(
            _object({**figure, "value": {"type": "number"}, "amount": {"type": "number"}, "bound": _one_of(Bound)})
        ),
    }


def _found(report: Mapping[str, Schema]) -> Schema:
    passage = {
        "heading": TEXT,
        "kind": {"type": ["string", "null"]},
        "anchor": {"type": ["string", "null"]},
        "parts": _list(_object({"text": TEXT, "is_match": {"type": "boolean"}})),
    }
    similar = {**_list(NUMBER), "description": "Near-copies of the report, which have no place of their own."}
    hit = _object({**report, "passages": _list(_object(passage)), "similar": similar})
    about = {"query": TEXT, "total": NUMBER, "is_exact": {"type": "boolean"}, "is_relaxed": {"type": "boolean"}}
    return _object({**about, "items": _list(hit), "next": _or_null(ADDRESS)})


def _problem_schema() -> Schema:
    status = {"type": "integer", "minimum": 400, "maximum": 599}
    told = {"type": TEXT, "title": TEXT, "status": status, "detail": TEXT, "instance": TEXT}
    errors = _list(_object({"parameter": TEXT, "detail": TEXT}))
    return {**_object({**told, "errors": errors}), "required": list(told)}


def _object(properties: Mapping[str, Schema]) -> Schema:
    names = list(properties)
    return {"type": "object", "properties": dict(properties), "required": names, "additionalProperties": False}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _page(item: Schema) -> Schema:
    return _object({"items": _list(item), "next": _or_null(ADDRESS)})


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _values(members: type[Any]) -> list[str]:
    return [member.value for member in members]


def _one_of(members: type[Any]) -> Schema:
    return {"type": "string", "enum": _values(members)}
