"""HTML as programs put it on the clipboard, made into a page of one title with its headings below it."""

import re
from html import escape

_TITLE = re.compile(r"<p\b[^>]*\bclass=[\"']?MsoTitle\b[^>]*>(.*?)</p\s*>", re.IGNORECASE | re.DOTALL)
_TOP = re.compile(r"<h1\b", re.IGNORECASE)
_HEADING = re.compile(r"(</?h)([1-5])\b", re.IGNORECASE)
_NOISE = re.compile(r"<(style|xml|script)\b.*?</\1\s*>|<meta\b[^>]*>", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def as_page(html: str, title: str) -> str:
    """Return what was pasted as a page with one title: its own, that of Word, or `title` where it has none.

    Headings of the first level step down where there are several, or where a title stands above them.
    """
    text = _NOISE.sub("", html)
    if _TITLE.search(text) or len(_TOP.findall(text)) > 1:
        text = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", text)
        text = _TITLE.sub(r"<h1>\1</h1>", text, count=1)
    if _TOP.search(text):
        return text
    opened = _BODY.search(text)
    start = opened.end() if opened else 0
    return f"{text[:start]}<h1>{escape(title)}</h1>{text[start:]}"


def lines_as_html(text: str) -> str:
    """Return plain text as HTML, a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
