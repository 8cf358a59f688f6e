"""Officer cells of published charters, each beside the post, the person and the numbers in it."""

import pytest

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.cells_officer import read_officer

# printed cell, post, name, phone
OFFICERS = [
    ("ক খ, সহকারী", "সহকারী", "ক খ", None),
    ("ক খ অতিরিক্ত উপপরিচালক মোবা:০১৭০০০০০০০১ a@example.com", "অতিরিক্ত উপপরিচালক", "ক খ", "+8801700000001"),
    ("উপপরিচালক, ক খ", "উপপরিচালক", "ক খ", None),
    ("সচিব (ক খ)", "সচিব", "ক খ", None),
    ("জনাব মোঃ আব্দুল করিম, উপজেলা কৃষি অফিসার, ফোন: ০২-৫৫০০৬৮৪৭", "উপজেলা কৃষি অফিসার", "মোঃ আব্দুল করিম", "+880255006847"),
    ("মোঃ আব্দুল করিম উপজেলা কৃষি অফিসার", "উপজেলা কৃষি অফিসার", "মোঃ আব্দুল করিম", None),
    ("আব্দুল করিম, সহকারী প্রোগ্রামার", "সহকারী প্রোগ্রামার", "আব্দুল করিম", None),
    ("প্রোগ্রামার জনাব ক খ", "প্রোগ্রামার", "ক খ", None),
    ("জনাব ক খ ফোন: ০১৭০০০০০০০১", None, "ক খ", "+8801700000001"),
    ("নামঃ গ ঘ পদবীঃ উপপরিচালক মোবাইল: ০১৭০০০০০০০০ ফোন: ০২ ৪১০২৪২৩৪", "উপপরিচালক", "গ ঘ", "+8801700000000"),
    ("ইমেইলঃ a@b.com মোবাইলঃ ০১৭০০০০০০০১ পদবীঃ সচিব নামঃ ক খ", "সচিব", "ক খ", "+8801700000001"),
    ("Md. Karim, Assistant Programmer, Phone: 01700000001", "Assistant Programmer", "Md. Karim", "+8801700000001"),
    ("প্রশাসন শাখা, সহকারী প্রোগ্রামার", "প্রশাসন শাখা, সহকারী প্রোগ্রামার", None, None),
    ("রংপুর সদর, উপজেলা আইসিটি অফিসার", "রংপুর সদর, উপজেলা আইসিটি অফিসার", None, None),
    ("নির্বাহী প্রকৌশলী, সহকারী প্রকৌশলী, লাইনম্যান", "নির্বাহী প্রকৌশলী, সহকারী প্রকৌশলী, লাইনম্যান", None, None),
    ("চেয়ারম্যান ও সচিব", "চেয়ারম্যান ও সচিব", None, None),
    ("সংশ্লিষ্ট কর্মকর্তা", "সংশ্লিষ্ট কর্মকর্তা", None, None),
    ("এসপি (ডিএসবি)/", "এসপি (ডিএসবি)", None, None),
    ("Assistant Commissioner (Trade & Commerce)", "Assistant Commissioner (Trade & Commerce)", None, None),
    ("উপজেলা আইসিটি অফিসার (অ. দা.) মোবাইল ০১৭০০০০০০০১", "উপজেলা আইসিটি অফিসার (অ. দা.)", None, "+8801700000001"),
    ("সহকারী প্রোগ্রামার (ফোন: ০২-৫৫০০৬৮৪৭)", "সহকারী প্রোগ্রামার", None, "+880255006847"),
    ("সচিব ০১৭০০০০০০০১ ০১৭০০০০০০০২", "সচিব", None, "+8801700000001"),
    ("(০৫৮১)৬১৩৪৩,৬১৮৮৮ উপপরিচালক", "উপপরিচালক", None, "+88058161343"),
    ("উপপরিচালক ফ্যাক্স: ০২-৫৫০০৬৮৪৮ ফোন: ০২-৫৫০০৬৮৪৭", "উপপরিচালক", None, "+880255006847"),
    ("ফোন: ০২ ৪১০২৪২৩৪", None, None, "+880241024234"),
    ("-", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "post", "name", "phone"), OFFICERS)
def test_an_officer_cell_is_taken_apart(printed, post, name, phone):
    officer = read_officer(printed)
    assert officer["post"] == (nfc(post) if post else None)
    assert officer.get("name") == (nfc(name) if name else None)
    assert officer["phone"] == phone
    assert officer["raw"] == printed


def test_no_word_of_a_label_stays_in_the_post():
    officer = read_officer(
        "পদবি: উপপরিচালক, রুম নং: ৩০১, ফোন: +৮৮০২৫৫০০৬৮৪৭, মোবাইল ০১৭০০০০০০০১, ই-মেইল: a@b.gov.bd, ওয়েব: www.b.gov.bd"
    )
    assert (officer["post"], officer["room"], officer["email"]) == (nfc("উপপরিচালক"), "301", "a@b.gov.bd")
