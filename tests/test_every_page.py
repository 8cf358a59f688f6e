"""Every page in both languages, on a phone, at a desk and on paper: usable by everybody,
and of one language.
"""

import re
from functools import cached_property

import pytest
from django.urls import Resolver404, ResolverMatch, get_resolver, resolve

from ongikar.books.registry import books
from ongikar.records.registry import DESKS, LISTS

from .conftest import OFFICE, Stage, set_up
from .navigation import press
from .page_checks import LOOKS_AT_ALL, is_looked_through, is_turn_of, typed_in_latin, view_faults
from .pages import DEMONSTRATION, NOT_SHOWN, Section, fill_address, sections

pytestmark = pytest.mark.browser
# What was found in a document is told there in figures as they were counted.
AS_COUNTED = {"the official table", "the charter's desk"}
SECTIONS = {section.name: section for section in sections([book.slug for book in books()])}
# Addresses that answer with a file or take what a page sends; and those that are reached by walking only.
NO_PAGES = {
    *("training_poster", "training_file", "training_recipe_program"),
    # Pressed on the page of a batch, and what somebody said of their seat.
    *(f"batch_{name}" for name in ("close", "freeze", "publish_result", "offer", "close_waiting", "answer")),
    # Forms of a list that somebody objected to, and of a class that was held: their tests walk there.
    *("track_objection", "batch_objection", "batch_correct", "track_attendance"),
    # Replacing a nominee, and the name in English: likewise.
    *("batch_replace", "batch_name"),
    # Pressed on the page of a case, of a note, or of a question that is typed; the journeys walk there.
    *("case_contact", "case_note_new", "case_note_take", "track_disown"),
    *("help_suggested", "note_answered", "note_helped", "note_served"),
    # Of the three rounds of questions one is looked at.
    *("batch_pre", "batch_feedback"),
    # Sent, or read by a calendar program; the list on paper is a file.
    "tasks_transfer",
    "certificate_print",
    *("letter_prove", "letter_label"),
    # A file; pressed; and the page of a visitor's device, which its journey walks to.
    *(
        "person_part",
        "case_apart",
        "offer_paper",
        "counter_done",
        "desk_letter_complaint",
        "counter_complaint",
        "counter_answer",
    ),
    # For programs: keys, lists and credentials.
    "certificate_keys",
    "certificate_key",
    "certificates_revoked",
    "certificate_status_list",
    "certificate_badge",
    "questionnaire_upload",
    "questionnaire_sheet",
    "questionnaire_publish",
    "questionnaire_retire",
    "questionnaire_services",
    "round_close",
    "round_answers",
    "response_sealed",
    "response_void",
    # Leads on to what is owed next.
    "next_owed",
    # Of one respondent alone: its page is that of `fill`.
    "fill_own",
    "event_observe",
    # Lists as spreadsheets: pressed, and the page of the order is shown.
    *(f"{names}_file" for names in LISTS),
    # The same page of every desk: one is looked at, each is read (test_every_desk.py).
    *(f"{desk.name}_history" for desk in DESKS.values() if desk.name != "initiative"),
    # Pressed; or a form that another page of its kind shows.
    "batch_finish",
    # The same page as of the test after the last class.
    *("batch_pre", "batch_feedback"),
    "batch_payment",
    "batch_certify",
    "event_certify",
    "track_follow_up",
    "track_lecture",
    "track_school",
    "track_day",
    # Once a time is kept or booked; the journey of a booking goes through them.
    *("track_appointment_confirm", "track_appointment_cancel", "track_appointment_ics"),
    "agreement_paper",
    "event_programme_pdf",
    "purchase_comparison_pdf",
    "purchase_specification_pdf",
    "purchase_letter",
    "event_report",
    "event_payment",
    # What was typed into the form of a decision, as a letter: shown once there is something.
    "desk_decision_letter",
    # Files of a complaint and of a month's figures.
    *("desk_complaint_paper", "desk_grievance_paper", "grievance_paper"),
    *("desk_grievance_report_pdf", "desk_grievance_report_sheet"),
    "track_event_report",
    "track_job_sheet",
    # Of what was mended within the month, with a proof.
    "track_again",
    "job_sheet_pdf",
    # What a phone asks for and sends, and the pack's own page, which a journey over https goes through.
    *("odk_list", "odk_form", "odk_manifest", "odk_book", "odk_submission"),
    *("job_field", "job_field_line", "job_field_sheet", "job_call_back", "field_manifest"),
    *("field", "field_worker", "field_answer", "field_photo", "field_call_back", "field_by_app"),
    # The short address leads to the pack; two sheets for one job are met by its journey.
    *("field_home", "job_take"),
    # The forms of an agent on a phone: its journey reads them.
    *("intake_take", "intake_call_back", "intake_field", "intake_file", "intake_code"),
    # The letterhead as a file, beside the page of settings that shows it.
    "settings_letter",
    # Shown until its phone first comes, and to nobody but its person.
    *("phone_code", "phone_revoke", "phone_submission_take", "phone_submission_drop"),
    # The first press of a month that nobody has called; the chair's own act; an address of one hour.
    "call_for_case",
    "meeting_return",
    "minutes_link",
    "meeting_notice",
    "begin_sitting",
    "meeting_circulate",
    "meeting_issue",
    "meeting_approve",
    "meeting_link",
    "meeting_attendance_pdf",
    # As it was before a seat stood below its committee.
    "end_seat",
    # The first press of a plan or of a place; two answers that differ; an address of one hour.
    "acknowledge_link",
    "inspect_place",
    "inspection_plan_open",
    "choose_answer",
    "inspection_make_link",
    "inspection_checklist_pdf",
    # A file; and what the page of a count sends.
    "device_label",
    "stocktake_count",
    "stocktake_unknown",
    "tasks_pdf",
    "task_link_new",
    "task_feed_change",
    "task_feed",
    "gathering_list",
    "gathering_letter",
    "gathering_sheet",
    "roster_tickets",
    "ticket_calendar",
    "programme_ics",
    "paper",
    "paper_file",
    "charter_official_pdf",
    "charter_official_docx",
    "charter_official_html",
    "charter_txt",
    "charter_json",
    "charter_csv",
    "charter_ladder_csv",
    "charter_wall_pdf",
    "receipt_paper",
    "track_answer",
    "track_rate",
    "track_result",
    "track_receipt",
    "case_result",
    "case_receipt",
    "accept_several",
    "filter_remove",
    "book_sheet",
    "book_pdf",
    "export_file",
    "offer_file",
    "account_logout",
    "receipt",
    "calendar_ics",
    # A page of a paper of somebody's draft: a picture.
    "apply_page",
    # Pieces of pages, which the script of a typed day or time asks for.
    "typed_said",
    "typed_month",
    "ongikar_key",
    "security_txt",
    "news_atom",
    "account_json",
    "account_csv",
    "calendar_json",
    "calendar_csv",
    "robots_txt",
    *("open_data_schema", "open_data_dictionary", "public_services"),
    "face_css",
    "emblem",
    "sitemap_xml",
    "favicon",
    "change_password",
    "healthz",
    "readyz",
    "charter_file",
    "charter_as_before",
    "charter_drop",
    "charter_ladder_drop",
    "charter_bring_back",
    "charter_add_before",
    "end_sign_in",
    "contacts_json",
    # A file, and what the pages of a handing over send.
    *("charge_document_pdf", "charge_make", "charge_sign"),
    "first_day_sample",
    "contact_reopen",
    "place_reopen",
    # A file, and what the page of a list sends.
    "device_list_sample",
    "device_list_take",
    "device_list_places",
    "device_list_apply",
    "desk_account_reopen",
    "agent_receipt",
    "mine_case",
    "mine_grievance",
    "mine_rti",
    "rti_form",
    "rti_notice",
    "rti_appeal_form",
    "desk_rti_form",
    "mine_end",
    # Walked through in test_every_page_of_people.py.
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "new_password",
    "mine_code",
    *("agent_case", "agent_appointment"),
    "grievance_receipt",
    "slips_pdf",
    *("agent_month_pdf", "agent_slip"),
    *("visit_token", "visit_slip", "printed_tokens_pdf"),
    # Sounds.
    *("board_call", "board_voice_clip"),
    "slip_cancel",
    "letter_file_close",
    "letter_note",
    "letter_notes_pdf",
    "scanned_page",
    "letter_initial",
    "letter_sign",
    "letter_pdf",
    "letter_docx",
}


class UnchangedStage(Stage):
    """One that is only looked at: what opens its cases, which takes a second to find, is asked for once."""

    @cached_property
    def known_numbers(self) -> dict[str, dict]:
        return super().numbers()

    def numbers(self) -> dict[str, dict]:
        return self.known_numbers


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The office with all its sample cases; nothing that is looked at changes it."""
    stage = UnchangedStage(set_up(tmp_path_factory, "--with-cases"))
    stage.let_the_worker_work()
    yield stage
    stage.end()


@pytest.fixture(scope="session")
def every_promise(tmp_path_factory):
    """The office in which every printed time has its row, and every act on a clock its case."""
    stage = UnchangedStage(set_up(tmp_path_factory, "--every-promise"))
    stage.let_the_worker_work()
    yield stage
    stage.end()


@pytest.fixture
def stage(request):
    """The office whose pages they are, by the test's section."""
    parameters = getattr(request.node, "callspec", None)
    section = parameters and SECTIONS.get(parameters.params["name"])
    return request.getfixturevalue(section.office if section else DEMONSTRATION)


@pytest.fixture
def arrive(stage, someone, staff):
    """`arrive(section)`: the browser of whoever looks at its pages."""

    def do(section: Section):
        if section.who not in ("", "follower"):
            return staff(section.who, scripts=True)
        page = someone(scripts=True)
        numbers = stage.numbers()
        for state in section.followed_cases if section.who else ():
            found = numbers[state]
            if "last_four" not in found:
                # A task is opened by its link alone.
                continue
            page.goto(f"/track/?number={found['number']}")
            page.fill("[name=last_four]", found["last_four"])
            press(page, "main form .btn")
            if section.name in ("complaining", "asking for information"):
                prove(page, found["number"])
        return page

    return do


def prove(page, number: str) -> None:
    """Show by a code that this is the applicant's browser; in a demonstration the page
    itself tells the code.
    """
    page.goto(f"/track/{number}/prove/")
    press(page, "main form .btn")
    page.fill("[name=code]", page.locator("main .inset b").inner_text())
    press(page, "main form .btn")


# Pages whose like is in another section: looked at with --all.
LONG = {
    "cases with other clocks",
    "following other clocks",
    "the auditor",
    "the administrator",
    "applying for an institution",
}


# Where a citizen follows what became of it.
IN_EACH_STATE = {"following", "complaining", "acts on a clock"}


def looked_at() -> dict[str, list[int]]:
    """By section, the places of the addresses that are looked at: the first of each page, and of each act on
    a page of acts; and all that citizens meet, whose cases look otherwise in each state. What is judged is
    mostly of the template; with ./test --all every address is looked at.
    """
    seen: set[tuple] = set()
    chosen: dict[str, list[int]] = {}
    for name, section in SECTIONS.items():
        is_whole = LOOKS_AT_ALL or name in IN_EACH_STATE or name in LONG
        for place, (address, button) in enumerate(section.addresses):
            found = page_of(address)
            key = (found.url_name, found.kwargs.get("act"), button) if found else (address, button)
            if is_whole or key not in seen:
                chosen.setdefault(name, []).append(place)
            if name not in LONG or LOOKS_AT_ALL:
                seen.add(key)
    return chosen


def of_its_form(match: re.Match) -> str:
    """Something that may stand in an address in this place."""
    batch = "T-2026-1"
    known = {"serial": "8549-C-26-00001", "code": "0" * 8, "batch": batch, "classes": batch}
    return batch if match[0].endswith(" of desk batch}") else known.get(match[1], "1")


def page_of(address: str) -> ResolverMatch | None:
    try:
        return resolve(re.sub(r"\{(\w+).*?\}", of_its_form, address.partition("?")[0]))
    except Resolver404:
        return None


# So many addresses of a section are one test: the browsers of a run shall end at about the same time.
SHARE = 20
LOOKED_AT = looked_at()
SHARES = [
    pytest.param(
        name,
        places[first : first + SHARE],
        marks=[pytest.mark.slow] if name in LONG else [],
        id=f"{name}, from {places[first]}" if first else name,
    )
    for name, places in LOOKED_AT.items()
    for first in range(0, len(places), SHARE)
]


@pytest.mark.parametrize(("name", "places"), SHARES)
def test_everybody_can_use_every_page(name, places, stage, arrive):
    section, numbers, wrong = SECTIONS[name], stage.numbers(), []
    page, typed = arrive(section), typed_in_latin(OFFICE)
    for root, tongue in (("", "bn"), ("/en", "en")):
        for place in places:
            if not is_turn_of(tongue, place):
                continue
            address, button = section.addresses[place]
            answer = page.goto(root + fill_address(address, numbers))
            assert answer.ok or name == "faults", f"{page.url} answers {answer.status}"
            if button:
                press(page, button)
            contrast = is_looked_through(place)
            faults = view_faults(page, typed=typed, figures=name not in AS_COUNTED, contrast=contrast)
            wrong += [f"{root}{address} {button} {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def test_everybody_can_apply(arrive):
    """The steps between the first page and the receipt, each of which stands at an address of its own."""
    page, typed, wrong = arrive(SECTIONS["applying"]), typed_in_latin(OFFICE), []

    def see():
        for root in ("", "/en"):
            page.goto(root + re.sub(r"^https?://[^/]+(/en)?", "", page.url))
            wrong.extend(f"{page.url} {fault}" for fault in view_faults(page, typed=typed))
        page.goto(re.sub(r"(:\d+)/en", r"\1", page.url))

    page.goto("/services/citizen-1/apply/")
    page.fill("[name=question]", "কোন কোন স্কুলে ডিজিটাল ল্যাব আছে?")
    page.check("[name=form_wanted][value=written]")
    page.check("[name=receive_by][value=collect]")
    press(page, "main form .btn")
    see()
    page.check("[name=kind][value=citizen]")
    press(page, "main form .btn")
    see()
    for name, value in {
        "name": "রহিমা খাতুন",
        "village": "হরিদেবপুর",
        "union": "হরিদেবপুর",
        "mobile": "01700000001",
    }.items():
        page.fill(f"[name={name}]", value)
    press(page, "main form .btn-plain")
    see()
    # The other button sends its address by SMS.
    press(page, "main .acts .btn:not(.btn-2)")
    papers = page.url
    see()
    press(page, "main form .btn:not([name])")
    see()
    page.goto(papers)
    page.check("input[type=checkbox]")
    press(page, "main form .btn:not([name])")
    press(page, "main form .btn")
    see()
    assert "/receipt/" in page.url
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "scope"), [("the calendar", ""), ("the calendar of the district", "district")]
)
def test_an_order_can_be_looked_at_before_it_is_saved(name, scope, arrive):
    """The page between writing an order and saving it stands at no address of its own."""
    page, typed, wrong = arrive(SECTIONS[name]), typed_in_latin(OFFICE), []
    for root in ("", "/en"):
        page.goto(f"{root}/desk/calendar/order/")
        for name, value in {
            "memo_number": "০৫.৪৭-১১৭",
            "memo_date": "2026-01-04",
            "issuer": "জেলা প্রশাসক",
            "first_1": "2026-12-08",
            "name_bn_1": "ঘূর্ণিঝড়",
            "name_en_1": "Cyclone",
        }.items():
            page.fill(f"[name={name}]", value)
        page.select_option("[name=kind_1]", "local")
        if scope:
            page.check(f"[name=scope][value={scope}]")
        press(page, "[name=look]")
        assert page.locator("[name=save]").count() == 1
        wrong += [f"{root} preview {fault}" for fault in view_faults(page, typed=(*typed, "Cyclone"))]
    assert not wrong, "\n".join(wrong)


def test_pale_words_are_found_also_where_letters_are_joined(arrive):
    page = arrive(SECTIONS["first pages"])
    page.goto("/grievances/")
    page.evaluate("document.querySelector('main h1').textContent = 'ক্ষমতাপ্রাপ্ত কর্মকর্তা'")
    assert view_faults(page, typed=()) == []
    page.evaluate("document.querySelector('main h1').style.color = '#ccc'")
    assert "color-contrast" in " ".join(view_faults(page, typed=()))


def test_the_records_of_each_desk_are_looked_at_in_every_state_that_the_demonstration_shows(demonstration):
    for desk in DESKS.values():
        facts = demonstration.numbers()[f"desk {desk.name}"]
        assert {each for each in desk.states if f"state {each}" not in facts} == NOT_SHOWN.get(
            desk.name, set()
        ), desk.name


def test_no_page_is_left_out():
    """An address that is neither in the list nor a file fails here."""
    seen = {"apply_step"}
    for section in SECTIONS.values():
        seen.update(found.url_name for address, _ in section.addresses if (found := page_of(address)))
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert sorted(names - seen - NO_PAGES) == []
