"""Numbered pages over lists whose size is already known."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """Where a reader stands in a list of `total` items: this page, the last, and those to offer."""

    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page, 1 for an empty list."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """The place of the page's first item, from 0."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """The place after the page's last item."""
        return self.start + self.size

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.last else None

    @property
    def offered(self) -> list[int | str]:
        """Page numbers to offer, with an ellipsis where some are left out."""
        pages = Paginator(range(self.total), self.size)
        return list(pages.get_elided_page_range(self.number, on_each_side=2, on_ends=1))


def number_pages(total: int, number: int, size: int = PAGE_SIZE) -> PageNumbers:
    """Return the page numbers; a page behind the last one is not found."""
    pages = PageNumbers(total, number, size)
    if number > pages.last:
        raise Http404(_("This list ends at page %(last)d.") % {"last": pages.last})
    return pages
