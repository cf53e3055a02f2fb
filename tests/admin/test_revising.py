"""Revising what is public, and versions to compare and go back to, as editors see them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from reports import workflow
from reports.enums import EventKind, Role
from reports.models import Event, GoneReport, Membership, Remark, Report, Revision, Source
from reports.workflow import stored_sections
from tests.admin.forms import read_form
from tests.factories import make_collection, make_member, make_report, make_source, make_unit, make_user, work

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/report/"


@pytest.fixture
def public(db):
    return make_report("Drains", "Nine drains were cleared in May.", tags=["drains"], unit=make_unit("Town"))


def change(report):
    return f"{LIST}{report.pk}/change/"


def text_of(response):
    page = LexborHTMLParser(response.content.decode())
    return " ".join(page.css_first("#content").text(separator=" ").split())


def copy_of(report):
    return Report.objects.get(revises=report)


def latest(number, count):
    return list(Revision.objects.filter(number=number).order_by("-pk").values_list("pk", flat=True)[:count])


def test_form_of_a_public_report_shows_the_text_and_changes_only_its_place(editor_client, public):
    collection = make_collection()
    page = editor_client.get(change(public))
    assert "Nine drains were cleared in May." in text_of(page)
    data = read_form(page)
    assert {"title", "summary", "sections-TOTAL_FORMS", "unit", "tags"} & set(data) == set()
    data |= {"title": "Stolen", "is_recommended": "on", "collection": str(collection.pk), "position": "1"}
    assert editor_client.post(change(public), data).status_code == 302
    after = Report.objects.get()
    assert (after.title, after.is_recommended, after.collection, list(after.tags.names())) == (
        "Drains",
        True,
        collection,
        ["drains"],
    )
    assert stored_sections(after) == stored_sections(public)
    assert editor_client.post(f"{LIST}{public.pk}/preview/", data).status_code == 404
    assert Revision.objects.count() == 1


def test_revise_write_publish(editor_client, client, public):
    response = editor_client.post(f"{LIST}{public.pk}/revise/")
    copy = copy_of(public)
    assert response.headers["Location"] == change(copy)
    page = editor_client.get(change(copy))
    assert "This is a working copy." in text_of(page)
    data = read_form(page)
    assert {"is_recommended", "collection", "position"} & set(data) == set()
    data |= {"title": "Gullies", "sections-0-body": "Ten drains were cleared in May.", "note": "Counted again."}
    assert editor_client.post(change(copy), data).status_code == 302
    last = Revision.objects.latest("pk")
    assert (last.number, last.author.username, last.note) == (copy.pk, "editor", "Counted again.")
    assert "being revised in a working copy (Draft)" in text_of(editor_client.get(change(public)))
    listed = editor_client.get(LIST, {"copy": "yes"}).content.decode()
    assert ("Draft · working copy" in listed, "Gullies" in listed, ">Drains<" in listed) == (True, True, False)
    confirmed = {"report": copy.pk, "confirmed": "yes", "override": "Nobody else is here."}
    response = editor_client.post(f"{LIST}transition/publish/", confirmed)
    assert response.headers["Location"] == change(public)
    after = Report.objects.get()
    assert (after.pk, after.title, stored_sections(after)[0].body) == (
        public.pk,
        "Gullies",
        "Ten drains were cleared in May.",
    )


def test_what_was_typed_into_a_form_of_a_report_that_became_public_is_not_lost(editor_client):
    report = make_report("Drains", "Nine.", status="draft")
    data = read_form(editor_client.get(change(report))) | {"sections-0-body": "Typed at length."}
    workflow.publish_report(report)
    response = editor_client.post(change(report), data)
    assert "This report became public meanwhile" in text_of(response)
    assert "Typed at length." in read_form(response).values()
    assert (Report.objects.count(), stored_sections(report)[0].body) == (1, "Nine.")


def test_versions_are_listed_compared_and_restored(editor_client, public):
    copy = workflow.revise_report(public)
    author = make_user("ann")
    Report.objects.filter(pk=copy.pk).update(title="Gullies")
    copy.refresh_from_db()
    copy.tags.set(["gullies"])
    workflow.write_sections(copy, [work("Ten drains were cleared in May.")], by=author, note="Counted again.")
    history = f"{LIST}{public.pk}/history/"
    shown = text_of(editor_client.get(history))
    for words in ("ann", "Counted again.", "Working copy begun", "What was done in the admin"):
        assert words in shown
    page = editor_client.get(f"{LIST}{copy.pk}/against/", follow=True)
    html = LexborHTMLParser(page.content.decode())
    assert [node.text() for node in html.css(".diff__part del, .diff__part ins")] == ["Nine", "Ten"]
    assert [node.text() for node in html.css(".diff__field h2")] == ["Title", "Tags"]
    first = Revision.objects.filter(number=public.pk).earliest("pk")
    response = editor_client.post(f"{LIST}versions/{first.pk}/restore/")
    assert response.headers["Location"] == change(copy)
    assert stored_sections(Report.objects.get(pk=copy.pk))[0].body == "Nine drains were cleared in May."
    assert Revision.objects.latest("pk").author.username == "editor"
    assert editor_client.get(f"{LIST}versions/{first.pk}/restore/").status_code == 405


def test_comparison_folds_what_stayed_and_says_what_cannot_be_seen(editor_client):
    report = make_report(status="draft", sections=[work("One pump.\n\nTwo **pumps**.", "Kept.")])
    workflow.write_sections(report, [work("One pump.\n\nTwo pumps.", "Kept.")])
    after, before = latest(report.pk, 2)
    compare = f"{LIST}versions/compare/"
    assert "only their emphasis or their order differs" in text_of(
        editor_client.get(compare, {"before": before, "after": after})
    )
    workflow.write_sections(report, [work("One pump.\n\nThree hydrants leaked badly.", "Kept.")])
    page = editor_client.get(compare, {"after": latest(report.pk, 1)[0]})
    html = LexborHTMLParser(page.content.decode())
    assert [node.text() for node in html.css(".diff__same summary")] == ["1 passage is the same"] * 2
    assert "Three hydrants leaked badly." in html.css_first(".diff__side--alone + .diff__side--alone").text()
    same = text_of(editor_client.get(compare, {"before": after, "after": after}))
    assert "Both versions say the same." in same


def test_versions_of_two_reports_and_odd_keys_are_not_compared(editor_client, public):
    other = make_report("Other")
    one, two = latest(public.pk, 1)[0], latest(other.pk, 1)[0]
    for query in (
        {"before": one, "after": two},
        {"after": "x"},
        {},
        {"after": "9" * 30},
        {"after": one, "before": "0"},
    ):
        assert editor_client.get(f"{LIST}versions/compare/", query).status_code == 404, query


def test_deleted_report_is_found_and_restored(editor_client, public):
    number = public.pk
    rest = make_report("Kept")
    workflow.delete_report(public)
    assert "Drains" in text_of(editor_client.get(f"{LIST}versions/deleted/"))
    versions = f"{LIST}versions/of/{number}/"
    assert "Deleted" in text_of(editor_client.get(versions))
    response = editor_client.post(f"{LIST}versions/{latest(number, 1)[0]}/restore/")
    assert response.headers["Location"] == f"{LIST}{number}/change/"
    assert Report.objects.get(pk=number).status == "draft"
    assert editor_client.get(versions).headers["Location"] == f"{LIST}{number}/history/"
    assert "Nothing was deleted." in text_of(editor_client.get(f"{LIST}versions/deleted/"))
    assert editor_client.get(f"{LIST}versions/of/{rest.pk + 99}/").status_code == 404


def test_versions_are_for_those_who_may_read_the_drafts_of_the_unit(client, public):
    stranger = make_user("stranger", is_staff=True)
    Membership.objects.create(user=stranger, unit=make_unit("Elsewhere"), role=Role.ADMINISTRATOR)
    gone = make_report("Gone", "Hidden words.", unit=public.unit)
    workflow.delete_report(gone)
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Hidden words.")])
    after = Revision.objects.filter(number=copy.pk).latest("pk").pk
    client.force_login(stranger)
    compare = client.get(f"{LIST}versions/compare/", {"after": after})
    restore = client.post(f"{LIST}versions/{after}/restore/")
    of_gone = client.get(f"{LIST}versions/of/{gone.pk or Revision.objects.get(kind='deleted').number}/")
    against = client.get(f"{LIST}{copy.pk}/against/")
    assert [response.status_code for response in (compare, restore, of_gone, against)] == [403] * 4
    assert "Gone" not in text_of(client.get(f"{LIST}versions/deleted/"))
    assert client.post(f"{LIST}{copy.pk}/discard/").status_code == 404
    history = client.get(f"{LIST}{public.pk}/history/", follow=True).content.decode()
    assert "Working copy begun" not in history
    assert Report.objects.filter(revises=public).exists()
    client.force_login(make_user("clerk", is_staff=True))
    assert client.get(f"{LIST}versions/deleted/").status_code == 403


def test_copy_is_offered_for_no_topic_and_stands_in_no_choice(editor_client, public):
    copy = workflow.revise_report(public)
    Report.objects.filter(pk=copy.pk).update(title="Drains revised")
    for model in ("topicentry", "promotedresult"):
        query = {"app_label": "reports", "model_name": model, "field_name": "report", "term": "drains"}
        found = editor_client.get("/admin/autocomplete/", query).json()["results"]
        assert [row["id"] for row in found] == [str(public.pk)], model


def test_conflict_is_told_and_settled(editor_client, public):
    copy = workflow.revise_report(public)
    workflow.write_sections(copy, [work("Ten drains.")])
    workflow.write_sections(public, [work("Nine drains and a culvert.")])
    assert "The public text was changed after this copy was begun." in text_of(editor_client.get(change(copy)))
    confirmed = {"report": copy.pk, "confirmed": "yes", "override": "Alone."}
    page = editor_client.post(f"{LIST}transition/publish/", confirmed, follow=True).content.decode()
    assert "Compare the two, take over what is needed" in page
    assert editor_client.post(f"{LIST}{copy.pk}/accept/").headers["Location"] == change(copy)
    assert "The public text was changed" not in text_of(editor_client.get(change(copy)))
    editor_client.post(f"{LIST}{copy.pk}/discard/")
    assert list(Report.objects.all()) == [public]


def test_copy_of_a_withdrawn_report_says_so_and_both_are_deleted_by_the_admin(editor_client, public):
    copy = workflow.revise_report(public)
    workflow.withdraw_report(public)
    assert "publishing this copy brings it back" in text_of(editor_client.get(change(copy)))
    page = editor_client.get(change(public))
    assert "Publishing that brings it back." in text_of(page)
    assert "sections-TOTAL_FORMS" not in read_form(page)
    assert editor_client.get(f"{LIST}{public.pk}/delete/").status_code == 200
    assert editor_client.post(f"{LIST}{copy.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Report.objects.all()) == [public]
    again = workflow.restore_revision(Revision.objects.latest("pk"))
    assert again == public


def test_buttons_that_do_not_suit_a_report_say_why(editor_client, public):
    draft = make_report("Pumps", status="draft")
    page = editor_client.post(f"{LIST}{draft.pk}/revise/", follow=True).content.decode()
    assert "“Pumps” is not public: change it directly." in page
    for address in (f"{draft.pk}/discard/", f"{draft.pk}/accept/", f"{draft.pk}/against/", "99999/revise/"):
        assert editor_client.post(f"{LIST}{address}").status_code == 404, address
    assert editor_client.get(f"{LIST}{public.pk}/revise/").status_code == 405
    assert editor_client.get(f"{LIST}versions/of/{'9' * 30}/").status_code == 404


def test_pages_cost_as_many_queries_for_many_versions(editor_client, public):
    copy = workflow.revise_report(public)
    counts = []
    for number in (1, 5):
        for step in range(number):
            workflow.write_sections(copy, [work(f"Text {number}.{step}.")])
        addresses = [
            f"{LIST}{public.pk}/history/",
            f"{LIST}versions/compare/?after={latest(copy.pk, 1)[0]}",
            f"{LIST}versions/deleted/",
            change(copy),
            change(public),
        ]
        taken = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert editor_client.get(address).status_code == 200
            taken.append(len(queries))
        counts.append(taken)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25, counts[0]


def test_dates_are_set_in_the_time_zone_of_the_site(editor_client, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    report = make_report("Drains", status="in_review")
    address = f"{LIST}{report.pk}/schedule/"
    assert "Asia/Shanghai" in text_of(editor_client.get(address))
    data = {"publish_at": "2100-01-02T09:30", "expires_at": "2100-02-02T00:00"}
    assert editor_client.post(address, data).headers["Location"] == change(report)
    after = Report.objects.get()
    assert (after.publish_at.isoformat(), after.expires_at.isoformat()) == (
        "2100-01-02T01:30:00+00:00",
        "2100-02-01T16:00:00+00:00",
    )
    page = editor_client.get(change(report))
    assert "becomes public on 2 January 2100, 09:30" in text_of(page)
    assert "sections-TOTAL_FORMS" not in read_form(page)
    assert "public from 02/01/2100 09:30" in editor_client.get(LIST).content.decode()
    assert read_form(editor_client.get(address), "form.schedule")["publish_at"] == "2100-01-02T09:30"
    for odd in ("2001-01-01T00:00", "tomorrow", "2100-13-01T00:00"):
        assert "errorlist" in editor_client.post(address, {"publish_at": odd}).content.decode(), odd
    editor_client.post(address, {"publish_at": "", "expires_at": ""})
    assert Report.objects.get().publish_at is None


def test_dates_of_public_reports_copies_and_those_of_other_units(client, editor_client, public):
    copy = workflow.revise_report(public)
    asked = [set(read_form(editor_client.get(f"{LIST}{row.pk}/schedule/"), "form.schedule")) for row in (public, copy)]
    assert [names - {"csrfmiddlewaretoken", "override"} for names in asked] == [{"expires_at"}, {"publish_at"}]
    author = make_user("ann", is_staff=True)
    Membership.objects.create(user=author, unit=public.unit, role=Role.AUTHOR)
    client.force_login(author)
    assert client.get(f"{LIST}{copy.pk}/schedule/").status_code == 403
    assert "/schedule/" not in client.get(change(copy)).content.decode()
    # In review the author reads it only.
    workflow.submit_report(copy, by=author)
    assert set(read_form(client.get(change(copy)))) == {"csrfmiddlewaretoken"}


def test_administrator_erases_what_versions_said_for_a_reason_and_that_they_were_there_stays(client, public):
    secret = "Patient Mary Carter of Mill Lane"
    draft = make_report(secret, f"{secret} fell.", status="draft", unit=public.unit)
    workflow.write_sections(draft, [work("Somebody fell.")], note=secret)
    Report.objects.filter(pk=draft.pk).update(title="A fall")
    workflow.prepare_report(Report.objects.get(pk=draft.pk))
    remark = workflow.add_remark(draft, f"Who is {secret}?")
    event = workflow.record_event(EventKind.RETURNED, None, draft, reason=f"{secret} does not want it.")
    source = make_source(text=secret, findings={"warnings": [secret]})
    Report.objects.filter(pk=draft.pk).update(source=source)
    GoneReport.objects.create(number=draft.pk, title="A fall", language="en", gone_at=timezone.now(), note=secret)
    ada = make_member("ada", "administrator", public.unit)
    LogEntry.objects.log_actions(ada.pk, [draft], 2, [{"changed": {"fields": ["title"]}}])
    first, second = Revision.objects.filter(number=draft.pk).order_by("pk")[:2]
    address, history = f"{LIST}versions/erase/{draft.pk}/", f"{LIST}{draft.pk}/history/"
    keys = [first.pk, second.pk, latest(draft.pk, 1)[0], latest(public.pk, 1)[0]]
    client.force_login(make_member("cleo", "publisher", public.unit))
    refused = client.post(address, {"version": keys, "reason": "Asked for."})
    assert (refused.status_code, "Your roles do not reach so far" in refused.content.decode()) == (403, True)
    client.force_login(ada)
    for sent in ({"version": keys}, {"reason": "Asked for."}, {"version": "x", "reason": "Asked for."}):
        assert client.post(address, sent).status_code == 200
    assert Revision.objects.filter(erased_at=None).count() == Revision.objects.count()
    assert secret in client.get(address).content.decode()
    chosen = {"version": keys, "remark": [remark.pk], "event": [event.pk], "source": [source.pk], "notice": "1"}
    assert client.post(address, chosen).content.decode().count(" checked") == 6, "what is not chosen yet stays so"
    client.post(address, {**chosen, "reason": "Asked for."})
    # What the report says now, and what another one says, is left alone.
    left = Revision.objects.filter(erased_at=None).order_by("pk")
    assert set(left.values_list("pk", flat=True)) == set(keys[2:])
    kept = [Revision.objects.filter(number=draft.pk), Remark.objects.all(), Event.objects.all(), LogEntry.objects.all()]
    kept += [Source.objects.all(), GoneReport.objects.all()]
    assert secret not in "".join(str(list(rows.values())) for rows in kept)
    assert Source.objects.get().fingerprint == source.fingerprint
    assert public.title in Event.objects.values_list("report_title", flat=True)
    pages = [client.get(one) for one in (history, f"{LIST}versions/compare/?after={keys[2]}&before={keys[0]}", address)]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert [secret in page.content.decode() for page in pages] == [False, False, False]
    assert "erased" in text_of(pages[0])
    client.post(f"{LIST}versions/{first.pk}/restore/")
    assert Report.objects.get(pk=draft.pk).title == "A fall"
    (event,) = Event.objects.filter(kind="erased")
    assert (event.actor_name, event.report_number, event.reason, len(event.detail["versions"])) == (
        "ada",
        draft.pk,
        "Asked for.",
        2,
    )
