"""When a recipient wants to hear of a change."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pydantic import Field

from monitor.sources.fields import Country, Id, KindWord, PagePattern, Several, StatusWord, Strict, ThresholdWord

if TYPE_CHECKING:
    from monitor.compare.change import Change


class Rule(Strict):
    """What a change must be for a recipient to be told: everything that is given must hold."""

    significance: ThresholdWord = Field(
        default="minor",
        description="At least so significant: critical, major or minor. Changes of no significance are never told.",
    )
    countries: Several[Country] = Field(
        default=(), description="Pages of these countries only: ISO 3166-1 codes (KZ) or English names (Kazakhstan)."
    )
    publishers: Several[Id] = Field(default=(), description="Pages of these publishers only.")
    pages: Several[PagePattern] = Field(
        default=(),
        description="Pages whose id fits one of these patterns; * stands for any text: uk-fcdo/kazakhstan/*.",
    )
    kinds: Several[KindWord] = Field(default=(), description="At least one fact of these kinds has changed.")
    announced: Several[StatusWord] = Field(
        default=(),
        description="Whether the publisher's own note speaks of the change: announced, partly, silent, or unknown.",
    )

    def meets(self, change: Change) -> bool:
        """Whether the recipient is to be told of this change.

        Never of a technical one, and never of one without significance. A change whose announcement was not looked
        into counts as `unknown`; a change without a page meets no rule that asks for one.
        """
        from monitor.compare.change import weight

        if change.kind == "technical" or change.significance == "none":
            return False
        page = change.page
        status = change.announcement.status if change.announcement else "unknown"
        return (
            weight(change.significance) >= weight(self.significance)
            and (not self.countries or (page is not None and page.country in self.countries))
            and (not self.publishers or (page is not None and page.publisher in self.publishers))
            and (not self.pages or (page is not None and any(fnmatchcase(page.id, pattern) for pattern in self.pages)))
            and (not self.kinds or any(fact.kind in self.kinds for fact in change.facts))
            and (not self.announced or status in self.announced)
        )

    def concerns(self, publisher: str, country: str | None, page_id: str | None) -> bool:
        """Whether an alarm about the watching itself is the recipient's concern: only whose page it is matters.

        An alarm about an address as a whole (`page_id` is None), such as the index of a publisher, concerns all who
        want that publisher, unless it is of one country and they want others.
        """
        is_whole = page_id is None
        return (
            (not self.publishers or publisher in self.publishers)
            and (not self.countries or country in self.countries or (is_whole and country is None))
            and (not self.pages or is_whole or any(fnmatchcase(page_id or "", pattern) for pattern in self.pages))
        )
