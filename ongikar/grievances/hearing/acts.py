"""The acts of a hearing, and of what follows a decision, on the page of those who decide."""

from datetime import datetime

from ongikar.core.i18n.say import say_lazy

from .. import actions
from ..handling.desk_acts import DeskAct, register_act
from ..models import Stage
from ..remedy.forms import RecommendForm
from .forms import CallHearingForm, CallOffHearingForm, PutOffHearingForm, RecordHearingForm


def has_coming_hearing(stage: Stage) -> bool:
    return any(hearing.is_coming for hearing in stage.hearings.all())


def has_none_coming(stage: Stage) -> bool:
    return not has_coming_hearing(stage)


def time_of_hearing(stage: Stage) -> datetime | None:
    """When the last of those who are called is heard: before it nothing can be written down."""
    coming = (hearing for hearing in stage.hearings.all() if hearing.is_coming)
    return max((each.starts_at for hearing in coming for each in hearing.gatherings), default=None)


def register_hearing_acts() -> None:
    register_act(
        "call_hearing",
        DeskAct(
            say_lazy("শুনানি ডাকুন", "Call a hearing"),
            say_lazy(
                "শুনানি ডাকা হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "The hearing is called. Both sides are being told."
            ),
            CallHearingForm,
            actions.call_hearing,
            order=30,
            condition=has_none_coming,
            lead=say_lazy(
                "দুই পক্ষের কাছে নোটিশ যাবে। যাঁর নাম গোপন, তাঁর পরিচয় কোনো নোটিশে থাকে না।",
                "A notice goes to both sides. No notice tells who complains under a hidden name.",
            ),
        ),
    )
    register_act(
        "record_hearing",
        DeskAct(
            say_lazy("শুনানি শেষ, লিখে রাখুন", "The hearing is over: write it down"),
            say_lazy("শুনানির কথা লেখা হয়েছে।", "The hearing is written down."),
            RecordHearingForm,
            actions.record_hearing,
            order=30,
            condition=has_coming_hearing,
            opens=time_of_hearing,
            template="grievances/record_hearing.html",
        ),
    )
    register_act(
        "put_off_hearing",
        DeskAct(
            say_lazy("আরেক দিন দিন", "Put off to another day"),
            say_lazy(
                "নতুন দিন দেওয়া হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "A new day is set. Both sides are being told."
            ),
            PutOffHearingForm,
            actions.put_off_hearing,
            order=31,
            condition=has_coming_hearing,
            is_rare=True,
        ),
    )
    register_act(
        "call_off_hearing",
        DeskAct(
            say_lazy("শুনানি বাতিল করুন", "Call the hearing off"),
            say_lazy(
                "শুনানি বাতিল হয়েছে। দুই পক্ষকে জানানো হচ্ছে।", "The hearing is off. Both sides are being told."
            ),
            CallOffHearingForm,
            actions.call_off_hearing,
            order=32,
            condition=has_coming_hearing,
            is_rare=True,
        ),
    )
    register_act(
        "recommend",
        DeskAct(
            say_lazy("সেবা সহজ করার পরামর্শ দিন", "Recommend a change of the service"),
            say_lazy("পরামর্শ লেখা হয়েছে।", "The recommendation is written."),
            RecommendForm,
            actions.recommend,
            order=50,
            lead=say_lazy(
                "যেন এমন অভিযোগ আর না আসে: পরামর্শটি কার্যালয়ের উদ্যোগ হয়ে খোলে।",
                "So that nobody complains of it again: it opens as an initiative of the office.",
            ),
        ),
    )
