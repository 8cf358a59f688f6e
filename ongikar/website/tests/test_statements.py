"""The foot of every page leads to what is kept of a person and to whom the pages may fail; both say what the
program does.
"""

import gzip
import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.citizen.apply.application import DRAFT_RETENTION_DAYS
from ongikar.core.http.page_cache import MARK
from ongikar.offices.folder_rules import rules_of
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
STATEMENTS = ["/privacy/", "/accessibility/"]


def foot_links(client, address) -> list[str]:
    page = HTMLParser(client.get(address).content.decode())
    return [link.attributes["href"] for link in page.css("footer a[href^='/']")]


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_foot_of_a_page_leads_to_open_data_and_both_statements_and_nowhere_in_vain(client, office, root):
    links = foot_links(client, f"{root}/")
    assert {f"{root}{each}" for each in (*STATEMENTS, "/charter/#take")} <= set(links)
    for link in links:
        address, _, part = link.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200, link
        assert not part or f'id="{part}"' in answer.content.decode()
    charter = client.get(f"{root}/charter/").content.decode()
    assert f"{root}/charter/charter.json" in charter
    assert f"{root}/charter/charter.csv" in charter


@pytest.mark.parametrize("page", STATEMENTS)
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_statement_is_answered_from_memory_and_small(client, office, root, page):
    answer = client.get(root + page)
    assert (answer.status_code, answer[MARK]) == (200, "1")
    assert not answer.cookies
    # The offer of the other language, which stands on every public page, and nothing else.
    assert re.findall(rb"<script[^>]*/([a-z_]+)[.\w]*js", answer.content) == [b"language_offer"]
    assert len(gzip.compress(answer.content)) < 14_000


def test_how_long_a_thing_is_kept_is_told_by_the_rules_the_worker_goes_by(client, office, settings, tmp_path):
    rules = rules_of(office.slug)
    shown = client.get("/privacy/").content.decode()
    assert all(rule.bn in shown for rule in rules.values())
    assert f"{digits(DRAFT_RETENTION_DAYS)} দিন" in shown
    settings.ONGIKAR_OFFICES = tmp_path
    (tmp_path / office.slug).mkdir()
    (tmp_path / office.slug / "retention.toml").write_text("[papers]\ndays = 77\n")
    rules_of.cache_clear()
    try:
        assert "77 days after the work is done" in client.get("/en/privacy/").content.decode()
        assert "৭৭ দিন" in client.get("/privacy/").content.decode()
    finally:
        rules_of.cache_clear()


@pytest.mark.parametrize("root", ["", "/en"])
def test_whoever_cannot_use_a_page_is_told_whom_to_tell(client, office, root):
    page = HTMLParser(client.get(f"{root}/accessibility/").content.decode())
    assert page.css_first(f"main a[href='mailto:{office.email}']")
    assert page.css_first(f"main a[href='{root}/grievances/']")
