"""Photographs of a paper: drawn straight where the sheet is plainly seen, left as they are where it is not,
and joined into one PDF in their order.
"""

import io
import random

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.photographs import MOST_AT_ONCE, check_pages, check_photograph, straighten
from ongikar.papers.straighten_sandbox import find_sheet, perspective

WOOD, SIZE = "#5a4632", (1500, 2000)
ASKEW = [(230, 270), (1240, 170), (1310, 1750), (190, 1800)]


def sheet(marks: int = 1) -> Image.Image:
    """A page with writing; as many dark bars stand at its top as it has marks."""
    drawn = Image.new("RGB", (900, 1270), "#f4f2ec")
    pen, lengths = ImageDraw.Draw(drawn), random.Random(7)
    for row in range(200, 1180, 36):
        pen.rectangle((90, row, lengths.randint(400, 800), row + 12), fill="#222222")
    for mark in range(marks):
        pen.rectangle((90 + 120 * mark, 90, 170 + 120 * mark, 150), fill="#000000")
    return drawn


def photograph(corners, ground=WOOD, marks=1) -> Image.Image:
    """The sheet with its corners there, on a ground."""
    page = sheet(marks)
    # The other way round: for each point of the photograph, where it is on the sheet.
    width, height = page.size
    forward = perspective(corners, width, height)
    back = inverse(forward)
    drawn = Image.new("RGB", SIZE, ground)
    laid = page.transform(SIZE, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(SIZE, Image.Transform.PERSPECTIVE, back)
    drawn.paste(laid, mask=mask)
    return drawn


def inverse(numbers: list[float]) -> list[float]:
    a, b, c, d, e, f, g, h = numbers
    adjugate = [
        e - f * h, c * h - b, b * f - c * e,
        f * g - d, a - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    ]  # fmt: skip
    return [value / adjugate[8] for value in adjugate[:8]]


def jpeg(picture: Image.Image, **more) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, **more)
    return file.getvalue()


def upload(picture: Image.Image, name="page.jpg", **more) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(picture, **more), "image/jpeg")


def opened(content: Clean) -> Image.Image:
    return Image.open(io.BytesIO(content.content))


@pytest.mark.fast
def test_the_corners_of_a_sheet_are_found_to_a_few_points():
    found = find_sheet(photograph(ASKEW))
    for (x, y), (u, v) in zip(found, ASKEW, strict=True):
        assert abs(x - u) < 9
        assert abs(y - v) < 9


@pytest.mark.parametrize(
    "picture",
    [
        # Cut at a side; on a bright ground; nothing but the page; no page; a shadow through it.
        lambda: photograph([(-40, 270), (1240, 170), (1310, 1750), (-30, 1800)]),
        lambda: photograph(ASKEW, ground="#e9e6df"),
        sheet,
        lambda: Image.effect_noise((900, 1200), 90).convert("RGB"),
        lambda: Image.new("RGB", (900, 1200), "white"),
        lambda: covered(photograph(ASKEW)),
    ],
    ids=["cut", "bright ground", "only the page", "noise", "white", "covered by a hand"],
)
def test_what_is_not_plainly_a_sheet_is_left_as_it_is(picture):
    content = Clean(jpeg(picture()), "image/jpeg", ".jpg")
    assert straighten(content) is content


def covered(picture: Image.Image) -> Image.Image:
    ImageDraw.Draw(picture).ellipse((900, 1300, 1500, 2000), fill="#3a2a20")
    return picture


def test_an_askew_sheet_is_drawn_straight_and_whole():
    drawn = opened(check_photograph(upload(photograph(ASKEW))))
    width, height = drawn.size
    assert 0.6 < width / height < 0.8
    # Paper to its edges, the mark where it stands on the sheet.
    for x, y in ((0.02, 0.02), (0.98, 0.02), (0.02, 0.98), (0.98, 0.98)):
        assert sum(drawn.getpixel((round(x * width), round(y * height)))) > 600
    assert sum(drawn.getpixel((round(130 / 900 * width), round(120 / 1270 * height)))) < 200


def test_what_the_camera_says_is_upside_down_is_put_right():
    exif = Image.Exif()
    exif[0x0112] = 3
    drawn = opened(check_photograph(upload(sheet().rotate(180), exif=exif)))
    assert sum(drawn.getpixel((130, 120))) < 200


def test_several_become_one_pdf_in_their_order():
    joined = check_pages([upload(sheet(marks), f"{marks}.jpg") for marks in (3, 1, 2)])
    assert joined.media_type == "application/pdf"
    with pikepdf.open(io.BytesIO(joined.content)) as pdf:
        assert len(pdf.pages) == 3
        pages = [
            pikepdf.PdfImage(next(iter(page.get_images().values()))).as_pil_image() for page in pdf.pages
        ]
    dark = [sum(sum(page.getpixel((130 + 120 * mark, 120))) < 250 for mark in range(4)) for page in pages]
    assert dark == [3, 1, 2]


def test_one_stays_a_picture():
    assert check_pages([upload(sheet())]).media_type == "image/jpeg"


def test_the_faulty_one_of_several_is_named_and_so_is_a_mixture():
    bad = SimpleUploadedFile("নষ্ট.jpg", b"not a picture", "image/jpeg")
    with pytest.raises(PaperFault, match=r"নষ্ট\.jpg"):
        check_pages([upload(sheet()), bad])
    pdf = io.BytesIO()
    sheet().save(pdf, "PDF")
    with pytest.raises(PaperFault, match="cannot be mixed"):
        check_pages([upload(sheet()), SimpleUploadedFile("a.pdf", pdf.getvalue(), "application/pdf")])
    with pytest.raises(PaperFault, match="At most 10"):
        check_pages([upload(sheet())] * (MOST_AT_ONCE + 1))
