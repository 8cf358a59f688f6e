"""One row of the page of a job: what is written of one device."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from ongikar.core.forms.fields import ChoiceField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.places.fields import DeviceField, DeviceNumberField
from ongikar.places.models import Device

from .models import JobDevice, JobLine
from .visiting import WrittenLine

# Sorts of parts that one device takes at one press.
PARTS_OF_ROW = 3
# What a device is said to be, in the words of a button.
RESULT_WORDS = (
    (JobDevice.Result.MENDED, say_lazy("ঠিক হয়েছে", "Mended")),
    (JobDevice.Result.FAULTY, say_lazy("হয়নি", "Not yet")),
    (JobDevice.Result.CONDEMNED, say_lazy("অযোগ্য", "Beyond repair")),
    (JobDevice.Result.FINE, say_lazy("ত্রুটি নেই", "No fault")),
)


class LineForm(Form):
    """What is written of one device. `device`: None of a row in which it is chosen first."""

    chosen = DeviceField(required=False, optional_mark=False)
    number = DeviceNumberField(
        label=say_lazy("অন্য জায়গার হলে নম্বর", "Of another place: its number"),
        help_text="",
        required=False,
        optional_mark=False,
    )
    found = TextField(
        label=say_lazy("কী পাওয়া গেল", "What was found"), required=False, optional_mark=False, max_length=300
    )
    done = TextField(
        label=say_lazy("কী করা হলো", "What was done"), required=False, optional_mark=False, max_length=200
    )
    result = ChoiceField(
        label=say_lazy("ঠিক হয়েছে?", "Fixed?"), choices=RESULT_WORDS, required=False, optional_mark=False
    )

    def __init__(
        self,
        *args: Any,
        page: Any,
        device: Device | None = None,
        is_new: bool = False,
        each: JobDevice | None = None,
        **kwargs: Any,
    ) -> None:
        self.page, self.device, self.is_new, self.each = page, device, is_new, each
        self.key = device.pk if device else None
        super().__init__(*args, initial=self.first_values, **kwargs)
        for place in range(PARTS_OF_ROW):
            self.fields[f"part{place}"] = ChoiceField(
                label=say_lazy("যন্ত্রাংশ", "Part"),
                choices=page.part_choices,
                many=True,
                required=False,
                optional_mark=False,
            )
            self.fields[f"quantity{place}"] = WholeNumberField(
                label=say_lazy("কয়টি", "How many"),
                least=1,
                most=10_000,
                required=False,
                optional_mark=False,
            )
        if is_new and page.job.place:
            self.fields["chosen"].offer(page.job.place)  # type: ignore[attr-defined]
        else:
            del self.fields["chosen"]
        if is_new:
            self.fields["number"].office = page.job.office  # type: ignore[attr-defined]
        else:
            del self.fields["number"]

    @cached_property
    def first_values(self) -> dict[str, Any]:
        """What was said of it last: in a line, else by the acts of the job."""
        if self.is_new:
            return {}
        if line := self.page.lines.last.get(self.key):
            stands = line in self.page.lines.standing.get(self.key, ())
            parts = line.parts if stands else []
            return {"found": line.found, "done": line.done, "result": line.result} | {
                name: value
                for place, (part, quantity) in enumerate(parts[:PARTS_OF_ROW])
                for name, value in ((f"part{place}", str(part)), (f"quantity{place}", quantity))
            }
        if self.each is None or not self.each.result:
            return {"found": self.page.seen_before}
        return {"found": "", "done": self.each.words, "result": self.each.result}

    @cached_property
    def known_parts(self) -> list[list[int]]:
        line = self.page.lines.last.get(self.key)
        return line.parts if line and line in self.page.lines.standing.get(self.key, ()) else []

    # ---- what stands on the page ----

    @property
    def title(self) -> str:
        if self.device:
            return self.device.shown_number
        if self.is_new:
            return say("আরেকটি যন্ত্র", "Another device")
        return say("নম্বর ছাড়া", "Without a number")

    @property
    def shown_keys(self) -> str:
        return " ".join(self.page.lines.shown_keys(self.key)) if not self.is_new else ""

    @property
    def others(self) -> list[tuple[str, JobLine]]:
        """What others wrote of it: where two differ, all of them; of what came meanwhile, that."""
        if self.is_new:
            return []
        came = self.page.lines.unknown_to(self.key, self.keys_sent) if self.is_bound else ()
        lines = self.page.lines.differing(self.key) or came
        return [(self.page.writers.get(line.by_id or 0, ""), line) for line in lines]

    @property
    def part_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"part{place}"], self[f"quantity{place}"]) for place in range(PARTS_OF_ROW)]

    # ---- what was sent ----

    @property
    def keys_sent(self) -> list[str]:
        """The lines that stood on the page that was sent."""
        return str(self.data.get(f"{self.prefix}-seen", "")).split()[:200]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for place in range(PARTS_OF_ROW):
            part, quantity = cleaned.get(f"part{place}"), cleaned.get(f"quantity{place}")
            if quantity and not part and f"part{place}" not in self.errors:
                self.add_error(f"part{place}", say("কোন যন্ত্রাংশ, বেছে নিন", "Choose which part"))
        if self.is_new and not self.errors and not self.is_empty:
            self.judge_device()
        if not self.is_new and self.is_changed:
            self.judge_meanwhile()
        if self.page.needs_whole and not self.errors:
            self.judge_whole()
        return cleaned

    def judge_device(self) -> None:
        chosen, typed = self.cleaned_data.get("chosen"), self.cleaned_data.get("number")
        if chosen and typed and chosen != typed:
            self.add_error(
                "number", say("একটিই দিন: তালিকা থেকে, কিংবা নম্বরে", "Give one: from the list, or by number")
            )
            return
        if not (number := chosen or typed):
            if self.page.has_rows or self.prefix != "n0":
                self.add_error(
                    "chosen" if "chosen" in self.fields else "number",
                    say("কোন যন্ত্র, বেছে নিন বা নম্বর লিখুন", "Choose the device, or write its number"),
                )
            return
        self.device = Device.objects.by_number(self.page.job.office, int(number))
        self.key = self.device.pk if self.device else None
        if self.key in self.page.rows_by_device:
            self.add_error(
                "chosen" if chosen else "number",
                say("এই যন্ত্রের সারি ওপরে আছে।", "This device has a row above."),
            )

    def judge_meanwhile(self) -> None:
        """Nobody writes over what they did not see."""
        lines = self.page.lines.unknown_to(self.key, self.keys_sent)
        new = [line for line in lines if line.words != self.words]
        if new:
            self.add_error(
                "found",
                say(
                    "এর মধ্যে {who} এই যন্ত্রের কথা লিখেছেন। ওপরে দেখুন; আপনার লেখা রেখে দিতে চাইলে আবার চাপুন।",
                    "Meanwhile {who} has written of this device. Look above; press again to keep yours.",
                    who=self.page.writers.get(new[-1].by_id or 0, say("আরেকজন", "somebody else")),
                ),
            )

    def judge_whole(self) -> None:
        """At the end of a visit of each device all is told."""
        if not (self.is_changed or self.is_untold):
            return
        given = self.cleaned_data
        if not given.get("found"):
            self.add_error("found", say("কী পাওয়া গেল, লিখুন", "Write what was found"))
        if not given.get("done") and given.get("result") != JobDevice.Result.FINE:
            self.add_error("done", say("কী করা হলো বা কী লাগবে, লিখুন", "Write what was done, or is needed"))
        if not given.get("result"):
            self.add_error("result", say("ঠিক হয়েছে কি না, বেছে নিন", "Choose whether it is fixed"))

    @property
    def is_untold(self) -> bool:
        """Nothing was told yet of what became of it."""
        if self.is_new:
            return self.prefix == "n0" and not self.page.has_rows
        line = self.page.lines.standing.get(self.key)
        return bool(line) or (self.each is not None and not self.each.result)

    @property
    def parts(self) -> list[list[int]]:
        given = self.cleaned_data
        return [
            [int(given[f"part{place}"]), given.get(f"quantity{place}") or 1]
            for place in range(PARTS_OF_ROW)
            if given.get(f"part{place}")
        ]

    @property
    def words(self) -> tuple[Any, ...]:
        """As a line says it (models/visit.py)."""
        given = self.cleaned_data
        said = (" ".join((given.get(name) or "").split()) for name in ("found", "done"))
        return (*said, given.get("result") or "", self.parts)

    @property
    def is_empty(self) -> bool:
        given = self.cleaned_data
        return not any((*self.words, given.get("chosen"), given.get("number")))

    @property
    def is_changed(self) -> bool:
        if self.is_new:
            return not self.is_empty
        known = self.first_values
        before = tuple(known.get(name) or "" for name in ("found", "done", "result"))
        is_first = self.key not in self.page.lines.last
        if is_first and self.words == ("", "", "", []):
            return False
        # What was only proposed is nobody's word until it is sent with how it ended.
        if is_first and not before[2] and before[:2] == self.words[:2] and not self.words[2]:
            return bool(self.parts)
        return (*before, self.known_parts) != self.words or len(self.page.lines.differing(self.key)) > 1

    def line_to_write(self, key: str) -> WrittenLine:
        found, done, result, parts = self.words
        over = self.page.lines.shown_keys(self.key)
        return WrittenLine(key, self.device, found, done, result, [(a, b) for a, b in parts], over)
