"""A QR code of a thousand signs as one small picture, a bit for each square. As lines it would be ten times
as much for the typesetter to draw and for its pages to be read through.
"""

import base64
import io

# Any mask is read by every camera. To weigh all eight takes a tenth of a second for a large code, and gains
# nothing where the content is as random as a packed and signed one.
MASK_OF_LARGE = 3
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
    '<image width="{side}" height="{side}" image-rendering="optimizeSpeed"'
    ' href="data:image/png;base64,{picture}"/></svg>'
)
# By which library the squares were drawn. Each fills up a code and divides its words in its own way, and a
# paper that is printed again bears the squares it was issued with.
SEGNO, ZXING = 1, 2


def dense_qr(address: str, *, drawn_by: int = ZXING) -> str:
    """An address as the SVG of a QR code with one picture in it. Raises ValueError for one that is too long.

    segno takes fifty times as long as zxing: it serves what was issued before there was zxing.
    """
    side, picture = draw_by_segno(address) if drawn_by == SEGNO else draw_by_zxing(address)
    return PICTURE.format(side=side, picture=base64.b64encode(picture).decode())


def draw_by_zxing(address: str) -> tuple[int, bytes]:
    """How many squares a side has, and the PNG."""
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(
        address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=MASK_OF_LARGE
    )
    squares = Image.fromarray(code.to_image(add_quiet_zones=False)).convert("1")
    file = io.BytesIO()
    # What is as random as a packed and signed statement becomes no smaller by searching long.
    squares.save(file, "PNG", compress_level=1)
    return squares.width, file.getvalue()


def draw_by_segno(address: str) -> tuple[int, bytes]:
    """The same, as certificates bore it up to release 0.2."""
    import segno

    code = segno.make(address, error="m", mask=MASK_OF_LARGE, micro=False, mode="byte")
    file = io.BytesIO()
    code.save(file, kind="png", border=0, compresslevel=1)
    return len(code.matrix), file.getvalue()
