"""A citizen with an application books a time, moves it and cancels it, and the officer sees who comes: the
pages of the booking counted, in either language, on a phone and at a desk, with scripts and without.
"""

import pytest

from tests.navigation import follow_to_next_page

from .steps import ask_for_information, assert_sees, assert_sees_no, text_of
from .test_rahima_is_asked_for_a_paper_and_served import counted_pages
from .ways import WAYS, one_of_four, speaker

pytestmark = pytest.mark.browser
# From the receipt: the times, what one comes for, and the application with its appointment.
MOST_PAGES = 4
ENGLISH = {
    "দেখা করার সময় নিন": "Book a time",
    "সময় ঠিক আছে": "Booked",
    "সময় বদলান বা বাতিল করুন": "Change or cancel it",
    "সময় নিয়ে এসে": "By appointment",
    "আগের দিন সন্ধ্যায়": "evening before",
}
HOURS = "/desk/hours-for-appointments/"


def open_hours(officer) -> None:
    """The officer sees people on Mondays and Tuesdays from ten to noon."""
    officer.goto(f"{HOURS}new/")
    officer.select_option("[name=post], select[name=post]", index=1) if officer.locator(
        "select[name=post]"
    ).count() else officer.locator("[name=post]").first.check()
    for day in ("0", "1"):
        officer.check(f"[name=weekdays][value='{day}']")
    officer.fill("[name=begins]", "10:00")
    officer.fill("[name=ends]", "12:00")
    first = officer.locator("[name=first_on]")
    first.fill("22/11/2026")
    follow_to_next_page(officer, officer.locator("main form button.btn").first.click)


@pytest.mark.parametrize("way", one_of_four("en on a phone with scripts"))
def test_a_time_is_booked_in_four_pages_moved_and_cancelled(stage, someone, staff, way):
    root, screen, scripts = WAYS[way]
    say = speaker(root, ENGLISH)
    stage.it_is("2026-11-22T10:00:00")
    officer = staff("karim")
    officer.goto(HOURS)
    if "10:00" not in text_of(officer) and "১০:০০" not in text_of(officer):
        open_hours(officer)
    citizen = someone(scripts=scripts)
    citizen.set_viewport_size(screen)
    citizen.goto(f"{root}/services/citizen-1/")
    assert_sees(citizen, say("সময় নিয়ে এসে"))
    mobile = f"0170000008{list(WAYS).index(way)}"
    ask_for_information(citizen, name="সুফিয়া বেগম", mobile=mobile, question="কবে ক্লাস শুরু?")
    if root:
        citizen.goto(root + citizen.url.partition(stage.address)[2])
    with counted_pages(citizen) as pages:
        link = citizen.get_by_role("link", name=say("দেখা করার সময় নিন"))
        follow_to_next_page(citizen, link.click)
        times = citizen.locator("button[name=slot]")
        first = times.first.get_attribute("value")
        follow_to_next_page(citizen, times.first.click)
        assert_sees(citizen, say("আগের দিন সন্ধ্যায়"))
        citizen.fill("[name=purpose]", "কাগজ দেখাতে")
        follow_to_next_page(citizen, citizen.locator("main form .btn").first.click)
    assert len(pages) <= MOST_PAGES
    assert_sees(citizen, say("সময় ঠিক আছে"))
    width = citizen.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    officer.goto("/desk/day/?on=2026-11-23")
    assert_sees(officer, "সুফিয়া বেগম")

    follow_to_next_page(citizen, citizen.get_by_role("link", name=say("সময় বদলান বা বাতিল করুন")).click)
    later = citizen.locator(f"button[name=slot]:not([value='{first}'])").last
    follow_to_next_page(citizen, later.click)
    assert_sees(citizen, say("সময় ঠিক আছে"))

    follow_to_next_page(citizen, citizen.get_by_role("link", name=say("সময় বদলান বা বাতিল করুন")).click)
    follow_to_next_page(citizen, citizen.locator("a[href$='/appointment/cancel/']").click)
    follow_to_next_page(citizen, citizen.locator("main form .btn").first.click)
    assert_sees_no(citizen, say("সময় ঠিক আছে"))
    assert citizen.get_by_role("link", name=say("দেখা করার সময় নিন")).count() == 1
