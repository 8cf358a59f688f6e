"""The office's papers as PDF, and the layer of text in them that can be searched and read aloud."""

from .dense_code import dense_qr
from .render import (
    FONTS,
    STANDARD,
    TEMPLATES,
    PaperTemplateFault,
    qr,
    render,
    square_code,
)

__all__ = ["FONTS", "STANDARD", "TEMPLATES", "PaperTemplateFault", "dense_qr", "qr", "render", "square_code"]
