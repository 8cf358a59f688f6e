"""Files that lie or explode, and what goes out again as a sheet or a paper."""

import html
import io
import re
import zipfile
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ongikar.books.registry import books
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant

from .bad_input import FILES, FORMS, TEXTS
from .scene import NOW, make_picture, receive_request, row_counts
from .sending import TONGUES, assert_answer_in_language, new_row_counts, send_form

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("strict_acts")]


@pytest.fixture
def uploads(scene):
    """`uploads(content)`: (form, page's answer) of each form that takes a file."""

    def send(upload: SimpleUploadedFile, tongue: str):
        field = {"papers": "paper-1", "answer": "paper-0", "brought": "paper", "for somebody": "paper-1"}
        for form, name in field.items():
            upload.seek(0)
            yield form, send_form(scene, form, tongue, FORMS[form][2] | {name: upload})

    return send


def test_a_file_that_lies_or_explodes_is_not_kept_and_the_reason_is_told(uploads):
    before, states = row_counts(), dict(Case.objects.values_list("pk", "state"))
    for tongue, (file, (name, says, content)) in product(TONGUES, FILES.items()):
        for form, response in uploads(SimpleUploadedFile(name, content, says), tongue):
            assert response.status_code == 422, f"{form}, {file}"
            assert_answer_in_language(response, tongue, about=f"{form}, {file}")
    assert new_row_counts(before) == {}
    assert dict(Case.objects.values_list("pk", "state")) == states


def test_a_good_picture_is_taken_by_each_of_them(uploads):
    papers = Paper.objects.count()
    for form, response in uploads(SimpleUploadedFile("nid.jpg", make_picture(), "text/html"), "bn"):
        assert response.status_code == 302, form
        papers += 1
        assert Paper.objects.count() == papers
        # The second to answer finds the case answered: the paper is then not asked for any more.
        Case.objects.update(state="waiting")


FORMULAS = [
    TEXTS["a formula"],
    TEXTS["a command"],
    "+8801700000001",
    "-2+3",
    "\t=1+1",
    "http://example.com/x",
]


def test_nothing_written_in_a_book_acts_in_a_spreadsheet(scene):
    """What people wrote is text: no formula, no link, no number that loses its nought. Numbers and days are
    the office's own.
    """
    for formula in FORMULAS:
        case = receive_request(scene.ours.office, formula[:20], now=NOW)
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
        # A cell without a type is a number: a serial, taka, or a day counted from 1900; never a telephone's.
        numbers = re.findall(
            r"<c [^>]*><v>([^<]*)</v>", re.sub(r'<c [^>]*t="\w+"[^>]*><v>[^<]*</v></c>', "", page)
        )
        assert all(float(number) < 1_000_000_000 for number in numbers), numbers
    for formula in FORMULAS:
        assert html.escape(formula.strip()[:10], quote=False) in found, formula


def test_the_title_of_a_paper_writes_no_header(scene):
    """The officer's words become the paper's name, line breaks and all."""
    words = 'কপি\r\nSet-Cookie: stolen=1\r\n"; filename=x.html'
    upload = SimpleUploadedFile("nid.jpg", make_picture(), "image/jpeg")
    send_form(scene, "brought", "bn", {"words": words, "paper": upload})
    paper = Paper.objects.latest("pk")
    response = scene.browser("officer").get(reverse("paper", args=[paper.pk]), follow=True)
    assert response.status_code == 200
    assert not [sign for sign in ("\n", "%0D", "%0A") if sign in response["Content-Disposition"]]
    assert "stolen" not in response.cookies
    assert response["Content-Disposition"].startswith("inline; filename*=UTF-8''")
