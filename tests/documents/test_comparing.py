"""Two texts side by side."""

import time

from reports.documents.comparing import Item, Part, compare, compare_words
from reports.enums import SectionKind

WORK, NEXT = SectionKind.WORK_DONE, SectionKind.NEXT_STEPS


def part(kind, *texts, heading="Main work"):
    return Part(kind, "", heading, "s1", [Item("", "", text) for text in texts])


def shown(sides):
    return [
        "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in (*side.heading, *side.text))
        for side in sides
    ]


def rows(before, after):
    return [
        (comparison.kind, [(shown(row.before), shown(row.after), row.is_pair) for row in comparison.rows])
        for comparison in compare(before, after)
    ]


def test_points_that_say_the_same_stand_beside_each_other_and_others_between_them():
    before = [part(WORK, "Cleared nine drains in Mill Lane.", "Trained twelve cooks.")]
    after = [part(WORK, "Bought a lorry.", "Cleared seven drains in Mill Lane.")]
    assert rows(before, after) == [
        (
            WORK,
            [
                ([], ["Bought a lorry."], False),
                (["Cleared [nine] drains in Mill Lane."], ["Cleared [seven] drains in Mill Lane."], True),
                (["Trained twelve cooks."], [], False),
            ],
        )
    ]


def test_kinds_stand_in_the_order_of_the_later_text_and_missing_ones_say_so():
    found = compare([part(NEXT, "Paint the hall.")], [part(WORK, "Cleared drains.")])
    assert [(one.kind, one.before is None, one.after is None) for one in found] == [
        (WORK, True, False),
        (NEXT, False, True),
    ]


def test_several_sections_are_compared_with_the_one_that_says_the_same():
    before = [part(WORK, "Cleared nine drains."), part(WORK, "Planted forty larches.", heading="Forest")]
    after = [part(WORK, "Planted fifty larches.")]
    (_kind, found), *more = rows(before, after)
    assert more == []
    assert (["Planted [forty] larches."], ["Planted [fifty] larches."], True) in found
    assert (["Cleared nine drains."], [], False) in found
    (comparison,) = compare(before, after)
    assert [[side.above for side in row.before] for row in comparison.rows] == [["Main work"], ["Forest"]]


def test_chinese_is_compared_by_characters_across_scripts():
    one, other = compare_words("清運生活垃圾八百吨，全部送厂处理。", "清运生活垃圾九百吨，全部送厂处理。")
    assert [piece.text for piece in one if piece.is_changed] == ["八"]
    assert [piece.text for piece in other if piece.is_changed] == ["九"]


def test_no_word_is_lost_or_marked_where_hardly_one_stayed():
    one, other = "The crew relined a sewer at night.", "Auditors approved ledgers, invoices and depreciation."
    assert [[(piece.text, piece.is_changed) for piece in side] for side in compare_words(one, other)] == [
        [(one, False)],
        [(other, False)],
    ]


def test_point_is_called_rewritten_where_less_than_half_of_it_stayed():
    texts = [
        ("Nine drains were cleared.", "Nine drains were cleared."),
        ("Nine drains were cleared.", "Seven drains were cleared."),
        ("The crew of Mill Lane relined a sewer at night.", "The crew was trained on ladders, pumps and first aid."),
    ]
    before, after = (
        [Part(WORK, "", "Work", "s1", [Item("1.", f"Point {n}", pair[side]) for n, pair in enumerate(texts)])]
        for side in (0, 1)
    )
    (comparison,) = compare(before, after)
    assert [(row.is_rewritten, any(piece.is_changed for piece in row.after[0].text)) for row in comparison.rows] == [
        (False, False),
        (False, True),
        (True, False),
    ]


def test_pieces_make_up_the_whole_texts():
    one, other = "整改189处，其余5处挂牌。In all 7 (of 9).", "整改 222 处， 其余3处挂牌。In all 8 (of 9)!"
    assert ["".join(piece.text for piece in side) for side in compare_words(one, other)] == [one, other]


def test_long_texts_are_compared_in_bounded_time():
    many = [f"Point {n}: cleared drain number {n} in street {n}, and relined the sewer below it." for n in range(900)]
    started = time.process_time()
    found = compare([part(WORK, *many)], [part(WORK, *many[5:], "word " * 40_000)])
    assert time.process_time() - started < 10
    assert sum(len(row.after) for row in found[0].rows) == 896
