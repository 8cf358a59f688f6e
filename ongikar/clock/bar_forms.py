"""The three forms of the bar: whole, without a label on top, and small for a list; and the signs at its end."""

from dataclasses import dataclass

from ongikar.rules.promise_bar_labels import DAY, NAME, TOP


@dataclass(frozen=True, slots=True)
class Form:
    """Where the shapes of a bar lie from top to bottom, in px."""

    name: str
    bar: float
    thick: float
    off: float
    weekly: int
    holiday: int
    post: float
    post_height: int
    now: float
    disc: int
    ring: int
    scale: str
    rows: dict[str, int]

    @property
    def middle(self) -> float:
        return self.bar + self.thick / 2

    @property
    def now_end(self) -> float:
        return self.now + self.post_height

    @property
    def has_top(self) -> bool:
        return TOP in self.rows


FORMS = {
    "": Form("", 34, 14, 50, 4, 8, 25, 32, 23, 12, 14, "", {TOP: 14, NAME: 74, DAY: 95}),
    "low": Form("low", 10, 14, 26, 4, 8, 1, 32, -1, 12, 14, "", {NAME: 50, DAY: 71}),
    "mini": Form("mini", 7, 8, 17, 3, 5, 3, 16, 3, 7, 8, "scale(.62)", {}),
}
# The sign on the disc at the end, drawn around its middle.
SIGNS = {
    "kept": ("cap", "M-5 .5l3.5 3.5L5-4"),
    "late": ("cap bad", "M-5 .5l3.5 3.5L5-4"),
    "shut": ("cap shut", "M-4.5 0h9"),
    "overdue": ("cap bad", "M0-5.5v6M0 5v.2"),
}
