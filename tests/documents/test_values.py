"""Value classes with a quick constructor behave as the dataclasses that they are."""

import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field

import pytest

from reports.documents.values import quickly_made, replace


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    count: int = 3
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    count: int = 3
    notes: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    ("arguments", "named"), [(("a",), {}), (("a", 5), {"notes": ["b"]}), ((), {"count": 0, "name": "c"})]
)
def test_quick_class_holds_what_a_dataclass_holds(arguments, named):
    assert asdict(Quick(*arguments, **named)) == asdict(Plain(*arguments, **named))


def test_quick_class_makes_a_new_default_for_every_object():
    first = Quick("a")
    first.notes.append("b")
    assert Quick("a").notes == []


def test_quick_class_is_frozen_and_a_value():
    value = Quick("a", 1, ())
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    assert value == Quick("a", 1, ())
    assert hash(value) == hash(Quick("a", 1, ()))
    assert replace(value, count=2) == Quick("a", 2, ())
    assert pickle.loads(pickle.dumps(value)) == value
    assert repr(value) == "Quick(name='a', count=1, notes=())"


@pytest.mark.parametrize(("arguments", "named"), [((), {}), (("a", 1, [], 2), {}), (("a",), {"other": 1})])
def test_quick_class_refuses_what_a_dataclass_refuses(arguments, named):
    for cls in (Quick, Plain):
        with pytest.raises(TypeError):
            cls(*arguments, **named)


def test_class_that_does_more_in_its_constructor_is_refused():
    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            assert self.name

    with pytest.raises(TypeError, match="Checked does more"):
        quickly_made(Checked)


def test_changed_copy_is_the_one_that_dataclasses_make():
    value = Quick("a", 5, ["b"])
    assert replace(value, count=7) == dataclasses.replace(value, count=7) == Quick("a", 7, ["b"])
    assert value.count == 5


def test_changed_copy_has_no_fields_that_its_class_has_not():
    with pytest.raises(TypeError, match="colour"):
        replace(Quick("a"), colour="red")
