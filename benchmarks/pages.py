"""Pages of travel advice of about 50 KB, made up here in the shape of real ones; the same for the same number.

As on real sites a third of the bytes is text: the rest is classes, links, navigation, styles and scripts. The text has
something to find (numbers, periods, sums, rules) in about every third sentence.
"""

from __future__ import annotations

import random

SIZE = 50_000
"""Bytes; a page ends with the section that reaches them."""

_TOPICS = (
    "Before you travel", "Entry requirements", "Safety and security", "Regional risks", "Crime", "Laws and customs",
    "Health", "Getting help", "Driving", "Money", "Natural disasters", "Demonstrations", "The sea", "Mountains",
    "Documents for children", "Customs rules", "Taxis and buses", "Scams", "Hospitals", "Contacts",
)  # fmt: skip
_WHO = ("Visitors", "Drivers", "Hikers", "Residents", "Dual nationals", "Students", "Couriers", "Families")
_WHERE = ("the capital", "the border area", "the northern valley", "the old town", "the airport", "the coast")
_PLAIN = (
    "{who} find most of what they need near {where}, though shops close early in winter.",
    "The road to {where} is narrow in places and the surface is poor after rain.",
    "Local people are used to travellers in {where} and many of them speak some English.",
    "The weather in {where} changes quickly, and paths that look easy become slippery.",
    "{who} who plan a longer stay near {where} often take a room with a family.",
    "Check the opening times of the office in {where} before you set out.",
    "Public transport to {where} is slow, but it runs on most days of the week.",
    "{who} tell us that the queue at {where} is shorter early in the morning.",
    "Bring warm clothes for {where}, even in the months that are thought of as summer.",
    "The museum and the market near {where} are worth a visit for those with time.",
)
_STATING = (
    "{who} must carry the original of their passport in {where}.",
    "You may be fined up to {amount} for photographs of bridges in {where}.",
    "Register at the office in {where} within {days} days of arrival.",
    "A permit for {where} takes {days} days and costs {amount}.",
    "{who} should avoid {where} after dark.",
)
_HEAD = """<!DOCTYPE html>
<html lang="en" class="site-template">
<head>
<meta charset="utf-8"><title>{title} - The office of made-up advice</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta property="og:title" content="{title}">
<link rel="stylesheet" href="/assets/site/application-{mark}.css" media="all" integrity="sha256-{mark}{mark}">
<style>{style}</style>
<script>{script}</script>
</head>
<body class="site-template__body">
<a href="#content" class="site-skip-link" data-module="skip-link">Skip to main content</a>
<header class="site-header" role="banner" data-module="header">
<nav class="site-header__navigation" aria-label="Menu"><ul class="site-header__list">{menu}</ul></nav></header>
<div class="site-width-container"><main class="site-main-wrapper" id="content" role="main" lang="en">
<h1 class="site-heading site-heading--xl">{title}</h1>
<p class="site-body site-body--lead">In an emergency call the consular officer of region {number} on {telephone}.</p>
"""
_FOOT = """</main></div>
<footer class="site-footer" role="contentinfo"><ul class="site-footer__list">{menu}</ul>
<p class="site-footer__licence">Published by the office of made-up advice.</p></footer>
<script src="/assets/site/application-{mark}.js" type="module" integrity="sha256-{mark}{mark}"></script>
</body></html>
"""


def page(number: int, telephone: int = 0, size: int = SIZE) -> bytes:
    """The page of a number, of at least so many bytes.

    Args:
        telephone: which telephone number stands on the page; another one is a change of a fact, and of nothing else.
    """
    dice = random.Random(number)
    mark = f"{dice.getrandbits(128):032x}"
    around = {
        "title": f"Travel advice for region {number}",
        "number": number,
        "telephone": f"+44 20 7946 {(number + 211 * telephone) % 1000:04}",
        "mark": mark,
        "style": " ".join(f".site-part-{n}{{margin:0 0 {n}px;padding:{n % 7}px}}" for n in range(60)),
        "script": " ".join(f'window.site=window.site||{{}};window.site.part{n}="{mark}";' for n in range(60)),
        "menu": "".join(_menu(n, topic) for n, topic in enumerate(_TOPICS)),
    }
    pieces = [_HEAD.format(**around)]
    length = len(pieces[0]) + len(_FOOT.format(**around))
    while length < size:
        pieces.append(_section(dice, len(pieces), mark))
        length += len(pieces[-1])
    return "".join([*pieces, _FOOT.format(**around)]).encode()


def _menu(number: int, topic: str) -> str:
    return (
        f'<li class="site-header__item" data-track-category="menu" data-track-index="{number}">'
        f'<span class="site-icon"><svg><use href="#icon-{number}"></use></svg></span>'
        f'<a class="site-link site-header__link" href="/travel/section-{number}?from=menu">{topic}</a></li>\n'
    )


def _section(dice: random.Random, number: int, mark: str) -> str:
    heading = f"{_TOPICS[(number - 1) % len(_TOPICS)]}" + (" in detail" if number > len(_TOPICS) else "")
    link = f'<a class="site-link" rel="external" href="https://example.org/advice/{mark}/{number}">Read more</a>'
    return (
        f'<div class="site-section site-section--{number}" id="section-{number}" data-module="section" '
        f'data-section-id="{mark}-{number}">\n'
        f'<h2 class="site-heading site-heading--m" id="heading-{number}">{heading}</h2>\n'
        + "".join(_paragraph(dice, f"{mark}-{n}") for n in range(3))
        + '<ul class="site-list site-list--bullet" data-module="list">\n'
        + "".join(
            f'<li class="site-list__item"><span class="site-mark"></span><span>{_sentence(dice)}</span></li>\n'
            for _ in range(4)
        )
        + f'</ul>\n<p class="site-body site-body--more" data-block="{mark}-more">{link}</p>\n</div>\n'
    )


def _paragraph(dice: random.Random, mark: str) -> str:
    return (
        f'<div class="site-block"><div class="site-block__inner" data-block="{mark}">'
        f'<p class="site-body">{_sentence(dice)} <strong>{_sentence(dice)}</strong></p></div></div>\n'
    )


def _sentence(dice: random.Random) -> str:
    kind = _STATING if dice.random() < 1 / 3 else _PLAIN
    return dice.choice(kind).format(
        who=dice.choice(_WHO),
        where=dice.choice(_WHERE),
        days=dice.randint(2, 60),
        amount=f"{dice.randint(1, 90) * 50} euros",
    )
