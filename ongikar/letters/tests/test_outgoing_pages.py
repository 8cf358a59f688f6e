"""The pages of a letter that goes out: written, initialled, signed, issued, sent; and what each refuses."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.kinds import DRAFTED, template_of
from ongikar.letters.transitions import CANCELLED, DRAFT, INITIALLED, ISSUED, SIGNED
from ongikar.offices.models import Post
from ongikar.people.models import Contact

from .outgoing import KARIM, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def assistant(client, shirin):
    client.force_login(shirin, backend="ongikar.people.sign_in.StaffBackend")
    return client


@pytest.fixture
def officer(karim):
    from django.test import Client

    browser = Client()
    browser.force_login(karim, backend="ongikar.people.sign_in.StaffBackend")
    return browser


def form_of(office, **changed):
    signer = Post.objects.filter(office=office, role=Post.OFFICER).first()
    form = {
        "token": "abc",
        "rows": "3",
        "kind": "official",
        "language": "bn",
        "subject_line": "প্রজেক্টরের তালিকা",
        "source": "",
        "body": "তালিকা সঙ্গে দেওয়া হলো।\n\nধন্যবাদ।",
        "file": "",
        "signer": str(signer.pk),
        "remind_after": "১০",
        "paper_titles": "তালিকা, ১ পাতা",
    }
    rows = [
        {"role": "to", "name": "উপজেলা নির্বাহী অফিসার", "address": "রংপুর সদর", "email": "", "channel": "hand"},
        {"role": "copy", "name": "", "address": "", "email": "", "channel": ""},
        {"role": "copy", "name": "", "address": "", "email": "", "channel": ""},
    ]
    for place, row in enumerate(rows):
        form |= {f"r{place}-{name}": value for name, value in row.items()}
    return form | changed


@pytest.mark.fast
def test_a_letter_goes_from_the_draft_to_the_dispatch(assistant, officer, office):
    assert "সরকারি পত্র" in assistant.get("/desk/letters/out/new/").content.decode()
    answer = assistant.post("/desk/letters/out/new/", form_of(office))
    letter = Letter.objects.get()
    assert answer["Location"] == f"/desk/letters/out/{letter.pk}/"
    assert (letter.state, letter.remind_after, letter.enclosures.get().title) == (DRAFT, 10, "তালিকা, ১ পাতা")
    assert assistant.post(f"/desk/letters/out/{letter.pk}/initial/").status_code == 302
    page = officer.get(f"/desk/letters/out/{letter.pk}/").content.decode()
    assert "এখন আপনার স্বাক্ষর" in page
    assert "(জারির সময় বসবে)" in page
    officer.post(f"/desk/letters/out/{letter.pk}/sign/")
    assert Letter.objects.get().state == SIGNED
    officer.post(f"/desk/letters/out/{letter.pk}/issue/", {})
    letter = Letter.objects.get()
    assert (letter.state, letter.memo_number) == (ISSUED, "8549.2627.0001")
    assert "পাঠানো বাকি" in assistant.get("/desk/letters/out/").content.decode()
    to = letter.recipients.get()
    sent = {"channel": "hand", "taken_by": "সিএ", "reference": "", "token": "pressed"}
    assistant.post(f"/desk/letters/out/{letter.pk}/dispatch/{to.pk}/", sent)
    assert Dispatch.objects.get().book_serial == 1
    page = assistant.get(f"/desk/letters/out/{letter.pk}/").content.decode()
    assert "পিয়ন বই ১" in page
    assert "৮৫৪৯.২৬২৭.০০০১" in page
    assert assistant.get(f"/desk/letters/out/{letter.pk}/letter.pdf").content.startswith(b"%PDF-")
    assert assistant.get(f"/desk/letters/out/{letter.pk}/letter.docx").content.startswith(b"PK")


def test_one_press_signs_and_issues(officer, office, now):
    letter = begin(office, now, actor=KARIM)
    officer.post(f"/desk/letters/out/{letter.pk}/sign/", {"issue": "1"})
    assert Letter.objects.get().state == ISSUED
    assert "(বাদ)" in officer.get(f"/desk/letters/out/{letter.pk}/").content.decode()


def test_issue_pressed_again_tells_the_same_number(officer, office, now):
    letter = begin(office, now)
    actions.sign(letter, actor=KARIM, now=now)
    officer.post(f"/desk/letters/out/{letter.pk}/issue/", {})
    again = officer.post(f"/desk/letters/out/{letter.pk}/issue/", {}, follow=True)
    assert "জারি হয়েছে। স্মারক ৮৫৪৯.২৬২৭.০০০১" in again.content.decode()
    assert letter.acts.filter(name="issue").count() == 1


def test_an_assistant_neither_signs_nor_returns(assistant, office, now):
    letter = begin(office, now)
    assert assistant.post(f"/desk/letters/out/{letter.pk}/sign/").status_code == 403
    assert assistant.get(f"/desk/letters/out/{letter.pk}/return/").status_code == 403
    assert Letter.objects.get().state == DRAFT
    assert "এখন আপনার স্বাক্ষর" not in assistant.get(f"/desk/letters/out/{letter.pk}/").content.decode()


def test_an_assistant_initials_only_what_they_drafted(assistant, office, now):
    officer_post = Post.objects.filter(office=office, role=Post.OFFICER).first()
    letter = begin(office, now, drafter=officer_post, actor=KARIM)
    assistant.post(f"/desk/letters/out/{letter.pk}/initial/")
    assert Letter.objects.get().state == DRAFT


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"subject_line": ""}, "subject_line", "বিষয়, লিখুন"),
        ({"body": "জানানো যাচ্ছে যে, …"}, "body", "রয়ে গেছে"),
        ({"body": ""}, "body", "চিঠির লেখা দিন"),
        ({"r0-name": ""}, "r0-name", "কাকে পাঠাবেন, লিখুন"),
        ({"r0-email": "no address"}, "r0-email", "ই-মেইল ঠিকানাটি ঠিক নয়"),
        ({"r0-channel": "email"}, "r0-email", "ই-মেইল ঠিকানা লিখুন"),
        ({"remind_after": "0"}, "remind_after", "থেকে"),
        ({"file": "12.34"}, "file", "নথি"),
        ({"signer": "999"}, "signer", ""),
    ],
)
def test_what_is_at_fault_is_said_beside_its_field_and_nothing_is_lost(
    assistant, office, changed, field, words
):
    answer = assistant.post("/desk/letters/out/new/", form_of(office, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'id="id_{field}-e"' in page or f'href="#id_{field}"' in page
    assert not Letter.objects.exists()
    if "body" not in changed:
        assert "তালিকা সঙ্গে দেওয়া হলো।" in page


def test_more_rows_lose_nothing_that_was_typed(assistant, office):
    page = assistant.post("/desk/letters/out/new/", form_of(office, subject_line="", more="1"))
    html = page.content.decode()
    assert page.status_code == 200
    assert 'name="r5-name"' in html
    assert "উপজেলা নির্বাহী অফিসার" in html
    assert "বিষয়, লিখুন" not in html


def test_a_name_of_the_book_of_addresses_brings_its_e_mail(assistant, office, now):
    contact = Contact(
        office=office,
        post="সহকারী কমিশনার",
        organisation="ভূমি অফিস",
        email="ac@example.gov.bd",
        since=now.date(),
    )
    contact.search = contact.search_words()
    contact.save()
    named = {"r0-name": "সহকারী কমিশনার, ভূমি অফিস", "r0-channel": "email", "r0-email": ""}
    assistant.post("/desk/letters/out/new/", form_of(office, **named))
    recipient = Letter.objects.get().recipients.get()
    assert (recipient.contact_id, recipient.email) == (contact.pk, "ac@example.gov.bd")


def test_a_form_sent_twice_is_one_letter(assistant, office):
    for _ in range(2):
        assistant.post("/desk/letters/out/new/", form_of(office))
    assert Letter.objects.count() == 1


def test_a_changed_draft_is_a_new_version_and_both_are_read(assistant, office):
    assistant.post("/desk/letters/out/new/", form_of(office))
    letter = Letter.objects.get()
    page = assistant.get(f"/desk/letters/out/{letter.pk}/edit/").content.decode()
    assert "তালিকা সঙ্গে দেওয়া হলো।" in page
    drop = str(letter.enclosures.get().pk)
    changed = form_of(office, body="নতুন কথা।", paper_titles="", drop=drop, token="x")
    assistant.post(f"/desk/letters/out/{letter.pk}/edit/", changed)
    assert not letter.enclosures.exists()
    versions = assistant.get(f"/desk/letters/out/{letter.pk}/versions/").content.decode()
    assert "নতুন কথা।" in versions
    assert "তালিকা সঙ্গে দেওয়া হলো।" in versions


def test_it_is_returned_and_cancelled_with_a_reason(officer, office, now):
    letter = begin(office, now)
    assert officer.post(f"/desk/letters/out/{letter.pk}/return/", {"reason": ""}).status_code == 422
    officer.post(f"/desk/letters/out/{letter.pk}/return/", {"reason": "তারিখ ভুল"})
    assert "তারিখ ভুল" in officer.get(f"/desk/letters/out/{letter.pk}/").content.decode()
    officer.post(f"/desk/letters/out/{letter.pk}/cancel/", {"reason": "আর লাগবে না"})
    assert Letter.objects.get().state == CANCELLED


def test_in_dnothi_their_number_is_asked_for(officer, office, now):
    letter = begin(office, now)
    actions.sign(letter, actor=KARIM, now=now)
    page = officer.post(f"/desk/letters/out/{letter.pk}/issue/", {"dnothi": "on", "dnothi_number": ""})
    assert (page.status_code, "ডি-নথির নম্বরটি লিখুন" in page.content.decode()) == (422, True)
    officer.post(f"/desk/letters/out/{letter.pk}/issue/", {"dnothi": "on", "dnothi_number": "০৫.৪৭-১১"})
    assert Letter.objects.get().memo_number == "০৫.৪৭-১১"


def test_e_mail_without_an_address_is_refused_beside_its_field(assistant, office, now):
    letter = begin(office, now)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    uno = letter.recipients.first()
    page = assistant.post(
        f"/desk/letters/out/{letter.pk}/dispatch/{uno.pk}/", {"channel": "email", "token": "x"}
    )
    assert page.status_code == 422
    assert "ই-মেইল ঠিকানা নেই" in page.content.decode()


def test_an_initialled_letter_stands_on_the_officers_list(officer, office, now):
    letter = begin(office, now)
    actions.initial(letter, actor=("user", 2), now=now)
    assert Letter.objects.get().state == INITIALLED
    page = officer.get("/desk/letters/out/").content.decode()
    assert re.search("আপনার স্বাক্ষর ও জারি বাকি: ১", page)


def test_another_offices_letter_is_unknown(officer):
    assert officer.get("/desk/letters/out/99999/").status_code == 404


@pytest.mark.parametrize("page", ["new/?answers=999", "new/?answers=x", "new/?replaces=-1"])
def test_an_answer_to_nothing_is_unknown(officer, page):
    assert officer.get(f"/desk/letters/out/{page}").status_code == 404


def test_today_says_how_many_wait_to_be_signed_and_to_be_sent(officer, office, now):
    actions.initial(begin(office, now), actor=KARIM, now=now)
    actions.sign_and_issue(begin(office, now), actor=KARIM, now=now)
    page = officer.get("/desk/today/").content.decode()
    assert "চিঠি: স্বাক্ষর ও জারি বাকি" in page
    assert "চিঠি: জারি হয়েছে, পাঠানো বাকি" in page
    assert "চিঠির খসড়া" not in page


def test_whoever_takes_over_signs_what_lay_on_the_post(office, now):
    from ongikar.letters.declarations import LETTERS_OUT_CHARGE

    letter = begin(office, now)
    old, new = letter.signer, letter.drafter
    assert LETTERS_OUT_CHARGE.count(old) == 1
    assert letter.subject_line in LETTERS_OUT_CHARGE.lines(old, 10)[0].title
    assert LETTERS_OUT_CHARGE.transfer(old, to=new, reason="বদলি", actor=KARIM, now=now) == 1
    moved = Letter.objects.get(pk=letter.pk)
    assert (moved.signer_id, moved.state) == (new.pk, DRAFT)
    assert moved.acts.last().words == "বদলি"


def test_the_address_of_a_letter_in_place_of_another_brings_its_words(assistant, office, now):
    old = begin(office, now)
    actions.sign_and_issue(old, actor=KARIM, now=now)
    page = assistant.get(f"/desk/letters/out/new/?replaces={old.pk}").content.decode()
    assert "তালিকা সঙ্গে দেওয়া হলো।" in page
    assert "উপজেলা নির্বাহী অফিসার" in page
    assistant.post(f"/desk/letters/out/new/?replaces={old.pk}", form_of(office))
    assert Letter.objects.order_by("-id").first().replaces_id == old.pk


def test_a_dispatch_and_a_new_version_pressed_twice_are_done_once(assistant, office, now):
    letter = begin(office, now)
    form = form_of(office, body="নতুন কথা।", token="pressed twice")
    for _ in range(2):
        assistant.post(f"/desk/letters/out/{letter.pk}/edit/", form)
    assert letter.texts.count() == 2
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    to = letter.recipients.first()
    for _ in range(2):
        assistant.post(
            f"/desk/letters/out/{letter.pk}/dispatch/{to.pk}/",
            {"channel": "hand", "carried_by": "পিয়ন", "token": "once"},
        )
    assert Dispatch.objects.count() == 1


def test_a_letter_sent_from_eight_pages_leaves_once_and_again_only_on_purpose(assistant, office, now):
    letter = begin(office, now)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    to = letter.recipients.first()
    way = f"/desk/letters/out/{letter.pk}/dispatch/{to.pk}/"
    pages = [hidden_of(assistant.get(way)) for _ in range(8)]
    assert len({page["submission" if "submission" in page else "token"] for page in pages}) == 8
    for root, told in (("", "আর পাঠানো হয়নি"), ("/en", "not sent a second time")):
        for page in pages:
            answer = assistant.post(root + way, page | {"channel": "hand", "carried_by": "পিয়ন"}, follow=True)
            # The first page, sent once more, is answered with what it did.
            assert (told in answer.text) == (page != pages[0])
    assert Dispatch.objects.get().book_serial == 1
    again = assistant.get(way)
    assert "চিঠিটি আবার পাঠান" in again.text
    assistant.post(way, hidden_of(again) | {"channel": "hand", "carried_by": "পিয়ন"})
    assert [sent.book_serial for sent in Dispatch.objects.order_by("id")] == [1, 2]


def hidden_of(page) -> dict[str, str]:
    """The hidden fields of the page's form, as a browser would send them."""
    fields = HTMLParser(page.text).css("main form input[type=hidden]")
    return {field.attributes["name"]: field.attributes.get("value") or "" for field in fields}


def test_each_kind_of_letter_begins_with_its_own_text_in_either_language(assistant):
    # Of the twelve kinds of instruction 136 an upazila issues no resolution and no gazette notification.
    assert len(DRAFTED) == 10
    for kind in DRAFTED:
        texts = {tongue: template_of(kind, tongue) for tongue in ("bn", "en")}
        assert len(set(texts.values())) == 2
        for tongue, text in texts.items():
            root = "/en" if tongue == "en" else ""
            page = HTMLParser(assistant.get(f"{root}/desk/letters/out/new/", {"kind": kind}).text)
            assert page.css_first("textarea[name=body]").text().strip() == text.strip(), kind
