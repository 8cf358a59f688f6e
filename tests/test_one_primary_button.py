"""Each page of the desk has one button that stands out, or none: what most probably comes next."""

import pytest
from django.urls import get_resolver
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import send_request
from .test_one_press import opener

pytestmark = pytest.mark.django_db
QUIET = {"btn-2", "btn-plain"}


def is_of_desk(name: str) -> bool:
    """By the beginning of its address, whatever stands in it."""
    ways = get_resolver().reverse_dict.getlist(name)
    return any(route.startswith("desk/") for known in ways for route, _ in known[0])


PAGES = [name for name, how in ACCESS_MATRIX if how == "GET" and opener(name, how) and is_of_desk(name)]


def primary_buttons(page: HTMLParser) -> list[str]:
    """The words of each button that stands out; of a form that is folded away, what opens it is quiet."""
    main = page.css_first("main")
    found = main.css(".btn") if main else []
    return [
        each.text(strip=True)[:40]
        for each in found
        if not QUIET & set((each.attributes.get("class") or "").split()) and not is_folded(each)
    ]


def is_folded(node) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in ("details", "template", "dialog") or "hidden" in above.attributes:
            return True
        above = above.parent
    return False


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_has_one_button_that_stands_out(scene, name):
    page = send_request(scene.browser(opener(name, "GET")), name, "GET", scene.ours)
    if not page.headers.get("Content-Type", "").startswith("text/html") or page.streaming:
        return
    assert len(primary_buttons(HTMLParser(page.text))) <= 1


def test_the_pages_of_the_desk_are_known():
    assert len(PAGES) > 100
    assert "today" in PAGES
    assert "home" not in PAGES


def test_a_second_button_that_stands_out_is_noticed():
    page = "<main><a class=btn>এক</a><a class='btn btn-2'>দুই</a><details><a class=btn>তিন</a></details>"
    assert primary_buttons(HTMLParser(page + "</main>")) == ["এক"]
    assert primary_buttons(HTMLParser(page + "<a class='btn btn-s'>চার</a></main>")) == ["এক", "চার"]
