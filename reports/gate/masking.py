"""Personal data in the form in which it is masked by custom."""

import re

from reports.documents.folding import fold
from reports.gate.names import COMPOUND

_DIGIT = re.compile(r"\d")


def mask_digits(number: str, keep_first: int, keep_last: int) -> str:
    """Return a number with its digits in the middle as asterisks, its spaces and hyphens kept: 138****1234."""
    places = [match.start() for match in re.finditer(r"[\dXx]", number)]
    hidden = set(places[keep_first : len(places) - keep_last if keep_last else None])
    return "".join("*" if at in hidden else char for at, char in enumerate(number))


def mask_mobile(number: str) -> str:
    """Return a mobile number with the digits in its middle hidden."""
    count = len(_DIGIT.findall(number))
    return mask_digits(number, 4, 3) if count == 10 else mask_digits(number, count - 8, 4)


def mask_telephone(number: str) -> str:
    """Return a telephone number with its last four digits hidden."""
    return mask_digits(number, max(0, len(_DIGIT.findall(number)) - 4), 0)


def mask_identity(number: str) -> str:
    """Return an identity number with everything hidden between its region and its last four characters."""
    return (
        number[:6] + "*" * (len(number) - 10) + number[-4:] if len(number) >= 15 else f"{number[:2]}*****{number[-2:]}"
    )


def mask_email(address: str) -> str:
    """Return an e-mail address of which only the first letter and the domain are left."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"


def mask_plate(plate: str) -> str:
    """Return a number plate of which the region and the last two characters are left."""
    head = 3 if not plate[2:3].isalnum() else 2
    return plate[:head] + "*" * (len(plate) - head - 2) + plate[-2:]


def mask_name(name: str) -> str:
    """Return a name as 王某某 or 冯某; of a name in Latin letters the initials: "Z. L."."""
    if name.isascii():
        return " ".join(f"{word[0]}." for word in name.split())
    surname = 2 if fold(name)[:2] in COMPOUND else 1
    return name[:surname] + "某" * min(2, len(name) - surname)
