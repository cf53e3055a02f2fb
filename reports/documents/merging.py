"""Three-way merging of a text that two people changed: what only one of them touched is taken over, the rest is asked.

A text is a tree of nodes with named values: a report with its fields, its sections, their points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

OPENING = ("marker", "heading")
"""The values by which a node that was written anew is known again."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a text: `key` names it among its siblings in every version, `values` are its fields, in order."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Node", ...] = ()

    def child(self, key: str) -> "Node | None":
        """Return the child of a key."""
        return next((node for node in self.children if node.key == key), None)


class Choice(StrEnum):
    """Whose version is to stand; both of a text means mine, then theirs."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """What they changed and I have not: of one value (`name`), or a whole node that one of us put in or took out.

    `path` are the keys that lead to the node. The sides are texts for a value, nodes for a whole one, None where a
    side does not have it. `proposed` is None where both of us changed it: then somebody has to choose.
    """

    path: tuple[str, ...]
    name: str
    base: "str | Node | None"
    mine: "str | Node | None"
    theirs: "str | Node | None"
    proposed: Choice | None

    @property
    def code(self) -> str:
        """Return what names this difference in a form."""
        return "/".join([*self.path, self.name])


def merge(
    base: Node, mine: Node, theirs: Node, choices: Mapping[str, Choice] | None = None
) -> tuple[Node, list[Difference]]:
    """Return the merged text and what they changed in it. `choices` are by the code of a difference.

    Where nothing is chosen, what is proposed stands, and mine where nothing is proposed.
    """
    names = _followed(base, theirs)
    merger = _Merger(choices or {})
    merged = merger.merge(_renamed(base, names), _renamed(mine, names), theirs, ())
    return merged, merger.differences


class _Merger:
    def __init__(self, choices: Mapping[str, Choice]) -> None:
        self.choices = choices
        self.differences: list[Difference] = []

    def merge(self, base: Node | None, mine: Node, theirs: Node, path: tuple[str, ...]) -> Node:
        base = base or Node(mine.key)
        names = dict.fromkeys([*mine.values, *theirs.values])
        values = {name: self._value(base, mine, theirs, path, name) for name in names}
        order = _order(base, mine, theirs)
        children = (self._child(base.child(key), mine.child(key), theirs.child(key), (*path, key)) for key in order)
        return Node(theirs.key, values, tuple(child for child in children if child))

    def _value(self, base: Node, mine: Node, theirs: Node, path: tuple[str, ...], name: str) -> str:
        before, one, other = (node.values.get(name, "") for node in (base, mine, theirs))
        if one == other or (other == before and name in base.values):
            return one
        proposed = Choice.THEIRS if one == before and name in base.values else None
        choice = self._choose(Difference(path, name, before, one, other, proposed))
        if choice is Choice.BOTH:
            return "\n\n".join(filter(None, [one, other]))
        return other if choice is Choice.THEIRS else one

    def _child(self, base: Node | None, mine: Node | None, theirs: Node | None, path: tuple[str, ...]) -> Node | None:
        if mine and theirs:
            return self.merge(base, mine, theirs, path)
        if mine:
            if not base:
                return mine
            # They took it out: so be it, unless I went on writing it.
            proposed = Choice.THEIRS if mine == base else None
        elif theirs == base:
            return None
        else:
            # They put it in, or went on writing what I took out.
            proposed = None if base else Choice.THEIRS
        choice = self._choose(Difference(path, "", base, mine, theirs, proposed))
        return theirs if choice is Choice.THEIRS else mine

    def _choose(self, difference: Difference) -> Choice:
        self.differences.append(difference)
        return self.choices.get(difference.code) or difference.proposed or Choice.MINE


def _order(base: Node, mine: Node, theirs: Node) -> list[str]:
    """Return the keys of all children: in my order if I changed it, else in theirs, what the other has woven in."""
    keys = [[node.key for node in tree.children] for tree in (base, mine, theirs)]
    common = set(keys[0]).intersection(*keys[1:])
    old, own = ([key for key in row if key in common] for row in keys[:2])
    frame, rest = (keys[2], keys[1]) if own == old else (keys[1], keys[2])
    order = list(frame)
    for before, key in zip([None, *rest], rest, strict=False):
        if key not in order:
            order.insert(order.index(before) + 1 if before in order else 0, key)
    return order


def _followed(base: Node, theirs: Node) -> dict[str, str]:
    """Return new keys by old ones, for nodes that were written anew: same values, or same opening values, in order."""
    known = {node.key for node in base.children}
    new = [node for node in theirs.children if node.key not in known]
    names: dict[str, str] = {}
    kept = {node.key for node in theirs.children}
    gone = [node for node in base.children if node.key not in kept]
    for alike in (_same, _same_opening):
        for old in [node for node in gone if node.key not in names]:
            found = next((node for node in new if alike(old, node)), None)
            if found:
                names[old.key] = found.key
                new.remove(found)
    pairs = [(old, theirs.child(names.get(old.key, old.key))) for old in base.children]
    inner = (_followed(old, other) for old, other in pairs if other)
    return dict(chain(names.items(), *(found.items() for found in inner)))


def _same(one: Node, other: Node) -> bool:
    return one.values == other.values


def _same_opening(one: Node, other: Node) -> bool:
    """Tell whether two nodes have the same heading and number."""
    first, second = ([node.values.get(name, "") for name in OPENING] for node in (one, other))
    return first == second and any(first)


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    if not names:
        return node
    children = tuple(_renamed(child, names) for child in node.children)
    return replace(node, key=names.get(node.key, node.key), children=children)
