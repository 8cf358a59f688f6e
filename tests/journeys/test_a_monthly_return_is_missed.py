"""A return that nobody asks for opens by itself; nobody sends it, and the office's own account says so."""

import pytest

from tests.conftest import Stage, set_up
from tests.navigation import follow_to_next_page

from .steps import assert_sees
from .ways import WAYS, one_of_four

pytestmark = pytest.mark.browser
WORDS = {
    "": {
        "title": "ল্যাবের মাসিক প্রতিবেদন",
        "to": "জেলা আইসিটি কার্যালয়",
        "month": "নভেম্বর ২০২৬",
        "late": "কার্যদিবস দেরি",
        "sent late": "দেরিতে",
    },
    "/en": {
        "title": "Monthly return of labs",
        "to": "District ICT Office",
        "month": "November 2026",
        "late": "working days late",
        "sent late": "late",
    },
}


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way: a second return of the same name would stand beside the first."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.mark.parametrize("way", one_of_four("en on a phone with scripts"))
def test_a_month_opens_by_itself_breaks_unsent_and_is_kept_late_by_its_letter(stage, staff, way):
    root, screen, scripts = WAYS[way]
    words = WORDS[root]
    stage.it_is("2026-11-22T10:00:00")
    karim = at_desk(staff, screen, scripts=scripts)
    owes(karim, root, words)

    # Nobody presses anything: the month is over, and its case is there.
    stage.it_is("2026-12-01T10:00:00")
    stage.it_is("2026-12-14T10:00:00")
    karim = at_desk(staff, screen, scripts=scripts)
    karim.goto(f"{root}/desk/today/")
    late = karim.locator("main li", has_text=words["title"]).first
    assert_sees(late, words["late"])
    follow_to_next_page(karim, late.locator("a").first.click)
    case = karim.url.partition("?")[0]
    assert_sees(karim, words["title"], words["month"], words["to"])

    sends(karim, case)
    karim.goto(case)
    assert_sees(karim, words["sent late"])
    # Kept late is not kept in time: the day that passed stays passed.
    stage.it_is("2026-12-20T10:00:00")
    karim = at_desk(staff, screen, scripts=scripts)
    karim.goto(f"{root}/desk/returns/")
    assert_sees(karim, words["title"])


def at_desk(staff, screen, *, scripts: bool):
    """Signed in on that day: nobody stays in over night."""
    karim = staff("karim", scripts=scripts)
    karim.set_viewport_size(screen)
    return karim


def owes(karim, root: str, words: dict) -> None:
    karim.goto(f"{root}/desk/contacts/add/")
    karim.fill("[name=organisation]", words["to"])
    submit(karim)
    karim.goto(f"{root}/desk/returns/new/")
    karim.fill("[name=title]", words["title"])
    options = karim.locator("[name=contact] option").all()
    chosen = next(each for each in options if words["to"] in each.inner_text())
    karim.select_option("[name=contact]", value=chosen.get_attribute("value"))
    karim.check("[name=unit][value=month]")
    karim.fill("[name=nth]", "5")
    karim.fill("[name=starts_on]", "2026-11-01")
    submit(karim)
    assert_sees(karim, words["title"], words["to"])


def sends(karim, case: str) -> None:
    """The case is taken on, and its button leads to the letter; sent, it is kept."""
    karim.goto(f"{case}keep/")
    submit(karim)
    follow_to_next_page(karim, karim.locator("main a[href*='/edit/'], main a[href*='/rewrite/']").first.click)
    karim.fill("[name=body]", "১২টি ল্যাব চালু, ১৩২টি কম্পিউটার সচল।")
    submit(karim)
    follow_to_next_page(karim, karim.locator("main button[name=issue]").click)
    # One recipient waits: the page of the dispatch opens by itself.
    assert "/dispatch/" in karim.url
    karim.check("[name=channel][value=hand]")
    karim.fill("[name=taken_by]", "অফিস সহায়ক (নমুনা)")
    submit(karim)
    assert not karim.url.rstrip("/").endswith("/dispatch/2"), karim.inner_text("main")


def submit(page) -> None:
    follow_to_next_page(page, page.locator("main form button.btn:not(.btn-2):not(.btn-plain)").last.click)
