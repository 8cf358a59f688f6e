"""A monthly meeting decides; the decision comes back on the next agenda by itself, and is closed by proof."""

import re

import pytest

from tests.conftest import DESK, PHONE, Stage, set_up
from tests.navigation import follow_to_next_page
from tests.quick_among import quick_among

from .steps import assert_sees, text_of

pytestmark = pytest.mark.browser
DECIDED = "ল্যাবের চাবির দায়িত্ব লিখে জানানো"
# In both languages, on a desk and on a phone, with and without script.
WAYS = {
    "bn on a desk": ("", DESK, True),
    "bn on a phone without script": ("", PHONE, False),
    "en on a phone": ("/en", PHONE, True),
    "en on a desk without script": ("/en", DESK, False),
}
# The same ways in the other language: where everything is run.
REST = {
    "en on a desk": ("/en", DESK, True),
    "en on a phone without script": ("/en", PHONE, False),
    "bn on a phone": ("", PHONE, True),
    "bn on a desk without script": ("", DESK, False),
}
WORDS = {
    "": {
        "met": "কোরাম হয়েছে",
        "none": "কোরাম হয়নি",
        "refused": "কোরাম হয়নি, তাই কোনো সিদ্ধান্ত লেখা যায় না",
        "open": "খোলা সিদ্ধান্ত: ১",
        "kept": "কার্যবিবরণী জারি হয়েছে, স্মারক",
        "number": "১.১",
        "done": "শেষ",
    },
    "/en": {
        "met": "Quorum met",
        "none": "No quorum",
        "refused": "There is no quorum, so no decision can be recorded",
        "open": "Open decisions of all earlier meetings: 1",
        "kept": "The minutes are issued, memo",
        "number": "1.1",
        "done": "Done",
    },
}


@pytest.fixture
def stage(tmp_path_factory):
    """An office for each way: a second one would find the committee that the first entered."""
    stage = Stage(set_up(tmp_path_factory))
    yield stage
    stage.end()


@pytest.mark.parametrize("way", quick_among(WAYS | REST, list(WAYS)[:1]))
def test_a_decision_comes_back_next_month_and_is_closed_by_proof(stage, staff, someone, way):
    root, screen, scripts = (WAYS | REST)[way]
    words = WORDS[root]

    def at_desk(name):
        page = staff(name, scripts=scripts)
        page.set_viewport_size(screen)
        return page

    stage.it_is("2026-11-22T10:00:00")
    stage.let_the_worker_work()
    karim = at_desk("karim")
    enters_member(karim, root)
    enters_committee(karim, root)
    first = calls(karim, root, "2026-11-26")

    stage.it_is("2026-11-26T11:00:00")
    karim = at_desk("karim")
    sits(karim, first)
    # Attendance starts empty: nobody is there, and nothing can be decided.
    assert_sees(karim, words["none"])
    decides(karim)
    presses(karim, "draft")
    assert_sees(karim, words["refused"])
    assert karim.locator("[name^=words-]").first.input_value() == DECIDED
    marks_everybody(karim)
    presses(karim, "draft")
    assert_sees(karim, words["met"])
    stage.it_is("2026-11-26T12:30:00")
    presses(karim, "finish")
    submits(karim, "circulate")
    approves(at_desk("farhana"), first)
    karim.goto(first)
    submits(karim, "issue")
    assert_sees(karim, words["kept"])

    stage.it_is("2026-12-01T10:00:00")
    stage.let_the_worker_work()
    karim = at_desk("karim")
    second = calls(karim, root, "2026-12-07")
    # It stands on the agenda without anybody having put it there.
    assert_sees(karim, words["open"], words["number"], DECIDED)
    link = link_of_task(karim, root)
    owner = someone(scripts=scripts)
    owner.set_viewport_size(screen)
    owner.goto(link)
    owner.fill("[name=words]", "১২টি বিদ্যালয়কে লিখিতভাবে জানানো হয়েছে।")
    follow_to_next_page(owner, owner.locator("main form:has([name=words]) .btn").first.click)

    stage.it_is("2026-12-07T11:00:00")
    karim = at_desk("karim")
    sits(karim, second)
    assert_sees(karim, words["number"], DECIDED)
    marks_everybody(karim)
    karim.locator("[name=confirmation][value=as_is]").check(force=True)
    karim.locator("select[name^=ruling-]").select_option("done")
    stage.it_is("2026-12-07T12:00:00")
    presses(karim, "finish")
    assert_sees(karim, DECIDED)
    karim.goto(f"{root}/desk/tasks/?tab=ended")
    assert_sees(karim, DECIDED)


def submit_main(page):
    follow_to_next_page(page, page.locator("main form .btn:not(.btn-2)").first.click)


def enters_member(karim, root):
    karim.goto(f"{root}/desk/contacts/add/")
    karim.fill("[name=organisation]", "উপজেলা শিক্ষা অফিস (নমুনা)")
    karim.fill("[name=post]", "উপজেলা শিক্ষা অফিসার")
    karim.fill("[name=mobile]", "০১৭০০০০০০৯৯")
    submit_main(karim)


def enters_committee(karim, root):
    karim.goto(f"{root}/desk/committees/new/")
    karim.fill("[name=name_bn]", "উপজেলা আইসিটি কমিটি")
    karim.fill("[name=name_en]", "Upazila ICT Committee")
    karim.select_option("[name=service]", "institutional-11")
    karim.fill("[name=place]", "উপজেলা পরিষদ সভাকক্ষ")
    submit_main(karim)
    karim.wait_for_url(re.compile(r"/desk/committees/\d+/$"))
    committee = karim.url
    for holder, capacity in (
        (r"Nirbahi|নির্বাহী", "chair"),
        (r"^(Upazila ICT Officer|উপজেলা আইসিটি অফিসার)$", "secretary"),
        (r"উপজেলা শিক্ষা অফিসার", "member"),
    ):
        karim.goto(f"{committee}seats/")
        choose(karim.locator("[name=holder]"), holder)
        karim.check(f"[name=capacity][value={capacity}]")
        karim.fill("[name=since]", "2026-11-01")
        submit_main(karim)


def choose(box, pattern):
    """The first choice of a list that reads so."""
    said = {each.inner_text().strip(): each.get_attribute("value") for each in box.locator("option").all()}
    found = [value for words, value in said.items() if re.search(pattern, words)]
    assert found, f"{pattern} is none of {[*said]}"
    box.select_option(value=found[0])


def calls(karim, root, day) -> str:
    """From the list of what nobody has called yet; the address of the meeting, its notice sent."""
    karim.goto(f"{root}/desk/meetings/")
    follow_to_next_page(karim, karim.locator("main a[href*='/desk/meetings/for/']").first.click)
    karim.fill("[name=day]", day)
    karim.fill("[name=time]", "11:00")
    karim.fill("[name=items]", "শীতের ছুটিতে ল্যাবের চাবি")
    submit_main(karim)
    submits(karim, "notice")
    return karim.url


def submits(page, way):
    """Press the button of the form that goes there."""
    follow_to_next_page(page, page.locator(f"main form[action$='/{way}/'] button").first.click)


def sits(karim, meeting):
    karim.goto(meeting)
    submits(karim, "begin")


def presses(karim, what):
    follow_to_next_page(karim, karim.locator(f"main button[value={what}]").click)


def decides(karim):
    karim.locator("[name^=words-]").first.fill(DECIDED)
    choose(karim.locator("[name^=owner-]").first, "শিক্ষা")
    karim.locator("[name^=due-]").first.fill("2026-12-20")


def marks_everybody(karim):
    """The whole segment is pressed, as a finger does."""
    for each in karim.locator("[name^=seat-][value=present]").all():
        each.check(force=True)


def approves(farhana, meeting):
    farhana.goto(meeting)
    assert DECIDED in text_of(farhana)
    submits(farhana, "approve")


def link_of_task(karim, root) -> str:
    follow_to_next_page(karim, karim.locator("main .ruled a[href*='/desk/tasks/']").first.click)
    submits(karim, "link")
    return re.search(r"http\S+/t/\S+/", text_of(karim))[0]
