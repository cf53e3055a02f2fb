"""Moving and renaming of units and categories brings their reports' lists along; periods are reckoned."""

from copy import deepcopy

import pytest
from django.urls import reverse

from reports.enums import Relation
from reports.models import Category, Event, ListingCount, Period, Report, SidebarEntry, Topic, Unit, UnitAlias
from reports.search import search_reports
from tests.admin.forms import errors_of, read_form
from tests.factories import make_category, make_collection, make_period, make_report, make_topic, make_unit
from tests.test_listings import by_hand, stored


def change(row):
    return reverse(f"admin:reports_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **typed):
    response = client.post(change(row), read_form(client.get(change(row))) | typed)
    assert response.status_code == 302, errors_of(response)


@pytest.fixture(scope="module")
def made_trees(shared_rows):
    county, company = make_unit("County"), make_unit("Company")
    town = make_unit("Town", county)
    health, roads = make_category("Health"), make_category("Roads")
    drains = make_category("Drains", health)
    make_report("Report of the town", unit=town, category=drains, period="2024-q3")
    make_report("Report of the county", unit=county, category=roads, period="2024-q3")
    return {"county": county, "company": company, "town": town, "health": health, "roads": roads, "drains": drains}


@pytest.fixture
def trees(made_trees, db):
    return deepcopy(made_trees)


def told_of_trees():
    return list(Event.objects.filter(kind__in=["moved", "deleted"]).values_list("kind", "detail"))


def node_kind(node):
    return node._meta.model_name


def moved(old, new):
    return f"{old.capitalize()} → {new.capitalize()}"


def titles_at(client, row):
    html = client.get(row.get_absolute_url()).content.decode()
    return {report.title for report in Report.objects.all() if f">{report.title}</a></h3>" in html}


@pytest.mark.parametrize(("node", "old", "new"), [("town", "county", "company"), ("drains", "health", "roads")])
def test_moving_a_node_in_its_form_moves_its_reports(editor_client, trees, node, old, new):
    save(editor_client, trees[node], treebeard_position="first-child", treebeard_ref_node=str(trees[new].pk))
    assert stored() == by_hand()
    assert "Report of the town" in titles_at(editor_client, trees[new])
    assert "Report of the town" not in titles_at(editor_client, trees[old])
    assert titles_at(editor_client, trees[node]) == {"Report of the town"}
    assert told_of_trees() == [("moved", {node_kind(trees[node]): node.capitalize(), "place": moved(old, new)})]


@pytest.mark.parametrize(("node", "old", "new"), [("town", "county", "company"), ("drains", "health", "roads")])
def test_dragging_a_node_moves_its_reports(editor_client, trees, node, old, new):
    address = reverse(f"admin:reports_{trees[node]._meta.model_name}_changelist") + "move/"
    response = editor_client.post(address, {"node": trees[node].pk, "target": trees[new].pk, "relation": "child"})
    assert response.status_code == 200
    assert stored() == by_hand()
    assert told_of_trees() == [("moved", {node_kind(trees[node]): node.capitalize(), "place": moved(old, new)})]
    assert "Report of the town" in titles_at(editor_client, trees[new])
    assert "Report of the town" not in titles_at(editor_client, trees[old])


def test_dragging_onto_itself_is_refused_and_changes_nothing(editor_client, trees):
    before = list(Unit.objects.values_list("pk", "path"))
    address = reverse("admin:reports_unit_changelist") + "move/"
    response = editor_client.post(
        address, {"node": trees["county"].pk, "target": trees["town"].pk, "relation": "child"}
    )
    assert response.status_code == 400
    assert list(Unit.objects.values_list("pk", "path")) == before


def test_moving_a_unit_takes_its_reasons_away(editor_client, trees):
    parent = SidebarEntry.objects.filter(reason=Relation.PARENT_UNIT)
    assert [(entry.report.title, entry.target.title) for entry in parent] == [
        ("Report of the town", "Report of the county")
    ]
    save(editor_client, trees["town"], treebeard_position="first-child", treebeard_ref_node=str(trees["company"].pk))
    assert not SidebarEntry.objects.filter(reason__in=[Relation.PARENT_UNIT, Relation.SUB_UNIT]).exists()


def test_renaming_a_unit_is_shown_and_found(editor_client, trees):
    save(editor_client, trees["town"], name_en="Riverside", name_zh="河湾镇", short_name_zh="河湾")
    assert "Riverside" in editor_client.get("/en/reports/").content.decode()
    assert [[hit.report.title for hit in search_reports(word).hits] for word in ("riverside", "河湾")] == [
        ["Report of the town"]
    ] * 2


def test_saving_untouched_nodes_keeps_the_tree(editor_client, trees):
    make_unit("Last")
    before = list(Unit.objects.get_tree().values_list("name_en", "depth"))
    for unit in Unit.objects.all():
        save(editor_client, unit)
    assert list(Unit.objects.get_tree().values_list("name_en", "depth")) == before
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_aliases_are_edited_with_the_unit(editor_client, trees):
    save(editor_client, trees["town"], **{"aliases-0-name": "柳桥镇人民政府"})
    assert list(UnitAlias.objects.values_list("unit__name_en", "name")) == [("Town", "柳桥镇人民政府")]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name_en": "", "name_zh": ""}, "Give a name in English, in Chinese or in both."),
        ({"slug": "county"}, "Unit with this Slug already exists."),
        ({"slug": "a b"}, "Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens."),
        ({"active_from": "2024-02-01", "active_to": "2024-01-01"}, "A unit cannot end before it begins."),
    ],
)
def test_unit_form_says_what_is_wrong(editor_client, trees, typed, message):
    data = read_form(editor_client.get(change(trees["town"]))) | {"description_en": "Typed at length."} | typed
    response = editor_client.post(change(trees["town"]), data)
    assert response.status_code == 200
    assert message in errors_of(response)
    assert read_form(response)["description_en"] == "Typed at length."
    assert Unit.objects.get(pk=trees["town"].pk).name_en == "Town"


@pytest.mark.parametrize("node", ["town", "drains", "county", "health"])
def test_node_with_reports_in_it_is_not_deleted_and_the_editor_is_told(editor_client, trees, node):
    row = trees[node]
    address = reverse(f"admin:reports_{row._meta.model_name}_delete", args=[row.pk])
    response = editor_client.post(address, {"post": "yes"}, follow=True)
    assert response.status_code == 200
    assert type(row).objects.filter(pk=row.pk).exists()
    assert "protected" in response.content.decode()
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    response = editor_client.post(reverse(f"admin:reports_{row._meta.model_name}_changelist"), data, follow=True)
    assert response.status_code == 200
    assert type(row).objects.filter(pk=row.pk).exists()


def test_node_without_reports_is_deleted(editor_client, trees):
    row = trees["company"]
    editor_client.post(reverse("admin:reports_unit_delete", args=[row.pk]), {"post": "yes"})
    assert set(Unit.objects.values_list("name_en", flat=True)) == {"County", "Town"}
    assert told_of_trees() == [("deleted", {"unit": "Company"})]


def test_category_added_below_another(editor_client, trees):
    address = reverse("admin:reports_category_add")
    data = read_form(editor_client.get(address))
    data |= {
        "name_zh": "供水",
        "slug": "供水",
        "treebeard_position": "first-child",
        "treebeard_ref_node": str(trees["health"].pk),
    }
    assert editor_client.post(address, data).status_code == 302
    assert [row.slug for row in Category.objects.get_children(Category.objects.get(slug="health"))] == [
        "供水",
        "drains",
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"kind": "year", "year": "2024"}, "2024"),
        ({"kind": "quarter", "year": "2024", "ordinal": "3"}, "2024-q3"),
        ({"kind": "week", "year": "2020", "ordinal": "53"}, "2020-w53"),
        ({"kind": "quarter", "ordinal": "3"}, "xxxx-q3"),
        ({"kind": "range", "start": "2024-02-10", "end": "2024-05-03"}, "2024-02-10--2024-05-03"),
        ({"kind": "quarter", "year": "2024", "ordinal": "3", "start": "1999-01-01"}, "2024-q3"),
    ],
)
@pytest.mark.django_db
def test_period_form_reckons_dates_and_code(editor_client, typed, code):
    address = reverse("admin:reports_period_add")
    response = editor_client.post(address, read_form(editor_client.get(address)) | typed)
    assert response.status_code == 302, errors_of(response)
    row = Period.objects.get()
    assert (row.code, row.start, row.end, row.year) == (code, row.value.start, row.value.end, row.value.year)


IMPOSSIBLE = "No calendar has such a period. Check kind, year, number and dates."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": "week", "year": "2021", "ordinal": "53"}, IMPOSSIBLE),
        ({"kind": "quarter", "year": "2024", "ordinal": "5"}, IMPOSSIBLE),
        ({"kind": "year", "year": "2024", "ordinal": "1"}, IMPOSSIBLE),
        ({"kind": "year", "year": "123"}, IMPOSSIBLE),
        ({"kind": "range", "start": "2024-02-10"}, IMPOSSIBLE),
        ({"kind": "range", "start": "2024-02-10", "end": "2024-02-09"}, IMPOSSIBLE),
        ({"kind": "range", "start": "0999-02-10", "end": "0999-02-11"}, IMPOSSIBLE),
        ({"kind": "", "year": "2024"}, "This field is required."),
        ({"kind": "year", "year": "99999"}, IMPOSSIBLE),
        ({"kind": "year", "year": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"kind": "year", "year": "2023"}, "This period is there already."),
    ],
)
@pytest.mark.django_db
def test_period_form_refuses_impossible_periods_with_a_message(editor_client, typed, message):
    make_period("2023")
    address = reverse("admin:reports_period_add")
    response = editor_client.post(address, read_form(editor_client.get(address)) | typed)
    assert response.status_code == 200
    assert message in errors_of(response) or any(
        error.startswith("Ensure this value is less") for error in errors_of(response)
    )
    assert Period.objects.count() == 1


@pytest.mark.django_db
def test_changed_period_takes_its_reports_along(editor_client):
    period = make_period("2024-q3")
    make_report(period=period)
    save(editor_client, period, year="2023")
    assert stored() == by_hand()
    assert ">Report on the drains</a></h3>" in editor_client.get("/en/periods/2023/").content.decode()


@pytest.mark.django_db
def test_collection_prepares_its_introduction_and_its_reports_swap_places(editor_client):
    collection = make_collection(introduction="Old.")
    first, second = (make_report(f"Part {number}", collection=collection, position=number) for number in (1, 2))
    save(
        editor_client,
        collection,
        introduction="New **words** <b>",
        **{"reports-0-position": "2", "reports-1-position": "1"},
    )
    collection.refresh_from_db()
    assert collection.introduction_html == "<p>New <strong>words</strong> &lt;b&gt;</p>\n"
    assert list(Report.objects.order_by("position").values_list("title", "position")) == [("Part 2", 1), ("Part 1", 2)]
    page = editor_client.get(collection.get_absolute_url()).content.decode()
    assert page.index(second.title) < page.index(first.title)


@pytest.mark.django_db
def test_topic_takes_reports_in_the_editors_order(editor_client):
    reports = [make_report(title) for title in ("A", "B")]
    topic = make_topic("Clean water", reports[:1])
    save(
        editor_client,
        topic,
        **{"entries-1-report": str(reports[1].pk), "entries-1-position": "0", "entries-0-position": "5"},
    )
    assert [entry.report.title for entry in Topic.objects.with_reports().get().entries.all()] == ["B", "A"]


@pytest.mark.django_db
def test_deleting_a_tag_takes_it_off_the_site(editor_client, client):
    report = make_report(tags=["drains", "pumps"])
    tag = report.tags.get(name="drains")
    editor_client.post(reverse("admin:taggit_tag_delete", args=[tag.pk]), {"post": "yes"})
    page = client.get("/en/tags/").content.decode()
    assert "pumps" in page
    assert "drains" not in page.split('id="content"')[1].split("<footer")[0]
    assert stored() == by_hand()
    assert not ListingCount.objects.filter(scope=f"tag:{tag.pk}", count__gt=0).exists()


@pytest.mark.parametrize("node", ["town", "drains"])
def test_node_that_is_saved_unchanged_changes_no_report(editor_client, trees, node):
    dates = dict(Report.objects.values_list("pk", "changed_at"))
    save(editor_client, trees[node])
    assert dict(Report.objects.values_list("pk", "changed_at")) == dates
    save(editor_client, trees[node], name_zh="新名")
    assert sum(date > dates[key] for key, date in Report.objects.values_list("pk", "changed_at")) == 1
