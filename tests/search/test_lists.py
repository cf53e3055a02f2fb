"""Lists as numbers: packed, named, counted."""

import pytest

from reports.enums import Language, SectionKind
from reports.search.lists import count, names, pack

SCOPES = ["unit:5", "all", "tag:268435455", "period:0", "category:3"]
SCOPES += [f"kind:{kind}" for kind in SectionKind] + [f"language:{language}" for language in Language]


@pytest.mark.parametrize("scope", SCOPES)
def test_list_comes_back_from_its_number(scope):
    assert names(pack([scope])) == {"all", scope}


def test_pack_keeps_lists_in_order_whatever_the_computer():
    assert pack(["tag:1", "language:en", "all", "kind:work_done"]) == bytes([2, 0, 0x20, 0, 1, 0, 0, 0x30])
    assert names(pack(SCOPES)) == set(SCOPES)


def test_count_adds_up_reports_whose_lists_are_joined():
    both, first = ["all", "unit:5", "kind:problems", "language:zh"], ["kind:problems", "kind:lessons", "language:zh"]
    assert count(pack(both) + pack(first)) == {
        "all": 2, "unit:5": 1, "kind:problems": 2, "kind:lessons": 1, "language:zh": 2,
    }  # fmt: skip
    assert count(b"") == {}


def test_rows_of_older_indexes_are_counted_too():
    older = b"".join(number.to_bytes(4, "little") for number in (0, 0x10000001, 0x20000000, 0x20000003, 0x50000007))
    lists = {"all", "language:en", "kind:introduction", "kind:problems", "unit:7"}
    assert (names(older), count(older + pack(lists))) == (lists, dict.fromkeys(lists, 2))


@pytest.mark.parametrize("scope", ["month:2024", "tag:268435456", "tag:-1", "language:fr", "unit:x", "kind", "marks:1"])
def test_list_without_a_number_is_refused(scope):
    with pytest.raises(ValueError, match="has no number"):
        pack([scope])
