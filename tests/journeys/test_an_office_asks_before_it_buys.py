"""An office asks before it buys: what each thing must be like, who meets it, and who of those asks for
least.
"""

import pytest

from .steps import assert_sees, assert_sees_no, press, send, text_of
from .ways import WAYS, one_of_four, speaker

pytestmark = [pytest.mark.browser, pytest.mark.once]
CHEAP, GOOD = "সস্তা নমুনা স্টোর", "নমুনা কম্পিউটার্স"
LINES, ADVISE, LOWEST = "পণ্য, বিনির্দেশ, বাজারদর ও দরের তুলনা", "পরামর্শ দিন", "শর্ত মানা দরগুলোর মধ্যে সর্বনিম্ন ৬১,৫০০"
ENGLISH = {
    LINES: "Items, specification, market prices and comparison",
    "ঠিক হয়নি": "Not settled",
    ADVISE: "Give the advice",
    "ভান্ডারের বিনির্দেশ নিন": "Take them from the library",
    "সংস্করণ ১": "version 1",
    "০ কোনো দর নয়": "0 is no price",
    "যাচাই বাকি": "Not judged",
    LOWEST: "the lowest of those that meet the conditions is 61,500",
    "কারিগরি বিনির্দেশ": "Technical specification",
    "দরের তুলনামূলক বিবরণী": "Comparative statement of quotations",
    "পরের ধাপ": "Next step",
    "আবেদন পাঠান": "Send the application",
    "এই কেনাকাটার জন্য বদলান": "Change for this purchase",
    "নির্মাতার নাম আছে (Dell)": "This names a maker (Dell)",
    "শুধু এই কেনাকাটার জন্য": "for this purchase alone",
    "সব শর্ত মানে": "It meets all of them",
}


@pytest.mark.parametrize("way", one_of_four("bn at a desk"))
def test_advice_is_asked_for_specified_compared_and_given(stage, staff, someone, way):
    root, screen, has_scripts = WAYS[way]
    says = speaker(root, ENGLISH)
    stage.it_is("2026-11-22T10:00:00")
    lady, karim = someone(scripts=has_scripts), staff("karim", scripts=has_scripts)
    for each in (lady, karim):
        each.set_viewport_size(screen)
    number = asks_for_advice(lady, root, says)

    karim.goto(f"{root}/desk/cases/{number}/")
    press(karim, says(LINES))
    page = karim.url
    # Nothing is promised away: without a specification there is no advice.
    assert_sees(karim, says("ঠিক হয়নি"))
    assert_sees_no(karim, says(ADVISE))
    press(karim, says("ভান্ডারের বিনির্দেশ নিন"))
    assert_sees(karim, says("সংস্করণ ১"))
    names_a_maker(karim, says)

    enters_quotation(karim, page, CHEAP, "০")
    assert_sees(karim, says("০ কোনো দর নয়"))
    # Nothing that was typed is lost.
    assert karim.input_value("[name=bidder]") == CHEAP
    karim.locator("[name^=price-]").first.fill("৫৫,০০০")
    submits(karim)
    enters_quotation(karim, page, GOOD, "৬১,৫০০")
    assert_sees(karim, says("যাচাই বাকি"), GOOD)
    judges(karim, page, CHEAP, says, refused="memory")
    judges(karim, page, GOOD, says)
    assert_sees(karim, f"{says(LOWEST)} ({GOOD})")

    karim.goto(page)
    press(karim, says(ADVISE))
    assert GOOD in karim.input_value("[name=words]")
    for given in karim.locator("[name=given][value=all]").all():
        given.check()
    send(karim)
    stage.let_the_worker_work()
    lady.goto(f"{root}/track/{number}/")
    assert_sees(lady, says("কারিগরি বিনির্দেশ"), says("দরের তুলনামূলক বিবরণী"))


def asks_for_advice(lady, root: str, says) -> str:
    lady.goto(f"{root}/services/institutional-9/apply/")
    lady.fill("[name=items]", "ল্যাপটপ, ২টি")
    lady.fill("[name=used_for]", "ভাতার তালিকা হালনাগাদ")
    lady.fill("[name=budget]", "১,৫০,০০০")
    lady.check("[name=method][value=quotation]")
    press(lady, says("পরের ধাপ"))
    lady.fill("[name=institution]", "উপজেলা সমাজসেবা কার্যালয়")
    lady.fill("[name=name]", "লায়লা আঞ্জুমান")
    lady.fill("[name=village]", "রংপুর সদর")
    lady.fill("[name=union]", "রংপুর")
    lady.fill("[name=mobile]", "০১৭০০০০০০২০")
    press(lady, says("পরের ধাপ"))
    while not lady.get_by_text(says("আবেদন পাঠান"), exact=True).count():
        press(lady, says("পরের ধাপ"))
    press(lady, says("আবেদন পাঠান"))
    return text_of(lady.locator(".trackno")).translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))


def names_a_maker(karim, says) -> None:
    press(karim, "ল্যাপটপ")
    press(karim, says("এই কেনাকাটার জন্য বদলান"))
    # In one language, so that it is asked in either.
    karim.fill("[name=value_en-1]", "")
    karim.fill("[name=value-1]", "Dell, ২০২৪ সালে বা পরে")
    submits(karim)
    assert_sees(karim, says("নির্মাতার নাম আছে (Dell)"))
    karim.fill("[name=value-1]", "২০২৫ সালে বা পরে")
    submits(karim)
    assert_sees(karim, "২০২৫ সালে বা পরে", says("শুধু এই কেনাকাটার জন্য"))


def enters_quotation(karim, page: str, bidder: str, price: str) -> None:
    karim.goto(f"{page}quotations/")
    karim.fill("[name=bidder]", bidder)
    karim.fill("[name=quoted_on]", "2026-11-22")
    karim.check("[name=currency][value=BDT]")
    karim.check("[name=taxes][value=with]")
    karim.locator("[name^=price-]").first.fill(price)
    submits(karim)


def judges(karim, page: str, bidder: str, says, refused: str = "") -> None:
    """All conditions are met but the one that is refused."""
    karim.goto(f"{page}comparison/")
    karim.locator("main table a").filter(has_text=bidder).first.click()
    if refused:
        for radio in karim.locator("main input[type=radio][value=yes]").all():
            radio.check()
        karim.check(f"[name=clause-{refused}][value=no]")
        submits(karim)
    else:
        press(karim, says("সব শর্ত মানে"))


def submits(karim) -> None:
    karim.locator("main form button.btn").last.click()
    karim.wait_for_load_state()
