"""The manual inside the program: every page of the desk leads to its paragraph, which is there in both
languages.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from ongikar.core.text_search import similar_words
from ongikar.website.help.manual import PAGES, heading_slugs, heading_words, manual_page, read_tokens, slug_of
from ongikar.website.help.paragraphs import OWN_ACCOUNT, PARAGRAPHS, UNTOLD, paragraph_of
from ongikar.website.help.search import best_places, index_of_manual

TONGUES = ("bn", "en")


def desk_routes() -> dict[str, str]:
    """`{route: name of the address}` of every page of the desk; former addresses lead on and have no name."""
    return {route: name for route, name in walk(get_resolver()) if route.startswith("desk/") and name}


def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str | None]]:
    for each in resolver.url_patterns:
        # The language stands before all of them.
        route = before + ("" if isinstance(each.pattern, LocalePrefixPattern) else str(each.pattern))
        if isinstance(each, URLResolver):
            yield from walk(each, route)
        else:
            yield route, each.name


def test_every_page_of_the_desk_has_its_paragraph():
    routes = desk_routes()
    assert len(routes) > 400
    untold = tuple(f"desk/{each}" for each in UNTOLD)
    bare = [
        name for route, name in routes.items() if not route.startswith(untold) and not paragraph_of(route)
    ]
    assert not bare, f"no paragraph of docs/manual tells of these pages (website/help/paragraphs.py): {bare}"


@pytest.mark.parametrize(("page", "heading"), sorted({*PARAGRAPHS.values(), OWN_ACCOUNT}))
def test_every_paragraph_that_is_named_is_there_in_both_languages(page, heading):
    slug = slug_of(heading)
    assert heading_slugs(page).count(slug) == 1, f"docs/manual/en/{page}.md has no heading “{heading}”"
    for tongue in TONGUES:
        drawn = manual_page(page, tongue).body
        assert len(re.findall(f'<h2 id="{re.escape(slug)}">', drawn)) == 1


def test_no_paragraph_is_named_for_pages_that_are_gone():
    routes = desk_routes()
    gone = [each for each in PARAGRAPHS if not any(route.startswith(f"desk/{each}") for route in routes)]
    assert not gone


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_headings_in_the_same_order(page):
    levels = [
        [token.tag for token in read_tokens(page, tongue) if token.type == "heading_open"]
        for tongue in TONGUES
    ]
    assert levels[0] == levels[1]
    words = [heading_words(read_tokens(page, tongue)) for tongue in TONGUES]
    assert all(re.search("[\u0980-\u09ff]", heading) for heading in words[0])
    assert not any(re.search("[\u0980-\u09ff]", heading) for heading in words[1])
    assert len(set(heading_slugs(page))) == len(heading_slugs(page))


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("page", PAGES)
def test_pictures_are_served_and_links_lead_within_the_program(page, tongue):
    drawn = manual_page(page, tongue).body
    pictures = re.findall(r'<img src="/static/([^"]+)"', drawn)
    assert drawn.count("<img") == len(pictures)
    assert all(finders.find(picture) for picture in pictures)
    root = "/en" if tongue == "en" else ""
    links = re.findall(r'<a href="([^"]+)"', drawn)
    assert all(link.startswith(f"{root}/desk/help/") for link in links)
    assert ".md" not in drawn


def test_what_is_shown_is_the_text_of_the_file():
    text = (settings.MANUAL / "bn" / "officer.md").read_text("utf-8")
    sentence = "মোটা অক্ষরের কথাগুলো পাতায় ঠিক এভাবেই লেখা আছে।"
    assert sentence in text
    assert sentence in manual_page("officer", "bn").body


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_page_leads_to_its_paragraph_in_its_own_language(client, karim, root):
    client.force_login(karim)
    page = client.get(f"{root}/desk/letters/").content.decode()
    address, words = re.search(r'<footer.*?<a href="([^"]+)">([^<]+)</a>', page, re.DOTALL).groups()
    assert address == f"{root}/desk/help/officer/#letters-that-come-in"
    assert words == ("Letters that come in" if root else "যে চিঠি আসে")
    answer = client.get(address.partition("#")[0])
    assert answer.status_code == 200
    assert '<h2 id="letters-that-come-in">' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["access", "nothing", "README", "officer.md"])
def test_what_is_no_page_of_the_manual_is_not_found(client, karim, name):
    client.force_login(karim)
    assert client.get(f"/desk/help/{name}/").status_code == 404


@pytest.mark.django_db
def test_the_page_of_all_lists_every_paragraph(client, karim):
    client.force_login(karim)
    page = client.get("/en/desk/help/").content.decode()
    for name in PAGES:
        for slug in heading_slugs(name):
            assert f'"/en/desk/help/{name}/#{slug}"' in page


@pytest.mark.django_db
def test_an_installation_without_the_manual_shows_no_link_to_it(client, karim, settings):
    settings.MANUAL = None
    client.force_login(karim)
    assert "/desk/help/" not in client.get("/desk/letters/").content.decode()
    assert client.get("/desk/help/").status_code == 404


# What an officer types, and where the manual tells of it: Bangla as it is spoken and as it is misspelt, Latin
# letters, and English.
QUESTIONS = [
    ("চিঠি কীভাবে পাঠাব", "officer", "letters-that-go-out"),
    ("ছুটির দিন যোগ করা", "officer", "holidays-and-working-days"),
    ("ছুটী", "officer", "holidays-and-working-days"),
    ("সময় বাড়াতে চাই", "officer", "extending-the-time"),
    ("আবেদন নামঞ্জুর", "officer", "refusing"),
    ("কাগজ চাইব কীভাবে", "officer", "asking-for-documents"),
    ("দায়িত্ব হস্তান্তর", "officer", "last-day-handing-over-charge"),
    ("বদলি হয়ে যাচ্ছি, চার্জ বুঝিয়ে দেব", "officer", "last-day-handing-over-charge"),
    ("প্রশিক্ষণের আসন", "officer", "trainings-from-the-call-to-the-seats"),
    ("proshikkhon", "officer", "trainings-from-the-call-to-the-seats"),
    ("তথ্য অধিকার আবেদন", "officer", "requests-for-information"),
    ("বিদ্যুৎ নেই", "assistant", "when-there-is-no-power"),
    ("শুনানি", "gro", "hearing-both-sides"),
    ("পাসওয়ার্ড ভুলে গেছি", "administrator", "when-somebody-cannot-sign-in"),
    ("ব্যাকআপ", "administrator", "keys-and-backups"),
    ("how do I refuse an application", "officer", "refusing"),
    ("lab inspection", "officer", "inspecting-labs"),
    ("recuring tasks", "officer", "recurring-tasks"),
    ("import from Excel", "officer", "first-day-bringing-a-file"),
    ("withdrawn complaint", "gro", "a-complaint-that-is-withdrawn"),
    ("charter publish", "officer", "reviewing-and-publishing-a-charter"),
    ("certificate revoke", "officer", "certificates"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize(("typed", "page", "slug"), QUESTIONS)
def test_what_an_officer_types_leads_to_the_paragraph_among_the_first_three(
    client, karim, root, typed, page, slug
):
    client.force_login(karim)
    shown = client.get(f"{root}/desk/help/", {"q": typed}).content.decode()
    found = re.findall(r'<li>\s*<span><a href="([^"]+)">', shown)
    assert f"{root}/desk/help/{page}/#{slug}" in found[:3], found[:5]


@pytest.mark.django_db
def test_a_result_shows_the_words_around_with_what_was_typed_marked(client, karim):
    client.force_login(karim)
    shown = client.get("/desk/help/", {"q": "ছুটির আদেশ"}).content.decode()
    [first, *_] = re.findall(r"<li>\s*<span><a href=.*?</li>", shown, re.DOTALL)
    marked = re.findall("<mark>([^<]+)</mark>", first)
    assert any(word.startswith("ছুটি") for word in marked)
    assert any(word.startswith("আদেশ") for word in marked)
    # A vowel sign is never parted from its letter.
    assert not re.search("<mark>[\u09be-\u09cd]|</mark>[\u09be-\u09cd]", first)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["xqzvw", "\0", "ক" * 5000, "্"])
def test_what_is_nowhere_in_the_manual_is_said(client, karim, typed):
    client.force_login(karim)
    answer = client.get("/en/desk/help/", {"q": typed})
    assert answer.status_code == 200
    assert "The help has nothing on this" in " ".join(answer.content.decode().split())


@pytest.mark.django_db
def test_what_was_typed_is_shown_and_is_no_markup(client, karim):
    client.force_login(karim)
    shown = client.get("/en/desk/help/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in shown
    assert "<script>alert" not in shown


def test_every_paragraph_is_found_by_its_own_heading():
    index, lost = index_of_manual(), []
    for name in PAGES:
        for tongue in TONGUES:
            for heading in manual_page(name, tongue).headings:
                best = best_places(heading.words, index, similar_words(heading.words, index))[:3]
                if (name, heading.slug) not in best:
                    lost.append((name, heading.words, best))
    assert not lost
