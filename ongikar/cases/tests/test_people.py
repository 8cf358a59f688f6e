"""People found at the counter: by a mobile, a number or a name, in whatever spelling and writing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SUNDAY
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.name_sounds import SoundFiller, sounds_of
from ongikar.cases.officer.counter.people import BY_NAME, MONTH, Question, find_people
from ongikar.grievances.citizen.filing import create_complainant
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import GONE, Applicant
from tests.scene import second_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(receive):
    """`visit("রহিমা", "01711111111")`: an application of somebody, received from them."""

    def do(name, mobile="", address="", institution="", **more):
        mobile = f"+88{mobile}" if mobile else ""
        return receive(
            person=Person(name=name, mobile=mobile, address=address, institution=institution), **more
        )

    return do


def names_found(office, typed, **more):
    found = find_people(office, Question(typed, **more), SUNDAY).found
    return [each.applicant.shown_name for each in found]


@pytest.mark.parametrize(
    "typed",
    [
        "sumon", "Sumon", "suman", "সুমন", "শুমন", "shumon", "সূমন", "সুমন মিয়া", "mia sumon", "মো. সুমন",
        "Md. Sumon Miah", "সু\u200dমন", "\u200fসুমন\u200f", "সু\u200eমন", "সুমন 🙂", "sumo\u200bn",
    ],
)  # fmt: skip
def test_a_name_is_found_in_either_script_and_every_usual_spelling(visit, office, typed):
    visit("মোঃ সুমন মিয়া", "01711111111")
    visit("সুমনা আক্তার", "01711111112")
    visit("সীমান্ত রায়", "01711111113")
    assert names_found(office, typed)[0] == "মোঃ সুমন মিয়া"
    assert "সীমান্ত রায়" not in names_found(office, typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("কমল", ["কমল রায়"]),
        ("Kamal", ["কামাল হোসেন", "কমল রায়"]),
        ("কামাল", ["কামাল হোসেন"]),
        ("কামাল রায়", []),
        ("rohi", []),
        ("রহিমা", ["রহীমা খাতুন"]),
        # The beginning of a longer name finds it, behind whoever is called so wholly.
        ("Rohim", ["রহিম বাদশা", "রহীমা খাতুন"]),
        ("নেই এমন নাম", []),
        ("।", []),
        ("§", []),
        ("🙂", []),
    ],
)
def test_the_vowels_tell_names_apart_that_sound_nearly_alike(visit, office, typed, found):
    visit("কমল রায়", "01711111111")
    visit("কামাল হোসেন", "01711111112")
    visit("রহিম বাদশা", "01711111113")
    visit("রহীমা খাতুন", "01711111114")
    assert names_found(office, typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "01711111111", "০১৭১১১১১১১১", "+8801711111111", "008801711111111", "০০৮৮ ০১৭১১-১১১১১১",
        "8801711111111", "017 1111 1111", "\u200e01711111111\u200f", "01711–111111",
    ],
)  # fmt: skip
def test_a_mobile_is_found_in_every_writing(visit, office, typed):
    visit("রহিমা খাতুন", "01711111111")
    visit("সালমা বেগম", "01711111112")
    assert names_found(office, typed) == ["রহিমা খাতুন"]


@pytest.mark.parametrize("typed", ["0521-62345", "০৫২১৬২৩৪৫", "+88 02 9556677", "0171111"])
def test_a_landline_is_said_to_be_no_mobile(visit, office, typed):
    visit("রহিমা খাতুন", "01711111111")
    answer = find_people(office, Question(typed), SUNDAY)
    assert not answer.found
    assert "মোবাইল নম্বর নয়" in answer.note


def test_an_identity_number_is_found_by_its_whole_figures_alone_and_is_never_shown(
    receive, office, signed_in, karim, shirin
):
    numbers = ("5501234567", "1234567890123", "19901234567890123", "20011234567890124")
    for place, number in enumerate(numbers):
        receive(
            person=Person(name=f"মানুষ {'কখগঘ'[place]}", mobile=f"+880171111111{place}", identity=number),
        )
    for place, number in enumerate(numbers):
        assert names_found(office, number, by_identity=True) == [f"মানুষ {'কখগঘ'[place]}"]
        # A card of 13 figures and one of 17 with the year before them are two numbers.
        assert names_found(office, number[1:], by_identity=True) == []
        assert names_found(office, number[:-1], by_identity=True) == []
    html = signed_in(shirin).get(reverse("people"), {"q": numbers[2]}).content.decode()
    assert "মানুষ গ" not in html
    assert "শুধু কর্মকর্তা খুঁজতে পারেন" in html
    html = signed_in(karim).get(reverse("people"), {"q": numbers[2]}).content.decode()
    assert "মানুষ গ" in html
    assert numbers[2] not in html.replace(f'value="{numbers[2]}"', "").replace(f"q={numbers[2]}", "")


def test_the_number_of_a_case_finds_whose_it_is(visit, office):
    case = visit("রহিমা খাতুন", "01711111111")
    visit("সালমা বেগম", "01711111112")
    for typed in (case.number, case.short_number, case.number.replace("-", " ")):
        assert names_found(office, typed) == ["রহিমা খাতুন"]


def test_visits_of_one_mobile_and_name_are_one_person_and_another_name_is_another(visit, office):
    visit("রহিমা খাতুন", "01711111111")
    visit("Rahima", "01711111111")
    visit("সালমা বেগম", "01711111111")
    found = find_people(office, Question("01711111111"), SUNDAY).found
    assert [(each.applicant.name, len(each.rows)) for each in found] == [("সালমা বেগম", 1), ("Rahima", 2)]


def test_an_institution_is_found_by_its_name_and_by_who_came_for_it(visit, office):
    visit("আবুল কাশেম", "01711111111", institution="কৈলাশ রঞ্জন উচ্চ বিদ্যালয়")
    assert names_found(office, "koilash ronjon") == ["কৈলাশ রঞ্জন উচ্চ বিদ্যালয়"]
    assert names_found(office, "kashem") == ["কৈলাশ রঞ্জন উচ্চ বিদ্যালয়"]


def test_people_are_narrowed_by_union_and_by_last_visit_and_put_in_the_order_of_names(visit, office):
    visit("রহিমা খাতুন", "01711111111", address="হরিদেবপুর, রংপুর", now=SUNDAY - timedelta(days=60))
    visit("রহিমা বেগম", "01711111112", address="Mominpur", now=SUNDAY)
    assert names_found(office, "রহিমা") == ["রহিমা বেগম", "রহিমা খাতুন"]
    assert names_found(office, "রহিমা", order=BY_NAME) == ["রহিমা খাতুন", "রহিমা বেগম"]
    assert names_found(office, "রহিমা", union="মমিনপুর") == ["রহিমা বেগম"]
    assert names_found(office, "01711111111", union="মমিনপুর") == []
    assert names_found(office, "রহিমা", since=MONTH) == ["রহিমা বেগম"]


def test_whoever_only_complained_and_whoever_came_to_another_office_is_not_found(visit, office, office_files):
    create_complainant(office, Person(name="রহিমা খাতুন", mobile="+8801711111111"))
    theirs = visit("রহিমা বেগম", "01711111112")
    Case.objects.filter(pk=theirs.pk).update(office=second_office(office_files()))
    for typed in ("রহিমা", "01711111111", "01711111112", theirs.number):
        assert names_found(office, typed) == []


def test_what_is_forgotten_or_put_right_is_no_longer_found(visit, office):
    case = visit("রহিমা খাতুন", "01711111111")
    case.applicant.forget()
    Case.objects.filter(pk=case.pk).update(search=GONE)
    assert names_found(office, "রহিমা") == []


def test_cases_of_before_sounds_were_kept_get_them_from_the_worker(visit, office, now):
    case = visit("রহিমা খাতুন", "01711111111", address="মমিনপুর")
    whole = case.search
    forgotten = visit("রহিমা খাতুন", "01711111111")
    Case.objects.filter(pk=case.pk).update(search=whole.replace(f" {sounds_of(case.applicant)}", ""))
    Case.objects.filter(pk=forgotten.pk).update(search=GONE)
    assert names_found(office, "rohima") == []
    filler = SoundFiller()
    assert filler(now) > 0
    assert names_found(office, "rohima") == ["রহিমা খাতুন"]
    assert [Case.objects.get(pk=each.pk).search for each in (case, forgotten)] == [whole, GONE]
    # Through with all, it asks nothing more.
    assert filler(now) == 0


def test_names_of_a_page_are_few_and_the_next_page_goes_on_below_them(visit, office):
    for place in range(70):
        visit(f"রহিমা {'কখগঘচছজ'[place % 7]}", f"017111111{place:02d}")
    page = find_people(office, Question("রহিমা"), SUNDAY)
    rest = find_people(office, Question("রহিমা", after=page.after), SUNDAY)
    assert (len(page.found), len(rest.found), rest.after) == (60, 10, None)


@pytest.mark.parametrize(("root", "words"), [("", "কাউন্টারে নিন"), ("/en", "Take to the counter")])
def test_whoever_is_chosen_fills_in_the_counter(visit, office, signed_in, shirin, root, words):
    case = visit("রহিমা খাতুন", "01711111111", address="মমিনপুর")
    desk = signed_in(shirin)
    html = desk.get(f"{root}/desk/counter/people/", {"q": "rohima"}).content.decode()
    assert words in html
    assert f"/desk/counter/?person={case.number}" in html
    html = desk.get(f"{root}/desk/counter/", {"person": case.number}).content.decode()
    for value in ("রহিমা খাতুন", "মমিনপুর", "+8801711111111"):
        assert f'value="{value}"' in html


def test_a_name_typed_at_the_counter_offers_whoever_bears_it_and_loses_nothing(visit, signed_in, shirin):
    case = visit("রহিমা খাতুন", "01711111111", address="মমিনপুর")
    desk = signed_in(shirin)
    typed = {"name": "rohima", "asked": "কয়টি ল্যাব?", "service": "citizen-1", "channel": "phone"}
    html = desk.post("/desk/counter/", typed | {"look": "1"}).content.decode()
    assert f'name="person" value="{case.number}"' in html
    assert "কয়টি ল্যাব?" in html
    html = desk.post("/desk/counter/", typed | {"person": case.number}).content.decode()
    assert 'value="রহিমা খাতুন"' in html
    assert "কয়টি ল্যাব?" in html
    assert Applicant.objects.count() == 1


def test_a_contact_is_found_in_the_same_box_and_fills_in_the_counter(office, signed_in, shirin):
    contact = add_contact(
        office=office,
        facts={
            "organisation": "মমিনপুর উচ্চ বিদ্যালয়",
            "post": "প্রধান শিক্ষক",
            "name": "আবুল কাশেম",
            "mobile": "+8801711111119",
        },
        since=SUNDAY.date(),
        actor=("user", shirin.pk),
        now=SUNDAY,
    )
    desk = signed_in(shirin)
    html = desk.get(reverse("people"), {"q": "mominpur"}).content.decode()
    assert f"/desk/counter/?contact={contact.pk}" in html
    html = desk.get(reverse("counter"), {"contact": contact.pk}).content.decode()
    for value in ("আবুল কাশেম", "মমিনপুর উচ্চ বিদ্যালয়"):
        assert f'value="{value}"' in html


@pytest.mark.parametrize("typed", ["\0", "' OR 1=1 --", "%", "১" * 3000, "রহিমা\0খাতুন"])
def test_what_means_nobody_is_answered_in_words(signed_in, shirin, typed):
    desk = signed_in(shirin)
    assert desk.get(reverse("people"), {"q": typed, "union": typed, "after": typed}).status_code == 200
    for name in ("mobile", "name", "person", "contact"):
        assert desk.get(reverse("counter"), {name: typed, "look": "1"}).status_code == 200


def test_of_contacts_too_the_vowels_tell_names_apart(office, signed_in, shirin):
    for name in ("রহীমা সুলতানা", "মো. হাফিজুর রহমান"):
        facts = {"organisation": "নমুনা বিদ্যালয়", "post": "শিক্ষক", "name": name}
        add_contact(office=office, facts=facts, since=SUNDAY.date(), actor=("user", shirin.pk), now=SUNDAY)
    page = signed_in(shirin).get(reverse("people"), {"q": "rahima"}).text
    assert "রহীমা সুলতানা" in page
    assert "রহমান" not in page
