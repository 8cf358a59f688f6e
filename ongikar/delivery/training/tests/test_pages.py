"""The pages of trainings: the officer's desk, the page of a call, the result, and the applicant's seat."""

import io
from datetime import timedelta

import pypdfium2
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.models import Case
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    Claim,
    Course,
    Freeze,
    Mark,
    Nomination,
    Offer,
)
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.rules.selection.rule import sha256
from tests.bad_input import zipped
from tests.scene import browser_of_applicant

from .batches import (
    RULE,
    VALUE,
    actor_of,
    admit_all,
    apply,
    at,
    called_batch,
    closed_batch,
    draw,
    in_state,
    offering_batch,
    planned_batch,
    type_twice,
    user_of,
)

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def browser(username):
    client = Client()
    client.force_login(user_of(username), backend="ongikar.people.sign_in.StaffBackend")
    return client


@pytest.fixture
def desk(office):
    return browser("karim")


CALL = {
    "service": "citizen-6",
    "audience": "public",
    "closes_on": "2026-11-26",
    "least_age": "১৮",
    "most_age": "45",
    "least_degree": "ssc",
    "test_most": "60",
    "test_on": "2026-11-29",
    "points_ssc": "10",
    "points_hsc": "20",
    "points_degree": "25",
    "older_first": "on",
    "minimum_women": "1",
    "aside_ethnic": "1",
    "draw_on": "2026-12-01",
    "draw_time": "10:00",
    "draw_source": "drand",
    "result_on": "2026-12-02",
    "offer_days": "5",
}


@pytest.mark.fast
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_batch_is_led_from_the_course_to_the_seats_on_the_pages_of_the_desk(
    desk, office, now, time_machine, root
):
    time_machine.move_to(now, tick=False)
    course = {
        "title_bn": "অফিস প্রোগ্রাম",
        "level": "basic",
        "hours": "৩০",
        "attendance_percent": "80",
        "pass_percent": "0",
    }
    assert desk.post(f"{root}/desk/courses/new/", {**course, "token": "a" * 22}).status_code == 302
    key = str(Course.objects.get().pk)
    plan = {
        "course": key,
        "place_words": "ল্যাব ১",
        "seats": "2",
        "classes": "10",
        "starts_on": "2026-12-20",
        "ends_on": "2027-01-20",
    }
    answer = desk.post(f"{root}/desk/training/new/", {**plan, "token": "b" * 22})
    assert answer.url == f"{root}/desk/training/T-2026-01/"
    page = desk.get(answer.url).content.decode()
    assert "অফিস প্রোগ্রাম" in page
    assert desk.post(f"{answer.url}call/", CALL).status_code == 302
    call = Call.objects.get()
    assert call.closes_at == at("2026-11-26", "17:00")
    for place in range(4):
        apply(call, place, now, gender="female" if place == 3 else "male")
    assert desk.post(f"{answer.url}settle/", {"act": "admit_all"}).status_code == 302
    assert len(in_state(call, states.ELIGIBLE)) == 4
    time_machine.move_to(at("2026-11-26", "17:01"), tick=False)
    desk = browser("karim")
    assert f'action="{answer.url}close/"' in desk.get(answer.url).content.decode()
    desk.post(f"{answer.url}close/")
    time_machine.move_to(at("2026-11-29", "15:00"), tick=False)
    desk, other = browser("karim"), browser("shirin")
    for client in (desk, other):
        sent = {f"mark-{roll}": str(roll - 980) for roll in (1001, 1002, 1003, 1004)}
        assert client.post(f"{answer.url}marks/test/", sent).status_code == 302
    desk.post(f"{answer.url}freeze/")
    assert Freeze.objects.get().list_text.count("\n") == 4
    time_machine.move_to(at("2026-12-01", "10:30"), tick=False)
    desk, other = browser("karim"), browser("shirin")
    for client in (desk, other):
        assert client.post(f"{answer.url}draw/", {"value_1": VALUE}).status_code == 302
    desk.post(f"{answer.url}publish_result/")
    assert Batch.objects.get().state == states.OFFERING
    rolls = [offer.application.roll for offer in Offer.objects.order_by("seat")]
    assert rolls == [1004, 1003]
    page = desk.get(answer.url).content.decode()
    assert ("উত্তরের অপেক্ষা" if not root else "Waiting for answers") in page
    desk.post(f"{answer.url}answer/1004/", {"answer": "accept", "via": "phone"})
    desk.post(f"{answer.url}answer/1003/", {"answer": "decline", "via": "counter"})
    page = desk.get(answer.url).content.decode()
    assert ("১টি খালি আসন" if not root else "Offer 1 free seat to the waiting list") in page
    desk.post(f"{answer.url}offer/")
    assert in_state(call, states.OFFERED)[0].roll == 1002


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"minimum_women": "3"}, None, "কোটায় ৪টি আসন, কিন্তু ব্যাচে আছে ২টি"),
        ({"result_on": "2026-12-19"}, "result_on", "অন্তত তিন দিন"),
        ({"draw_on": "2026-11-28"}, "draw_on", "পরে হতে হবে"),
        ({"test_on": ""}, "test_on", "দিনটি লাগবে"),
        ({"least_age": "46"}, "most_age", "কমটির আগে"),
        ({"closes_on": "2026-11-20"}, "closes_on", "পেরিয়ে গেছে"),
    ],
)
def test_a_call_that_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk, office, now, time_machine, changed, field, words
):
    from .batches import planned_batch

    time_machine.move_to(now, tick=False)
    planned_batch(office, now, seats=2)
    answer = desk.post("/desk/training/T-2026-01/call/", CALL | changed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert words in " ".join(form.errors[field or "__all__"])
    assert 'value="2026-12-01"' in answer.content.decode() or "draw_on" in changed
    assert not Call.objects.exists()


def test_a_wrong_mark_stays_in_its_field_and_the_others_are_taken(desk, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    for place in range(3):
        apply(call, place, now)
    admit_all(call, now)
    sent = {"mark-1001": "৪০", "mark-1002": "61", "mark-1003": "চল্লিশ"}
    answer = desk.post("/desk/training/T-2026-01/marks/test/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "নম্বর ০ থেকে ৬০-এর মধ্যে হতে হবে।" in page
    assert 'value="চল্লিশ"' in page
    assert list(Mark.objects.values_list("application__roll", "value")) == [(1001, 40)]


def test_a_sealed_mark_is_not_on_the_page_of_the_other_marker(desk, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    apply(call, 1, now)
    admit_all(call, now)
    desk.post("/desk/training/T-2026-01/marks/test/", {"mark-1001": "47"})
    shirin = browser("shirin")
    page = shirin.get("/desk/training/T-2026-01/marks/test/").content.decode()
    # The form's own hidden secret may hold any figures by chance.
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "47" not in table
    assert "৪৭" not in table
    assert "একজন দিয়েছেন" in table
    shirin.post("/desk/training/T-2026-01/marks/test/", {"mark-1001": "40"})
    assert "৪৭, ৪০" in shirin.get("/desk/training/T-2026-01/marks/test/").content.decode()


def test_doubles_and_claims_are_settled_on_one_page(desk, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    told = {"name": "নাজমা খাতুন", "born_on": "2001-03-04", "gender": "female"}
    apply(call, 1, now, identity="1990123456", **told)
    apply(call, 2, now, identity="20011234567890123", **told)
    apply(call, 3, now, group_ethnic=True)
    url = "/desk/training/T-2026-01/settle/"
    page = desk.get(url).content.decode()
    assert "নাম ও জন্মতারিখ এক:" in page
    assert "ক্ষুদ্র নৃগোষ্ঠী" in page
    answer = desk.post(url, {"act": "double", "roll": "1002", "counts": "1001", "reason": ""})
    assert answer.status_code == 422
    desk.post(url, {"act": "double", "roll": "1002", "counts": "1001", "reason": "একই ব্যক্তি"})
    desk.post(url, {"act": "admit_all"})
    assert [each.roll for each in in_state(call, states.ELIGIBLE)] == [1001]
    desk.post(url, {"act": "admit", "roll": "1003"})
    claim = Claim.objects.get(group="ethnic")
    desk.post(url, {"act": "claim_refused", "claim": claim.pk, "reason": "সনদ নেই"})
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == (Claim.REFUSED, "সনদ নেই")


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_call_is_looked_at_before_it_is_published_and_nothing_of_it_stays(
    desk, office, now, time_machine, root
):
    time_machine.move_to(now, tick=False)
    batch = planned_batch(office, now)
    page = f"{root}/desk/training/{batch.number}/call/"
    rows = Entry.objects.count()
    shown = desk.post(page, {**CALL, "preview": "yes"})
    assert shown.status_code == 200
    form = HTMLParser(shown.content)
    words = {"": "এখনো প্রকাশ হয়নি।", "/en": "It is not published yet."}[root]
    preview = form.css_first("section.panel").text()
    assert words in preview
    assert {"": "২৬ নভেম্বর", "/en": "26 November"}[root] in preview.replace("\xa0", " ")
    assert (Call.objects.count(), Entry.objects.count()) == (0, rows)
    assert Batch.objects.get(pk=batch.pk).state == states.PLANNED
    # What was typed stands in its groups, ready to be published or changed.
    assert len(form.css("fieldset.group > legend")) == 5
    assert form.css_first("[name=closes_on]").attributes["value"]
    # What could not be published is said beside its field, and no preview is shown.
    late = desk.post(page, {**CALL, "draw_on": "2026-11-20", "preview": "yes"})
    assert late.status_code == 422
    assert HTMLParser(late.content).css_first("section.panel") is None
    assert desk.post(page, CALL).status_code == 302
    assert Call.objects.count() == 1


def test_the_page_of_a_call_tells_the_rule_and_has_a_poster(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    called_batch(office, now, rule=RULE)
    page = client.get("/training/T-2026-01/").content.decode()
    assert "৪ আসনের ৩টি সবার জন্য।" in page
    assert "/services/citizen-6/apply/" in page
    assert "Of 4 seats 3 are everybody" in client.get("/en/training/T-2026-01/").content.decode()
    assert "T-2026-01" in client.get("/training/").content.decode()
    for root in ("", "/en"):
        poster = client.get(f"{root}/training/T-2026-01/poster.pdf")
        assert poster.content.startswith(b"%PDF")
    rule = client.get("/training/T-2026-01/files/rule.json")
    assert sha256(rule.content.decode()) == Call.objects.get().rule_sha256


@pytest.mark.parametrize("linked", ["this", "another", "nonsense", ""])
def test_who_presses_apply_on_the_page_of_a_call_finds_it_chosen(client, office, now, time_machine, linked):
    call, another = called_batch(office, now), called_batch(office, now, submission="batch-2")
    time_machine.move_to(now + timedelta(days=1))
    page = client.get(f"/training/{call.batch.number}/").content.decode()
    assert f'href="/services/citizen-6/apply/?call={call.pk}"' in page
    value = {"this": str(call.pk), "another": str(another.pk), "nonsense": "'<9"}.get(linked, "")
    form = HTMLParser(client.get("/services/citizen-6/apply/", {"call": value}).content)
    chosen = [each.attributes["value"] for each in form.css("[name=call][checked]")]
    assert chosen == ([value] if linked in ("this", "another") else [])


def test_whoever_applies_chooses_the_call_and_is_promised_its_result(client, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    typed = {
        "call": str(call.pk),
        "born_on": "2000-01-01",
        "gender": "female",
        "education": "hsc",
        "experience": "some",
        "identity": "nid",
        "hopes": "কাজ করতে চাই",
    }
    answer = client.post("/services/citizen-6/apply/", {**typed, "born_on": "2010-01-01"})
    assert "বয়স ১৮ থেকে ৪৫ বছর হতে হবে" in answer.content.decode()
    answer = client.post("/services/citizen-6/apply/", typed)
    assert answer.status_code == 302
    contact = {
        "kind": "citizen",
        "name": "রহিমা খাতুন",
        "mobile": "01711000001",
        "village": "হরিদেবপুর",
        "union": "হরিদেবপুর",
    }
    token = answer.url.split("/")[-3]
    assert client.post(answer.url, contact).status_code == 302
    client.post(f"/apply/{token}/papers/", {})
    answer = client.post(f"/apply/{token}/check/", {})
    case = Case.objects.get()
    assert case.answers["call"] == call.pk
    application = Application.objects.get(case=case)
    assert application.claims.get().group == "women"
    receipt = client.get(answer.url).content.decode()
    assert "“ফল” ধাপ বুধবার, ২\u00a0ডিসেম্বরের মধ্যে শেষ করব" in receipt


def test_a_call_that_closed_meanwhile_is_told_so_beside_the_question(client, office, now, time_machine):
    call = called_batch(office, now)
    time_machine.move_to(at("2026-11-26", "17:00").replace(second=1), tick=False)
    page = client.post("/services/citizen-6/apply/", {"call": str(call.pk), "gender": "male"})
    assert "call" not in page.context["form"].fields
    assert page.status_code == 422


def test_the_result_names_rolls_and_never_names_and_tells_why(client, office, now, time_machine):
    call = offering_batch(office, now, people=8)
    time_machine.move_to(at("2026-12-02", "12:00"), tick=False)
    page = client.get("/training/T-2026-01/result/").content.decode()
    assert "আবেদনকারী ১" not in page.replace("আবেদনকারীর", "")
    assert "১০০১" in page
    drawn = Freeze.objects.get().draw
    assert drawn.seed in page
    told = client.get("/en/training/T-2026-01/result/?roll=১০০৩").content.decode()
    assert "You stand" in told
    wrong = client.get("/training/T-2026-01/result/?roll=9999")
    assert wrong.status_code == 404
    assert "রোল ৯৯৯৯ এই তালিকায় নেই" in wrong.content.decode()
    listed = client.get("/training/T-2026-01/files/list-1.txt")
    assert sha256(listed.content.decode()) == Freeze.objects.get().list_sha256
    rows = client.get("/training/T-2026-01/files/result.csv").content.decode().splitlines()
    assert len(rows) == 9
    assert sum(row.endswith("chosen") for row in rows) == call.batch.seats


def test_list_and_minutes_of_the_draw_are_papers_that_name_rolls_and_nobody(
    client, office, now, time_machine
):
    call = closed_batch(office, now, people=4)
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    time_machine.move_to(at("2026-11-30", "13:00"), tick=False)
    paper = "/training/T-2026-01/files"
    listed = text_of_pdf(client.get(f"{paper}/list-1.pdf").content)
    assert all(roll in listed for roll in ("১০০১", "১০০৪"))
    # Before the result nobody learns by it what was drawn.
    assert client.get(f"{paper}/draw.pdf").status_code == 404
    type_twice(call, at("2026-12-01", "10:05"), VALUE)
    assert client.get(f"{paper}/draw.pdf").status_code == 404
    actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    time_machine.move_to(at("2026-12-02", "12:00"), tick=False)
    drawn = text_of_pdf(client.get(f"/en{paper}/draw.pdf").content)
    assert VALUE[:16] in drawn
    assert Freeze.objects.get().draw.seed[:16] in drawn
    assert "Minutes of the draw" in drawn
    assert "আবেদনকারী" not in listed + drawn
    assert client.get(f"{paper}/list-9.pdf").status_code == 404
    assert client.get(f"{paper}/list-1.exe").status_code == 404


def text_of_pdf(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_the_list_is_public_before_the_draw_and_the_ranking_only_with_the_result(
    client, office, now, time_machine
):
    call = closed_batch(office, now)
    assert client.get("/training/T-2026-01/result/").status_code == 404
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    time_machine.move_to(at("2026-11-30", "13:00"), tick=False)
    page = client.get("/training/T-2026-01/result/").content.decode()
    assert "চূড়ান্ত তালিকা" in page
    assert client.get("/training/T-2026-01/files/result.csv").status_code == 404


def test_the_public_result_is_small(client, office, now, time_machine):
    """At most 50 KB as it comes, with 58 on the list."""
    offering_batch(office, now, people=58, seats=20)
    time_machine.move_to(at("2026-12-02", "12:00"), tick=False)
    assert len(client.get("/training/T-2026-01/result/").content) <= 50_000


def test_a_list_is_opened_again_by_the_superior_alone(office, now, time_machine):
    call = closed_batch(office, now)
    draw(call)
    time_machine.move_to(at("2026-12-01", "12:00"), tick=False)
    url, sent = "/desk/training/T-2026-01/reopen/", {"reason": "নম্বর ভুল ছিল", "draw_on": "2026-12-02"}
    assert browser("karim").post(url, sent).status_code == 403
    # The desk of the batch is none of hers: the way back leads to the page that all read.
    assert 'class="back" href="/training/T-2026-01/result/"' in browser("salma").get(url).content.decode()
    assert browser("salma").post(url, sent).status_code == 302
    page = Client().get("/training/T-2026-01/result/").content.decode()
    assert "নম্বর ভুল ছিল" in page


def test_the_applicant_takes_the_seat_on_their_own_page(client, office, now, time_machine):
    call = offering_batch(office, now)
    run_due_entries(at("2026-12-02", "11:01"))
    time_machine.move_to(at("2026-12-03", "12:00"), tick=False)
    application = in_state(call, states.OFFERED)[0]
    number = application.case.number
    client.post("/track/", {"number": number, "last_four": application.case.applicant.mobile[-4:]})
    shown = client.get(f"/track/{number}/").content.decode()
    assert "আপনার জন্য একটি আসন রাখা আছে" in shown
    assert client.get(f"/track/{number}/seat/").url.endswith("?then=seat")
    assert client.post(f"/track/{number}/seat/", {"answer": "take"}).status_code == 422
    application.refresh_from_db()
    assert application.state == states.OFFERED
    own = browser_of_applicant([application.case])
    assert own.post(f"/track/{number}/seat/", {"answer": "take"}).status_code == 302
    application.refresh_from_db()
    assert application.state == states.ENROLLED
    assert "আপনি ভর্তি আছেন" in own.get(f"/track/{number}/").content.decode()
    assert own.post(f"/track/{number}/seat/", {"answer": "give_back"}).status_code == 302
    assert own.get(f"/track/{number}/seat/").url == f"/track/{number}/"
    assert Offer.objects.get(application=application).state == Offer.GIVEN_BACK


def test_taking_the_application_back_on_its_page_frees_the_seat(office, now):
    from ongikar.cases import actions as case_actions

    call = offering_batch(office, now)
    run_due_entries(at("2026-12-02", "11:01"))
    application = in_state(call, states.OFFERED)[0]
    case = Case.objects.with_related().get(pk=application.case_id)
    case_actions.withdraw(case, words="চাকরি পেয়েছি", now=at("2026-12-03"))
    application.refresh_from_db()
    assert application.state == states.WITHDRAWN
    assert Offer.objects.get(application=application).state == Offer.DECLINED
    assert len(actions.offer_free_seats(call.batch, actor=actor_of("karim"), now=at("2026-12-03"))) == 1


HEADINGS = ["নাম", "মোবাইল", "পদবি", "জন্মতারিখ", "লিঙ্গ", "শিক্ষা", "এনআইডি"]
GOOD = ["মোছা. নাজমা খাতুন", "01711000001", "অফিস সহকারী", "4/3/1990", "নারী", "স্নাতক", "1990123456"]


def sheet(*rows, headings=HEADINGS, name="list.xlsx"):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        tab = book.add_worksheet()
        for at_row, row in enumerate([headings, *rows]):
            for column, value in enumerate(row):
                tab.write(at_row, column, value)
    return SimpleUploadedFile(name, made.getvalue())


def send_list(client, content, **more):
    sent = {
        "institution": "সমাজসেবা কার্যালয়",
        "name": "মো. করিম",
        "mobile": "01711000009",
        "sheet": content,
        "token": "t" * 22,
    }
    return client.post("/training/T-2026-01/nominate/", sent | more)


@pytest.fixture
def nominated(office, now, time_machine):
    time_machine.move_to(now, tick=False)
    return called_batch(office, now, code="institutional-3", audience="nominated")


def test_a_nomination_makes_a_case_of_the_letter_and_one_of_each_person(client, nominated):
    second = ["মো. রুবেল", "", "", "", "", "", ""]
    answer = send_list(client, sheet(GOOD, second))
    assert answer.status_code == 302
    assert send_list(client, sheet(GOOD, second)).url == answer.url
    nomination = Nomination.objects.get()
    assert nomination.case.answers["names"] == "মোছা. নাজমা খাতুন\nমো. রুবেল"
    assert [each.case.applicant.name for each in nomination.applications.order_by("roll")] == [
        GOOD[0],
        second[0],
    ]
    first = nomination.applications.order_by("roll")[0]
    assert first.facts == {"education": "degree", "gender": "female"}
    assert first.case.applicant.institution == "সমাজসেবা কার্যালয়"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", *GOOD[1:]], "সারি ২: নাম নেই"),
        (["‡gvQvt bvRgv LvZzb", *GOOD[1:]], "সারি ২: নামটি বিজয় ফন্টে লেখা"),
        ([*GOOD[:1], "12345", *GOOD[2:]], "সারি ২: "),
        ([*GOOD[:3], "গত বছর", *GOOD[4:]], "সারি ২: জন্মতারিখটি ঠিক নয়"),
        ([*GOOD[:4], "হ্যাঁ", *GOOD[5:]], "সারি ২: লিঙ্গ"),
        ([*GOOD[:5], "ভালো", GOOD[6]], "সারি ২: শিক্ষা"),
        ([*GOOD[:6], "123"], "সারি ২: পরিচয়পত্রের নম্বর"),
    ],
)
def test_each_line_that_is_wrong_is_told_and_nothing_is_half_taken(client, nominated, row, words):
    answer = send_list(client, sheet(row, [*GOOD[:6], "1990123457"]))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Case.objects.exists()


def test_a_number_twice_in_a_list_is_told(client, nominated):
    answer = send_list(client, sheet(GOOD, ["অন্য নাম", *GOOD[1:]]))
    assert "সারি ৩: পরিচয়পত্রের নম্বর সারি ২-এর সঙ্গে এক" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: SimpleUploadedFile("list.xlsx", b"not a sheet"), "XLSX ফাইল নয়"),
        (lambda: SimpleUploadedFile("list.xlsx", b"PK\x03\x04" + b"\0" * 200), ""),
        (lambda: SimpleUploadedFile("list.xlsx", zipped("xl/worksheets/sheet1.xml")), "অস্বাভাবিক বড়"),
        (lambda: sheet(["x", "y"], headings=["প্রথম", "দ্বিতীয়"]), "“নাম” শিরোনামের কোনো কলাম নেই"),
        (lambda: sheet(), "কারও নাম নেই"),
        (lambda: sheet(*[[f"নাম {n}"] for n in range(501)]), "৫০০ জনের বেশি"),
    ],
)
def test_what_is_no_list_gets_a_sentence(client, nominated, content, words):
    answer = send_list(client, content())
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Nomination.objects.exists()


def test_a_formula_is_never_run_and_a_million_empty_rows_cost_nothing(client, nominated):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, HEADINGS)
        tab.write_row(1, 0, GOOD)
        tab.write_formula(2, 0, '=HYPERLINK("http://example.com","x")', None, "মো. সুমন")
        bold = book.add_format({"bold": True})
        for row in range(3, 1_040_000, 4_000):
            tab.write_blank(row, 0, None, bold)
        tab.set_row(1_048_575, 30)
    assert send_list(client, SimpleUploadedFile("list.xlsx", made.getvalue())).status_code == 302
    assert Application.objects.count() == 2
    assert Application.objects.order_by("roll")[1].case.applicant.name == "মো. সুমন"


def test_the_letter_is_answered_with_who_was_taken_and_why(client, nominated, now):
    send_list(client, sheet(*[[f"কর্মী {n}", "", "", "", "", "", ""] for n in range(6)]))
    admit_all(nominated, now)
    actions.close_call(nominated.batch, actor=("worker", None), now=at("2026-11-26", "17:01"))
    draw(nominated)
    actions.publish_result(nominated.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    run_due_entries(at("2026-12-02", "11:01"))
    case = Nomination.objects.get().case
    case.refresh_from_db()
    assert case.state == "kept"
    assert case.outcome["words"].count("নির্বাচিত\n") + case.outcome["words"].endswith("নির্বাচিত") == 4
    assert "আপনি অপেক্ষার তালিকায় ২ নম্বরে" in case.outcome["words"]


def test_my_data_tells_what_the_selection_keeps(office, now):
    from ongikar.delivery.training.personal_data import held_lines

    call = called_batch(office, now, rule=RULE)
    apply(call, 1, now, gender="female")
    admit_all(call, now)
    told = dict(held_lines(Application.objects.get()))
    assert told["রোল"] == "১০০১"
    assert told["নারী"] == "প্রমাণিত"
    assert told["শিক্ষা"] == "এইচএসসি"


def test_a_call_and_its_batch_stand_in_the_public_programme_with_the_seats_left(office, now):
    from datetime import date

    from ongikar.gatherings.programme import programme_entries

    call = offering_batch(office, now, people=3)
    entries = programme_entries(office, date(2026, 11, 22), date(2027, 1, 31), now)
    found = {
        entry.key: entry for entry in entries if entry.key.endswith(f"-{call.pk}") or entry.sort == "batch"
    }
    assert found[f"call-{call.pk}"].ends_at == call.closes_at
    batch = found[f"batch-{call.batch_id}"]
    assert (batch.seats, batch.seats_left) == (4, 1)
    assert batch.url == "/training/T-2026-01/"


def test_a_birthday_that_was_wrongly_typed_is_put_right_with_the_reason(desk, office, now, time_machine):
    time_machine.move_to(now, tick=False)
    call = called_batch(office, now, rule=RULE)
    application = apply(call, 1, now, born_on="2012-01-01")
    url, sent = "/desk/training/T-2026-01/settle/", {"act": "put_right", "roll": "1001", "education": "hsc"}
    assert "বয়স কম" in desk.get(url).content.decode()
    assert desk.post(url, sent | {"born_on": "2002-01-01", "reason": ""}).status_code == 422
    wrong = desk.post(url, sent | {"born_on": "গত বছর", "reason": "সনদ দেখে"})
    assert "তারিখটি ঠিক নয়" in wrong.content.decode()
    assert desk.post(url, sent | {"born_on": "2002-01-01", "reason": "সনদ দেখে"}).status_code == 302
    application.refresh_from_db()
    assert application.born_on.isoformat() == "2002-01-01"
    assert application.acts.last().words == "সনদ দেখে"
    assert "বয়স কম" not in desk.get(url).content.decode()
