"""Every sort of page of the site, by who opens it: what is looked at in both languages, on every screen.

`{late}` in an address is the number of a case of the demonstration that is late, and so on: see
journeys/demonstration.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS

from .of_desks import FORMS_OF_DESKS, DeskAddress

# A service of each sort of time, papers and asker; and one of each form that is filled in to ask for it.
SERVICES = ("citizen-1", "citizen-5", "citizen-6", "institutional-8", "internal-1")
BY_CITIZENS = ("citizen-1", "citizen-2", "citizen-3", "citizen-6")
BY_INSTITUTIONS = tuple(f"institutional-{n}" for n in (1, 2, 3, 4, 6, 8, 9, 10))
# An open case of each form with which a promise is kept.
KEPT = (
    "citizen-1",
    "citizen-2",
    "citizen-3",
    "citizen-6",
    "institutional-2",
    "institutional-3",
    "institutional-9",
    "institutional-10",
    "institutional-11",
    "internal-3",
)
FOLLOWED = (
    "received",
    "accepted",
    "waiting",
    "late",
    "kept",
    "kept_late",
    "refused",
    "withdrawn",
    "redirected",
    "part",
    "tier-1",
    "tier-2",
    "tier-3",
)
COUNTED = ("waiting", "late", "kept_late")
WORKED_ON = ("received", "waiting", "late", "kept", "refused", "withdrawn", "part", "dropped", "tier-2")
YEAR = 2026
# The sample letters, each in a state of its own (offices/rangpur-sadar-ict/demo_letters_out.toml).
LETTERS_IN = ("victory-day", "lab-list", "nomination", "password", "road-light", "projector", "certificate")
LETTERS_OUT = (
    "victory-day",
    "lab-hours",
    "inspection",
    "trainers",
    "lab-list",
    "monthly",
    "old-roster",
    "picnic",
)
# In the office of every promise, by what they show: see promises/lives.py. Events are awaited in the first
# five.
AWAITING = (
    "awaits the paper",
    "awaits the allocation",
    "awaits the meeting",
    "awaits the whole",
    "awaits the event",
)
STEPPING = (
    "in the first step",
    "in the second step",
    "the meeting was held",
    "in the last step",
    "all steps",
)
MOVED = ("extended", "the paper came", "reopened", "without a limit", "given late", "refused")
DEMONSTRATION, EVERY_PROMISE = "demonstration", "every_promise"


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that one person looks at in one sitting.

    `who`: "" for anybody, "follower" for whoever holds the numbers of the demonstration's cases, else a
    user name. `sent`: pages whose form is sent as it stands, to see the faults named. Its button, where it
    is not the first. `office`: whose pages; some acts are open in no case of the demonstration.
    """

    name: str
    who: str
    pages: tuple[str, ...]
    sent: tuple[tuple[str, str], ...] = ()
    office: str = DEMONSTRATION

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """All of them, each with the button that is pressed there, or none."""
        return [*((address, "") for address in self.pages), *self.sent]

    @property
    def followed_cases(self) -> list[str]:
        """The cases whose pages these are, each once."""
        named = (match for address, _ in self.addresses for match in re.findall(r"\{(.*?)\}", address))
        return list(dict.fromkeys(name.rpartition(" of ")[2] for name in named))


def fill_address(address: str, numbers: dict[str, dict]) -> str:
    """`/track/{late}/` with the number of a late case; `{offer of late}` with its offer."""

    def number(match: re.Match) -> str:
        what, _, state = match[1].rpartition(" of ")
        return str(numbers[state][what or "number"])

    return re.sub(r"\{(.*?)\}", number, address)


BUTTON = "main form .btn"
# Of a form in which words are taken by small ones that stand before it, folded.
SENDING = "main form .btn:not(.btn-s)"
# Forms of desks that are sent as they stand, to see their faults named: the others have the same page.
WITH_FAULTS = (
    *("returns_new", "committees_new", "committee_seats", "committee_call", "meeting_cancel"),
    *("performance_plan_new", "performance_plan_value", "initiative_measurement"),
)
# Desk → the states in which the demonstration has no record of it.
NOT_SHOWN = {
    "agreement": {"closed", "dropped"},
    # None is struck or ended; of appointments what lasts for minutes, and what a new holiday brings.
    "availability": {"ended", "struck"},
    "appointment": {"held", "to_move", "arrived", "left", "expired"},
    "batch": {"cancelled"},
    "committee": {"ended"},
    "event": {"requested", "invited", "held", "called_off"},
    "initiative": {"screened", "pilot", "left_out", "kept", "closed"},
    "inspection": {"cancelled"},
    "job": {"signed"},
    "lecture": {"invited", "counter_proposed", "agreed", "given", "not_given"},
    "meeting": {"circulated", "approved", "cancelled"},
    "purchase": {"asked", "specified", "advised", "ended"},
    "reply_text": {"struck"},
    "return": {"ended"},
    "rollout": {"followed", "not_live"},
    "desk_rti_request": {"in_part", "ordered", "lapsed", "withdrawn"},
    "series": {"ended"},
}
# What whoever decides sees of complaints in their states, and presses before a hearing.
COMPLAINTS = ("inquiry", "asked complainant", "hearing called", "complaint rated", "complaint withdrawn")
HEARING_ACTS = ("put_off_hearing", "call_off_hearing")


def pages_of_desk(desk: Desk) -> Iterator[str]:
    """The list, narrowed in each way and where nothing is found; a record in each of its states; each form.
    What stands in the addresses: journeys/demonstration_desks.py.
    """
    root, of = f"/desk/{desk.path}/", f"of desk {desk.name}"
    yield root
    if desk.search_fields:
        yield f"{root}?q=zzzz"
    yield from (f"{root}?{each.name}={{by {each.name} {of}}}" for each in desk.list_filter)
    yield f"{root}{{record {of}}}/"
    shown = (state for state in desk.states if state not in NOT_SHOWN.get(desk.name, ()))
    yield from (f"{root}{{state {state} {of}}}/" for state in shown)
    yield from (page_of_form(form) for form in FORMS_OF_DESKS.values() if form.desk is desk)


def page_of_form(form: DeskAddress) -> str:
    root, of = f"/desk/{form.desk.path}/", f"of desk {form.desk.name}"
    if form.act is None:
        return f"{root}new/"
    below = re.sub(r"<\w+:row>", f"{{line {form.name} {of}}}", form.act.at)
    return f"{root}{{{form.name} {of}}}/{below}"


def desk_section() -> Section:
    """Everything that follows from what desks declare; the page of what has happened is the same for all."""
    pages = [page for desk in DESKS.values() for page in pages_of_desk(desk)]
    history = "/desk/initiatives/{record of desk initiative}/history/"
    sent = tuple((page_of_form(FORMS_OF_DESKS[name]), BUTTON) for name in WITH_FAULTS)
    return Section("desks", "karim", (*pages, history), sent)


def sections(books: list[str]) -> list[Section]:
    """All of them; `books` are the names of the registers."""
    return [
        Section(
            "first pages",
            "",
            (
                "/",
                "/charter/",
                "/charter/?q=ল্যাবের কম্পিউটার চলে না",
                "/charter/?q=zzzz",
                "/track/?number=8549-26-00417",
                "/account/",
                f"/account/{YEAR}/10/",
                "/ledger/",
                "/check/",
                "/d/41/",
                "/labs/",
                "/board/",
                "/help/",
                "/help/?q=ফেসবুক",
                "/help/1/",
                "/help/1/thanks/",
                "/c/",
                "/c/offline/",
                *(
                    f"/c/{{serial of certificate {state}}}-{{code of certificate {state}}}/"
                    for state in ("issued", "replaced", "revoked")
                ),
                "/c/{serial of certificate issued}/",
                "/grievances/",
                "/rti/",
                "/rti/new/",
                "/sign-in/",
                "/meetings/",
                "/calendar/",
                f"/calendar/{YEAR}/",
                f"/calendar/{YEAR - 1}/",
                "/privacy/",
                "/accessibility/",
                "/charter/?q=obhijog",
            ),
            (("/track/", BUTTON), ("/sign-in/", BUTTON)),
        ),
        Section(
            "the official table", "", ("/charter/official/", "/charter/official/hq/", "/charter/versions/")
        ),
        Section("services", "", tuple(f"/services/{code}/" for code in SERVICES)),
        Section(
            "applying",
            "",
            (
                *(f"/services/{code}/apply/" for code in BY_CITIZENS),
                "/services/citizen-1/form/",
                "/services/citizen-6/form/",
                "/services/citizen-1/short/",
            ),
            (("/services/citizen-6/apply/", BUTTON),),
        ),
        Section(
            "applying for an institution",
            "",
            tuple(f"/services/{code}/{page}/" for code in BY_INSTITUTIONS for page in ("apply", "form")),
            (("/services/institutional-9/apply/", BUTTON),),
        ),
        Section(
            "following",
            "follower",
            (
                *(f"/track/{{{state}}}/" for state in FOLLOWED),
                "/track/{late}/prove/",
                "/o/{once of late}/",
                "/t/{link of task outside}/",
                "/t/{link of task outside}/?do=ask_time",
                "/q/{token of asked feedback}/",
            ),
            (("/track/{late}/prove/", "main form .btn-2"),),
        ),
        Section("counting day by day", "follower", tuple(f"/track/{{{state}}}/days/" for state in COUNTED)),
        Section(
            "complaining",
            "follower",
            (
                "/track/{accepted}/withdraw/",
                "/track/{accepted}/appointment/",
                "/track/{part}/enough/",
                "/track/{seated}/",
                "/track/{seated}/held/",
                "/track/{seated}/seat/",
                "/track/{accepted}/held/",
                "/track/{kept}/held/",
                "/grievances/new/",
                "/grievances/about/{accepted}/",
                "/grievances/offer/{offer of late}/",
                "/grievances/{grievance of tier-1}/",
                "/grievances/{grievance of tier-2}/",
                "/grievances/{grievance of tier-3}/",
                "/grievances/{grievance of tier-1}/evidence/",
                "/grievances/{grievance of tier-1}/withdraw/",
                "/grievances/{complaint rated}/",
                "/grievances/{complaint rated}/held/",
                "/grievances/{complaint redirected}/",
                "/grievances/{complaint decided}/rate/",
                "/grievances/{asked complainant}/reply/{question of asked complainant}/",
            ),
            (
                ("/grievances/{complaint decided}/rate/", BUTTON),
                ("/grievances/{complaint decided}/held/", BUTTON),
                ("/grievances/{asked complainant}/reply/{question of asked complainant}/", BUTTON),
                ("/grievances/new/", BUTTON),
                ("/grievances/{grievance of tier-1}/withdraw/", BUTTON),
                ("/track/{accepted}/withdraw/", BUTTON),
                ("/track/{part}/enough/", BUTTON),
                ("/track/{accepted}/held/", BUTTON),
                ("/track/{waiting}/", BUTTON),
            ),
        ),
        Section(
            "the officer's day",
            "karim",
            (
                "/desk/today/",
                "/desk/search/?q=রহিমা",
                "/desk/search/?q=zzzz",
                "/desk/search/",
                "/desk/help/",
                "/desk/help/officer/",
                "/desk/contacts/",
                "/desk/contacts/?q=zzzz",
                "/desk/contacts/doubles/",
                "/desk/contacts/add/",
                "/desk/places/",
                "/desk/places/?kind=lab",
                "/desk/places/add/",
                "/desk/places/lists/",
                "/desk/places/lists/{list of devices}/",
                "/desk/first-day/",
                "/desk/first-day/steps/",
                "/desk/charge/{post of contact}/",
                "/desk/charge/{post of contact}/pass/",
                "/desk/charge/documents/{charge of contact}/",
                "/desk/charge/documents/{charge of contact}/sheet/",
                "/desk/places/{lab of devices}/",
                "/desk/places/{lab of devices}/?state=faulty",
                "/desk/places/{lab of devices}/devices/add/",
                "/desk/places/{lab of devices}/fault/",
                "/desk/places/{lab of devices}/labels/",
                "/desk/places/{lab of devices}/stocktake/",
                "/desk/stocktakes/{stocktake of devices}/",
                "/desk/stocktakes/{stocktake of devices}/close/",
                "/desk/stocktakes/{stocktake of devices}/{device of devices}/",
                "/desk/devices/{device of devices}/",
                "/desk/devices/{device of devices}/change/",
                *(
                    f"/desk/devices/{{device of devices}}/{act}/"
                    for act in ("repaired", "moved", "missing", "condemned", "corrected")
                ),
                "/labs/{slug of devices}/",
                "/desk/places/{place of contact}/",
                "/desk/places/{place of contact}/change/",
                "/desk/places/{place of contact}/close/",
                "/desk/contacts/{contact of contact}/",
                "/desk/contacts/{contact of contact}/held/",
                "/desk/contacts/{contact of contact}/change/",
                "/desk/contacts/{contact of contact}/end/",
                "/desk/contacts/{contact of contact}/merge/",
                "/desk/cases/",
                "/desk/cases/?tab=all",
                "/desk/cases/?q=zzzz",
                "/desk/cases/foreseen/?days=14",
                "/desk/influence/",
                "/desk/influence/new/",
                "/desk/cases/contacts/",
                "/desk/cases/contacts/?month=2026-11",
                "/desk/cases/replay/",
                "/desk/cases/replay/?service=citizen-1&promise=১ কার্যদিবস&since=2026-07-01",
                "/desk/counter/",
                "/desk/counter/?channel=phone&mobile=01700000003",
                "/desk/counter/?service=citizen-5",
                "/desk/counter/?service=institutional-1",
                "/desk/counter/?look=1&name=রহিমা",
                "/desk/counter/people/",
                "/desk/counter/people/?q=রহিমা",
                "/desk/counter/people/?q=zzzz",
                "/desk/counter/people/{joined}/",
                "/desk/counter/people/{joined}/join/",
                "/desk/counter/people/{joined}/join/?q=রহিমা",
                "/desk/counter/slips/",
                "/desk/centres/",
                "/desk/counter/queue/",
                "/desk/counter/voice/",
                "/desk/counter/tokens/",
                "/desk/counter/figures/",
                "/desk/counter/figures/?span=month",
                *(f"/desk/counter/queue/{{pk of visit {each}}}/" for each in ("waiting", "served", "missed")),
                "/desk/counter-complaint/",
                "/desk/unopened-letter/",
                "/desk/tasks/",
                "/desk/tasks/?tab=late",
                "/desk/tasks/?tab=ended",
                "/desk/tasks/new/",
                "/desk/tasks/{task open}/",
                "/desk/tasks/{task reported}/",
                "/desk/tasks/{task dropped}/",
                "/desk/tasks/{task outside}/",
                "/desk/tasks/{task late}/transfer/",
                "/desk/tasks/calendar/",
                "/desk/tasks/below/",
                "/desk/certificates/",
                "/desk/certificates/?tab=ended",
                "/desk/certificates/new/",
                *(
                    f"/desk/certificates/{{serial of certificate {state}}}/"
                    for state in ("issued", "replaced", "revoked")
                ),
                "/desk/certificates/{serial of certificate issued}/replace/",
                "/desk/certificates/{serial of certificate issued}/revoke/",
                "/desk/certificates/templates/",
                "/desk/certificates/templates/course/",
                "/desk/lines/",
                "/desk/lines/{line}/{digest of line}/",
                "/desk/reply/{institutional-1}/",
                "/desk/events/from/{citizen-5}/",
                "/desk/purchases/{purchase compared}/comparison/",
                "/desk/purchases/{purchase compared}/lines/{line of purchase compared}/",
                "/desk/specifications/",
                "/desk/specifications/new/",
                "/desk/specifications/laptop/",
                "/desk/specifications/laptop/write/",
                "/desk/jobs/?ended=1",
                "/desk/jobs/triage/",
                "/desk/jobs/{job looked}/earlier/?q=zzzz",
                "/desk/training/{classes certified}/classes/",
                "/desk/training/{classes running}/classes/",
                "/desk/training/{classes running}/attendance/",
                "/desk/training/{classes offering}/begin/",
                "/desk/training/{classes running}/questions/post/",
                "/desk/training/{classes certified}/follow-up/{follow-up of classes certified}/",
                "/desk/letters/",
                "/desk/letters/?q=zzzz",
                "/desk/letters/in/",
                *(f"/desk/letters/?tab={tab}" for tab in ("mark", "answer", "in", "drafts", "out")),
                "/desk/letters/?q=ল্যাব",
                *(f"/desk/letters/{{diary {key}}}/" for key in LETTERS_IN),
                "/desk/letters/{diary projector}/mark/",
                "/desk/letters/{diary victory-day}/answer/",
                "/desk/letters/{diary victory-day}/file/",
                "/desk/letters/{diary victory-day}/redirect/",
                "/desk/letters/{diary certificate}/correct/",
                "/desk/letters/{diary certificate}/add_pages/",
                "/desk/letters/{diary certificate}/place/",
                "/desk/letters/files/{file of diary lab-list}/",
                "/desk/letters/files/",
                "/desk/letters/files/new/",
                "/desk/complaints/",
                "/desk/complaints/{grievance of tier-1}/",
                "/desk/complaints/{grievance of tier-1}/evidence/",
                "/desk/complaints/{grievance of tier-2}/",
                "/desk/complaints/{grievance of tier-2}/appeal/",
                "/desk/inquiries/",
                "/desk/inquiries/{key of inquiry}/",
                "/desk/complaints/{asked respondent}/reply/{question of asked respondent}/",
                "/desk/charter/lint/",
                "/desk/messages/",
                "/desk/own/",
                *(f"/desk/own/internal-{n}/" for n in range(1, 6)),
            ),
            (
                ("/desk/own/internal-4/", BUTTON),
                ("/desk/counter/", "button[accesskey=s]"),
                ("/desk/counter/slips/", BUTTON),
                ("/desk/counter/people/{joined}/join/?q=রহিমা", "main form[method=post] .btn"),
                ("/desk/counter/tokens/", BUTTON),
                ("/desk/lines/{line}/{digest of line}/", BUTTON),
                ("/desk/letters/in/", "button[accesskey=s]"),
                ("/desk/letters/{diary victory-day}/file/", BUTTON),
                ("/desk/letters/{diary certificate}/add_pages/", BUTTON),
                ("/desk/letters/files/{file of diary lab-list}/", "main form .btn"),
                ("/desk/letters/files/new/", BUTTON),
                ("/desk/cases/replay/", BUTTON),
            ),
        ),
        Section(
            "meetings",
            "karim",
            ("/desk/meetings/{meeting sitting}/sitting/",),
            (),
        ),
        Section(
            "inspections",
            "karim",
            (
                "/desk/inspections/for/{institutional-10}/",
                "/desk/inspections/{inspection under_way}/part/0/",
                "/desk/inspections/{inspection under_way}/part/2/",
                "/desk/inspections/{inspection under_way}/devices/",
                "/desk/inspections/{inspection under_way}/offline/",
                "/desk/books/inspections/2026/",
            ),
            (
                ("/desk/inspections/{inspection visited}/issue/", BUTTON),
                ("/desk/inspections/{inspection under_way}/cancel/", BUTTON),
            ),
        ),
        Section(
            "letters out",
            "karim",
            (
                "/desk/letters/out/",
                "/desk/letters/{letter trainers}/",
                "/desk/letters/out/new/",
                "/desk/letters/out/new/?kind=order&language=en",
                *(f"/desk/letters/out/{{letter {key}}}/" for key in LETTERS_OUT),
                "/desk/letters/out/{letter victory-day}/edit/",
                "/desk/letters/out/{letter victory-day}/versions/",
                "/desk/letters/out/{letter victory-day}/return/",
                "/desk/letters/out/{letter victory-day}/cancel/",
                "/desk/letters/out/{letter victory-day}/scan/",
                "/desk/letters/out/{letter inspection}/issue/",
                "/desk/letters/out/{letter trainers}/remind/",
                "/desk/letters/out/{letter trainers}/dispatch/{recipient of letter trainers}/",
                "/desk/letters/out/{letter trainers}/withhold/",
                "/desk/letters/out/dispatches/{dispatch of letter monthly}/",
                "/desk/books/issue/2026/",
                "/desk/books/peon/2026/",
            ),
            (
                ("/desk/letters/out/new/", "main form .btn:not([name])"),
                ("/desk/letters/out/{letter victory-day}/return/", BUTTON),
                ("/desk/letters/out/{letter victory-day}/scan/", BUTTON),
                ("/desk/letters/out/{letter inspection}/issue/", BUTTON),
                ("/desk/letters/out/{letter trainers}/dispatch/{recipient of letter trainers}/", BUTTON),
                ("/desk/letters/out/{letter trainers}/withhold/", BUTTON),
                ("/desk/letters/out/dispatches/{dispatch of letter monthly}/", BUTTON),
            ),
        ),
        Section(
            "cases",
            "karim",
            (
                *(f"/desk/cases/{{{state}}}/" for state in WORKED_ON),
                *(f"/desk/cases/{{{state}}}/days/" for state in COUNTED),
                "/desk/cases/several/?tab=open",
                "/desk/cases/?tab=late",
                "/desk/filters/queue/?tab=received",
                "/desk/filters/queue/",
                *(f"/desk/cases/{{{each}}}/" for each in ("doubled", "leading", "answered together")),
                *(f"/desk/cases/{{{each}}}/" for each in ("split", "split off")),
                "/desk/cases/{citizen-1}/same/",
                "/desk/cases/{kept}/reopen/",
                "/desk/cases/{citizen-6}/identity/",
            ),
            (
                ("/desk/cases/{kept}/reopen/", BUTTON),
                ("/desk/cases/{citizen-1}/same/", "main form .btn"),
                ("/desk/cases/several/?tab=open", BUTTON),
                ("/desk/filters/queue/?tab=received", "main form .btn"),
                ("/desk/cases/{citizen-6}/identity/", BUTTON),
            ),
        ),
        Section(
            "acts",
            "karim",
            (
                "/desk/cases/{received}/accept/",
                "/desk/cases/{accepted}/ask_for_papers/",
                "/desk/cases/{waiting}/answer/",
                "/desk/cases/{accepted}/refuse/",
                "/desk/cases/{accepted}/redirect/",
                "/desk/cases/{accepted}/note/",
                "/desk/cases/{accepted}/hand_over/",
                "/desk/cases/{institutional-11}/ask_drop/",
                "/desk/cases/{part}/keep/",
            ),
            (
                ("/desk/cases/{accepted}/refuse/", SENDING),
                ("/desk/cases/{accepted}/ask_for_papers/", SENDING),
                ("/desk/cases/{institutional-11}/ask_drop/", BUTTON),
            ),
        ),
        Section(
            "keeping",
            "karim",
            tuple(f"/desk/cases/{{{code}}}/keep/" for code in KEPT),
            (
                # Before it stand those by which a note's words are taken.
                ("/desk/cases/{citizen-1}/keep/", "main form .btn:not(.btn-2)"),
                ("/desk/cases/{citizen-1}/keep/", "main form [name=save]"),
            ),
        ),
        Section(
            "the calendar",
            "karim",
            ("/desk/calendar/", "/desk/calendar/order/"),
            (("/desk/calendar/order/", "main form .btn"), ("/desk/calendar/order/", "main form .btn-2")),
        ),
        Section(
            "trainings for everybody",
            "",
            (
                "/training/",
                "/training/recompute/",
                "/training/{batch called}/",
                "/training/{batch offering}/",
                "/training/{batch frozen}/result/",
                "/training/{batch frozen}/objection/",
                "/training/{batch offering}/result/",
                "/training/{batch offering}/result/?roll=1004",
                "/training/{batch nominated}/nominate/",
            ),
            (("/training/{batch nominated}/nominate/", BUTTON),),
        ),
        Section(
            "trainings",
            "karim",
            (
                "/desk/training/",
                "/desk/training/new/",
                "/desk/training/{batch planned}/call/",
                *(
                    f"/desk/training/{{batch {state}}}/"
                    for state in ("planned", "called", "closed", "frozen", "ranked", "offering")
                ),
                "/desk/training/{batch offering}/?show=all",
                "/desk/training/{batch called}/settle/",
                "/desk/training/{batch closed}/marks/test/",
                "/desk/training/{batch frozen}/draw/",
                "/desk/training/{batch frozen}/objections/",
                "/desk/training/{batch called}/move/",
                "/desk/training/{batch called}/cancel/",
                "/desk/training/{batch planned}/change/",
                "/desk/training/{batch nominated}/nominate/",
            ),
            (("/desk/courses/new/", BUTTON), ("/desk/training/{batch planned}/call/", BUTTON)),
        ),
        Section("a list opened again", "salma", ("/desk/training/{batch frozen}/reopen/",)),
        Section(
            "gatherings",
            "karim",
            (
                "/desk/gatherings/",
                "/desk/week/",
                "/desk/day/",
                "/desk/gatherings/?tab=past",
                "/desk/gatherings/new/",
                "/desk/gatherings/{pk of gathering open}/",
                "/desk/gatherings/{pk of gathering recorded}/",
                "/desk/gatherings/{pk of gathering cancelled}/",
                "/desk/gatherings/{pk of gathering moved}/",
                "/desk/gatherings/{pk of gathering invited}/move/",
                "/desk/gatherings/{pk of gathering open}/door/",
                "/desk/gatherings/{pk of gathering open}/wall/",
                "/desk/gatherings/{pk of gathering open}/signed/",
                "/desk/gatherings/{pk of gathering open}/photo/",
                "/desk/gatherings/{pk of gathering invited}/reply/{member of gathering invited}/",
                "/desk/rosters/{roster of gathering open}/",
                "/desk/members/{member of gathering open}/",
            ),
            (
                ("/desk/gatherings/new/", BUTTON),
                ("/desk/gatherings/{pk of gathering invited}/move/", ".do form .btn"),
                ("/desk/gatherings/{pk of gathering open}/signed/", BUTTON),
                ("/desk/members/{member of gathering open}/", BUTTON),
            ),
        ),
        Section(
            "asking for information",
            "follower",
            (
                *(f"/rti/{{rti {state}}}/" for state in ("open", "priced", "provided", "appealed")),
                "/rti/{rti open}/appeal/",
                "/rti/{rti provided}/appeal/",
                "/rti/{rti open}/withdraw/",
            ),
            (("/rti/new/", BUTTON), ("/rti/{rti provided}/appeal/", BUTTON)),
        ),
        Section(
            "requests for information",
            "karim",
            (
                "/desk/rti/",
                "/desk/rti/new/",
                "/desk/rti/{rti open}/",
                "/desk/rti/{rti priced}/",
                "/desk/rti/{rti appealed}/",
                *(
                    f"/desk/rti/{{rti open}}/{act}/"
                    for act in ("provide", "provide_part", "price", "refuse", "note")
                ),
                "/desk/rti/{rti priced}/paid/",
            ),
            (
                ("/desk/rti/new/", BUTTON),
                ("/desk/rti/{rti open}/refuse/", BUTTON),
                ("/desk/rti/{rti open}/price/", BUTTON),
            ),
        ),
        Section(
            "an appeal about information",
            "salma",
            ("/desk/rti/", "/desk/rti/{rti appealed}/", "/desk/rti/{rti appealed}/decide/"),
            (("/desk/rti/{rti appealed}/decide/", BUTTON),),
        ),
        Section(
            "a member of a roster",
            "follower",
            (
                "/programme/",
                "/ticket/{ticket of gathering invited}/",
                "/ticket/{ticket of gathering open}/",
                "/here/{pk of gathering open}/",
            ),
            (("/here/{pk of gathering open}/", BUTTON),),
        ),
        Section(
            "questionnaires",
            "karim",
            (
                "/desk/questionnaires/",
                "/desk/questionnaires/new/",
                *(
                    f"/desk/questionnaires/{{pk of asked {purpose}}}/"
                    for purpose in ("intake", "feedback", "test")
                ),
                "/desk/questionnaires/{pk of asked test}/edit/",
                "/desk/questionnaires/{pk of asked test}/edit/new/",
                "/desk/questionnaires/{pk of asked test}/edit/sum/",
                "/desk/questionnaires/{pk of asked test}/preview/",
                "/desk/questionnaires/{pk of asked feedback}/rounds/new/",
                "/desk/questionnaires/rounds/{round of asked feedback}/",
                "/desk/questionnaires/rounds/{round of asked test}/",
                "/desk/questionnaires/rounds/{round of asked test}/responses/",
                "/desk/questionnaires/responses/{response of asked test}/",
                "/desk/questionnaires/phones/",
                "/desk/questionnaires/phones/sent/{sent of asked test}/",
                "/q/{token of asked test}/",
            ),
            (("/desk/questionnaires/new/", BUTTON), ("/desk/questionnaires/phones/", BUTTON)),
        ),
        Section(
            "systems and initiatives",
            "karim",
            (
                "/desk/rollouts/{system asked}/plan/?plan=d-nothi",
                "/desk/performance/{plan open}/{computed of plan open}/",
                "/desk/performance/{plan reported}/?compare",
                "/desk/performance/{plan reported}/{computed of plan reported}/",
                "/desk/upkeep/new/?sort=officers",
                "/desk/upkeep/of/{internal-4}/",
            ),
            (
                ("/desk/rollouts/{system asked}/plan/?plan=d-nothi", BUTTON),
                ("/desk/upkeep/new/?sort=officers", BUTTON),
            ),
        ),
        Section(
            "the charter's desk",
            "karim",
            (
                "/desk/charter/",
                "/desk/charter/upload/",
                "/desk/charter/ladder/",
                "/desk/charter/ladder/compare/",
                "/desk/charter/{upload}/",
                "/desk/charter/{upload}/document/",
                "/desk/charter/{upload}/publish/",
                "/desk/charter/{upload}/record/",
                "/desk/charter/{upload}/add/",
                "/desk/charter/{upload}/part/citizen-1/leave-out/",
                *(
                    f"/desk/charter/{{upload}}/part/{code}/"
                    for code in ("charter", "citizen-1", "institutional-8", "tier-1")
                ),
            ),
            (
                ("/desk/charter/upload/", BUTTON),
                ("/desk/charter/ladder/", BUTTON),
                ("/desk/charter/{upload}/part/citizen-1/", "main form .btn"),
                ("/desk/charter/{upload}/add/", BUTTON),
                ("/desk/charter/{upload}/part/citizen-1/leave-out/", BUTTON),
            ),
        ),
        Section(
            "registers",
            "shirin",
            (
                "/desk/books/",
                "/desk/exports/",
                *(f"/desk/exports/{{export {state}}}/" for state in ("making", "ready", "gone", "failed")),
                *(f"/desk/books/{slug}/{YEAR}/" for slug in books),
            ),
        ),
        Section(
            "the district's desk",
            "salma",
            (
                "/desk/grievances/",
                "/desk/grievances/new/",
                "/desk/today/",
                "/desk/hearings/",
                "/desk/remedies/",
                "/desk/grievances/own-motion/",
                "/desk/grievance-reports/",
                "/desk/stakeholder-meeting/",
                f"/desk/grievance-reports/{YEAR}-11/",
                f"/desk/grievance-reports/{YEAR}-q2/",
                *(f"/desk/grievances/{{{state}}}/" for state in COMPLAINTS),
                *(f"/desk/grievances/{{hearing called}}/{act}/" for act in HEARING_ACTS),
                "/desk/grievances/{grievance of tier-1}/",
                "/desk/grievances/{grievance of tier-1}/?decide",
                *(
                    f"/desk/grievances/{{grievance of tier-1}}/{act}/"
                    for act in ("accept", "order_inquiry", "ask", "not_accept", "redirect", "note")
                ),
                "/desk/today/",
                "/desk/drops/",
                "/desk/drops/{dropping}/",
            ),
            (
                ("/desk/grievances/{grievance of tier-1}/?decide", "#decision .btn:not(.btn-plain)"),
                ("/desk/grievances/new/", BUTTON),
                ("/desk/drops/{dropping}/", BUTTON),
            ),
        ),
        Section(
            "the appeal's desk", "rafiq", ("/desk/grievances/", "/desk/grievances/{grievance of tier-2}/")
        ),
        Section(
            "the cell's desk", "nasreen", ("/desk/grievances/", "/desk/grievances/{grievance of tier-3}/")
        ),
        Section("my requests", "", ("/mine/",), (("/mine/", BUTTON),)),
        Section(
            "one's own account",
            "karim",
            (
                "/me/",
                "/me/password/",
                "/me/again/",
                "/me/app/",
                "/me/passkeys/add/",
                "/sign-in/again/",
            ),
            (("/me/password/", BUTTON), ("/me/app/", "main form .btn"), ("/sign-in/again/", BUTTON)),
        ),
        Section("posts", "karim", ("/desk/people/", "/desk/people/give/"), (("/desk/people/give/", BUTTON),)),
        Section(
            "a digital centre",
            "jashim",
            (
                "/agent/",
                "/agent/new/",
                "/agent/month/",
                "/agent/complaints/new/",
                "/agent/complaints/answer/",
            ),
            (("/agent/new/", BUTTON),),
        ),
        Section(
            "the department",
            "tanvir",
            ("/desk/offices/", "/desk/calendar/", "/desk/charter/lint/", "/desk/messages/"),
        ),
        Section(
            "the auditor",
            "mahbub",
            (
                "/desk/influence/",
                "/desk/influence/{code of influence}/",
                "/desk/cases/",
                "/desk/cases/{late}/",
                "/desk/complaints/",
                "/desk/people/",
                "/desk/books/",
            ),
        ),
        Section(
            "the administrator",
            "lipi",
            (
                "/desk/accounts/{user of person karim}/reset/",
                "/desk/people/",
                "/desk/people/give/",
                "/desk/people/{holding of person karim}/end/",
                "/desk/accounts/",
                "/desk/accounts/add/",
                "/desk/accounts/{user of person karim}/",
                "/desk/accounts/{user of person karim}/change/",
                "/desk/accounts/{user of person karim}/close/",
                "/desk/clock/",
                "/desk/settings/",
                "/desk/settings/messages/",
                "/desk/settings/urgent/",
                "/desk/settings/safety_steps/",
                "/desk/settings/self_filing/",
                "/desk/settings/rates/",
                "/desk/settings/limits/",
                "/desk/settings/agent_fee/",
                "/desk/settings/texts/",
                "/desk/settings/office_hours/",
                "/desk/settings/stock/",
                "/desk/health/",
                "/desk/health/backup/",
                "/desk/health/messages/",
                "/desk/health/given-up/",
            ),
            (("/desk/accounts/add/", BUTTON), ("/desk/accounts/{user of person karim}/close/", BUTTON)),
        ),
        Section(
            "faults",
            "",
            (
                "/nowhere/",
                "/check/?promise=zzzz",
                "/apply/nothing-is-kept-here/contact/",
                "/services/internal-1/apply/",
                # Owed whether anybody asks or not.
                "/services/institutional-11/apply/",
                "/track/8549-26-00001/",
                "/t/none/",
            ),
        ),
        desk_section(),
        *promise_sections(),
    ]


def promise_sections() -> list[Section]:
    """What can be done to the clock of a case, and what the case then shows."""
    clocks = (*AWAITING[:1], *STEPPING, *MOVED)
    district = ("/desk/calendar/", "/desk/calendar/order/")
    return [
        Section(
            "acts on a clock",
            "karim",
            (
                "/desk/cases/{extendable}/extend/",
                "/desk/cases/{in the second step}/extend/",
                *(f"/desk/cases/{{{case}}}/event_came/" for case in (*AWAITING, "in the second step")),
                *(
                    f"/desk/cases/{{{case}}}/keep_step/"
                    for case in ("in the first step", "the meeting was held")
                ),
                *(
                    f"/desk/cases/{{{case}}}/reopen/"
                    for case in ("given late", "given in time", "all steps", "refused")
                ),
                "/desk/cases/{without a limit}/accept/",
            ),
            (
                ("/desk/cases/{extendable}/extend/", BUTTON),
                ("/desk/cases/{awaits the paper}/event_came/", BUTTON),
                ("/desk/cases/{awaits the event}/event_came/", BUTTON),
                ("/desk/cases/{in the first step}/keep_step/", BUTTON),
                ("/desk/cases/{given late}/reopen/", BUTTON),
                ("/desk/cases/{without a limit}/accept/", BUTTON),
            ),
            EVERY_PROMISE,
        ),
        Section(
            "cases with other clocks",
            "karim",
            (
                "/desk/today/",
                "/desk/cases/?tab=all",
                *(
                    f"/desk/cases/{{{case}}}/{page}"
                    for case in ("extendable", *clocks)
                    for page in ("", "days/")
                ),
            ),
            (),
            EVERY_PROMISE,
        ),
        Section(
            "following other clocks",
            "follower",
            tuple(f"/track/{{{case}}}/{page}" for case in clocks for page in ("", "days/")),
            (),
            EVERY_PROMISE,
        ),
        Section("the calendar of the district", "salma", district, ((district[1], BUTTON),), EVERY_PROMISE),
    ]
