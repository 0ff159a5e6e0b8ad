"""Pages by somebody who wants more than to be read, as the changes that the rest of the program makes of them."""

from __future__ import annotations

from dataclasses import replace

from advisory_samples import HOSTILE, hostile, links, page, phone_fact, uganda

from monitor.compare.change import Announcement, Change, Edit, SectionChange

ATTACKS = {
    "tags": "<script>alert(1)</script><img src=x onerror=alert(1)><a href='//evil.example'>gov.uk</a></body>&lt;b&gt;",
    "styles": "</style><style>body{display:none}</style><p style='position:fixed;background:url(//evil.example)'>",
    "headers": "Help\r\nBcc: victim@example.org\r\nX-Evil: 1\r\n\r\n.\r\nQUIT\r\n=?utf-8?q?Bcc=3A_x?=",
    "boundaries": "--===============123==\r\nContent-Type: text/html\r\n\r\n<b>another part</b>\r\n.\r\n..\r\n",
    "mentions": "<!channel> <!here> <!everyone> <@U012AB3CD> <#C123|general> <!subteam^S1> @channel @here @everyone",
    "mrkdwn": "*bold* _italic_ ~gone~ `code` ```block``` > quote :rotating_light: <http://evil.example|a> [a](//b.c)",
    "controls": "".join(map(chr, range(32)))
    + "\x7f\x80\x85\x9b31m\x1b[2J\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "bidi": "call \u202e999\u202c \u2067+1 202\u2069 \u061c\u200f\u200e \u2066evil\u2069 \u202dnow",
    "right to left": "اتصل بالسفارة على الرقم +256 312 312 000 الآن שגרירות 100",
    "one word": "Ω" * 100_000,
    "many words": "word & <tag> " * 8_000,
    "one number": "1234567890" * 1_000,
    "zalgo": "h" + "\u0301\u0322" * 500 + " help",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 call 112 \ufe0f\u20e3",
    "surrogates": "half \ud83d of a pair, \ufffe and \uffff",
    "folding": "=?utf-8?b?" + "QUJD" * 200 + "?=" + " \t" * 600 + "end",
    "braces": "{{ 7*7 }} {% raw %} %(key)s {0} ${HOME} $(id) `id`",
}


def page_that_says(words: str) -> Change:
    """Words in every place that a page can fill: title, heading, text, fact, note, link."""
    fact = phone_fact()
    assert fact.after is not None
    return uganda(
        page=page(title=f"{words} / Page {words}"),
        reasons=(words, "consular number changed"),
        sections=(SectionChange("renamed", (words,), (f"old {words}",)), SectionChange("added", (f"new {words}",))),
        edits=(
            Edit("modified", (words,), f"old {words}", f"new {words}", (("-", "old "), ("+", "new "), ("=", words))),
            Edit("added", (words,), None, words),
            Edit("removed", ("Gone",), words, None),
        ),
        facts=(
            replace(fact, after=replace(fact.after, label=words, context=f"{fact.after.context} {words}")),
            replace(fact, before=None, change="added", after=replace(fact.after, text=words, value=words, label=words)),
        ),
        links=links(),
        announcement=Announcement("partly", words, False, (words,)),
    )


HOSTILE_PAGES = {name: page_that_says(words) for name, words in ATTACKS.items()} | {
    "everything": hostile(),
    "both": page_that_says(HOSTILE),
}


def a_flood() -> list[Change]:
    """Eighty pages, each of thirty long passages."""
    changes = []
    for n in range(80):
        said = [
            f"Office {n}-{m} of the embassy answers on +7 (727) 250-48-02 & <only> there. {'Words ' * 90}"
            for m in range(30)
        ]
        edits = tuple(Edit("added", (f"Section {m}",), None, text) for m, text in enumerate(said))
        title = f"Country {n} {'of a very long name ' * 20}/ Help"
        changes.append(uganda(id=n, edits=edits, page=page(f"uk-fcdo/{n}", title, country=None)))
    return changes
