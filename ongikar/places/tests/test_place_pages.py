"""The pages of places, devices, stocktakes and labels, as the staff and the public see them."""

import re
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.offices.models import Place
from ongikar.places.models import Device, Stocktake
from ongikar.tasks.actions import give_task

from .conftest import SUNDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(karim):
    client = Client()
    client.force_login(karim)
    return client


def shown(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_of_a_lab_counts_its_devices_and_says_what_is_next(desk, lab, device_at, say_of):
    first = device_at(lab, name="ডেস্কটপ ১", maker="Dell")
    broken = device_at(lab, name="ডেস্কটপ ২")
    gone = device_at(lab, "ups")
    say_of(first, "seen", 5)
    for day in (3, 19):
        say_of(broken, "fault", day, words="চালু হয় না")
        if day == 3:
            say_of(broken, "repaired", 4)
    say_of(gone, "missing", 20)
    page = desk.get(reverse("place", args=[lab.pk]))
    text = shown(page)
    assert "৩ যন্ত্র" in text
    assert "১ চালু" in text
    assert "১৯ নভেম্বর থেকে: চালু হয় না" in text
    assert "এক বছরে ২ বার নষ্ট" in text
    assert reverse("device_act", args=[broken.number, "repaired"]) in page.content.decode()
    assert reverse("device_act", args=[gone.number, "found"]) in page.content.decode()
    only = shown(desk.get(reverse("place", args=[lab.pk]), {"state": "missing"}))
    assert "ডেস্কটপ ১" not in only.split("ইতিহাস")[0]


def test_the_list_of_places_says_how_many_devices_each_has_and_what_is_wrong(
    desk, lab, centre, device_at, say_of
):
    broken = device_at(lab)
    device_at(lab, "ups")
    say_of(broken, "fault", 20, words="চালু হয় না")
    answer = desk.get(reverse("places"))
    text = shown(answer)
    assert "২টি যন্ত্র · ১টি নষ্ট" in text
    assert text.count("টি যন্ত্র") == 1
    # One works and one is faulty: two parts of one length, and not of one height.
    (bar,) = HTMLParser(answer.content.decode()).css("svg.chart")
    works, faulty = bar.css("rect")
    assert (works.attributes["class"], faulty.attributes["class"]) == ("ok", "no")
    assert works.attributes["width"] == faulty.attributes["width"]
    assert works.attributes["height"] != faulty.attributes["height"]


def test_a_place_with_more_devices_than_a_page_goes_on(desk, lab, device_at, monkeypatch):
    monkeypatch.setattr("ongikar.places.place_views.DEVICES", 2)
    for kind in ("laptop", "desktop", "ups"):
        device_at(lab, kind)
    first = desk.get(reverse("place", args=[lab.pk])).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    rest = shown(desk.get(following[1]))
    assert "ইউপিএস" in rest.split("ইতিহাস")[0]
    assert "ল্যাপটপ" not in rest.split("ইতিহাস")[0]


def test_devices_are_registered_on_screen_one_with_a_serial_or_several_alike(desk, lab):
    path = reverse("device_add", args=[lab.pk])
    sent = {"kind": "desktop", "on": "2026-01-05", "token": "pressed", "how_many": "3", "maker": "HP"}
    refused = desk.post(path, sent | {"serial_no": "5CD123"})
    assert refused.status_code == 422
    assert "একটি সিরিয়াল একটি যন্ত্রের" in shown(refused)
    assert not Device.objects.exists()
    desk.post(path, sent)
    desk.post(path, sent)
    assert Device.objects.at(lab).count() == 3
    desk.post(path, sent | {"token": "again", "how_many": "", "serial_no": "5CD123"})
    doubled = desk.post(path, sent | {"token": "more", "how_many": "", "serial_no": "5cd-123"})
    assert doubled.status_code == 422
    assert "ল-০০০৪" in shown(doubled)


def test_a_fault_that_is_entered_stands_in_the_history_and_changes_the_state(desk, lab, device_at):
    device = device_at(lab)
    path = reverse("device_act", args=[device.number, "fault"])
    assert desk.post(path, {"on": "2026-11-20", "words": "", "token": "a"}).status_code == 422
    assert desk.post(path, {"on": "2099-11-20", "words": "ধোঁয়া", "token": "a"}).status_code == 422
    desk.post(path, {"on": "2026-11-20", "words": "ধোঁয়া বের হয়", "token": "a"})
    device.refresh_from_db()
    assert device.state == "faulty"
    text = shown(desk.get(reverse("device", args=[device.number])))
    assert "ধোঁয়া বের হয়" in text
    # An old page is sent once more: nothing is entered twice, and nobody is told of a fault of ours.
    assert desk.post(path, {"on": "2026-11-20", "words": "ধোঁয়া", "token": "a"}).status_code == 302
    assert device.facts.count() == 2


def test_a_device_is_moved_to_an_open_place_and_condemned_with_a_reason(desk, lab, centre, device_at):
    device = device_at(lab)
    path = reverse("device_act", args=[device.number, "moved"])
    assert desk.post(path, {"on": "2026-11-20", "place": "", "token": "a"}).status_code == 422
    assert desk.post(path, {"on": "2026-11-20", "place": "999999", "token": "a"}).status_code == 422
    desk.post(path, {"on": "2026-11-20", "place": str(centre.pk), "token": "a"})
    device.refresh_from_db()
    assert device.place == centre
    assert "সরানো হয়েছে" in shown(desk.get(reverse("place", args=[lab.pk])))
    path = reverse("device_act", args=[device.number, "condemned"])
    assert desk.post(path, {"on": "2026-11-21", "words": "পুড়ে গেছে", "token": "b"}).status_code == 422
    desk.post(path, {"on": "2026-11-21", "words": "পুড়ে গেছে", "sure": "on", "token": "b"})
    device.refresh_from_db()
    assert device.state == "condemned"
    assert "যন্ত্র: ০" in shown(desk.get(reverse("place", args=[centre.pk])))


def test_a_position_is_kept_to_the_metre_and_nought_is_refused(desk, lab):
    path = reverse("place_change", args=[lab.pk])
    known = {"kind": "lab", "name_bn": lab.name_bn, "name_en": lab.name_en}
    assert desk.post(path, known | {"position": "0, 0"}).status_code == 422
    desk.post(path, known | {"position": "২৫.৭৪৩৯, ৮৯.২৭৫২", "opened_on": "2018-03-01"})
    lab.refresh_from_db()
    assert (str(lab.latitude), str(lab.longitude)) == ("25.74390", "89.27520")
    assert "২৫.৭৪৩৯০, ৮৯.২৭৫২০" in shown(desk.get(reverse("place", args=[lab.pk])))
    assert 'value="25.74390, 89.27520"' in desk.get(path).content.decode()


@pytest.mark.fast
def test_stock_is_taken_on_a_phone_and_becomes_facts_when_it_is_closed(desk, lab, centre, device_at):
    here, gone, stray = device_at(lab), device_at(lab), device_at(centre)
    desk.post(reverse("stocktake_begin", args=[lab.pk]))
    desk.post(reverse("stocktake_begin", args=[lab.pk]))
    count = Stocktake.objects.get()
    path = reverse("stocktake_count", args=[count.pk])
    desk.post(path, {"number": str(here.number), "result": "present"})
    desk.post(path, {"number": f"ল-{stray.number:04d}"})
    assert "এই নম্বরের কোনো যন্ত্র নেই" in shown(desk.post(path, {"number": "৯৯৯"}))
    desk.post(reverse("stocktake_unknown", args=[count.pk]), {"words": "একটি পুরোনো CPU"})
    text = shown(desk.get(reverse("stocktake", args=[count.pk])))
    assert "এখনো দেখা হয়নি: ১" in text
    close = reverse("stocktake_close", args=[count.pk])
    assert desk.post(close, {"missing": ""}).status_code == 422
    assert str(gone.number) in desk.get(close).context["form"].shown
    desk.post(close, {"missing": str(gone.number)})
    for device in (here, gone, stray):
        device.refresh_from_db()
    assert (here.state, gone.state, stray.place) == ("working", "missing", lab)
    closed = shown(desk.get(reverse("stocktake", args=[count.pk])))
    assert "একটি পুরোনো CPU" in closed
    assert desk.post(path, {"number": str(here.number)}).status_code == 422


def test_a_device_that_is_elsewhere_goes_where_somebody_says(desk, lab, centre, device_at):
    device = device_at(lab)
    desk.post(reverse("stocktake_begin", args=[lab.pk]))
    count = Stocktake.objects.get()
    path = reverse("stocktake_line", args=[count.pk, device.number])
    assert desk.post(path, {"result": "elsewhere", "place": ""}).status_code == 422
    desk.post(path, {"result": "elsewhere", "place": str(centre.pk)})
    desk.post(reverse("stocktake_close", args=[count.pk]), {"missing": ""})
    device.refresh_from_db()
    assert device.place == centre


def test_the_label_of_a_device_leads_the_staff_to_it_and_tells_others_nothing(desk, lab, device_at):
    device = device_at(lab, maker="Walton", name="ডেস্কটপ ৯", serial_no="PF2XQ7")
    path = reverse("device_card", args=[device.number])
    assert desk.get(path).url == reverse("device", args=[device.number])
    public = Client().get(path).content.decode()
    assert "?q=কম্পিউটার চলে না" in public
    for secret in ("Walton", "ডেস্কটপ ৯", "PF2XQ7", lab.name, "চন্দনপাট"):
        assert secret not in public
    # The page of a number that no device has says the same: the devices cannot be counted here.
    other = Client().get(reverse("device_card", args=[2])).content.decode()
    assert other.replace("ল-০০০২", "ল-০০০১").replace("/d/2/", "/d/1/") == public


def test_the_public_card_of_a_lab_says_how_many_computers_work_and_no_more(lab, device_at, say_of):
    device_at(lab, maker="Walton", serial_no="PF2XQ7")
    broken = device_at(lab, "laptop")
    device_at(lab, "projector")
    say_of(broken, "fault", 20, words="চুরি হতে পারে, তালা নেই")
    Place.objects.filter(pk=lab.pk).update(latitude="25.7", longitude="89.2", phone="0521-12345")
    page = Client().get(reverse("lab_card", args=[lab.slug]))
    text = shown(page)
    assert "চালু কম্পিউটার ১" in text
    for secret in ("Walton", "PF2XQ7", "তালা নেই", "25.7", "২৫.৭", "0521", "প্রজেক্টর", "পাওয়া যায়নি", "নষ্ট"):
        assert secret not in page.content.decode().split("<footer")[0]
    assert lab.name in shown(Client().get(reverse("labs")))


def test_labels_are_printed_on_the_stickers_that_are_left(desk, lab, device_at):
    for _ in range(3):
        device_at(lab)
    path = reverse("place_labels", args=[lab.pk])
    assert desk.get(path).status_code == 200
    sheet = desk.get(path, {"print": "1", "first": "2", "skip": "৫"})
    assert sheet.content[:5] == b"%PDF-"
    assert desk.get(path, {"print": "1", "skip": "24"}).status_code == 422
    assert desk.get(reverse("device_label", args=[1])).content[:5] == b"%PDF-"


def test_the_square_code_of_a_label_opens_its_device(desk, lab, device_at, settings):
    device = device_at(lab)
    pdf = desk.get(reverse("device_label", args=[device.number]), headers={"accept-language": "en"}).content
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert code.text == f"{settings.PUBLIC_ADDRESS}/d/{device.number}/"


def test_what_is_still_to_be_done_stands_beside_the_devices_and_the_public_reads_only_how_much(
    desk, office, karim, lab
):
    give_task(
        office=office,
        title="দরজায় দ্বিতীয় তালা",
        owner=office.posts.get(role="assistant"),
        given_by=office.posts.get(role="officer"),
        due=date(2026, 12, 20),
        place=lab,
        submission="second lock",
        actor=("user", karim.pk),
        now=SUNDAY,
    )
    page = shown(desk.get(reverse("place", args=[lab.pk])))
    assert "দরজায় দ্বিতীয় তালা" in page
    assert "১ খোলা কাজ" in page
    card = shown(Client().get(reverse("lab_card", args=[lab.slug])))
    assert "খোলা কাজ ১" in card
    assert "তালা" not in card


def test_the_search_in_the_head_opens_a_label_and_finds_a_serial(desk, lab, device_at):
    device = device_at(lab, serial_no="5CD-123XYZ")
    path = reverse("desk_search")
    assert desk.get(path, {"q": "ল-০০০১"}).url == reverse("device", args=[device.number])
    assert "ল-০০০১" in shown(desk.get(path, {"q": "5cd 123xyz"}))


def test_who_answers_for_a_place_is_entered_from_its_page(desk, lab):
    page = desk.get(reverse("place", args=[lab.pk])).content.decode()
    path = f"{reverse('contact_add')}?place={lab.pk}"
    assert path in page
    assert f'value="{lab.pk}" selected' in desk.get(path).content.decode()


def test_of_many_that_were_registered_on_one_day_a_few_are_named(desk, lab, device_at):
    for _ in range(7):
        device_at(lab)
    assert "আরও ৩টি" in shown(desk.get(reverse("place", args=[lab.pk])))


def test_a_fault_is_reported_from_the_page_of_the_place(desk, lab, device_at):
    device = device_at(lab)
    path = reverse("place_fault", args=[lab.pk])
    assert (
        desk.post(path, {"device": "99", "on": "2026-11-20", "words": "ধোঁয়া", "token": "a"}).status_code == 422
    )
    desk.post(path, {"device": str(device.number), "on": "2026-11-20", "words": "ধোঁয়া বের হয়", "token": "a"})
    device.refresh_from_db()
    assert device.state == "faulty"
    # What is broken already is not offered again.
    assert "ল-০০০১" not in shown(desk.get(path))
