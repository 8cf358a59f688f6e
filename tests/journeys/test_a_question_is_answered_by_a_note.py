"""An answer is written once: a case is answered, one press makes a note of it, whose case it was is taken
out, and the next citizen with the question has the answer in two presses and files nothing.
"""

import pytest

from ongikar.rules.bangla.text import latin_digits
from tests.navigation import follow_to_next_page

from .steps import ask_for_information, assert_sees, press, send, text_of
from .ways import WAYS, one_of_four, speaker

pytestmark = pytest.mark.browser
QUESTION = "অফিসের ওয়াইফাই ধীর চললে কী দেখব?"
ANSWER = "রাউটার বন্ধ করে এক মিনিট পর চালু করুন।"
ENGLISH = {
    "এটাই কি আপনার উত্তর?": "Is this your answer?",
    "কোনো আবেদন হয়নি": "nothing was filed",
    "হ্যাঁ, আবেদন লাগবে না": "Yes, I need not apply",
    "আবেদন ছাড়াই উত্তর": "Answered without an application",
}


def make_note(officer, number: str) -> None:
    """The officer answers, presses once, and is told what tells of a person before anybody reads it."""
    officer.goto(f"/desk/cases/{number}/keep/")
    officer.fill("[name=words]", f"সুফিয়া বেগম, {ANSWER}")
    officer.get_by_label("সব দেওয়া হয়েছে").check()
    send(officer)
    officer.goto(f"/desk/cases/{number}/")
    press(officer, "এটি থেকে নোট করুন")
    assert_sees(officer, "সুফিয়া বেগম", "মানুষের নাম")
    press(officer, "সবার জন্য দিন")
    send(officer)
    assert_sees(officer, "এখানে মানুষের নাম আছে: “সুফিয়া বেগম”")
    officer.fill("[name=answer_bn]", ANSWER)
    send(officer)
    assert_sees(officer, "নোটটি এখন সবার জন্য।")


@pytest.mark.parametrize("way", one_of_four("bn on a phone"))
def test_a_question_answered_before_takes_two_presses_and_no_application(stage, someone, staff, way):
    root, screen, scripts = WAYS[way]
    say = speaker(root, ENGLISH)
    stage.it_is("2026-11-22T10:00:00")
    officer = staff("karim", scripts=scripts)
    officer.goto("/desk/notes/?state=public")
    if QUESTION not in text_of(officer):
        first = someone()
        shown = ask_for_information(first, name="সুফিয়া বেগম", mobile="01700000091", question=QUESTION)
        number = latin_digits(shown).strip()
        make_note(officer, number)

    citizen = someone(scripts=scripts)
    citizen.set_viewport_size(screen)
    citizen.goto(f"{root}/services/citizen-1/apply/")
    presses = 0
    for name in ("form_wanted", "receive_by"):
        citizen.locator(f"[name={name}]").first.check()
    if scripts:
        citizen.locator("[name=question]").press_sequentially("আমার অফিসের ওয়াইফাই ধীর কেন")
        citizen.locator("#suggested summary").first.wait_for()
        assert_sees(citizen, say("এটাই কি আপনার উত্তর?"))
        citizen.locator("#suggested summary").first.click()
        presses += 1
    else:
        citizen.fill("[name=question]", "আমার অফিসের ওয়াইফাই ধীর কেন")
        send(citizen)
        presses += 1
        assert_sees(citizen, say("এটাই কি আপনার উত্তর?"), ANSWER)
    width = citizen.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    yes = citizen.get_by_role("button", name=say("হ্যাঁ, আবেদন লাগবে না"))
    follow_to_next_page(citizen, yes.first.click)
    presses += 1
    assert presses <= 2
    assert_sees(citizen, say("কোনো আবেদন হয়নি"), ANSWER)
    citizen.goto(f"{root}/account/2026/11/")
    assert_sees(citizen, say("আবেদন ছাড়াই উত্তর"))
