"""Merging of what two people made of one text."""

import pytest

from reports.documents.merging import Choice, Difference, Node, merge


def point(key, text, heading=""):
    return Node(key, {"marker": "1.", "heading": heading, "text": text})


def section(key, body, *points, heading="Work"):
    return Node(key, {"kind": "work_done", "marker": "", "heading": heading, "body": body}, points)


def report(*sections, title="Drains"):
    return Node("report", {"title": title}, sections)


BASE = report(
    section("s1", "Nine drains.", point("p1", "One."), point("p2", "Two.")), section("s2", "More.", heading="Next")
)


def test_what_only_i_changed_is_no_difference():
    mine = report(section("s1", "Ten drains.", point("p2", "Two.")), title="Gullies")
    assert merge(BASE, mine, BASE) == (mine, [])


def test_what_only_they_changed_is_taken_over_and_told():
    theirs = report(section("s1", "Ten drains.", *BASE.children[0].children), *BASE.children[1:])
    assert merge(BASE, BASE, theirs) == (
        theirs,
        [Difference(("s1",), "body", "Nine drains.", "Nine drains.", "Ten drains.", Choice.THEIRS)],
    )


def test_same_change_of_both_is_none():
    both = report(*BASE.children, title="Gullies")
    assert merge(BASE, both, both) == (both, [])


def test_each_changes_another_point_of_a_section():
    mine = report(section("s1", "Nine drains.", point("p1", "Mine."), point("p2", "Two.")), BASE.children[1])
    theirs = report(section("s1", "Nine drains.", point("p1", "One."), point("p2", "Theirs.")), BASE.children[1])
    merged, differences = merge(BASE, mine, theirs)
    assert [child.values["text"] for child in merged.children[0].children] == ["Mine.", "Theirs."]
    assert [difference.code for difference in differences] == ["s1/p2/text"]


@pytest.mark.parametrize(
    ("choices", "title"),
    [
        ({}, "Mine"),
        ({"title": Choice.MINE}, "Mine"),
        ({"title": Choice.THEIRS}, "Theirs"),
        ({"title": Choice.BOTH}, "Mine\n\nTheirs"),
    ],
)
def test_what_both_changed_has_to_be_chosen(choices, title):
    merged, differences = merge(BASE, report(title="Mine"), report(*BASE.children, title="Theirs"), choices)
    assert merged.values["title"] == title
    assert differences == [Difference((), "title", "Drains", "Mine", "Theirs", None)]


def test_offer_of_theirs_can_be_refused():
    theirs = report(*BASE.children, title="Theirs")
    assert merge(BASE, BASE, theirs, {"title": Choice.MINE})[0] == BASE


def test_both_add_sections_and_both_stay_at_their_places():
    first, second = BASE.children
    merged, differences = merge(
        BASE,
        report(first, section("n0", "Mine."), second),
        report(section("s7", "Theirs."), first, second),
    )
    assert [child.key for child in merged.children] == ["s7", "s1", "n0", "s2"]
    assert [(difference.code, difference.proposed) for difference in differences] == [("s7/", Choice.THEIRS)]


@pytest.mark.parametrize(
    ("mine", "theirs", "kept", "told"),
    [
        (BASE.children[1], None, [], [("s2/", Choice.THEIRS)]),
        (None, BASE.children[1], [], []),
        (section("s2", "I went on."), None, ["s2"], [("s2/", None)]),
        (None, section("s2", "They went on."), [], [("s2/", None)]),
    ],
    ids=["they_delete", "i_delete", "they_delete_what_i_wrote", "i_delete_what_they_wrote"],
)
def test_deletion_stands_unless_the_other_went_on_writing(mine, theirs, kept, told):
    one, other = (report(*filter(None, [BASE.children[0], child])) for child in (mine, theirs))
    merged, differences = merge(BASE, one, other)
    assert [child.key for child in merged.children[1:]] == kept
    assert [(difference.code, difference.proposed) for difference in differences] == told


def test_order_that_one_changed_stands_with_what_the_other_added():
    first, second = BASE.children
    turned = report(second, first)
    added = report(first, section("n0", "New."), second)
    assert [child.key for child in merge(BASE, turned, added)[0].children] == ["s2", "s1", "n0"]
    assert [child.key for child in merge(BASE, added, turned)[0].children] == ["s2", "s1", "n0"]


def test_text_that_was_written_anew_under_other_keys_is_known_again():
    theirs = report(
        section("s11", "Nine drains.", point("p11", "One."), point("p12", "Two!")),
        section("s12", "More.", heading="Next"),
    )
    mine = report(section("s1", "Mine.", *BASE.children[0].children), BASE.children[1])
    merged, differences = merge(BASE, mine, theirs)
    assert [(child.key, child.values["body"]) for child in merged.children] == [("s11", "Mine."), ("s12", "More.")]
    assert [(point.key, point.values["text"]) for point in merged.children[0].children] == [
        ("p11", "One."),
        ("p12", "Two!"),
    ]
    assert [difference.code for difference in differences] == ["s11/p12/text"]


def test_without_a_base_everything_that_differs_is_asked():
    theirs = report(section("s1", "Theirs."), title="Drains")
    merged, differences = merge(Node("report"), report(section("s1", "Mine.")), theirs)
    assert [(difference.code, difference.proposed) for difference in differences] == [("s1/body", None)]
    assert merged.children[0].values["body"] == "Mine."
