"""What is said of minutes: to the chair, who approves them, and to the secretary, who issues them."""

from .message import Wording

# The desk's page of the meeting; and the address by which a chair outside reads and approves the minutes.
MEETING, MINUTES_LINK = ("meeting", "path"), ("minutes_link", "once")
SAID = ("{said}", "{said}")

CHAIR = {
    "meeting.circulated": Wording(
        ("অনুমোদনের জন্য কার্যবিবরণী", "Minutes for your approval"),
        (
            "{title}: কার্যবিবরণী আপনার অনুমোদনের অপেক্ষায়।",
            "{title}: the minutes wait for your approval.",
        ),
        page=MEETING,
    ),
}
SECRETARY = {
    "meeting.approved": Wording(
        ("কার্যবিবরণী অনুমোদিত", "Minutes approved"),
        (
            "{title}: সভাপতি কার্যবিবরণী অনুমোদন করেছেন। এবার জারি করুন।",
            "{title}: the chair approved the minutes. Issue them now.",
        ),
        page=MEETING,
    ),
    "meeting.returned": Wording(
        ("কার্যবিবরণী ফেরত", "Minutes sent back"),
        (
            "{title}: সভাপতি কার্যবিবরণী ফেরত দিয়েছেন। {said_short}",
            "{title}: the chair sent the minutes back. {said_short}",
        ),
        SAID,
        page=MEETING,
    ),
}
