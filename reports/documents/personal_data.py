"""Telephone and identity numbers and e-mail addresses in text."""
# ruff: noqa: E501 - patterns read worse when they are wrapped

import re

from reports.documents.folding import cached_when_short

_PERSONAL = re.compile(
    r"(?<![\d-])(?:\d{17}[\dXx]|1[3-9]\d(?:[ -]?\d{4}){2}|(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{7,8}|\(0\d{1,4}\) ?\d{3,4}[ -]?\d{3,4}|400[ -]?\d{3}[ -]?\d{4}|"
    r"\+\d{1,3}(?:[ -]?\(?\d{1,5}\)?){2,5}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|0\d{1,4}[ -]\d{3,4}[ -]?\d{3,4}|86-\d{2,3}-\d{7,8}|"
    r"\(?85[23]\)?[ -]?[25689]\d{3}[ -]\d{4}|555-\d{4}|\d{3}\.\d{3}\.\d{4}|1-\d{3}-\d{3}-\d{4}|\d{3}-\d{2}-\d{4}|(?:2[1-9]\d\d|[35689]\d{3}) \d{4})(?![\d-])|"
    r"(?<![A-Za-z\d])[A-Z][12]\d{8}(?!\d)|(?<![A-Za-z\d])[A-Z]{1,2}\d{6}\([\dA]\)|"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
)
_PERSONAL_HINT = re.compile(r"[\d@](?:(?<=@)|\d\d[\d )-])")
_ENOUGH_DIGITS = re.compile(r"\d\d\)?[ .-]?\d{3}|\+\d|@")
"""What every number has and a year has not: asked first, because the patterns are slow."""
_PHONE_LABEL = re.compile(
    r"(?:电话|热线|手机|致电|传真|联[系络]方式|查询|咨询|联[系络]|(?i:tel|phone|hotline|call|ring|fax|mobile))[^\d\n]{0,20}(\d{7,8}|\d{3,4}[ -]\d{4})(?![\d-])"
)


@cached_when_short(4096)
def personal_spans(text: str) -> list[tuple[int, int]]:
    """Return where `text` holds telephone or identity numbers or e-mail addresses."""
    if _PERSONAL_HINT.search(text) is None or _ENOUGH_DIGITS.search(text) is None:
        return []
    spans = [match.span() for match in _PERSONAL.finditer(text)]
    labelled = (match.span(1) for match in _PHONE_LABEL.finditer(text))
    return spans + [(start, end) for start, end in labelled if not any(a <= start and end <= b for a, b in spans)]
