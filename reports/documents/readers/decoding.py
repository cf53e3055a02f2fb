"""Which characters the bytes of a text are: its encoding, found by mark, by declaration or by what reads as a text."""

import codecs
import re
from collections import Counter
from functools import lru_cache

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from reports.documents.folding import fold
from reports.documents.readers.characters import clean_lines, count_controls
from reports.documents.readers.refusals import UnreadableSource

_SAMPLE = 1 << 16
"""Bytes from which an encoding is judged: some dozen pages."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})|<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_-]{2,20})",
    re.IGNORECASE,
)
_ENCODINGS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "windows-1252": "cp1252",
    "windows-1251": "cp1251",
}
"""The encodings that a page may declare and be believed. "iso-8859-1" is not one: it is declared where nobody chose."""

_CANDIDATES = (("gb18030",), ("big5hkscs", "big5"), ("cp1252",), ("utf-16-le", "utf-16-be"))
"""The encodings that texts without a mark were saved in, those together that read alike; of equal ones the first. Big5
without Hong Kong's characters has signs of its own in their place (①)."""

_ASCII = bytes(range(128))
_SURE, _LONG = 1.0, 200
"""A score that no wrong reading of so many bytes beyond ASCII comes near: the encodings after it are not tried."""

_DECLARATION = 0.3
"""What a declaration adds to the score of its encoding: enough to decide between two readings that both make sense."""

_NONE = -4.0
_HIGH_BYTE = re.compile(b"[\x80-\xff]")
_BEYOND_ASCII = re.compile("[^\t\n\r -~]")
_LEAST_SCORE = 0.35
"""The score from which a reading makes sense; texts of reports score about 1.3, wrong readings below zero."""

_FEW_CONTROLS = 4
_MOST_CONTROLS = 0.02
"""The share of controls among the characters, beyond a few, from which bytes are no text."""

_FEW = 20
_FOREIGN = re.compile("[\u0250-\u07ff]{2}")
"""Two neighbouring letters that GBK's bytes of a few Chinese words may be in UTF-8 (通知 reads as Hebrew)."""

_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进"
    "着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开合还因由其些然前外天政四日社事平全表间与关各重新内数正心"
    "利比质气第道条结解问意建月公无情最立通提题党程展五果员位入文总次品设及管件长基资路级少统接组见计期根农指几区强放做必先任处保治规领村镇"
    "街局院校安全检查服务完成主要做好加强落实积极宣传培训共约元户次人名个项万吨"
)
_PINYIN = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü")
_LATIN_MARKS = frozenset("‘’“”–—…•£€©®°±·½¼¾×÷§")


def decode(data: bytes) -> str:
    """Return the text of `data` with "\\n" line ends and without characters that show nothing.

    Characters that are lost in `data` are U+FFFD. Raises UnreadableSource for bytes that are no text.
    """
    text = _decode_bytes(data)
    if _is_binary(text):
        raise _no_text()
    return clean_lines(text)


def _decode_bytes(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if (text := _utf8(data)) is not None:
        return text
    declared = _DECLARED.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    if (best := _best_encoding(data, _ENCODINGS.get(name, ""))) is None:
        if _is_binary(data[:_SAMPLE].decode("latin-1")):
            raise _no_text()
        raise UnreadableSource(_("The file's encoding is not known. Save it again as UTF-8."))
    return data.decode(best, "replace")


def _no_text() -> UnreadableSource:
    return UnreadableSource(_("This is not a text file. Open it in its program, save it as .docx and import that."))


def _is_binary(text: str) -> bool:
    controls = count_controls(text[:_SAMPLE])
    return controls > max(_FEW_CONTROLS, _MOST_CONTROLS * len(text[:_SAMPLE]))


def _utf8(data: bytes) -> str | None:
    """UTF-8, also with a few damaged characters; None for other encodings, even where the bytes are valid by chance."""
    text = data.decode("utf-8", "replace")
    if _is_binary(text):
        return None
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")  # a written U+FFFD was lost before
    if damaged * 10 > beyond_ascii:
        return None
    is_chance = 0 < beyond_ascii < _FEW and _FOREIGN.search(text) and _score(data, "gb18030") > 1
    return None if is_chance else text


def _best_encoding(data: bytes, declared: str) -> str | None:
    """The encoding in which the beginning of `data` reads best, None where none makes sense."""
    first = _HIGH_BYTE.search(data)
    start = first.start() if first else 0
    narrow, wide = data[start : start + _SAMPLE], data[:_SAMPLE] if len(data) % 2 == 0 else b"\xff"
    is_long = len(narrow.translate(None, _ASCII)) >= _LONG
    scores: dict[str, float] = {}
    for family in (*_CANDIDATES, filter(None, [declared])):
        for each in family:
            score = _score(wide if each.startswith("utf-16") else narrow, each)
            scores[each] = score + (_DECLARATION if each == declared else 0)
        if is_long and max(scores.values()) > _SURE:
            break
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] >= _LEAST_SCORE:
        return best
    guess = from_bytes(narrow[:8192]).best()
    return guess.encoding if guess is not None else None


def _score(sample: bytes, encoding: str) -> float:
    """How much a sample reads as a text in an encoding: about -4 for none, 0 for unlikely characters, 2 for the best.

    The mean over all characters beyond ASCII and controls counts, and for UTF-16 over those of ASCII too.
    """
    text = fold(sample.decode(encoding, "replace").rstrip("\ufffd"))
    if encoding == "cp1252":
        return _western_score(text)
    counts = Counter(text)
    if not encoding.startswith("utf-16"):
        counts = Counter({char: count for char, count in counts.items() if _BEYOND_ASCII.match(char)})
    if not counts:
        return _NONE
    return sum(count * _character_score(char) for char, count in counts.items()) / counts.total()


def _western_score(text: str) -> float:
    """Marks and accented letters stand alone in Western text; Chinese bytes read as Western make long runs of them."""
    runs = re.findall(r"[^\x00-\x7f]+", text)
    if count_controls(text) > _FEW_CONTROLS:
        return _NONE
    alone = sum(len(run) == 1 and (run.isalpha() or run in _LATIN_MARKS) for run in runs)
    return 2.0 * alone / max(1, len(runs)) - 1.0


@lru_cache(maxsize=4096)
def _character_score(char: str) -> float:
    if char in _EVERYDAY:
        return 2.0
    if char in _common_characters():
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return -0.5
    if char.isascii():
        return 0.5 if char.isprintable() or char in "\r\n\t" else _NONE
    if char in "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％×÷±°①②③④⑤⑥⑦⑧⑨⑩":
        return 1.0
    if char == "\ufffd" or "\x80" <= char <= "\x9f":
        return _NONE
    return 0.0 if "\uff01" <= char <= "\uff5e" or "\u2000" <= char <= "\u22ff" or char in _PINYIN else -2.0


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    """The 3,755 characters of everyday writing: the first level of GB 2312. Traditional text is folded before."""
    rows = range(0xB0, 0xD8)
    return frozenset(
        "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    )
