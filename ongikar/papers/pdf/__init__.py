"""The office's papers as PDF, and the layer of text in them that can be searched and read aloud."""

from .dense_code import SEGNO, ZXING, dense_qr
from .render import (
    FONTS,
    STANDARD,
    TEMPLATES,
    PaperTemplateFault,
    qr,
    render,
    render_dots,
    square_code,
)

__all__ = [
    "FONTS",
    "SEGNO",
    "STANDARD",
    "TEMPLATES",
    "ZXING",
    "PaperTemplateFault",
    "dense_qr",
    "qr",
    "render",
    "render_dots",
    "square_code",
]
