"""An office asks for a system and gets it step by step, each side in its turn; and an idea of the office is
measured before it may be called a success.
"""

import pytest

from .steps import assert_sees, assert_sees_no, press, send, text_of
from .test_a_task_goes_to_somebody_outside import makes_link, submit

pytestmark = [pytest.mark.browser, pytest.mark.once]
SURVEY, USERS, ACCOUNTS = "ডোমেইন ও ব্যবহারকারী যাচাই", "ব্যবহারকারীর তালিকা পাঠানো", "ই-মেইলের অ্যাকাউন্ট খোলা"
TRAIN, LIVE = "নিরাপদে ই-মেইল ব্যবহারের প্রশিক্ষণ", "পুরোনো ঠিকানা বাদ দিয়ে নতুনটি ব্যবহার শুরু"


def test_a_system_is_asked_for_planned_and_brought_into_use(stage, staff, someone):
    stage.it_is("2026-11-22T10:00:00")
    lady, karim = someone(), staff("karim")
    number = asks_for_mail(lady)
    karim.goto(f"/cases/{number}/")
    press(karim, "ধাপ ও দিন ঠিক করুন")
    press(karim, "ধাপ ও দিন ঠিক করুন")
    # The plan is suggested by what was asked for.
    press(karim, "এই পরিকল্পনায় এগোন")
    assert_sees(karim, SURVEY, LIVE)
    fills_days(karim, accounts="2026-11-24")
    submit(karim)
    # Beside its field, and nothing of the plan is lost.
    assert_sees(karim, "তার দিনের আগে এটি হতে পারে না")
    fills_days(karim, accounts="2026-11-29")
    submit(karim)
    assert_sees(karim, "০/৬ ধাপ শেষ", "চালুর ৩০ কার্যদিবস পর")
    page = karim.url

    lady.goto(f"/track/{number}/")
    assert_sees(lady, SURVEY, "তাঁদের পক্ষ")
    reports_at_desk(karim, page, ACCOUNTS)
    assert_sees(karim, "আগে শেষ হতে হবে")
    reports_at_desk(karim, page, SURVEY)
    principal, task = someone(), task_of(karim, page, USERS)
    reports_by_link(principal, makes_link(karim, task))
    checks(karim, task)
    reports_at_desk(karim, page, ACCOUNTS)
    enters(karim, page, "accounts", "৪")
    reports_at_desk(karim, page, TRAIN)
    live = task_of(karim, page, LIVE)
    link = makes_link(karim, live)
    reports_by_link(principal, link)
    assert_sees(principal, "কতজন প্রশিক্ষণ পেয়েছেন")
    enters(karim, page, "trained", "৪")
    reports_by_link(principal, link)
    checks(karim, live)
    enters(karim, page, "using", "৩")
    stage.let_the_worker_work()
    karim.goto(page)
    assert_sees(karim, "৫/৬ ধাপ শেষ", "চালু")

    press(karim, "সমাপ্তিপত্র লিখুন")
    assert karim.input_value("[name=users]") in ("3", "৩")
    karim.fill("[name=words]", "চারজনের ই-মেইল চালু হলো।")
    for given in karim.locator("[name=given][value=all]").all():
        given.check()
    send(karim)
    lady.goto(f"/track/{number}/")
    assert_sees(lady, "৫/৬ ধাপ শেষ")


def asks_for_mail(lady) -> str:
    lady.goto("/services/institutional-8/apply/")
    lady.fill("[name=system]", "সরকারি ই-মেইল")
    lady.fill("[name=users]", "৪")
    lady.check("[name=ready][value=both]")
    lady.fill("[name=now_done]", "ব্যক্তিগত ই-মেইলে চিঠি যায়।")
    press(lady, "পরের ধাপ")
    lady.fill("[name=institution]", "উপজেলা সমাজসেবা কার্যালয়")
    lady.fill("[name=name]", "লায়লা আঞ্জুমান")
    lady.fill("[name=village]", "রংপুর সদর")
    lady.fill("[name=union]", "রংপুর")
    lady.fill("[name=mobile]", "০১৭০০০০০০১৯")
    press(lady, "পরের ধাপ")
    while not lady.get_by_text("আবেদন পাঠান", exact=True).count():
        press(lady, "পরের ধাপ")
    press(lady, "আবেদন পাঠান")
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


def reports_by_link(principal, link: str) -> None:
    principal.goto(link)
    principal.fill("[name=words]", "আমাদের অংশ শেষ।")
    submit(principal)


def checks(karim, task: str) -> None:
    karim.goto(task)
    karim.check("[name=verdict][value=done]")
    karim.locator("main form:has([name=verdict]) button.btn").first.click()
    karim.wait_for_load_state()


def enters(karim, page: str, sort: str, count: str) -> None:
    karim.goto(page)
    press(karim, "অ্যাকাউন্ট বা ব্যবহারকারীর সংখ্যা লিখুন")
    karim.check(f"[name=sort][value={sort}]")
    karim.fill("[name=count]", count)
    karim.fill("[name=on]", "2026-11-22")
    submit(karim)


def test_an_idea_is_measured_before_it_is_a_success(stage, staff):
    stage.it_is("2026-11-23T10:00:00")
    karim = staff("karim")
    karim.goto("/own/internal-3/")
    for name in ("title", "problem", "idea", "owner"):
        karim.fill(f"[name={name}]", "এক পাতার ফরম")
    send(karim)
    case = karim.url
    press(karim, "যাচাই, পরীক্ষা, মাপ ও ছড়ানো")
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
    assert_sees(karim, "মাপা না হলে উদ্যোগ সফল বলা যায় না")
    karim.goto(f"{idea}measurement/")
    karim.check("[name=sort][value=visits]")
    karim.check("[name=unit][value=times]")
    for name, value in {"before": "২.৫", "after": "১", "n_before": "১০", "n_after": "১২"}.items():
        karim.fill(f"[name={name}]", value)
    karim.fill("[name=measured_on]", "2026-11-23")
    karim.fill("[name=how]", "জিজ্ঞেস করে")
    submit(karim)
    assert_sees(karim, "৬০% কম")
    closes(karim, case)
    karim.goto(idea)
    assert_sees(karim, "ছড়ানো হচ্ছে")
    assert_sees_no(karim, "ফল লিখুন")


def closes(karim, case: str) -> None:
    karim.goto(f"{case}keep/")
    karim.check("[name=ended][value=replicated]")
    if not karim.input_value("[name=measured]"):
        karim.fill("[name=measured]", "অনেক কমেছে")
    karim.fill("[name=words]", "সব ইউনিয়নে চলবে।")
    for given in karim.locator("[name=given][value=all]").all():
        given.check()
    send(karim)
