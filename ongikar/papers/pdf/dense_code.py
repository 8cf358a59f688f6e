"""A QR code of a thousand signs as one small picture, for whoever sets hundreds of them one after another.

All but the words is the same in every code of one size. So segno draws the first, square by square; the bits
of each further one are put into the places where its words were, a twentieth of the work. What comes out is
what segno draws, square for square (tests/test_dense_code.py).
"""

import base64
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple, cast

# Any mask is read by every camera. To weigh all eight takes a tenth of a second for a large code, and gains
# nothing where the content is as random as a packed and signed one.
MASK_OF_LARGE = 3
PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
    '<image width="{side}" height="{side}" image-rendering="optimizeSpeed"'
    ' href="data:image/png;base64,{picture}"/></svg>'
)
VERSIONS = range(1, 41)
# Up from here the length is told in two bytes.
FIRST_OF_LONG = 10
BYTE_MODE = 4
# What fills up the room that the words leave. The standard knows nothing of the 0 before it, nor does it
# matter: segno sets it, and a certificate that is printed again is the same byte for byte.
END, FILLING = b"\0", b"\xec\x11"
# So segno marks the squares that are free for words.
FREE = 2
# The field of 256 elements in which the correction is reckoned.
FIELD = 0x11D


class Block(NamedTuple):
    """A part of the words that is corrected by itself: so many bytes of words, so many that correct them."""

    words: int
    correction: int


class Size(NamedTuple):
    """The codes of one size: squares on a side; how the words are divided; from which bit of the message each
    bit of the picture's rows is taken, the last for those that hold none; and what these bits turn over.
    """

    version: int
    side: int
    blocks: tuple[Block, ...]
    places: Callable[[str], tuple[str, ...]]
    fixed: int


def dense_qr(address: str) -> str:
    """An address as the SVG of a QR code with one picture in it, a bit for each square. As lines it would be
    ten times as much for the typesetter to draw and for its pages to be read through.
    """
    words = address.encode()
    side, rows = code_rows(words)
    size = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    # What is as random as a packed and signed statement becomes no smaller by searching long.
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    picture = PNG + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return PICTURE.format(side=side, picture=base64.b64encode(picture).decode())


def code_rows(words: bytes) -> tuple[int, bytes]:
    """How many squares a side has, and the rows as they stand in a PNG: before each how it is packed (as it
    is), then a bit for each square, 0 where it is dark, filled up to whole bytes.
    """
    size = size_of(*version_and_level(len(words)))
    return size.side, (place_bits(words, size) ^ size.fixed).to_bytes(size.side * bytes_of_row(size.side))


def bytes_of_row(side: int) -> int:
    return 1 + (side + 7) // 8


@cache
def version_and_level(length: int) -> tuple[int, int]:
    """The smallest version that holds so many bytes, and the best correction that this one has room for."""
    from segno import consts

    rooms = cast(dict[int, dict[int, int]], consts.SYMBOL_CAPACITY)
    for version in VERSIONS:
        bits = 4 + bits_of_length(version) + 8 * length
        if rooms[version][consts.ERROR_LEVEL_M] >= bits:
            better = (consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)
            return version, [level for level in better if rooms[version][level] >= bits][-1]
    raise ValueError("too long for a QR code")


def bits_of_length(version: int) -> int:
    return 8 if version < FIRST_OF_LONG else 16


@cache
def size_of(version: int, level: int) -> Size:
    """Learned from a code that segno draws: what its squares show is what is the same in each, once its own
    words are taken away.
    """
    import segno
    from segno import consts, encoder

    known = b"a"
    levels = {number: name for name, number in consts.ERROR_MAPPING.items()}
    code = segno.make(
        known, error=levels[level], version=version, mode="byte", mask=MASK_OF_LARGE, boost_error=False
    )
    side = len(code.matrix)
    blocks = tuple(
        Block(each.num_data, each.num_total - each.num_data)
        for each in cast(Any, consts.ECC)[version][level]
        for _ in range(each.num_blocks)
    )
    bits = 8 * sum(map(sum, blocks))
    frame = encoder.make_matrix(side, side)
    encoder.add_finder_patterns(frame, side, side)
    encoder.add_alignment_patterns(frame, side, side)
    # How a row is packed, and what fills it up, is no square.
    source = [[bits] * (8 * bytes_of_row(side)) for _ in range(side)]
    walk = ((row, column) for row, column in walk_squares(side) if frame[row][column] == FREE)
    for bit, (row, column) in zip(range(bits), walk, strict=False):
        source[row][8 + column] = bit
    fill = "0" * (8 * bytes_of_row(side) - 8 - side)
    drawn = "".join(f"{0:08b}{''.join('0' if dark else '1' for dark in row)}{fill}" for row in code.matrix)
    size = Size(version, side, blocks, itemgetter(*chain.from_iterable(source)), 0)
    return size._replace(fixed=int(drawn, 2) ^ place_bits(known, size))


def walk_squares(side: int) -> Iterator[tuple[int, int]]:
    """The squares in the order in which a message goes through them: two columns at a time from the right,
    up, down and up again, past the column of the ticking line.
    """
    for number, right in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        for row in range(side) if number % 2 else reversed(range(side)):
            yield row, right
            yield row, right - 1


def place_bits(words: bytes, size: Size) -> int:
    """The bits of a message in their places, 0 in all the others."""
    message = message_of(words, size)
    bits = f"{int.from_bytes(message):0{8 * len(message)}b}0"
    return int("".join(size.places(bits)), 2)


def message_of(words: bytes, size: Size) -> bytes:
    """The words with what corrects them, a byte of each block in turn."""
    room = sum(block.words for block in size.blocks)
    head = (BYTE_MODE << bits_of_length(size.version)) | len(words)
    # Four bits that are 0 end the words: with the mode, which is four, they are whole bytes.
    said = ((head << 8 * len(words)) | int.from_bytes(words)) << 4
    plain = said.to_bytes(1 + bits_of_length(size.version) // 8 + len(words))
    plain += (END + FILLING * room)[: room - len(plain)]
    parts, corrections, done = [], [], 0
    for block in size.blocks:
        part = plain[done : done + block.words]
        parts.append(part)
        corrections.append(correction_of(part, block.correction))
        done += block.words
    return bytes([*in_turn(parts), *in_turn(corrections)])


def in_turn(parts: Sequence[bytes]) -> Iterator[int]:
    """The first byte of each, the second of each, and so on; some are shorter by one."""
    return (byte for row in zip_longest(*parts) for byte in row if byte is not None)


def correction_of(part: bytes, length: int) -> bytes:
    """What is left when the part is divided by the polynomial of that length (Reed and Solomon)."""
    table, top, whole = multiples(length), 8 * (length - 1), (1 << 8 * length) - 1
    left = 0
    for byte in part:
        left = ((left << 8) & whole) ^ table[byte ^ (left >> top)]
    return left.to_bytes(length)


@cache
def multiples(length: int) -> list[int]:
    """The polynomial that such a correction divides by, without its first term, times each byte: its terms
    as the bytes of one number.
    """
    polynomial, root = [1], 1
    for _ in range(length):
        shifted, times = [*polynomial, 0], [0, *(product(root, term) for term in polynomial)]
        polynomial = [one ^ other for one, other in zip(shifted, times, strict=True)]
        root = product(root, 2)
    return [int.from_bytes(bytes(product(byte, term) for term in polynomial[1:])) for byte in range(256)]


def product(one: int, other: int) -> int:
    """In the field of 256 elements."""
    made = 0
    while other:
        made ^= one if other & 1 else 0
        one = one << 1 ^ (FIELD if one & 0x80 else 0)
        other >>= 1
    return made
