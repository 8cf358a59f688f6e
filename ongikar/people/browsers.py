"""What a browser says of itself, in the words of whoever owns it: Firefox on Windows."""

from ongikar.frame.say import say

# Each pretends to be those after it, so the first that fits is the true one.
NAMES = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("UCBrowser", "UC Browser"),
         ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
           ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def browser_words(said: str) -> str:
    name = next((name for mark, name in NAMES if mark in said), "")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    if not (name or system):
        return say("অচেনা ব্রাউজার", "An unknown browser")
    return ", ".join(filter(None, (name, system)))
