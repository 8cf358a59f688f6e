"""Every sort of page of the site, by who opens it: what is looked at in both languages, on every screen.

`{late}` in an address is the number of a case of the demonstration that is late, and so on: see journeys/demonstration.py.
"""

from dataclasses import dataclass

# A service of each sort of time, papers and asker; and one of each form that is filled in to ask for it.
SERVICES = ("citizen-1", "citizen-5", "citizen-6", "institutional-8", "internal-1")
BY_CITIZENS = ("citizen-1", "citizen-2", "citizen-3", "citizen-6")
BY_INSTITUTIONS = tuple(f"institutional-{n}" for n in (1, 2, 3, 4, 6, 8, 9, 10, 11))
# An open case of each form with which a promise is kept.
KEPT = ("citizen-1", "citizen-2", "citizen-3", "citizen-6", "institutional-2", "institutional-3", "institutional-9",
        "institutional-10", "institutional-11", "internal-3")  # fmt: skip
FOLLOWED = ("received", "accepted", "waiting", "late", "kept", "kept_late", "refused", "withdrawn", "redirected",
            "tier-1", "tier-2", "tier-3")  # fmt: skip
COUNTED = ("waiting", "late", "kept_late")
WORKED_ON = ("received", "waiting", "late", "kept", "refused", "withdrawn", "tier-2")
YEAR = 2026


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that one person looks at in one sitting.

    `who`: "" for anybody, "follower" for whoever holds the numbers of the demonstration's cases, else a user name.
    `sent`: pages whose form is sent as it stands, to see the faults named. Its button, where it is not the first.
    """

    name: str
    who: str
    pages: tuple[str, ...]
    sent: tuple[tuple[str, str], ...] = ()


BUTTON = "main form .btn"


def sections(books: list[str]) -> list[Section]:
    """All of them; `books` are the names of the registers."""
    return [
        Section("first pages", "", (
            "/", "/charter/", "/charter/?q=ল্যাবের কম্পিউটার চলে না", "/charter/?q=zzzz", "/track/?number=8549-26-00417",
            "/account/", f"/account/{YEAR}/10/", "/grievances/", "/sign-in/",
            "/calendar/", f"/calendar/{YEAR}/", f"/calendar/{YEAR - 1}/",
        ), (("/track/", BUTTON), ("/sign-in/", BUTTON))),
        Section("the official table", "", ("/charter/official/",)),
        Section("services", "", tuple(f"/services/{code}/" for code in SERVICES)),
        Section("applying", "", tuple(f"/services/{code}/apply/" for code in BY_CITIZENS),
                (("/services/citizen-6/apply/", BUTTON),)),
        Section("applying for an institution", "", tuple(f"/services/{code}/apply/" for code in BY_INSTITUTIONS),
                (("/services/institutional-9/apply/", BUTTON),)),
        Section("following", "follower", tuple(f"/track/{{{state}}}/" for state in FOLLOWED)),
        Section("counting day by day", "follower", tuple(f"/track/{{{state}}}/days/" for state in COUNTED)),
        Section("complaining", "follower", (
            "/track/{accepted}/withdraw/", "/grievances/new/", "/grievances/about/{accepted}/",
            "/grievances/offer/{offer of late}/", "/grievances/{grievance of tier-1}/",
            "/grievances/{grievance of tier-2}/", "/grievances/{grievance of tier-3}/",
        ), (("/grievances/new/", BUTTON), ("/track/{accepted}/withdraw/", BUTTON), ("/track/{waiting}/", BUTTON))),
        Section("the officer's day", "karim", (
            "/today/", "/cases/", "/cases/?tab=all", "/cases/?q=zzzz", "/cases/foreseen/?days=14", "/cases/replay/",
            "/cases/replay/?service=citizen-1&promise=১ কার্যদিবস&since=2026-07-01", "/counter/",
            "/counter/?channel=phone&mobile=01700000003", "/desk/complaints/",
            "/desk/complaints/{grievance of tier-1}/", "/desk/complaints/{grievance of tier-2}/",
            "/desk/complaints/{grievance of tier-2}/appeal/", "/messages/",
        ), (("/counter/", "button[accesskey=s]"), ("/cases/replay/", BUTTON))),
        Section("cases", "karim", (
            *(f"/cases/{{{state}}}/" for state in WORKED_ON), *(f"/cases/{{{state}}}/days/" for state in COUNTED),
            "/cases/{kept}/reopen/",
        ), (("/cases/{kept}/reopen/", BUTTON),)),
        Section("acts", "karim", (
            "/cases/{received}/accept/", "/cases/{accepted}/ask_for_papers/", "/cases/{waiting}/answer/",
            "/cases/{accepted}/refuse/", "/cases/{accepted}/redirect/", "/cases/{accepted}/note/", "/cases/{accepted}/hand_over/",
        ), (("/cases/{accepted}/refuse/", BUTTON), ("/cases/{accepted}/ask_for_papers/", BUTTON))),
        Section("keeping", "karim", tuple(f"/cases/{{{code}}}/keep/" for code in KEPT),
                (("/cases/{citizen-1}/keep/", BUTTON),)),
        Section("the calendar", "karim", ("/desk/calendar/", "/desk/calendar/order/"),
                (("/desk/calendar/order/", "main form .btn"), ("/desk/calendar/order/", "main form .btn-2"))),
        Section("registers", "shirin", ("/books/", *(f"/books/{slug}/{YEAR}/" for slug in books))),
        Section("the district's desk", "salma", (
            "/desk/grievances/", "/desk/grievances/{grievance of tier-1}/",
            *(f"/desk/grievances/{{grievance of tier-1}}/{act}/" for act in ("decide", "not_accept", "redirect", "note")),
            "/today/",
        ), (("/desk/grievances/{grievance of tier-1}/decide/", BUTTON),)),
        Section("the appeal's desk", "rafiq", ("/desk/grievances/", "/desk/grievances/{grievance of tier-2}/")),
        Section("the cell's desk", "nasreen", ("/desk/grievances/", "/desk/grievances/{grievance of tier-3}/")),
        Section("faults", "", ("/nowhere/", "/apply/nothing-is-kept-here/contact/", "/services/internal-1/apply/",
                               "/track/8549-26-00001/")),
    ]  # fmt: skip
