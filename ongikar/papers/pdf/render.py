"""The office's papers as PDF: data in, bytes out, by the Typst templates; and what the font can write."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from ongikar.core.not_none import not_none

from .dense_code import MASK_OF_LARGE

# The signs of Noto Sans Bengali as it lies in papers/fonts, first-last in hexadecimal; line break and tab
# are no signs.
SIGNS = """
9-a d 20-7e a0-a3 a5 a7-ab ae-b0 b4 b6-b8 ba-bb bf-ff 131 152-153 2bc 2c6 2da 2dc 300-301 303-304 308
951-952 964-965
980-983 985-98c 98f-990 993-9a8 9aa-9b0 9b2 9b6-9b9 9bc-9c4 9c7-9c8 9cb-9ce 9d7 9dc-9dd 9df-9e3 9e6-9fe
1cd0 1cd2
1cd5-1cd6 1cd8 1ce1 1cea 1ced 1cf2 1cf5-1cf7 200b-200d 2013-2014 2018-201a 201c-201e 2022 2026 2039-203a
20ac 20b9
2122 2212 25cc a8f1
"""
UNREADABLE = "(?)"


def printable_class() -> str:
    """The signs as the inside of a class of a regular expression."""
    ends = ([int(end, 16) for end in span.split("-")] for span in SIGNS.split())
    return "".join(f"{re.escape(chr(span[0]))}-{re.escape(chr(span[-1]))}" for span in ends)


# An emoji is often several signs with joiners between: one run, one mark.
UNKNOWN = re.compile(f"[^{printable_class()}](?:\u200d?[^{printable_class()}])*")


def printable(data: Any) -> Any:
    """The same data, texts at any depth of it in signs that can be printed."""
    if isinstance(data, str):
        return UNKNOWN.sub(UNREADABLE, data)
    if isinstance(data, Mapping):
        return {name: printable(each) for name, each in data.items()}
    if isinstance(data, list | tuple):
        return [printable(each) for each in data]
    return data


TEMPLATES = Path(__file__).parents[1] / "typst"
FONTS = Path(__file__).parents[1] / "fonts"
# Tagged and readable aloud; the compiler refuses a paper that would not be.
STANDARD = "ua-1"
# Of thermal printers: eight dots a millimetre. What is lighter than this stays paper, so that thin strokes
# of letters do not break.
DOTS_PER_INCH = 203.2
PAPER_WHITE = 150

# The compiler keeps fonts and parsed templates between papers, and works on one paper at a time.
_one_at_a_time = Lock()


@cache
def compiler() -> Any:
    import typst

    return typst.Compiler(root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True)


def render(
    template: str, data: Mapping[str, Any], *, made_at: datetime | None = None, source: str = ""
) -> bytes:
    """The PDF of `template` ("receipt", "letter", "register", "charter") for `data`, which must fit into
    JSON. `source`: the text of the template itself, where it is kept in a row and not in a file here.

    `data["language"]` ("bn" or "en") chooses the fixed words. `made_at` is written into the file; without
    it the same data give the same bytes. A sign that our font lacks is marked. Raises PaperTemplateFault
    naming the template where a key is missing.
    """
    from .text_layer import deduplicate_text

    pdf = set_paper(
        template,
        data,
        source=source,
        inputs={"is_dated": "yes"} if made_at else {},
        format="pdf",
        pdf_standards=STANDARD,
        timestamp=made_at and made_at.replace(microsecond=0),
    )
    return deduplicate_text(pdf)


def render_dots(template: str, data: Mapping[str, Any]) -> bytes:
    """The one page of `template` as PNG of black and white dots, as large as a thermal printer sets them.

    Such printers know no Bangla letters; what they are sent as a picture they print as it is.
    """
    from PIL import Image

    picture = Image.open(BytesIO(set_paper(template, data, format="png", ppi=DOTS_PER_INCH)))
    written = BytesIO()
    dots = picture.convert("L").point(lambda grey: 255 * (grey >= PAPER_WHITE)).convert("1")
    dots.save(written, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), optimize=True)
    return written.getvalue()


def set_paper(
    template: str,
    data: Mapping[str, Any],
    *,
    source: str = "",
    inputs: Mapping[str, str] = MappingProxyType({}),
    **how: Any,
) -> bytes:
    # Loaded with the first paper: most pages make none, and the typesetter is large.
    import typst

    path = TEMPLATES / f"{template}.typ"
    with _one_at_a_time:
        try:
            made: bytes = compiler().compile(
                input=source.encode() if source else path,
                sys_inputs={"data": json.dumps(printable(with_emblem(data)), ensure_ascii=False), **inputs},
                **how,
            )
        except typst.TypstError as fault:
            raise PaperTemplateFault(f"{path.name}: {fault}") from fault
    return made


def draw_picture(source: str, drawing: str) -> bytes:
    """A sheet with a checked drawing on it as PNG, two dots for a point. `source`: how it stands there."""
    with _one_at_a_time:
        picture: bytes = compiler().compile(
            input=source.encode(), format="png", ppi=144.0, sys_inputs={"drawing": drawing}
        )
    return picture


# A SHA-256 in figures: what is longer is the drawing already.
DIGEST = 64


def with_emblem(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same with the drawing of the emblem in the place of its SHA-256, which is what is kept of it."""
    office = data.get("office")
    if not isinstance(office, Mapping) or len(office.get("emblem", "")) != DIGEST:
        return data
    return {**data, "office": {**office, "emblem": drawing_of(office["emblem"])}}


def drawing_of(sha256: str) -> str:
    """The drawing of an emblem; "" of one that is not known here, which may come yet."""
    from ongikar.offices.models import Emblem

    return known_drawing(sha256) if Emblem.objects.filter(sha256=sha256).exists() else ""


@lru_cache(maxsize=32)
def known_drawing(sha256: str) -> str:
    """What stands under a digest never changes."""
    from ongikar.offices.models import Emblem

    return not_none(Emblem.objects.filter(sha256=sha256).first()).drawing


# Longer addresses hold what is packed and signed: to weigh all masks would gain nothing.
LARGE = 400


def qr(address: str) -> str:
    """An address as the SVG of a QR code: what `receipt` and `letter` take under the key `qr`."""
    mask = MASK_OF_LARGE if len(address) > LARGE else None
    import segno

    return segno.make(address, error="m", mask=mask, micro=False).svg_inline(border=0, dark="#000")


def square_code(address: str) -> str:
    """An address as the SVG of a square code for a screen: as large as its frame, with the white rim that a
    camera needs.
    """
    import segno

    return segno.make(address, error="m", micro=False).svg_inline(border=3, omitsize=True, dark="#000")


class PaperTemplateFault(RuntimeError):
    """A paper could not be set: its template or the data handed to it is wrong, never the citizen."""
