"""The pages of a purchase lead from what is wanted to the letter; what is typed wrong is said beside its
field and nothing of it is lost.
"""

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from PIL import Image

from ongikar.cases import actions as case_actions
from ongikar.core.i18n.say import override_language
from ongikar.delivery.procurement.books import REGISTER
from ongikar.delivery.procurement.desk import DESK
from ongikar.delivery.procurement.models import BidderChange, Purchase, Quotation, QuotationLine, SpecItem
from ongikar.letters.models import Letter
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .test_purchases import ADVICE, ANSWERS, CODE, judge, quote

pytestmark = pytest.mark.django_db
TOKEN = "a token that is long enough"


@pytest.fixture
def purchase(receive, now, client, karim, settings, time_machine):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    return Purchase.objects.select_related("office", "case").get(case=receive(CODE, answers=ANSWERS, now=now))


@pytest.fixture
def page(purchase):
    return f"/desk/purchases/{purchase.pk}/"


@pytest.fixture
def specified(purchase, client, page):
    assert client.post(f"{page}specify/").status_code == 302
    return purchase


def quotation(purchase, **changed):
    first, second = purchase.lines.all()
    return {
        "bidder": "নমুনা ট্রেডার্স",
        "quoted_on": "২০/১১/২০২৬",
        "currency": "BDT",
        "taxes": "with",
        f"price-{first.pk}": "৬১,৫০০.৫০",
        f"none-{second.pk}": "on",
        "token": TOKEN,
    } | changed


def shown(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_one_press_takes_what_the_library_has_and_the_line_shows_its_conditions(purchase, client, page):
    assert "ভান্ডারের বিনির্দেশ নিন" in shown(client.get(page))
    assert client.post(f"{page}specify/").status_code == 302
    assert {line.version.item.key for line in purchase.lines.all()} == {"desktop", "printer"}
    line = purchase.lines.first()
    assert "কমপক্ষে ১৬ GB" in shown(client.get(f"{page}lines/{line.pk}/"))
    assert "at least 16 GB" in shown(client.get(f"/en{page}lines/{line.pk}/"))
    assert "Give the advice" in shown(client.get(f"/en{page}"))


def test_conditions_are_changed_for_one_purchase_and_a_makers_name_is_refused_beside_its_reason(
    specified, client, page
):
    line = specified.lines.first()
    address = f"{page}lines/{line.pk}/clauses/"
    form = client.get(address).context["form"]
    sent = {name: field.initial or "" for name, field in form.fields.items()}
    sent = {name: "on" if value is True else value for name, value in sent.items() if value is not False}
    refused = client.post(address, sent | {"value-0": "১২", "bn-1": "Dell প্রসেসর"})
    assert "নির্মাতার নাম আছে (Dell)" in shown(refused, 422)
    assert "reason-1" in refused.context["form"].errors
    assert client.post(address, sent | {"value-0": "১২"}).status_code == 302
    line.refresh_from_db()
    assert (line.version.terms[0].value, line.version.purchase_id) == ("12", specified.pk)
    # The next version keeps the names of its conditions: what is said of them is found under these.
    assert [each.key for each in line.version.terms[:3]] == ["cores", "year", "memory"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "দর লিখুন; দর না দিয়ে থাকলে"),
        ("0", "০ কোনো দর নয়"),
        ("-৫০০", "০-এর কম হয় না"),
        ("১,৫", "দর সংখ্যায় লিখুন"),
        ("ষাট হাজার", "দর সংখ্যায় লিখুন"),
        ("1.005", "পয়সা দুই ঘর"),
    ],
)
def test_what_is_no_price_is_said_beside_it_and_nothing_is_entered(specified, client, page, typed, words):
    first = specified.lines.first()
    sent = quotation(specified, **{f"price-{first.pk}": typed})
    answer = client.post(f"{page}quotations/", sent)
    assert words in shown(answer, 422)
    assert list(answer.context["form"].errors) == [f"price-{first.pk}"]
    assert "নমুনা ট্রেডার্স" in answer.content.decode()
    assert not Quotation.objects.exists()


def test_mixed_bases_and_a_price_beside_not_quoted_are_refused(specified, client, page):
    first = specified.lines.first()
    for changed, field in (
        ({"currency": "USD"}, "currency"),
        ({"taxes": "without"}, "taxes"),
        ({"quoted_on": "2026-12-30"}, "quoted_on"),
        ({f"none-{first.pk}": "on"}, f"price-{first.pk}"),
        ({"taxes": ""}, "taxes"),
    ):
        answer = client.post(f"{page}quotations/", quotation(specified, **changed))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert "cannot be compared" in shown(
        client.post(f"/en{page}quotations/", quotation(specified, currency="USD")), 422
    )


def test_a_quotation_with_its_scan_is_judged_clause_by_clause(specified, client, page):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    scan = SimpleUploadedFile("q.png", drawn.getvalue(), "image/png")
    for _ in range(2):
        assert client.post(f"{page}quotations/", quotation(specified) | {"paper": scan}).status_code == 302
        scan.seek(0)
    made = Quotation.objects.get()
    assert client.get(f"/papers/{made.paper_id}/", follow=True).status_code == 200
    offer = made.lines.get(price__isnull=False)
    assert offer.price == 6_150_050
    compared = shown(client.get(f"{page}comparison/"))
    assert "৬১,৫০০.৫০" in compared
    assert "যাচাই বাকি" in compared
    address = f"{page}offers/{offer.pk}/"
    assert client.post(address, {"clause-cores": "yes", "clause-memory": "no"}).status_code == 302
    assert "শর্ত মানে না" in shown(client.get(f"{page}comparison/"))
    assert client.post(address, {"all": "yes"}).status_code == 302
    assert set(QuotationLine.objects.get(pk=offer.pk).answers.values()) == {"yes"}
    not_quoted = made.lines.get(price__isnull=True)
    assert client.get(f"{page}offers/{not_quoted.pk}/").status_code == 404
    assert client.post(f"{page}quotations/{made.pk}/strike/", {"reason": "ভুল"}).status_code == 302
    assert "ভুল" in shown(client.get(page))


def test_who_quoted_is_put_right_and_what_stood_there_stays_crossed_out(specified, client, page):
    for name in ("নমুনা ট্রেডারস", "অন্য স্টোর"):
        client.post(f"{page}quotations/", quotation(specified, bidder=name, token=f"{TOKEN} {len(name)}"))
    wrong, other = Quotation.objects.order_by("position")
    address = f"{page}quotations/{wrong.pk}/bidder/"
    assert "নমুনা ট্রেডারস" in shown(client.get(address))
    sent = {"bidder": "নমুনা  ট্রেডার্স", "address": "রংপুর", "number": "", "words": "ট্রেড লাইসেন্স দেখিয়ে"}
    assert "কে বলেছেন, কী দেখে, লিখুন" in shown(client.post(address, sent | {"words": ""}), 422)
    assert "এই নামে আরেকটি দর আছে" in shown(client.post(address, sent | {"bidder": "অন্য স্টোর"}), 422)
    assert not BidderChange.objects.exists()
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    told = {change.field: (change.old, change.new) for change in BidderChange.objects.all()}
    assert told == {"bidder": ("নমুনা ট্রেডারস", "নমুনা ট্রেডার্স"), "address": ("", "রংপুর")}
    seen = shown(client.get(page))
    assert "</span>নমুনা ট্রেডারস</s>" in seen
    # Once the purchase has been kept long enough, no name is left anywhere.
    forget_people(specified)
    assert not BidderChange.objects.exclude(old="", new="", words=GONE).exists()
    assert "আর নেই" in shown(client.post(address, sent), 422)
    assert Quotation.objects.get(pk=other.pk).bidder == GONE


def test_prices_seen_stand_beside_the_item_with_their_source_and_day(specified, client, page):
    line = specified.lines.first()
    sent = {
        "source": "নমুনা মার্কেট",
        "seen_on": "2026-11-20",
        "amount": "৫৯,০০০",
        "currency": "BDT",
        "taxes": "with",
        "token": TOKEN,
    }
    address = f"{page}lines/{line.pk}/prices/"
    assert client.post(address, sent | {"currency": "USD"}).context["form"].errors.keys() == {"currency"}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    note = line.price_notes.get()
    assert "৫৯,০০০" in shown(client.get(page))
    assert "নমুনা মার্কেট" in shown(client.get(f"{page}lines/{line.pk}/"))
    assert client.get(f"{page}basis/").status_code == 200
    refused = client.post(f"{page}basis/", {"currency": "USD", "taxes": "with"})
    assert "আর বদলায় না" in shown(refused, 422)
    assert client.post(f"{page}prices/{note.pk}/strike/", {"reason": "পুরোনো"}).status_code == 302
    assert client.post(f"{page}basis/", {"currency": "USD", "taxes": "with"}).status_code == 302
    # Of whoever quoted and was asked for a price both are shown as held, also what was struck.
    again = quotation(specified, bidder=note.source, currency="USD", token=f"{TOKEN} again")
    client.post(f"{page}quotations/", again)
    held = shown(client.get(f"{page}quotations/{Quotation.objects.get().pk}/bidder/"))
    assert "এঁর বলা বাজারদর" in held
    assert "পুরোনো" in held


def test_an_item_is_added_put_right_and_struck(purchase, client, page):
    assert client.post(f"{page}lines/", {"name": "রাউটার", "quantity": "০"}).status_code == 422
    for _ in range(2):
        assert client.post(f"{page}lines/", {"name": "রাউটার", "quantity": "২"}).status_code == 302
    line = purchase.lines.get(name="রাউটার")
    assert client.post(f"{page}lines/{line.pk}/change/", {"name": "রাউটার", "quantity": "৪"}).status_code == 302
    assert client.post(f"{page}lines/{line.pk}/library/", {"item": ""}).status_code == 422
    assert client.post(f"{page}lines/{line.pk}/library/", {"item": "router"}).status_code == 302
    assert client.post(f"{page}lines/{line.pk}/strike/", {"reason": "আছে"}).status_code == 302
    assert client.get(f"{page}lines/{line.pk}/library/").status_code == 302
    line.refresh_from_db()
    assert (line.quantity, line.is_struck) == (4, True)


def test_the_library_grows_by_versions_and_items(purchase, client, office):
    assert "ল্যাপটপ" in shown(client.get("/desk/specifications/"))
    assert client.get("/desk/specifications/nothing/").status_code == 404
    address = "/desk/specifications/scanner/"
    assert "at least 600 dpi" in shown(client.get(f"/en{address}"))
    form = client.get(f"{address}write/").context["form"]
    sent = {name: field.initial or "" for name, field in form.fields.items()}
    sent = {name: "on" if value is True else value for name, value in sent.items() if value is not False}
    assert client.post(f"{address}write/", sent | {"value-1": "অনেক"}).status_code == 422
    assert client.post(f"{address}write/", sent | {"value-1": "1200", "note": "নথি"}).status_code == 302
    item = SpecItem.objects.get(key="scanner")
    assert [version.source for version in item.versions.all()] == ["program", "office"]
    own = {"name_bn": "টোনার", "bn-0": "পাতা", "operator-0": "at_least", "value-0": "৩০০০"}
    assert client.post("/desk/specifications/new/", {"name_bn": "টোনার"}).status_code == 422
    made = client.post("/desk/specifications/new/", own)
    assert "৩০০০" in shown(client.get(made.url))


def test_the_advice_goes_out_with_its_documents_and_later_quotations_by_a_letter(
    specified, client, page, karim, now, settings
):
    for prefix in ("", "/en"):
        printed = pypdfium2.PdfDocument(client.get(f"{prefix}{page}specification.pdf").content)[0]
        assert "16 GB" in printed.get_textpage().get_text_range() or prefix == ""
    assert client.get(f"{page}comparison.pdf").status_code == 404
    actor = ("user", karim.pk)
    case_actions.keep(specified.case, outcome=ADVICE, actor=actor, now=now)
    assert "পরামর্শ দেওয়া হয়েছে" in shown(client.get(page))
    later = quote(specified, actor, now, "নমুনা কম্পিউটার্স", 6_050_050, 1_800_000)
    refused = client.post(f"{page}letter/")
    assert refused.url == f"{page}comparison/"
    judge(later, actor, now)
    assert "চিঠির খসড়া করুন" in shown(client.get(f"{page}comparison/"))
    first, second = client.post(f"{page}letter/"), client.post(f"{page}letter/")
    assert first.url == second.url
    letter = Letter.objects.of_subject(specified.reference).get()
    assert "সর্বনিম্ন ৬০,৫০০.৫০ (নমুনা কম্পিউটার্স)" in letter.texts.get().body
    assert letter.enclosures.get().title.startswith("দরের তুলনামূলক বিবরণী")
    pdf = client.get(f"{page}comparison.pdf").content
    assert len(pypdfium2.PdfDocument(pdf)) == 1


def test_the_officer_finds_the_purchase_from_its_case_and_whoever_asked_sees_no_price(
    specified, client, page, karim, now
):
    quote(specified, ("user", karim.pk), now, "নমুনা কম্পিউটার্স", 6_050_050, 1_800_000)
    assert page in shown(client.get(f"/desk/cases/{specified.case.number}/"))
    template, facts = DESK.tracked_part(None, specified.case, now)
    with override_language("en"):
        told = render_to_string(template, facts)
    assert told.count("specification settled") == 2
    assert "নমুনা কম্পিউটার্স" not in told
    assert "60,500" not in told


def test_the_register_has_its_columns_and_a_struck_line(specified, office, karim, now, receive):
    quote(specified, ("user", karim.pk), now, "নমুনা কম্পিউটার্স", 6_050_050, 1_800_000)
    other = receive(CODE, answers=ANSWERS | {"items": "রাউটার"}, now=now)
    case_actions.refuse(other, reason="পুরোনো", actor=("user", karim.pk), now=now)
    for tongue, method in (("bn", "কোটেশন"), ("en", "Request for quotation")):
        with override_language(tongue):
            [line, refused] = list(REGISTER.rows(office, 2026))
            assert method in line.texts
            assert refused.struck
    assert "ডেস্কটপ কম্পিউটার × ৩; লেজার প্রিন্টার × ১" in line.texts
    assert "2/2" in line.texts
