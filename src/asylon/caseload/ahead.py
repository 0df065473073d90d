"""Fetch the next thing while this one is worked on: Arrow reads files without holding Python back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def one_ahead(things: Iterator[T]) -> Iterator[T]:
    """The same things in the same order; while one is used, another thread fetches the one after it."""

    def fetch() -> list[T]:
        for thing in things:
            return [thing]
        return []

    with ThreadPoolExecutor(max_workers=1) as other:
        coming = other.submit(fetch)
        while found := coming.result():
            coming = other.submit(fetch)
            yield from found
