"""Each list of the desk in the demonstration, as a browser lays it out on the screen of an office: its rows
are of one height, and none is higher than two lines and the act beside them.
"""

import pytest
from django.urls import reverse

from ongikar.core.i18n.say import override_language
from ongikar.records.registry import LISTS

from .test_every_page import demonstration  # noqa: F401  # the stage of those pages is that of these

pytestmark = pytest.mark.browser
WIDTH, HIGHEST = 1366, 57
# Lists of the desk beside those that the layer of records has.
BY_HAND = ("desk_hearings", "desk_remedies")
OF_DECIDERS = frozenset({"desk_grievances", "desk_hearings", "desk_remedies"})
NARROWED = {"queue": ("?tab=received", "?tab=closed", "?tab=all"), "desk_grievances": ("?tab=settled",)}
ROWS = ".list tbody tr, .rows.tight > li"
MEASURE = "rows => rows.map(row => [row.getBoundingClientRect().height, row.innerText.slice(0, 60)])"


@pytest.fixture
def stage(request):
    return request.getfixturevalue("demonstration")


def addresses(names: str) -> list[str]:
    """The list and the ways to narrow it that show other rows, in both languages."""
    found = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            found += [f"{reverse(names)}{each}" for each in ("", *NARROWED.get(names, ()))]
    return found


@pytest.mark.parametrize("who", ["karim", "salma"])
def test_rows_of_every_list_are_of_one_height(who, staff):
    page = staff(who)
    page.set_viewport_size({"width": WIDTH, "height": 850})
    wrong, seen = [], set()
    for names in (*LISTS, *BY_HAND):
        if (names in OF_DECIDERS) != (who == "salma"):
            continue
        for address in addresses(names):
            assert page.goto(address).status == 200, address
            rows = page.eval_on_selector_all(ROWS, MEASURE)
            seen |= {names} if rows else set()
            wrong += [(address, *row) for row in rows if row[0] > HIGHEST]
            heights = {round(height) for height, _ in rows}
            wrong += [(address, sorted(heights))] if len(heights) > 1 else []
    assert wrong == []
    shown = {names for names in (*LISTS, *BY_HAND) if (names in OF_DECIDERS) == (who == "salma")}
    assert sorted(shown - seen) == [], "the demonstration shows no row of these"


def test_a_row_that_is_higher_is_found(staff):
    page = staff("karim")
    page.set_viewport_size({"width": WIDTH, "height": 850})
    page.goto(reverse("queue"))
    page.evaluate("document.querySelector('.list td.first').style.height = '90px'")
    assert max(height for height, _ in page.eval_on_selector_all(ROWS, MEASURE)) > HIGHEST
