"""One edit of a page: what it needs whatever it turns."""

from __future__ import annotations

import random
from collections.abc import Callable

from mutators.mutation import Expected, IllFormedError, Mutation
from mutators.page import Page

Maker = Callable[[Page, random.Random], Mutation | None]
"""Takes a page and a source of chance; None where the page has no place for the edit. Raises IllFormedError where the
place is one but the edit would not be what it is called."""


def say(page: Page, start: int, end: int, words: str) -> str:
    """The sentence with "[what stood there -> what stands there now]"."""
    left, right = page.sentence(start)
    return f"{page.text[left:start]}[{page.text[start:end]} -> {words}]{page.text[end : max(right, end)]}"


def value_edit(
    page: Page, kind: str, variant: str, span: tuple[int, int], words: str, kinds: set[str],
    *, whole: tuple[str, str] | None = None, directions: set[str | None] | None = None,
) -> Mutation:  # fmt: skip
    """One value in place of another; `whole` are the words by which the fact is known, where they are more."""
    old, new = whole or (page.text[slice(*span)], words)
    if page.counts(new):
        raise IllFormedError("the new value stands on the page already")
    elsewhere = page.counts(old) > 1
    # A value that still stands elsewhere on the page was not removed (ANNOTATION.md): the new one may be an addition.
    changes = frozenset({"changed", "added"} if elsewhere else {"changed"})
    expected = Expected(frozenset(kinds), old, new, changes, frozenset(directions) if directions else None)
    if elsewhere and directions:
        expected = Expected(frozenset(kinds), old, new, changes, None)
    after = page.with_words((*span, words))
    return Mutation(kind, variant, page, page.text, after, say(page, *span, words), (expected,), seen=(old,))
