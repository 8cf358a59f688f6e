"""The desk: made, written on screen or by a sheet, previewed, published, opened, and its results."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ongikar.journal.actions import WORKER
from ongikar.journal.models import Entry
from ongikar.questionnaires.actions import publish_version, submit_response
from ongikar.questionnaires.models import Questionnaire, Response, Round, Version

from .sheets import TEST_CHOICES, TEST_SHEET, TEST_SURVEY, workbook

GOOD = {"knows": "yes", "since": "২০২০", "capital": "dhaka"}


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def send(desk, name, *args, **given):
    return desk.post(reverse(name, args=args), given)


def rows_of(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_questionnaire_is_written_on_screen_and_published(desk):
    made = send(desk, "questionnaire_new", title_bn="কম্পিউটার পরীক্ষা", title_en="Test", purpose="test", slug="")
    found = Questionnaire.objects.get()
    assert made.url == reverse("questionnaire", args=[found.pk])
    add = {"label_bn": "রাজধানী?", "label_en": "The capital?", "type": "select_one", "required": "on"}
    add |= {"choices": "ঢাকা | Dhaka | ১\nসিলেট | Sylhet | 0", "revision": "0"}
    assert send(desk, "question_new", found.pk, **add).status_code == 302
    more = {"label_bn": "কেন?", "type": "text", "only_if": "q1:c1", "revision": "1"}
    assert send(desk, "question_new", found.pk, **more).status_code == 302
    draft = found.draft_version()
    assert draft.questions.by_name["q2"].relevant == "${q1} = 'c1'"
    assert [choice.points for choice in draft.questions.choices["list1"]] == [1, 0]
    page = desk.get(reverse("questionnaire_edit", args=[found.pk])).content.decode()
    assert "ইংরেজি নেই" in page
    preview = desk.get(reverse("questionnaire_preview", args=[found.pk])).content.decode()
    assert "ঢাকা" in preview
    assert "কেন?" in preview
    send(desk, "questionnaire_publish", found.pk)
    assert found.newest_version().number == 1


def test_an_item_of_a_checklist_says_what_follows_where_it_fails(desk):
    made = send(desk, "questionnaire_new", title_bn="ল্যাব", title_en="Lab", purpose="checklist", slug="")
    found = Questionnaire.objects.get()
    assert made.status_code == 302
    item = {"label_bn": "সব তার ঢাকা", "label_en": "Wires covered", "type": "select_one", "revision": "0"}
    item |= {"choices": "হ্যাঁ | Yes | ১\nনা | No | 0", "weight": "৩", "critical": "on", "photo": "on"}
    item |= {
        "fault_bn": "কিছু তার খোলা",
        "fault_en": "Some wires are open",
        "task_owner": "head",
        "task_days": "১০",
    }
    # Without points it never fails, so nothing could follow.
    pointless = item | {"choices": "হ্যাঁ | Yes\nনা | No"}
    page = send(desk, "question_new", found.pk, **pointless)
    assert page.status_code == 422
    assert "এটি কখনো ব্যর্থ হয় না" in page.content.decode()
    assert send(desk, "question_new", found.pk, **item | {"task_days": "366"}).status_code == 422
    # What is wrong where it fails is asked for: the rule is no name of a fault.
    unsaid = send(desk, "question_new", found.pk, **item | {"fault_bn": ""})
    assert unsaid.status_code == 422
    assert "ব্যর্থ হলে ত্রুটি কী, লিখুন" in unsaid.content.decode()
    assert send(desk, "question_new", found.pk, **item).status_code == 302
    asked = found.draft_version().questions.by_name["q1"]
    assert (asked.weight, asked.critical, asked.photo) == (3, True, True)
    assert asked.fault == {"bn": "কিছু তার খোলা", "en": "Some wires are open"}
    assert (asked.task_owner, asked.task_days) == ("head", "10")
    page = desk.get(reverse("questionnaire_edit", args=[found.pk])).content.decode()
    assert "ব্যর্থ হলে ছবি" in page
    assert "১০ কার্যদিবস" in page
    form = desk.get(reverse("question_edit", args=[found.pk, "q1"])).content.decode()
    assert "কিছু তার খোলা" in form
    # A test has no such fields.
    send(desk, "questionnaire_new", title_bn="পরীক্ষা", title_en="Test", purpose="test", slug="")
    test = Questionnaire.objects.latest("pk")
    assert 'name="critical"' not in desk.get(reverse("question_new", args=[test.pk])).content.decode()


def test_a_choice_that_is_worded_anew_beside_others_keeps_the_names_of_those(desk, test_questions, now):
    change = {"label_bn": "রাজধানী?", "type": "select_one", "revision": "0"}
    change |= {"choices": "চট্টগ্রাম | Chattogram\nঢাকা | Dhaka | 3"}
    send(desk, "question_edit", test_questions.pk, "capital", **change)
    choices = test_questions.draft_version().questions.choices["city"]
    assert [(choice.name, choice.points) for choice in choices] == [("c1", None), ("dhaka", 3)]


def test_questions_are_put_in_order_and_taken_out(desk, test_questions):
    at = reverse("questionnaire_edit", args=[test_questions.pk])
    desk.post(at, {"do": "up capital", "revision": "0"})
    assert [q.name for q in test_questions.draft_version().questions.questions] == [
        "knows",
        "capital",
        "since",
    ]
    # What another question depends on stays until its condition is gone.
    page = desk.post(at, {"do": "remove knows", "revision": "1"}, follow=True).content.decode()
    assert "অন্য প্রশ্ন এর উত্তরের ওপর নির্ভর করে: since" in page
    desk.post(at, {"do": "remove since", "revision": "1"})
    desk.post(at, {"do": "remove knows", "revision": "2"})
    assert [q.name for q in test_questions.draft_version().questions.questions] == ["capital"]


def test_two_who_write_at_once_do_not_overwrite_each_other(desk, test_questions):
    at = reverse("questionnaire_edit", args=[test_questions.pk])
    desk.post(at, {"do": "up capital", "revision": "0"})
    page = desk.post(at, {"do": "remove since", "revision": "0"}, follow=True).content.decode()
    assert "অন্য কেউ খসড়াটি বদলেছেন" in page
    assert len(test_questions.draft_version().questions.questions) == 3


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"type": "select_one", "choices": "একা"}, "অন্তত দুটি উত্তর লিখুন।"),
        ({"type": "select_one", "choices": "ক | A | দশ\nখ | B | 1"}, "“দশ” কোনো নম্বর নয়।"),
        ({"type": "text", "label_bn": ""}, "প্রশ্ন (বাংলা), লিখুন"),
        ({"type": "video"}, "তালিকা থেকে একটি বেছে নিন"),
    ],
)
def test_a_question_that_cannot_be_is_told_beside_its_field(desk, test_questions, given, says):
    response = send(desk, "question_new", test_questions.pk, **{"label_bn": "প্রশ্ন", "revision": "0"} | given)
    assert response.status_code == 422
    assert says in response.content.decode()


# ---- sheets ----


def upload(desk, questionnaire, content):
    file = SimpleUploadedFile("form.xlsx", content)
    return desk.post(reverse("questionnaire_upload", args=[questionnaire.pk]), {"file": file})


def test_a_sheet_is_taken_changed_and_given_back(desk, test_questions):
    taken = desk.get(reverse("questionnaire_sheet", args=[test_questions.pk]))
    assert "computer-test-1.xlsx" in taken["Content-Disposition"]
    # Given back as it is, it asks the same.
    assert upload(desk, test_questions, taken.content).status_code == 302
    draft = test_questions.draft_version()
    before, after = test_questions.newest_version().questions, draft.questions
    assert (after.questions, after.choices) == (before.questions, before.choices)
    assert draft.sheet["survey"][0] == [0, 0, "type"]


def test_what_is_wrong_in_a_sheet_is_shown_by_row_and_column_and_nothing_is_kept(desk, test_questions):
    broken = TEST_SURVEY.replace("${knows} = 'yes'", "${nobody} =")
    response = upload(desk, test_questions, workbook(survey=broken, choices=TEST_CHOICES))
    page = response.content.decode()
    assert response.status_code == 422
    assert "F (relevant)" in page
    assert "সূত্রটি শেষ হয়নি" in page
    assert test_questions.draft_version() is None


@pytest.mark.parametrize("content", [b"no workbook", b"PK\x03\x04cut"])
def test_what_is_no_sheet_is_refused_with_a_sentence(desk, test_questions, content):
    response = upload(desk, test_questions, content)
    assert response.status_code == 422
    assert 'class="err"' in response.content.decode()


def test_a_million_empty_rows_cost_nothing(desk, test_questions):
    # A row that holds a format and nothing else, as spreadsheet programs write them.
    rows = [[""] * 3 for _ in range(3)]
    survey = [[cell.strip() for cell in line.split("|")] for line in TEST_SURVEY.strip().splitlines()]
    content = workbook(survey=[*survey, *rows], choices=TEST_CHOICES)
    assert upload(desk, test_questions, content).status_code == 302


def test_a_sheet_of_more_than_two_megabytes_is_refused(desk, test_questions):
    response = upload(desk, test_questions, b"PK" + b"0" * 2_100_000)
    assert "২ MB-এর চেয়ে বড়" in response.content.decode()


# ---- rounds and results ----


def test_a_round_is_opened_on_screen_answered_and_closed(desk, test_questions):
    from django.utils import timezone

    today = timezone.localdate()
    made = send(
        desk,
        "round_new",
        test_questions.pk,
        respondents="anyone",
        opens_on=today.isoformat(),
        minutes="৩০",
        token="one",
    )
    round = Round.objects.get()
    assert made.url == reverse("round", args=[round.pk])
    assert round.minutes == 30
    page = desk.get(made.url).content.decode()
    assert f"/q/{round.token}/" in page
    assert "<svg" in page
    send(desk, "round_close", round.pk)
    round.refresh_from_db()
    assert not round.is_open(timezone.now())


def test_a_round_that_contradicts_itself_is_not_opened(desk, test_questions):
    given = {"respondents": "anyone", "opens_on": "2020-01-01"}
    page = send(desk, "round_new", test_questions.pk, **given).content.decode()
    assert "দিনটি পেরিয়ে গেছে" in page
    given = {
        "respondents": "anyone",
        "opens_on": "2099-01-01",
        "anonymous": "on",
        "minutes": "5",
        "token": "one",
    }
    page = send(desk, "round_new", test_questions.pk, **given).content.decode()
    assert "নাম ছাড়া উত্তরে সময় মাপা যায় না" in page


def test_results_stand_as_counts_beside_bars(desk, test_questions, round_of, now):
    round = round_of(test_questions, pass_percent=50)
    for number in range(4):
        answers = GOOD | {"capital": "dhaka" if number else "sylhet"}
        submit_response(round=round, answers=answers, respondent=("user", number), now=now)
    page = desk.get(reverse("round", args=[round.pk])).content.decode()
    for words in ("<b>৪</b>", "<b>৭৫%</b>", "<b>৩</b>", "৭৫%", 'width="75"'):
        assert words in page
    assert "২০২০" in page


def test_few_answers_without_names_are_not_shown(desk, feedback_questions, round_of, now):
    round = round_of(feedback_questions, anonymous=True)
    for number in range(5):
        page = desk.get(reverse("round", args=[round.pk])).content.decode()
        assert "৫টির কম" in page
        assert desk.post(reverse("round_answers", args=[round.pk])).status_code == 404
        answers = {"useful": 5, "words": f"কথা {number}"}
        submit_response(round=round, answers=answers, respondent=("user", number), now=now)
    assert "কথা 4" in desk.get(reverse("round", args=[round.pk])).content.decode()
    # One by one nobody reads them, whoever asks.
    assert desk.get(reverse("round_responses", args=[round.pk])).status_code == 404


def test_the_file_has_the_columns_of_all_versions(desk, test_questions, round_of, now):
    round = round_of(test_questions)
    submit_response(round=round, answers=GOOD, respondent=("user", 1), now=now)
    before = rows_of(desk.post(reverse("round_answers", args=[round.pk])).content)
    # A question renamed, one retyped, a choice gone.
    survey = TEST_SURVEY.replace("relevant\n", "relevant | renamed_from\n", 1).replace(
        "text             | since ", "integer          | since "
    )
    survey = survey.replace("| capital | বাংলাদেশের", "| city | বাংলাদেশের").replace(
        "The capital?      | yes      |", "The capital?      | yes      | | capital"
    )
    choices = TEST_CHOICES.replace("ঢাকা ", "রাজধানী ঢাকা ")
    publish_version(test_questions, workbook(survey=survey, choices=choices), actor=WORKER, now=now)
    new = {"knows": "yes", "since": 2021, "city": "sylhet"}
    submit_response(round=round, answers=new, respondent=("user", 2), now=now)
    after = rows_of(desk.post(reverse("round_answers", args=[round.pk])).content)
    assert before[0][-3:] == [
        "কম্পিউটার জানেন? (knows)",
        "কবে থেকে? (since)",
        "বাংলাদেশের রাজধানী? (capital)",
    ]
    assert after[0][-4:] == [
        "কম্পিউটার জানেন? (knows)",
        "কবে থেকে? (since)",
        "বাংলাদেশের রাজধানী? (city)",
        "কবে থেকে? (since)",
    ]
    # The first response reads as it did: its score, and its words under the column of its own type.
    assert after[1][:5] == before[1][:5]
    assert after[1][-4:] == ["হ্যাঁ", "", "রাজধানী ঢাকা", "২০২০"]
    assert after[2][-4:] == ["হ্যাঁ", 2021, "সিলেট", ""]


def test_what_was_answered_never_becomes_a_formula(desk, test_questions, round_of, now):
    round = round_of(test_questions)
    submit_response(round=round, answers=GOOD | {"since": "=1+1"}, respondent=("user", 1), now=now)
    assert "=1+1" in rows_of(desk.post(reverse("round_answers", args=[round.pk])).content)[1]


def test_a_long_file_is_ordered(desk, test_questions, round_of, now, monkeypatch):
    from ongikar.exports.makers import Work
    from ongikar.exports.models import Export
    from ongikar.questionnaires.answer_export import ANSWERS
    from ongikar.questionnaires.desk import round_views

    monkeypatch.setattr(round_views, "AT_ONCE", 0)
    round = round_of(test_questions)
    submit_response(round=round, answers=GOOD, respondent=("user", 1), now=now)
    response = desk.post(reverse("round_answers", args=[round.pk]))
    export = Export.objects.get()
    assert response.url == reverse("export", args=[export.pk])
    folder = export.work_folder
    folder.mkdir(parents=True)
    work = Work(folder, now, lambda lines: None, lambda: None)
    made = ANSWERS.make(round.office, export.arguments, work)
    assert made.lines == 1
    assert len(rows_of(made.path.read_bytes())) == 2


def test_sealed_answers_are_opened_by_a_press_that_is_recorded(desk, every_type, round_of, now):
    made = submit_response(
        round=round_of(every_type), answers={"pay": 12_345}, respondent=("user", 1), now=now
    )
    at = reverse("response", args=[made.pk])
    assert "১২৩৪৫" not in desk.get(at).content.decode()
    assert "১২৩৪৫" in send(desk, "response_sealed", made.pk).content.decode()
    assert Entry.objects.filter(verb="response.opened", subject_id=made.pk).count() == 1


def test_a_response_is_made_void_with_a_reason(desk, test_questions, round_of, now):
    made = submit_response(round=round_of(test_questions), answers=GOOD, respondent=("user", 1), now=now)
    assert send(desk, "response_void", made.pk, reason="").status_code == 422
    send(desk, "response_void", made.pk, reason="ভুল মানুষ")
    made.refresh_from_db()
    assert (made.state, made.void_reason) == (Response.VOID, "ভুল মানুষ")
    assert "<b>০</b>" in desk.get(reverse("round", args=[made.round_id])).content.decode()


def test_what_belongs_to_all_offices_is_used_and_not_changed(desk, now):
    from ongikar.questionnaires.actions import make_questionnaire

    shared = make_questionnaire(
        office=None, slug="shared", purpose="test", title_bn="সবার", actor=WORKER, now=now
    )
    publish_version(shared, workbook(**TEST_SHEET), actor=WORKER, now=now)
    page = desk.get(reverse("questionnaire", args=[shared.pk])).content.decode()
    assert "উত্তর নেওয়া শুরু করুন" in page
    assert "প্রশ্ন লিখুন বা বদলান" not in page
    assert desk.get(reverse("questionnaire_edit", args=[shared.pk])).status_code == 404
    assert Version.objects.count() == 1


def test_extra_questions_are_laid_on_services_on_screen(desk, make):
    survey = "type|name|label::bn|required\ntext|device|কোন যন্ত্র?|yes"
    asked = make("device", Questionnaire.INTAKE, survey=survey)
    page = desk.get(reverse("questionnaire", args=[asked.pk])).content.decode()
    assert 'name="services" value="citizen-1"' in page
    send(desk, "questionnaire_services", asked.pk, services=["citizen-1", "citizen-3"])
    asked.refresh_from_db()
    assert asked.services == ["citizen-1", "citizen-3"]
    assert "কোন যন্ত্র?" in desk.get("/services/citizen-1/apply/", follow=True).content.decode()
    assert send(desk, "questionnaire_services", asked.pk, services=["nothing"]).status_code == 422
