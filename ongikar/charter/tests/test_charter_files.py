"""The files of the published charter: what each is, what stands in it, and that nothing in it can act."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pypdfium2
import pytest

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.charter.publication.plain_formats import harmless
from ongikar.charter.web.files import FILES, wall_row
from ongikar.core import cache_version

pytestmark = [pytest.mark.django_db, pytest.mark.once]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BANGLA = re.compile("[\u0980-\u09ff]")


def file(client, name, tongue="", form=""):
    answer = client.get(f"{tongue}/charter/{name}", {"form": form} if form else {})
    assert answer.status_code == 200
    return answer.content


def document(content: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return ElementTree.fromstring(archive.read("word/document.xml"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("tongue", ["", "/en"])
def test_every_file_is_named_for_the_office_and_powerless(client, office, name, tongue):
    answer = client.get(f"{tongue}/charter/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == FILES[name].media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Disposition"].endswith("." + name.rpartition(".")[2])
    assert not answer.cookies


@pytest.mark.parametrize("name", FILES)
def test_an_office_without_a_charter_in_force_has_no_file(client, office, name):
    CharterVersion.objects.update(effective_from=date(2099, 1, 1))
    assert client.get(f"/charter/{name}").status_code == 404


@pytest.mark.parametrize("typed", ["", "hq", "field", "HQ", "<script>", "x" * 5_000, "\x00"])
def test_any_word_for_the_form_gives_one_of_the_two(client, office, typed):
    text = client.get("/charter/official.html", {"form": typed}).content.decode()
    assert text.count("<th ") == (7 * 3 if typed == "hq" else 8 * 3) + 2 + 5


def test_what_is_pasted_into_the_portal_is_plain_markup(client, office):
    text = file(client, "official.html").decode()
    assert set(re.findall(r"<([a-z0-9]+)", text)) == {
        "meta",
        "div",
        "h2",
        "h3",
        "h4",
        "p",
        "b",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert not re.search(r"class=|id=|href=|src=|<script|on[a-z]+=", text)
    for words in (
        "২.১) নাগরিক সেবা",
        "২.২) প্রাতিষ্ঠানিক সেবা",
        "২.৩) অভ্যন্তরীণ সেবা",
        "(৮)",
        "আপনার কাছে আমাদের প্রত্যাশা",
        "৩০\u00a0কার্যদিবস",
    ):
        assert words in text


def test_markup_in_a_charter_is_printed_as_it_was_written(client, office):
    written = '<img src=x onerror="alert(1)"> & \x0b'
    Service.objects.filter(code="citizen-1").update(name_bn=written)
    cache_version.invalidate_now()
    assert b"<img" not in file(client, "official.html")
    assert "<img src=x" in "".join(document(file(client, "official.docx")).itertext())
    assert file(client, "official.pdf").startswith(b"%PDF-")


def test_a_tab_in_a_cell_opens_no_other_column(client, office):
    Service.objects.filter(code="citizen-1").update(name_bn="এক\tদুই\nতিন")
    cache_version.invalidate_now()
    assert "\tএক দুই তিন\t" in file(client, "charter.txt").decode()


def test_word_sets_bangla_as_bangla_and_keeps_rows_and_headings_together(client, office):
    body = document(file(client, "official.docx"))
    page = next(body.iter(f"{W}pgSz"))
    assert (page.get(f"{W}orient"), page.get(f"{W}w"), page.get(f"{W}h")) == ("landscape", "16838", "11906")
    for run in body.iter(f"{W}r"):
        text, about = run.findtext(f"{W}t") or "", run.find(f"{W}rPr")
        assert about.find(f"{W}rFonts").get(f"{W}cs") == "Nikosh"
        assert about.find(f"{W}szCs") is not None
        assert (about.find(f"{W}cs") is not None) or not BANGLA.search(text)
        assert (about.find(f"{W}b") is None) == (about.find(f"{W}bCs") is None)
    tables = list(body.iter(f"{W}tbl"))
    rows = [
        [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] for table in tables
    ]
    assert [sum(heads) for heads in rows] == [2, 2, 2, 1, 2]
    assert all(
        row.find(f"{W}trPr/{W}cantSplit") is not None for table in tables for row in table.iter(f"{W}tr")
    )
    assert [len(heads) - sum(heads) for heads in rows] == [6, 11, 5, 5, 3]


def test_the_same_version_gives_the_same_document(client, office):
    first = file(client, "official.docx")
    cache_version.invalidate_now()
    assert file(client, "official.docx") == first


def test_the_pdf_repeats_its_headings_and_cuts_no_row(client, office):
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file(client, "official.pdf"))
    ]
    assert len(pages) >= 4
    assert all("(৮)" in page for page in pages[:-1])
    assert sum(page.count("কার্যালয়ের সীমা") for page in pages) == 22


def test_the_board_names_every_service_and_leads_to_its_page(client, office, settings):
    settings.PUBLIC_ADDRESS = "https://rangpur.example.gov.bd"
    row = wall_row(Service.objects.select_related("version").get(code="citizen-1"))
    assert row["address"] == "https://rangpur.example.gov.bd/services/citizen-1/"
    assert (row["time"], row["fee"]) == ("৫\u00a0কার্যদিবস", "বিনামূল্যে")
    board = pypdfium2.PdfDocument(file(client, "wall.pdf"))
    assert {(round(page.get_width()), round(page.get_height())) for page in board} == {(842, 1191)}
    said = "".join("".join(page.get_textpage().get_text_range() for page in board).split())
    assert all("".join(row.short_bn.split()) in said for row in Service.objects.all())


def test_a_service_without_a_limit_says_on_the_board_what_its_page_says(client, office):
    Service.objects.filter(code="citizen-2").update(ceiling=None)
    row = wall_row(Service.objects.select_related("version").get(code="citizen-2"))
    assert row["time"] == "সঙ্গে সঙ্গে, না হলে তারিখ জানিয়ে"


def test_the_open_data_have_the_shape_of_a_reading(client, office):
    data = json.loads(file(client, "charter.json"))
    assert data["office"]["geocode"] == "8549"
    assert data["version"] | {"published_at": ""} == {
        "number": 1,
        "effective_from": "2026-07-01",
        "effective_to": None,
        "published_at": "",
        "approved_by": "উপজেলা আইসিটি অফিসার",
    }
    first = data["services"][0]
    assert first["time"]["ceiling"] == {
        "kind": "working_days",
        "min": None,
        "max": 5,
        "raw": "৫\u00a0কার্যদিবস",
    }
    assert first["fee"]["kind"] == "free"
    assert first["responsible"]["phone"] == "+8802589962488"
    assert [tier["limit"]["max"] for tier in data["grievance_tiers"]] == [30, 20, 60]
    assert file(client, "charter.json", "/en") == file(client, "charter.json")


def test_the_sheet_opens_as_utf8_and_computes_nothing(client, office):
    Service.objects.filter(code="citizen-1").update(name_en='=HYPERLINK("http://x","y")')
    cache_version.invalidate_now()
    content = file(client, "charter.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 22
    assert rows[0]["name_en"] == '\'=HYPERLINK("http://x","y")'
    assert rows[0]["officer_phone"] == "'+8802589962488"
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_the_ladder_is_a_sheet_of_its_own(client, office):
    deputy = office.posts.get(slug="deputy-director-admin")
    Tier.objects.filter(version__office=office, number=1).update(
        limit={"unit": "calendar_days", "amount": 15}, window_days=45, may_extend=5, alternate=deputy
    )
    cache_version.invalidate_now()
    rows = list(csv.DictReader(io.StringIO(file(client, "ladder.csv").decode("utf-8-sig"))))
    assert [row["tier"] for row in rows] == ["1", "2", "3"]
    first, second, _ = rows
    assert (first["limit_unit"], first["limit_amount"]) == ("calendar_days", "15")
    assert (first["may_extend_working_days"], first["appeal_window_days"]) == ("5", "45")
    assert first["alternate_bn"] == deputy.title_bn == second["post_bn"]
    # Left empty, as the office's own rules say.
    assert second["appeal_window_days"] == second["alternate_en"] == ""


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_nothing_begins_as_a_formula(typed):
    assert not harmless(typed).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_charter_page_leads_to_every_file(client, office):
    for address in ("/charter/", "/charter/official/"):
        text = client.get(address).content.decode()
        assert all(f'"/charter/{name}"' in text for name in FILES)
        assert '"/charter/versions/"' in text


def test_the_table_of_headquarters_stands_on_its_page_too(client, office):
    text = client.get("/charter/official/hq/").content.decode()
    assert text.count("(৭)") == 3
    assert "(৮)" not in text
    assert "সেবা প্রদান পদ্ধতি" in text


@pytest.mark.parametrize(
    ("asked", "form", "led"),
    [
        ("/charter/official/", "hq", "/charter/official/hq/"),
        ("/en/charter/official/", "hq", "/en/charter/official/hq/"),
        ("/charter/official/hq/", "field", "/charter/official/"),
        ("/charter/official/", "field", ""),
        ("/charter/official/", "zzz", ""),
    ],
)
def test_either_table_can_be_asked_for_by_its_form(client, office, asked, form, led):
    answer = client.get(asked, {"form": form})
    assert answer.get("Location", "") == led
