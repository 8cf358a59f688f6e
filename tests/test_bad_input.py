"""Whatever is typed, sent or asked for, the answer is a page in the reader's language, and nothing is half written."""

import html
import io
import re
import zipfile
from contextlib import contextmanager
from itertools import product

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ongikar.books.registry import books
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.frame import gate
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant

from .bad_input import CHOSEN, FILES, FORMS, NUMBERS, SEARCHES, TEXTS, UNKNOWN, WRONG_FIGURES
from .scene import NOW, Scene, picture, receive, row_counts, scene

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
TONGUES = ("bn", "en")
BANGLA = range(0x0980, 0x0A00)
# What is typed is kept in a draft even where it is wrong, and wrong tries are counted.
KEPT_ANYWAY = {"cases.Draft", "frame.Attempt"}
# A form, its fields wrong, answers one of these; a redirect is of a form that took what was sent.
ANSWERS = {200, 302, 422, 429}


def is_bangla(text: str) -> bool:
    return any(ord(sign) in BANGLA for sign in text)


def faults_of(response: HttpResponse) -> list[str]:
    """The sentences at the head of a page that tell what must be put right."""
    page = response.content.decode()
    found = re.search(r'<div class="errors".*?</div>', page, re.DOTALL)
    listed = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in listed]


def told_in(response: HttpResponse, tongue: str, *, about: str = "") -> None:
    """The answer is a whole page in the language of its address, and every sentence of fault is of that language."""
    page = response.content.decode()
    assert f'<html lang="{tongue}"' in page, about
    for fault in faults_of(response):
        # A sentence may repeat what the charter calls a paper, or an example; letters of its own it has in one script.
        assert is_bangla(fault) == (tongue == "bn"), f"{about}: {fault}"
    if response.status_code == 422:
        assert faults_of(response), f"{about}: refused without a reason"


def sending(scene: Scene, form: str, tongue: str, sent: dict, *, client=None) -> HttpResponse:
    """Send it, and take back whatever came of it."""
    who, address, _, _ = FORMS[form]
    name, args = address(scene)
    with override(tongue):
        where = reverse(name, args=args)
    return (client or scene.browser(who)).post(where, sent)


def written(before: dict[str, int]) -> dict[str, int]:
    """What has come to be since: table → how many rows."""
    return {
        table: count - before[table]
        for table, count in row_counts().items()
        if count != before[table] and table not in KEPT_ANYWAY
    }


@contextmanager
def undone():
    """What is written within is taken back, and the tries at signing in are forgotten."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def every_form(scene: Scene):
    """(form, what is rightly sent, its texts, a browser of whoever sends it)."""
    for form, (who, _, right, texts) in FORMS.items():
        yield form, dict(right), texts, scene.browser(who)


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_taken_as_text_or_refused_with_a_sentence(text, scene):
    before = row_counts()
    # Every form meets every text in one of the languages, and every other text in the other.
    for number, (form, right, texts, client) in enumerate(every_form(scene), list(TEXTS).index(text)):
        tongue = TONGUES[number % 2]
        with undone():
            response = sending(scene, form, tongue, right | dict.fromkeys(texts, TEXTS[text]), client=client)
            about = f"{form} {tongue}"
            # All together may be more than is read at all.
            assert response.status_code in ANSWERS or (text, response.status_code) == ("200 KB", 400), about
            if response.status_code == 302:
                assert len(response["Location"]) < 400, about
                response = client.get(response["Location"], follow=True)
                assert response.status_code == 200, about
            else:
                told_in(response, tongue, about=about)
                assert written(before) == {}, about
            powerless(response, about)


def powerless(response: HttpResponse, about: str) -> None:
    """What was typed stands on the page as it was typed, and does nothing there."""
    assert "stolen" not in response.cookies, about
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        return
    page = response.content.decode()
    for sign in ("<script>alert(1)", "<img src=x", "<svg onload", "<i id=stolen"):
        assert sign not in page, about
    # A template or a format in it would have been filled in with one of these.
    assert not [
        sign for sign in ("wsgi.", "SERVER_PROTOCOL", "&lt;class", "&#x27;object&#x27;") if sign in page
    ], about


def test_an_empty_form_is_told_field_by_field_and_writes_nothing(scene):
    before = row_counts()
    for tongue, (form, _, _, client) in product(TONGUES, every_form(scene)):
        with undone():
            response = sending(scene, form, tongue, {}, client=client)
            assert response.status_code in ANSWERS, form
            if response.status_code != 302:
                told_in(response, tongue, about=form)
                assert written(before) == {}, form


def test_what_cannot_be_chosen_counted_or_called_is_refused_by_name(scene):
    before = row_counts()
    for tongue, (form, right, _, client) in product(TONGUES, every_form(scene)):
        for name in right.keys() & CHOSEN.keys():
            response = sending(scene, form, tongue, right | {name: CHOSEN[name]}, client=client)
            # Looking a mobile up at the counter judges nothing; it only fills the screen.
            assert response.status_code == (200 if "look" in right else 422), f"{form}, {name}"
            told_in(response, tongue, about=f"{form}, {name}")
    assert written(before) == {}


@pytest.mark.parametrize("tongue", TONGUES)
def test_wrong_figures_of_a_mobile_are_told_in_figures_of_the_page(tongue, scene):
    client, before = scene.browser("nobody"), row_counts()
    for figures in WRONG_FIGURES:
        for form, field in (("contact", "mobile"), ("complain", "mobile"), ("track", "last_four")):
            response = sending(scene, form, tongue, FORMS[form][2] | {field: figures}, client=client)
            # Full-width figures are figures, and full numbers in them are right.
            if response.status_code == 302:
                assert figures == "０１７００００００００１"[: len(figures)] or written(before)
                continue
            assert response.status_code == 422, (form, figures)
            told_in(response, tongue, about=figures)


# A remark may be made twice, and then stands there twice.
MAY_REPEAT = {"note", "desk note"}


def test_pressed_twice_is_done_once(scene):
    before = row_counts()
    for form, right, _, client in every_form(scene):
        if form in MAY_REPEAT:
            continue
        with undone():
            sending(scene, form, "bn", right, client=client)
            once = written(before)
            again = sending(scene, form, "bn", right, client=client)
            assert written(before) == once, form
            assert again.status_code in ANSWERS, form


# Form → what has meanwhile come between.
STALE = {
    "answer": lambda scene: actions.answer(scene.ours.waiting, words="এনেছি।", papers=[], now=NOW),
    "rate": lambda scene: actions.rate(scene.ours.kept, stars=3, words="", now=NOW),
    "withdraw": lambda scene: withdrawn(scene.ours.received),
    "accept": lambda scene: withdrawn(scene.ours.received),
    "keep": lambda scene: withdrawn(scene.ours.received),
    "refuse": lambda scene: withdrawn(scene.ours.received),
    "redirect": lambda scene: withdrawn(scene.ours.received),
    "ask for papers": lambda scene: withdrawn(scene.ours.received),
    "brought": lambda scene: actions.answer(scene.ours.waiting, words="এনেছি।", papers=[], now=NOW),
    "accept several": lambda scene: withdrawn(scene.ours.received),
    "offer": lambda scene: press(scene),
    "press": lambda scene: press(scene),
    "decide": lambda scene: settle(scene),
    "not accept": lambda scene: settle(scene),
    "send on": lambda scene: settle(scene),
    "respond": lambda scene: settle(scene),
    "check": lambda scene: sending(scene, "check", "bn", {}),
}


def withdrawn(case: Case) -> None:
    actions.withdraw(case, words="আর লাগবে না।", now=NOW)


def press(scene: Scene) -> None:
    sending(scene, "press", "bn", FORMS["press"][2])


def settle(scene: Scene) -> None:
    sending(scene, "decide", "bn", FORMS["decide"][2])


def test_a_page_opened_before_something_happened_writes_nothing_and_says_how_it_stands(scene):
    for form, happens in STALE.items():
        with undone():
            client, right = scene.browser(FORMS[form][0]), dict(FORMS[form][2])
            happens(scene)
            before = row_counts()
            if form == "accept several":
                right["case"] = str(scene.ours.received.pk)
            for tongue in TONGUES:
                response = sending(scene, form, tongue, right, client=client)
                assert response.status_code == 302, form
                shown = client.get(response["Location"], follow=True)
                assert shown.status_code == 200, form
                told_in(shown, tongue, about=form)
            assert written(before) == {}, form


def test_a_form_without_its_token_is_refused_in_the_language_of_the_page(scene):
    before = row_counts()
    for tongue, (form, right, _, client) in product(TONGUES, every_form(scene)):
        client.handler.enforce_csrf_checks = True
        response = sending(scene, form, tongue, right, client=client)
        assert response.status_code == 403, form
        told_in(response, tongue)
    assert written(before) == {}


def test_anything_may_be_looked_for(scene):
    for who, name, asked in SEARCHES.values():
        client = scene.browser(who)
        for tongue, text in product(TONGUES, [*TEXTS.values(), *NUMBERS]):
            with override(tongue):
                response = client.get(reverse(name), dict.fromkeys(asked, text[:3000]))
            about = f"{name} {text[:50]}"
            assert response.status_code == 200, about
            told_in(response, tongue, about=about)
            powerless(response, about)


def test_ticked_cases_that_are_no_numbers_tick_nothing(scene):
    before = row_counts()
    for number in NUMBERS:
        assert sending(scene, "accept several", "bn", {"case": [number, number]}).status_code == 302, number[
            :30
        ]
    assert written(before) == {}


@pytest.mark.parametrize("person", ["nobody", "citizen", "officer"])
def test_an_address_that_leads_nowhere_gets_a_page(person, scene):
    client = scene.browser(person)
    for address in UNKNOWN:
        for way in (client.get, client.post):
            response = way(address)
            assert response.status_code in (302, 400, 403, 404, 405), address[:60]
            if response.status_code in (400, 404):
                told_in(response, "en" if address.startswith("/en/") else "bn", about=address[:60])
            if response.status_code == 302:
                assert response["Location"].startswith("/"), address[:60]


@pytest.mark.parametrize("path", ["//example.com", "//example.com/", "/\\example.com", "///example.com/a"])
def test_an_address_of_two_strokes_leads_to_no_other_house(path, client, office):
    response = client.get("/", PATH_INFO=path)
    assert response.status_code in (301, 302, 404)
    assert not response.get("Location", "").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize("next_page", ["https://example.com/", "//example.com", "/\\example.com", "/today/\r\nSet-Cookie: a=1", "javascript:alert(1)"])  # fmt: skip
def test_signing_in_leads_nowhere_but_here(next_page, scene):
    cache.clear()
    client = scene.browser("nobody")
    response = client.post(reverse("account_login"), FORMS["sign in"][2] | {"next": next_page})
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert "example" not in response["Location"]
    assert "a" not in response.cookies


def test_so_many_tries_to_sign_in_are_told_to_wait(scene):
    client = scene.browser("nobody")
    for tongue in TONGUES:
        with override(tongue):
            address = reverse("account_login")
        answers = [client.post(address, {"login": f"nobody{n}", "password": "wrong"}) for n in range(40)]
        assert answers[-1].status_code in (422, 429) or faults_of(answers[-1])
        told_in(answers[-1], tongue)


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
    response = scene.browser("officer").get(reverse("paper", args=[paper.pk]))
    assert response.status_code == 200
    assert not [sign for sign in ("\n", "%0D", "%0A") if sign in response["Content-Disposition"]]
    assert "stolen" not in response.cookies
    assert response["Content-Disposition"].startswith("inline; filename*=UTF-8''")


def test_a_cookie_of_following_that_was_written_by_hand_follows_nothing(scene):
    for forged in ("", "x" * 5000, '["case:1"]', '"a\\000b"', f'"case:{scene.ours.received.pk}"', "a:b:c"):
        cookies = {"HTTP_COOKIE": f"following={forged}; sessionid={forged}; csrftoken={forged}"}
        response = Client().get(reverse("track_case", args=[scene.ours.received.number]), **cookies)
        assert response["Location"].startswith("/track/")
