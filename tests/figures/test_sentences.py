"""Sentences with every figure that stands in them, in Chinese (chinese.txt) and English (english.txt).

A line is "sentence => value unit; value unit" in the order of the text, "=> -" where nothing is a figure. A unit may
stand after its multiplier ("3.5 万吨") and with its alternatives ("戶|户"); what the finder adds to it is allowed.
"""

from pathlib import Path

import pytest

from reports.figures import evenly_spaced, find_figures

FOLDER = Path(__file__).parent
EXACT = {"%", "‰", "$", "£", "", "euros", "yuan"}


def table(name):
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            text, _arrow, gold = line.rpartition(" => ")
            yield text, gold


MULTIPLIERS = {
    "千万": 1e7, "千": 1e3, "万": 1e4, "亿": 1e8, "萬": 1e4, "million": 1e6, "billion": 1e9, "thousand": 1e3,
}  # fmt: skip


def expand(value, unit):
    for word, factor in MULTIPLIERS.items():
        if unit.startswith(word) and unit not in {"千伏", "千瓦时"}:
            return value * factor, unit[len(word) :].strip()
    return value, unit


SAME = {"US$": "$", "€": "euros"}


def agrees(gold, figure):
    number, _space, units = gold.partition(" ")
    found_value, found_unit = expand(figure.value, figure.unit)
    found_unit = SAME.get(found_unit, found_unit)
    for unit in units.split("|"):
        value, unit = expand(float(number), unit)
        same = unit == found_unit if unit in EXACT or found_unit in EXACT else unit in found_unit or found_unit in unit
        if abs(value - found_value) <= 1e-6 * max(1, value) and same:
            return True
    return False


@pytest.mark.parametrize(("text", "gold"), [*table("chinese.txt"), *table("english.txt")])
def test_sentence_has_its_figures(text, gold):
    wanted = [] if gold == "-" else gold.split("; ")
    found = [figure for figure in find_figures(text) if any(character.isdigit() for character in figure.text)]
    shown = [(figure.value, figure.unit) for figure in found]
    assert len(found) == len(wanted), shown
    assert all(agrees(one, other) for one, other in zip(wanted, found, strict=True)), (wanted, shown)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("58 吨", "58吨"), ("560米", "560米"), ("1,260 人次", "1,260人次"), ("96 %", "96%"), ("91dB(A)", "91 dB(A)"),
     ("0.62 mg/L", "0.62 mg/L"), ("12 kg CO2e", "12 kg CO2e"), ("十多天", "十多天")],
)  # fmt: skip
def test_figures_are_spaced_alike_however_they_are_written(written, shown):
    assert evenly_spaced(written) == shown == evenly_spaced(shown)
