"""A demonstration has people whose passwords everybody knows: it is never served where strangers can reach
it.
"""

from urllib.parse import urlsplit

from ongikar.core.own_command import command_to_type

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def is_public(address: str, hosts: list[str]) -> bool:
    """Whether the address, or any name the site answers to, is more than this machine's own."""
    named = [urlsplit(address).hostname or "", *hosts]
    return any(not is_loopback(host) for host in named)


def is_loopback(host: str) -> bool:
    return host.lower() in LOOPBACK or host.lower().endswith(".localhost")


def refusal_words(address: str, hosts: list[str]) -> tuple[str, str]:
    """Why the demonstration does not start here, in both languages."""
    command = command_to_type("--no-demo")
    named = ", ".join(dict.fromkeys([address, *(host for host in hosts if not is_loopback(host))]))
    return (
        (
            f"প্রদর্শনী চালু হলো না: ঠিকানা বাইরে থেকে খোলা ({named}), আর নমুনা ব্যক্তিদের পাসওয়ার্ড সবার"
            f" জানা। সত্যিকারের কার্যালয় চালাতে নতুন ফোল্ডারে (ONGIKAR_VAR) {command} লিখুন; প্রদর্শনী"
            " শুধু 127.0.0.1 ঠিকানায় চলে।"
        ),
        (
            f"The demonstration was not started: its address is public ({named}), and everybody knows the"
            f" passwords of the sample people. To run a real office use {command} in a folder of its"
            " own (ONGIKAR_VAR); a demonstration runs only at 127.0.0.1."
        ),
    )


def refuse_public_bind(address: str) -> bool:
    """Whether the web server would open a demonstration to other machines; then why not stands on stderr.

    Asked before the server forks: leaves no connection behind.
    """
    import sys

    from django.db import connections

    from ongikar.offices.models import Office
    from ongikar.people.models import User

    if is_loopback(address):
        return False
    try:
        is_demo = Office.objects.filter(is_demo=True).exists() or User.objects.filter(is_demo=True).exists()
    finally:
        connections.close_all()
    if is_demo:
        print(*bind_refusal(address), sep="\n", file=sys.stderr)
    return is_demo


def bind_refusal(address: str) -> tuple[str, str]:
    command = command_to_type("--no-demo")
    return (
        (
            f"এখানে প্রদর্শনী আছে, যার পাসওয়ার্ড সবার জানা: {address} ঠিকানায় খোলা হলো না। --address ছাড়া"
            f" চালান, অথবা সত্যিকারের কার্যালয় রাখুন নতুন ফোল্ডারে (ONGIKAR_VAR), {command} দিয়ে।"
        ),
        (
            f"There is a demonstration here, whose passwords everybody knows: it was not opened at {address}."
            " Leave --address out, or keep a real office in a folder of its own (ONGIKAR_VAR), with"
            f" {command}."
        ),
    )
