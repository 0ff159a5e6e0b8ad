"""The `sources.yaml` of the demo: its site's addresses, and who is told."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.demo.recorded import COUNTRY, PAGES, RecordedPage

SLACK_VARIABLE = "DEMO_SLACK_WEBHOOK"
"""Environment variable that the configuration names in place of the webhook's address, which is a secret."""

_TEXT = """\
contact: https://example.org/demo
snapshots: snapshots
defaults: {{every: 6h, pace: 0s, allow_private: [{allowed}]}}
sources:
{sources}
recipients:
  - {{name: duty-desk, email: [duty-desk@example.org], when: {{significance: major}}}}
  - {{name: newsroom, slack: "${{{slack_variable}}}"}}
delivery:
  email: {{host: 127.0.0.1, port: {smtp_port}, security: none, from: "Advisory monitor <monitor@example.org>"}}
"""


def sources_yaml(base_url: str, smtp_port: int, slack_url: str) -> str:
    """The text of `sources.yaml` that watches the demo's site and tells its mail and Slack sinks.

    `slack_url` is allowed as a loopback address, but stands in the text as `${DEMO_SLACK_WEBHOOK}` only: whoever runs
    the demo puts it into the environment.
    """
    return _TEXT.format(
        allowed=", ".join(f'"{urlsplit(url).netloc}"' for url in (base_url, slack_url)),
        sources="\n".join(_entry(page, base_url) for page in PAGES),
        slack_variable=SLACK_VARIABLE,
        smtp_port=smtp_port,
    )


def _entry(page: RecordedPage, base_url: str) -> str:
    keys = {"publisher": page.publisher, "country": COUNTRY, "name": page.name, "url": f'"{base_url}{page.path}"'}
    keys |= {key: str(value).lower() if isinstance(value, bool) else value for key, value in page.options.items()}
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}"
