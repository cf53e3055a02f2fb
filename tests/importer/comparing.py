"""Compares what the importer gives with what a case expects: only what the case states, letters and digits alone."""

import re
import unicodedata

MULTIPLIERS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "千": 1e3, "million": 1e6, "billion": 1e9, "thousand": 1e3}


PINYIN = re.compile(r"(?<=[\u3400-\u9fff])\s*\([a-zü\u00e0-\u01dc]{1,6}\)")
"""Readings that a converter left behind characters: no letters of the text."""


def letters(text):
    text = PINYIN.sub("", unicodedata.normalize("NFKC", str(text or "")))
    return "".join(c for c in text.casefold() if c.isalnum())


def differences(expected, found, path=""):
    """Return a line for each place where `found` is not what `expected` (a case's expected.json, or a part) says."""
    if path.endswith(".figures"):
        return _compare_figures(expected, found, path)
    if path.endswith("warnings"):
        return _compare_warnings(expected, found, path)
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line
            for key, value in expected.items()
            if not key.endswith("_alt") and key != "source"
            for line in _compare_key(expected, value, found, key, path)
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{path}: {len(expected)} expected, {len(found)} found"]
        pairs = zip(expected, found, strict=True)
        return [line for at, (one, other) in enumerate(pairs) for line in differences(one, other, f"{path}[{at}]")]
    same = letters(expected) == letters(found) if isinstance(expected, str) and found else expected == found
    return [] if same or (not expected and not found) else [f"{path}: {expected!r} expected, {found!r} found"]


def _compare_key(expected, value, found, key, path):
    for other in [value, *expected.get(f"{key}_alt", [])]:
        lines = differences(other, found.get(key), f"{path}.{key}")
        if not lines:
            return []
    return differences(value, found.get(key), f"{path}.{key}")


def _compare_figures(expected, found, path):
    left = [_expanded(figure["value"], figure["unit"]) for figure in found if re.search(r"\d", figure["text"])]
    lines = []
    for figure in expected:
        wanted = [_expanded(figure["value"], unit) for unit in [figure["unit"], *figure.get("unit_alt", [])]]
        hit = next((f for f in left if any(_same_figure(w, f) for w in wanted)), None)
        if hit is not None:
            left.remove(hit)
        elif not figure.get("optional"):
            lines.append(f"{path}: {figure['text']} missing")
    return lines + [f"{path}: {value:g} {unit} too many" for value, unit in left]


def _expanded(value, unit):
    unit = unicodedata.normalize("NFKC", unit).casefold().strip()
    for word, factor in MULTIPLIERS.items():
        if unit.startswith(word):
            return value * factor, unit[len(word) :].strip()
    return value, unit


def _same_figure(one, other):
    return abs(one[0] - other[0]) <= 1e-6 * max(1, abs(one[0])) and (one[1] in other[1] or other[1] in one[1])


def _compare_warnings(expected, found, path):
    """Every expected warning is there, with its text where it is a personal datum, and no warning of another code."""
    known = {"masked_value", "garbled_text", "personal_data", "untitled_part"}
    lines = [f"{path}: {w['code']} {w['text']} missing" for w in expected if not any(_same(w, f) for f in found)]
    extra = {w["code"] for w in found} & known - {w["code"] for w in expected}
    return lines + [f"{path}: {code} too many" for code in sorted(extra)]


def _same(wanted, found):
    if wanted["code"] != "personal_data":
        return wanted["code"] == found["code"]
    return found["code"] == "personal_data" and letters(wanted["text"]) in letters(found["text"])
