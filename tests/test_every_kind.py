"""Every kind of service, and every row of the sample office's charter, from the questions to the paper at the
end.

Nothing here names a kind: the forms fill themselves from their own fields, so a new kind or a new row is
covered by being there.
"""

import json
import shutil
import tomllib
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from django.forms import Textarea
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils.html import escape

from ongikar.cases import actions
from ongikar.cases.citizen.pdfs import result_pdf
from ongikar.cases.kinds import Kind, kind_of, kinds
from ongikar.config.settings import DELIVERY_KINDS
from ongikar.core.forms.fields import (
    CheckboxField,
    ChoiceField,
    DayField,
    EmailField,
    MobileField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.i18n.say import override_language
from ongikar.gatherings.actions import record_gathering
from ongikar.gatherings.models import Gathering
from ongikar.people.post_holders import holder_of
from ongikar.places.fields import DeviceNumberField
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from tests.made_ready import make_ready

ROOT = Path(__file__).parents[1]
DELIVERY = ROOT / "ongikar" / "delivery"
CHARTER = tomllib.loads((ROOT / "offices" / "rangpur-sadar-ict" / "charter.toml").read_text("utf-8"))
CODES = [row["code"] for row in CHARTER["services"]]
LANGUAGES = ("bn", "en")
BANGLA = range(0x0980, 0x0A00)

every_row = pytest.mark.parametrize("code", CODES)
every_kind = pytest.mark.parametrize("word", DELIVERY_KINDS)
both_languages = pytest.mark.parametrize("tongue", LANGUAGES)

# What somebody may type into each sort of field.
SAMPLES = {
    ChoiceField: lambda field, today: next(value for value, _ in field.choices if value),
    DayField: lambda field, today: today.isoformat(),
    TimeOfDayField: lambda field, today: "১০:৩০",
    # A nought or a lone participant keeps no promise.
    WholeNumberField: lambda field, today: str(max(field.least, 2)),
    CheckboxField: lambda field, today: "on",
    MobileField: lambda field, today: "০১৭০০০০০০০১",
    EmailField: lambda field, today: "rahima@example.com",
    # A label that most devices of citizens do not have.
    DeviceNumberField: lambda field, today: "",
    TextField: lambda field, today: "নমুনা লেখা ২৪"[: field.max_length],
}

# What the samples leave empty.
NOT_FILLED = (UploadField, DeviceNumberField)


def filled(form, today: date) -> dict[str, str]:
    return {
        name: next(sample(field, today) for sort, sample in SAMPLES.items() if isinstance(field, sort))
        for name, field in form.fields.items()
        if not isinstance(field, UploadField)
    }


def is_bangla(text: str) -> bool:
    return any(ord(sign) in BANGLA for sign in text)


def plain(text: str) -> str:
    """Text without its spaces: a reader of PDF files puts in some of its own."""
    return "".join(text.split())


def answered(make_form, row, today: date):
    """The form of a row, filled by itself; fails if what it asks for is not what it takes."""
    form = make_form(filled(make_form(service=row), today), service=row, today=today)
    assert form.is_valid(), form.errors.as_json()
    return form.as_answers()


@pytest.fixture
def kept(service, rahima, karim, now):
    """`kept(code)`: a case of the row, received, accepted and kept with filled forms."""

    def do(code, person=rahima):
        row = service(code)
        kind, today = kind_of(row), now.date()
        case = actions.receive_case(
            service=row,
            person=person,
            answers=answered(kind.intake_form, row, today),
            channel="online",
            submission=f"every-{code}",
            now=now,
        )
        actor = ("user", karim.pk)
        actions.accept(case, actor=actor, now=now, day=None if row.ceiling else today)
        end = take_place(case, actor, now)
        make_ready(case, actor=actor, now=now)
        actions.keep(case, outcome=answered(kind.outcome_form, row, today), actor=actor, now=end)
        case.refresh_from_db()
        return case

    return do


def take_place(case, actor, now):
    """Whatever gathers for a case is over, with everybody there; gives the moment."""
    for gathering in Gathering.objects.filter(office=case.office).that_stand():
        now = max(now, gathering.ends_at)
        record_gathering(gathering, rest="present", actor=actor, now=now)
    return now


@pytest.mark.once
@every_kind
def test_a_kind_is_a_folder_with_a_word_and_answers_the_socket(word):
    kind = kinds()[word]
    assert isinstance(kind, Kind)
    assert kind.name == word
    assert (DELIVERY / word / "kind.py").read_text("utf-8").startswith('"""')


@pytest.mark.once
@every_kind
@both_languages
def test_a_kind_names_its_closing_act_and_its_paper_in_each_language(word, tongue):
    with override_language(tongue):
        for words in (str(kinds()[word].keep_words), str(kinds()[word].result_words)):
            assert is_bangla(words) == (tongue == "bn")


@pytest.mark.once
@every_kind
def test_a_kind_is_kept_by_a_form_or_on_a_page_of_its_own(word):
    """A list leads straight to the form, beside which the documents stand that came (next_act)."""
    kind = kinds()[word]
    assert kind.is_kept_by_form == (type(kind).closing_page is Kind.closing_page)


@pytest.mark.once
def test_the_charter_uses_every_kind_but_that_of_other_offices():
    """A plain application, for a certificate or a licence, is what other offices' charters are full of."""
    assert {row["kind"] for row in CHARTER["services"]} == set(DELIVERY_KINDS) - {"application"}


@pytest.mark.once
@every_kind
@both_languages
def test_a_kind_says_what_a_service_of_it_may_be_called_and_by_which_words_it_is_known(word, tongue):
    with override_language(tongue):
        assert kinds()[word].sorts
        for each in kinds()[word].sorts:
            assert is_bangla(str(each.title)) == (tongue == "bn")
            assert each.words


@pytest.mark.once
def test_nothing_outside_the_kinds_asks_which_kind_a_service_is():
    """A branch on a kind's name means that the socket lacks a question."""
    for path in (ROOT / "ongikar").rglob("*.py"):
        if "tests" in path.parts or path.is_relative_to(DELIVERY):
            continue
        text = path.read_text("utf-8")
        for word in DELIVERY_KINDS:
            assert f'kind == "{word}"' not in text, f"{path.name} branches on “{word}”"
            assert f'name == "{word}"' not in text, f"{path.name} branches on “{word}”"


@pytest.mark.once
@every_row
@both_languages
def test_a_row_asks_its_questions_in_the_language_of_the_page(code, tongue, service):
    row = service(code)
    kind = kind_of(row)
    with override_language(tongue):
        for make_form in (kind.intake_form, kind.outcome_form):
            form = make_form(service=row)
            shown = str(form)
            for name, field in form.fields.items():
                assert f'name="{name}"' in shown
                for words in filter(None, (str(field.label), str(field.help_text))):
                    assert escape(words) in shown
                    if tongue == "bn":
                        assert is_bangla(words), f"{name}: {words}"
                    else:
                        assert not is_bangla(words), f"{name}: {words}"


@pytest.mark.once
@every_row
@both_languages
def test_an_empty_answer_is_told_by_name_for_each_question_that_needs_one(code, tongue, service):
    row = service(code)
    kind = kind_of(row)
    with override_language(tongue):
        for make_form in (kind.intake_form, kind.outcome_form):
            form = make_form({}, service=row)
            required = {name for name, field in form.fields.items() if field.required}
            assert not form.is_valid()
            assert set(form.errors) == required != set()
            sentences = [str(form.errors[name][0]) for name in required]
            assert len(set(sentences)) == len(sentences), "each question has a sentence of its own"
            assert not {"এই ঘরটি পূরণ করুন", "Fill in this field"} & set(sentences)
            assert {is_bangla(sentence) for sentence in sentences} == {tongue == "bn"}


@pytest.mark.once
@every_row
def test_answers_are_plain_json_and_come_back_as_they_were(code, service, now):
    row = service(code)
    for make_form in (kind_of(row).intake_form, kind_of(row).outcome_form):
        answers = answered(make_form, row, now.date())
        assert answers
        assert json.loads(json.dumps(answers)) == answers


@every_row
@both_languages
def test_a_row_is_received_accepted_and_kept_and_tells_so_in_both_languages(code, tongue, kept):
    case = kept(code)
    kind = kind_of(case.row)
    assert case.state == case_transitions.KEPT == kind.outcome(case)
    with override_language(tongue):
        facts, result = kind.facts(case), kind.result(case)
        asked, given = kind.intake_form(service=case.row), kind.outcome_form(service=case.row)
        assert len(facts) == len(
            [field for field in asked.fields.values() if not isinstance(field, NOT_FILLED)]
        )
        assert 0 < len(result.parts) <= len(given.fields)
        for question, answer in (*facts, *result.parts):
            assert question
            assert answer
            assert is_bangla(question) == (tongue == "bn")
            # An ISO day or a bare key of a choice is for the database, not for people.
            assert "2026-11-22" not in answer
        for name, field in asked.fields.items():
            if isinstance(field, ChoiceField):
                assert case.answers[name] not in dict(facts).values()
        assert is_bangla(result.title) == (tongue == "bn")


@pytest.mark.once
@every_row
@both_languages
def test_what_only_the_office_owes_itself_can_never_be_refused(code, tongue, receive, service, karim, now):
    case = receive(code)
    with override_language(tongue):
        offered = set(kind_of(case.row).acts(case, holder_of(karim, now.date())))
    if service(code).category != "internal":
        assert {"refuse", "redirect"} <= offered
        return
    assert not offered & {"refuse", "redirect", "ask_for_papers"}
    for act in (
        partial(actions.refuse, reason="সময় নেই, তাই হবে না"),
        partial(actions.redirect, to="জেলা কার্যালয়"),
    ):
        with pytest.raises(case_transitions.TransitionFault):
            act(case, actor=("user", karim.pk), now=now)
    with pytest.raises(case_transitions.TransitionFault):
        actions.withdraw(case, words="", now=now)
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.once
@pytest.mark.parametrize(
    "code", [row["code"] for row in CHARTER["services"] if row["category"] != "internal"]
)
@both_languages
def test_a_refusal_is_a_letter_with_its_reason(code, tongue, receive, karim, now):
    case = receive(code)
    actions.refuse(case, reason="কাগজটি এই কার্যালয়ে নেই", actor=("user", karim.pk), now=now)
    with override_language(tongue):
        letter = kind_of(case.row).result(case)
    assert letter.parts[0][1] == "কাগজটি এই কার্যালয়ে নেই"
    assert is_bangla(letter.title) == (tongue == "bn")


@pytest.mark.once
@every_row
def test_what_is_said_across_the_counter_is_told_as_a_fact(code, service, receive):
    row = service(code)
    kind = kind_of(row)
    answers = kind.answers_from_text("ল্যাবের কম্পিউটার চলে না", row)
    (name,) = answers
    assert isinstance(kind.intake_form(service=row).fields[name].widget, Textarea)
    assert "ল্যাবের কম্পিউটার চলে না" in dict(kind.facts(receive(code, answers=answers))).values()


@pytest.mark.once
@every_row
@pytest.mark.parametrize("channel", ["counter", "phone"])
def test_what_the_counter_gives_in_a_sentence_is_a_whole_outcome_with_its_paper(
    code, channel, service, receive, karim, now
):
    row = service(code)
    kind = kind_of(row)
    words = "তালিকার একটি কপি দেওয়া হলো।"
    outcome = kind.outcome_from_text(words, row, asked="তালিকা চাই", channel=channel)
    form = kind.outcome_form(outcome, service=row, today=now.date())
    assert form.is_valid() == kind.at_counter(row), form.errors.as_json()
    if not kind.at_counter(row):
        return
    assert form.as_answers() == outcome
    case = receive(code, answers=kind.answers_from_text("তালিকা চাই", row), channel=channel)
    actions.keep(case, outcome=outcome, actor=("user", karim.pk), now=now)
    assert words in dict(kind.result(case).parts).values()
    for _, line in kind.book_rows(case):
        assert words in line.values()


@pytest.mark.once
def test_some_rows_are_given_at_the_counter_and_some_are_not(service):
    at_counter = {code for code in CODES if kind_of(service(code)).at_counter(service(code))}
    assert set() < at_counter < set(CODES)


@pytest.mark.once
@every_row
@both_languages
def test_the_officer_sees_the_panel_and_the_acts_of_a_row(code, tongue, receive, kept, karim, now):
    before, case = kept(code), receive(code, answers={})
    case.answers = before.answers
    kind = kind_of(case.row)
    assert "keep" in kind.acts(case, holder_of(karim, now.date()))
    with override_language(tongue):
        panel = kind.panel(case)
        if panel:
            shown = render_to_string(*panel)
            assert "<h2" in shown
            assert digits(before.number, tongue) in shown


@pytest.mark.once
@every_row
@both_languages
def test_a_book_line_has_the_same_columns_before_and_after_the_answer(code, tongue, receive, kept):
    begun, done = receive(code, answers={}), kept(code)
    kind = kind_of(done.row)
    with override_language(tongue):
        lines = dict(kind.book_rows(done))
        for book, line in dict(kind.book_rows(begun)).items():
            assert list(line) == list(lines[book])
            assert all(isinstance(text, str) for text in lines[book].values())


@pytest.mark.once
@every_row
@both_languages
def test_the_paper_at_the_end_is_printed_in_the_applicants_language(code, tongue, kept, rahima):
    case = kept(code, person=replace(rahima, language=tongue))
    with override_language(tongue):
        result = kind_of(case.row).result(case)
    pages = pypdfium2.PdfDocument(result_pdf(case))
    printed = plain("".join(page.get_textpage().get_text_range() for page in pages))
    assert plain(digits(case.memo_number, tongue)) in printed
    if tongue == "en":
        # The Bangla is looked at in the papers room: PDF readers say a conjunct once for each of its glyphs.
        assert plain(result.title) in printed
        for label, _ in result.parts:
            assert plain(label) in printed


@pytest.mark.once
def test_a_kind_copied_to_a_new_folder_works_with_one_word_added(
    tmp_path, monkeypatch, service, receive, now
):
    """Copy a folder, add its word: no other file is touched."""
    import ongikar.delivery

    shutil.copytree(
        DELIVERY / "advice", tmp_path / "counselling", ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(ongikar.delivery, "__path__", [*ongikar.delivery.__path__, str(tmp_path)])
    with override_settings(DELIVERY_KINDS=[*DELIVERY_KINDS, "counselling"]):
        kinds.cache_clear()
        try:
            kind = kinds()["counselling"]
            assert kind.name == "counselling"
            assert type(kind) is not type(kinds()["advice"])
            row = service("citizen-2")
            type(row).objects.filter(pk=row.pk).update(kind="counselling")
            case = receive("citizen-2", answers=answered(kind.intake_form, row, now.date()))
            assert kind_of(case.row) is kind
            assert kind.facts(case)
        finally:
            kinds.cache_clear()
