"""Whether the work goes on: messages, what follows acts, the worker, the watch over deadlines."""

import math

from django.urls import reverse

from ongikar.core.http.request_figures import request_figures
from ongikar.core.i18n.say import say
from ongikar.operations.doctor_system import LONGEST_FAILING

from .health_line import FAILED, FINE, NEUTRAL, WAITS, HealthLine, ago, count_words, fine_words, number
from .measurements import Measurements, Tally

# The share of pages by which the speed of the site is judged, and the seconds beyond which people wait.
QUICK_SHARE, SLOW_SECONDS = 0.95, 1.0


def messages_line(measured: Measurements) -> HealthLine:
    title = say("বার্তা পাঠানো", "Messages")
    if not measured.messages_held:
        return owed_line(measured, "messages", title)
    n = count_words(Tally(measured.messages_held))
    need = say("{n}টি বার্তা আপনার কথার অপেক্ষায়", "Messages that wait for your word: {n}", n=n)
    sentence = say(
        "ব্যাকআপ থেকে ফেরার পর এগুলো নিজে থেকে যায় না।",
        "Since the restore they do not go by themselves.",
    )
    tag, act = say("{n}টি অপেক্ষায়", "{n} waiting", n=n), say("কী হবে বলুন", "Say what becomes of them")
    return HealthLine("messages", title, FAILED, tag, sentence, need, reverse("desk_held_messages"), act)


def reactions_line(measured: Measurements) -> HealthLine:
    return owed_line(measured, "others", say("কাজের পরের কাজ", "What follows acts"))


def owed_line(measured: Measurements, purpose: str, title: str) -> HealthLine:
    """What the outbox owes: given up, failing for long, failing since a moment, or nothing."""
    given_up, failing = measured.given_up[purpose], measured.failing[purpose]
    is_message = purpose == "messages"
    if given_up.count:
        n = count_words(given_up)
        if is_message:
            tag = say("{n}টি যায়নি", "{n} not sent", n=n)
            need = say("{n}টি বার্তা যায়নি", "Messages not sent: {n}", n=n)
        else:
            tag = say("{n}টি থেমে", "{n} given up", n=n)
            need = say("{n}টি কাজ ছেড়ে দেওয়া হয়েছে", "Follow-up acts given up: {n}", n=n)
        sentence = say(
            "চেষ্টা থেমে গেছে; সবচেয়ে পুরোনোটি {age} আগের।",
            "No more tries are made; the oldest is of {age} ago.",
            age=ago(given_up.oldest),
        )
        act = say("কেন, আর আবার চেষ্টা", "Why, and once more")
        return HealthLine(purpose, title, FAILED, tag, sentence, need, reverse("desk_given_up"), act)
    if failing.count:
        sentence = say(
            "{n}টির চেষ্টা আবার হচ্ছে; সবচেয়ে পুরোনোটি {age} আগের।",
            "{n} [is|are] being tried again; the oldest is of {age} ago.",
            n=failing.count,
            age=ago(failing.oldest),
        )
        if failing.oldest is not None and failing.oldest > LONGEST_FAILING:
            need = (
                say("বার্তা বারবার ব্যর্থ হচ্ছে", "Messages fail again and again")
                if is_message
                else say("কাজের পরের কাজ বারবার ব্যর্থ হচ্ছে", "What follows acts fails again and again")
            )
            tag = say("{n}টি আটকে", "{n} stuck", n=count_words(failing))
            return HealthLine(purpose, title, FAILED, tag, sentence, need=need)
        return HealthLine(purpose, title, WAITS, say("আবার চেষ্টা", "trying again"), sentence)
    return HealthLine(purpose, title, FINE, fine_words(), say("কোনোটি আটকে নেই।", "None is stuck."))


def worker_line(measured: Measurements) -> HealthLine:
    title = say("পেছনের কাজ", "Background work")
    due = say("এখন করার কাজ: {n}টি।", "Due now: {n}.", n=count_words(measured.due))
    need = say("পেছনের কাজ চলছে না", "The background work does not go on")
    if measured.worker_age is None:
        sentence = say("কখনো চলেনি। চালাতে:", "It has never run. To start it:")
        return HealthLine(
            "worker",
            title,
            FAILED,
            say("চলছে না", "not running"),
            sentence,
            need=need,
            command="ongikar worker",
        )
    sign = say("শেষ সাড়া {age} আগে।", "The last sign of life was {age} ago.", age=ago(measured.worker_age))
    if not measured.is_worker_alive:
        return HealthLine("worker", title, FAILED, say("চলছে না", "not running"), f"{sign} {due}", need=need)
    if measured.is_due_stuck:
        oldest = say(
            "সবচেয়ে পুরোনোটি {age} ধরে।", "The oldest has waited {age}.", age=ago(measured.due.oldest)
        )
        need = say("পেছনের কাজ জমে গেছে", "The background work has piled up")
        return HealthLine(
            "worker", title, FAILED, say("জমে গেছে", "piled up"), f"{sign} {due} {oldest}", need=need
        )
    return HealthLine("worker", title, FINE, say("চলছে", "running"), f"{sign} {due}")


def watch_line(measured: Measurements) -> HealthLine:
    title, unwatched = say("সময় পার হওয়া ধরা", "Deadlines noticed"), measured.unwatched
    if measured.is_unwatched_stuck:
        need = say("শেষ সময় পার হওয়া ধরা পড়ছে না", "Passed deadlines go unnoticed")
        sentence = say(
            "{n}টির সময় হয়েছে, দেখা হয়নি; সবচেয়ে পুরোনোটি {age} ধরে।",
            "{n} [has|have] come and not been looked at; the oldest for {age}.",
            n=unwatched.count,
            age=ago(unwatched.oldest),
        )
        return HealthLine("watch", title, FAILED, say("বাদ পড়ছে", "missed"), sentence, need=need)
    overdue = Tally(measured.overdue)
    sentence = say(
        "কোনোটি বাদ পড়েনি। শেষ দিন পেরিয়ে খোলা আছে {n}টি প্রতিশ্রুতি।",
        "None was missed. Open past their last day: {n}.",
        n=count_words(overdue),
    )
    return HealthLine("watch", title, FINE, fine_words(), sentence)


def silence_line(measured: Measurements) -> HealthLine:
    """What the worker found that would have kept it from coming: told though it is right again."""
    title = say("থামিয়ে রাখা কাজ", "Silenced work")
    if not measured.mended:
        sentence = say(
            "তথ্যের সঙ্গে প্রতি ঘণ্টায় মেলানো হয়; গত ৭ দিনে কিছু ঠিক করতে হয়নি।",
            "Compared with the facts every hour; nothing had to be put right in the last 7 days.",
        )
        return HealthLine("silences", title, FINE, fine_words(), sentence)
    n = number(measured.mended)
    need = say(
        "থামিয়ে রাখা {n}টি কাজ পাওয়া গেছে, ঠিক করা হয়েছে", "Work that was silenced was found and put right: {n}", n=n
    )
    sentence = say(
        "গত ৭ দিনে কেউ ডেটাবেজে হাত দিয়েছে, নয়তো প্রোগ্রামের ভুল। কোনগুলো, জার্নালে লেখা আছে। আর কিছু বদলেছে কি না দেখতে:",
        "In the last 7 days somebody had a hand in the database, or the program has a fault. Which rows, the"
        " journal tells. To see whether anything else was changed:",
    )
    tag = say("{n}টি ঠিক করা", "{n} put right", n=n)
    return HealthLine("silences", title, FAILED, tag, sentence, need, command="ongikar ledger verify")


def speed_line(measured: Measurements) -> HealthLine:
    """Of the last hour, and of all processes of the web server on this machine."""
    title = say("পাতা খোলার গতি", "Speed of pages")
    bound = request_figures.bound_of_hour(QUICK_SHARE)
    if bound is None:
        none = say("গত ঘণ্টায় কেউ কোনো পাতা খোলেনি।", "Nobody opened a page in the last hour.")
        return HealthLine("speed", title, NEUTRAL, say("কেউ আসেনি", "no visitor"), none)
    if bound > SLOW_SECONDS:
        sentence = say(
            "গত ঘণ্টায় ১০০টির ৫টি পাতা এক সেকেন্ডের বেশি নিয়েছে।",
            "In the last hour 5 of 100 pages took more than a second.",
        )
        return HealthLine("speed", title, WAITS, say("ধীর", "slow"), sentence)
    sentence = say(
        "গত ঘণ্টায় ১০০টির ৯৫টি পাতা {n} মিলিসেকেন্ডের মধ্যে।",
        "In the last hour 95 of 100 pages came within {n} [millisecond|milliseconds].",
        n=math.ceil(bound * 1000),
    )
    return HealthLine("speed", title, FINE, fine_words(), sentence)
