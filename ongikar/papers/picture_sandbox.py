"""A program of its own that draws one picture anew in a sandbox: little memory, little time, no file it
could write.

A picture of 2 KB can unpack to hundreds of megabytes in the reader itself, which is C and reads what
strangers send; here it takes only this program with it, and not the web server. It reads the file from
standard input and writes the points alone to standard output, as JPEG or PNG: place, camera, captions and
whatever hides behind the picture stay out. It tells by exit status what was wrong. Run as a script, it
imports nothing of the project; see docs/decisions/041.
"""

import ctypes
import io
import resource
import signal
import sys

# A picture of MOST_PIXELS takes 430 MB while a WEBP is unpacked and drawn.
MEMORY = 700 * 1024 * 1024
SECONDS = 15
MOST_PIXELS = 25_000_000
# Exit statuses; any other end is told as a picture too large to open.
DAMAGED, TOO_MANY_PIXELS, TOO_LARGE = 3, 4, 5
FORMATS = ("JPEG", "PNG", "WEBP")
PR_SET_PDEATHSIG = 1


class TooManyPixels(Exception):
    pass


def redraw_picture(content: bytes) -> bytes:
    """The points alone. Raises what Pillow raises, and TooManyPixels before any of them is unpacked."""
    from PIL import Image, ImageOps

    # Our own limit is lower, and is asked before anything is unpacked. Of a WEBP the reader takes the
    # room when it opens it.
    Image.MAX_IMAGE_PIXELS = None
    if webp_pixels(content) > MOST_PIXELS:
        raise TooManyPixels
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise TooManyPixels
        drawn_as, has_alpha = opened.format, "A" in opened.getbands()
        opened.load()
        picture = ImageOps.exif_transpose(opened)
    # Colour profiles, comments and captions would be carried over beside the points.
    picture.info = {}
    written = io.BytesIO()
    if drawn_as == "PNG":
        picture.convert("RGBA" if has_alpha else "RGB").save(written, "PNG", optimize=False)
    else:
        picture.convert("RGB").save(written, "JPEG", quality=88)
    return written.getvalue()


def webp_pixels(content: bytes) -> int:
    """The points that a WEBP says it has (RFC 9649, 2.5 to 2.7); 0 for anything else."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return 0
    kind, number = content[12:16], int.from_bytes
    if kind == b"VP8X":
        return (number(content[24:27], "little") + 1) * (number(content[27:30], "little") + 1)
    if kind == b"VP8L":
        bits = number(content[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    return (number(content[26:28], "little") & 0x3FFF) * (number(content[28:30], "little") & 0x3FFF)


def main() -> int:
    # Whoever asked may be killed: nobody would read what is drawn.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe only.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        written = redraw_picture(sys.stdin.buffer.read())
    except TooManyPixels:
        return TOO_MANY_PIXELS
    except MemoryError:
        return TOO_LARGE
    except Exception:
        return DAMAGED
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
