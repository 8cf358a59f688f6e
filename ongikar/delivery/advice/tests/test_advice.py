"""Advice is given once and used again; a password is never taken."""

import pytest

from ongikar.cases import actions
from ongikar.cases.kinds import kind_of
from ongikar.charter.models import Service
from ongikar.core.i18n.say import override_language
from ongikar.delivery.advice.safety_steps import SAFETY_STEPS
from ongikar.offices.setting_changes import NewSetting, change_settings

CYBER, PLAIN = "citizen-5", "citizen-2"


def cyber_questions(service, words):
    row = service(CYBER)
    return kind_of(row).intake_form({"topic": "account", "when": "now", "question": words}, service=row)


@pytest.mark.parametrize(
    "words",
    [
        "আমার পাসওয়ার্ড: rahima1234",
        "আমার পাসওয়ার্ড হলো rahima1234",
        "পিন নম্বর ৪৮২১",
        "OTP 482190 এসেছিল",
        "my password is rahima1234",
        "PIN=4821",
    ],
)
def test_a_password_is_not_taken_even_when_offered(service, words):
    form = cyber_questions(service, words)
    assert not form.is_valid()
    assert "মুছে" in form.errors["question"][0]


@pytest.mark.parametrize(
    "words",
    [
        "পাসওয়ার্ড ভুলে গেছি",
        "কেউ আমার OTP চেয়েছে",
        "My PIN is not working",
        "স্পিনিং মিলের পেজ: হ্যাক হয়েছে",
        "ফেসবুকের পাসওয়ার্ড কেউ বদলে দিয়েছে",
    ],
)
def test_speaking_of_a_password_is_no_password(service, words):
    form = cyber_questions(service, words)
    assert form.is_valid(), form.errors


def test_cyber_advice_asks_how_things_stand_and_other_advice_does_not(service):
    asked = {
        code: set(kind_of(service(code)).intake_form(service=service(code)).fields) for code in (CYBER, PLAIN)
    }
    assert asked[CYBER] - asked[PLAIN] == {"when"}


@pytest.fixture
def advised(receive, karim, now):
    def do(code, topic, words, **outcome):
        case = receive(code, answers={"topic": topic, "question": "কী করব?", "when": "now"})
        if words:
            actions.keep(case, outcome={"words": words, **outcome}, actor=("user", karim.pk), now=now)
        return case

    return do


def test_earlier_advice_on_the_topic_can_be_used_again(advised):
    advised(CYBER, "money", "ব্যাংকে ফোন করুন")
    advised(CYBER, "account", "পাসওয়ার্ড বদলান")
    case = advised(CYBER, "account", "")
    _, context = kind_of(case.row).panel(case)
    assert [row["given"] for row in context["earlier"]] == ["পাসওয়ার্ড বদলান"]


def test_a_case_that_names_no_topic_has_no_earlier_advice(receive):
    case = receive(CYBER, answers={"question": "কাউন্টারে বলা কথা"})
    assert kind_of(case.row).panel(case) is None


@pytest.mark.parametrize(
    ("tongue", "heading", "step"),
    [("bn", "যা যা করবেন", "প্রমাণ রাখুন"), ("en", "What to do", "Keep the evidence")],
)
def test_the_steps_ticked_become_one_checklist(advised, tongue, heading, step):
    case = advised(CYBER, "account", "আগে প্রমাণ রাখুন", step_evidence=True, step_two=True, reported_to="police")
    with override_language(tongue):
        parts = dict(kind_of(case.row).result(case).parts)
    assert parts[heading].count("•") == 2
    assert step in parts[heading]
    assert len(parts) == 3


def test_steps_that_the_office_words_anew_leave_advice_given_before_as_it_was(receive, karim, office, now):
    case = receive(CYBER, answers={"topic": "account", "when": "now", "question": "হ্যাক হয়েছে"})
    said = {"words": "ধাপে ধাপে করুন", "reported_to": "police", "step_evidence": "on"}
    form = kind_of(case.row).outcome_form(said, service=case.row, today=now.date())
    assert form.is_valid(), form.errors
    actions.keep(case, outcome=form.as_answers(), actor=("user", karim.pk), now=now)
    own = {"steps": [{"key": "evidence", "bn": "সব লিখে রাখুন।", "en": "Write all down."}]}
    change_settings(
        office,
        SAFETY_STEPS,
        [NewSetting("", own, {})],
        since=now.date(),
        reason="সহজ ভাষা",
        seen=0,
        key="a",
        actor=("user", karim.pk),
        post=office.posts.get(role="officer"),
        now=now,
    )
    with override_language("en"):
        assert "Keep the evidence" in dict(kind_of(case.row).result(case).parts)["What to do"]
        row = Service.objects.get(pk=case.row.pk)
        fields = kind_of(row).outcome_form(service=row, today=now.date()).fields
    assert [str(field.label) for name, field in fields.items() if name.startswith("step_")] == [
        "Write all down."
    ]


def test_only_what_happened_is_an_incident(advised, receive):
    happened = advised(CYBER, "account", "পাসওয়ার্ড বদলান", reported_to="police")
    feared = receive(CYBER, answers={"topic": "awareness", "when": "none", "question": "কীভাবে নিরাপদ থাকব?"})
    books = [{book for book, _ in kind_of(case.row).book_rows(case)} for case in (happened, feared)]
    assert books == [{"advice", "incident"}, {"advice"}]
