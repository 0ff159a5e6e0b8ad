"""Payloads of Slack, read and measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block

Json = dict[str, Any]


def elements(block: Json) -> Iterator[Json]:
    """All elements of a block that hold text."""
    for each in [block["text"]] if "text" in block else block.get("elements", []):
        if "elements" in each:
            yield from elements(each)
        else:
            yield each


def texts(block: Json) -> list[str]:
    """The lines of a block, without their styles."""
    if block["type"] == "rich_text_section" or block["type"] == "rich_text_quote":
        return "".join(each["text"] for each in elements(block)).split("\n")
    if "elements" in block and any("elements" in each for each in block["elements"]):
        return [line for each in block["elements"] for line in texts(each)]
    return [line for each in elements(block) for line in each["text"].split("\n")]


def all_text(posted: Json) -> str:
    return "\n".join(line for block in posted["blocks"] for line in texts(block))


def links_of(posted: Json) -> list[str]:
    return [each["url"] for block in posted["blocks"] for each in elements(block) if each["type"] == "link"]


def assert_slack_takes(posted: Json) -> None:
    """By slack_sdk's models, and by the limits that docs.slack.dev gives and that its users have met."""
    parsed = Block.parse_all(posted["blocks"])
    assert [block.to_dict() for block in parsed] == posted["blocks"]
    for block in parsed:
        block.validate_json()
    assert 0 < len(posted["blocks"]) <= 50
    ids = [block["block_id"] for block in posted["blocks"] if "block_id" in block]
    assert len(set(ids)) == len(ids)
    for block in posted["blocks"]:
        if block["type"] == "header":
            assert 0 < len(block["text"]["text"]) <= 150
        if block["type"] == "context":
            assert 0 < len(block["elements"]) <= 10
        if block["type"] == "rich_text":
            assert block["elements"]
        for each in elements(block):
            assert 0 < len(each["text"]) <= 3000
    assert sum(len(each["text"]) for block in posted["blocks"] for each in elements(block)) <= 12_000
    assert 0 < len(posted["text"]) <= 4000
