"""A demonstration has people whose passwords everybody knows: it is never served where strangers can reach it."""

from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def is_public(address: str, hosts: list[str]) -> bool:
    """Whether the address, or any name the site answers to, is more than this machine's own."""
    named = [urlsplit(address).hostname or "", *hosts]
    return any(not is_loopback(host) for host in named)


def is_loopback(host: str) -> bool:
    return host.lower() in LOOPBACK or host.lower().endswith(".localhost")


def refusal(address: str, hosts: list[str]) -> tuple[str, str]:
    """Why the demonstration does not start here, in both languages."""
    named = ", ".join(dict.fromkeys([address, *(host for host in hosts if not is_loopback(host))]))
    return (
        f"প্রদর্শনী চালু হলো না: ঠিকানা বাইরে থেকে খোলা ({named}), আর নমুনা ব্যক্তিদের পাসওয়ার্ড সবার জানা। "
        "সত্যিকারের কার্যালয় চালাতে নতুন ফোল্ডারে (ONGIKAR_VAR) ./run --no-demo লিখুন; প্রদর্শনী শুধু 127.0.0.1 ঠিকানায় চলে।",
        f"The demonstration was not started: its address is public ({named}), and everybody knows the passwords of the "
        "sample people. To run a real office use ./run --no-demo in a folder of its own (ONGIKAR_VAR); a demonstration runs only at 127.0.0.1.",
    )  # fmt: skip
