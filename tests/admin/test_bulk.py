"""Many reports at once, and rows merged into one: a page first says what will happen and what may not."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser
from taggit.models import Tag

from reports import workflow
from reports.models import Event, OldAddress, Report, Revision, Subscription, Unit
from tests.admin.forms import errors_of
from tests.factories import follow, make_category, make_member, make_report, make_unit

LIST = reverse("admin:reports_report_changelist")


def select(client, action, rows, address=LIST, **answers):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **answers}
    return client.post(address, data, follow=True)


def groups(response):
    """The titles in each group of the page: what will happen, what takes a reason, what is left out."""
    page = LexborHTMLParser(response.content.decode())
    return {
        node.attributes["aria-labelledby"].removeprefix("bulk-"): [link.text() for link in node.css("li a")]
        for node in page.css(".bulk__group")
    }


def messages_of(response):
    return [node.text() for node in LexborHTMLParser(response.content.decode()).css(".messagelist li")]


@pytest.fixture
def town(db):
    return make_unit("Town")


@pytest.fixture
def reports(town):
    """One in review, one draft and one in review of another unit; the first was handed in by its author."""
    other = make_unit("Elsewhere")
    mine, draft = make_report("Mine", unit=town, status="draft"), make_report("Draft", unit=town, status="draft")
    theirs = make_report("Theirs", unit=other, status="in_review")
    workflow.submit_report(mine, by=make_member("author", "author", town))
    return {"mine": mine, "draft": draft, "theirs": theirs}


def test_what_may_not_be_changed_is_said_and_left_out(client, town, reports):
    client.force_login(make_member("writer", "author", town))
    tag = Tag.objects.create(name="roads", slug="roads")
    selected = [reports["mine"], reports["draft"]]
    assert groups(select(client, "retag", selected)) == {"free": ["Draft"], "refused": ["Mine"]}
    done = select(client, "retag", reports.values(), confirmed="1", add=[tag.pk])
    assert {report.title for report in Report.objects.filter(tags=tag)} == {"Draft"}
    assert messages_of(done) == ["You may not edit “Mine”.", "1 report changed."]


def test_moving_to_a_unit_stays_where_one_may_work(client, town, reports):
    village = make_unit("Village", town)
    client.force_login(make_member("editor", "editor", town))
    select(client, "move_unit", [reports["draft"]], confirmed="1", unit=village.pk)
    assert Report.objects.get(title="Draft").unit == village
    done = select(client, "move_unit", [reports["draft"]], confirmed="1", unit=reports["theirs"].unit_id)
    assert Report.objects.get(title="Draft").unit == village
    assert messages_of(done)[0] == "You may not work on reports of “Elsewhere”."


def test_moving_and_tagging_public_reports_brings_lists_and_versions_along(client, town):
    report = make_report("Public", unit=town, tags=["drains"], category=make_category("Old"))
    category, tag = make_category("Roads"), Tag.objects.create(name="roads", slug="roads")
    client.force_login(make_member("head", "publisher"))
    versions = Revision.objects.filter(number=report.pk).count()
    select(client, "move_category", [report], confirmed="1", category=category.pk)
    select(client, "retag", [report], confirmed="1", add=[tag.pk], remove=[Tag.objects.get(name="drains").pk])
    assert Revision.objects.filter(number=report.pk).count() == versions + 2
    for address in ("/en/categories/roads/", "/en/tags/roads/"):
        assert ">Public</a></h3>" in client.get(address).content.decode(), address
    for address in ("/en/categories/old/", "/en/tags/drains/"):
        assert ">Public</a></h3>" not in client.get(address).content.decode(), address
    assert errors_of(select(client, "retag", [report], confirmed="1")) == ["Choose tags to put on or to take off."]


def test_the_page_takes_as_many_queries_for_three(client, town, reports, django_assert_max_num_queries):
    client.force_login(make_member("head", "publisher"))
    for number in range(3):
        make_report(f"More {number}", unit=make_unit(), status="draft")
    with django_assert_max_num_queries(14):
        select(client, "retag", Report.objects.all())


def merge(client, rows, target):
    address = reverse(f"admin:{target._meta.label_lower.replace('.', '_')}_changelist")
    asked = select(client, "merge", rows, address)
    assert "What happens" in asked.content.decode()
    return select(client, "merge", rows, address, confirmed="1", target=target.pk)


def test_tags_are_merged_with_their_reports_followers_and_addresses(editor_client, client, db):
    one, two = make_report("One", tags=["drains"]), make_report("Two", tags=["drains", "sewers"])
    drains, sewers = (Tag.objects.get(name=name) for name in ("drains", "sewers"))
    OldAddress.objects.create(slug="gullies", tag=drains)
    both = follow("ann@example.org", scopes=(f"tag:{drains.pk}",)).subscriber
    follow("ann@example.org", scopes=(f"tag:{sewers.pk}",))
    follow("ben@example.org", scopes=(f"tag:{drains.pk}",))
    merge(editor_client, [drains, sewers], sewers)
    assert list(Tag.objects.values_list("name", flat=True)) == ["sewers"]
    assert [set(report.tags.names()) for report in (one, two)] == [{"sewers"}, {"sewers"}]
    page = client.get("/en/tags/sewers/").content.decode()
    assert (">One</a></h3>" in page, ">Two</a></h3>" in page) == (True, True)
    for old in ("drains", "gullies"):
        assert client.get(f"/en/tags/{old}/").headers["Location"] == "/en/tags/sewers/"
    followed = Subscription.objects.values_list("subscriber__address", "filter__scopes")
    assert set(followed) == {("ann@example.org", f"tag:{sewers.pk}"), ("ben@example.org", f"tag:{sewers.pk}")}
    assert both.subscriptions.count() == 1
    assert Event.objects.get(kind="merged").detail["from"] == "drains"


def test_units_are_merged_with_what_lies_below_them(client, db):
    old, new = make_unit("Old town", name_zh="旧镇"), make_unit("New town")
    village = make_unit("Village", old)
    reports = [make_report("Of the town", unit=old), make_report("Of the village", unit=village)]
    draft = make_report("Draft", unit=old, status="draft")
    make_member("author", "author", old)
    client.force_login(make_member("head", "administrator"))
    assert "author: Author, Old town" in select(
        client, "merge", [old], reverse("admin:reports_unit_changelist")
    ).content.decode().replace("\n", "")
    merge(client, [old], new)
    assert [unit.name_en for unit in Unit.objects.get_descendants(Unit.objects.get(slug="new-town"))] == ["Village"]
    assert set(Report.objects.values_list("title", "unit__slug")) == {
        ("Of the town", "new-town"),
        ("Of the village", "village"),
        ("Draft", "new-town"),
    }
    page = client.get("/en/units/new-town/").content.decode()
    assert all(f">{report.title}</a></h3>" in page for report in reports)
    assert ">Draft</a></h3>" not in page
    assert client.get("/en/units/old-town/").headers["Location"] == "/en/units/new-town/"
    assert set(new.aliases.values_list("name", flat=True)) == {"Old town", "旧镇"}
    assert Revision.objects.filter(number=draft.pk, unit=new).exists()
    assert not any(Unit.objects.find_problems())


def test_a_unit_is_not_merged_into_what_lies_below_it(client, db):
    town = make_unit("Town")
    village = make_unit("Village", town)
    client.force_login(make_member("head", "administrator"))
    response = merge(client, [town], village)
    assert errors_of(response) == [
        "“Village” lies below “Town” and cannot take it over. Merge the other way round.",
    ]
    assert Unit.objects.count() == 2


def test_merging_takes_the_right_to_delete(client, db):
    tags = [Tag.objects.create(name=name, slug=name) for name in ("one", "two")]
    client.force_login(make_member("editor", "editor"))
    select(client, "merge", tags, reverse("admin:taggit_tag_changelist"), confirmed="1", target=tags[0].pk)
    assert Tag.objects.count() == 2
