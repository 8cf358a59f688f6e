"""Files that lie, explode or never end, bodies that cannot be read, and what goes out again as a sheet or a paper."""

import html
import io
import re
import zipfile
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ongikar.books.registry import books
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.frame import gate
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant

from .bad_input import FILES, FORMS, TEXTS
from .scene import NOW, picture, receive, row_counts, scene
from .sending import TONGUES, sending, told_in, written

__all__ = ["scene"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(scene):
    """`uploads(content)`: (form, page's answer) of each form that takes a file."""

    def send(upload: SimpleUploadedFile, tongue: str):
        field = {"papers": "paper-1", "answer": "paper-0", "brought": "paper"}
        for form, name in field.items():
            upload.seek(0)
            yield form, sending(scene, form, tongue, FORMS[form][2] | {name: upload})

    return send


def test_a_file_that_lies_or_explodes_is_not_kept_and_the_reason_is_told(uploads):
    before, states = row_counts(), dict(Case.objects.values_list("pk", "state"))
    for tongue, (file, (name, says, content)) in product(TONGUES, FILES.items()):
        for form, response in uploads(SimpleUploadedFile(name, content, says), tongue):
            assert response.status_code == 422, f"{form}, {file}"
            told_in(response, tongue, about=f"{form}, {file}")
    assert written(before) == {}
    assert dict(Case.objects.values_list("pk", "state")) == states


def test_a_good_picture_is_taken_by_each_of_them(uploads):
    papers = Paper.objects.count()
    for form, response in uploads(SimpleUploadedFile("nid.jpg", picture(), "text/html"), "bn"):
        assert response.status_code == 302, form
        papers += 1
        assert Paper.objects.count() == papers
        # The second to answer finds the case answered: the paper is then not asked for any more.
        Case.objects.update(state="waiting")


class Endless(io.RawIOBase):
    """A body of any length, which remembers how much of it was read."""

    def __init__(self):
        self.taken = 0

    def read(self, size=-1):
        self.taken += size if size > 0 else 1
        return b"x" * (size if size > 0 else 1)


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize(
    "path", ["/apply/nothing/papers/", "/track/8549-26-00001/answer/", "/sign-in/", "/nowhere/"]
)
def test_a_hundred_megabytes_are_refused_with_the_reason_before_they_are_read(path, tongue, office):
    from ongikar.config.wsgi import application

    body, told = Endless(), []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": ("/en" if tongue == "en" else "") + path, "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": body, "wsgi.errors": io.StringIO(), "CONTENT_LENGTH": str(100 * 1024 * 1024),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }  # fmt: skip
    page = b"".join(application(environ, lambda status, headers: told.append(status))).decode()
    assert told[0].startswith("413")
    assert body.taken == 0
    assert f'<html lang="{tongue}"' in page
    assert ("ফাইলটি খুব বড়" if tongue == "bn" else "That file is too big") in page


def test_what_announces_no_readable_length_is_not_read(rf):
    for length in ("", "abc", "-5", "১২"):
        request = rf.post("/")
        request.META["CONTENT_LENGTH"] = length
        assert gate.announced(request) == 0
    request.META["CONTENT_LENGTH"] = "9" * 5000
    assert gate.announced(request) > gate.MOST_BYTES


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=\"number\"\r\n\r\n" + b"1" * 2_000_000 + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
        (b"number=" + b"1" * 2_000_000, "application/x-www-form-urlencoded"),
    ],
    ids=["no boundary", "2 MB of text", "5000 fields", "2 MB of text, plain"],
)  # fmt: skip
def test_a_body_that_cannot_be_read_gets_a_page(content, sort, tongue, office):
    with override(tongue):
        response = Client(raise_request_exception=False).post(reverse("track"), content, content_type=sort)
    assert response.status_code in (400, 413)
    told_in(response, tongue)


FORMULAS = [
    TEXTS["a formula"],
    TEXTS["a command"],
    "+8801700000001",
    "-2+3",
    "\t=1+1",
    "http://example.com/x",
]


def test_nothing_written_in_a_book_acts_in_a_spreadsheet(scene):
    """Every cell is a text: no formula, no link, no number that loses its nought."""
    for formula in FORMULAS:
        case = receive(scene.ours.office, formula[:20], now=NOW)
        Applicant.objects.filter(pk=case.applicant_id).update(
            name=formula, institution=formula, address=formula
        )
        actions.keep(case, outcome={"words": formula}, actor=("user", 1), now=NOW)
    client, found = scene.browser("officer"), ""
    for book in books():
        content = client.get(reverse("book_sheet", args=[book.slug, 2026])).content
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            page = sheet.read("xl/worksheets/sheet1.xml").decode()
            found += page + "".join(sheet.read(n).decode() for n in sheet.namelist() if "sharedStrings" in n)
            assert "<f>" not in page, book.slug
            assert "hyperlink" not in page, book.slug
            assert not [name for name in sheet.namelist() if "externalLink" in name]
        assert set(re.findall(r'<c [^>]*t="(\w+)"', page)) <= {"s", "inlineStr"}
        assert not re.findall(r"<c [^>]*><v>", re.sub(r'<c [^>]*t="\w+"[^>]*>', "", page))
    assert html.escape("=HYPERLINK(", quote=False) in found


def test_the_title_of_a_paper_writes_no_header(scene):
    """The officer's words become the paper's name, line breaks and all."""
    words = 'কপি\r\nSet-Cookie: stolen=1\r\n"; filename=x.html'
    upload = SimpleUploadedFile("nid.jpg", picture(), "image/jpeg")
    sending(scene, "brought", "bn", {"words": words, "paper": upload})
    paper = Paper.objects.latest("pk")
    response = scene.browser("officer").get(reverse("paper", args=[paper.pk]), follow=True)
    assert response.status_code == 200
    assert not [sign for sign in ("\n", "%0D", "%0A") if sign in response["Content-Disposition"]]
    assert "stolen" not in response.cookies
    assert response["Content-Disposition"].startswith("inline; filename*=UTF-8''")
