"""The pages of contacts and places: entered, found, changed, ended and merged on screen."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.kinds import kind_of
from ongikar.offices.models import Place
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import Contact

pytestmark = pytest.mark.django_db
HEAD = {"organisation": "নমুনা বালিকা বিদ্যালয়", "post": "প্রধান শিক্ষক", "name": "রহীমা সুলতানা"}
TYPED = HEAD | {"language": "bn", "since": "2026-01-01"}


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


@pytest.fixture
def head(office, karim):
    today = timezone.localdate()
    return add_contact(office=office, facts=HEAD, since=today, actor=("user", karim.pk), now=timezone.now())


def faults(answer) -> str:
    assert answer.status_code == 422
    return " ".join(HTMLParser(answer.text).css_first(".errors").text().split())


@pytest.mark.fast
def test_a_contact_is_entered_and_found(desk):
    answer = desk.post("/desk/contacts/add/", TYPED | {"mobile": "০১৭০০-০০০০১২"}, follow=True)
    assert "রহীমা সুলতানা" in answer.text
    assert "০১৭০০-০০০০১২" in answer.text
    found = json.loads(desk.get("/desk/contacts/find.json?q=রহি").content)["contacts"]
    assert [each["name"] for each in found] == ["রহীমা সুলতানা, প্রধান শিক্ষক, নমুনা বালিকা বিদ্যালয়"]
    assert found[0]["mobile"] == "0012"
    assert "প্রধান শিক্ষক" in desk.get("/desk/contacts/?q=রহিমা").text
    assert "প্রধান শিক্ষক" in desk.get("/desk/search/?q=রহিমা").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"mobile": "01711000001, 01711000002, 01911000003"}, "এখানে ৩টি মোবাইল নম্বর আছে"),
        ({"mobile": "0171100000"}, "১টি সংখ্যা কম"),
        ({"email": "রহিমা"}, "ই-মেইল ঠিকানাটি ঠিক নয়"),
        ({"organisation": "", "post": "", "name": ""}, "অন্তত একটি লিখুন"),
        ({"since": "2099-01-01"}, "দিনটি এখনো আসেনি"),
        ({"name": "র" * 201}, "১ অক্ষরের বেশি লম্বা"),
        ({"place": "999999"}, "তালিকা থেকে একটি বেছে নিন"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(desk, given, words):
    answer = desk.post("/desk/contacts/add/", TYPED | given)
    assert words in faults(answer)
    assert not Contact.objects.exists()
    # What else was typed is still there.
    typed = HTMLParser(answer.text).css_first("[name=address], [name=post]")
    assert typed is not None


def test_one_that_is_there_already_is_named_before_it_stands_twice(desk, head):
    answer = desk.post("/desk/contacts/add/", TYPED)
    assert "আগে থেকেই আছে" in faults(answer)
    assert Contact.objects.count() == 1
    desk.post("/desk/contacts/add/", TYPED | {"all_the_same": "on"})
    assert Contact.objects.count() == 2


def test_a_change_shows_what_stood_there_crossed_out(desk, head):
    facts = HEAD | {"language": "bn", "name": "লাভলী বেগম", "words": "নতুন যোগদান"}
    answer = desk.post(f"/desk/contacts/{head.pk}/change/", facts, follow=True)
    assert HTMLParser(answer.text).css_first("s").text() == "রহীমা সুলতানা"
    assert "নতুন যোগদান" in answer.text
    assert "নতুন যোগদান" in desk.get(f"/desk/contacts/{head.pk}/held/").text


def test_an_ended_contact_leaves_the_list_the_day_after(desk, head):
    desk.post(f"/desk/contacts/{head.pk}/end/", {"last_day": timezone.localdate()})
    assert "রহীমা" in desk.get("/desk/contacts/").text
    Contact.objects.filter(pk=head.pk).update(
        since=timezone.localdate() - timedelta(days=9), until=timezone.localdate() - timedelta(days=1)
    )
    assert "রহীমা" not in desk.get("/desk/contacts/").text
    assert "রহীমা" in desk.get("/desk/contacts/?ended=1").text
    desk.post(f"/desk/contacts/{head.pk}/reopen/")
    assert "রহীমা" in desk.get("/desk/contacts/").text


def test_two_that_are_one_are_merged_from_their_page(desk, head, office):
    other = add_contact(office=office, facts=HEAD, since=head.since, actor=("user", 1), now=timezone.now())
    assert "মিলিয়ে নিন" in desk.get(f"/desk/contacts/{head.pk}/").text
    assert f"/desk/contacts/{other.pk}/merge/" in desk.get("/desk/contacts/doubles/").text
    answer = desk.post(f"/desk/contacts/{other.pk}/merge/", {"into": head.pk}, follow=True)
    assert "মেলানো হয়েছে" in answer.text
    assert desk.get(f"/desk/contacts/{other.pk}/change/").url == f"/desk/contacts/{head.pk}/"
    # Pressed twice, or by two at once: the second finds it done.
    assert (
        desk.post(f"/desk/contacts/{other.pk}/merge/", {"into": head.pk}).url == f"/desk/contacts/{head.pk}/"
    )


def test_the_list_goes_on_where_it_stopped(desk, office):
    for n in range(60):
        Contact(
            office=office, organisation=f"দপ্তর {n % 7}", post=f"পদ {n}", since=timezone.localdate()
        ).save()
    first = HTMLParser(desk.get("/desk/contacts/").text)
    links = [each.attributes["href"] for each in first.css(".tasks a")]
    second = HTMLParser(desk.get("/desk/contacts/" + first.css_first("a[rel=next]").attributes["href"]).text)
    links += [each.attributes["href"] for each in second.css(".tasks a")]
    assert len(links) == len(set(links)) == 60
    assert second.css_first("a[rel=next]") is None


def entered_places() -> list[Place]:
    """Those that no file of the office names."""
    return list(Place.objects.exclude(slug__startswith="sample-"))


def entered() -> Place:
    (place,) = entered_places()
    return place


PLACE = {"kind": "lab", "name_bn": "নমুনা বালিকা বিদ্যালয় ল্যাব", "union": "চন্দনপাট", "eiin": "১২৭৩৪৫"}


def test_a_place_is_entered_changed_and_keeps_its_former_name(desk):
    answer = desk.post("/desk/places/add/", PLACE, follow=True)
    place = entered()
    assert (place.slug, place.eiin, place.name_en) == ("lab-1", "127345", place.name_bn)
    assert "১২৭৩৪৫" in answer.text
    desk.post(f"/desk/places/{place.pk}/change/", PLACE | {"name_bn": "নতুন নামের ল্যাব", "name_en": "New lab"})
    page = HTMLParser(desk.get(f"/desk/places/{place.pk}/").text)
    assert page.css_first("h1").text().strip() == "নতুন নামের ল্যাব"
    assert page.css_first("s").text() == "নমুনা বালিকা বিদ্যালয় ল্যাব"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": ""}, "কী ধরনের জায়গা, বেছে নিন"),
        ({"kind": "moon"}, "তালিকা থেকে"),
        ({"name_bn": ""}, "নাম, বাংলায়, লিখুন"),
        ({"eiin": "12734"}, "৬টি সংখ্যার"),
        ({"eiin": "১২৭৩৪৫৬"}, "৬টি সংখ্যার"),
    ],
)
def test_a_wrong_place_is_refused_beside_its_field(desk, given, words):
    assert words in faults(desk.post("/desk/places/add/", PLACE | given))
    assert not entered_places()


def test_a_place_stands_once_by_its_eiin(desk):
    desk.post("/desk/places/add/", PLACE)
    assert "আগে থেকেই আছে" in faults(desk.post("/desk/places/add/", PLACE | {"name_bn": "অন্য নাম"}))
    assert len(entered_places()) == 1


def test_a_closed_place_is_offered_for_nothing_new_and_named_where_it_was_chosen(
    desk, client, office, receive, service
):
    desk.post("/desk/places/add/", PLACE)
    place = entered()
    row = service("citizen-3")
    assert f'value="{place.slug}"' in client.get("/services/citizen-3/apply/").text
    answers = {"place": place.slug, "device": "computer", "fault": "চলে না", "urgency": "partly"}
    case = receive("citizen-3", now=timezone.now(), answers=answers)
    Place.objects.filter(pk=place.pk).update(closed_on=timezone.localdate() - timedelta(days=1))
    assert f'value="{place.slug}"' not in client.get("/services/citizen-3/apply/").text
    assert place.name_bn in dict(kind_of(row).facts(case)).values()
    assert "বন্ধ" in desk.get(f"/desk/places/{place.pk}/").text
    desk.post(f"/desk/places/{place.pk}/reopen/")
    assert f'value="{place.slug}"' in client.get("/services/citizen-3/apply/").text


def test_what_was_entered_on_screen_is_not_undone_by_the_offices_files(office):
    from ongikar.office_files.importing import load_place

    row = {"slug": "lab-1", "kind": "lab", "name_bn": "ফাইলের নাম", "name_en": "Of the file"}
    place = load_place(office, row)
    load_place(office, row | {"name_bn": "ফাইলের নতুন নাম"})
    place.refresh_from_db()
    assert place.name_bn == "ফাইলের নতুন নাম"
    Place.objects.filter(pk=place.pk).update(name_bn="পর্দায় লেখা", was_changed=True)
    load_place(office, row)
    place.refresh_from_db()
    assert place.name_bn == "পর্দায় লেখা"


@pytest.mark.parametrize(
    "address",
    [
        "/desk/contacts/?q=%00",
        "/desk/contacts/?after=99999999999999999999",
        "/desk/contacts/find.json?q=%25",
        "/desk/places/?after=x&kind=moon&q=%00",
        "/desk/contacts/999999/",
    ],
)
def test_an_address_that_was_typed_wrong_is_answered(desk, address):
    assert desk.get(address).status_code in (200, 404)
