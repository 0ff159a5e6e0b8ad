"""Where a report and each of its changes can be read whole, for notices that reach people far from the database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.report.safe import safe_url


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what `monitor report` and `monitor show` have written out; empty where there are none."""

    report: str = ""
    """Of the whole report."""
    change: str = ""
    """Of one change, its number being `{change}`."""

    @classmethod
    def of(cls, url: str | None) -> Links:
        """The links of a configured address: with `{change}` in it the pattern for a change, else the report's address.

        Raises:
            ValueError: it is no http or https address, or holds a name in braces that means nothing here.
        """
        if not url or not url.strip():
            return cls()
        url = url.strip()
        for name in re.findall(r"\{([^{}]*)\}", url):
            if name != "change":
                raise ValueError(f"{{{name}}} in {url!r} means nothing: only {{change}}, the number of a change, does")
        address = safe_url(url.replace("{change}", "1"))
        if address is None or not address.lower().startswith(("http://", "https://")):
            raise ValueError(f"{url!r} is no http or https address, or one with a user name in it")
        return cls(change=url) if "{change}" in url else cls(report=url)

    def of_change(self, number: int | None) -> str:
        """Where a change is told; empty where nobody said, or where it has no number.

        In the HTML of a whole report each change has its place (`#change-1042`).
        """
        if number is None:
            return ""
        if self.change:
            return safe_url(self.change.replace("{change}", str(number))) or ""
        return self._at(self.report, f"change-{number}")

    def of_evidence(self, number: int | None) -> str:
        """Where the versions of a change stand with their hashes: a place of the same document."""
        return self._at(self.of_change(number), f"evidence-{number}")

    @staticmethod
    def _at(url: str, place: str) -> str:
        address = safe_url(url) if url else None
        return f"{address.partition('#')[0]}#{place}" if address else ""


NO_LINKS = Links()
"""Where nobody said that reports can be read anywhere."""
