"""Whether a text asks for information under the Right to Information Act, by its words: in Bangla, in
English, and in Bangla typed in Latin letters.

It is a hint and decides nothing: whoever wrote the text is told of the Act's own way and goes on as they
like. Two things tell: the Act is named; or a record is asked for, and nothing is complained of.
"""

from functools import cache

from ..rules.bangla.search import fold

# The Act, its forms and its officer by their names.
ACT = """
তথ্য অধিকার | তথ্য অধিকার আইন | তথ্য প্রাপ্তির আবেদন | তথ্য কমিশন | আরটিআই | rti
right to information | information commission | tottho odhikar | tothyo odhikar | totto odhikar
tathya adhikar | tottho ain | totho odhikar
"""
# What offices keep, of which people ask for copies.
RECORDS = """
হিসাব | হিসাবের | বরাদ্দ | বরাদ্দের | ব্যয় | ব্যয়ের | খরচ | খরচের | বাজেট | বাজেটের | নথি | নথির
দলিল | টেন্ডার | টেন্ডারের | দরপত্র | দরপত্রের | বিল | বিলের | ভাউচার | ভাউচারের | কার্যবিবরণী
কার্যাদেশ | কার্যাদেশের | প্রকল্প | প্রকল্পের | তালিকা | তালিকার | প্রতিবেদন | প্রতিবেদনের | পরিপত্র
স্মারক | ক্রয় | ক্রয়ের | নিয়োগ | নিয়োগের | budget | allocation | expenditure | accounts | tender
voucher | vouchers | bill | bills | minutes | records | document | documents | file | report
list of beneficiaries | contract | procurement | hisab | hishab | boraddo | boraddho | baraddo
khoroch | kharach | nothi | talika | dorpotro | protibedon | prokolpo
"""
# That somebody wants to have or to know it.
ASKS = """
তথ্য চাই | তথ্য দিন | তথ্য দরকার | তথ্য পেতে | জানতে চাই | জানাবেন | অনুলিপি | কপি | ফটোকপি
সত্যায়িত | copy | copies | photocopy | information about | information on | i want to know
please provide | certified | tottho chai | tothyo chai | totto chai | jante chai | copy chai
onulipi | kopi
"""
# What is complained of: then the words above tell what it is about, and ask for nothing.
COMPLAINS = """
ঘুষ | টাকা চেয়ে | টাকা চাওয়া | দুর্নীতি | হয়রানি | দুর্ব্যবহার | খারাপ ব্যবহার | দেরি | অভিযোগ
প্রতিকার | bribe | corruption | harass | rude | late | delay | complain | complaint | ghush | ghus
hoyrani | durniti | deri | ovijog | obhijog
"""


@cache
def phrases(table: str) -> tuple[str, ...]:
    """The phrases of a table as they are looked for: folded, between two spaces."""
    found = (fold(phrase) for line in table.strip().splitlines() for phrase in line.split("|"))
    return tuple(f" {phrase} " for phrase in found if phrase)


def has_any(text: str, table: str) -> bool:
    return any(phrase in text for phrase in phrases(table))


def is_information_request(text: str) -> bool:
    """Whether this text looks like a request under the Act."""
    folded = f" {fold(text)} "
    if has_any(folded, ACT):
        return True
    return has_any(folded, RECORDS) and has_any(folded, ASKS) and not has_any(folded, COMPLAINS)
