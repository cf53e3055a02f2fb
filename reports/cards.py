"""The picture that stands for a report, or for the site, where an address is shared: drawn, without any download."""

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
EDITION = 1
"""To be raised when cards look different, so that those kept elsewhere are asked for anew."""

PAPER, INK, SOFT, LINE, SEAL, ON_SEAL = "#faf7f0", "#1b2530", "#55606b", "#ddd5c4", "#b23a24", "#fffdf8"
MARGIN = 80
TITLE_SIZES = (68, 56, 46)
MAX_LINES = 4
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "C:/Windows/Fonts")
FONT_NAMES = (
    "NotoSerifCJK*Bold*", "NotoSansCJK*Bold*", "SourceHanS*Bold*", "NotoS*CJK*", "SourceHanS*", "PingFang*", "msyhbd*",
    "msyh*", "wqy-*",
)  # fmt: skip
SIMPLIFIED = 2
"""The place of the Simplified Chinese face in the collections of the Noto and Source Han families."""
_NOT_AT_START = "，。、；：！？）》”’」』】…％,.;:!?)"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@lru_cache(maxsize=4)
def chinese_font(wanted: str = "") -> str | None:
    """Return the path of a font with Chinese characters: the one `wanted`, else one of the system's; None if none."""
    if wanted:
        return wanted if Path(wanted).is_file() else None
    folders = [Path(folder) for folder in FONT_FOLDERS]
    files = [file for folder in folders for file in sorted(folder.rglob("*.[to]t[cf]"))]
    return next((str(file) for name in FONT_NAMES for file in files if file.match(name)), None)


def draw_card(title: str, facts: Sequence[str], site: str, font: str | None) -> bytes:
    """Return a PNG of 1200 by 630 with the title in at most four lines, the facts below, the site's name above.

    Where `font` is None, only Latin letters can be drawn: what has others is left out, and the card stays whole.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 12), fill=SEAL)
    seal, name = ("总", site) if font else ("S", site if is_latin(site) else "Summaries")
    draw.rounded_rectangle((MARGIN, 64, MARGIN + 64, 128), radius=8, fill=SEAL)
    draw.text((MARGIN + 32, 96), seal, ON_SEAL, load_font(font, 44), anchor="mm")
    draw.text((MARGIN + 88, 96), name, SOFT, load_font(font, 32), anchor="lm")
    if font or is_latin(title):
        _draw_title(draw, title, font)
    draw.line((MARGIN, 520, WIDTH - MARGIN, 520), fill=LINE, width=2)
    shown = " · ".join(fact for fact in facts if font or is_latin(fact))
    facts_font = load_font(font, 30)
    draw.text((MARGIN, 566), _cut(draw, shown, facts_font), SOFT, facts_font, anchor="lm")
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG")
    return out.getvalue()


def is_latin(text: str) -> bool:
    """Tell whether the font that comes with the library has all characters of a text."""
    return all(character < "\u0250" or character in "‘’“”–—…·" for character in text)


@lru_cache(maxsize=16)
def load_font(path: str | None, size: int) -> Font:
    """Return a font in a size; without a path the Latin one that the library brings along."""
    if path is None:
        return ImageFont.load_default(size)
    is_family = Path(path).suffix == ".ttc" and any(name in path for name in ("CJK", "SourceHan"))
    return ImageFont.truetype(path, size, index=SIMPLIFIED if is_family else 0)


def _draw_title(draw: ImageDraw.ImageDraw, title: str, font: str | None) -> None:
    for size in TITLE_SIZES:
        lines = _wrap(draw, title, load_font(font, size))
        if len(lines) <= MAX_LINES - (size == TITLE_SIZES[0]):
            break
    if len(lines) > MAX_LINES:
        lines = [*lines[: MAX_LINES - 1], _cut(draw, lines[MAX_LINES - 1].rstrip() + "…", load_font(font, size))]
    for number, line in enumerate(lines):
        draw.text((MARGIN, 176 + number * size * 1.22), line, INK, load_font(font, size), anchor="la")


def _wrap(draw: ImageDraw.ImageDraw, text: str, font: Font) -> list[str]:
    """Return a text in lines: cut at spaces, in Chinese anywhere but before a mark that may not begin a line."""
    lines = [""]
    for piece in _pieces(text[:300]):
        fits = draw.textlength((lines[-1] + piece).rstrip(), font) <= WIDTH - 2 * MARGIN
        if fits or piece[0] in _NOT_AT_START or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line for line in lines if line]


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: after a space, a Chinese character, or a word too long for a line."""
    pieces: list[str] = []
    for character in text:
        goes_on = pieces and character < "\u2e80" and pieces[-1][-1] < "\u2e80" and pieces[-1][-1] != " "
        if goes_on and len(pieces[-1]) < 24:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _cut(draw: ImageDraw.ImageDraw, text: str, font: Font) -> str:
    text = text[:120]
    while text and draw.textlength(text, font) > WIDTH - 2 * MARGIN:
        text = text.rstrip("…")[:-1] + "…"
    return text
