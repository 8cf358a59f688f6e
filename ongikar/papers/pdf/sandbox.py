"""A program of its own that opens one PDF in a sandbox: little memory, little time, no network address,
nothing of ours.

A PDF of 5 MB can unpack to gigabytes in the reader itself; here it takes only this program with it. It
reads the file from standard input and writes it anew: the pages alone, each with what is drawn on it.
Whatever acts, hides or tells on people hangs elsewhere (the root, the names, annotations, forms, files
within) and is not carried over; it is told by exit status what was wrong. Run as a script, it imports
nothing of the project.
"""

import ctypes
import io
import resource
import signal
import sys
from typing import Any

MEMORY = 900 * 1024 * 1024
SECONDS = 20
MOST_PAGES = 100
PR_SET_PDEATHSIG = 1
# Exit statuses.
TOO_MANY_PAGES, LOCKED, DAMAGED, TOO_LARGE = 3, 4, 5, 6

# What a page keeps; annotations, actions, thumbnails, private data and the rest stay behind.
OF_A_PAGE = frozenset(
    {
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/Contents",
        "/Group",
        "/UserUnit",
    }
)
# Keys that nothing drawn needs, wherever they hang.
NEVER = frozenset(
    {
        "/OpenAction",
        "/AA",
        "/AcroForm",
        "/XFA",
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/RichMedia",
        "/RichMediaContent",
        "/Metadata",
        "/PieceInfo",
        "/OPI",
        "/Ref",
        "/Alternates",
        "/Annots",
        "/LastModified",
        "/PS",
    }
)
# Of a stream: where its bytes would be fetched from outside.
OUTSIDE = ("/F", "/FFilter", "/FDecodeParms")


def rewrite_pages(content: bytes) -> bytes:
    """The pages, written anew. Raises what pikepdf raises, and ValueError for too many pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.new() as anew:
        if pdf.is_encrypted:
            raise pikepdf.PasswordError
        if not 0 < len(pdf.pages) <= MOST_PAGES:
            raise ValueError(len(pdf.pages))
        for page in pdf.pages:
            for key in set(page.obj.keys()) - set(OF_A_PAGE):
                del page.obj[key]
            anew.pages.append(page)
        for thing in anew.objects:
            disarm(thing)
        written = io.BytesIO()
        # Nothing is unpacked on the way: what is packed well stays as it is.
        anew.save(
            written,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return written.getvalue()


def disarm(thing: Any) -> None:
    """Take the keys that act out of an object and of all that lies within it; objects of their own are met by
    themselves.
    """
    import pikepdf

    left = [(thing, 0)]
    while left:
        each, depth = left.pop()
        if isinstance(each, pikepdf.Array):
            inner = list(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            names = [*NEVER, *(OUTSIDE if isinstance(each, pikepdf.Stream) else ())]
            for key in names:
                if key in each:
                    del each[key]
            inner = [each[key] for key in list(each.keys())]
        else:
            continue
        if depth < 50:
            left += [
                (part, depth + 1)
                for part in inner
                if isinstance(part, pikepdf.Object) and not part.is_indirect
            ]


def main() -> int:
    # Whoever asked may be killed: nobody would read what is written.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe only.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    import pikepdf

    try:
        written = rewrite_pages(content)
    except pikepdf.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_LARGE
    except ValueError:
        return TOO_MANY_PAGES
    except Exception:
        return DAMAGED
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
