"""Photos and scans of one letter become one PDF, upright and no larger than paper needs."""

import io

import pypdfium2
import pytest
from PIL import Image

from ongikar.papers.check import PaperFault, clean_file
from ongikar.papers.scans import count_pages, draw_page, join_pages


def photo(width=1200, height=1600, colour="white"):
    """A photo with a black corner, top left, so that a turn is seen."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("black", (0, 0, width // 4, height // 4))
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


def scan(pages):
    written = io.BytesIO()
    first, *rest = [Image.new("L", (600, 800), "white") for _ in range(pages)]
    first.save(written, "PDF", save_all=True, append_images=rest)
    return clean_file(written.getvalue()).content


def black_corner(picture):
    """Where the black corner lies: "top left" and so on."""
    small = picture.convert("L").resize((8, 8))
    corners = {"top left": (0, 0), "top right": (7, 0), "bottom right": (7, 7), "bottom left": (0, 7)}
    return [name for name, place in corners.items() if small.getpixel(place) < 100]


def test_photos_and_a_scan_are_joined_in_the_order_of_their_pages():
    contents = [photo(), scan(3)]
    joined = join_pages(contents, [(1, 2, 0), (0, 0, 0), (1, 0, 0)])
    pdf = pypdfium2.PdfDocument(joined.content)
    assert joined.media_type == "application/pdf"
    assert len(pdf) == 3
    assert black_corner(pdf[1].render().to_pil()) == ["top left"]


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, "top left"), (90, "top right"), (180, "bottom right"), (270, "bottom left")]
)
def test_a_page_that_came_sideways_is_turned_with_the_clock(turn, corner):
    drawn = Image.open(io.BytesIO(draw_page(photo(), 0, turn)))
    assert black_corner(drawn) == [corner]
    joined = join_pages([photo()], [(0, 0, turn)]).content
    assert black_corner(pypdfium2.PdfDocument(joined)[0].render().to_pil()) == [corner]
    # The same of a page that came in a PDF.
    again = join_pages([join_pages([photo()], [(0, 0, 0)]).content], [(0, 0, turn)]).content
    assert black_corner(pypdfium2.PdfDocument(again)[0].render().to_pil()) == [corner]


def test_a_photo_of_a_phone_is_no_larger_than_paper_needs():
    pdf = pypdfium2.PdfDocument(join_pages([photo(3000, 4000)], [(0, 0, 0)]).content)
    # Points of 1/72 inch: the height of an A4.
    assert abs(max(pdf[0].get_size()) - 842) < 2
    (picture,) = pdf[0].get_objects()
    assert max(picture.get_px_size()) == 2339


def test_sixty_pages_are_one_letter():
    content = scan(60)
    assert count_pages(content) == 60
    assert count_pages(photo()) == 1
    joined = join_pages([content], [(0, page, 0) for page in range(60)])
    assert len(pypdfium2.PdfDocument(joined.content)) == 60


def test_more_than_a_hundred_pages_and_no_page_are_refused():
    with pytest.raises(PaperFault, match="at most 100 pages"):
        join_pages([photo()], [(0, 0, 0)] * 101)
    with pytest.raises(PaperFault):
        join_pages([photo()], [])


def test_what_does_not_open_is_told():
    with pytest.raises(PaperFault, match="Scan it again"):
        draw_page(b"%PDF-1.4 nothing", 0, 0)
