"""Personal data: numbers of telephones, persons, cards and cars, and e-mail addresses."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reports.documents.personal_data import personal_spans
from reports.enums import FindingKind
from reports.gate import masking
from reports.gate.findings import Finding, found_at
from reports.gate.text import Passage

_MOBILE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}")
_MOBILE_AT = re.compile(rf"(?<![\d.-]){_MOBILE.pattern}(?![\d-])")
_MOBILE_ABROAD = re.compile(r"09\d{2}[ -]?\d{3}[ -]?\d{3}|(?:07|\+44 ?7)\d{3}[ -]?\d{3}[ -]?\d{3}")
"""Mobile numbers of Taiwan and Britain."""
_ADDRESS = re.compile(r"[A-Za-z\d.+_-]+@|@")
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""Of the digits of an identity number, after GB 11643-1999."""
_CHECK_DIGITS = "10X98765432"
_LETTER_IDENTITY = re.compile(r"[A-Z]{1,2}\d{6}\([\dA]\)|[A-Z][12]\d{8}|\d{3}-\d{2}-\d{4}")
_CARD = re.compile(r"(?<![\d.-])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\d-])")
_CARD_STARTS = ("62", "4", "51", "52", "53", "54", "55", "34", "37", "9558")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.-]?(?=[A-HJ-NP-Z\d]*\d[A-HJ-NP-Z\d]*\d)[A-HJ-NP-Z\d]{4,6}[挂学警港澳领]?(?![A-Za-z\d])"
)


_HINT = re.compile(r"\d[\d) -]{3}|@|[A-HJ-NP-Z][ ·•.-]?[A-Z\d]{4}|\d{3}\.\d{3}")
_LONG_NUMBER = re.compile(r"\d(?:[ ()-]{0,2}\d){5}")


def holds_long_numbers(text: str) -> bool:
    """Whether a folded text may hold a number that belongs to somebody: where it does not, nothing is looked for."""
    return _LONG_NUMBER.search(text) is not None


def personal_data(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find numbers that belong to somebody, each with its masked form."""
    for passage in passages:
        text = passage.folded
        if _HINT.search(text) is None:
            continue
        taken: list[tuple[int, int]] = []
        for kind, start, end in _numbers(text):
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield found_at(kind, passage, start, end, proposal=_MASKS[kind](passage.text[start:end]))


def _numbers(text: str) -> Iterator[tuple[FindingKind, int, int]]:
    """What a text holds, surest first: of two that overlap the first counts."""
    for kind, pattern, holds in _SURE:
        for match in pattern.finditer(text):
            if holds(match[0]):
                yield kind, *match.span()
    for start, end in personal_spans(text):
        is_masked = text[end : end + 2].lstrip().startswith("*")
        if not is_masked and (kind_found := _kind_of(text[start:end])):
            # Words in Chinese stand right before an address.
            yield kind_found, _start_of(text, start, end), end
    for match in _PLATE.finditer(text):
        yield FindingKind.PLATE, *match.span()


def _start_of(text: str, start: int, end: int) -> int:
    address = _ADDRESS.search(text, start, end)
    return address.start() if address else start


def _kind_of(found: str) -> FindingKind | None:
    """What a number or address is that no check digit vouches for."""
    if "@" in found:
        return FindingKind.EMAIL
    if _MOBILE_ABROAD.fullmatch(found):
        return FindingKind.MOBILE
    if _LETTER_IDENTITY.fullmatch(found):
        return FindingKind.IDENTITY
    # One whose check digit is wrong is no identity number.
    return None if re.fullmatch(r"\d{17}[\dXx]", found) else FindingKind.TELEPHONE


def is_card(number: str) -> bool:
    """Whether a number begins like those of cards and ends in the digit that Luhn's formula gives."""
    digits = re.sub(r"\D", "", number)
    return digits.startswith(_CARD_STARTS) and passes_luhn(digits)


def has_check_digit(number: str) -> bool:
    """Whether an identity number of 18 characters ends in its check digit and holds a date there was."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == number[-1].upper()


def passes_luhn(digits: str) -> bool:
    """Whether the last digit of a card's number is the one that Luhn's formula gives."""
    doubled = [int(digit) * 2 if at % 2 else int(digit) for at, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0 and len(set(digits)) > 1


_SURE: tuple[tuple[FindingKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (FindingKind.IDENTITY, _IDENTITY, has_check_digit),
    (FindingKind.BANK_CARD, _CARD, is_card),
    (FindingKind.MOBILE, _MOBILE_AT, bool),
)
_MASKS = {
    FindingKind.IDENTITY: masking.mask_identity,
    FindingKind.BANK_CARD: lambda number: masking.mask_digits(number, 4, 4),
    FindingKind.MOBILE: masking.mask_mobile,
    FindingKind.TELEPHONE: masking.mask_telephone,
    FindingKind.EMAIL: masking.mask_email,
    FindingKind.PLATE: masking.mask_plate,
}
