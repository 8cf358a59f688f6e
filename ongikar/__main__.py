"""The `ongikar` command: `python -m ongikar WORDS`. Each word pair names one function; nothing is imported
before it is needed.
"""

import gc
import os
import sys
from importlib import import_module

# Words → (module, function, needs Django). Modules are looked up only when their words are called.
COMMANDS = {
    ("start",): ("ongikar.operations.serve", "start", False),
    ("prepare",): ("ongikar.operations.prepare", "prepare", True),
    ("web",): ("ongikar.operations.serve", "web", False),
    ("worker",): ("ongikar.operations.worker", "worker", True),
    ("charter", "read"): ("ongikar.commands.charter", "read_charter", False),
    ("charter", "lint"): ("ongikar.commands.charter", "lint_charter", False),
    ("charter", "codes"): ("ongikar.commands.charter", "print_codes", False),
    ("charter", "score"): ("ongikar.commands.charter", "print_score", False),
    ("charter", "compare"): ("ongikar.commands.charter", "compare_files", False),
    ("office", "new"): ("ongikar.commands.office", "office_new", True),
    ("office", "load"): ("ongikar.commands.office", "office_load", True),
    ("office", "export"): ("ongikar.office_files.exporting", "office_export", True),
    ("clock", "show"): ("ongikar.commands.machine_clock", "show_clock", True),
    ("clock", "accept"): ("ongikar.commands.machine_clock", "accept_clock", True),
    ("clocks", "explain"): ("ongikar.commands.clocks", "explain_clock", True),
    ("clocks", "rebuild"): ("ongikar.commands.clocks", "rebuild_clocks", True),
    ("clocks", "rehearse"): ("ongikar.commands.clocks", "rehearse_clocks", True),
    ("clocks", "replay"): ("ongikar.commands.clocks", "replay_clocks", True),
    ("registers", "rebuild"): ("ongikar.commands.registers", "rebuild_registers", True),
    ("outbox",): ("ongikar.commands.outbox", "outbox", True),
    ("person", "add"): ("ongikar.commands.person", "create_account", True),
    ("person", "hold"): ("ongikar.commands.person", "give_post", True),
    ("person", "leave"): ("ongikar.commands.person", "end_posts", True),
    ("person", "reset"): ("ongikar.commands.person", "reset_access", True),
    ("person", "list"): ("ongikar.commands.person", "list_holders", True),
    ("keys", "show"): ("ongikar.commands.keys", "show_keys", True),
    ("keys", "accept"): ("ongikar.commands.keys", "accept_changed_key", True),
    ("keys", "rotate"): ("ongikar.commands.keys", "rotate_keys", True),
    ("keys", "retire"): ("ongikar.commands.keys", "retire_keys", True),
    ("retention",): ("ongikar.commands.retention", "retention", True),
    ("exports", "make"): ("ongikar.commands.exports", "make_export", True),
    ("ledger", "root"): ("ongikar.commands.ledger", "print_root", True),
    ("ledger", "verify"): ("ongikar.commands.ledger", "verify_ledger", True),
    ("ledger", "accept"): ("ongikar.commands.ledger", "accept_ends", True),
    ("receipt", "check"): ("ongikar.commands.receipt_check", "check_receipt", False),
    ("certificate", "check"): ("ongikar.commands.certificate", "check_certificate", False),
    ("certificate", "keys"): ("ongikar.commands.certificate", "show_keys", True),
    ("certificate", "new-key"): ("ongikar.commands.certificate", "rotate_key", True),
    ("certificate", "retire-keys"): ("ongikar.commands.certificate", "retire_keys", True),
    ("backup",): ("ongikar.commands.backup", "backup", True),
    ("restore",): ("ongikar.commands.restore", "restore", True),
    ("upgrade",): ("ongikar.commands.restore", "upgrade", True),
    ("install",): ("ongikar.commands.install", "install", True),
    ("doctor",): ("ongikar.operations.doctor", "doctor", True),
    ("manage",): ("ongikar.commands.office", "run_django_command", True),
}
# What is done before there are keys, tells what is wrong with them, or mends that; `prepare`, `office load`
# and `worker` ask for the right keys themselves, once the database is up to date or answers.
WITH_ANY_KEYS = {
    ("prepare",),
    ("office", "load"),
    ("worker",),
    ("doctor",),
    ("install",),
    ("keys", "show"),
    ("keys", "accept"),
    ("manage",),
    # Says itself what it cannot judge without a key.
    ("ledger", "verify"),
    # They judge the keys of what they bring, and end what was stopped half-way.
    ("restore",),
    ("upgrade",),
}
# What is done as the owner of the data, and what is not: see core/data_owner.py. These read what is named to
# them, for whoever asks.
FOR_ANYBODY = {
    ("charter", "read"),
    ("charter", "lint"),
    ("charter", "codes"),
    ("charter", "score"),
    ("charter", "compare"),
    ("receipt", "check"),
    ("certificate", "check"),
}
# What these make lies elsewhere, where root alone may write: root is the owner until then.
WRITTEN_ELSEWHERE = {("install",), ("office", "new"), ("office", "export")}
USAGE = """ongikar: a citizen's charter that runs

  start [--port N] [--no-demo]      set up, load the office, serve it (also: no words at all)
  charter read FILE [--language bn|en] [--json]
                                    what a published charter says, and its faults: text, HTML, DOCX,
                                    PDF, XLSX, ODS or Markdown
  charter lint FILE [--before FILE] [--language bn|en] [--json]
                                    its faults and its score; status 1 where there is an error
  charter codes                     what every fault means, why it matters, what to do
  charter score [FOLDER] [--misses] how well the reader reads charters whose right reading is known
  charter compare FILE FILE [--all] [--language bn|en] [--json]
                                    two charters, service by service: time, fee, documents
  office new SLUG --bn NAME --en NAME …
                                    a folder for an office that does not stand yet: posts, hours, holidays
  office load DIR                   bring an office up to its files
  office export DIR                 write an office back as files, with what was published and ordered
                                    on screen; DIR is a new folder that bears the office's name
  worker                            do what is due: clocks and messages
  clock show                        does the machine's clock agree with the time that has passed?
  clock accept                      it was moved, and is right now: the worker goes on by it
  outbox [--retry]                  what the worker has given up, and why; try it again
  clocks explain --office O --received TIME --promise WORDS [--json]
  clocks explain --case NUMBER [--json]
  clocks rehearse --days N          what will happen if nobody acts; writes nothing
  clocks replay --service S --promise WORDS --since DAY
                                    who would have been late under another promise
  clocks rebuild                    recompute every stored due moment and the tallies of the account;
                                    must change none
  registers rebuild                 count the lines of every register anew; must change none
  person add NAME --bn NAME --en NAME [--mobile M] [--email E]
                                    an account, and a link to its first password
  person hold NAME POST [--office O] [--as own|additional|acting|cover] [--from DAY] [--until DAY]
  person leave NAME [--post P] [--on DAY] [--at-once]
  person reset NAME [--second-factor] [--reopen]
                                    a link to a new password, good once, for a day
  person list [--office O]          who holds which post today
  keys show|rotate|retire           the keys of identity numbers: which, a new one, the idle ones away
  keys rotate ledger [--untrusted-from DAY]
                                    a new key of the ledger; the day since when the old one was in other hands
  keys accept NAME [--yes]          go on with a key that was changed on purpose, or without one that is
                                    lost for good
  retention [--dry-run]             purge what has been kept as long as the rules say
  ledger root [--day DAY] [--office O]
                                    the root of a day, for the minutes
  ledger verify [--root ROOT] [--office O] [--without-papers]
                                    is everything as it was sealed, and each paper as it was kept?
  ledger accept [--yes]             the chains are right as they end now, whatever the keys' folder says
  receipt check TEXT [--key FILE]   is the promise in a receipt's QR truly signed?
  certificate check TEXT [--key FILE] [--revoked FILE]
                                    is what a certificate's QR says truly signed, and does it still hold?
  certificate keys|new-key|retire-keys
                                    the keys that sign certificates: which, another one, the idle ones away
  backup [--list] [--encrypt] [--whole] [--keys FILE]
                                    everything in one archive, taken while the site runs
  restore [BACKUP] --check          does a backup open, and does everything in it agree?
  restore BACKUP [--onto OFFICE] [--keys FILE]
                                    come back from a backup; the ledger tells of it
  restore --release|--discard       messages that wait since a restore: send them, or leave them
  restore --finish                  end a restore that was stopped half-way
  upgrade                           after a new version was put in place: backup, database, doctor
  install --print | --folder DIR [--address URL] [--user NAME] [--port N]
                                    units of systemd and a front server's settings for this installation
  doctor [--language bn|en]         is everything in order?
  manage WORDS                      Django's own commands
"""


def main(words: list[str]) -> int:
    if (command := named_command(words)) is None:
        is_asked = words[0] in ("help", "--help", "-h")
        print(USAGE, end="", file=sys.stdout if is_asked else sys.stderr)
        return 0 if is_asked else 2
    name, left = command
    module, function, needs_django = COMMANDS[name]
    try:
        if needs_django:
            return with_django(module, function, left, needs_keys=name not in WITH_ANY_KEYS) or 0
        return call_function(module, function, left) or 0
    except Exception as fault:
        from ongikar.core.disk_faults import disk_fault_words

        if isinstance(fault, BrokenPipeError) or not (told := disk_fault_words(fault)):
            raise
        print(*told, sep="\n", file=sys.stderr)
        return 1


def named_command(words: list[str]) -> tuple[tuple[str, ...], list[str]] | None:
    """Which of COMMANDS these words name, and what they say to it; None where they name none."""
    words = words or ["start"]
    if words[0].startswith("--") and words[0] not in ("--help",):
        words = ["start", *words]
    for length in (2, 1):
        name = tuple(words[:length])
        if name in COMMANDS:
            return name, words[length:]
    return None


def may_begin(words: list[str]) -> bool:
    """Whether we are who may give this command, or became them; else what to type stands on stderr."""
    command = named_command(words)
    if command is None or command[0] in FOR_ANYBODY:
        return True
    from ongikar.core.data_owner import act_as_owner, become_owner

    return act_as_owner() if command[0] in WRITTEN_ELSEWHERE and os.geteuid() == 0 else become_owner(words)


def call_function(module: str, function: str, words: list[str]) -> int | None:
    return getattr(import_module(module), function)(words)


def with_django(module: str, function: str, words: list[str], *, needs_keys: bool) -> int | None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django
    from django.apps import apps

    # What is loaded stays: to look through it for garbage again and again takes an eighth of the start.
    gc.disable()
    # Once: it opens the log anew, on what is the standard error by then.
    if not apps.ready:
        django.setup()
    from ongikar.operations.start_checks import requires_database, requires_keys

    command = getattr(import_module(module), function)
    gc.freeze()
    gc.enable()
    return requires_database(requires_keys(command) if needs_keys else command)(words)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]) if may_begin(sys.argv[1:]) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read has read enough, as `head` does; nothing is left to be flushed into a closed pipe.
        sys.stdout = None
        sys.exit(141)
