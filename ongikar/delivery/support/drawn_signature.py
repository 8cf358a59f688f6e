"""The picture of a signature that was drawn with a finger."""

import io

from ongikar.delivery.support.rules import HEIGHT, WIDTH, Stroke
from ongikar.papers.check import Clean

# The picture is drawn finer than the board, so that it is smooth on paper.
SCALE, PEN = 2, 6


def draw_signature(strokes: list[Stroke]) -> Clean:
    """The picture of a drawn signature: made by us from checked points, so nothing else can be in it."""
    # It takes 4 MB, and few processes ever draw.
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 255)
    pen = ImageDraw.Draw(sheet)
    for stroke in strokes:
        points = [(x * SCALE, y * SCALE) for x, y in stroke]
        pen.line(points * (2 if len(points) == 1 else 1), fill=0, width=PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - PEN // 2, y - PEN // 2, x + PEN // 2, y + PEN // 2), fill=0)
    drawn = io.BytesIO()
    sheet.quantize(8).save(drawn, "PNG", optimize=True)
    return Clean(drawn.getvalue(), "image/png", ".png")
