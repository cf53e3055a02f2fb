"""How numbers of lists are written: 1 as 1, 一, 壹, 甲, I, a, ①, ⑴, First ..., by Word's names of the formats."""

import re
from collections.abc import Callable

_BARE_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})*|[IVXLC]{1,7}|[ivxlc]{1,7}|[A-Za-z]|[一二三四五六七八九十百零〇]{1,7}")
_DIGITS = "零一二三四五六七八九"
_SIMPLIFIED_LEGAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_TRADITIONAL_LEGAL = str.maketrans("一二三四五六七八九十百", "壹貳參肆伍陸柒捌玖拾佰")
_IDEOGRAPHIC_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ORDINALS = [
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
]
_CARDINALS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese_number(number: int) -> str:
    """Return 1-999 as Chinese numerals are counted: 一, 十, 十一, 二十, 一百零一; other numbers as digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def roman_number(number: int) -> str:
    """Return 1-3999 as Roman numerals, other numbers as digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def letter_number(number: int) -> str:
    """Return 1, 2, 27, 53 as A, B, AA, AAA, as Word counts; numbers over 780 as digits."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def ordinal_number(number: int) -> str:
    """Return 1, 2, 3, 11 as 1st, 2nd, 3rd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _picked(characters: str | list[str]) -> Callable[[int], str]:
    """A format that has one character or word for each of the first numbers, and digits after them."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _picked("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _picked("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedFullstop": _picked("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _picked("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": ordinal_number,
    "ordinalText": _picked(_ORDINALS),
    "cardinalText": _picked(_CARDINALS),
    "upperRoman": roman_number,
    "lowerRoman": lambda number: roman_number(number).lower(),
    "upperLetter": letter_number,
    "lowerLetter": lambda number: letter_number(number).lower(),
    "chineseLegalSimplified": lambda number: chinese_number(number).translate(_SIMPLIFIED_LEGAL),
    "ideographLegalTraditional": lambda number: chinese_number(number).translate(_TRADITIONAL_LEGAL),
    "japaneseLegal": lambda number: chinese_number(number).translate(_TRADITIONAL_LEGAL),
    "ideographDigital": lambda number: str(number).translate(_IDEOGRAPHIC_DIGITS),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_IDEOGRAPHIC_DIGITS),
    "koreanDigital2": lambda number: str(number).translate(_IDEOGRAPHIC_DIGITS),
    "taiwaneseDigital": lambda number: str(number).translate(_IDEOGRAPHIC_DIGITS),
    "ideographTraditional": _picked("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _picked("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _picked("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "koreanCounting": chinese_number,
    "none": lambda _number: "",
}


def write_number(number: int, number_format: str) -> str:
    """Return `number` in the format of that name (the values of Word's numFmt); unknown formats give digits."""
    return _FORMATS.get(number_format, str)(number)


def join_number(marker: str, text: str) -> str:
    """Put an automatic number before its text as somebody would have typed it: a bare number ("2", "2.1", "二") gets
    the mark that keeps it apart from a quantity."""
    if _BARE_NUMBER.fullmatch(marker):
        marker += "." if marker.isascii() else "、"
    return f"{marker} {text}" if marker[-1].isalnum() or (marker[-1].isascii() and marker[-1] != "(") else marker + text
