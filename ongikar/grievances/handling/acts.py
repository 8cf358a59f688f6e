"""The acts by which a complaint is taken on, sent on and looked into, as the desk offers them."""

from ongikar.core.i18n.say import say_lazy

from .. import actions
from ..models import Stage
from .desk_acts import DeskAct, register_act
from .forms import (
    AskForm,
    ConfirmForm,
    EnterReplyForm,
    OpenQuestionForm,
    OrderInquiryForm,
    ReasonForm,
    RedirectionForm,
    ReportForm,
)


def has_open_inquiry(stage: Stage) -> bool:
    return any(inquiry.is_open for inquiry in stage.inquiries.all())


def has_no_open_inquiry(stage: Stage) -> bool:
    return not has_open_inquiry(stage)


def has_open_question(stage: Stage) -> bool:
    return any(question.ended_at is None for question in stage.questions.all())


def may_be_extended(stage: Stage) -> bool:
    """Once, where the charter allows it and somebody looks into it; the clock refuses it after the due
    moment.
    """
    running = stage.clock.running
    return bool(running.undertaking.may_extend and not running.is_extended and stage.inquiries.all())


def register_handling_acts() -> None:
    for name, act in HANDLING_ACTS.items():
        register_act(name, act)


HANDLING_ACTS = {
    "accept": DeskAct(
        say_lazy("গ্রহণ করুন", "Accept"),
        say_lazy("গ্রহণ করা হয়েছে; দুই পক্ষ জানবেন।", "Accepted. Both sides are told."),
        ConfirmForm,
        actions.accept,
        order=10,
        lead=say_lazy(
            "অভিযোগটি দেখা হবে। কবের মধ্যে সিদ্ধান্ত হবে, অভিযোগকারীকে জানানো হবে।",
            "It will be looked into. The complainant is told by when it will be decided.",
        ),
    ),
    "order_inquiry": DeskAct(
        say_lazy("তদন্ত দিন", "Order an inquiry"),
        say_lazy("তদন্ত দেওয়া হয়েছে, তদন্তকারী জানবেন।", "Ordered. The inquiry officer is told."),
        OrderInquiryForm,
        actions.order_inquiry,
        order=20,
        condition=has_no_open_inquiry,
    ),
    "report_inquiry": DeskAct(
        say_lazy("তদন্ত প্রতিবেদন লিখুন", "Enter the report"),
        say_lazy("প্রতিবেদন রাখা হয়েছে।", "The report is kept."),
        ReportForm,
        actions.enter_report,
        order=21,
        condition=has_open_inquiry,
        has_files=True,
        lead=say_lazy(
            "কাগজে বা চিঠিতে যা এসেছে। তদন্তকারী নিজের পাতা থেকেও দিতে পারেন।",
            "What came on paper or by letter. The inquiry officer can also send it from a page of their own.",
        ),
    ),
    "extend": DeskAct(
        say_lazy("তদন্তে বাড়তি সময় নিন", "Take more time for the inquiry"),
        say_lazy("সময় বেড়েছে; অভিযোগকারী জানবেন।", "Extended. The complainant is told."),
        ReasonForm,
        actions.extend,
        order=22,
        condition=may_be_extended,
        lead=say_lazy(
            "চার্টারে যত কার্যদিবস আছে, একবার। কারণ লেখা থাকে, অভিযোগকারী দেখেন।",
            "As many working days as the charter says, once. The complainant reads the reason.",
        ),
        is_rare=True,
    ),
    "end_inquiry": DeskAct(
        say_lazy("তদন্ত বন্ধ করুন", "Call off the inquiry"),
        say_lazy("তদন্ত বন্ধ হয়েছে।", "The inquiry is called off."),
        ReasonForm,
        actions.end_inquiry,
        order=23,
        condition=has_open_inquiry,
        is_rare=True,
    ),
    "ask": DeskAct(
        say_lazy("প্রশ্ন করুন", "Ask a question"),
        say_lazy("প্রশ্ন পাঠানো হয়েছে।", "The question is sent."),
        AskForm,
        actions.ask,
        order=25,
    ),
    "reply": DeskAct(
        say_lazy("উত্তর এসেছে, লিখুন", "Enter an answer"),
        say_lazy("উত্তর রাখা হয়েছে।", "The answer is kept."),
        EnterReplyForm,
        actions.enter_reply,
        order=26,
        condition=has_open_question,
        has_files=True,
        is_rare=True,
        lead=say_lazy(
            "হাতে, ফোনে বা চিঠিতে যে উত্তর এসেছে।", "An answer that came by hand, by phone or by letter."
        ),
    ),
    "go_on_without": DeskAct(
        say_lazy("উত্তর ছাড়াই এগোন", "Go on without the answer"),
        say_lazy("আর অপেক্ষা করা হবে না।", "The answer is waited for no more."),
        OpenQuestionForm,
        actions.go_on_without,
        order=27,
        condition=has_open_question,
        is_rare=True,
    ),
    "redirect": DeskAct(
        say_lazy("অন্য কার্যালয়ে পাঠান", "Send to another office"),
        say_lazy("পাঠানো হয়েছে; দুই পক্ষ জানবেন।", "Sent. Both sides are told."),
        RedirectionForm,
        actions.redirect_complaint,
        order=81,
        is_rare=True,
    ),
}
