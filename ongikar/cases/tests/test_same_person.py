"""Two records of one person are joined by the officer and parted again, and nothing else moves by it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse

from conftest import SUNDAY
from ongikar.cases.actions import Person, accept
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.actions.same_person import join_records, part_records
from ongikar.cases.models import Case, SamePerson, SamePersonAct
from ongikar.cases.name_sounds import SoundFiller
from ongikar.cases.officer.counter.people import Question, find_people
from ongikar.cases.officer.counter.person import records_of
from ongikar.cases.receipt_keys import printed_key
from ongikar.core.forms.faults import ActFault
from ongikar.grievances.citizen.filing import create_complainant
from ongikar.journal.models import Entry
from ongikar.people.models import GONE, Applicant

pytestmark = pytest.mark.django_db
WHY = "দুটি মোবাইলই তাঁর, সামনে বসে দেখিয়েছেন"
# What may come to be by joining and parting.
OF_JOINING = {"cases.sameperson", "cases.samepersonact", "journal.entry", "journal.outboxentry", "core.press"}


@pytest.fixture(autouse=True)
def _on_a_sunday(time_machine):
    time_machine.move_to(SUNDAY)


@pytest.fixture
def visit(receive):
    def do(name, mobile="", **more):
        return receive(person=Person(name=name, mobile=mobile and f"+88{mobile}", **more))

    return do


@pytest.fixture
def pair(visit, karim):
    """The same woman: once by her own mobile, once by her son's and in Latin letters."""
    first, second = visit("রহিমা খাতুন", "01711111111"), visit("Mrs. R. Khatun", "01811111112")
    return first, second


def join(pair, by, now=SUNDAY, why=WHY):
    one, other = pair
    return join_records(one.applicant, other.applicant, why=why, actor=("user", by.pk), now=now)


def names_of_records(office, case):
    return [record.applicant.name for record in records_of(office, case)]


def everything():
    """Every row of every table but those of which it is the work to come to be."""
    models = (model for model in apps.get_models() if not model._meta.proxy)
    return {
        model._meta.label_lower: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in models
        if model._meta.label_lower not in OF_JOINING and model._meta.app_label not in ("sessions", "people")
    } | {"people.applicant": serializers.serialize("json", Applicant.objects.order_by("pk"))}


def test_joined_they_are_shown_together_from_either_side_and_parted_apart(pair, office, karim):
    one, other = pair
    assert names_of_records(office, one) == ["রহিমা খাতুন"]
    joined = join(pair, karim)
    assert names_of_records(office, one) == ["রহিমা খাতুন", "Mrs. R. Khatun"]
    assert names_of_records(office, other) == ["Mrs. R. Khatun", "রহিমা খাতুন"]
    part_records(joined, actor=("user", karim.pk), now=SUNDAY)
    for case in pair:
        assert names_of_records(office, case) == [case.applicant.name]
    # And once more, for another reason.
    join(pair, karim, why="মেয়ে এসে বলেছেন")
    assert len(records_of(office, one)) == 2
    assert [act.name for act in SamePersonAct.objects.all()] == ["join", "part", "join"]
    assert SamePerson.objects.count() == 1


def test_each_act_stands_in_the_ledger_without_a_name(pair, karim):
    part_records(join(pair, karim), actor=("user", karim.pk), now=SUNDAY)
    entries = Entry.objects.filter(subject_type="same_person").order_by("pk")
    assert [entry.verb for entry in entries] == ["same_person.joined", "same_person.parted"]
    assert all((entry.actor_type, entry.actor_id) == ("user", karim.pk) for entry in entries)
    assert "রহিমা" not in "".join(str(entry.facts) for entry in entries)


@pytest.mark.parametrize("by_whom", ["one", "other"])
def test_while_a_case_runs_joining_and_parting_move_no_case_promise_proof_or_address(pair, karim, by_whom):
    case = pair[by_whom == "other"]
    accept(case, actor=("user", karim.pk), now=SUNDAY)
    for each in pair:
        printed_key(each, ("user", karim.pk), SUNDAY)
    before = everything()
    joined = join(pair, karim, now=SUNDAY + timedelta(minutes=1))
    assert everything() == before
    part_records(joined, actor=("user", karim.pk), now=SUNDAY + timedelta(minutes=2))
    assert everything() == before


def test_the_proof_of_one_does_not_open_the_case_of_the_other(pair, karim, client):
    join(pair, karim)
    one, other = pair
    said = {"number": other.number, "last_four": one.applicant.last_four}
    response = client.post(reverse("track"), said)
    assert response.status_code != 302
    assert client.get(reverse("track_case", args=[other.number])).status_code != 200


def test_joins_lead_on_and_parting_one_leaves_the_others(visit, office, karim):
    cases = [visit("রহিমা খাতুন", "01711111111"), visit("Rina", "01811111112"), visit("শাপলা", "01911111113")]
    first = join(cases[:2], karim)
    join(cases[1:], karim)
    assert len(records_of(office, cases[0])) == 3
    part_records(first, actor=("user", karim.pk), now=SUNDAY)
    assert len(records_of(office, cases[0])) == 1
    assert len(records_of(office, cases[2])) == 2


def test_a_later_visit_by_the_same_mobile_belongs_to_the_joined_record(pair, visit, office, karim):
    join(pair, karim)
    later = visit("Mrs. R. Khatun", "01811111112")
    assert [len(record.cases) for record in records_of(office, later)] == [2, 1]


def test_where_people_are_found_the_joined_are_one_line_with_the_visits_of_both(visit, office, karim):
    cases = visit("রহিমা খাতুন", "01711111111"), visit("রহিমা বেগম", "01811111112")
    visit("রহিমা বেগম", "01811111112")
    assert len(find_people(office, Question("রহিমা"), SUNDAY).found) == 2
    join(cases, karim)
    (found,) = find_people(office, Question("রহিমা"), SUNDAY).found
    assert (found.applicant.name, len(found.rows)) == ("রহিমা বেগম", 3)
    assert [each.name for each in found.joined] == ["রহিমা খাতুন"]
    # By what is known of one alone, the other is named beside it.
    (found,) = find_people(office, Question("01711111111"), SUNDAY).found
    assert (found.applicant.name, len(found.rows)) == ("রহিমা খাতুন", 3)
    assert [each.name for each in found.joined] == ["রহিমা বেগম"]


def test_a_record_is_not_joined_with_itself_nor_joined_twice(pair, karim):
    one, _ = pair
    with pytest.raises(ActFault):
        join((one, one), karim)
    for _ in range(2):
        join(pair, karim)
        join(pair[::-1], karim)
    assert SamePersonAct.objects.count() == 1
    with pytest.raises(ActFault):
        join(pair, karim, why="অন্য কথা")


def test_two_officers_at_once_join_them_once(two, pair, karim, salma):
    two.meet("ongikar.cases.actions.same_person.perform")
    two.run(lambda: join(pair, karim), lambda: join(pair, karim))
    assert SamePerson.objects.count() == SamePersonAct.objects.count() == 1


class TestPages:
    @pytest.fixture
    def desk(self, signed_in, karim):
        return signed_in(karim)

    def address(self, name, case):
        return reverse(name, args=[case.number])

    @pytest.mark.parametrize(
        ("root", "joined", "parted"),
        [("", "একই মানুষ হিসেবে যুক্ত", "আলাদা করা হয়েছে"), ("/en", "Joined as the same person", "Parted.")],
    )
    def test_the_officer_joins_and_parts_on_the_page(self, desk, pair, root, joined, parted):
        one, other = pair
        page = f"{root}/desk/counter/people/{one.number}/"
        asked = desk.get(f"{page}join/", {"q": "01811111112"})
        assert other.number in asked.content.decode()
        sent = desk.post(f"{page}join/?q=01811111112", {"other": other.number, "why": WHY})
        assert sent["Location"] == page
        html = desk.get(page).content.decode()
        assert joined in html
        assert WHY in html
        assert reverse("case", args=[other.number]) in html
        sent = desk.post(f"{page}part/", {"pair": SamePerson.objects.get().pk})
        html = desk.get(sent["Location"]).content.decode()
        assert parted in html
        assert joined not in html

    def test_whoever_is_shown_already_is_not_offered(self, desk, pair, karim):
        join(pair, karim)
        html = desk.get(self.address("person_join", pair[0]), {"q": "01811111112"}).content.decode()
        assert pair[1].number not in html

    def test_the_assistant_reads_it_and_joins_nobody(self, signed_in, shirin, pair, karim):
        join(pair, karim)
        desk = signed_in(shirin)
        html = desk.get(self.address("person", pair[0])).content.decode()
        assert WHY in html
        assert 'name="pair"' not in html
        said = {"other": pair[1].number, "why": WHY, "pair": SamePerson.objects.get().pk}
        for name in ("person_join", "person_part"):
            assert desk.post(self.address(name, pair[0]), said).status_code == 403
        assert SamePerson.objects.get().state == "joined"

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({}, "কার সঙ্গে যুক্ত হবে, বেছে নিন"),
            ({"other": "3085-26-00001-00000"}, "তালিকা থেকে একটি বেছে নিন"),
            ({"other": "\0", "why": ""}, "কীভাবে জানলেন, লিখুন"),
        ],
    )
    def test_what_cannot_be_joined_is_said_beside_the_field_and_nothing_is_lost(
        self, desk, pair, said, words
    ):
        response = desk.post(f"{self.address('person_join', pair[0])}?q=01811111112", {"why": WHY} | said)
        assert response.status_code == 422
        assert words in response.content.decode()
        assert said.get("why", WHY) in response.content.decode()
        assert not SamePerson.objects.exists()

    @pytest.mark.parametrize("key", ["", "0", "x", "9" * 40, "\0", "-1", "১"])
    def test_a_pair_that_is_not_there_is_not_parted(self, desk, pair, karim, key):
        join(pair, karim)
        assert desk.post(self.address("person_part", pair[0]), {"pair": key}).status_code == 404
        assert SamePerson.objects.get().state == "joined"

    def test_parted_twice_is_parted_once(self, desk, pair, karim):
        key = join(pair, karim).pk
        for _ in range(2):
            assert desk.post(self.address("person_part", pair[0]), {"pair": key}).status_code == 302
        assert [act.name for act in SamePersonAct.objects.all()] == ["join", "part"]

    def test_whoever_only_complained_is_no_record_to_join(self, desk, pair, office):
        hidden = create_complainant(office, Person(name="গোপন বিবি", mobile="+8801511111119"))
        for typed in ("গোপন বিবি", "01511111119"):
            html = desk.get(self.address("person_join", pair[0]), {"q": typed}).content.decode()
            assert 'name="other"' not in html
        assert not Case.objects.filter(applicant=hidden).exists()


def test_whoever_is_forgotten_alone_is_found_by_name_no_more_and_joined_with_nobody(pair, office, karim):
    one, other = pair
    joined = join(pair, karim)
    one.applicant.forget()
    one.refresh_from_db()
    for word in ("রহিমা", "খাতুন", "01711111111", "§rhma§", "khatun"):
        assert word not in one.search
    # Its own time is not over: what was asked for stays, and the round that empties it does not pass it by.
    assert one.search != GONE
    SoundFiller()(SUNDAY)
    one.refresh_from_db()
    assert "§" not in one.search
    joined.refresh_from_db()
    assert (joined.one_id, joined.other_id) == (None, None)
    assert not SamePersonAct.objects.exclude(words="").exists()
    assert names_of_records(office, other) == [other.applicant.name]
    anonymise_case(one)
    one.refresh_from_db()
    assert one.search == GONE


def test_a_person_who_is_forgotten_has_no_page(signed_in, karim, pair):
    pair[0].applicant.forget()
    desk = signed_in(karim)
    for name in ("person", "person_join"):
        assert desk.get(reverse(name, args=[pair[0].number])).status_code == 404
