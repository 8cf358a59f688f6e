"""What an agreement is in words: its forms, methods and units, and what is wrong with one."""

from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.agreement.checks import DATE_UNIT, SHARE_UNIT, AgreementFault
from ongikar.rules.agreement.score import DATE, MEAN, RUNNING, SUM
from ongikar.rules.bangla.text import digits

# Which agreement it is: the whole of the office, or one of the five workplans in its annexes.
WHOLE = "apa"
FORMS = {
    WHOLE: say_lazy("বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ)", "Annual performance agreement (APA)"),
    "gpms": say_lazy("জিপিএমএসের বার্ষিক পরিকল্পনা", "Annual plan of GPMS"),
    "integrity": say_lazy("শুদ্ধাচার কর্মপরিকল্পনা", "Integrity workplan"),
    "innovation": say_lazy("ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা", "E-governance and innovation workplan"),
    "grievances": say_lazy("অভিযোগ প্রতিকার কর্মপরিকল্পনা", "Grievance redress workplan"),
    "charter": say_lazy("সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা", "Citizen’s Charter workplan"),
    "information": say_lazy("তথ্য অধিকার কর্মপরিকল্পনা", "Right to information workplan"),
}
# What the weights of each form add up to, unless the office says otherwise.
FULL = {
    WHOLE: 100,
    "gpms": 100,
    "integrity": 50,
    "innovation": 50,
    "grievances": 25,
    "charter": 25,
    "information": 25,
}
# Of which the official form was not seen yet.
UNSEEN = frozenset({"gpms"})
METHODS = {
    SUM: say_lazy("সমষ্টি", "Sum"),
    MEAN: say_lazy("গড়", "Mean"),
    DATE: say_lazy("তারিখ", "Date"),
    RUNNING: say_lazy("ক্রমপুঞ্জিভূত", "Running"),
}
UNITS = {SHARE_UNIT: ("%", "%"), DATE_UNIT: ("তারিখ", "Date")}
COLUMNS = (
    ("অসাধারণ", "Extraordinary"),
    ("অতি উত্তম", "Excellent"),
    ("উত্তম", "Good"),
    ("চলতি মান", "Fair"),
    ("চলতি মানের নিম্নে", "Below fair"),
)
QUARTERS = {
    "q1": say_lazy("১ম কোয়ার্টার: জুলাই–সেপ্টেম্বর", "1st quarter: July–September"),
    "q2": say_lazy("২য় কোয়ার্টার: অক্টোবর–ডিসেম্বর", "2nd quarter: October–December"),
    "q3": say_lazy("৩য় কোয়ার্টার: জানুয়ারি–মার্চ", "3rd quarter: January–March"),
    "q4": say_lazy("৪র্থ কোয়ার্টার: এপ্রিল–জুন", "4th quarter: April–June"),
}
FAULTS = {
    "no_field": ("কোনো ক্ষেত্র নেই।", "It has no field."),
    "no_activity": ("এই ক্ষেত্রে কোনো কার্যক্রম নেই।", "This field has no activity."),
    "no_indicator": ("এই কার্যক্রমে কোনো সূচক নেই।", "This activity has no indicator."),
    "no_weight": ("মান শূন্য; শূন্যের বেশি মান দিন।", "The weight is nought; give it more than nought."),
    "weights_of_fields": (
        "সব ক্ষেত্রের মান মিলে {figure}; হওয়ার কথা {full}।",
        "The weights of the fields add up to {figure} and not to {full}.",
    ),
    "weights_of_indicators": (
        "এই ক্ষেত্রের সূচকগুলোর মান মিলে {figure}, যা ক্ষেত্রের মানের সমান নয়।",
        "The weights of its indicators add up to {figure}, which is not the weight of the field.",
    ),
    "method": ("গণনা পদ্ধতি এই এককের সঙ্গে মেলে না।", "The method does not fit the unit."),
    "no_target": ("অসাধারণ মানের লক্ষ্যমাত্রা নেই।", "It has no target in the first column."),
    "gap": (
        "মাঝের একটি লক্ষ্যমাত্রা খালি; খালি থাকতে পারে শুধু শেষের দিকে।",
        "A target in the middle is missing; only the last ones may be.",
    ),
    "dates": ("তারিখের সূচকে লক্ষ্যমাত্রাও তারিখ হয়।", "An indicator of dates has dates as targets."),
    "numbers": ("সংখ্যার সূচকে লক্ষ্যমাত্রাও সংখ্যা হয়।", "An indicator of numbers has numbers as targets."),
    "backwards": ("তারিখগুলো উল্টো দিকে যায়; প্রতিটি আগেরটির পরে হয়।", "The dates run backwards."),
    "negative": ("লক্ষ্যমাত্রা শূন্যের কম হয় না।", "No target is less than nought."),
    "above_all": ("শতকরা ১০০-এর বেশি হয় না।", "No target is more than 100 per cent."),
    "both_ways": (
        "লক্ষ্যমাত্রাগুলো এক দিকে যায় না: হয় ক্রমে কম, নয় ক্রমে বেশি।",
        "The targets do not go one way: each is less, or each is more.",
    ),
    "twice": ("এই সূচক আগেও একবার আছে।", "This indicator stands there before."),
}


def fault_words(fault: AgreementFault, full: object) -> str:
    """With its place as the form numbers it: [১.২.১]."""
    figure = figure_words(fault.figure) if fault.figure is not None else ""
    words = say(*FAULTS[fault.code], figure=figure, full=full)
    place = place_words(fault.place)
    return f"{place} {words}" if place else words


def place_words(place: tuple[int, ...]) -> str:
    return f"[{digits('.'.join(map(str, place)), language())}]" if place else ""


def unit_words(unit: str) -> str:
    return say(*UNITS[unit]) if unit in UNITS else unit
