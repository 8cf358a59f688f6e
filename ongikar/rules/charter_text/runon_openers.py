"""Words that a heading can begin with, used to split headings that have run together."""

from ongikar.rules.charter_text.skeleton import skeleton

# নং, কর্মকর্তা and স্থান go on with a heading and begin none.
_OPENERS = (
    "ক্র রমিক সেবা সেব প্রয়োজনীয় প্রদেয় প্রদত্ত শাখা দায়িত্ব দারিত্ব উর্ধ্ব উর্দ্ধ উর্ধ ঊর্ধ্ব মূল্য "
    "সময় সয়ম কাজ কার্যক্রম কার্য মন্তব্য আবেদন কাগজ বিষয় বিবরণ প্রাপ্তি নির্ধারিত নির্দিষ্ট নিদির্ষ্ট "
    "প্রতিকার নিষ্পত্তি নিস্পত্তি কক্ষ নিয়ম বিবেচ্য কোর্ট সরকারী যোগাযোগ সাড়া চার্টার ইউনিট নাগরিক "
    "সংশ্লিষ্ট Name Time Necessary Expenses Focal Rules Responsible Superior Serial Method Required টাকা "
    "খরচ মাশুল ব্যয় যিনি কীভাবে যেভাবে কোথায় কখন লাগবে ধাপ দাখিল মেয়াদ প্রক্রিয়া আপিল আপীল "
    "অভিযোগ উচ্চতর কাদের গ্রাহক Documents Duration Charge"
)
_WHOLE = "ফি যা কী কি কে কাকে যে কবে যার কার কত কোন ডাক The Sl Fee Service মিক"
OPENERS = tuple(map(skeleton, _OPENERS.split()))
WHOLE_OPENERS = frozenset(map(skeleton, _WHOLE.split()))


def opens(word: str) -> bool:
    """Whether a heading may begin with the word."""
    bare = skeleton(word.split("/")[0])
    return bare.startswith(OPENERS) or bare in WHOLE_OPENERS
