"""The shape of a reading: a charter as the parser understood it, kept as JSON and printed by
`ongikar charter read --json`.

TypedDicts, because the stored rows, the golden files and the open data are these very objects.
"""

from typing import Literal, NotRequired, TypedDict

# The cells of a service that are kept as an object with its `raw`.
ReadCell = Literal["time", "documents", "fee", "responsible", "superior"]


class ParsedTime(TypedDict):
    """A time cell, or one of the promises in it. `kind`: a unit, or why no clock can count it."""

    kind: str
    min: int | None
    max: int | None
    raw: str
    label: NotRequired[str]
    trigger: NotRequired[str]
    qualifier: NotRequired[str]
    condition: NotRequired[str]
    office_time: NotRequired[bool]
    contradiction: NotRequired[bool]
    # A promise for each case, or for one step after another: where `kind` says so.
    cases: NotRequired[list["ParsedTime"]]
    stages: NotRequired[list["ParsedTime"]]
    # The office's own limit beside the printed time.
    ceiling: NotRequired["ParsedTime"]
    # The day of a limit that ends by a day, in the words of the charter's language.
    until: NotRequired[str]


class ParsedDocuments(TypedDict):
    """The papers a service asks for, in the order printed."""

    items: list[str]
    raw: str


class ParsedFee(TypedDict):
    """A fee cell, or one of the cases in it; amounts in taka, `percent` of a sum."""

    kind: str
    amount: float | None
    raw: str
    label: NotRequired[str]
    min: NotRequired[float]
    max: NotRequired[float]
    percent: NotRequired[float]
    payment_methods: NotRequired[list[str]]
    contradiction: NotRequired[bool]
    cases: NotRequired[list["ParsedFee"]]


class ParsedOfficer(TypedDict):
    """Whom a cell names; `phone` as E.164."""

    post: str | None
    phone: str | None
    email: str | None
    geocode: str | None
    raw: str
    name: NotRequired[str]
    room: NotRequired[str]


class ParsedService(TypedDict):
    """One row of a service table. `extras`: what stands in columns of the office's own, by their headings."""

    category: str | None
    number: int
    name: str
    method: str | None
    time: ParsedTime
    documents: ParsedDocuments
    form_source: str | None
    fee: ParsedFee
    responsible: ParsedOfficer
    superior: ParsedOfficer
    extras: dict[str, str]


class ParsedTier(TypedDict):
    """One row of the grievance table. `officer`: the role; `address`: the whole printed cell."""

    tier: int
    when: str
    officer: str
    address: str
    phone: str | None
    email: str | None
    web: str | None
    limit: ParsedTime
    extras: NotRequired[dict[str, str]]
    # Of a published charter: calendar days for an appeal, where the tier says its own; working days by which
    # its time may once be extended; the post that decides in its place.
    window_days: NotRequired[int | None]
    may_extend: NotRequired[int]
    alternate: NotRequired[str | None]


class Finding(TypedDict):
    """As it is kept with a reading, and written as JSON. `raw`: the printed words that it is about."""

    code: str
    severity: str
    where: str
    message_bn: str
    message_en: str
    raw: str
    suggestion: str | None
    # Of a damaged word: how sure the suggestion is, in percent, and by which rules it was made.
    confidence: NotRequired[int]
    rules: NotRequired[list[str]]


class CharterText(TypedDict):
    """What a charter says, before anything is found in it."""

    title: str | None
    vision: str | None
    mission: str | None
    services: list[ParsedService]
    subordinate_offices: list[str]
    expectations: list[str]
    grievance_tiers: list[ParsedTier]
    signatory: dict[str, str] | None


class CharterReading(CharterText):
    """A document as it was read, with what was found in it."""

    findings: list[Finding]
