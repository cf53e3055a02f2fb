"""Reading of what an address asks of a list: narrowing, order, page."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.enums import Language, SectionKind
from reports.periods import CalendarPeriod

MAX_PAGE = 100_000


class UnknownValue(ValueError):
    """A parameter of an address has a value that means nothing here."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What an address asks of a list: narrowing values, order and page, checked for form.

    `period` is a period code and `unit` a slug, neither known to exist yet; all of them are "" where absent. `is_table`
    asks for the sections of the reports side by side.
    """

    period: str = ""
    unit: str = ""
    language: str = ""
    kind: str = ""
    by_popularity: bool = False
    page: int = 1
    is_table: bool = False


def read_page(parameters: Mapping[str, str], last: int = MAX_PAGE) -> int:
    """Return the page number in an address, 1 where there is none; UnknownValue if it is none up to `last`."""
    raw = parameters.get("page", "1")
    if not (raw.isascii() and raw.isdecimal() and 1 <= len(raw) <= 6 and 1 <= int(raw) <= last):
        raise UnknownValue(raw)
    return int(raw)


def read_list_request(parameters: Mapping[str, str]) -> ListRequest:
    """Return what the address asks of a list; UnknownValue where a value means nothing."""
    period, unit, language = (parameters.get(name, "") for name in ("period", "unit", "language"))
    kind, order, view = (parameters.get(*pair) for pair in (("kind", ""), ("order", "newest"), ("view", "")))
    if (
        (language and language not in list(Language))
        or (kind and kind not in list(SectionKind))
        or order not in {"", "newest", "popular"}
        or view not in {"", "table"}
        or "\x00" in unit
    ):
        raise UnknownValue(language or kind or view or order)
    if period:
        try:
            period = CalendarPeriod.parse(period).code
        except ValueError as error:
            raise UnknownValue(period) from error
    return ListRequest(period, unit, language, kind, order == "popular", read_page(parameters), view == "table")
