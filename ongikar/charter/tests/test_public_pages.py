"""The charter's public pages say what is promised, in both languages, and carry nothing that is one person's
own.
"""

import re

import pytest

from ongikar.charter.models import Service, service_in_force
from ongikar.core.http.page_cache import MARK, ONCE

pytestmark = pytest.mark.django_db

PAGES = [
    "/charter/",
    "/charter/official/",
    "/charter/official/hq/",
    "/charter/versions/",
    "/services/citizen-1/",
    "/services/internal-1/",
    "/services/institutional-11/",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("tongue", ["", "/en"])
def test_a_public_page_may_be_answered_from_memory(client, office, page, tongue):
    answer = client.get(tongue + page)
    assert answer.status_code == 200
    assert answer[MARK] == ("1 figures" if page.startswith("/services/") else "1")
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("page", PAGES)
def test_the_english_page_has_no_bangla_but_what_is_quoted_as_bangla(client, office, page):
    """Names, papers and sentences are in the page's language; only the print of the charter is quoted."""
    text = client.get("/en" + page).content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    unquoted = re.sub(r'<(p|span) lang="bn">.*?</\1>', "", main, flags=re.S)
    assert re.findall("[\u0980-\u09ff]+", unquoted) == []


@pytest.mark.fast
def test_the_charter_shows_all_its_services_by_category(client, office):
    text = client.get("/charter/").content.decode()
    assert text.count('<article class="card">') == 22
    assert all(f'id="{category}"' in text for category in Service.CATEGORIES)
    assert "পরের কার্যদিবসে পাওয়া বলে ধরা হয়" in text


def test_what_is_typed_is_looked_for_and_not_kept_in_memory(client, office):
    answer = client.get("/charter/", {"q": "ফ্রিল্যান্সিং"})
    assert answer[MARK].endswith(ONCE)
    assert "/services/citizen-6/" in answer.content.decode()


def test_a_script_typed_into_the_search_is_shown_as_text(client, office):
    text = client.get("/charter/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_the_official_table_has_eight_columns_and_a_row_for_each_service(client, office):
    text = client.get("/charter/official/").content.decode()
    assert text.count('<th scope="row">') == 22
    assert text.count("(৮)") == 3
    assert "তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)" in text
    assert "দলিলে প্রকাশের তারিখ বা সংস্করণ নেই" in text


def test_a_service_with_a_ceiling_names_it(client, office):
    text = client.get("/services/citizen-1/").content.decode()
    assert "৫\u00a0কার্যদিবসের" in text
    assert "আজ আবেদন করলে" in text


def test_a_service_without_a_ceiling_promises_to_name_the_day(client, office):
    Service.objects.filter(code="citizen-2").update(ceiling=None)
    text = client.get("/services/citizen-2/").content.decode()
    assert "পরের কার্যদিবস শেষ হওয়ার আগেই" in text
    assert "Before the next working day ends" in client.get("/en/services/citizen-2/").content.decode()


def test_where_the_superior_is_the_officer_himself_the_district_is_named(client, office):
    text = client.get("/services/citizen-1/").content.decode()
    assert "চার্টারে দুই ঘরে একই কর্মকর্তা" in text
    assert "জেলা আইসিটি অফিসার" in text


def test_nobody_is_asked_to_apply_for_what_the_office_does_for_itself(client, office):
    assert "/services/internal-1/apply/" not in client.get("/services/internal-1/").content.decode()
    answer = client.get("/services/internal-1/apply/")
    assert answer.status_code == 404
    assert "আবেদন লাগে না" in answer.content.decode()


@pytest.mark.parametrize(
    ("root", "says", "to_who_asks"),
    [
        (
            "",
            ["শুরু করার <b>৩০ কার্যদিবসের মধ্যে</b> শেষ করব।", "<li>অফিস আদেশ/ চাহিদা অনুযায়ী</li>"],
            [
                "আবেদন করলে",
                "আবেদন নেওয়ার",
                "ট্র্যাকিং নম্বর",
                "চাইতে",
                "টাকা চাইলে",
                "আমাদের প্রত্যাশা",
                "আপনি",
            ],
        ),
        (
            "/en",
            [
                "We finish it <b>within 30 working days</b> of beginning.",
                "<li>As the office order or the need says</li>",
            ],
            [
                "apply today",
                "your application",
                "tracking number",
                "Other ways to ask",
                "asks for money",
                "What we ask of you",
            ],
        ),
    ],
)
def test_what_the_office_does_for_itself_says_nothing_to_somebody_who_would_ask_for_it(
    client, office, root, says, to_who_asks
):
    def main_of(code):
        text = client.get(f"{root}/services/{code}/").content.decode().replace("\u00a0", " ")
        return text.partition("<main")[2].partition("</main>")[0]

    own, asked_for = main_of("internal-1"), main_of("citizen-1")
    assert [words for words in says if words not in own] == []
    assert [words for words in to_who_asks if words in own] == []
    assert [words for words in to_who_asks if words not in asked_for] == []


def test_why_a_day_is_provisional_ends_as_a_sentence_of_its_language(client, office, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+06:00", tick=False)
    assert "জানা নেই।</p>" in client.get("/services/citizen-6/").content.decode()
    assert "not yet notified.</p>" in client.get("/en/services/citizen-6/").content.decode()


@pytest.mark.parametrize("code", ["citizen-99", "x" * 300, "../etc", "১", "%00"])
def test_an_unknown_service_is_not_found(client, office, code):
    assert client.get(f"/services/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("tongue", "where", "why"),
    [
        ("", "মিশন", "বানান প্রমিত করা হয়েছে।"),
        ("", "ই-মেইল", "একই মেইলের তিন রকম বানান; ২৯ ঘরে ছাপা রূপটি রাখা হলো।"),
        ("/en", "Headings of the table", "Spelling brought to the standard form."),
        ("/en", "Responsible officer", "The post is printed twice."),
    ],
)
def test_what_was_put_right_in_the_charter_as_a_whole_is_told_with_its_reason(
    client, office, tongue, where, why
):
    html = client.get(f"{tongue}/charter/official/").content.decode()
    corrections = office.charters.get(effective_to=None).corrections
    assert len(corrections) == 16
    for each in corrections:
        assert f"“{each['from']}” → “{each['to']}”" in html
    assert re.search(f"<li>{where}: .{{0,300}}{re.escape(why)}</li>", html)


def test_a_code_leads_to_the_service_in_force(office, now):
    assert service_in_force(office, "citizen-1", now.date()).version.office == office
    assert service_in_force(office, "citizen-99", now.date()) is None
