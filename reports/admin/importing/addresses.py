"""Where on a review's pages a line stands: in which report, and on which page of its lines."""

from collections.abc import Sequence
from functools import cached_property

from reports.importer import Review, report_numbers

LINES_PER_PAGE = 500
"""Lines of a report that one page shows: what a browser and an eye can take, and few enough fields for one form."""


class LineAddresses:
    """Addresses of the lines of a review; `shown` are the report and the page that is looked at."""

    def __init__(self, review: Review, *, is_single: bool) -> None:
        self._review, self._is_single = review, is_single
        self.shown: tuple[int, int] | None = None

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The report of each line, from 1; 0 for what stands around all of them. A single report has all lines."""
        return [1] * len(self._review.lines) if self._is_single else report_numbers(self._review.lines)

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        places, counts = {}, dict.fromkeys(self.numbers, 0)
        for line, number in zip(self._review.lines, self.numbers, strict=True):
            places[line.id] = number, counts[number] // LINES_PER_PAGE + 1
            counts[number] += 1
        return places

    def place(self, line: str) -> tuple[int, int]:
        """Return the report and the page that show a line; (0, 1) for a line that there is not."""
        return self._places.get(line, (0, 1))

    def of(self, line: str) -> str:
        """Return the address of a line, from the page that is shown."""
        number, page = self.place(line)
        if (number, page) == self.shown:
            return f"#line-{line}"
        return f"?report={number}&page={page}#line-{line}"
