"""Which paragraph of the manual tells of which page of the desk: the longest beginning of its address that is
named here.
"""

from functools import lru_cache

# By what stands behind /desk/: the page of the manual, and the English words of its heading.
PARAGRAPHS = {
    "today/": ("officer", "The day begins: Today"),
    "next/": ("officer", "The day begins: Today"),
    "search/": ("officer", "Searching everywhere"),
    "cases/": ("officer", "Finding a case"),
    "cases/<": ("officer", "Reading a case"),
    "cases/replay/": ("officer", "Trying another promise"),
    "filters/": ("officer", "Finding a case"),
    "counter/": ("officer", "The counter: a walk-in in one screen"),
    "counter/people/": ("officer", "Finding a person"),
    "counter/queue/": ("assistant", "Several people wait"),
    "counter/voice/": ("assistant", "The voice of the board"),
    "counter/tokens/": ("assistant", "When there is no power"),
    "counter/figures/": ("assistant", "Several people wait"),
    "counter/slips/": ("assistant", "When there is no power"),
    "own/": ("officer", "Beginning work of the office"),
    "drops/": ("gro", "Deciding whether work may be dropped"),
    "lines/": ("officer", "Work written before"),
    "reply/": ("officer", "Sending a report"),
    "tasks/": ("officer", "Tasks"),
    "tasks/below/": ("gro", "Tasks of the posts below"),
    "tasks/series/": ("officer", "Recurring tasks"),
    "letters/": ("officer", "Letters that come in"),
    "letters/in/": ("assistant", "A letter comes"),
    "letters/files/": ("assistant", "A letter comes"),
    "letters/out/": ("officer", "Letters that go out"),
    "week/": ("officer", "The programme: rosters, classes and attendance"),
    "day/": ("officer", "Appointments: the day sheet"),
    "appointments/": ("officer", "Appointments: the day sheet"),
    "hours-for-appointments/": ("officer", "Appointments: the day sheet"),
    "reply-texts/": ("officer", "Notes: what is asked again and again"),
    "notes/": ("officer", "Notes: what is asked again and again"),
    "agreements/": ("officer", "The performance agreement of the year"),
    "tours/": ("officer", "Going out: the tour programme"),
    "centres/": ("officer", "The entrepreneur of a digital centre"),
    "influence/": ("officer", "Attempts of influence"),
    "visitors/": ("assistant", "The visitor book"),
    "gatherings/": ("officer", "The programme: rosters, classes and attendance"),
    "rosters/": ("officer", "The programme: rosters, classes and attendance"),
    "members/": ("officer", "The programme: rosters, classes and attendance"),
    "places/": ("officer", "Labs, centres, offices and schools"),
    "places/lists/": ("assistant", "A list of devices as a spreadsheet"),
    "devices/": ("officer", "Labs, centres, offices and schools"),
    "stocktakes/": ("officer", "Labs, centres, offices and schools"),
    "stock/": ("assistant", "Spare parts"),
    "complaints/": ("officer", "Complaints about the office"),
    "counter-complaint/": ("assistant", "Somebody wishes to complain"),
    "unopened-letter/": ("gro", "A complaint that comes by hand, phone or letter"),
    "letter-complaints/": ("gro", "A complaint that comes by hand, phone or letter"),
    "grievances/": ("gro", "Your desk"),
    "grievances/<": ("gro", "Reading a complaint"),
    "grievances/<str:number>/letter/": ("gro", "Deciding"),
    "grievances/new/": ("gro", "A complaint that comes by hand, phone or letter"),
    "grievances/own-motion/": ("gro", "A complaint that comes by hand, phone or letter"),
    "hearings/": ("gro", "Your day, hearings and remedies"),
    "remedies/": ("gro", "Your day, hearings and remedies"),
    "inquiries/": ("gro", "Taking it on, and looking into it"),
    "grievance-reports/": ("gro", "Reports and registers"),
    "stakeholder-meeting/": ("gro", "Reports and registers"),
    "rti/": ("officer", "Requests for information"),
    "books/": ("officer", "Registers and messages"),
    "exports/": ("officer", "Registers and messages"),
    "messages/": ("officer", "Registers and messages"),
    "certificates/": ("officer", "Certificates"),
    "questionnaires/": ("officer", "Questionnaires"),
    "questionnaires/phones/": ("officer", "Without the internet: on a phone"),
    "calendar/": ("officer", "Holidays and working days"),
    "contacts/": ("officer", "Contacts"),
    "charter/": ("officer", "Reviewing and publishing a charter"),
    "charter/ladder/": ("officer", "Changing the steps for complaints"),
    "charter/lint/": ("officer", "The charter check"),
    "charge/": ("officer", "Last day: handing over charge"),
    "first-day/": ("officer", "First day: bringing a file"),
    "settings/": ("officer", "Settings of the office"),
    "offices/": ("gro", "Office performance"),
    "people/": ("officer", "Who sits where: posts"),
    "accounts/": ("administrator", "People on the screen"),
    "health/": ("administrator", "The system’s health"),
    "clock/": ("administrator", "The computer’s clock"),
    "training/": ("officer", "Trainings: from the call to the seats"),
    "training/<batch:pk>/attendance/": ("officer", "Classes, certificates and what becomes of people"),
    "training/<batch:pk>/follow-up/": ("officer", "Classes, certificates and what becomes of people"),
    "training/hours/": ("officer", "Classes, certificates and what becomes of people"),
    "training/labs/": ("officer", "Classes, certificates and what becomes of people"),
    "training/schools/": ("officer", "Classes, certificates and what becomes of people"),
    "courses/": ("officer", "Trainings: from the call to the seats"),
    "events/": ("officer", "Events and classes given elsewhere"),
    "lectures/": ("officer", "Events and classes given elsewhere"),
    "inspections/": ("officer", "Inspecting labs"),
    "jobs/": ("officer", "Support: from the fault to the signature"),
    "purchases/": ("officer", "Advice on purchases"),
    "specifications/": ("officer", "Advice on purchases"),
    "meetings/": ("officer", "Meetings"),
    "committees/": ("officer", "Meetings"),
    "performance/": ("officer", "Performance and integrity"),
    "initiatives/": ("officer", "Initiatives"),
    "returns/": ("officer", "Regular returns"),
    "rollouts/": ("officer", "Systems brought into use"),
    "upkeep/": ("officer", "What must stay fresh"),
}
# The page of one's own password and second factors, which stands beside the desk.
OWN_ACCOUNT = ("officer", "Your own account")
# Where nothing is told of a page: the manual itself, and former addresses, which lead on.
UNTOLD = ("help/",)


@lru_cache(maxsize=1000)
def paragraph_of(route: str) -> tuple[str, str] | None:
    """(page, English heading) for the route of a page as its pattern says it; None for what is no desk's."""
    beyond = route.removeprefix("en/")
    if beyond.startswith("me/"):
        return OWN_ACCOUNT
    if not beyond.startswith("desk/") or beyond.startswith(tuple(f"desk/{each}" for each in UNTOLD)):
        return None
    beyond = beyond.removeprefix("desk/")
    named = [each for each in PARAGRAPHS if beyond.startswith(each)]
    return PARAGRAPHS[max(named, key=len)] if named else None
