"""Lists as numbers: packed, unpacked, counted."""

import pytest

from reports.enums import Language, SectionKind
from reports.search.lists import count, name_of, number_of, pack, unpack

SCOPES = ["unit:5", "all", "tag:268435455", "period:0", "category:3"]
SCOPES += [f"kind:{kind}" for kind in SectionKind] + [f"language:{language}" for language in Language]


def test_list_comes_back_from_its_number():
    assert [name_of(number_of(scope)) for scope in SCOPES] == SCOPES
    assert len({number_of(scope) for scope in SCOPES}) == len(SCOPES)


def test_pack_keeps_lists_in_order_whatever_the_computer():
    assert pack(["language:en", "all"]) == bytes([0, 0, 0, 0, 1, 0, 0, 0x10])
    assert sorted(map(name_of, unpack(pack(SCOPES)))) == sorted(SCOPES)


def test_count_adds_up_reports_whose_lists_are_joined():
    assert count(pack(["all", "unit:5"]) + pack(["all"]) + b"") == {"all": 2, "unit:5": 1}
    assert count(b"") == {}


@pytest.mark.parametrize("scope", ["month:2024-01", "tag:268435456", "tag:-1", "language:fr", "unit:x"])
def test_list_without_a_number_is_refused(scope):
    with pytest.raises((KeyError, ValueError)):
        number_of(scope)
