"""Global Affairs Canada's travel advice and advisories.

Source: data.international.gc.ca's published documents, and pages as stored by git-scraping archives.
"""

from __future__ import annotations

import re

from monitor.publishers.publisher import Level, Publisher

CA_GAC = Publisher(
    id="ca-gac",
    name="Government of Canada",
    region="CA",
    date_order="MDY",
    licence="Contains information licensed under the Open Government Licence – Canada.",
    roots=("main",),
    furniture_text=(
        re.compile(r"^Enlarge map$"),
        re.compile(r"^(?:Risk level map)?\s*Disclaimer$"),
        re.compile(
            r"^The features in this map do not constitute an authoritative source of geographical information\."
        ),
    ),
    # The diseases are the questions of an accordion, which pages that were saved as text have lost.
    question_text=(
        re.compile(
            r"^(?!.*\b(?:are|is|be|you|your|must|should|may|can|will|required|for)\b)[A-Z][\w'’()–-]+(?: [\w'’()–-]+){0,5}$"
        ),
    ),
    stamp_labels={"last updated": "updated", "latest updates": "note", "still valid": "current_at"},
    levels=(
        Level(3, re.compile(r"\bavoid all travel\b", re.IGNORECASE)),
        Level(2, re.compile(r"\bavoid non-essential travel\b", re.IGNORECASE)),
        Level(1, re.compile(r"\b(?:exercise|take) a high degree of (?:security )?caution\b", re.IGNORECASE)),
        Level(0, re.compile(r"\btake normal security precautions\b", re.IGNORECASE)),
    ),
)
