"""What narrows a list is saved for a post, opened again and removed: by whoever opens the list, and of that
post alone.
"""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.faults import ActFault
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.records.filters import TYPED
from ongikar.records.models import MOST_NAME, SavedFilter
from ongikar.records.registry import LISTS
from ongikar.records.saved_filters import MOST_SAVED, read_filters, save_filter

pytestmark = pytest.mark.django_db
QUEUE, TASKS = LISTS["queue"], LISTS["tasks"]
FILTERS = "/desk/filters/queue/"


@pytest.fixture
def post(office):
    return office.posts.get(role=Post.OFFICER)


@pytest.fixture
def save(post, now):
    def saved(name="দেরি হয়েছে", of=post, desk=QUEUE, **words) -> SavedFilter:
        return save_filter(desk, of, name=name, words=words or {"tab": "late"}, now=now)

    return saved


def chips(browser, address="/desk/cases/") -> dict[str, bool]:
    """The names above a list, each with whether it is the one that is applied."""
    # What is saved counts once it is committed, and in a test nothing is.
    read_filters.cache_clear()
    page = HTMLParser(browser.get(address).content.decode())
    return {
        link.text(strip=True): link.attributes.get("aria-current") == "page"
        for link in page.css(".saved li > a")
    }


def faults(answer) -> str:
    assert answer.status_code == 422
    return HTMLParser(answer.content.decode()).css_first(".errors").text()


@pytest.mark.fast
def test_what_narrows_the_list_is_saved_opened_marked_and_removed(signed_in, karim, post):
    browser = signed_in(karim)
    form = HTMLParser(browser.get(FILTERS, {"tab": "late", "q": "রহিমা"}).content.decode())
    sent = {
        each.attributes["name"]: each.attributes["value"] for each in form.css("main form input[type=hidden]")
    }
    answer = browser.post(FILTERS, sent | {"filter_name": " দেরি  হয়েছে "})
    saved = SavedFilter.objects.get()
    assert (saved.post, saved.office, saved.of_list) == (post, post.office, "queue")
    assert (saved.name, saved.words) == ("দেরি হয়েছে", {"tab": "late", "q": "রহিমা"})
    assert chips(browser) == {"দেরি হয়েছে": False}
    assert chips(browser, answer["Location"]) == {"দেরি হয়েছে": True}
    assert chips(browser, "/desk/cases/?tab=late") == {"দেরি হয়েছে": False}
    # It is of this list alone.
    assert chips(browser, "/desk/tasks/") == {}
    assert browser.post(f"{FILTERS}{saved.pk}/remove/")["Location"] == "/desk/cases/"
    assert (chips(browser), SavedFilter.objects.count()) == ({}, 0)


def test_only_what_the_list_knows_is_kept(signed_in, karim):
    browser = signed_in(karim)
    sent = {
        "tab": "waiting",
        "service": "no-such-service",
        "desk": "upazila-ict-officer",
        "order": "last",
        "after": "9",
        "_own": "1",
        "next": "//elsewhere",
        "filter_name": "অপেক্ষায়",
    }
    assert browser.post(FILTERS, sent).status_code == 302
    words = SavedFilter.objects.get().words
    assert words == {"tab": "waiting", "desk": "upazila-ict-officer", "order": "last"}
    # A task list that is about one thing is that thing's, and no filter; nor is a state nobody knows.
    about = {"tab": "open", "subject": "case:1", "owner": "post-999999", "filter_name": "খোলা"}
    assert browser.post("/desk/filters/tasks/", about).status_code == 302
    assert SavedFilter.objects.get(of_list="tasks").words == {"tab": "open"}
    assert browser.post("/desk/filters/lectures/", {"state": "no", "filter_name": "ক"}).status_code == 422


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_name_that_cannot_be_is_refused_beside_its_field(signed_in, karim, save, root):
    save()
    browser = signed_in(karim)
    for name in ("", "   ", "ক" * (MOST_NAME + 1), "দেরি হয়েছে"):
        answer = browser.post(f"{root}{FILTERS}", {"tab": "late", "filter_name": name})
        page = HTMLParser(answer.content.decode())
        field = page.css_first("[name=filter_name]")
        assert answer.status_code == 422
        assert page.css_first(f"#{field.attributes['aria-describedby'].split()[-1]}").text(strip=True)
        assert (field.attributes.get("value") or "").strip() == name.strip()
        # What was to be saved is not lost.
        assert page.css_first("input[name=tab]").attributes["value"] == "late"
    assert SavedFilter.objects.count() == 1


def test_a_thirteenth_is_refused_and_said(signed_in, karim, save):
    for number in range(MOST_SAVED):
        save(f"নম্বর {number}")
    browser = signed_in(karim)
    sent = {"tab": "late", "filter_name": "আরেকটি"}
    assert "১২টি ফিল্টার" in faults(browser.post(FILTERS, sent))
    assert "12 saved filters" in faults(browser.post(f"/en{FILTERS}", sent))
    # Of another list there is room, and here when one is gone.
    assert browser.post("/desk/filters/tasks/", {"tab": "open", "filter_name": "খোলা"}).status_code == 302
    browser.post(f"{FILTERS}{SavedFilter.objects.earliest('pk').pk}/remove/")
    assert browser.post(FILTERS, sent).status_code == 302


def test_nothing_asked_is_nothing_to_save_and_no_number_of_a_person_is_kept(signed_in, karim):
    browser = signed_in(karim)
    assert "খোঁজার কথা" in faults(browser.post("/desk/filters/lectures/", {"filter_name": "ক"}))
    sent = {"q": "০১৭০০ ০০০০০১", "tab": "all", "filter_name": "রহিমা"}
    assert "পরিচয়পত্রের নম্বর" in faults(browser.post(FILTERS, sent))
    assert not SavedFilter.objects.exists()
    assert HTMLParser(browser.get("/desk/cases/").content.decode()).css(".saved a") == []


def test_whoever_covers_for_a_post_sees_its_own_and_chooses_for_which_it_saves(
    signed_in, shirin, office, save
):
    save()
    officer, own = office.posts.get(role=Post.OFFICER), office.posts.get(role=Post.ASSISTANT)
    browser = signed_in(shirin)
    assert chips(browser) == {}
    today = timezone.localdate()
    Holding.objects.create(user=shirin, post=officer, since=today, until=today + timedelta(days=5))
    assert list(chips(browser)) == [f"দেরি হয়েছে ({officer.title})"]
    sent = {"tab": "received", "filter_name": "নতুন"}
    assert browser.post(FILTERS, sent).status_code == 422
    assert browser.post(FILTERS, sent | {"for_post": "999999"}).status_code == 422
    assert browser.post(FILTERS, sent | {"for_post": str(own.pk)}).status_code == 302
    assert SavedFilter.objects.get(name="নতুন").post == own


def test_nobody_saves_or_removes_for_a_post_that_is_not_theirs(signed_in, karim, shirin, save, office):
    saved = save()
    browser = signed_in(shirin)
    assert browser.post(f"{FILTERS}{saved.pk}/remove/").status_code == 404
    # Nor by the name of another list.
    assert signed_in(karim).post(f"/desk/filters/tasks/{saved.pk}/remove/").status_code == 404
    assert signed_in(karim).get("/desk/filters/no-such-list/").status_code == 404
    stranger = User.objects.create_user("stranger")
    elsewhere = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="1234")
    far = Post.objects.create(
        office=elsewhere, slug="far", title_bn="দূরের", title_en="Far", role=Post.OFFICER
    )
    Holding.objects.create(user=stranger, post=far, since="2026-01-01")
    browser = signed_in(stranger)
    assert browser.post(FILTERS, {"tab": "late", "filter_name": "ক"}).status_code == 403
    assert browser.post(f"{FILTERS}{saved.pk}/remove/").status_code == 403
    assert list(SavedFilter.objects.all()) == [saved]


def test_a_value_that_is_no_more_breaks_nothing_and_is_said(signed_in, karim, save):
    save("পুরোনো সেবা", service="no-such-service", tab="late")
    browser = signed_in(karim)
    gone = "/desk/cases/?service=no-such-service&tab=late"
    assert chips(browser, gone) == {"পুরোনো সেবা": True}
    assert "আর এই তালিকায় নেই" in browser.get(gone).content.decode()
    save("পুরোনো অবস্থা", desk=LISTS["lectures"], state="no-such-state")
    assert browser.get("/desk/lectures/?state=no-such-state").status_code == 200


def test_no_list_is_without_it_and_each_is_read_by_its_own_rule(signed_in, karim, save, office):
    """Every list that a person may open, by the name of its address; no list says anything for it."""
    browser = signed_in(karim)
    for names, desk in LISTS.items():
        address = reverse("filters", args=[names])
        expected = browser.get(desk.list_url).status_code
        assert browser.get(address).status_code == expected, names
        words = {TYPED: "ক"} if desk.has_search else {}
        for each in desk.list_filter:
            if choices := list(each.choices(office)):
                words[each.name] = choices[-1][0]
        if expected != 200 or not words:
            continue
        assert browser.post(address, words | {"filter_name": "এটি"}).status_code == 302, names
        saved = SavedFilter.objects.get(of_list=names)
        assert chips(browser, f"{desk.list_url}?{urlencode(saved.words)}") == {"এটি": True}, names


def test_the_database_refuses_a_name_twice(save):
    saved = save()
    with pytest.raises(ActFault, match="This name is taken"):
        save()
    assert list(SavedFilter.objects.all()) == [saved]
