"""Who may do what where, and that every way of asking answers the same."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from reports import workflow
from reports.enums import Action, EventKind, ReportStatus, Role
from reports.models import Event, GoneReport, Report
from reports.roles import RIGHTS
from reports.workflow import (
    TRANSITIONS,
    InvalidTransition,
    NotPermitted,
    OverrideNeeded,
    ReasonMissing,
    may,
    record_event,
)
from tests.factories import make_member, make_report, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_unit("County")


@pytest.fixture
def town(county):
    return make_unit("Town", county)


@pytest.fixture
def village(town):
    return make_unit("Village", town)


@pytest.fixture
def other(county):
    return make_unit("Other town", county)


WORKING = {
    "author": {
        "draft": "view create edit submit",
        "returned": "view create edit submit",
        "in_review": "view create take_back",
    },
    "editor": {
        "draft": "view create edit submit delete",
        "returned": "view create edit submit delete",
        "in_review": "view create edit take_back return",
    },
    "publisher": {
        "draft": "view create edit submit delete publish",
        "returned": "view create edit submit delete publish",
        "in_review": "view create edit take_back return delete publish",
        "published": "view create edit revise withdraw",
        "withdrawn": "view create return publish delete",
    },
    "administrator": {
        "draft": "view create edit submit delete publish override erase",
        "returned": "view create edit submit delete publish override erase",
        "in_review": "view create edit take_back return delete publish override erase",
        "published": "view create edit revise withdraw delete override erase",
        "withdrawn": "view create return publish delete override erase",
    },
}
BELOW_PUBLISHER = {"published": "view create revise", "withdrawn": "view create"}


@pytest.mark.parametrize("role", Role)
def test_role_has_its_actions_in_its_unit_and_below_and_nowhere_else(role, county, town, village, other):
    user = make_member("user", role, town)
    reached = {town} if role == Role.AUTHOR else {town, village}
    reports = {
        (unit, status): Report.objects.create(title=f"{unit} {status}", language="en", unit=unit)
        for unit, status in product([county, town, village, other, None], ReportStatus)
    }
    for (_unit, status), report in reports.items():
        report.status, report.published_at = status, report.created_at
        report.save()
    expected = {**BELOW_PUBLISHER, **WORKING[role]}
    for (unit, status), report in reports.items():
        wanted = set(expected[status].split()) if unit in reached else set()
        seen = {action.value for action in Action if may(user, action, report)}
        assert seen == wanted | ({"view"} if status == "published" else set()), (unit, status)
    for action in Action:
        found = set(Report.objects.allowing(user, action))
        alike = {report for report in reports.values() if may(user, action, report)}
        if action is Action.VIEW:
            assert set(Report.objects.visible_to(user)) == alike
            alike -= {report for (unit, _status), report in reports.items() if unit not in reached}
        assert found == alike, action
    assert set(Report.objects.editable_by(user)) == set(Report.objects.allowing(user, Action.EDIT))


def test_role_on_the_whole_site_reaches_reports_without_a_unit(town):
    user = make_member("user", Role.EDITOR)
    reports = [make_report(status="draft"), make_report(status="draft", unit=town)]
    assert set(Report.objects.editable_by(user)) == set(reports)
    assert all(may(user, Action.EDIT, report) for report in reports)


def test_report_without_a_unit_belongs_to_who_made_it(town):
    user, colleague = make_member("ann", Role.AUTHOR, town), make_member("bob", Role.ADMINISTRATOR, town)
    report = make_report(status="draft", created_by=user)
    assert (may(user, Action.EDIT, report), may(colleague, Action.EDIT, report)) == (True, False)
    assert [list(Report.objects.editable_by(one)) for one in (user, colleague)] == [[report], []]


def test_several_roles_add_up(town, village, other):
    user = make_member("ann", Role.AUTHOR, town)
    user.memberships.create(role=Role.PUBLISHER, unit=village)
    user.memberships.create(role=Role.EDITOR, unit=other)
    reports = [make_report(unit=unit, status="in_review") for unit in (town, village, other)]
    assert [may(user, Action.PUBLISH, report) for report in reports] == [False, True, False]
    assert [may(user, Action.EDIT, report) for report in reports] == [False, True, True]
    assert set(Report.objects.editable_by(user)) == set(reports[1:])


def test_who_has_no_role_reads_what_is_public(town):
    hidden, shown = make_report(status="draft", unit=town), make_report(unit=town)
    gone_away = make_member("left", Role.ADMINISTRATOR, is_active=False)
    for user in (AnonymousUser(), make_user("reader"), gone_away):
        assert [action for action in Action if may(user, action, hidden)] == []
        assert [action for action in Action if may(user, action, shown)] == [Action.VIEW]
        assert [action for action in Action if may(user, action)] == []
        assert list(Report.objects.visible_to(user)) == [shown]


def test_permissions_of_django_hold_on_the_whole_site(town):
    draft = make_report(status="draft", unit=town)
    user = make_user("clerk", "change_report")
    assert {action.value for action in Action if may(user, action, draft)} == {"view", "edit", "submit"}
    assert list(Report.objects.editable_by(user)) == [draft]
    assert list(Report.objects.allowing(user, Action.PUBLISH)) == []
    boss = make_user("boss", is_superuser=True)
    assert all(may(boss, action, draft) == (draft.status in RIGHTS[Role.ADMINISTRATOR][action]) for action in Action)


def test_memberships_bring_permissions_of_django_and_are_asked_for_single_reports(town, other):
    mine, foreign = make_report(status="draft", unit=town), make_report(status="draft", unit=other)
    author, chief = make_member("ann", Role.AUTHOR, town), make_member("cleo", Role.ADMINISTRATOR)
    assert author.has_perms(["reports.change_report", "reports.view_unit", "taggit.view_tag"])
    assert not any(map(author.has_perm, ["reports.publish_report", "reports.change_unit", "taggit.change_tag"]))
    assert [author.has_perm("reports.change_report", report) for report in (mine, foreign)] == [True, False]
    assert not author.has_perm("reports.publish_report", mine)
    assert chief.has_perms(["reports.change_unit", "reports.add_membership", "reports.override_report"])
    assert not chief.has_perm("auth.change_group")


def test_rights_agree_with_the_transitions():
    for action, transition in TRANSITIONS.items():
        assert RIGHTS[Role.ADMINISTRATOR][action] == transition.sources


def test_each_role_may_what_the_one_before_it_may():
    for lower, higher in zip(list(Role)[:-1], list(Role)[1:], strict=True):
        assert all(RIGHTS[lower][action] <= RIGHTS[higher][action] for action in RIGHTS[lower])


def test_rights_take_two_queries_beside_the_memberships(town, django_assert_num_queries):
    user = make_member("ann", Role.AUTHOR, town)
    report = make_report(status="draft", unit=town)
    with django_assert_num_queries(3):
        assert [may(user, Action.EDIT, report), user.has_perm("reports.add_report")] == [True, True]


# --- transitions


def events():
    rows = Event.objects.order_by("pk").values_list("kind", "actor_name", "report_title", "reason")
    return [row for row in rows if row[1]]


def test_report_goes_its_way_through_three_people(town):
    ann, bob, cleo = (
        make_member(name, role, town)
        for name, role in (("ann", Role.AUTHOR), ("bob", Role.EDITOR), ("cleo", Role.PUBLISHER))
    )
    report = make_report("Drains", status="draft", unit=town)
    workflow.submit_report(report, by=ann)
    with pytest.raises(NotPermitted):
        workflow.publish_report(report, by=bob)
    with pytest.raises(ReasonMissing):
        workflow.return_report(report, " ", by=bob)
    assert (Report.objects.get().status, Report.objects.get().submitted_by) == ("in_review", ann)
    workflow.return_report(report, "Name the pumps.", by=bob)
    workflow.submit_report(report, by=ann)
    workflow.publish_report(report, by=cleo)
    with pytest.raises(NotPermitted):
        workflow.withdraw_report(report, "Gone.", reason="Wrong.", by=bob)
    for words in ({}, {"note": "Gone."}, {"reason": "Wrong."}):
        with pytest.raises(ReasonMissing):
            workflow.withdraw_report(report, **words, by=cleo)
    workflow.withdraw_report(report, "Gone for a while.", reason="Figures were wrong.", by=cleo)
    assert GoneReport.objects.get().note == "Gone for a while."
    with pytest.raises(NotPermitted):
        workflow.delete_report(report, by=bob)
    workflow.delete_report(report, by=cleo)
    assert events() == [
        ("submitted", "ann", "Drains", ""),
        ("returned", "bob", "Drains", "Name the pumps."),
        ("submitted", "ann", "Drains", ""),
        ("published", "cleo", "Drains", ""),
        ("withdrawn", "cleo", "Drains", "Figures were wrong."),
        ("deleted", "cleo", "Drains", ""),
    ]
    withdrawn = Event.objects.get(kind=EventKind.WITHDRAWN)
    assert withdrawn.detail == {"from": "published", "to": "withdrawn", "note": "Gone for a while."}


def test_who_handed_a_report_in_takes_it_back_while_nobody_has_decided(town):
    ann, bob, cleo = (make_member(*who, town) for who in (("ann", "author"), ("bob", "author"), ("cleo", "publisher")))
    report = make_report("Drains", status="draft", unit=town)
    workflow.submit_report(report, by=ann)
    for colleague in (bob, cleo):
        with pytest.raises(NotPermitted):
            workflow.take_back_report(report, by=colleague)
    workflow.schedule_report(report, timezone.now() + timedelta(days=1), by=cleo)
    assert isinstance(workflow.refusal_of(Report.objects.get(), Action.TAKE_BACK, ann), InvalidTransition)
    with pytest.raises(InvalidTransition):
        workflow.take_back_report(report, by=ann)
    workflow.schedule_report(report, None, by=cleo)
    workflow.take_back_report(report, by=ann)
    assert (Report.objects.get().status, Report.objects.get().submitted_by) == ("draft", None)
    assert events()[-1] == ("taken_back", "ann", "Drains", "")
    with pytest.raises(InvalidTransition):
        workflow.take_back_report(report, by=ann)


def test_administrators_give_roles_in_their_units_and_none_that_equals_their_own(county, town, village, other):
    ada, root = make_member("ada", Role.ADMINISTRATOR, town), make_user("root", is_superuser=True)
    units = {"site": None, "county": county, "town": town, "village": village, "other": other}
    given = {
        name: "".join(role[0] for role in Role if workflow.may_give(ada, role, unit)) for name, unit in units.items()
    }
    assert given == {"site": "", "county": "", "town": "aep", "village": "aepa", "other": ""}
    assert all(workflow.may_give(root, Role.ADMINISTRATOR, unit) for unit in units.values())
    publisher = make_member("paul", Role.PUBLISHER, town)
    assert not any(workflow.may_give(publisher, role, unit) for role in Role for unit in units.values())


def test_who_handed_a_report_in_cannot_approve_it(town):
    cleo, dora = make_member("cleo", Role.PUBLISHER, town), make_member("dora", Role.PUBLISHER, town)
    report = make_report("Drains", status="draft", unit=town)
    with pytest.raises(NotPermitted):
        workflow.publish_report(report, by=cleo)
    workflow.submit_report(report, by=cleo)
    with pytest.raises(NotPermitted):
        workflow.publish_report(report, by=cleo, override="It is urgent.")
    assert Report.objects.get().status == "in_review"
    workflow.publish_report(report, by=dora)
    assert not Event.objects.filter(kind=EventKind.OVERRIDE).exists()
    workflow.withdraw_report(report, "Gone.", reason="By mistake.", by=cleo)
    workflow.publish_report(report, by=cleo)
    assert Report.objects.get().status == "published"


def test_override_needs_the_right_and_a_reason_and_is_put_down(town):
    chief = make_member("chief", Role.ADMINISTRATOR, town)
    report = make_report("Drains", status="draft", unit=town)
    with pytest.raises(OverrideNeeded):
        workflow.publish_report(report, by=chief, override=" ")
    assert Report.objects.get().status == "draft"
    workflow.publish_report(report, by=chief, override="The council meets today.")
    assert events() == [
        ("override", "chief", "Drains", "The council meets today."),
        ("published", "chief", "Drains", ""),
    ]


def test_rights_are_asked_of_the_row_that_is_stored(town, other):
    cleo = make_member("cleo", Role.PUBLISHER, town)
    report = make_report("Drains", status="in_review", unit=other)
    report.unit = town
    with pytest.raises(NotPermitted):
        workflow.publish_report(report, by=cleo)


def test_refused_move_is_told_as_such_before_rights_are_asked(town):
    report = make_report("Drains", unit=town)
    with pytest.raises(InvalidTransition):
        workflow.submit_report(report, by=make_user("nobody"))


def test_event_outlives_user_and_report(town):
    user, report = make_member("ann", Role.AUTHOR, town), make_report("Drains", status="draft", unit=town)
    record_event(EventKind.EXPORTED, user, report, reason=" For the board. ", detail={"rows": 3})
    number = report.pk
    workflow.delete_report(report)
    user.delete()
    row = Event.objects.get(kind=EventKind.EXPORTED)
    assert (row.actor, row.actor_name, row.report_number, row.report_title) == (None, "ann", number, "Drains")
    assert (row.reason, row.detail) == ("For the board.", {"rows": 3})
