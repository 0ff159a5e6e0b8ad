"""Files that are right, for several tests."""

from __future__ import annotations

FULL = """\
contact: desk@example.org
snapshots: seen/pages
defaults:
  every: 90 min
  allowance: 2d
  confirm_after: 90s
  timeout: 1m 30s
  max_size: 1.5 MiB
  pace: 500ms
  at_once: 2
  retry_for: 0s
  allow_private: ["localhost:8080", intranet.example.org]
hosts:
  - host: WWW.gov.uk
    pace: 2s
  - host: "localhost:8080"
    at_once: 4
    permission: Web team of example.org, by mail of 3 March 2026
sources:
  - publisher: uk-fcdo
    countries: [KZ, Kyrgyzstan]
    pages: [safety-and-security, getting-help]
    every: 1h
    safety_critical: true
  - publisher: us-state
    country: kz
    pages: all
    every: 30m to  6h
    allowance: 12h
    index: false
  - publisher: labirint
    country: KZ
    name: domestic-violence
    title: Kazakhstan / Domestic violence
    url: https://labirint.example.org/page?id=1
    root: main > .entry-content
  - publisher: ngo
    name: about
    url: http://127.0.0.1:8080/about
    browser: true
recipients:
  - name: duty-desk
    email: [duty@example.org, deputy@example.org]
    when:
      significance: major
      countries: [KZ, Kyrgyzstan]
      publishers: uk-fcdo
      pages: ["uk-fcdo/kazakhstan/*"]
      kinds: [phone, law]
      announced: [silent, partly]
  - name: channel
    slack: ${SLACK_WEBHOOK}
delivery:
  email:
    host: smtp.example.org
    port: 465
    security: tls
    username: ${SMTP_USER}
    password: ${SMTP_PASSWORD}
    from: Monitor <monitor@example.org>
    timeout: 10s
  report_url: https://example.org/report.html
"""
ENVIRON = {"SLACK_WEBHOOK": "https://hooks.example.org/T1/B2/x", "SMTP_USER": "me", "SMTP_PASSWORD": "12345"}
SMALL = """\
contact: https://example.org/about
sources:
  - publisher: uk-fcdo
    country: KZ
"""
