"""`sources.yaml`: what to watch, how often, and whom to tell.

`load` gives a `Config`, or one error that names everything that is wrong with the file, each thing with its line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError, create_model

from monitor.errors import ConfigError, why
from monitor.sources import yaml_places
from monitor.sources.checks import check
from monitor.sources.daemon import DaemonOptions
from monitor.sources.environment import fill
from monitor.sources.fields import (
    Allowance,
    Contact,
    Country,
    Folder,
    Id,
    Interval,
    Line,
    PageNames,
    PartNames,
    Selector,
    Several,
    Strict,
    Switch,
    WebAddress,
)
from monitor.sources.manners import Defaults, HostEntry
from monitor.sources.messages import explain
from monitor.sources.recipients import Recipient, with_channels
from monitor.sources.units import Every
from monitor.sources.yaml_places import NotYamlError, Place, Problem, Tree
from notifiers import channels


class SourceEntry(Strict):
    """One entry of `sources`: pages of a publisher that is known, or one page at a URL."""

    publisher: Id = Field(
        description="Id of the publisher. One that is known, such as uk-fcdo or us-state, knows its own addresses; "
        "with a url any id will do.",
        examples=["uk-fcdo", "us-state"],
    )
    countries: Several[Country] = Field(
        default=(),
        validation_alias=AliasChoices("countries", "country"),
        description="The countries that the pages are about: ISO 3166-1 codes (KZ) or English names (Kazakhstan).",
    )
    """Written `country: KZ` or `countries: [KZ, KG]`."""
    pages: PageNames = Field(
        default=None,
        description="The publisher's pages to watch: all of them, also those that appear later, or a list of names.",
        examples=["all", ["safety-and-security", "getting-help"]],
    )
    """None: all of them."""
    url: WebAddress | None = Field(default=None, description="Address of the one page that this entry watches.")
    name: Id | None = Field(
        default=None,
        description="With url: the last part of the page's id, publisher/country/name. Needed where the publisher's "
        "module does not know the page by its url.",
    )
    title: Line | None = Field(default=None, description="With url: how reports call the page.")
    root: Selector | None = Field(
        default=None,
        description="With url: CSS selector of the page's content, where it is not found by itself.",
        examples=["main", "div.entry-content"],
    )
    parts: PartNames = Field(
        default=None,
        description="With url: where the answer has parts that are pages of their own (GOV.UK's Content API, State's "
        "country information), which of them to watch: all, or a list of their slugs.",
        examples=["all"],
    )
    """None: the page is one whole; empty: all of its parts."""
    browser: Switch = Field(
        default=False,
        description="With url: whether the page is opened in a browser, for it shows nothing without one. Needs the "
        "extra [browser]. A browser is no way round a block.",
    )
    every: Interval = Field(
        default=Every(timedelta(hours=6)),
        description="How often to look: 1h, or two bounds such as 30m to 6h; else as in defaults.",
        json_schema_extra={"default": None},
    )
    """After loading never unset: that of the defaults, where the entry gives none."""
    allowance: Allowance | None = Field(
        default=None,
        description="How long a page may go without a good look before somebody is told; else as in defaults.",
    )
    """After loading that of the defaults, where the entry gives none."""
    index: Switch = Field(
        default=True,
        description="Without url: whether the publisher's index, which names the countries that have news, is asked "
        "often, so that announced changes are found within minutes.",
    )
    safety_critical: Switch = Field(
        default=False,
        description="Whether people rely on the facts of these pages in an emergency: their changes weigh more.",
    )


class Delivery(Strict):
    """How notices get out: what all recipients of a channel share."""

    report_url: WebAddress | None = Field(
        default=None,
        description="Where the report can be read on the web; notices link to it. {change} in it stands for the number "
        "of a change.",
        examples=["https://monitor.example.org/report.html", "https://monitor.example.org/changes/{change}.html"],
    )

    def shared(self, channel: str) -> Any:
        """What all recipients of a channel share; None where nothing is given."""
        return getattr(self, channel, None)


def _with_channels(model: type[Delivery]) -> type[Delivery]:
    """The model with a field for each channel whose recipients share something."""
    fields: dict[str, Any] = {
        each.name: (each.shared | None, Field(default=None, description=each.shared_about))
        for each in channels()
        if each.shared is not None
    }
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, **fields)


if TYPE_CHECKING:
    from monitor.sources.page import Address

    AnyRecipient: TypeAlias = Recipient
    AnyDelivery: TypeAlias = Delivery
else:
    AnyRecipient, AnyDelivery = with_channels(Recipient), _with_channels(Delivery)


class SourcesFile(Strict):
    """What `sources.yaml` holds."""

    contact: Contact = Field(
        description="Who asks: a web or e-mail address. It goes into the User-Agent of every request.",
        examples=["https://example.org/about-this-monitor"],
    )
    snapshots: Folder = Field(
        default=Path("snapshots"),
        description="Folder for what was seen, relative to this file.",
        json_schema_extra={"default": "snapshots"},
    )
    defaults: Annotated[Defaults, BeforeValidator(lambda value: {} if value is None else value)] = Field(
        default_factory=Defaults, description="How sites are asked, where a source says nothing else."
    )
    hosts: Annotated[tuple[HostEntry, ...], BeforeValidator(lambda value: () if value is None else value)] = Field(
        default=(), description="How single hosts are asked, where that differs from the defaults."
    )
    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1)] = Field(description="What to watch.")
    recipients: Annotated[tuple[AnyRecipient, ...], BeforeValidator(lambda value: () if value is None else value)] = (
        Field(default=(), description="Whom to tell.")
    )
    daemon: Annotated[DaemonOptions, BeforeValidator(lambda value: {} if value is None else value)] = Field(
        default_factory=DaemonOptions, description="What surrounds `monitor run`."
    )
    delivery: Annotated[AnyDelivery, BeforeValidator(lambda value: {} if value is None else value)] = Field(
        default_factory=AnyDelivery, description="How notices get out."
    )


class Config(SourcesFile):
    """A `sources.yaml` that was read: `snapshots` is resolved against its folder, and each source has its interval."""

    path: Path
    """The file, as it was named."""

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """All that it watches, see `monitor.sources.addresses`."""
        from monitor.sources.addresses import addresses

        return tuple(addresses(self))


def load(
    path: Path,
    environ: Mapping[str, str] = os.environ,
    publishers: Mapping[str, tuple[str, ...]] | None = None,
) -> Config:
    """Read a configuration file.

    Args:
        path: the file; messages name it as it is given here.
        environ: where `${NAME}` is looked up.
        publishers: the page names of each publisher that is known, by id (empty: any name); all that the program knows
            where it is not given.

    Raises:
        ConfigError: the file cannot be used; one line for each thing that is wrong.
    """
    if publishers is None:
        publishers = _known_publishers()
    try:
        tree = yaml_places.read(_read(path))
    except NotYamlError as error:
        raise ConfigError(_line(path, error.place, "", error.message)) from None
    if not isinstance(tree.value, dict):
        message = "the file must hold names with values (contact: ..., sources: ...), not a list or a text"
        raise ConfigError(_line(path, tree.locate(Problem((), ""))[0], "", message))
    value, problems = fill(tree.value, environ)
    problems = [*tree.problems, *problems]
    file = None
    try:
        file = SourcesFile.model_validate(value)
    except ValidationError as error:
        explained = (explain(each, SourcesFile, value) for each in error.errors(include_url=False))
        problems += [problem for problem in explained if problem]
    problems += check(value, publishers, tree.line)
    if problems or file is None:
        raise ConfigError(_all_lines(path, tree, problems))
    sources = tuple(_filled(entry, file.defaults) for entry in file.sources)
    recipients = tuple(each.placed(path.parent) for each in file.recipients)
    fields = dict(file) | {
        "sources": sources, "recipients": recipients, "snapshots": path.parent / file.snapshots, "path": path,
    }  # fmt: skip
    return Config.model_construct(**fields)


def _filled(entry: SourceEntry, defaults: Defaults) -> SourceEntry:
    """The entry with what it leaves to the defaults."""
    left = {"every": defaults.every, "allowance": defaults.allowance}
    return entry.model_copy(update={name: value for name, value in left.items() if name not in entry.model_fields_set})


def _known_publishers() -> Mapping[str, tuple[str, ...]]:
    from monitor.publishers import PAGE_NAMES

    return PAGE_NAMES


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; it says what to watch, so name it or write one") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {why(error)}") from None


def _all_lines(path: Path, tree: Tree, problems: list[Problem]) -> str:
    """One line a problem, in the order of the file; of several at one value only the first, which caused the others."""
    found: dict[tuple[Place, str], str] = {}
    for problem in problems:
        found.setdefault(tree.locate(problem), problem.message)
    return "\n".join(_line(path, place, where, message) for (place, where), message in sorted(found.items()))


def _line(path: Path, place: Place | None, where: str, message: str) -> str:
    start = f"{path}:{place.line}:{place.column}" if place else str(path)
    return ": ".join(filter(None, (start, where, message)))
