"""A key figure: a number as data."""

from dataclasses import dataclass

from reports.documents.values import quickly_made
from reports.enums import Bound


@quickly_made
@dataclass(frozen=True, slots=True)
class Figure:
    """A number as data: 4.6 + "万吨" from "4.6万余吨".

    `value` and `unit` are as written, the multiplier in the unit; `amount` is the value with the multiplier (46000),
    `measure` the unit without it in one spelling ("t"), so that amounts of one measure can be compared. `counted` is
    what is counted ("" where the text does not say), `sentence` the sentence the figure stands in, `text` the figure
    itself as written, from `start` in its paragraph. `is_worded` figures are written in Chinese numerals.
    """

    value: float
    unit: str
    text: str
    is_approximate: bool = False
    line: int | None = None
    bound: Bound = Bound.EXACT
    amount: float = 0
    measure: str = ""
    counted: str = ""
    sentence: str = ""
    start: int = 0
    is_worded: bool = False
