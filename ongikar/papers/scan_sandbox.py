"""A program of its own that handles scanned pages in a sandbox: counts those of a file, draws one for the
screen, or joins many into one PDF.

What it reads was written anew before (picture_sandbox.py, pdf/sandbox.py), but unpacking it may still take
more memory than a web server has to spare. Standard input is one line of JSON, then the files one after the
other; it answers on standard output, and by exit status what was wrong. Run as a script, it imports nothing
of the project.
"""

import ctypes
import io
import json
import resource
import signal
import sys
from typing import Any

MEMORY = 900 * 1024 * 1024
SECONDS = 60
MOST_PAGES = 100
PR_SET_PDEATHSIG = 1
# Exit statuses.
DAMAGED, TOO_MANY_PAGES, TOO_LARGE = 3, 4, 5
COUNT, DRAW, JOIN = "count", "draw", "join"
# The longer side of a page in points of its picture: A4 at 200 dots an inch is read and printed well, and 150
# pages of it are some 50 MB; on the screen half of that does.
KEPT_SIDE, SHOWN_SIDE = 2339, 1400
A4_INCHES = 11.69
QUALITY = 72
PDF = b"%PDF-"


def page_count(content: bytes) -> int:
    """How many pages a file has: a picture is one."""
    import pikepdf

    if not content.startswith(PDF):
        return 1
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def turned_picture(picture: Any, turn: int, side: int) -> Any:
    """The picture turned by so many degrees with the clock, and no larger than a page has to be."""
    turned = picture.convert("RGB").rotate(-turn, expand=True)
    turned.thumbnail((side, side))
    return turned


def drawn_page(content: bytes, page: int, turn: int, side: int) -> bytes:
    """One page as a JPEG, its longer side so many points."""
    from PIL import Image

    if content.startswith(PDF):
        import pypdfium2

        found = pypdfium2.PdfDocument(content)[page]
        scale = side / max(found.get_size())
        picture = found.render(scale=scale).to_pil()
    else:
        picture = Image.open(io.BytesIO(content))
    written = io.BytesIO()
    turned_picture(picture, turn, side).save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def joined_pages(contents: list[bytes], pages: list[tuple[int, int, int]]) -> bytes:
    """One PDF of pages, each (which file, which page of it, degrees with the clock)."""
    import pikepdf

    with pikepdf.new() as joined:
        for place, page, turn in pages:
            content = contents[place]
            source = content if content.startswith(PDF) else picture_as_pdf(content, turn)
            with pikepdf.open(io.BytesIO(source)) as pdf:
                joined.pages.append(pdf.pages[page])
                if content is source and turn:
                    joined.pages[-1].rotate(turn, relative=True)
        written = io.BytesIO()
        joined.save(written, deterministic_id=True)
        return written.getvalue()


def picture_as_pdf(content: bytes, turn: int) -> bytes:
    from PIL import Image

    picture = turned_picture(Image.open(io.BytesIO(content)), turn, KEPT_SIDE)
    written = io.BytesIO()
    # As large on paper as the sheet that was photographed: its longer side is that of an A4.
    picture.save(written, "PDF", quality=QUALITY, resolution=max(picture.size) / A4_INCHES)
    return written.getvalue()


def answer(told: dict[str, Any], contents: list[bytes]) -> bytes:
    if told["do"] == COUNT:
        return str(page_count(contents[0])).encode()
    if told["do"] == DRAW:
        return drawn_page(contents[0], told["page"], told["turn"], told["side"])
    pages = [(place, page, turn) for place, page, turn in told["pages"]]
    if not 0 < len(pages) <= MOST_PAGES:
        raise OverflowError
    return joined_pages(contents, pages)


def main() -> int:
    # Whoever asked may be killed: nobody would read what is made.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe only.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    told = json.loads(sys.stdin.buffer.readline())
    contents = [sys.stdin.buffer.read(size) for size in told["sizes"]]
    try:
        written = answer(told, contents)
    except OverflowError:
        return TOO_MANY_PAGES
    except MemoryError:
        return TOO_LARGE
    except Exception:
        return DAMAGED
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
