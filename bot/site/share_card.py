"""Draw an answer as a picture to pass on: question, fact, quote, source, day, and a QR code that leads to its page.

Pillow draws in shades of one ink, with the fonts that come with matplotlib: they have the Kazakh letters, everywhere.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import segno

if TYPE_CHECKING:
    from PIL import Image, ImageFont

WIDTH, HEIGHT = 1200, 630  # pixels: what networks and messengers show whole
_MARGIN, _COLUMN = 64, 890  # pixels; where text ends that stands beside the code
_INDENT = 26  # pixels, of a quote
_CODE, _QUIET = 204, 24  # pixels; the widest that the code may be, and what has to stay free around it
_SHADES = 16
_PAPER, _SOFT, _INK, _ACCENT = 14, 5, 0, 15  # of these shades; the last is no shade, but the one colour
_COLOURS = ((0x1D, 0x1C, 0x1A), (0xFC, 0xFB, 0xF8), (0x0B, 0x5F, 0x7D))  # ink, paper, accent
_SMALLEST = 0.7  # of the usual size of letters, where a text is long
_QUALITY = 80  # of the JPEG, of 100; below, small letters blur

Face = Literal["DejaVuSerif-Bold", "DejaVuSerif", "DejaVuSerif-Italic", "DejaVuSans", "DejaVuSans-Bold"]


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says: quotes, which may be empty, each with its source. `address` is where its code leads."""

    site: str
    question: str
    fact: str
    passages: tuple[tuple[str, str], ...]
    address: str


@dataclass(frozen=True, slots=True)
class _CardLine:
    text: str
    face: Face
    size: int
    shade: int
    left: int
    top: int
    is_lower: bool = False  # part of what stands at the bottom, beside the code


def card(text: CardText) -> bytes:
    """The picture as a PNG."""
    file = io.BytesIO()
    _drawn(text).save(file, "png", bits=4, compress_level=2)
    return file.getvalue()


def photo(text: CardText) -> bytes:
    """The same picture as a JPEG."""
    file = io.BytesIO()
    _drawn(text).convert("RGB").save(file, "jpeg", quality=_QUALITY)
    return file.getvalue()


@lru_cache(maxsize=1)  # both files of a card are made one after the other, and drawing takes most of the time
def _drawn(text: CardText) -> "Image.Image":
    from PIL import Image, ImageDraw  # as below: a bot that has drawn no card yet saves the memory

    image = Image.new("L", (WIDTH, HEIGHT), _shown(_PAPER))
    code = _code(text.address)
    image.paste(code, (WIDTH - _MARGIN - code.width, HEIGHT - _MARGIN - code.height))
    pen = ImageDraw.Draw(image)
    for line in _fitting(text, HEIGHT - _MARGIN - code.height):
        if line.left > _MARGIN:
            pen.rectangle((_MARGIN, line.top, _MARGIN + 5, line.top + _height(line)), fill=_shown(_ACCENT))
        pen.text((line.left, line.top), line.text, fill=_shown(line.shade), font=_font(line.face, line.size))
    return _coloured(image)


def _fitting(text: CardText, code: int) -> list[_CardLine]:
    """The lines in the largest letters in which all of them fit; without the quotes if they never do."""
    for words in (text, replace(text, passages=tuple(("", source) for _, source in text.passages))):
        scale = 1.0
        while scale >= _SMALLEST:
            lines = _laid_out(words, scale, code)
            left = HEIGHT - _MARGIN - lines[-1].top - _height(lines[-1])
            if left >= 0:
                return [replace(line, top=line.top + left) if line.is_lower else line for line in lines]
            scale -= 0.05
    return lines


def _laid_out(text: CardText, scale: float, code: int) -> list[_CardLine]:
    """All lines from the top, with letters of a size. `code` is where the code begins, which nothing may run into."""
    lines = [_CardLine(text.site, "DejaVuSans", 21, _SOFT, _MARGIN, _MARGIN)]

    def add(words: str, face: Face, size: int, shade: int, space: int, is_lower: bool = False, indent: int = 0) -> None:
        rest = words.split()
        top, left = lines[-1].top + _height(lines[-1]) + space, _MARGIN + indent
        while rest:
            line = _CardLine("", face, round(size * scale), shade, left, top, is_lower)
            right = _COLUMN if is_lower or top + _height(line) > code - _QUIET else WIDTH - _MARGIN
            count = _fit(rest, face, line.size, right - left)
            lines.append(replace(line, text=" ".join(rest[:count])))
            rest, top = rest[count:], top + _height(line)

    add(text.question, "DejaVuSerif-Bold", 42, _INK, 24)
    add(text.fact, "DejaVuSerif", 31, _INK, 16)
    for quote, source in text.passages:
        add(quote, "DejaVuSerif-Italic", 24, _SOFT, 24, is_lower=True, indent=_INDENT)
        add(source, "DejaVuSans", 20, _SOFT, 14, is_lower=True)
    return lines


def _fit(words: Sequence[str], face: Face, size: int, width: int) -> int:
    """How many of the words fit into a line; at least one."""
    space = _width(" ", face, size)
    ends = accumulate(_width(word, face, size) + space for word in words)
    return max(1, sum(1 for end in takewhile(lambda end: end - space <= width, ends)))


def _height(line: _CardLine) -> int:
    return round(line.size * 1.36)


@lru_cache(maxsize=1 << 14)  # most words stand on many cards, and each is measured for several sizes
def _width(text: str, face: Face, size: int) -> float:
    return _font(face, size).getlength(text)


@cache
def _font(face: Face, size: int) -> "ImageFont.FreeTypeFont":
    from matplotlib import get_data_path  # a site without cards is written without loading it
    from PIL import ImageFont

    return ImageFont.truetype(Path(get_data_path()) / "fonts" / "ttf" / f"{face}.ttf", size)


def _code(address: str) -> "Image.Image":
    """A QR code, each of its squares a whole number of pixels."""
    from PIL import Image

    # Looking for the best of the eight masks would take a third of the time of a card; readers read all of them.
    matrix = [*segno.make(address, error="m", micro=False, mask=2).matrix]
    scale = max(1, _CODE // len(matrix))
    code = Image.new("L", (len(matrix), len(matrix)))
    code.putdata([_shown(_INK) if dark else _shown(_PAPER) for row in matrix for dark in row])
    return code.resize((len(matrix) * scale, len(matrix) * scale), Image.Resampling.NEAREST)


def _shown(shade: int) -> int:
    """A shade as a level of grey, between which letters are smoothed."""
    return shade * 255 // (_SHADES - 1)


def _coloured(image: "Image.Image") -> "Image.Image":
    """The picture in sixteen shades, which as a PNG takes an eighth of one in full colour."""
    palette = image.point([level * (_SHADES - 1) // 255 for level in range(256)], "P")
    palette.putpalette([part for shade in range(_SHADES) for part in _colour(shade)])
    return palette


def _colour(shade: int) -> tuple[int, int, int]:
    ink, paper, accent = _COLOURS
    if shade == _ACCENT:
        return accent
    red, green, blue = (dark + (light - dark) * shade // _PAPER for dark, light in zip(ink, paper, strict=True))
    return red, green, blue
