"""Questions and answers that only their classes tell: what a site's own style sheet and script open by a click.

Builders of pages name the two halves of a panel alike: `faq-question` and `faq-answer`, `accordion-title` and
`accordion-content`, `t668__header` and `t668__content` inside `t668__accordion`. No such name is a standard, so that
the two must stand side by side and share the rest of their name, and something near must speak of an accordion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from bs4 import Tag

from monitor.read.text import normal

_HEAD = re.compile(
    r"(?:(?P<stem>.*)[-_])?(?P<word>question|title|header|heading|head|toggle|trigger|label|button)s?", re.IGNORECASE
)
_BODY = re.compile(r"(?:(?P<stem>.*)[-_])?(?P<word>answer|content|body|panel|text|inner)s?", re.IGNORECASE)
_ACCORDION = re.compile(r"accordion|collaps|toggle|spoiler|faq|expand", re.IGNORECASE)
_NEAR = 3
"""Elements round the two that may speak of an accordion."""
_DEEP = 100
"""Elements round a label among which a form is looked for."""
_MOST_WORDS = 30
"""Words of a question; what is longer is text."""
_LONGEST = 400
"""Characters of an element's classes that are looked at."""
_LONGEST_NAME = 80
"""Characters of one class: what is longer was made by a machine."""
_MOST = 60
"""Elements and texts inside a question."""
_FEW = 12
"""Elements and texts inside a tab."""
_ANSWERS = frozenset({"acceptedAnswer", "suggestedAnswer"})
_FIELDS = frozenset({"input", "select", "textarea", "button"})
_SAYS_ITSELF = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_NO_LABEL = _SAYS_ITSELF | {"ul", "ol", "table", "dl", "details"}


def paired(marked: Iterable[Tag], inline: frozenset[str]) -> list[tuple[Tag, Tag, str]]:
    """Pairs of a question and its answer that stand side by side, with the question's words.

    Args:
        inline: names of elements that do not break their line; none of them is an answer.

    None where a heading says the question, for it opens a section by itself, or where the question is a link to
    elsewhere.
    """
    found = []
    for head in marked:
        names = _stems(head, _HEAD)
        if not names and head.name != "label":
            continue
        body = _next(head)
        if body is None or body.name in inline or body.name in _FIELDS:
            continue
        if (_is_pair(head, names, _stems(body, _BODY)) or (head.name == "label" and _is_ticked(head))) and (
            words := _label(head)
        ):
            found.append((head, body, words))
    return found


def asked_in_data(marked: Iterable[Tag], inline: frozenset[str]) -> list[tuple[Tag, Tag, str]]:
    """Pairs that a page marks for machines: a `Question` of schema.org with its `name` and its `acceptedAnswer`."""
    found = []
    for whole in marked:
        if not str(whole.attrs.get("itemtype", "")).rstrip("/").endswith("schema.org/Question"):
            continue
        inside = list(islice((node for node in whole.descendants if isinstance(node, Tag)), _MOST))
        names = [at for at, node in enumerate(inside) if node.attrs.get("itemprop") == "name"]
        answers = [at for at, node in enumerate(inside) if node.attrs.get("itemprop") in _ANSWERS]
        if not names or not answers or names[0] > answers[0]:
            continue
        head, body = inside[names[0]], inside[answers[0]]
        if body.name not in inline and (words := _label(head)):
            found.append((head, body, words))
    return found


def bare_tabs(lists: Iterable[Tag]) -> list[tuple[Tag, Tag, str]]:
    """Tabs before a script has marked them: a list of links, and right behind it, in the same order, what they show.

    A table of contents leads to headings; what it leads to says its own name.
    """
    found = []
    for strip in lists:
        items = [item for item in islice(strip.contents, 2 * _MOST) if isinstance(item, Tag)]
        behind = (node for node in islice(strip.next_siblings, 2 * _MOST) if isinstance(node, Tag))
        shown = list(islice(behind, len(items)))
        links = [_only_link(item) for item in items]
        if len(items) < 2 or [f"#{node.attrs.get('id')}" for node in shown] != [url for _, url in links]:
            continue
        if any(_begins_with_heading(node) for node in shown):
            continue
        found += [
            (link, node, normal(link.get_text(" "))) for (link, _), node in zip(links, shown, strict=True) if link
        ]
    return found


def _only_link(item: Tag) -> tuple[Tag | None, str]:
    """The link that is all that a list item holds, with its target."""
    inside = list(islice(item.descendants, _FEW))
    link = next((node for node in inside if isinstance(node, Tag) and node.name == "a"), None)
    if link is None or len(inside) == _FEW or normal(link.get_text(" ")) != normal(item.get_text(" ")):
        return None, ""
    return link, str(link.attrs.get("href", ""))


def _begins_with_heading(node: Tag) -> bool:
    inside = islice((each for each in node.descendants if isinstance(each, Tag)), _FEW)
    first = next((each for each in inside if each.name not in ("div", "section", "header", "a", "span")), None)
    return node.name in _SAYS_ITSELF or (first is not None and first.name in _SAYS_ITSELF)


def _is_pair(head: Tag, names: dict[str, str], answers: dict[str, str]) -> bool:
    shared = names.keys() & answers.keys()
    asks = any(names[stem] == "question" and answers[stem] == "answer" for stem in shared)
    return asks or (bool(shared) and _is_near_accordion(head))


def _stems(node: Tag, shape: re.Pattern[str]) -> dict[str, str]:
    """What stands before the last word of each class of an element, with that word, where the word is one of these."""
    classes = str(node.attrs.get("class", ""))[:_LONGEST].split()
    matches = [shape.fullmatch(name) for name in classes if len(name) <= _LONGEST_NAME]
    return {(match["stem"] or "").rstrip("-_").casefold(): match["word"].casefold() for match in matches if match}


def _next(head: Tag) -> Tag | None:
    """The element right behind, with no text between."""
    for beside in islice(head.next_siblings, 3):
        if isinstance(beside, Tag):
            return beside
        if str(beside).strip():
            return None
    return None


def _is_near_accordion(head: Tag) -> bool:
    for node in (head, *islice(head.parents, _NEAR)):
        if node is not head and (node.name in ("body", "html") or _stems(node, _BODY)):
            return False  # inside an answer stand labels and texts of another kind ("Telephone", "Address")
        if _ACCORDION.search(str(node.attrs.get("class", ""))):
            return True
    return False


def _is_ticked(head: Tag) -> bool:
    """Whether an element is the label of a tick box before it, outside a form: a click shows what stands behind."""
    before = next((each for each in islice(head.previous_siblings, 3) if isinstance(each, Tag)), None)
    return (
        before is not None
        and before.name == "input"
        and before.get("type") in ("checkbox", "radio")
        and before.get("id") == head.get("for")
        and all(parent.name != "form" for parent in islice(head.parents, _DEEP))
    )


def _label(head: Tag) -> str:
    """The words of a question; "" where the element holds more than that."""
    inside = list(islice(head.descendants, _MOST))
    if len(inside) == _MOST or any(
        isinstance(node, Tag) and (node.name in _NO_LABEL or _leads_away(node)) for node in inside
    ):
        return ""
    if head.name in _NO_LABEL or any(parent.name in _SAYS_ITSELF for parent in islice(head.parents, 2)):
        return ""
    words = normal(head.get_text(" "))
    return words if any(map(str.isalnum, words)) and len(words.split()) <= _MOST_WORDS else ""


def _leads_away(node: Tag) -> bool:
    url = str(node.attrs.get("href", "")).strip()
    return node.name == "a" and bool(url) and not url.startswith("#") and url[:11].casefold() != "javascript:"
