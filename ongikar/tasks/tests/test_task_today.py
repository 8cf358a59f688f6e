"""What of the tasks stands on Today: late, due today, to be verified, what lies outside; and the search."""

from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.people.today_lines import SHOWN
from ongikar.tasks import actions

from .conftest import SUNDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATE_BY, TODAY = date(2026, 11, 23), date(2026, 11, 25)


@pytest.fixture
def desk(signed_in, karim, time_machine):
    time_machine.move_to(SUNDAY + 3 * DAY, tick=False)
    return signed_in(karim)


def lines_of(page: HTMLParser, section: str) -> list[str]:
    return [each.text(strip=True) for each in page.css(f"section[aria-labelledby=s-{section}] a.who")]


@pytest.mark.parametrize("root", ["", "/en"])
def test_each_task_stands_where_it_presses_and_leads_to_its_act(
    desk, give, root, officer_post, headmaster, shirin
):
    own = {"owner": officer_post, "check": None}
    late, due = give("বিল মেলানো", due=LATE_BY, **own), give("ল্যাব খোলা", due=TODAY, **own)
    give("পরের মাসের কাজ", due=date(2026, 12, 15), **own)
    to_verify = give("আর্থিং মাপা")
    actions.report_task(to_verify, words="হয়েছে", actor=("user", shirin.pk), now=SUNDAY + DAY)
    give("কলেজের তালিকা", owner=headmaster)
    page = HTMLParser(desk.get(f"{root}/desk/today/").text)
    assert lines_of(page, "late") == ["বিল মেলানো"]
    assert lines_of(page, "today") == ["ল্যাব খোলা"]
    assert lines_of(page, "verify") == ["আর্থিং মাপা"]
    links = [each.attributes["href"].partition("?of=")[0] for each in page.css("a")]
    for task, act in ((late, "report"), (due, "report"), (to_verify, "check")):
        assert f"{root}/desk/tasks/{task.number}/{act}/" in links
    # What lies with somebody outside is counted beside.
    outside = page.css_first("aside a[href$='/desk/tasks/?tab=open']")
    assert outside.parent.css_first("b").text() == ("1" if root else "১")
    found = desk.get(f"{root}/desk/search/", {"q": "আর্থিং"}).text
    assert f"{root}/desk/tasks/{to_verify.number}/" in found


def test_more_than_a_section_shows_is_led_to(desk, give, officer_post):
    for n in range(SHOWN + 2):
        give(f"কাজ {n}", owner=officer_post, check=None, due=LATE_BY)
    page = HTMLParser(desk.get("/desk/today/").text)
    assert len(lines_of(page, "late")) == SHOWN
    assert page.css_first("section[aria-labelledby=s-late] p a[href$='?tab=mine']")


def test_the_list_is_narrowed_by_owner_origin_subject_and_what_is_late(
    desk, give, receive, officer_post, headmaster
):
    case = receive("citizen-1", now=SUNDAY)
    give("নিজের", owner=officer_post, check=None, due=LATE_BY)
    give("বাইরের", owner=headmaster, origin="decision")
    give("আবেদনের", subject=case.reference, origin="step")
    for asked, titles in (
        ("tab=open", {"নিজের", "বাইরের", "আবেদনের"}),
        ("tab=mine", {"নিজের"}),
        ("tab=late", {"নিজের"}),
        ("tab=verify", set()),
        (f"tab=open&owner=contact-{headmaster.pk}", {"বাইরের"}),
        ("tab=open&origin=decision", {"বাইরের"}),
        (f"tab=open&subject=case:{case.pk}", {"আবেদনের"}),
        (f"tab=open&owner=post-{officer_post.pk}&origin=step", set()),
    ):
        page = desk.get(f"/desk/tasks/?{asked}").text
        assert {title for title in ("নিজের", "বাইরের", "আবেদনের") if f">{title}<" in page} == titles, asked
    # And they stand on the page of what they serve, with how it is with each.
    assert "আবেদনের" in desk.get(f"/desk/cases/{case.number}/").text
