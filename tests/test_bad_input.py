"""Whatever is typed, sent or asked for, the answer is a page in the reader's language, and nothing is half
written.
"""

import os
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.core.i18n.say import override_language

from .bad_input import CHOSEN, FORMS, NUMBERS, SEARCHES, TEXTS, UNKNOWN, WRITTEN, WRONG_FIGURES
from .of_desks import FORMS_OF_DESKS
from .scene import NOW, Scene, row_counts
from .sending import (
    ANSWERS,
    TONGUES,
    assert_answer_in_language,
    assert_text_is_harmless,
    every_form,
    fault_sentences,
    new_row_counts,
    rolled_back,
    send_form,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("strict_acts")]
EVERY_TEXT = bool(os.environ.get("ONGIKAR_TEST_ALL"))


@pytest.fixture(autouse=True)
def complaint_is_open(request):
    """Whoever decides has the complaint open, which is entered once an hour: the page that comes back with
    what is at fault shows it again.
    """
    if "scene" in request.fixturenames:
        scene = request.getfixturevalue("scene")
        page = scene.browser("gro").get(reverse("desk_grievance", args=[scene.ours.complained.number]))
        assert page.status_code == 200


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_taken_as_text_or_refused_with_a_sentence(text, scene):
    before = row_counts()
    # A form meets every third of the texts, all with --all; each text in one of the languages.
    for number, (form, right, texts, client) in enumerate(every_form(scene), list(TEXTS).index(text)):
        if number % 3 and not EVERY_TEXT:
            continue
        tongue = TONGUES[number % 2]
        with rolled_back():
            response = send_form(
                scene, form, tongue, right | dict.fromkeys(texts, TEXTS[text]), client=client
            )
            about = f"{form} {tongue}"
            # All together may be more than is read at all.
            assert response.status_code in ANSWERS or (text, response.status_code) == ("200 KB", 400), about
            if response.status_code == 302:
                assert len(response["Location"]) < 400, about
                response = client.get(response["Location"], follow=True)
                assert response.status_code == 200, about
            else:
                assert_answer_in_language(response, tongue, about=about)
                assert new_row_counts(before) == {}, about
            assert_text_is_harmless(response, about)


def test_an_empty_form_is_told_field_by_field_and_writes_nothing(scene):
    before = row_counts()
    for tongue, (form, _, _, client) in product(TONGUES, every_form(scene)):
        with rolled_back():
            response = send_form(scene, form, tongue, {}, client=client)
            assert response.status_code in ANSWERS, form
            if response.status_code != 302:
                assert_answer_in_language(response, tongue, about=form)
                assert new_row_counts(before) == {}, form


def test_what_cannot_be_chosen_counted_or_called_is_refused_by_name(scene):
    before = row_counts()
    for tongue, (form, right, _, client) in product(TONGUES, every_form(scene)):
        # Of the forms of desks each field has its own: test_every_desk.py.
        for name in set() if form in FORMS_OF_DESKS else right.keys() & CHOSEN.keys():
            if (form, name) in WRITTEN:
                continue
            response = send_form(scene, form, tongue, right | {name: CHOSEN[name]}, client=client)
            # Looking a mobile up, turning a scanned page and asking for more rows judge nothing of the form.
            assert response.status_code == (200 if right.keys() & {"look", "turn", "more"} else 422), (
                f"{form}, {name}"
            )
            assert_answer_in_language(response, tongue, about=f"{form}, {name}")
    assert new_row_counts(before) == {}


@pytest.mark.parametrize("tongue", TONGUES)
def test_wrong_figures_of_a_mobile_are_told_in_figures_of_the_page(tongue, scene):
    client, before = scene.browser("nobody"), row_counts()
    for figures in WRONG_FIGURES:
        for form, field in (("contact", "mobile"), ("complain", "mobile"), ("track", "last_four")):
            response = send_form(scene, form, tongue, FORMS[form][2] | {field: figures}, client=client)
            assert response.status_code == 422, (form, figures)
            assert_answer_in_language(response, tongue, about=figures)
    assert new_row_counts(before) == {}


# A link that was used up leads nowhere.
# Without the key of its page it is another walk-in, of whom the counter asks whether it is the same.
USED_UP = {"new password": 404, "counter": 409}


def test_pressed_twice_is_done_once(scene):
    before = row_counts()
    for form, right, _, client in every_form(scene):
        with rolled_back():
            send_form(scene, form, "bn", right, client=client)
            once = new_row_counts(before)
            again = send_form(scene, form, "bn", right, client=client)
            assert new_row_counts(before) == once, form
            assert again.status_code in ANSWERS | {USED_UP.get(form, 302)}, form


# Form → what has meanwhile come between.
STALE = {
    "answer": lambda scene: actions.answer(scene.ours.waiting, words="এনেছি।", papers=[], now=NOW),
    "rate": lambda scene: actions.rate(scene.ours.kept, stars=3, words="", now=NOW),
    "withdraw": lambda scene: withdrawn(scene.ours.received),
    "accept": lambda scene: withdrawn(scene.ours.received),
    "keep": lambda scene: withdrawn(scene.ours.received),
    "refuse": lambda scene: withdrawn(scene.ours.received),
    "redirect": lambda scene: withdrawn(scene.ours.received),
    "ask for papers": lambda scene: withdrawn(scene.ours.received),
    "brought": lambda scene: actions.answer(scene.ours.waiting, words="এনেছি।", papers=[], now=NOW),
    "accept several": lambda scene: withdrawn(scene.ours.received),
    "offer": lambda scene: press(scene),
    "press": lambda scene: press(scene),
    "decide": lambda scene: settle(scene),
    "not accept": lambda scene: settle(scene),
    "send on": lambda scene: settle(scene),
    "respond": lambda scene: settle(scene),
    "check": lambda scene: send_form(scene, "check", "bn", {}),
}


def withdrawn(case: Case) -> None:
    actions.withdraw(case, words="আর লাগবে না।", now=NOW)


def press(scene: Scene) -> None:
    send_form(scene, "press", "bn", FORMS["press"][2])


def settle(scene: Scene) -> None:
    send_form(scene, "decide", "bn", FORMS["decide"][2])
    letter = reverse("desk_decision_letter", args=[scene.ours.complained.number])
    assert scene.browser("gro").post(letter).status_code == 302


def test_a_page_opened_before_something_happened_writes_nothing_and_says_how_it_stands(scene):
    for form, happens in STALE.items():
        with rolled_back():
            client, right = scene.browser(FORMS[form][0]), dict(FORMS[form][2])
            happens(scene)
            before = row_counts()
            if form == "accept several":
                right["case"] = str(scene.ours.received.pk)
            for tongue in TONGUES:
                response = send_form(scene, form, tongue, right, client=client)
                assert response.status_code == 302, form
                assert new_row_counts(before) == {}, form
                shown = client.get(response["Location"], follow=True)
                assert shown.status_code == 200, form
                assert_answer_in_language(shown, tongue, about=form)
                # Whoever looks at a complaint has read it, and that is written down.
                before = row_counts()


def test_a_form_without_its_token_is_refused_in_the_language_of_the_page(scene):
    before = row_counts()
    for tongue, (form, right, _, client) in product(TONGUES, every_form(scene)):
        client.handler.enforce_csrf_checks = True
        response = send_form(scene, form, tongue, right, client=client)
        assert response.status_code == 403, form
        assert_answer_in_language(response, tongue)
    assert new_row_counts(before) == {}


def test_anything_may_be_looked_for(scene):
    for who, name, asked in SEARCHES.values():
        client = scene.browser(who)
        for tongue, text in product(TONGUES, [*TEXTS.values(), *NUMBERS]):
            with override_language(tongue):
                response = client.get(reverse(name), dict.fromkeys(asked, text[:3000]), follow=True)
            about = f"{name} {text[:50]}"
            assert response.status_code == 200, about
            assert_answer_in_language(response, tongue, about=about)
            assert_text_is_harmless(response, about)


def test_ticked_cases_that_are_no_numbers_tick_nothing(scene):
    before = row_counts()
    for number in NUMBERS:
        assert send_form(scene, "accept several", "bn", {"case": [number, number]}).status_code == 302, (
            number[:30]
        )
    assert new_row_counts(before) == {}


@pytest.mark.parametrize("person", ["nobody", "citizen", "officer"])
def test_an_address_that_leads_nowhere_gets_a_page(person, scene):
    client = scene.browser(person)
    for address in UNKNOWN:
        for way in (client.get, client.post):
            response = way(address)
            assert response.status_code in (302, 400, 403, 404, 405), address[:60]
            if response.status_code in (400, 404):
                assert_answer_in_language(
                    response, "en" if address.startswith("/en/") else "bn", about=address[:60]
                )
            if response.status_code == 302:
                assert response["Location"].startswith("/"), address[:60]


@pytest.mark.parametrize("path", ["//example.com", "//example.com/", "/\\example.com", "///example.com/a"])
def test_an_address_of_two_strokes_leads_to_no_other_house(path, client, office):
    response = client.get("/", PATH_INFO=path)
    assert response.status_code in (301, 302, 404)
    assert not response.get("Location", "").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    "next_page",
    [
        "https://example.com/",
        "//example.com",
        "/\\example.com",
        "/desk/today/\r\nSet-Cookie: a=1",
        "javascript:alert(1)",
    ],
)
def test_signing_in_leads_nowhere_but_here(next_page, scene):
    cache.clear()
    client = scene.browser("nobody")
    response = client.post(reverse("account_login"), FORMS["sign in"][2] | {"next": next_page})
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert "example" not in response["Location"]
    assert "a" not in response.cookies


def test_so_many_tries_to_sign_in_are_told_to_wait(scene):
    client = scene.browser("nobody")
    for tongue in TONGUES:
        with override_language(tongue):
            address = reverse("account_login")
        answers = [client.post(address, {"login": f"nobody{n}", "password": "wrong"}) for n in range(40)]
        assert answers[-1].status_code in (422, 429) or fault_sentences(answers[-1])
        assert_answer_in_language(answers[-1], tongue)


def test_a_cookie_of_following_that_was_written_by_hand_follows_nothing(scene):
    for forged in ("", "x" * 5000, '["case:1"]', '"a\\000b"', f'"case:{scene.ours.received.pk}"', "a:b:c"):
        cookies = {"HTTP_COOKIE": f"following={forged}; sessionid={forged}; csrftoken={forged}"}
        response = Client().get(reverse("track_case", args=[scene.ours.received.number]), **cookies)
        assert response["Location"].startswith("/track/")
