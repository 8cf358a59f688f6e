"""Words can be read (WCAG 2.2, 1.4.3) in the light, in the dark and on paper, with the colour of every office
and with one of an office's own. Axe measures each text of the page against what it stands on.
"""

import pytest

from ongikar.offices.rules.palette import nearest_that_does

from .page_checks import AXE, RUN_CONTRAST
from .test_every_page import demonstration  # noqa: F401  # the stage of those pages is that of these

pytestmark = pytest.mark.browser
LOOKS = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    # Whoever prints from a dark screen prints on white paper.
    "paper": {"media": "print", "color_scheme": "dark"},
}
PUBLIC = (
    "/", "/en/charter/", "/services/citizen-1/", "/en/services/citizen-6/apply/", "/en/account/",
    "/calendar/", "/grievances/", "/en/training/", "/sign-in/",
)  # fmt: skip
DESK = (
    "/desk/today/",
    "/en/desk/cases/",
    "/desk/counter/",
    "/en/desk/letters/",
    "/desk/charter/",
    "/en/desk/face/",
)
# Blue, and nearly as light as one may be.
OWN = nearest_that_does("#1a8fd0")


@pytest.fixture
def stage(request):
    return request.getfixturevalue("demonstration")


def faults(page, address: str) -> list[str]:
    found = []
    for name, look in LOOKS.items():
        page.emulate_media(**look)
        page.goto(address)
        page.evaluate(AXE)
        found += [f"{address} {name}: {fault}" for fault in page.evaluate(RUN_CONTRAST)]
    return found


@pytest.mark.parametrize("colour", ["", OWN])
def test_words_can_be_read_on_public_pages(colour, someone):
    page = someone(wide=True, scripts=True)
    paint(page, colour)

    assert [fault for address in PUBLIC[:: 3 if colour else 1] for fault in faults(page, address)] == []


@pytest.mark.parametrize("colour", ["", OWN])
def test_words_can_be_read_at_the_desk(colour, staff):
    page = staff("karim", scripts=True)
    paint(page, colour)

    assert [fault for address in DESK[:: 3 if colour else 1] for fault in faults(page, address)] == []


def test_what_cannot_be_read_is_found(someone):
    page = someone(wide=True, scripts=True)
    page.route("**/look*.css", lambda route: route.fulfill(body="p { color: #999 }", content_type="text/css"))

    assert any("#999999 on #ffffff" in fault for fault in faults(page, "/"))


def paint(page, colour: str) -> None:
    """Each page is given the stylesheet that an office with a colour of its own has."""
    if not colour:
        return
    address = f"/face/{colour.removeprefix('#')}.css"
    style = f'<link rel="stylesheet" href="{address}"></head>'

    def with_style(route) -> None:
        answer = route.fetch()
        body = answer.text()
        assert "</head>" in body
        route.fulfill(response=answer, body=body.replace("</head>", style))

    page.route(lambda url: not url.endswith((".css", ".js", ".woff2", ".svg", ".json")), with_style)
