"""An office asks for a system and gets it step by step, each side in its turn; and an idea of the office is
measured before it may be called a success.
"""

import re

import pytest

from tests.navigation import follow_to_next_page

from .steps import assert_sees, assert_sees_no, press, send, text_of
from .test_a_task_goes_to_somebody_outside import submit
from .ways import WAYS, one_of_four, speaker

pytestmark = [pytest.mark.browser, pytest.mark.once]
SURVEY, USERS, ACCOUNTS = "ডোমেইন ও ব্যবহারকারী যাচাই", "ব্যবহারকারীর তালিকা পাঠানো", "ই-মেইলের অ্যাকাউন্ট খোলা"
TRAIN, LIVE = "নিরাপদে ই-মেইল ব্যবহারের প্রশিক্ষণ", "পুরোনো ঠিকানা বাদ দিয়ে নতুনটি ব্যবহার শুরু"
FIGURES, ACTS = "অ্যাকাউন্ট বা ব্যবহারকারীর সংখ্যা লিখুন", "যাচাই, পরীক্ষা, মাপ ও ছড়ানো"
ENGLISH = {
    SURVEY: "Survey of the domain and the users",
    USERS: "List of users sent in",
    ACCOUNTS: "Mail accounts opened",
    TRAIN: "Training in using e-mail safely",
    LIVE: "New addresses used, the old ones left",
    FIGURES: "Enter accounts or users",
    ACTS: "Screening, pilot, measurement and spread",
    "ধাপ ও দিন ঠিক করুন": "Plan the steps and days",
    "এই পরিকল্পনায় এগোন": "Go on with this plan",
    "তার দিনের আগে এটি হতে পারে না": "goes before it; it cannot be done before that day",
    "০/৬ ধাপ শেষ": "0 of 6 steps done",
    "চালুর ৩০ কার্যদিবস পর": "30 working days after it is live",
    "তাঁদের পক্ষ": "Their side",
    "আগে শেষ হতে হবে": "comes first",
    "কতজন প্রশিক্ষণ পেয়েছেন": "how many were trained",
    "৫/৬ ধাপ শেষ": "5 of 6 steps done",
    "চালু": "Live",
    "সমাপ্তিপত্র লিখুন": "Write the completion note",
    "পরের ধাপ": "Next step",
    "আবেদন পাঠান": "Send the application",
    "মাপা না হলে উদ্যোগ সফল বলা যায় না": "Nothing is called a success that was not measured",
    "৬০% কম": "60% less",
    "ছড়ানো হচ্ছে": "Spread",
    "ফল লিখুন": "Write the result",
}


@pytest.mark.parametrize("way", one_of_four("bn at a desk"))
def test_a_system_is_asked_for_planned_and_brought_into_use(stage, staff, someone, way):
    root, screen, has_scripts = WAYS[way]
    says = speaker(root, ENGLISH)
    stage.it_is("2026-11-22T10:00:00")
    lady, karim = someone(scripts=has_scripts), staff("karim", scripts=has_scripts)
    for each in (lady, karim):
        each.set_viewport_size(screen)
    number = asks_for_mail(lady, root, says)
    karim.goto(f"{root}/desk/cases/{number}/")
    press(karim, says("ধাপ ও দিন ঠিক করুন"))
    press(karim, says("ধাপ ও দিন ঠিক করুন"))
    # The plan is suggested by what was asked for.
    press(karim, says("এই পরিকল্পনায় এগোন"))
    assert_sees(karim, says(SURVEY), says(LIVE))
    fills_days(karim, accounts="2026-11-24")
    submit(karim)
    # Beside its field, and nothing of the plan is lost.
    assert_sees(karim, says("তার দিনের আগে এটি হতে পারে না"))
    fills_days(karim, accounts="2026-11-29")
    submit(karim)
    assert_sees(karim, says("০/৬ ধাপ শেষ"), says("চালুর ৩০ কার্যদিবস পর"))
    page = karim.url

    lady.goto(f"{root}/track/{number}/")
    assert_sees(lady, says(SURVEY), says("তাঁদের পক্ষ"))
    reports_at_desk(karim, page, says(ACCOUNTS))
    assert_sees(karim, says("আগে শেষ হতে হবে"))
    reports_at_desk(karim, page, says(SURVEY))
    principal, task = someone(), task_of(karim, page, says(USERS))
    reports_by_link(principal, makes_link(karim, task))
    checks(karim, task)
    reports_at_desk(karim, page, says(ACCOUNTS))
    enters(karim, page, says(FIGURES), "accounts", "৪")
    reports_at_desk(karim, page, says(TRAIN))
    live = task_of(karim, page, says(LIVE))
    link = makes_link(karim, live)
    reports_by_link(principal, link)
    assert_sees(principal, says("কতজন প্রশিক্ষণ পেয়েছেন"))
    enters(karim, page, says(FIGURES), "trained", "৪")
    reports_by_link(principal, link)
    checks(karim, live)
    enters(karim, page, says(FIGURES), "using", "৩")
    stage.let_the_worker_work()
    karim.goto(page)
    assert_sees(karim, says("৫/৬ ধাপ শেষ"), says("চালু"))

    press(karim, says("সমাপ্তিপত্র লিখুন"))
    assert karim.input_value("[name=users]") in ("3", "৩")
    karim.fill("[name=words]", "চারজনের ই-মেইল চালু হলো।")
    for given in karim.locator("[name=given][value=all]").all():
        given.check()
    send(karim)
    lady.goto(f"{root}/track/{number}/")
    assert_sees(lady, says("৫/৬ ধাপ শেষ"))


def asks_for_mail(lady, root: str, says) -> str:
    lady.goto(f"{root}/services/institutional-8/apply/")
    lady.fill("[name=system]", "সরকারি ই-মেইল")
    lady.fill("[name=users]", "৪")
    lady.check("[name=ready][value=both]")
    lady.fill("[name=now_done]", "ব্যক্তিগত ই-মেইলে চিঠি যায়।")
    press(lady, says("পরের ধাপ"))
    lady.fill("[name=institution]", "উপজেলা সমাজসেবা কার্যালয়")
    lady.fill("[name=name]", "লায়লা আঞ্জুমান")
    lady.fill("[name=village]", "রংপুর সদর")
    lady.fill("[name=union]", "রংপুর")
    lady.fill("[name=mobile]", "০১৭০০০০০০১৯")
    press(lady, says("পরের ধাপ"))
    while not lady.get_by_text(says("আবেদন পাঠান"), exact=True).count():
        press(lady, says("পরের ধাপ"))
    press(lady, says("আবেদন পাঠান"))
    shown = text_of(lady.locator(".trackno"))
    return shown.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789"))


def fills_days(karim, *, accounts: str) -> None:
    days = {"survey": "2026-11-23", "users": "2026-11-26", "accounts": accounts}
    for code, day in (days | {"train": "2026-12-01", "live": "2026-12-02"}).items():
        karim.fill(f"[name=day_{code}]", day)


def task_of(karim, page: str, step: str) -> str:
    karim.goto(page)
    press(karim, step)
    return karim.url


def reports_at_desk(karim, page: str, step: str) -> None:
    karim.goto(f"{task_of(karim, page, step)}report/")
    karim.fill("main [name=words]", "হয়েছে")
    submit(karim)


def makes_link(karim, task: str) -> str:
    """The address that opens a task to its owner outside, as the office's page tells it once."""
    karim.goto(task)
    follow_to_next_page(karim, karim.locator("main form[action*='/link/'] button").first.click)
    return re.search(r"http\S+/t/\S+/", text_of(karim))[0]


def reports_by_link(principal, link: str) -> None:
    principal.goto(link)
    principal.fill("[name=words]", "আমাদের অংশ শেষ।")
    submit(principal)


def checks(karim, task: str) -> None:
    karim.goto(task)
    karim.check("[name=verdict][value=done]")
    karim.locator("main form:has([name=verdict]) button.btn").first.click()
    karim.wait_for_load_state()


def enters(karim, page: str, words: str, sort: str, count: str) -> None:
    karim.goto(page)
    press(karim, words)
    karim.check(f"[name=sort][value={sort}]")
    karim.fill("[name=count]", count)
    karim.fill("[name=on]", "2026-11-22")
    submit(karim)


@pytest.mark.parametrize("way", one_of_four("bn at a desk"))
def test_an_idea_is_measured_before_it_is_a_success(stage, staff, way):
    root, screen, has_scripts = WAYS[way]
    says = speaker(root, ENGLISH)
    stage.it_is("2026-11-23T10:00:00")
    karim = staff("karim", scripts=has_scripts)
    karim.set_viewport_size(screen)
    karim.goto(f"{root}/desk/own/internal-3/")
    for name in ("title", "problem", "idea", "owner"):
        karim.fill(f"[name={name}]", "এক পাতার ফরম")
    send(karim)
    case = karim.url
    press(karim, says(ACTS))
    idea = karim.url
    for act, facts in (
        ("screening", {"on": "2026-11-23", "words": "খরচ নেই"}),
        ("pilot", {"where": "কাউন্টার", "on": "2026-11-23", "words": "নতুন ফরম"}),
    ):
        karim.goto(f"{idea}{act}/")
        for box in karim.locator("[name=verdict][value=go]").all():
            box.check()
        for name, value in facts.items():
            karim.fill(f"main [name={name}]", value)
        submit(karim)
    closes(karim, case)
    assert_sees(karim, says("মাপা না হলে উদ্যোগ সফল বলা যায় না"))
    karim.goto(f"{idea}measurement/")
    karim.check("[name=measure][value=visits]")
    karim.check("[name=unit][value=times]")
    for name, value in {"before": "২.৫", "after": "১", "n_before": "১০", "n_after": "১২"}.items():
        karim.fill(f"[name={name}]", value)
    karim.fill("[name=measured_on]", "2026-11-23")
    karim.fill("[name=how]", "জিজ্ঞেস করে")
    submit(karim)
    assert_sees(karim, says("৬০% কম"))
    closes(karim, case)
    karim.goto(idea)
    assert_sees(karim, says("ছড়ানো হচ্ছে"))
    assert_sees_no(karim, says("ফল লিখুন"))


def closes(karim, case: str) -> None:
    karim.goto(f"{case}keep/")
    karim.check("[name=ended][value=replicated]")
    if not karim.input_value("[name=measured]"):
        karim.fill("[name=measured]", "অনেক কমেছে")
    karim.fill("[name=words]", "সব ইউনিয়নে চলবে।")
    for given in karim.locator("[name=given][value=all]").all():
        given.check()
    send(karim)
