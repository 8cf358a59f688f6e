"""What may be an emblem, and what a drawing holds that may not."""

import io

import pypdfium2
import pytest
from PIL import Image

from ongikar.papers.check import PaperFault
from ongikar.papers.emblem import MOST_BYTES, check_emblem
from ongikar.papers.pdf.render import render
from ongikar.papers.pdf.typesetter import render_apart

pytestmark = pytest.mark.once
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
)


def drawing(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


def picture(wide: int = 64, high: int = 64, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (wide, high), (0, 106, 78)).save(written, kind)
    return written.getvalue()


REFUSED = {
    "a script": (drawing("<script>alert(1)</script>"), "holds a program"),
    "a script of XHTML": (
        drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>'),
        "holds a program",
    ),
    "a script within words": (drawing("<desc><script/></desc>"), "holds a program"),
    "a handler": (drawing('<rect onload="alert(1)"/>'), "holds a program"),
    "a handler in capitals": (drawing('<rect ONCLICK="alert(1)"/>'), "holds a program"),
    "a page within": (drawing("<foreignObject><p/></foreignObject>"), "foreignObject"),
    "a picture from elsewhere": (drawing('<image href="https://example.com/x.png"/>'), "image"),
    "a link": (drawing('<a href="javascript:alert(1)"><rect/></a>'), "from elsewhere"),
    "a part from elsewhere": (drawing('<use xlink:href="https://example.com/x.svg#a"/>'), "from elsewhere"),
    "a paint from elsewhere": (drawing('<rect fill="url(https://example.com/x#a)"/>'), "from elsewhere"),
    "a style from elsewhere": (drawing("<style>@import 'https://example.com/x.css';</style>"), "style"),
    "an address in a style": (drawing("<rect style='fill:URL( //example.com/x )'/>"), "from elsewhere"),
    "an address in signs of CSS": (drawing(r"<rect style='fill:\\75rl(//example.com)'/>"), "style"),
    "an animation": (drawing('<animate attributeName="href" to="javascript:alert(1)"/>'), "animate"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&amp;a;"), "from elsewhere"),
    "UTF-16": (drawing("<rect/>").decode().encode("utf-16"), "SVG or a PNG"),
    "a part that holds itself": (drawing('<g id="a"><use href="#a"/></g>'), "too many parts"),
    "parts of parts": (
        drawing('<g id="a"><use href="#b"/></g><g id="b"><rect/></g><use href="#a"/>'),
        "too many parts",
    ),
    "patterns of patterns": (
        drawing(
            '<pattern id="p"><rect fill="url(#q)"/></pattern><pattern id="q"><rect fill="url(#p)"/></pattern>'
        ),
        "too many parts",
    ),
    "parts without end": (drawing("<g>" * 100 + "</g>" * 100), "too many parts"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', "viewBox"),
    "half a file": (drawing("<rect/>")[:-9], "damaged"),
    "a page": (b"<html><body>x</body></html>", "damaged"),
    "a photo": (picture(kind="JPEG"), "SVG or a PNG"),
    "nothing": (b"", "empty"),
    "too many bytes": (drawing("<!--" + "x" * MOST_BYTES + "-->"), "200 KB"),
    "too many points": (picture(wide=1400), "1024 pixels"),
    "a damaged picture": (picture()[:60], "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_acts_fetches_or_unfolds_is_refused_and_named(name):
    content, words = REFUSED[name]
    with pytest.raises(PaperFault) as refused:
        check_emblem(content)
    assert words in refused.value.en
    assert refused.value.bn


def test_what_an_editor_wrote_for_itself_is_left_out():
    content, media_type = check_emblem(
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        b' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- made by -->'
        + drawing(
            '<i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:zoom="1"/><title>Emblem</title>'
            '<metadata><x/></metadata><g i:label="a" xmlns:i="urn:i" style="fill:#006a4e" data-x="1">'
            '<circle id="c" cx="5" cy="5" r="4"/></g><use xlink:href="#c"/>'
        )
    )

    assert media_type == "image/svg+xml"
    text = content.decode()
    for gone in ("DOCTYPE", "made by", "inkscape", "Emblem", "metadata", "label", "data-x", "xlink"):
        assert gone not in text
    assert '<circle id="c" cx="5" cy="5" r="4"/>' in text
    assert '<use href="#c"/>' in text
    assert check_emblem(content) == (content, media_type), "what was written anew is taken as it is"


def test_a_picture_is_drawn_anew_without_what_was_said_beside_it():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "somebody")
    written = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 106, 78, 128)).save(written, "PNG", pnginfo=told)
    content, media_type = check_emblem(written.getvalue())

    assert media_type == "image/png"
    assert b"somebody" not in content
    with Image.open(io.BytesIO(content)) as drawn:
        assert drawn.size == (64, 64)
        assert drawn.getpixel((1, 1)) == (0, 106, 78, 128)


@pytest.mark.django_db
def test_a_checked_drawing_can_be_printed():
    content, _ = check_emblem(drawing('<linearGradient id="g"/><rect width="9" height="9" fill="url(#g)"/>'))
    office = {
        "name": "Office", "department": "D", "address": "A", "phone": "", "email": "", "sample": "",
        "emblem": content.decode(), "colour": "#1a4f8b", "head": "Head line", "foot": "Foot line",
    }  # fmt: skip
    letter = {
        "language": "en", "office": office, "memo_number": "1", "date": "1", "subject": "S", "to": ["T"],
        "body": ["B"], "signer": ["Z"],
    }  # fmt: skip
    assert render_apart("letter", letter, seconds=60).startswith(b"%PDF-")


@pytest.mark.django_db
def test_a_long_name_keeps_clear_of_an_emblem_however_wide_that_is():
    """Seen on a page: the name ran under it, and a wide one covered half of the head."""
    wide = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><rect width="300" height="60"/></svg>'
    )
    office = {
        "name": "উপজেলা তথ্য ও যোগাযোগ প্রযুক্তি কর্মকর্তার কার্যালয়, রংপুর সদর, রংপুর", "department": "অধিদপ্তর",
        "address": "A", "phone": "", "email": "", "sample": "", "emblem": wide, "colour": "#1a4f8b",
        "head": "", "foot": "",
    }  # fmt: skip
    letter = {
        "language": "bn", "office": office, "memo_number": "1", "date": "1", "subject": "S", "to": ["T"],
        "body": ["B"], "signer": ["Z"],
    }  # fmt: skip
    page = pypdfium2.PdfDocument(render("letter", letter))[0]
    words, millimetre = page.get_textpage(), page.get_width() / 210
    boxes = [words.get_charbox(at) for at in range(words.count_chars())]
    head = [right for _, bottom, right, _ in boxes if bottom > page.get_height() - 42 * millimetre]
    assert len(head) > 50
    # The margin of a letter, and the widest that an emblem stands there.
    assert max(head) < page.get_width() - (24 + 34) * millimetre
