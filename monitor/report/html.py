"""A report as one HTML file that needs nothing else: no script, no font, no picture. To be mailed, printed, kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from monitor.report import phrases
from monitor.report.alarms import MOST_NAMED
from monitor.report.outline import MOST_NOT_CHECKED, Outline, not_checked_line, outline
from monitor.report.report import Report
from monitor.report.safe import safe_line, safe_url


def render(report: Report) -> str:
    """A report as a whole HTML document."""
    return render_outline(outline(report))


def render_outline(parts: Outline) -> str:
    """An outline as a whole HTML document."""
    return _template().render(report=parts).lstrip()  # macros leave their line breaks behind


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("monitor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["url"] = safe_url
    environment.globals.update(
        announcement=phrases.announcement,
        ellipsis=phrases.ellipsis,
        evidence_words=phrases.evidence_words,
        headings=phrases.headings,
        passage_kind=phrases.passage_kind,
        quotes=phrases.quotes,
        seen=phrases.seen,
        not_checked_line=not_checked_line,
        most_not_checked=MOST_NOT_CHECKED,
        most_named=MOST_NAMED,
        links_words={"page": "Open the page at this place", "report": "Report", "evidence": "Evidence"},
        zip=zip,
    )
    return environment.get_template("report.html.j2")


def _finalize(value: Any) -> Any:
    """What every expression of the template goes through, so that none can be forgotten."""
    return safe_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value
