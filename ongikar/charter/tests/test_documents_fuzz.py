"""No bytes whatever bring a traceback or hang the reader: noise, and real documents with bytes changed, lost
and added.
"""

import json
import signal
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.charter.documents import DocumentFault, blocks_of
from ongikar.charter.tests import sample_documents as made
from ongikar.rules.charter.parse import read_blocks

LONGEST_SECONDS = 10
SMALL = made.charter_blocks(3)
TEXT = made.OFFICE.read_text("utf-8")
REAL = {
    "a.docx": made.docx(SMALL, styles=f"<w:styles {made.W}/>", numbering=f"<w:numbering {made.W}/>"),
    "a.html": made.html(SMALL),
    "a.ods": made.ods(SMALL),
    "a.xlsx": made.xlsx(SMALL),
    "a.md": made.markdown(SMALL),
    "a.pdf": made.pdf(SMALL),
    "a.txt": TEXT[:6000].encode(),
    "b.txt": TEXT[:6000].encode("utf-16"),
    "c.txt": "µwgK bs|†mevi bvg|mgqmxgv\n1|cÖZ¨qbcÎ|7 Kvh©w`em\n".encode("cp1252"),
}
slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Hung(AssertionError):
    """The reader took longer than anybody waits."""


def reads_or_refuses(content, name):
    """Either a reading, or a sentence; both within the time. The alarm ends even a loop inside a library's
    callbacks.
    """

    def hung(*_):
        raise Hung(f"{name}: more than {LONGEST_SECONDS} seconds")

    said = ("পড়া গেছে", "read")
    # Of work, not by the clock on the wall: what else the machine does is not the reader's fault.
    before = signal.signal(signal.SIGPROF, hung)
    signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
    try:
        json.dumps(read_blocks(blocks_of(content, name)), ensure_ascii=False).encode("utf-8")
    except DocumentFault as fault:
        said = (fault.bn, fault.en)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert all(said)


@st.composite
def damaged(draw, content):
    """The same bytes with a few changed, a stretch lost or doubled, and the end cut off or not."""
    worn = bytearray(content)
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(worn) - 1))
        worn[at] = draw(st.integers(0, 255))
    start, end = sorted((draw(st.integers(0, len(worn))), draw(st.integers(0, len(worn)))))
    part = draw(st.sampled_from(["all", "lost", "doubled", "cut"]))
    shapes = {
        "all": worn,
        "lost": worn[:start] + worn[end:],
        "doubled": worn[:end] + worn[start:],
        "cut": worn[:end],
    }
    return bytes(shapes[part])


@slowly
@given(st.binary(max_size=3000), st.sampled_from([*REAL, "a", "a.doc"]))
def test_noise_is_read_or_refused(noise, name):
    reads_or_refuses(noise, name)


@slowly
@given(
    st.sampled_from(
        [b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
    ),
    st.binary(max_size=2000),
)
def test_noise_behind_the_first_bytes_of_a_format_is_read_or_refused(head, noise):
    reads_or_refuses(head + noise, "charter")


@pytest.mark.parametrize("name", REAL)
@slowly
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused(name, data):
    reads_or_refuses(data.draw(damaged(REAL[name])), name)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.ods", "content.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.xlsx", "xl/sharedStrings.xml"),
        ("a.xlsx", "xl/styles.xml"),
        ("a.xlsx", "xl/workbook.xml"),
    ],
)
@slowly
@given(data=st.data())
def test_a_whole_archive_with_damaged_parts_is_read_or_refused(name, part, data):
    with zipfile.ZipFile(BytesIO(REAL[name])) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    worn = data.draw(damaged(parts[part]))
    reads_or_refuses(made.zipped({**parts, part: worn}), name)


NAMES = "table tr td th p div ul ol li b span br font html body script a nav pre"
TAGS = st.sampled_from(NAMES.split())
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.sampled_from(
            [
                "<td colspan=-3 rowspan=99999>",
                "<td rowspan=2>",
                "<font face=SutonnyMJ>",
                "<!--",
                "-->",
                "&#0;",
                "&nbsp;",
                "<![CDATA[",
            ]
        ),
        st.sampled_from([*made.HEADS, *made.ROW, "১", "†mev"]),
        st.text(max_size=20),
    ),
    max_size=60,
).map("".join)


@slowly
@given(MARKUP)
def test_any_soup_of_tags_is_read_or_refused(soup):
    reads_or_refuses(soup.encode("utf-8", "surrogatepass"), "a.html")


WORD = st.lists(
    st.sampled_from(
        [
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:p>",
            "</w:p>",
            "<w:p/>",
            "<w:r>",
            "</w:r>",
            "<w:t>x</w:t>",
            '<w:vMerge w:val="continue"/>',
            "<w:vMerge/>",
            '<w:vMerge w:val="restart"/>',
            '<w:gridSpan w:val="3"/>',
            '<w:gridBefore w:val="2"/>',
            "<w:txbxContent>",
            "</w:txbxContent>",
            "<w:tab/>",
            '<w:numId w:val="x"/>',
            '<w:ilvl w:val="99"/>',
        ]
    ),
    max_size=60,
)


def balanced(tags):
    """The tags with every end that has no beginning left out, and every beginning ended."""
    kept, open_tags = [], []
    for tag in tags:
        if tag.startswith("</"):
            if open_tags and open_tags[-1] == tag[2:-1]:
                kept.append(tag)
                open_tags.pop()
        else:
            kept.append(tag)
            if not tag.endswith("/>") and "</" not in tag:
                open_tags.append(tag[1:-1])
    return "".join(kept + [f"</{name}>" for name in reversed(open_tags)])


@slowly
@given(WORD)
def test_any_order_of_what_word_writes_is_read_or_refused(tags):
    document = f"<w:document {made.W}><w:body>{balanced(tags)}</w:body></w:document>"
    reads_or_refuses(made.zipped({"word/document.xml": document}), "a.docx")


@pytest.mark.parametrize("depth", [100, 5000])
def test_tables_in_tables_without_end_are_read_or_refused(depth):
    reads_or_refuses(b"<table><tr><td>x" * depth, "a.html")
    nested = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    reads_or_refuses(
        made.zipped({"word/document.xml": f"<w:document {made.W}><w:body>{nested}</w:body></w:document>"}),
        "a.docx",
    )


def test_a_paragraph_of_very_many_pieces_does_not_hang_the_reader():
    reads_or_refuses(b"<p>" + b"<b>xx</b><i></i> " * 350_000, "a.html")


@pytest.mark.parametrize(
    "content",
    [
        "০১ " * 300_000,
        "সেবা প্রদানের সময়সীমা " * 60_000,
        "|" * 1_000_000,
        "\n" * 2_000_000,
        "†mev " * 200_000,
        "a@" * 300_000,
        "<" * 300_000,
    ],
)
def test_long_noise_does_not_hang_the_reader(content):
    reads_or_refuses(content.encode(), "a.txt")
    reads_or_refuses(content.encode(), "a.html")
