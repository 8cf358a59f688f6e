"""What is said to somebody about their own account, and the code that proves a mobile."""

from .message import ACCOUNT, NO_PAGE, Wording

NOT_YOU = (
    "আপনি না হলে এখনই পাসওয়ার্ড বদলান এবং {whom} জানান।",
    "If this was not you, change the password now and tell {whom}.",
)
# Whom to tell; an administrator is not told to ask the administrator.
ADMINISTRATOR = ("প্রশাসককে", "the administrator")
OFFICER = ("দায়িত্বপ্রাপ্ত কর্মকর্তাকে", "the responsible officer")
# To whoever an account belongs to. Each answers an act of that very minute: who did not do it must know at
# once.
PERSON = {
    "person.came_anew": Wording(
        ("নতুন জায়গা থেকে প্রবেশ", "Signed in from a new place"),
        (
            "{when}: আপনার নামে নতুন জায়গা থেকে প্রবেশ ({browser}, {address})। আপনি না হলে বন্ধ করুন:",
            (
                "{when}: you were signed in from a new place or browser ({browser}, {address}). If this was"
                " not you, end it:"
            ),
        ),
        NOT_YOU,
        ACCOUNT,
        at_any_hour=True,
    ),
    "person.password_changed": Wording(
        ("পাসওয়ার্ড বদলেছে", "The password was changed"),
        ("{when}: আপনার পাসওয়ার্ড বদলানো হয়েছে।", "{when}: your password was changed."),
        NOT_YOU,
        ACCOUNT,
        at_any_hour=True,
    ),
    "person.factor_added": Wording(
        ("দুই ধাপের যাচাই যোগ হয়েছে", "Second factor added"),
        (
            "{when}: আপনার অ্যাকাউন্টে দুই ধাপের যাচাই যোগ হয়েছে।",
            "{when}: a second factor was added to your account.",
        ),
        NOT_YOU,
        ACCOUNT,
        at_any_hour=True,
    ),
    "person.codes_made": Wording(
        ("নতুন উদ্ধার কোড", "New recovery codes"),
        (
            "{when}: আপনার নতুন উদ্ধার কোড নেওয়া হয়েছে, আগেরগুলো আর চলে না।",
            "{when}: new recovery codes were made for you; the earlier ones no longer work.",
        ),
        NOT_YOU,
        ACCOUNT,
        at_any_hour=True,
    ),
    "person.factor_removed": Wording(
        ("দুই ধাপের যাচাই সরানো হয়েছে", "Second factor removed"),
        (
            "{when}: আপনার অ্যাকাউন্ট থেকে দুই ধাপের যাচাই সরানো হয়েছে।",
            "{when}: a second factor was removed from your account.",
        ),
        NOT_YOU,
        ACCOUNT,
        at_any_hour=True,
    ),
    "person.reset": Wording(
        ("পাসওয়ার্ড বাতিল হয়েছে", "The password was reset"),
        (
            ("{when}: প্রশাসক আপনার পাসওয়ার্ড বাতিল করেছেন। নতুন লিংক তাঁর কাছ থেকে নিন। আপনি না চাইলে এখনই কার্যালয়কে জানান:"),
            (
                "{when}: the administrator reset your password. Get the new link from them. If you did not"
                " ask for it, tell the office now:"
            ),
        ),
        page=("home", "plain"),
        at_any_hour=True,
    ),
    "person.changed": Wording(
        ("আপনার তথ্য বদলেছে", "Your details were changed"),
        (
            "{when}: প্রশাসক আপনার নাম, মোবাইল বা ই-মেইল বদলেছেন। ঠিক না হলে কার্যালয়কে জানান:",
            (
                "{when}: the administrator changed your name, mobile or e-mail. If it is not right, tell the"
                " office:"
            ),
        ),
        page=("home", "plain"),
        at_any_hour=True,
    ),
}
# To where somebody was reached till now: who took over the account has given another mobile.
CONTACT_CHANGED = Wording(
    ("আপনার মোবাইল বা ই-মেইল বদলেছে", "Your mobile or e-mail was changed"),
    (
        ("{when}: প্রশাসক আপনার মোবাইল বা ই-মেইল বদলেছেন; এখানে আর বার্তা আসবে না। ঠিক না হলে এখনই কার্যালয়কে জানান:"),
        (
            "{when}: the administrator changed your mobile or e-mail; no more messages come here. If it is"
            " not right, tell the office now:"
        ),
    ),
    page=("home", "plain"),
    at_any_hour=True,
)
CASE_CONTACT_CHANGED = Wording(
    ("আপনার মোবাইল বা ই-মেইল বদলেছে: {number}", "Your mobile or e-mail was changed: {number}"),
    (
        ("আবেদন {number}: আপনার মোবাইল বা ই-মেইল বদলানো হয়েছে; এখানে আর বার্তা আসবে না। আপনি না চাইলে কার্যালয়কে জানান:"),
        (
            "Application {number}: your mobile or e-mail was changed; no more messages come here. If you did"
            " not ask for it, tell the office:"
        ),
    ),
    page=("home", "plain"),
    at_any_hour=True,
)
MOBILE_CODE = Wording(
    ("আপনার কোড", "Your code"),
    (
        "আপনার কোড {code}। ৫ মিনিট চলবে। কাউকে বলবেন না।",
        "Your code is {code}. Good for 5 minutes. Tell it to nobody.",
    ),
    page=("mine_code", "plain"),
    at_any_hour=True,
)

# Said to whoever stands at a digital centre: the code is their yes to what is filed for them.
CONSENT_CODE = Wording(
    ("আবেদনের সম্মতির কোড", "Your code of consent"),
    (
        "{centre} আপনার হয়ে আবেদন করতে চান। রাজি হলে এই কোড তাঁকে বলুন: {code}। ৫ মিনিট চলবে। রাজি না হলে বলবেন না।",
        "{centre} wants to file an application for you. If you agree, tell them this code: {code}. Good for 5"
        " minutes. If not, tell it to nobody.",
    ),
    page=NO_PAGE,
    at_any_hour=True,
)
