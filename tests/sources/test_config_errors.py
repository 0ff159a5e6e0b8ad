from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.sources.config import Config
from notifiers import CHANNELS

HEAD = """\
contact: https://example.org/about
sources:
  - publisher: uk-fcdo
    country: KZ
"""
MAIL = "delivery: {email: {host: localhost, port: 25, from: m@example.org}}\n"

DESK = MAIL + "recipients:\n  - name: desk\n    email: a@example.org\n"

SOURCE_KEYS = (
    "publisher, countries, country, pages, url, name, title, root, parts, browser, every, allowance, "
    "index, safety_critical"
)
UNIT = "write a number and a unit, such as 30s, 90 min, 6h or 1d"
COUNTRY = "a country is its ISO 3166-1 code of two letters, such as KZ, or its English name, such as Kazakhstan"
IDS = "write small letters, digits and hyphens only, as in uk-fcdo"
RULE = (
    "must be a mapping, names with values below it; "
    "allowed are significance, countries, publishers, pages, kinds, announced"
)
SECRET = "a secret must not stand in the file; write ${NAME}, and set the environment variable NAME"

# What follows HEAD (from line 5 on), and what is said of it.
AFTER_HEAD = {
    "an unknown name, with the nearest": (
        "    page: all\n",
        f"5:5: sources.0.page: is not known here; did you mean 'pages'? allowed are {SOURCE_KEYS}",
    ),
    "an unknown name without a value": (
        "    page:\n",
        f"5:5: sources.0.page: is not known here; did you mean 'pages'? allowed are {SOURCE_KEYS}",
    ),
    "an unknown name that would write to the terminal": (
        '    "\\e[2J\\n": all\n',
        f"5:5: sources.0.'\\x1b[2J\\n': is not known here; allowed are {SOURCE_KEYS}",
    ),
    "an unknown name that is like nothing": (
        "    xyzzy: all\n",
        f"5:5: sources.0.xyzzy: is not known here; allowed are {SOURCE_KEYS}",
    ),
    "an unknown name at the top": (
        "recipient: []\n",
        "5:1: recipient: is not known here; did you mean 'recipients'? "
        "allowed are contact, snapshots, defaults, hosts, sources, recipients, daemon, delivery",
    ),
    "an unknown name in a recipient's rule": (
        MAIL + "recipients:\n  - name: a\n    email: a@example.org\n    when:\n      kind: [law]\n",
        "10:7: recipients.0.when.kind: is not known here; did you mean 'kinds'? "
        "allowed are significance, countries, publishers, pages, kinds, announced",
    ),
    "an unknown name of the mail server": (
        "delivery:\n  email:\n    host: localhost\n    port: 25\n    from: m@example.org\n    user: x\n",
        "10:5: delivery.email.user: is not known here; did you mean 'username'? "
        "allowed are host, port, security, username, password, from, timeout, ca_file",
    ),
    "a missing publisher": (
        "  - country: KG\n",
        "5:5: sources.1.publisher: is missing; for example publisher: uk-fcdo",
    ),
    "a missing country": (
        "  - publisher: us-state\n",
        "5:5: sources.1.country: is missing; for example country: KZ, or countries: [KZ, KG]",
    ),
    "a missing sender": (
        "delivery:\n  email: {host: localhost, port: 25}\n",
        "6:10: delivery.email.from: is missing; for example from: Monitor <monitor@example.org>",
    ),
    "a list that is one value": (
        "recipients: duty-desk\n",
        "5:13: recipients: must be a list, each of its items on a line that begins with '- '",
    ),
    "a mapping that is one value": (
        "defaults: 6h\n",
        "5:11: defaults: must be a mapping, names with values below it; "
        "allowed are every, allowance, confirm_after, timeout, max_size, pace, at_once, retry_for, allow_private",
    ),
    "a source that is one value": (
        "  - us-state\n",
        f"5:5: sources.1: must be a mapping, names with values below it; allowed are {SOURCE_KEYS}",
    ),
    "one value that is a list": (
        "    every: [1h]\n",
        "5:12: sources.0.every: must be a single value, not a list",
    ),
    "one value that is a mapping": (
        "    every: {hours: 1}\n",
        "5:12: sources.0.every: must be a single value, not a mapping",
    ),
    "a value that is not there": (
        "    every:\n",
        "5:5: sources.0.every: is empty; give a value, or remove the line",
    ),
    "an optional value that is not there": (
        "    pages:\n",
        "5:5: sources.0.pages: is empty; give a value, or remove the line",
    ),
    "a text that is empty": (
        "snapshots: ''\n",
        "5:12: snapshots: is empty",
    ),
    "a text of two lines": (
        "snapshots: |\n  a\n  b\n",
        "5:12: snapshots: 'a\\nb\\n' must be one line of plain text",
    ),
    "an empty list": (
        "    pages: []\n",
        "5:12: sources.0.pages: the list is empty; write all, or at least one name",
    ),
    "an empty list of countries": (
        "  - publisher: us-state\n    countries: []\n",
        "6:16: sources.1.countries: the list is empty; at least one is needed",
    ),
    "an item that stands twice": (
        "    pages: [health, entry, health]\n",
        "5:28: sources.0.pages.2: 'health' stands in this list twice",
    ),
    "pages that are no list": (
        "    pages: health\n",
        "5:12: sources.0.pages: 'health' is neither all nor a list; write all, or names between [ and ]",
    ),
    "a publisher in capitals": (
        "  - publisher: UK FCDO\n    country: KG\n",
        f"5:16: sources.1.publisher: 'UK FCDO' is not allowed here; {IDS}",
    ),
    "a publisher that is not known": (
        "  - publisher: uk-fdco\n    country: KG\n",
        "5:16: sources.1.publisher: 'uk-fdco' is not a publisher known here; did you mean 'uk-fcdo'? "
        "known are uk-fcdo, us-state; any other needs a url",
    ),
    "a page that the publisher does not have": (
        "  - publisher: us-state\n    country: KG\n    pages: [advisory, country-info]\n",
        "7:23: sources.1.pages.1: 'country-info' is not a page of us-state; did you mean 'country-information'? "
        "its pages are advisory, country-information",
    ),
    "a country that is misspelt": (
        "  - publisher: us-state\n    country: Kyrgystan\n",
        f"6:14: sources.1.country: 'Kyrgystan' is not a country; did you mean Kyrgyzstan (KG)? {COUNTRY}",
    ),
    "a code that is no country": (
        "  - publisher: us-state\n    countries: [KG, EU]\n",
        f"6:21: sources.1.countries.1: 'EU' is not a country; {COUNTRY}",
    ),
    "country beside countries": (
        "    countries: [KG]\n",
        "4:5: sources.0.country: country and countries are two spellings of one thing; keep one of them",
    ),
    "an interval that is too short": (
        "    every: 59s\n",
        "5:12: sources.0.every: '59s' is too short; at least 1 min is allowed",
    ),
    "an interval that is too long": (
        "    every: 32d\n",
        "5:12: sources.0.every: '32d' is too long; at most 31 days is allowed",
    ),
    "an interval beyond all time": (
        "    every: 999999999999 weeks\n",
        "5:12: sources.0.every: '999999999999 weeks' is too long; at most 31 days is allowed",
    ),
    "an interval without a unit": (
        "    every: 30\n",
        f"5:12: sources.0.every: '30' has no unit; {UNIT}",
    ),
    "an interval like a time of day, which is not 750 minutes": (
        "    every: 12:30\n",
        f"5:12: sources.0.every: '12:30' is not a length of time; {UNIT}",
    ),
    "an interval with its longer bound first": (
        "    every: 6h to 30m\n",
        "5:12: sources.0.every: '6h to 30m' begins with the longer of its bounds; write the shorter first: 30m to 6h",
    ),
    "an interval with a bound that is too short": (
        "    every: 30s to 6h\n",
        "5:12: sources.0.every: '30s' is too short; at least 1 min is allowed",
    ),
    "an interval with a bound that is none": (
        "    every: 30m to noon\n",
        f"5:12: sources.0.every: 'noon' is not a length of time; {UNIT}",
    ),
    "an interval of the environment, of which the value is not shown": (
        "    every: ${U} to 6h\n",
        f"5:12: sources.0.every: '${{U}} to 6h' is not a length of time; {UNIT}",
    ),
    "a number out of bounds": (
        "defaults: {at_once: 0}\n",
        "5:21: defaults.at_once: '0' must be a whole number from 1 to 20",
    ),
    "a number that is none": (
        "hosts: [{host: www.gov.uk, at_once: 1.5}]\n",
        "5:37: hosts.0.at_once: '1.5' must be a whole number from 1 to 20",
    ),
    "an allowance that is too long": (
        "    allowance: 1 year\n",
        f"5:16: sources.0.allowance: '1 year' is not a length of time; {UNIT}",
    ),
    "an allowance that is shorter than the interval": (
        "    every: 30m to 2d\n    allowance: 1d\n",
        "6:16: sources.0.allowance: an allowance of 1d is shorter than the interval of 30m to 2d: "
        "every page would be told as not checked; give it a longer one",
    ),
    "an allowance that is shorter than the interval of the defaults": (
        "    allowance: 1h\ndefaults: {every: 2h}\n",
        "5:16: sources.0.allowance: an allowance of 1h is shorter than the interval of 2h: "
        "every page would be told as not checked; give it a longer one",
    ),
    "an interval that is longer than the allowance of the defaults": (
        "    every: 7d\ndefaults: {allowance: 2d}\n",
        "5:12: sources.0.every: an allowance of 2d is shorter than the interval of 7d: "
        "every page would be told as not checked; give it a longer one",
    ),
    "a host that stands twice": (
        "hosts:\n  - {host: www.gov.uk, pace: 2s}\n  - {host: WWW.GOV.UK, at_once: 2}\n",
        "7:12: hosts.1.host: 'WWW.GOV.UK' stands on line 6 already; say everything of a host in one place",
    ),
    "a host of which nothing is said": (
        "hosts:\n  - host: www.gov.uk\n",
        "6:5: hosts.0: says nothing of the host; give it pace, at_once or permission",
    ),
    "a host without a name": (
        "hosts:\n  - pace: 2s\n",
        "6:5: hosts.0.host: is missing; for example host: www.gov.uk",
    ),
    "an unknown name of a host": (
        "hosts:\n  - host: www.gov.uk\n    permision: by mail\n",
        "7:5: hosts.0.permision: is not known here; did you mean 'permission'? "
        "allowed are host, pace, at_once, permission",
    ),
    "a browser without a url": (
        "    browser: true\n",
        "5:5: sources.0.browser: belongs to an entry with a url, and this one has none",
    ),
    "an index with a url": (
        "  - {publisher: ngo, name: page, url: https://example.org/, index: false}\n",
        "5:61: sources.1.index: belongs to an entry that names a publisher's countries, and this one has a url",
    ),
    "a size without a unit": (
        "defaults: {max_size: 20}\n",
        "5:22: defaults.max_size: '20' has no unit; write a number and a unit, such as 500kB or 20MB",
    ),
    "a size out of bounds": (
        "defaults: {max_size: 20GB}\n",
        "5:22: defaults.max_size: '20GB' is out of bounds; 1kB to 1GB is allowed",
    ),
    "a word for true": (
        "    safety_critical: yes\n",
        "5:22: sources.0.safety_critical: 'yes' must be true or false",
    ),
    "a private host with a path": (
        "defaults: {allow_private: [http://localhost/]}\n",
        "5:28: defaults.allow_private.0: 'http://localhost/' is not a host; "
        "write its name, or name:port, such as intranet:8080",
    ),
    "a url that is none": (
        "  - publisher: ngo\n    name: page\n    url: ftp://x\n",
        "7:10: sources.1.url: 'ftp://x' is not a web address; it must begin with http:// or https://",
    ),
    "a url without a host": (
        "  - publisher: ngo\n    name: page\n    url: https:///page\n",
        "7:10: sources.1.url: 'https:///page' is not a web address; it names no host",
    ),
    "a url with spaces": (
        "  - publisher: ngo\n    name: page\n    url: https://example.org/a page\n",
        "7:10: sources.1.url: 'https://example.org/a page' is not a web address; "
        "it must not hold spaces or control characters",
    ),
    "a url with a port that is none": (
        "  - publisher: ngo\n    name: page\n    url: https://example.org:99999/\n",
        "7:10: sources.1.url: 'https://example.org:99999/' is not a web address; its host or port cannot be read",
    ),
    "a url with a password, which is not repeated": (
        "  - publisher: ngo\n    name: page\n    url: https://me:hunter2@example.org/\n",
        "7:10: sources.1.url: the address is not allowed; a web address here must not hold a user name or a password",
    ),
    "a selector that is none": (
        "  - publisher: ngo\n    name: page\n    url: https://example.org/\n    root: 'main['\n",
        "8:11: sources.1.root: 'main[' is not a CSS selector; write one such as main or div.content",
    ),
    "a url without a name": (
        "  - publisher: ngo\n    url: https://example.org/\n",
        "5:5: sources.1.name: is missing; a page at a url needs a name of its own; for example name: domestic-violence",
    ),
    "a url beside pages": (
        "  - publisher: ngo\n    name: page\n    url: https://example.org/\n    pages: all\n",
        "8:5: sources.1.pages: pages and url exclude one another: with a url the entry is that one page; "
        "remove one of them",
    ),
    "a url for two countries": (
        "  - publisher: ngo\n    name: page\n    url: https://example.org/\n    countries: [KZ, KG]\n",
        "8:5: sources.1.countries: a page at a url belongs to one country at most; write country: with that one",
    ),
    "a title without a url": (
        "    title: Kazakhstan\n",
        "5:5: sources.0.title: belongs to an entry with a url, and this one has none",
    ),
    "parts without a url": (
        "    parts: all\n",
        "5:5: sources.0.parts: belongs to an entry with a url, and this one has none",
    ),
    "a source that stands twice": (
        "  - publisher: uk-fcdo\n    country: Kazakhstan\n    pages: [health]\n",
        "5:5: sources.1: watches uk-fcdo / KZ / health, which the entry on line 3 watches already; remove one of them",
    ),
    "a page at a url that stands twice": (
        "  - {publisher: ngo, name: page, url: https://example.org/1}\n"
        "  - {publisher: ngo, name: page, url: https://example.org/2}\n",
        "6:5: sources.2: watches ngo / page, which the entry on line 5 watches already; remove one of them",
    ),
    "a page at a url with the name of one of all pages": (
        "  - {publisher: us-state, country: KZ}\n"
        "  - {publisher: us-state, country: KZ, name: advisory, url: https://example.org/2}\n",
        "6:5: sources.2: watches us-state / KZ / advisory, which the entry on line 5 watches already; "
        "remove one of them",
    ),
    "a recipient that is called as another": (
        MAIL + "recipients:\n  - name: desk\n    email: a@example.org\n  - email: b@example.org\n    name: desk\n",
        "10:11: recipients.1.name: the recipient on line 7 is called 'desk' too; each needs its own name",
    ),
    "a recipient without a channel": (
        "recipients:\n  - name: desk\n",
        f"6:5: recipients.0: has no channel; give it one of {', '.join(CHANNELS)}",
    ),
    "a recipient with two channels": (
        MAIL + "recipients:\n  - name: desk\n    email: a@example.org\n    slack: ${HOOK}\n",
        "9:5: recipients.0.slack: a recipient has one channel; make two recipients of it, one with email and one "
        "with slack",
    ),
    "a recipient by mail where no server is named": (
        "recipients:\n  - name: desk\n    email: a@example.org\n",
        "7:5: recipients.0.email: mail needs a server: add delivery.email with host, port and from",
    ),
    "an address that is none": (
        MAIL + "recipients:\n  - name: desk\n    email: [a@example.org, 'b@example.org, c@example.org']\n",
        "8:28: recipients.0.email.1: 'b@example.org, c@example.org' is not an e-mail address; "
        "write one such as duty@example.org, or a list",
    ),
    "a significance that is none": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: {significance: mayor}}\n",
        "7:61: recipients.0.when.significance: 'mayor' is not one of the words known here; did you mean 'major'? "
        "allowed are critical, major, minor",
    ),
    "a kind of fact that is none": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: {kinds: [phone, phones]}}\n",
        "7:62: recipients.0.when.kinds.1: 'phones' is not one of the words known here; did you mean 'phone'? "
        "allowed are phone, email, level, rule, law, penalty, money, duration, date, time, age, percentage, quantity",
    ),
    "a rule for a publisher that is not watched": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: {publishers: [uk-fdco]}}\n",
        "7:60: recipients.0.when.publishers.0: no source has the publisher 'uk-fdco', so nothing would ever be told; "
        "did you mean 'uk-fcdo'? the sources have uk-fcdo",
    ),
    "a rule for pages in capitals": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: {pages: 'UK-FCDO/*'}}\n",
        "7:54: recipients.0.when.pages: 'UK-FCDO/*' fits no page id; "
        "write small letters as in uk-fcdo/kazakhstan/health, with * for any text",
    ),
    "a Slack webhook in the file": (
        "recipients:\n  - name: desk\n    slack: https://hooks.slack.com/services/T/B/hunter2\n",
        f"7:12: recipients.0.slack: {SECRET}",
    ),
    "a password in the file": (
        "delivery:\n  email: {host: localhost, port: 25, from: m@example.org, username: '${U}', password: hunter2}\n",
        f"6:87: delivery.email.password: {SECRET}",
    ),
    "a user name without a password": (
        "delivery:\n  email: {host: localhost, port: 25, from: m@example.org, username: '${U}'}\n",
        "6:10: delivery.email.password: is missing; it goes with username",
    ),
    "a port that is none": (
        "delivery:\n  email: {host: localhost, port: 70000, from: m@example.org}\n",
        "6:34: delivery.email.port: '70000' is not a port; a port is a number from 1 to 65535",
    ),
    "a host that is none": (
        "delivery:\n  email: {host: 'smtp://localhost', port: 25, from: m@example.org}\n",
        "6:17: delivery.email.host: 'smtp://localhost' is not the name of a host, such as smtp.example.org",
    ),
    "a sender that is none": (
        "delivery:\n  email: {host: localhost, port: 25, from: Monitor}\n",
        "6:44: delivery.email.from: 'Monitor' is not a sender; "
        'write monitor@example.org or "Monitor <monitor@example.org>"',
    ),
    "a name that stands twice": (
        "    pages: all\n    country: KG\n",
        "6:5: sources.0.country: 'country' stands here a second time; the first is on line 4; keep one of them",
    ),
    "a name that is a list": (
        "    ? [a]\n    : b\n",
        "5:7: sources.0: a name must be a plain word, not a list or a mapping",
    ),
    "an empty list of rules": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: []}\n",
        "7:46: recipients.0.when: the list is empty; at least one is needed",
    ),
    "a rule that is one value": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: critical}\n",
        f"7:46: recipients.0.when: {RULE}",
    ),
    "a second rule that is one value": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: [{kinds: law}, critical]}\n",
        f"7:61: recipients.0.when.1: {RULE}",
    ),
    "an unknown name in the second of several rules": (
        MAIL + "recipients:\n  - name: a\n    email: a@example.org\n    when:\n      - kinds: law\n      - kind: law\n",
        "11:9: recipients.0.when.1.kind: is not known here; did you mean 'kinds'? "
        "allowed are significance, countries, publishers, pages, kinds, announced",
    ),
    "a publisher that is not watched in the second of several rules": (
        MAIL + "recipients:\n  - {name: desk, email: a@example.org, when: [{kinds: law}, {publishers: us-state}]}\n",
        "7:74: recipients.0.when.1.publishers: no source has the publisher 'us-state', so nothing would ever be told; "
        "the sources have uk-fcdo",
    ),
    "a digest without a time": (
        DESK + "    digest: {days: mon}\n",
        "9:13: recipients.0.digest.at: is missing; for example at: 07:00",
    ),
    "a digest that is one value": (
        DESK + "    digest: daily\n",
        "9:13: recipients.0.digest: must be a mapping, names with values below it; "
        "allowed are at, days, empty, at_once",
    ),
    "a digest at a time that is none": (
        DESK + "    digest: {at: 7 am}\n",
        "9:18: recipients.0.digest.at: '7 am' is not a time of the day; write one such as 07:00 or 18:30",
    ),
    "a digest at several times of which one is none": (
        DESK + "    digest: {at: ['07:00', '24:00']}\n",
        "9:28: recipients.0.digest.at.1: '24:00' is not a time of the day; write one such as 07:00 or 18:30",
    ),
    "a digest twice at one time": (
        DESK + "    digest: {at: ['07:00', '07:00']}\n",
        "9:28: recipients.0.digest.at.1: '07:00' stands in this list twice",
    ),
    "a digest on a day that is none": (
        DESK + "    digest: {at: '07:00', days: [mon, thr]}\n",
        "9:39: recipients.0.digest.days.1: 'thr' is not one of the words known here; did you mean 'thu'? "
        "allowed are mon, tue, wed, thu, fri, sat, sun",
    ),
    "a digest on no day": (
        DESK + "    digest: {at: '07:00', days: []}\n",
        "9:33: recipients.0.digest.days: the list is empty; at least one is needed",
    ),
    "a word for false": (
        DESK + "    digest: {at: '07:00', empty: never}\n",
        "9:34: recipients.0.digest.empty: 'never' must be true or false",
    ),
    "a significance that does not wait and is none": (
        DESK + "    digest: {at: '07:00', at_once: all}\n",
        "9:36: recipients.0.digest.at_once: 'all' is not one of the words known here; "
        "allowed are critical, major, minor, none",
    ),
    "an unknown name of a digest": (
        DESK + "    digest: {at: '07:00', day: mon}\n",
        "9:27: recipients.0.digest.day: is not known here; did you mean 'days'? allowed are at, days, empty, at_once",
    ),
    "quiet hours without an end": (
        DESK + "    quiet: {from: '22:00'}\n",
        "9:12: recipients.0.quiet.until: is missing; for example until: 06:00",
    ),
    "quiet hours that end as they begin": (
        DESK + "    quiet: {from: '22:00', until: '22:00'}\n",
        "9:35: recipients.0.quiet.until: is the same as from; quiet hours must end at another time",
    ),
    "quiet hours at a time that is none": (
        DESK + "    quiet: {from: 22, until: '06:00'}\n",
        "9:19: recipients.0.quiet.from: '22' is not a time of the day; write one such as 07:00 or 18:30",
    ),
    "a digest in quiet hours": (
        DESK + "    quiet: {from: '22:00', until: '06:00'}\n    digest: {at: ['07:00', '5:59']}\n",
        "10:28: recipients.0.digest.at.1: a digest at 5:59 comes in the quiet hours, from 22:00 until 06:00: "
        "give it a time outside of them",
    ),
    "a time zone that is none": (
        DESK + "    timezone: Asia/Almatty\n",
        "9:15: recipients.0.timezone: 'Asia/Almatty' is no time zone: did you mean Asia/Almaty?",
    ),
    "a language that is none": (
        DESK + "    language: russian\n",
        "9:15: recipients.0.language: 'russian' is no language: did you mean ru (Russian)?",
    ),
    "alarms that are neither": (
        DESK + "    alarms: sometimes\n",
        "9:13: recipients.0.alarms: 'sometimes' must be true or false",
    ),
    "a place to listen at that is none": (
        "daemon:\n  health: everywhere\n",
        "6:11: daemon.health: 'everywhere' is not a place to listen at; write an IP address and a port, such as "
        "127.0.0.1:9464, or false",
    ),
    "a heartbeat in the file": (
        "daemon:\n  heartbeat: https://heartbeat.example.org/x\n",
        f"6:14: daemon.heartbeat: {SECRET}",
    ),
    "an unknown name of the daemon": (
        "daemon:\n  heartbeats: ${HOOK}\n",
        "6:3: daemon.heartbeats: is not known here; did you mean 'heartbeat'? "
        "allowed are health, health_names, heartbeat, heartbeat_every",
    ),
    "a tag": (
        "snapshots: !folder x\n",
        "5:12: snapshots: YAML tags (!name) are not used here; a text that begins with ! needs quotes",
    ),
    "an alias inside of itself": (
        "defaults: &d {allow_private: *d}\n",
        "5:11: defaults.allow_private: this alias stands inside of what it stands for",
    ),
}


@pytest.mark.parametrize(("text", "said"), AFTER_HEAD.values(), ids=AFTER_HEAD)
def test_an_error_names_line_column_path_and_what_is_allowed(wrong, text, said):
    assert wrong(HEAD + text, U="me", HOOK="https://hooks.example.org/x") == [f"sources.yaml:{said}"]


def test_what_is_missing_at_the_top_is_named_where_the_file_begins(wrong):
    assert wrong("# nothing yet\nsnapshots: snapshots\n") == [
        "sources.yaml:2:1: contact: is missing; for example contact: https://example.org/about-this-monitor",
        "sources.yaml:2:1: sources: is missing",
    ]


def test_all_errors_are_told_at_once_in_the_order_of_the_file(wrong):
    text = """\
contact: me
sources:
  - publisher: us-states
    country: Kazakstan
    pages: [advisory]
    every: often
  - publisher: ngo
    url: example.org
    page: all
  - publisher: us-state
    country: KZ
  - publisher: us-state
    country: KZ
    every: 1s
recipients:
  - name: desk
    email: desk@example.org
  - name: desk
"""
    found = [line.split(": ")[:2] for line in wrong(text)]
    assert found == [
        ["sources.yaml:1:10", "contact"],
        ["sources.yaml:3:16", "sources.0.publisher"],
        ["sources.yaml:4:14", "sources.0.country"],
        ["sources.yaml:6:12", "sources.0.every"],
        ["sources.yaml:7:5", "sources.1.name"],
        ["sources.yaml:8:10", "sources.1.url"],
        ["sources.yaml:9:5", "sources.1.page"],
        ["sources.yaml:12:5", "sources.3"],
        ["sources.yaml:14:12", "sources.3.every"],
        ["sources.yaml:17:5", "recipients.0.email"],
        ["sources.yaml:18:5", "recipients.1"],
        ["sources.yaml:18:11", "recipients.1.name"],
    ]


def test_an_error_that_only_follows_from_others_is_not_told(wrong):
    said = wrong("contact: a@example.org\nsources:\n  - publisher: [x]\n    country: KZ\n")
    assert said == ["sources.yaml:3:16: sources.0.publisher: must be a single value, not a list"]


def test_the_column_of_a_value_counts_characters_not_bytes(wrong):
    said = wrong(HEAD + "    {}\n".format("title: 'Қазақстан'") + "defaults: {'every': \"жоқ\", pace: x}\n")
    assert [line.split(": ")[0] for line in said] == ["sources.yaml:5:5", "sources.yaml:6:21", "sources.yaml:6:34"]


KEYS = (
    "contact snapshots defaults sources recipients delivery publisher country countries pages url name title root "
    "every safety_critical email slack when significance kinds announced host port from username password "
    "digest at days quiet until timezone language alarms daemon health heartbeat"
)
VALUES = "all KZ uk-fcdo us-state 6h https://example.org/ ${NAME} ${NAME:-x} ${ a@example.org true"
WORDS = st.sampled_from((*KEYS.split(), *VALUES.split()))
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries({"contact": WORDS, "sources": SHAPES}, optional={"recipients": SHAPES, "delivery": SHAPES})
)
def test_whatever_shape_the_file_has_it_is_read_or_refused_in_lines_with_a_place(read, shape):
    try:
        assert isinstance(read(json.dumps(shape, indent=1)), Config)
    except ConfigError as error:
        for line in str(error).splitlines():
            name, row, column, _ = line.split(":", 3)
            assert name == "sources.yaml"
            assert (int(row), int(column)) >= (1, 1)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(alphabet="ab:-[]{}'\"\\#&*!|>%@`\t\n ,?$", max_size=40))
def test_whatever_bytes_the_file_holds_they_are_read_or_refused_in_one_sentence_a_line(read, content):
    with pytest.raises(ConfigError, match=r"^sources\.yaml"):
        read(content)
