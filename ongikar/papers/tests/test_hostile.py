"""Papers that mean harm: what acts or tells is not left in them, what is something else is refused, what
explodes does no harm.
"""

import io
import resource
import time

import pikepdf
import pytest
from PIL import Image

from ongikar.papers.check import MOST_BYTES, PaperFault, clean_file
from ongikar.papers.pdf import sandbox

from . import hostile


def everything_in(content: bytes) -> bytes:
    """A PDF as it lies there, and with every stream of it unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return content + out.getvalue()


@pytest.mark.parametrize("name", hostile.ACTING)
def test_nothing_that_acts_or_hides_is_left_in_a_pdf(name):
    sent = hostile.ACTING[name]()
    assert hostile.MARK in everything_in(sent), "the sample does hold it"
    kept = clean_file(sent).content
    assert hostile.MARK not in everything_in(kept)
    for sign in (
        b"/JavaScript",
        b"/Launch",
        b"/URI",
        b"/OpenAction",
        b"/EmbeddedFile",
        b"/XFA",
        b"/AA",
        b"/Annots",
        b"/Filespec",
    ):
        assert sign not in everything_in(kept), sign
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert len(pdf.pages) == 1
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}


def test_what_is_drawn_on_a_page_stays_as_it_was():
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 100))
        made.pages[0].obj.Contents = pikepdf.Stream(made, b"BT /A 12 Tf 10 10 Td (legible) Tj ET")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        # Handed down from the tree of pages, under a name that elsewhere would be an action.
        made.Root.Pages.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(A=made.make_indirect(font)))
        del made.pages[0].obj["/Resources"]
        made.Root.Pages.Rotate = 90
        out = io.BytesIO()
        made.save(out)
    with pikepdf.open(io.BytesIO(clean_file(out.getvalue()).content)) as pdf:
        page = pdf.pages[0]
        assert page.Contents.read_bytes() == b"BT /A 12 Tf 10 10 Td (legible) Tj ET"
        assert page.obj.Resources.Font.A.BaseFont == "/Helvetica"
        assert (list(page.MediaBox), page.obj.Rotate) == ([0, 0, 200, 100], 90)


@pytest.mark.parametrize("name", hostile.TELLING)
def test_nothing_beside_the_points_is_left_of_a_picture(name):
    sent = hostile.TELLING[name]()
    assert hostile.MARK in sent or b"iCCP" in sent or b"PK" in sent, "the sample does hold it"
    kept = clean_file(sent).content
    assert hostile.MARK not in kept
    assert b"PK\3\4" not in kept
    drawn = Image.open(io.BytesIO(kept))
    drawn.load()
    assert not set(drawn.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_what_is_something_else_is_refused_whatever_else_it_is(name):
    with pytest.raises(PaperFault) as fault:
        clean_file(hostile.REFUSED[name])
    assert fault.value.bn


@pytest.mark.parametrize("name", hostile.BOMBS)
@pytest.mark.slow
def test_a_bomb_is_refused_in_the_small_room_and_we_stay_as_we_were(name):
    sent = hostile.BOMBS[name]()
    assert len(sent) < MOST_BYTES, "it would come in by its size"
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(PaperFault):
        clean_file(sent)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024, "KB of this process"
    assert time.monotonic() - began < 2 * sandbox.SECONDS + 5


@pytest.mark.parametrize("twice", [False, True])
def test_the_same_with_little_in_it_is_a_good_pdf(twice):
    assert clean_file(hostile.of_packed_objects(1, twice=twice)).suffix == ".pdf"


def test_a_pdf_locked_for_changes_only_is_refused_too():
    """It opens for anybody, but what lies in it cannot be looked through before."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(PaperFault, match="password"):
        clean_file(out.getvalue())


@pytest.mark.parametrize("pages", [0, 101])
def test_a_pdf_of_no_pages_or_of_too_many_is_refused(pages):
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(out)
    with pytest.raises(PaperFault):
        clean_file(out.getvalue())
