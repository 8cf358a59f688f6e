"""The site of docs/ is made without a doubt about any link, is read without a network, and finds Bangla."""

import re

import pytest

from conftest import ROOT

DOCS = ROOT / "docs"
# What myst-parser asks of Sphinx is told to its makers by Sphinx itself.
pytestmark = pytest.mark.filterwarnings("ignore:.*MystReferenceResolver")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from sphinx.cmd.build import main

    folder = tmp_path_factory.mktemp("site")
    assert main(["-b", "html", "-q", "-W", str(DOCS), str(folder)]) == 0
    return folder


def results(page, site, words: str) -> list[str]:
    page.goto(f"file://{site}/search.html?q={words}")
    ended = "/found|did not match/.test(document.querySelector('.search-summary')?.textContent)"
    page.wait_for_function(ended)
    page.wait_for_timeout(200)
    return [link.get_attribute("href") for link in page.query_selector_all("ul.search li > a")]


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "page_name"),
    [
        ("আপিল", "manual/bn/citizen.html"),
        ("ক্যালেন্ডারের", "manual/bn/officer.html"),
        ("witness", "decisions/106"),
    ],
)
def test_search_finds_words_of_either_language_without_a_network(chromium, site, words, page_name):
    page = chromium.new_page(offline=True)

    found = results(page, site, words)

    assert any(page_name in address for address in found), found
    page.close()


@pytest.mark.once
def test_a_vowel_sign_is_no_end_of_a_word(chromium, site):
    page = chromium.new_page(offline=True)

    assert results(page, site, "ঠিকককানা") == []
    page.close()


@pytest.mark.once
def test_every_page_of_docs_is_on_the_site_and_asks_nothing_of_other_machines(site):
    for path in DOCS.rglob("*.md"):
        if path.is_relative_to(DOCS / "third-party"):
            continue
        page = site / path.relative_to(DOCS).with_suffix(".html")
        assert page.exists(), path
        text = page.read_text("utf-8")
        assert not re.findall(r"<(?:script|link|img)\b[^>]+(?:src|href)=\"(?:https?:)?//", text), path
