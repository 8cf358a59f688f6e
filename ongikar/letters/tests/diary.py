"""What the tests of letters in share: the form of the diary, and a photo of a page."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.people.models import Contact

FORM = {
    "sender": "উপজেলা নির্বাহী অফিসারের কার্যালয়",
    "contact": "name",
    "their_memo": "০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২",
    "their_date": "18/11/2026",
    "received_on": "২২/১১/২০২৬",
    "channel": "hand",
    "subject_line": "বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা",
    "due_on": "",
    "what": "new",
    "of": "",
    "token": "one press",
}


def filled(**changes):
    return FORM | changes


def photo(name="page.jpg", width=600, height=800):
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("black", (0, 0, width // 4, height // 4))
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def make_contact(office, now, **values):
    contact = Contact(office=office, since=now.date(), **values)
    contact.search = contact.search_words()
    contact.save(force_insert=True)
    return contact
