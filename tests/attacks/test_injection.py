"""What is typed stays words: in the database, a template, a header, a mail, a calendar, a sheet."""

import csv
import html
import io
import re
import zipfile

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ongikar.books.registry import books
from ongikar.cases.models import Case
from ongikar.charter.models import Service, Tier
from ongikar.core import cache_version
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Place
from ongikar.people.models import Applicant
from ongikar.rules.bangla.text import latin_digits
from tests.endpoint_requests import url_patterns
from tests.scene import NOW, receive_request

pytestmark = pytest.mark.django_db
SQL = (
    "' OR '1'='1",
    "x' UNION SELECT password FROM people_user --",
    "%",
    "_",
    "8549-26-_____",
    "'; DROP TABLE cases_case; --",
    "\\",
    "1) OR (1=1",
)
TEMPLATES = (
    "{{ 7|add:7 }}{{ settings.SECRET_KEY }}",
    "{% debug %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{7*7}}",
    "{0.__class__}",
    "%(number)s",
)
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    '=HYPERLINK("http://evil.example")',
    '=IMPORTXML("http://evil.example","//a")',
)


@pytest.mark.parametrize("typed", SQL)
def test_sql_finds_no_more_than_its_own_letters(typed, scene):
    desk, nobody = scene.browser("officer"), Client()
    before = Case.objects.count()
    shown = latin_digits(desk.get(reverse("queue"), {"q": typed, "tab": "all"}).content.decode())
    assert not [case.number for case in scene.theirs.cases if case.number in shown]
    for number, four in ((typed, "0001"), (scene.ours.received.number, typed), (typed, typed)):
        assert nobody.post(reverse("track"), {"number": number, "last_four": four}).status_code in (422, 429)
    assert desk.get(reverse("counter"), {"mobile": typed}).status_code == 200
    assert desk.get(reverse("people"), {"q": typed, "union": typed}).status_code == 200
    assert Client().get(reverse("charter"), {"q": typed}).status_code == 200
    assert Case.objects.count() == before


@pytest.mark.parametrize("wildcard", ["%", "____", "%1", "0%01", "[0-9]"])
def test_a_wildcard_is_no_last_four(wildcard, scene):
    answer = Client().post(reverse("track"), {"number": scene.ours.received.number, "last_four": wildcard})
    assert answer.status_code == 422
    assert "following" not in answer.cookies


def named(scene, name: str, **more) -> Case:
    """A case whose applicant is called so."""
    case = receive_request(scene.ours.office, f"named {name}"[:40], now=NOW)
    Applicant.objects.filter(pk=case.applicant_id).update(name=name, **more)
    return Case.objects.select_related("applicant").get(pk=case.pk)


@pytest.mark.parametrize("typed", TEMPLATES)
def test_a_template_is_told_as_it_was_typed(typed, scene):
    case = named(scene, typed, email="rahima@example.com")
    run_due_entries(NOW)
    page = scene.browser("officer").get(reverse("case", args=[case.number])).content.decode()
    shown = (
        page
        + " ".join(Message.objects.values_list("body", flat=True))
        + str([each.body for each in mail.outbox])
    )
    assert html.escape(typed) in page, "as it was typed, and not as it would come out"
    for sign in ("SECRET_KEY =", "django-insecure", "<class 'str'>", "wsgi."):
        assert sign not in shown


@pytest.mark.parametrize(
    "line", ["\r\nBcc: all@evil.example", "\nSubject: x", "\r\n\r\n<script>", "%0d%0aBcc: x"]
)
def test_a_name_writes_no_header_of_a_mail_or_an_answer(line, scene):
    person = {
        "about": "unlawful",
        "respondent": "not_known",
        "text": "টাকা চাওয়া হয়েছে।",
        "kind": "citizen",
        "who": "named",
        "name": f"রহিমা{line}",
        "mobile": "01700000001",
        "address": f"পথ{line}",
        "email": "rahima@example.com",
    }
    answer = Client().post(reverse("grievance_new"), person)
    assert answer.status_code == 302
    assert not {"Bcc", "Subject"} & set(answer.headers)
    stored = Applicant.objects.latest("pk")
    assert not re.search(r"[\r\n]", stored.name + stored.address)
    run_due_entries(NOW)
    for letter in mail.outbox:
        assert not re.search(r"[\r\n]", letter.subject)
        assert "evil.example" not in str(letter.recipients())
    for message in Message.objects.all():
        assert not re.search(r"[\r\n]", message.title)


@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-Host",
        "X-Original-Url",
        "X-Rewrite-Url",
        "X-Http-Method-Override",
        "X-Forwarded-Proto",
        "Forwarded",
    ],
)
def test_a_header_of_a_proxy_changes_neither_page_nor_links(name, client, office):
    plain = client.get("/charter/").content
    for value in ("evil.example", "/desk/today/", "DELETE", "host=evil.example"):
        answer = client.get("/charter/", headers={name: value})
        assert answer.content == plain


def test_a_formula_is_a_text_in_every_sheet(scene):
    for typed in FORMULAS:
        named(scene, typed)
    desk, seen = scene.browser("officer"), set()
    for book in books():
        content = desk.get(reverse("book_sheet", args=[book.slug, 2026])).content
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            page = sheet.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in page
        assert "hyperlink" not in page
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        cells = [str(cell) for row in rows for cell in row]
        seen |= {typed for typed in FORMULAS if any(typed.strip() in cell for cell in cells)}
    assert seen == set(FORMULAS), "each does stand there, as a text"


# Into these nobody types a word: months, codes, figures, and the days of the calendar's own files.
UNTYPED = {"/account/account.csv", "/calendar/2026/calendar.csv", "/open-data/dictionary.csv"}


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_formula_is_no_formula_in_what_is_handed_out_as_csv(typed, scene):
    """Such a table has no types: a cell that begins as a formula would be one, so none does."""
    Service.objects.filter(version__office=scene.ours.office).update(form_source_en=typed)
    Tier.objects.filter(version__office=scene.ours.office).update(when_en=typed)
    Place.objects.filter(office=scene.ours.office).update(name_bn=typed, union=typed)
    cache_version.invalidate_now()
    addresses = {
        "charter_csv": reverse("charter_csv"),
        "charter_ladder_csv": reverse("charter_ladder_csv"),
        "account_csv": reverse("account_csv"),
        "calendar_csv": reverse("calendar_csv", args=[2026]),
        "open_data_dictionary": reverse("open_data_dictionary"),
        "odk_book": reverse("odk_book", args=[scene.ours.asked_of_many.phone_token, "places"]),
    }
    names = {each.name for each in url_patterns() if "csv" in str(each.pattern)}
    assert names == addresses.keys(), "another table is handed out as CSV: try it here"
    for address in addresses.values():
        content = Client().get(address).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
        if address not in UNTYPED:
            assert any(typed.strip() in cell for cell in cells), "it does stand there, as a text"
        assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_calendar_holds_no_line_that_was_typed_into_a_name(scene):
    page = Client().get(reverse("calendar_ics")).content.decode()
    assert page.startswith("BEGIN:VCALENDAR\r\n")
    names = {
        line.partition(":")[0].partition(";")[0] for line in page.replace("\r\n ", "").split("\r\n") if line
    }
    assert names <= {
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "NAME",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "TRANSP",
        "STATUS",
        "CATEGORIES",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "SEQUENCE",
        "URL",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZNAME",
        "LAST-MODIFIED",
        "CLASS",
        "COMMENT",
        "LOCATION",
    }
