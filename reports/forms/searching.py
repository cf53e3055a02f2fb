"""Reading of what an address asks of the search: words, where to look, what to narrow to, order and page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from reports.enums import Language, SearchOrder, SectionKind
from reports.forms.lists import UnknownValue, read_page
from reports.forms.typed import read_day, read_period
from reports.listings import scope_of, scopes_within
from reports.models import Category, Period, Unit
from reports.periods import CalendarPeriod
from reports.search import IN_TITLE_ONLY, MAX_PAGE, SearchRequest

MAX_QUERY_LENGTH = 200
MAX_TYPED = 40

_Row = TypeVar("_Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The fields of a search as they were typed or chosen, "" where empty, and what is wrong with them by name.

    `is_cut` says that the words were longer than what is searched for. `first` and `last` are the periods typed as
    "from" and "to", `since_day` and `until_day` the bounds (both inclusive) of the date of publication, where these
    could be read.
    """

    query: str = ""
    is_cut: bool = False
    where: str = ""
    category: str = ""
    unit: str = ""
    tag: str = ""
    period: str = ""
    kind: str = ""
    language: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    first: CalendarPeriod | None = None
    last: CalendarPeriod | None = None
    since_day: date | None = None
    until_day: date | None = None
    order: SearchOrder = SearchOrder.RELEVANCE
    page: int = 1
    errors: Mapping[str, Promise] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """The fields that are not empty, but for the page, by their names in the address."""
        chosen = ("where", "category", "unit", "tag", "period", "kind", "language")
        order = "" if self.order == SearchOrder.RELEVANCE else self.order.value
        fields = {"q": self.query.strip()} | {name: getattr(self, name) for name in chosen} | dict(self.typed)
        return {name: value for name, value in (fields | {"order": order}).items() if value}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.fields.keys() - {"order"}

    def address(self, **changes: str) -> str:
        """Return the query of the same search with some fields changed, "" to leave one out, on its first page."""
        return "?" + urlencode({name: value for name, value in (self.fields | changes).items() if value})


@dataclass(frozen=True, slots=True)
class Rows:
    """What a search is narrowed to, as rows."""

    category: Category | None = None
    unit: Unit | None = None
    tag: Tag | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was asked: the form, the rows that it names, and the request, None where the form is wrong."""

    form: SearchForm
    rows: Rows
    request: SearchRequest | None

    def without(self, *names: str) -> "Asked":
        """Return the same search with some fields left out, on its first page. At most one query."""
        form = read_search_form({name: value for name, value in self.form.fields.items() if name not in names})
        rows = replace(self.rows, **{name: None for name in ("category", "unit", "tag", "period") if name in names})
        return Asked(form, rows, _request_of(form, rows))

    def with_words(self, query: str) -> "Asked":
        """Return the same search for other words, on its first page. At most one query."""
        form = replace(self.form, query=query, page=1)
        return Asked(form, self.rows, _request_of(form, self.rows))


def read_search_request(parameters: Mapping[str, str]) -> Asked:
    """Return the search that an address asks for; UnknownValue where a value means nothing. At most 5 queries."""
    form = read_search_form(parameters)
    rows = Rows(
        _row(Category, form.category),
        _row(Unit, form.unit),
        _row(Tag, form.tag),
        _row(Period, form.period, by="code"),
    )
    return Asked(form, rows, None if form.errors else _request_of(form, rows))


def read_search_form(parameters: Mapping[str, str]) -> SearchForm:
    """Return the fields of the search in an address; UnknownValue for one that nobody types and that means nothing.

    Periods and dates are typed by hand: what is wrong with them stands in `errors`.
    """
    where, query = parameters.get("where", ""), parameters.get("q", "").replace("\x00", "")
    known: dict[str, Any] = {
        "where": _one_of([IN_TITLE_ONLY, *SectionKind], "" if where == "everywhere" else where),
        "kind": _one_of(SectionKind, parameters.get("kind", "")),
        "language": _one_of(Language, parameters.get("language", "")),
        "period": _period_code(parameters.get("period", "")),
        **{name: _slug(parameters.get(name, "")) for name in ("category", "unit", "tag")},
    }
    typed = {name: parameters.get(name, "")[:MAX_TYPED].strip() for name in ("from", "to", "since", "until")}
    values, errors = _read_typed(typed)
    return SearchForm(
        query=query[:MAX_QUERY_LENGTH],
        is_cut=len(query) > MAX_QUERY_LENGTH,
        **known,
        typed=typed,
        **values,
        order=SearchOrder(_one_of(SearchOrder, parameters.get("order", "")) or SearchOrder.RELEVANCE),
        page=read_page(parameters, MAX_PAGE),
        errors=errors,
    )


def _one_of(values: Iterable[str], value: str) -> str:
    if value and value not in list(values):
        raise UnknownValue(value)
    return value


def _slug(value: str) -> str:
    if "\x00" in value:
        raise UnknownValue(value)
    return value


def _period_code(value: str) -> str:
    try:
        return CalendarPeriod.parse(value).code if value else ""
    except ValueError as error:
        raise UnknownValue(value) from error


def _read_typed(typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Promise]]:
    """Return periods and days that were typed, and what is wrong with those that cannot be read."""
    values: dict[str, Any] = {}
    errors: dict[str, Promise] = {}
    for name, place in (("from", "first"), ("to", "last")):
        try:
            values[place] = read_period(typed[name]) if typed[name] else None
        except ValueError:
            errors[name] = _("This is no year, half-year, quarter or month. Write 2024, 2024-h1, 2024-q3 or 2024-05.")
    for name, place in (("since", "since_day"), ("until", "until_day")):
        try:
            values[place] = read_day(typed[name]) if typed[name] else None
        except ValueError:
            errors[name] = _("This is no date. Write the year, the month and the day: 2024-05-31, or 31 May 2024.")
    first, last = values.get("first"), values.get("last")
    if first and last and first.start > last.end:
        errors["to"] = _("The last period lies before the first one.")
    since, until = values.get("since_day"), values.get("until_day")
    if since and until and since > until:
        errors["until"] = _("The last day lies before the first one.")
    return values, errors


def _row(model: type[_Row], value: str, by: str = "slug") -> _Row | None:
    if not value:
        return None
    row = model._default_manager.filter(**{by: value}).first()
    if row is None:
        raise UnknownValue(value)
    return row


def _request_of(form: SearchForm, rows: Rows) -> SearchRequest:
    chosen = (("category", rows.category), ("unit", rows.unit), ("tag", rows.tag), ("period", rows.period))
    facets: list[tuple[str, ...]] = [(scope_of(sort, row.pk),) for sort, row in chosen if row is not None]
    facets += [(scope_of(sort, value),) for sort, value in (("kind", form.kind), ("language", form.language)) if value]
    if form.first or form.last:
        start = form.first.start if form.first and form.first.start else date.min
        end = form.last.end if form.last and form.last.end else date.max
        # No list has the number 0: where there is no period in the range, nothing is found.
        facets.append(scopes_within(start, end) or (scope_of("period", 0),))
    has_order = form.query.strip() or form.order != SearchOrder.RELEVANCE
    return SearchRequest(
        query=form.query,
        where=form.where,
        facets=tuple(facets),
        since=_midnight(form.since_day) if form.since_day else None,
        until=_midnight(form.until_day + timedelta(days=1)) if form.until_day else None,
        order=form.order if has_order else SearchOrder.NEWEST,
        page=form.page,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
