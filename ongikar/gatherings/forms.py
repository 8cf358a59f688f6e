"""What is asked of whoever plans a gathering, moves it, ends it, or keeps its roster."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    EmailField,
    IdempotencyKeyField,
    MobileField,
    TextField,
    TimeOfDayField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.offices.models import Office, Place
from ongikar.rules.calendar.office_calendar import TZ

from .models import Gathering, Mark, Member, Reply, Roster
from .models.gathering import MOST_TITLE
from .rights import shown_to_staff
from .transitions import GatheringFault
from .words import REPLIES, ROLES, SORTS

ELSEWHERE = ""
# How many rosters of the office are offered for one more gathering.
ROSTERS_OFFERED = 50
REASON: dict[str, Any] = {
    "label": say_lazy("কারণ", "Reason"),
    "help_text": say_lazy("যাঁদের ডাকা হয়েছে, তাঁরা এটি পড়বেন।", "Those who were invited will read it."),
    "lines": 2,
    "width": "",
    "max_length": 300,
}


class OfficeForm(Form):
    """A form about the gatherings of an office at a moment."""

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        self.today = now.astimezone(TZ).date()

    def add_fault(self, fault: GatheringFault) -> None:
        """What the action found: beside its field, or above the form where that is not here."""
        name = {"starts_at": "begins", "ends_at": "ends"}.get(fault.field, fault.field)
        self.add_error(
            name if name in self.fields else None, ValidationError(say(fault.bn, fault.en), NAMELESS)
        )


class WhenForm(OfficeForm):
    """A day with a beginning and an end, and a place of the list or in words."""

    day = DayField(label=say_lazy("কোন দিন", "Day"))
    begins = TimeOfDayField(label=say_lazy("কখন শুরু", "When it begins"))
    ends = TimeOfDayField(label=say_lazy("কখন শেষ", "When it ends"))
    place = ChoiceField(label=say_lazy("কোথায়", "Place"), many=True, required=False, optional_mark=False)
    venue = TextField(
        label=say_lazy("কক্ষ বা অন্য জায়গা", "Room, or another place"), required=False, max_length=200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.open_on(self.today).filter(office=self.office).by_name()
        first = (ELSEWHERE, say("তালিকায় নেই, নিচে লিখুন", "Not on the list, write it below"))
        self.choice_field("place").choices = [first, *((str(each.pk), each.name) for each in places)]

    def clean_place(self) -> Place | None:
        chosen = self.cleaned_data["place"]
        return Place.objects.get(office=self.office, pk=chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, begins, ends = (cleaned.get(name) for name in ("day", "begins", "ends"))
        if isinstance(day, date) and isinstance(begins, time) and isinstance(ends, time):
            cleaned["starts_at"] = datetime.combine(day, begins, TZ)
            cleaned["ends_at"] = datetime.combine(day, ends, TZ)
            if ends <= begins:
                self.add_error(
                    "ends",
                    ValidationError(
                        say("শেষের সময় শুরুর পরে দিন", "The end must come after the beginning"), NAMELESS
                    ),
                )
        if not cleaned.get("place") and not cleaned.get("venue") and "venue" not in self.errors:
            self.add_error(
                "venue", ValidationError(say("কোথায় হবে, লিখুন", "Write where it takes place"), NAMELESS)
            )
        return cleaned


class PlanForm(WhenForm):
    """A gathering that belongs to no case: the staff plans it for a roster of its own, or one that stands."""

    NEW = "new"

    submission = IdempotencyKeyField(required=False)
    title = TextField(
        label=say_lazy("কী নিয়ে", "What it is about"),
        max_length=MOST_TITLE,
        width="",
    )
    sort = ChoiceField(label=say_lazy("ধরন", "Sort"), choices=choices_of(SORTS))
    roster = ChoiceField(label=say_lazy("কাদের জন্য", "For whom"), many=True)
    capacity = WholeNumberField(label=say_lazy("আসন", "Seats"), required=False, least=1, most=10_000)
    reply_by = DayField(label=say_lazy("উত্তরের শেষ দিন", "Last day to answer"), required=False)
    is_public = CheckboxField(label=say_lazy("সবার জন্য কর্মসূচিতে দেখান", "Show it in the public programme"))

    field_order = ("submission", "title", "sort", "roster", "day", "begins", "ends", "place", "venue")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rosters = shown_to_staff(Roster.objects.filter(office=self.office)).order_by("-id")[:ROSTERS_OFFERED]
        new = (self.NEW, say("নতুন তালিকা, পরে নাম লিখব", "A new roster, names come later"))
        self.choice_field("roster").choices = [new, *((str(each.pk), each.title) for each in rosters)]

    def clean_roster(self) -> Roster | None:
        chosen = self.cleaned_data["roster"]
        return (
            None if chosen == self.NEW else shown_to_staff(Roster.objects).get(office=self.office, pk=chosen)
        )


class MoveForm(WhenForm):
    reason = TextField(**REASON)
    reply_by = DayField(label=say_lazy("উত্তরের শেষ দিন", "Last day to answer"), required=False)


class CancelForm(OfficeForm):
    reason = TextField(**REASON)


class StrikeForm(OfficeForm):
    reason = TextField(
        **REASON
        | {
            "help_text": say_lazy(
                "ক্লাসটি কারও উপস্থিতি, ঘণ্টা বা সনদের হিসাবে আর থাকবে না। লেখাটি খাতায় কাটা অবস্থায় থাকে।",
                "The class no longer counts for attendance, hours or certificates. The line stays in the"
                " book, struck through.",
            )
        }
    )


class InviteForm(OfficeForm):
    """Nothing is asked: the page says who will be told and how."""


class CountForm(OfficeForm):
    counted = WholeNumberField(
        label=say_lazy("ঘরে কত জন", "How many are in the room"),
        most=100_000,
    )


class RecordForm(OfficeForm):
    """It is over: how long it took, and what stands for those without a mark."""

    rest = ChoiceField(
        label=say_lazy("যাঁদের পাশে কিছু লেখা নেই", "Those without a mark"),
        choices=[
            (Mark.PRESENT, say_lazy("উপস্থিত ছিলেন", "were there")),
            (Mark.ABSENT, say_lazy("অনুপস্থিত ছিলেন", "were not there")),
        ],
        required=False,
        optional_mark=False,
    )
    held_minutes = WholeNumberField(
        label=say_lazy("কত মিনিট চলেছে", "How many minutes it took"), least=1, most=24 * 60
    )


class SheetForm(OfficeForm):
    """The signed sheet: its photo, and the numbers of those who did not sign."""

    scan = UploadField(
        label=say_lazy("স্বাক্ষর করা কাগজের ছবি", "Photo of the signed sheet"),
        help_text=say_lazy(
            "JPG, PNG বা PDF, ৫ MB পর্যন্ত। মোবাইলে ক্যামেরা খোলা যায়।",
            "JPG, PNG or PDF, up to 5 MB. On a phone you can open the camera.",
        ),
    )
    absent = TextField(
        label=say_lazy("যাঁরা স্বাক্ষর করেননি, তাঁদের ক্রমিক", "Numbers of those who did not sign"),
        help_text=say_lazy("যেমন ৩, ৭, ১২। সবাই করলে খালি রাখুন।", "Such as 3, 7, 12. Empty if all signed."),
        required=False,
        max_length=400,
        width="",
    )


class PhotoForm(OfficeForm):
    photo = UploadField(
        label=say_lazy("ছবি", "Photo"),
        help_text=say_lazy("JPG, PNG বা PDF, ৫ MB পর্যন্ত।", "JPG, PNG or PDF, up to 5 MB."),
    )
    words = TextField(label=say_lazy("কীসের ছবি", "What it shows"), required=False, max_length=150)


class DoorForm(OfficeForm):
    """Tickets at the door: one that was typed or scanned, or the lines that a phone kept."""

    submission = IdempotencyKeyField(required=False)
    tickets = TextField(
        label=say_lazy("টিকিটের সংখ্যা", "Ticket"),
        missing=say_lazy("টিকিট স্ক্যান করুন বা এর ১৬টি চিহ্ন লিখুন", "Scan a ticket or type its 16 signs"),
        help_text=say_lazy(
            "একাধিক হলে প্রতি লাইনে একটি। ফোনে জমা থাকলে পাশে সময় লিখুন, যেমন ১০:০৫",
            "Several: one a line. Kept on a phone: with the time beside it, such as 10:05",
        ),
        lines=3,
        max_length=60_000,
        width="",
    )


class MemberForm(OfficeForm):
    """Somebody on a roster: how they are called and reached."""

    name = TextField(label=say_lazy("নাম", "Name"))
    post = TextField(label=say_lazy("পদ", "Post"), required=False)
    organisation = TextField(label=say_lazy("প্রতিষ্ঠান", "Organisation"), required=False)
    mobile = MobileField(label=say_lazy("মোবাইল", "Mobile"), required=False)
    email = EmailField(label=say_lazy("ই-মেইল", "E-mail"), required=False)
    role = ChoiceField(
        label=say_lazy("ভূমিকা", "Role"),
        choices=choices_of(ROLES),
        many=True,
        initial=Member.PARTICIPANT,
    )


class EndMemberForm(OfficeForm):
    until = DayField(label=say_lazy("শেষ দিন", "Last day"))


class ReplyForm(OfficeForm):
    """What an invited member answers, by their own page or as the office was told."""

    answer = ChoiceField(
        label=say_lazy("আসবেন?", "Do they come?"),
        choices=choices_of(REPLIES),
        missing=say_lazy("একটি উত্তর বেছে নিন", "Choose an answer"),
    )
    delegate = TextField(
        label=say_lazy("কে আসবেন", "Who comes instead"),
        help_text=say_lazy("অন্য কেউ এলে তাঁর নাম।", "The name, if somebody else comes."),
        required=False,
        optional_mark=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == Reply.DELEGATE and not cleaned.get("delegate"):
            self.add_error(
                "delegate",
                ValidationError(say("কে আসবেন, তাঁর নাম লিখুন", "Write who comes instead"), NAMELESS),
            )
        return cleaned


class OwnReplyForm(ReplyForm):
    """The same as it is asked of the member."""

    answer = ChoiceField(
        label=say_lazy("আপনি কি আসবেন?", "Will you come?"),
        choices=[
            (Reply.YES, say_lazy("আসব", "I will come")),
            (Reply.NO, say_lazy("আসতে পারব না", "I cannot come")),
            (Reply.DELEGATE, say_lazy("আমার বদলে অন্য কেউ আসবেন", "Somebody else comes for me")),
        ],
        missing=say_lazy("একটি উত্তর বেছে নিন", "Choose an answer"),
    )


class HereForm(OfficeForm):
    """The code on the wall, and who types it: by mobile number or ticket."""

    who = TextField(
        label=say_lazy("আপনার টিকিট বা মোবাইল নম্বর", "Your ticket or mobile number"),
        help_text=say_lazy(
            "টিকিটের ১৬টি অক্ষর দিলে প্রশিক্ষক শুধু মাথা গোনেন। শুধু মোবাইল নম্বর দিলে তিনি আপনাকে দেখে আলাদা করে"
            " লিখবেন; এক ফোন থেকে একজনের।",
            "With the 16 signs of your ticket the trainer only counts heads. With a mobile number alone you"
            " are marked once you are seen; one person from one phone.",
        ),
        max_length=80,
    )
    code = TextField(
        label=say_lazy("দেয়ালের ৬টি অঙ্ক", "The six figures on the wall"),
        max_length=12,
        width="w11",
    )


def initial_when(gathering: Gathering) -> dict[str, Any]:
    """What a form about another time begins with: the present one."""
    begins, ends = gathering.starts_at.astimezone(TZ), gathering.ends_at.astimezone(TZ)
    return {
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "place": str(gathering.place_id or ""),
        "venue": gathering.venue,
    }
