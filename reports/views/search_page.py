"""What the search page shows: results, what they are and can be narrowed to, ways on where there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.enums import SearchOrder, SectionKind
from reports.forms import Asked, SearchForm
from reports.listings import ALL, Listing, scope_of
from reports.models import Category, Report
from reports.queries import Correction, better_query, promoted_for
from reports.search import IN_TITLE_ONLY, MAX_PAGE, Found, search_reports
from reports.views.pagination import PageNumbers
from reports.views.search_advice import NearTerm, Way, near_terms, ways_on
from reports.views.search_hits import ShownHit, show_hits
from reports.views.search_narrowing import Chip, Narrowing, chips_of, narrowings_of

WORDS = ("q", "where")
DATES = ("from", "to", "since", "until")
PLACES: Sequence[tuple[str, Promise]] = (
    ("", _("Everywhere")),
    (IN_TITLE_ONLY, _("In titles")),
    *((kind.value, kind.label) for kind in SectionKind),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is typed by hand, with what was typed and what is wrong with it ("" for nothing)."""

    group: Promise
    name: str
    label: Promise
    value: str
    error: Promise | str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of the search, ready for the template; `found` is None where nothing was searched for."""

    form: SearchForm
    chips: Sequence[Chip]
    narrowings: Sequence[Narrowing]
    found: Found | None = None
    pages: PageNumbers = field(default_factory=partial(PageNumbers, 0, 1))
    ways: Sequence[Way] = ()
    promoted: Sequence[Report] = ()
    correction: Correction | None = None
    near: Sequence[NearTerm] = ()

    @property
    def status(self) -> int:
        """The status of the response: a page behind the last one is not found, but leads back."""
        return 404 if self.is_behind_the_end else 200

    @property
    def is_behind_the_end(self) -> bool:
        """Whether the results end before this page: while they are estimated, a link may lead too far."""
        has_results = self.found and (self.found.hits or self.found.has_timed_out)
        return self.pages.number > 1 and not has_results

    @property
    def hits(self) -> list[ShownHit]:
        """The results of this page."""
        return show_hits(self.found.hits, self.promoted) if self.found else []

    @property
    def corrected_address(self) -> str:
        """The query of the corrected words."""
        return self.form.address(q=self.correction.query) if self.correction else ""

    @property
    def is_limited(self) -> bool:
        """Whether there are more results than can be paged through."""
        return bool(self.found and self.found.total > self.found.reachable == MAX_PAGE * self.found.page_size)

    @property
    def takeable(self) -> int:
        """How many results can be taken away; those that hold only parts of the words cannot."""
        if self.found is None or self.found.is_relaxed:
            return 0
        return self.found.total if self.is_limited else self.found.reachable

    @property
    def is_exact(self) -> bool:
        """Whether the numbers beside the narrowings are counted, not estimated."""
        return self.found is None or self.found.is_exact

    @property
    def places(self) -> list[tuple[str, Promise, bool]]:
        """Where words can be looked for: value, name, whether it is chosen."""
        return [(value, name, value == self.form.where) for value, name in PLACES]

    @property
    def kept_by_words(self) -> list[tuple[str, str]]:
        """The fields that the form of the words hands on."""
        return [(name, value) for name, value in self.form.fields.items() if name not in WORDS]

    @property
    def kept_by_dates(self) -> list[tuple[str, str]]:
        """The fields that the form of the dates hands on."""
        return [(name, value) for name, value in self.form.fields.items() if name not in DATES]

    @property
    def period_fields(self) -> list[Field]:
        """The fields of the range of periods."""
        return self._fields(
            _("Range of periods"), {"from": pgettext_lazy("period", "From"), "to": pgettext_lazy("period", "To")}
        )

    @property
    def day_fields(self) -> list[Field]:
        """The fields of the dates of publication."""
        days = {"since": pgettext_lazy("date", "From"), "until": pgettext_lazy("date", "To")}
        return self._fields(pgettext_lazy("dates", "Published"), days)

    @property
    def wrong_fields(self) -> list[Field]:
        """The fields that cannot be read."""
        return [typed for typed in (*self.period_fields, *self.day_fields) if typed.error]

    def _fields(self, group: Promise, labels: Mapping[str, Promise]) -> list[Field]:
        typed, errors = self.form.typed, self.form.errors
        return [Field(group, name, label, typed[name], errors.get(name, "")) for name, label in labels.items()]

    @property
    def orders(self) -> list[tuple[Promise, str, bool]]:
        """The orders to choose from: name, address, whether it is the present one."""
        orders = list(SearchOrder) if self.form.query.strip() else [SearchOrder.NEWEST, SearchOrder.POPULAR]
        present = self.form.order if self.form.order in orders else orders[0]
        return [
            (order.label, self.form.address(order="" if order == orders[0] else order.value), order == present)
            for order in orders
        ]

    @property
    def address_unnarrowed(self) -> str:
        """The query of the same words, narrowed to nothing."""
        names = [name for chip in self.chips for name in chip.names]
        return self.form.address(**dict.fromkeys(names, ""))


def build_search_page(asked: Asked) -> SearchPage:
    """Return the page of a search. At most 30 queries, and more where nothing is found."""
    chips = chips_of(asked)
    if asked.request is None:
        return SearchPage(asked.form, chips, ())
    if asked.form.is_empty:
        counts = _all_counts()
        narrowings = narrowings_of(asked, counts, counts.get(ALL, 0))
        return SearchPage(asked.form, chips, narrowings, pages=PageNumbers(0, asked.form.page))
    found = search_reports(asked.request)
    promoted: list[Report] = []
    correction = None
    if asks_for_words_only(asked.form) and not found.has_timed_out:
        promoted = _promoted(asked.form.query)
        correction = better_query(asked.form.query, 0 if found.is_relaxed else found.total)
    pages = PageNumbers(found.reachable, asked.form.page, found.page_size)
    if not found.hits:
        page = SearchPage(asked.form, chips, (), found, pages, (), promoted, correction)
        if found.has_timed_out or page.is_behind_the_end:
            return page
        return replace(page, ways=ways_on(asked, found, chips), near=near_terms(found))
    narrowings = narrowings_of(asked, found.facets, found.total)
    return SearchPage(asked.form, chips, narrowings, found, pages, (), promoted, correction)


def asks_for_words_only(form: SearchForm) -> bool:
    """Tell whether a search is narrowed by nothing and shows its first page: the one that a query is judged by."""
    return form.fields.keys() == {"q"} and form.page == 1


def _promoted(query: str) -> list[Report]:
    """Return the reports that editors promote for a query, in order, as cards. One query, or two."""
    keys = promoted_for(query)
    reports = Report.objects.published().filter(pk__in=keys).with_cards().in_bulk() if keys else {}
    return [reports[key] for key in keys if key in reports]


def _all_counts() -> Mapping[str, int]:
    """Return how many of all reports stand in each list that a search can be narrowed to. Two queries."""
    categories = Category.objects.filter(depth__lte=2).values_list("pk", flat=True)
    return Listing(ALL).counts(also=[scope_of("category", pk) for pk in categories])
