"""What a reader sees of an HTML tree: all else is taken out of it before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from bs4 import Tag
from bs4.element import CData, NavigableString, PageElement, PreformattedString

from monitor.read.paired import asked_in_data, bare_tabs, paired
from monitor.read.text import normal

HEADINGS = {f"h{n}": n for n in range(1, 7)}
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr center".split()
)
"""Elements that do not break the line that they stand in."""
_NEVER = frozenset(
    "script style noscript template head title meta link svg canvas iframe object embed audio video map "
    "input select textarea option datalist img picture source track col colgroup nav dialog".split()
)
_NEVER_ROLES = frozenset({"navigation", "dialog", "alertdialog", "search", "banner", "contentinfo"})
_FRAME = frozenset({"header", "footer"})
"""Furniture of the site, but content inside the content's own element, where the title and the dates may be in it."""
_FOR_SCREEN_READERS = frozenset(
    "visually-hidden visuallyhidden sr-only sr_only screen-reader-text screenreader-only element-invisible "
    "u-visually-hidden govuk-visually-hidden".split()
)
"""Classes of what only a screen reader says ("Warning", "opens in a new tab"): it is on no screen."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PANEL_CLASS = re.compile(r"accordion|collaps|\bpanel|\btab-|\btoggle-|answer|\bfaq", re.IGNORECASE)
_OPENS_PANEL = frozenset({"collapse", "tab", "pill", "accordion"})
"""What Bootstrap's `data-toggle` says where the link leads to a panel."""
_TOGGLE = ("data-toggle", "data-bs-toggle")
_NAMES_A_PANEL = frozenset({"aria-controls", "data-target", "data-bs-target", *_TOGGLE})
_CLICKS = frozenset({"onclick", "tabindex", "aria-expanded", "data-toggle", "data-bs-toggle"})
"""Attributes of what a click does something to."""
_CONSENT = re.compile(
    r"\bcookies?[-_]*(?:banner|bar|notice|consent|law|popup|pop-up|message|modal|overlay|alert|dialog)|"
    r"\b(?:gdpr|consent)[-_](?:banner|bar|notice|popup|modal)|\b(?:onetrust|cookiebot|cookieconsent|cybotcookiebot)",
    re.IGNORECASE,
)
"""Ids and classes of what asks for consent to cookies, on every page of a site alike."""
_FEW = 50
_MANY = 500
"""Elements and texts inside an element that are looked at to tell what it is."""
_SKIP = re.compile(
    r"^\s*(?:(?:skip|jump) to\b|перейти к (?:основному )?(?:содержанию|контенту)\b|негізгі мазмұнға\b|"
    r"aller au contenu\b|zum (?:haupt)?inhalt\b|(?:direct |ga )?naar (?:de )?(?:hoofd)?inhoud\b)",
    re.IGNORECASE,
)


@dataclass
class Panels:
    """What a click opens, and the words to click on."""

    question: dict[int, str] = field(default_factory=dict)
    """`id()` of a panel to the question that stands for it; "" where a heading above it says it."""
    asked: set[int] = field(default_factory=set)
    """`id()` of the buttons whose words are said at their panel, and not where they stand."""
    around: set[int] = field(default_factory=set)
    """`id()` of what calls itself a tab or a button, and holds a panel: it is no label, but the two together."""


def see(root: Tag, furniture: Sequence[str], *, is_content: bool) -> Panels:
    """Take out of the tree what no reader sees, and furniture; tell its panels.

    Hidden elements stay where a click opens them. `aria-hidden` is for screen readers and hides nothing on a screen;
    only what holds no letter and no digit ("▼", "!") goes with it, as an ornament.

    Args:
        furniture: CSS selectors of what is not content.
        is_content: whether `root` holds the content alone; `header` and `footer` are furniture of the site otherwise.
    """
    for found in _furniture(root, furniture):
        if not found.decomposed:
            found.decompose()
    named = _named(root)
    inside = frozenset(id(panel) for _, panel, _ in named)
    gone: list[Tag] = []
    waiting = [(root, is_content)]
    while waiting:
        node, in_content = waiting.pop()
        for child in node.contents:
            if not isinstance(child, Tag):
                continue
            if is_unseen(child, in_content, inside):
                gone.append(child)
                continue
            waiting.append((child, in_content or child.name in ("main", "article")))
    _take_out(gone)
    return _panels([each for each in named if _lies_in(each[1], root)])


_CLASS = re.compile(r"\.([\w-]+)")


def _furniture(root: Tag, selectors: Sequence[str]) -> list[Tag]:
    """What the selectors fit. A class alone is looked up: asking each element forty times costs more than the rest."""
    classes = {selector: match.group(1) for selector in selectors if (match := _CLASS.fullmatch(selector))}
    wanted = frozenset(classes.values())
    tags = (node for node in root.descendants if isinstance(node, Tag) and "class" in node.attrs) if wanted else ()
    found = [node for node in tags if not wanted.isdisjoint(str(node.attrs["class"]).split())]
    others = [selector for selector in selectors if selector not in classes]
    return found + root.select(", ".join(others)) if others else found


def _take_out(nodes: list[Tag]) -> None:
    """Take nodes out of the tree, the last of each parent first: to look for each among its neighbours takes too long
    where there are many."""
    parents: dict[int, list[Tag]] = {}
    for node in nodes:
        parents.setdefault(id(node.parent), []).append(node)
    for beside in parents.values():
        parent = beside[0].parent
        places = {id(child): place for place, child in enumerate(parent.contents if parent else ())}
        for node in sorted(beside, key=lambda node: places[id(node)], reverse=True):
            node.extract(_self_index=places[id(node)])


def is_unseen(node: Tag, in_content: bool, panels: frozenset[int]) -> bool:
    """Whether nobody sees the element on the page.

    Args:
        in_content: whether it stands in the element of the content: `header` and `footer` are the site's elsewhere.
        panels: `id()` of what a click opens, which is only hidden until then.
    """
    name = node.name
    if name in _NEVER or (name in _FRAME and not in_content):
        return True
    attributes = node.attrs
    if not attributes:
        return False
    if attributes.get("role") in _NEVER_ROLES:
        return True
    classes = str(attributes.get("class", ""))
    if classes and not _FOR_SCREEN_READERS.isdisjoint(classes.split()):
        return True
    if not in_content and _CONSENT.search(f"{classes} {attributes.get('id', '')}"):
        return True
    if _is_hidden(node) and id(node) not in panels:
        return attributes.get("role") != "tabpanel" and not _PANEL_CLASS.search(classes) and not _is_opened(node)
    if attributes.get("aria-hidden") == "true":
        return not _says_something(node)
    if name == "a" and str(attributes.get("href", "")).startswith("#"):
        return bool(_SKIP.match("".join(islice(node.strings, _FEW))))
    return name == "button" and attributes.get("type") in ("submit", "reset")


def _is_hidden(node: Tag) -> bool:
    attributes = node.attrs
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return "style" in attributes and bool(_HIDDEN_STYLE.search(str(attributes["style"])))


def _is_opened(node: Tag) -> bool:
    """Whether a click on the heading right above opens a hidden element.

    The heading says so, or it is one of several that have nothing but a hidden element below them.
    """
    heading = _beside(node.previous_siblings)
    if heading is None or heading.name not in HEADINGS:
        return False
    inside = list(islice((each for each in heading.descendants if isinstance(each, Tag)), _FEW))
    if any(not _CLICKS.isdisjoint(each.attrs) or each.name == "button" for each in (heading, *inside)):
        return True
    if any(is_script(str(each.attrs["href"])) for each in inside if "href" in each.attrs):
        return True
    above, below = _beside(heading.previous_siblings), _beside(node.next_siblings)
    return (below is not None and below.name == heading.name and _is_over_hidden(below)) or (
        above is not None and _is_hidden(above) and _follows(above, heading.name)
    )


def _is_over_hidden(heading: Tag) -> bool:
    below = _beside(heading.next_siblings)
    return below is not None and _is_hidden(below)


def _follows(node: Tag, name: str) -> bool:
    above = _beside(node.previous_siblings)
    return above is not None and above.name == name


def _beside(siblings: Iterable[PageElement]) -> Tag | None:
    """The next element, with no text before it."""
    for each in islice(siblings, _FEW):
        if isinstance(each, Tag):
            return each
        if is_text(each) and str(each).strip():
            return None
    return None


def _named(root: Tag) -> list[tuple[Tag, Tag, str]]:
    """Buttons, the panels whose ids they name, and their question; "" where a heading or a summary says it."""
    tags = [node for node in root.descendants if isinstance(node, Tag)]
    marked = [node for node in tags if node.attrs]
    lists = [node for node in tags if node.name in ("ul", "ol")]
    others = paired(marked, INLINE) + asked_in_data(marked, INLINE) + bare_tabs(lists)
    controls = [node for node in marked if not _NAMES_A_PANEL.isdisjoint(node.attrs)]
    tabs = [node for node in marked if node.attrs.get("role") == "tabpanel"]
    if not controls and not tabs:
        return others
    by_id = {str(node["id"]): node for node in marked if "id" in node.attrs}
    pairs = [(control, _controlled(control, by_id)) for control in controls]
    for panel in tabs:
        names = str(panel.get("aria-labelledby", "")).split()
        pairs += [(by_id[name], [panel]) for name in names if name in by_id]
    named = []
    for control, opened in sorted(pairs, key=lambda pair: len(pair[1])):  # "Show all sections" is nobody's question
        if len(list(islice(control.descendants, _MANY))) == _MANY:
            continue  # no button holds so much
        text = normal(control.get_text(" "))
        for panel in opened:
            if any(c.isalnum() for c in text) and not _lies_in(panel, control) and not _lies_in(control, panel):
                says_it = control.name == "summary" or in_heading(control) or len(opened) > 1
                named.append((control, panel, "" if says_it else text))
    return named + others


def _panels(named: list[tuple[Tag, Tag, str]]) -> Panels:
    panels = Panels()
    for control, panel, question in named:
        if panels.question.setdefault(id(panel), question) == question != "":
            panels.asked.add(id(control))
        panels.around |= {id(parent) for parent in panel.parents if parent.attrs.get("role") in ("tab", "button")}
    return panels


def _controlled(control: Tag, by_id: dict[str, Tag]) -> list[Tag]:
    if control.name in _NEVER:
        return []
    names = str(control.get("aria-controls", "")).split()
    names += [str(control.get(name, "")) for name in ("data-target", "data-bs-target")]
    if any(control.get(name) in _OPENS_PANEL for name in _TOGGLE):
        names.append(str(control.get("href", "")))
    found = {id(by_id[name]): by_id[name] for name in (n.removeprefix("#") for n in names) if name in by_id}
    return [panel for panel in found.values() if panel.name not in ("nav", "form", "dialog")]


def _lies_in(node: Tag, outer: Tag) -> bool:
    return any(parent is outer for parent in node.parents)


def in_heading(node: Tag) -> bool:
    """Whether an element is a heading or a part of one."""
    return node.name in HEADINGS or any(parent.name in HEADINGS for parent in node.parents)


def is_question(node: Tag) -> bool:
    """Whether the element is what one clicks on to see an answer, and says so by itself.

    A `summary`, a tab, and a button or a link to a script whose class, or whose neighbour's class, speaks of an
    accordion, or which asks a question.
    """
    name = node.name
    if name == "summary":
        return _says_something(node)
    attributes = node.attrs
    role = attributes.get("role")
    if role == "tab":
        return _says_something(node)
    script = name == "a" and is_script(str(attributes.get("href", "")))
    if not (name == "button" or role == "button" or script) or not _says_something(node) or in_heading(node):
        return False
    if script and not _stands_alone(node):
        return False
    classes = " ".join(str(near.get("class", "")) for near in (node, node.parent, node.find_next_sibling()) if near)
    return normal(node.get_text()).endswith("?") or bool(_PANEL_CLASS.search(classes))


def asks_by_term(terms: Tag, term: Tag) -> bool:
    """Whether a term of a definition list is a question, and its definition the answer: it asks, or is clicked on."""
    if normal(term.get_text()).endswith(("?", "？")):
        return True
    classes = f"{terms.get('class', '')} {term.get('class', '')}"
    return bool(_PANEL_CLASS.search(classes)) or term.find("button") is not None or term.get("role") == "button"


def is_script(url: str) -> bool:
    """Whether a link leads nowhere but to a script of its page."""
    url = url.strip()
    return url in ("#", "#!") or url[:11].lower() == "javascript:"


def _stands_alone(node: Tag) -> bool:
    """Whether nothing else stands on the element's line."""
    for beside in chain(node.previous_siblings, node.next_siblings):
        if isinstance(beside, Tag):
            if beside.name in INLINE and _says_something(beside):
                return False
        elif is_text(beside) and str(beside).strip():
            return False
    return True


def _says_something(node: Tag) -> bool:
    """Whether a letter or digit is in an element. One with very much in it is no ornament, whatever it is."""
    inside = list(islice(node.descendants, _MANY))
    return len(inside) == _MANY or any(c.isalnum() for each in inside if is_text(each) for c in str(each))


def is_text(node: object) -> bool:
    """Whether a node is text that a reader sees: no comment, no doctype."""
    return isinstance(node, NavigableString) and (not isinstance(node, PreformattedString) or isinstance(node, CData))
