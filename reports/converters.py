"""Parts of addresses: periods and slugs in any script."""

from reports.enums import SectionKind
from reports.periods import CalendarPeriod


class AnySlugConverter:
    """A slug in any script; what cannot be one is no address and never reaches the database."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        """Return the slug."""
        return value

    def to_url(self, value: str) -> str:
        """Return the slug."""
        return value


class SectionKindConverter:
    """A kind of section, written with hyphens: next-steps."""

    regex = "|".join(kind.value.replace("_", "-") for kind in SectionKind)

    def to_python(self, value: str) -> SectionKind:
        """Return the kind."""
        return SectionKind(value.replace("-", "_"))

    def to_url(self, value: str) -> str:
        """Return the kind as it stands in addresses."""
        return str(value).replace("_", "-")


class PeriodConverter:
    """A period's code, such as 2024-q3; an impossible one is no address."""

    regex = r"[0-9x]{4}(?:-(?:[hqmw][0-9x]{1,2}|range))?|[0-9]{4}-[0-9]{2}-[0-9]{2}--[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> CalendarPeriod:
        """Return the period; ValueError makes the address unknown."""
        return CalendarPeriod.parse(value)

    def to_url(self, value: CalendarPeriod | str) -> str:
        """Return the code of a period."""
        return value.code if isinstance(value, CalendarPeriod) else value
