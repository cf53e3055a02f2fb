"""Lists and their counts against a count by hand, after everything that can happen to a report."""

from collections import Counter
from itertools import pairwise, product
from random import Random

import pytest
from django.db.models import F

from reports import listings, workflow
from reports.enums import PeriodKind, SectionKind
from reports.listings import ALL, FACETS, Listing, scope_of, sizes_of
from reports.models import Category, ListingCount, ListingEntry, Period, Report, Unit
from tests.factories import make_category, make_period, make_report, make_unit, work

pytestmark = pytest.mark.django_db

CONTAINERS = {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR}


def ancestors(node):
    return {row.pk for row in type(node).objects.all() if node.path.startswith(row.path)} if node else set()


def periods_holding(period):
    """The period and the standard ones that are longer and contain it, by their dates alone."""
    if period is None:
        return set()
    found = {period.pk}
    for row in Period.objects.filter(kind__in=CONTAINERS, start__isnull=False):
        if period.start and row.start <= period.start and period.end <= row.end:
            longer = row.end - row.start > period.end - period.start
            found |= {row.pk} if longer else set()
    return found


def scopes_by_hand(report):
    scopes = {ALL, scope_of("language", report.language)}
    scopes |= {scope_of("kind", section.kind) for section in report.sections.all()}
    scopes |= {scope_of("tag", tag.pk) for tag in report.tags.all()}
    scopes |= {scope_of("category", pk) for pk in ancestors(report.category)}
    scopes |= {scope_of("unit", pk) for pk in ancestors(report.unit)}
    return scopes | {scope_of("period", pk) for pk in periods_holding(report.period)}


def lists_by_hand():
    return {report.pk: scopes_by_hand(report) for report in Report.objects.published()}


def is_facet(scope):
    return scope == ALL or scope.split(":")[0] in FACETS


def counts_by_hand(lists):
    pairs = Counter()
    for scopes in lists.values():
        pairs.update((scope, within) for scope in scopes for within in scopes if is_facet(within))
    return dict(pairs)


def stored():
    """All entries and all counts that are not zero, as plain values."""
    entries = set(ListingEntry.objects.values_list("scope", "report", "published_at", "popularity", "changed_at"))
    rows = ListingCount.objects.exclude(count=0).values_list("scope", "within", "count")
    counts = {(scope, within): count for scope, within, count in rows}
    return entries, counts


def by_hand():
    lists = lists_by_hand()
    values = {pk: rest for pk, *rest in Report.objects.values_list("pk", "published_at", "popularity", "changed_at")}
    dated = ((scope, scope.startswith("unit:"), pk) for pk, scopes in lists.items() for scope in scopes)
    entries = {(scope, pk, *values[pk][:2], values[pk][2] if is_unit else None) for scope, is_unit, pk in dated}
    return entries, counts_by_hand(lists)


class World:
    """Trees, periods and reports to change at random, the same way for the same seed."""

    def __init__(self, seed):
        self.chance = Random(seed)
        county, company = make_unit("County"), make_unit("Company")
        town = make_unit("Town", county)
        self.units = [county, company, town, make_unit("Village", town), None]
        health = make_category("Health")
        self.categories = [health, make_category("Sanitation", health), make_category("Training"), None]
        codes = ["2024", "2024-q3", "2024-m09", "2024-w36", "2024-w40", "2024-09-02--2024-09-20", "xxxx-q3", "2024-qx"]
        self.periods = [*(make_period(code) for code in codes), None]
        self.steps = [self.publish, self.publish, self.publish, self.withdraw, self.delete, self.change, self.change]
        self.steps += [self.move, self.leave_as_draft, self.republish]

    def details(self):
        pick = self.chance.choice
        return {"category": pick(self.categories), "unit": pick(self.units), "period": pick(self.periods)}

    def sections(self):
        return [work("Nine drains.", kind=kind) for kind in self.chance.sample(list(SectionKind), k=2)]

    def tags(self):
        return self.chance.sample(["drains", "卫生", "培训"], k=self.chance.randint(0, 2))

    def any_report(self, **status):
        reports = list(Report.objects.filter(**status).order_by("pk"))
        return self.chance.choice(reports) if reports else None

    def publish(self):
        language = self.chance.choice(["zh", "en"])
        make_report(
            sections=self.sections(), tags=self.tags(), language=language, with_sidebars=False, **self.details()
        )

    def leave_as_draft(self):
        make_report(status="draft", **self.details())

    def withdraw(self):
        if report := self.any_report(status="published"):
            workflow.withdraw_report(report)

    def republish(self):
        if report := self.any_report(status="withdrawn"):
            workflow.publish_report(report)

    def delete(self):
        if report := self.any_report():
            workflow.delete_report(report)

    def change(self):
        if report := self.any_report():
            Report.objects.filter(pk=report.pk).update(**self.details())
            report.refresh_from_db()
            report.tags.set(self.tags())
            workflow.write_sections(report, self.sections())
            workflow.refresh_published(report)

    def move(self):
        model, field, rows = self.chance.choice([(Unit, "unit", self.units), (Category, "category", self.categories)])
        node, target = self.chance.sample(rows[:-1], k=2)
        node, target = model.objects.get(pk=node.pk), model.objects.get(pk=target.pk)
        if target.path.startswith(node.path):
            return
        model.objects.move(node, target, "last-child")
        path = model.objects.get(pk=node.pk).path
        moved = Report.objects.published().filter(**{f"{field}__path__startswith": path})
        workflow.refresh_many(moved)
        for place, row in enumerate(rows[:-1]):
            rows[place] = model.objects.get(pk=row.pk)


@pytest.mark.parametrize("seed", range(5))
def test_lists_and_counts_equal_a_count_by_hand_after_every_change(seed):
    world = World(seed)
    for _step in range(25):
        world.chance.choice(world.steps)()
        assert stored() == by_hand()
    assert Report.objects.published().count() > 3


def test_rebuilt_lists_equal_those_kept_up_step_by_step():
    world = World(11)
    for _step in range(30):
        world.chance.choice(world.steps)()
    kept = stored()
    ListingEntry.objects.first().delete()
    ListingCount.objects.update(count=F("count") + 5)
    assert stored() != kept
    number = listings.rebuild(Report.objects.published())
    assert (number, stored()) == (Report.objects.published().count(), kept)


@pytest.fixture
def shelf_of_reports():
    """24 published reports with all combinations of two units, languages, kinds and periods."""
    county = make_unit("County")
    units, months = [county, make_unit("Town", county)], ["2024-m08", "2024-m09", "2024-m11"]
    for unit, language, kind, month in product(units, ["zh", "en"], ["lessons", "problems"], months):
        make_report(
            unit=unit,
            language=language,
            period=month,
            sections=[work("Nine drains.", kind=SectionKind(kind))],
            with_sidebars=False,
        )
    return Report.objects.published()


def matching(lists, scopes):
    return {pk for pk, standing in lists.items() if scopes <= standing}


def test_narrowing_equals_a_count_by_hand_for_every_combination(shelf_of_reports):
    county, town = (scope_of("unit", pk) for pk in Unit.objects.order_by("path").values_list("pk", flat=True))
    quarter = scope_of("period", Period.objects.get(code="2024-q3").pk)
    month = scope_of("period", Period.objects.get(code="2024-m11").pk)
    lists = lists_by_hand()
    for choice in product([None, county, town], [None, quarter, month], [None, "language:zh"], [None, "kind:problems"]):
        narrowing = tuple(scope for scope in choice if scope)
        for base in (ALL, county):
            found = matching(lists, {base, *narrowing})
            listing = Listing(base, narrowing)
            facets = Counter(scope for pk in found for scope in lists[pk] if is_facet(scope))
            assert listing.counts() == facets
            page = listing.reports(by_popularity=False, start=0, stop=50)
            assert {report.pk for report in page} == found
    assert len(matching(lists, {county, town, quarter, "language:zh", "kind:problems"})) == 2


def test_narrowing_to_two_values_that_exclude_each_other_is_empty(shelf_of_reports):
    listing = Listing(ALL, ("language:zh", "language:en"))
    assert (listing.counts(), list(listing.reports(by_popularity=False, start=0, stop=50))) == ({}, [])


@pytest.mark.parametrize("by_popularity", [False, True])
@pytest.mark.parametrize("narrowing", [(), ("language:zh",)])
def test_pages_have_no_gaps_and_no_doubles(shelf_of_reports, by_popularity, narrowing):
    # Equal values everywhere: only the last key of the order tells the reports apart.
    first = Report.objects.published().order_by("pk").first()
    Report.objects.update(published_at=first.published_at, popularity=2.5)
    ListingEntry.objects.update(published_at=first.published_at, popularity=2.5)
    listing = Listing(ALL, narrowing)
    pages = [
        list(listing.reports(by_popularity=by_popularity, start=start, stop=start + 5)) for start in range(0, 30, 5)
    ]
    keys = [report.pk for page in pages for report in page]
    wanted = shelf_of_reports.filter(language="zh") if narrowing else shelf_of_reports
    assert keys == sorted(wanted.values_list("pk", flat=True), reverse=True)


def test_orders_are_by_date_and_by_popularity(shelf_of_reports):
    for number, report in enumerate(shelf_of_reports.order_by("pk")):
        value = float((number * 7) % 24)
        Report.objects.filter(pk=report.pk).update(popularity=value)
        ListingEntry.objects.filter(report=report).update(popularity=value)
    newest = [report.published_at for report in Listing(ALL).reports(by_popularity=False, start=0, stop=24)]
    popular = [report.popularity for report in Listing(ALL).reports(by_popularity=True, start=0, stop=24)]
    assert all(one > other for one, other in pairwise(newest))
    assert popular == [float(value) for value in range(23, -1, -1)]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_a_list_and_its_counts_take_a_query_each(number, django_assert_num_queries):
    unit = make_unit("County")
    for _time in range(number):
        make_report(unit=unit, period="2024-q3", with_sidebars=False)
    listing = Listing(scope_of("unit", unit.pk))
    with django_assert_num_queries(1):
        counts = listing.counts()
    with django_assert_num_queries(1):
        cards = [
            (report.unit.name, report.period.label) for report in listing.reports(by_popularity=False, start=0, stop=20)
        ]
    assert (counts[ALL], len(cards)) == (number, number)


def test_sizes_leave_out_lists_that_are_empty_now():
    unit, other = make_unit("County"), make_unit("Town")
    make_report(unit=unit)
    workflow.withdraw_report(make_report(unit=other))
    assert sizes_of([scope_of("unit", unit.pk), scope_of("unit", other.pk), "unit:0"]) == {scope_of("unit", unit.pk): 1}


def test_counts_also_gives_the_sizes_of_lists_named():
    parent = make_category("Health")
    child = make_category("Sanitation", parent)
    make_report(category=child)
    make_report(category=parent)
    counts = Listing(scope_of("category", parent.pk)).counts(also=[scope_of("category", child.pk)])
    kinds = {ALL: 2, "language:en": 2, "kind:work_done": 2}
    assert counts == {**kinds, scope_of("category", child.pk): 1}
