"""The tree of elements that a reader sees, asked of a browser."""

from __future__ import annotations

TREE = """(limit => {
  if (document.readyState !== "complete") return null;
  const still = document.implementation.createHTMLDocument("");
  const copied = (node, into) => {
    if (node.nodeName === "NOSCRIPT") return;
    const copy = still.importNode(node, false);
    into.append(copy);
    const inner = copy.nodeName === "TEMPLATE" ? copy.content : copy;
    const slotted = node.nodeName === "SLOT" && node.getRootNode() !== document ? node.assignedNodes() : [];
    const from = node.content && node.nodeName === "TEMPLATE" ? node.content : node.shadowRoot ?? node;
    for (const child of slotted.length ? slotted : from.childNodes) copied(child, inner);
  };
  const whole = still.createDocumentFragment();
  copied(document.documentElement, whole);
  const source = "<!DOCTYPE html>\\n" + whole.firstElementChild.outerHTML;
  return source.length > limit ? source.length : source;
})(%d)"""
"""Gives the page as HTML, its length in characters where that is more than the limit (`%d`), null while it is loading.

What stands in open shadow roots stands in its place, and no <noscript>: scripts did run. It is copied into a document
without scripts, so that nothing of the page runs by being copied; ask it of an isolated world, where the page has
changed nothing. Throws where elements stand too deep in one another.
"""
