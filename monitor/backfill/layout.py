"""Which file of a git-scraping repository is which page: described in data, one YAML file a repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from monitor.errors import InputError, why
from monitor.publishers import KNOWN
from monitor.publishers.countries import country_code, country_name, country_slug
from monitor.read.text import slugify
from monitor.sources.page import Page

BUILT_IN = "travel-advisories"
_KEYS = {"path", "page", "publisher", "url", "info", "note", "title", "updated"}


@dataclass(frozen=True)
class Rule:
    """Files of one pattern."""

    path: str
    publisher: str
    url: str = ""
    """Empty where the program knows the publisher's addresses."""
    page: str = ""
    title: str = ""
    """What reports call the page; empty where its name says it."""
    info: str = ""
    note: str = ""
    updated: str = ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        text = (
            re.escape(self.path).replace(r"\{country\}", r"(?P<country>[^/]+)").replace(r"\{page\}", r"(?P<page>[^/]+)")
        )
        return re.compile(text)

    def match(self, path: str) -> Scraped | None:
        """The page that a path is, or None."""
        match = self._pattern.fullmatch(path)
        if match is None:
            return None
        folder = match.groupdict().get("country") or ""
        name = self.page or match.groupdict().get("page") or ""
        code = country_code(folder) if folder else None
        if not name.strip() or (folder and code is None):
            return None
        slug = slugify(name)
        country = country_slug(code) if code else ""
        title = self.title or name[0].upper() + name[1:]
        page = Page(
            id="/".join(filter(None, [self.publisher, country, slug])),
            title=f"{country_name(code)} / {title}" if code else title,
            url=self.url.replace("{slug}", country).replace("{page}", slug) or _known_url(self.publisher, code, slug),
            publisher=self.publisher,
            country=code,
        )
        return Scraped(page, self.info.replace("{country}", folder), self)


def _known_url(publisher: str, country: str | None, slug: str) -> str:
    """Where a person reads a page of a publisher whose addresses are known; empty where they are not."""
    known = KNOWN.get(publisher)
    targets = known.targets(country) if known and known.targets and country else ()
    whole = next((target.page_url for target in targets if target.name == slug and not target.has_parts), "")
    part = next((target.page_url.replace("{part}", slug) for target in targets if target.has_parts), "")
    return whole or part


@dataclass(frozen=True)
class Scraped:
    """A page as it lies in a repository."""

    page: Page
    info: str
    """Path of the JSON file beside it; empty where there is none."""
    rule: Rule


@dataclass(frozen=True)
class Layout:
    """How a repository is laid out."""

    name: str
    rules: tuple[Rule, ...]

    def match(self, path: str) -> Scraped | None:
        """The page that a path is, by the first rule that fits, or None."""
        for rule in self.rules:
            found = rule.match(path)
            if found is not None:
                return found
        return None

    def is_info(self, path: str) -> bool:
        """Whether a path is a JSON file beside pages."""
        return any(re.fullmatch(re.escape(info).replace(r"\{country\}", "[^/]+"), path) for info in self._infos)

    @property
    def info_paths(self) -> list[str]:
        """git pathspecs of the JSON files beside pages."""
        return [f":(glob){info.replace('{country}', '*')}" for info in self._infos]

    @property
    def _infos(self) -> list[str]:
        return sorted({rule.info for rule in self.rules if rule.info})

    def folders_unknown(self, path: str) -> str | None:
        """The folder of a path that a rule would take if its name were a country's."""
        for rule in self.rules:
            match = rule._pattern.fullmatch(path)
            if match and "country" in match.groupdict() and country_code(match["country"]) is None:
                return match["country"]
        return None


def built_in(name: str = BUILT_IN) -> Layout:
    """A layout that comes with the program."""
    text = resources.files("monitor.backfill").joinpath("layouts", f"{name}.yaml").read_text(encoding="utf-8")
    return _layout(text, f"{name}.yaml")


def load_layout(path: Path) -> Layout:
    """A layout of one's own.

    Raises:
        InputError: the file cannot be read, or is no layout; the message names the file and the rule.
    """
    try:
        return _layout(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {why(error)}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text") from None


def _layout(text: str, where: str) -> Layout:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        data: Any = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise InputError(f"{where}: is no YAML: {str(error).splitlines()[0]}") from None
    rules = data.get("rules") if isinstance(data, dict) else None
    if not isinstance(rules, list) or not rules:
        raise InputError(f"{where}: a layout needs `rules`, a list with at least one rule")
    return Layout(
        str(data.get("name", where)), tuple(_rule(rule, f"{where}: rule {n}") for n, rule in enumerate(rules, 1))
    )


def _rule(rule: Any, where: str) -> Rule:
    if not isinstance(rule, dict) or not all(isinstance(text, str) for pair in rule.items() for text in pair):
        raise InputError(f"{where} must hold names with texts")
    if unknown := sorted(set(rule) - _KEYS):
        raise InputError(f"{where}: unknown {', '.join(unknown)}; allowed are {', '.join(sorted(_KEYS))}")
    known = KNOWN.get(rule.get("publisher", ""))
    needed = {"path", "publisher"} if known and known.targets else {"path", "publisher", "url"}
    if missing := sorted(needed - set(rule)):
        raise InputError(f"{where} lacks {', '.join(missing)}")
    if not re.fullmatch(r"[a-z0-9-]+", rule["publisher"]):
        raise InputError(f"{where}: publisher {rule['publisher']!r} is no id: write small letters, digits and hyphens")
    for name in ("{country}", "{page}"):
        if rule["path"].count(name) > 1:
            raise InputError(f"{where}: its path holds {name} more than once")
    if "{page}" not in rule["path"] and not rule.get("page"):
        raise InputError(f"{where}: its path holds no {{page}}, so it needs a page of its own")
    return Rule(**rule)
