"""An emblem as a picture, for what shows no drawings: mails."""

from functools import lru_cache

from ongikar.core.not_none import not_none

# Twice what is shown, for fine screens.
HIGH = 128
SHEET = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.drawing), format: "svg", height: {high}pt)
"""


@lru_cache(maxsize=32)
def emblem_picture(sha256: str) -> bytes:
    """As PNG; what stands under a digest never changes."""
    from ongikar.offices.models import Emblem

    from .pdf.render import draw_picture

    drawing = not_none(Emblem.objects.filter(sha256=sha256).first()).drawing
    return draw_picture(SHEET.format(high=HIGH), drawing)
