"""Names and places as they are met in Rangpur, so that a search finds some words often, some almost never."""

from itertools import product

from ongikar.cases.name_sounds import sounds_of
from ongikar.people.models import Applicant
from ongikar.rules.bangla.search import fold

FIRST = """
    রহিমা মোছাঃ_শিরিন মো._আব্দুল মোঃ_জসিম নাজমা সালমা রুবিনা আয়েশা ফাতেমা মরিয়ম শাহানাজ কহিনুর আনোয়ার কামাল জামাল রফিকুল
    শফিকুল নজরুল মিজানুর হাবিবুর আতাউর মশিউর সাইফুল তরিকুল খাদিজা শারমিন তাসলিমা রোকেয়া বিলকিস মনোয়ারা দীপক সুশান্ত গৌতম প্রদীপ
    লক্ষ্মী সরস্বতী কৃষ্ণা অঞ্জলি মালতী শ্যামলী
"""
LAST = """
    খাতুন আক্তার বেগম করিম উদ্দিন ইসলাম রহমান হোসেন মিয়া সরকার মণ্ডল প্রামাণিক চৌধুরী খন্দকার সুলতানা পারভীন নাহার রায় বর্মন দাস
    সাহা চক্রবর্তী ভট্টাচার্য মোল্লা শেখ তালুকদার হাওলাদার প্রধান আলী হক
"""
VILLAGES = ("হরিদেবপুর", "মমিনপুর", "চন্দনপাট", "সদ্যপুষ্করিণী", "তপোধন", "পশুরাম", "রাজেন্দ্রপুর", "খলেয়া")
# Borne by one person in RARELY, so that a page of those who bear it lies far apart.
RARE, RARELY = "জুবাইদা গুলশান", 5_000


def people() -> list[tuple[int, str, str, str, str]]:
    """(place, name, address, the name as it is searched for, how name and address sound), from 0; the last is
    the rare one.
    """
    names = [f"{first.replace('_', ' ')} {last}" for first, last in product(FIRST.split(), LAST.split())]
    people = []
    for place, name in enumerate([*names, RARE]):
        address = f"{VILLAGES[place % len(VILLAGES)]}, রংপুর সদর, রংপুর"
        sounds = sounds_of(Applicant(name=name, address=address))
        people.append((place, name, address, fold(name), sounds))
    return people
