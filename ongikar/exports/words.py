"""What an export is called and how it stands, in the language at hand."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits, grouped_number

from .makers import maker_named
from .models import FAILED, GONE, MAKING, READY, WAITING, Export

TOO_LONG, TOO_LARGE, NO_ROOM, FELL, NOT_THERE = "time", "memory", "room", "fell", "not_there"
FAULTS = {
    TOO_LONG: (
        "ফাইলটি তৈরি হতে অনেক বেশি সময় লাগছিল, তাই থামানো হয়েছে। মাস বা সেবা বেছে ছোট করে আবার চান।",
        "It took far too long to make and was stopped. Ask again for less of it, such as one month or one"
        " service.",
    ),
    TOO_LARGE: (
        "ফাইলটি তৈরি করার মতো জায়গা কম্পিউটারের মেমোরিতে নেই। মাস বা সেবা বেছে ছোট করে আবার চান।",
        "It needed more memory than it may take. Ask again for less of it, such as one month or one service.",
    ),
    NO_ROOM: (
        "কম্পিউটারে ফাইল রাখার জায়গা ফুরিয়ে গেছে। প্রশাসককে জানান, জায়গা হলে আবার চান।",
        "There is no room left on the disk. Tell the administrator, and ask again when there is.",
    ),
    FELL: (
        "ফাইলটি তৈরি করতে গিয়ে প্রোগ্রামটি বারবার থেমে গেছে। প্রশাসককে জানান, পরে আবার চান।",
        "The program that made it ended again and again. Tell the administrator, and ask again later.",
    ),
    NOT_THERE: (
        "যা চাওয়া হয়েছিল, তা এখন আর নেই।",
        "What was asked for is no longer there.",
    ),
}
STATES = {
    WAITING: ("wait", "পালা আসেনি", "Waiting for its turn"),
    MAKING: ("", "তৈরি হচ্ছে", "Being made"),
    READY: ("kept", "তৈরি", "Ready"),
    GONE: ("shut", "মুছে ফেলা হয়েছে", "Deleted"),
    FAILED: ("late", "হয়নি", "Not made"),
}
MB, KB = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class ShownExport:
    """An export as a page shows it at one moment."""

    export: Export
    state: str
    # Back to the page it was ordered from; "" where that is gone.
    address: str

    @property
    def state_words(self) -> str:
        return say(*STATES[self.state][1:])

    @property
    def tag(self) -> str:
        return STATES[self.state][0]

    @property
    def fault_words(self) -> str:
        return say(*FAULTS.get(self.export.fault, FAULTS[FELL]))

    @property
    def is_unfinished(self) -> bool:
        return self.state in (WAITING, MAKING)

    @property
    def is_ready(self) -> bool:
        return self.state == READY

    @property
    def is_bundle(self) -> bool:
        return self.export.file_name.endswith(".zip")

    @property
    def lines_all(self) -> int:
        """For the bar, which cannot do without a whole."""
        return max(self.export.lines, 1)

    @property
    def lines_done(self) -> int:
        return min(self.export.lines_done, self.lines_all)

    @property
    def progress(self) -> str:
        """So many of so many lines; the second is what there was about when it was asked for."""
        return say(
            "{all}টি ভুক্তির মধ্যে {done}টি হয়েছে",
            "{done} of {all} lines done",
            done=grouped_number(self.lines_done, language()),
            all=grouped_number(self.export.lines, language()),
        )

    @property
    def size_words(self) -> str:
        size = self.export.size
        number, unit = (size / MB, "MB") if size >= MB else (size / KB, "KB")
        return f"{digits(f'{number:.1f}' if unit == 'MB' else f'{max(number, 1):.0f}', language())} {unit}"


def shown_export(export: Export, now: datetime) -> ShownExport:
    maker = maker_named(export.maker)
    return ShownExport(
        export,
        export.state(now),
        maker.address(export.arguments) if maker else "",
    )
