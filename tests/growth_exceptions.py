"""What reads more than it shows, and why it may: every address and every duty of the worker that is not named
here reads at most ten times the rows that it shows.
"""

_TOTALS = "the totals of the service register are of all lines of its year"
_REGISTER = "a whole register, by intent"
_ACCOUNT = "the public account adds up the promises of each month of a year, and is kept a minute"
_COMPLAINTS = "the figures of a month or a quarter add up what came, ended or was pending in it"
_CHARGE = "whoever hands over charge hands over all devices of the office: they are counted at each place"
_PROGRAMME = "of each class of the coming months, 200 at most, the seats that are left are counted"
# By name of the address.
ALL_OF_IT = {
    "book": _TOTALS,
    **dict.fromkeys(("book_sheet", "book_pdf"), _REGISTER),
    **dict.fromkeys(("account", "account_month"), _ACCOUNT),
    **dict.fromkeys(
        ("desk_grievance_report", "desk_grievance_report_sheet", "desk_grievance_report_pdf"), _COMPLAINTS
    ),
    "service": "how well a service was kept adds up the promises of the last months, as the account",
    "desk_people": "how many open cases lie at each desk, counted off the index of what is open",
    "desk_drops": "the drops that were ever asked for, a few in a year, are held against what is open",
    "foreseen": "a day-by-day look ahead over all that is open, as far as it shows",
    **dict.fromkeys(("charge", "charge_pass"), _CHARGE),
    **dict.fromkeys(("programme", "programme_ics"), _PROGRAMME),
    "contact_doubles": "who may be the same is seen only by holding all contacts in use side by side",
    "labs": "the public list of all labs, with the devices that work in each",
    "training_hours": "the hours of each person in a year are added up for all persons, the fewest first",
}
# By name of what lies on a post.
SOURCES_ALL_OF_IT = {"devices": _CHARGE}
# By name of the duty.
DUTIES_ALL_OF_IT = {
    "telling of the month's complaints": _COMPLAINTS,
    "sealing": "a fixed share of a round: the last 20,000 entries, however many there are",
    "making files": "a register is made whole, in a process of its own",
    "keeping backups": "a copy of everything",
}
# By name of what retention lets go: one row of an index for each file of the class, of which an office has
# some hundreds, and here as many as letters.
BY_FILES = frozenset({"letters_kha", "letters_ga", "letters_gha"})
