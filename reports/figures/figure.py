"""A key figure: a number as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as data: 4.6 + "万吨" from "4.6万余吨"; `is_approximate` where the source says so."""

    value: float
    unit: str
    text: str
    is_approximate: bool = False
    line: int | None = None
