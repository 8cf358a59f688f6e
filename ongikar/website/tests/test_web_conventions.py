"""What browsers, search engines and readers of feeds look for is there, for each office and in both
languages.
"""

import re
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.offices.news import news_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_robots_keep_out_of_what_is_of_one_person(client, office):
    lines = client.get("/robots.txt").content.decode().splitlines()

    for path in ("/desk/", "/en/desk/", "/track/*/", "/me/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1].endswith("/sitemap.xml")


def test_the_sitemap_names_public_pages_in_both_languages_and_each_of_them_opens(client, office):
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    places = [each.text for each in tree.findall("s:url/s:loc", SITEMAP)]

    assert len(places) > 60
    assert len([place for place in places if "/services/" in place]) == 2 * 22
    for place in places:
        assert client.get(urlsplit(place).path).status_code == 200, place
    (first, *_) = tree.findall("s:url", SITEMAP)
    assert {link.get("hreflang") for link in first.findall("x:link", SITEMAP)} == {"bn", "en", "x-default"}


def test_no_page_of_the_sitemap_is_one_that_robots_keep_out_of(client, office):
    kept_out = [
        line.removeprefix("Disallow: ")
        for line in client.get("/robots.txt").content.decode().splitlines()
        if line.startswith("Disallow")
    ]
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    paths = [urlsplit(each.text).path for each in tree.findall("s:url/s:loc", SITEMAP)]

    assert not [path for path in paths if path.startswith(tuple(kept_out))]


@pytest.mark.parametrize(
    ("root", "tongue", "words"), [("", "bn", "সিটিজেন চার্টারের সংস্করণ ১"), ("/en", "en", "Version 1")]
)
def test_the_feed_tells_of_a_published_charter_in_the_language_of_its_address(
    client, office, root, tongue, words
):
    answer = client.get(f"{root}/news.atom")
    tree = ET.fromstring(answer.content)

    assert answer["Content-Type"].startswith("application/atom+xml")
    titles = [each.text for each in tree.findall("a:entry/a:title", ATOM)]
    assert any(title.startswith(words) for title in titles)
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == tongue
    for link in tree.findall("a:entry/a:link", ATOM):
        assert client.get(urlsplit(link.get("href")).path).status_code == 200


def test_news_are_the_newest_first_and_each_stands_once(office, now):
    news = news_of(office, now)

    assert [each.at for each in news] == sorted((each.at for each in news), reverse=True)
    assert len({each.key for each in news}) == len(news)


@pytest.mark.parametrize(
    ("path", "target"),
    [("/favicon.ico", "/static/core/favicon.svg"), ("/.well-known/change-password", "/me/password/")],
)
def test_what_is_looked_for_elsewhere_leads_there(client, office, path, target):
    answer = client.get(path)

    assert answer.status_code in (301, 302)
    assert answer["Location"] == target


SHARED = (
    "/", "/charter/", "/services/citizen-1/", "/account/", "/ledger/", "/calendar/2026/", "/grievances/",
    "/rti/", "/programme/", "/training/", "/labs/",
)  # fmt: skip


@pytest.mark.parametrize("address", SHARED)
def test_a_page_that_is_shared_says_what_it_is_in_its_language(client, office, address):
    told = {}
    for root in ("", "/en"):
        page = client.get(root + address).content.decode()
        found = re.findall(r'<meta property="og:(title|description)" content="([^"]+)">', page)
        assert [name for name, _ in found] == ["title", "description"], address
        told[root] = [words for _, words in found]
    assert all(bn != en for bn, en in zip(told[""], told["/en"], strict=True))


def test_the_desk_by_its_bare_name_leads_to_today_and_nobody_to_their_sign_in(signed_in, karim, office):
    for root in ("", "/en"):
        answer = signed_in(karim).get(f"{root}/desk/", follow=True)
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, f"{root}/desk/today/")
        nobody = Client().get(f"{root}/desk/", follow=True)
        assert nobody.redirect_chain[-1][0].startswith(f"{root}/sign-in/")


@pytest.mark.parametrize("wish", ["bn", "en", "en-GB,en;q=0.9,bn;q=0.5"])
def test_what_the_browser_wishes_changes_no_page_and_leads_nobody_away(client, office, wish):
    for root, tongue in (("", "bn"), ("/en", "en")):
        answer = client.get(f"{root}/calendar/2026/", headers={"Accept-Language": wish})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{tongue}">' in page
        assert "core/language_offer" in page
        assert answer.content == client.get(f"{root}/calendar/2026/").content


def test_public_pages_name_the_feed(client, office):
    assert f'href="{reverse("news_atom")}"' in client.get("/").content.decode()
