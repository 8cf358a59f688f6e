"""The office's papers as PDF: data in, bytes out, by the Typst templates beside this file.

`render("receipt", {...})` hands the data over as JSON; each template's head says which keys it reads. Fonts
come from
`papers/fonts` alone, so that a paper looks the same on every machine and its Bangla can be copied and read
aloud.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno

from ongikar.papers.printable import printable

TEMPLATES = Path(__file__).parents[1] / "typst"
FONTS = Path(__file__).parents[1] / "fonts"
# Tagged and readable aloud; the compiler refuses a paper that would not be.
STANDARD = "ua-1"

# The compiler keeps fonts and parsed templates between papers, and works on one paper at a time.
_one_at_a_time = Lock()


@cache
def compiler() -> Any:
    import typst

    return typst.Compiler(root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True)


def render(template: str, data: Mapping[str, Any], *, made_at: datetime | None = None) -> bytes:
    """The PDF of `template` ("receipt", "letter", "register", "charter") for `data`, which must fit into
    JSON.

    `data["language"]` ("bn" or "en") chooses the fixed words. `made_at` is written into the file; without it
    the same
    data give the same bytes. A sign that our font lacks is marked. Raises PaperTemplateFault naming the
    template where a key is missing.
    """
    # Loaded with the first paper: most pages make none, and the typesetter is large.
    import typst

    from .text_layer import deduplicate_text

    path = TEMPLATES / f"{template}.typ"
    with _one_at_a_time:
        try:
            pdf = compiler().compile(
                input=path,
                format="pdf",
                sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)}
                | ({"is_dated": "yes"} if made_at else {}),
                pdf_standards=STANDARD,
                timestamp=made_at and made_at.replace(microsecond=0),
            )
        except typst.TypstError as fault:
            raise PaperTemplateFault(f"{path.name}: {fault}") from fault
    return deduplicate_text(pdf)


def qr(address: str) -> str:
    """An address as the SVG of a QR code: what `receipt` and `letter` take under the key `qr`."""
    return segno.make(address, error="m", micro=False).svg_inline(border=0, dark="#000")


class PaperTemplateFault(RuntimeError):
    """A paper could not be set: its template or the data handed to it is wrong, never the citizen."""
