"""Reads TopoJSON: shared borders are stored once, as arcs, and each country says which arcs go round it.

Source: the TopoJSON format specification, M. Bostock and C. Metcalf, version 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Country:
    """One shape: the codes it stands for, and its rings. `iso3` is empty where the source has none."""

    iso3: str
    counted_under: str
    rings: tuple[tuple[Degrees, ...], ...]


def countries(topology: Mapping[str, Any], *, object_name: str = "countries") -> Iterator[Country]:
    """The shapes of a topology, in its order."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    for geometry in topology["objects"][object_name]["geometries"]:
        said = geometry.get("properties", {})
        iso3 = said.get("iso3") or ""
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
        yield Country(iso3, said.get("stat_iso3") or iso3, rings)


def lines_apart(topology: Mapping[str, Any], *, object_name: str = "countries") -> Iterator[list[Degrees]]:
    """Lines between a shape that the source draws apart and the country under which it is counted."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    around: dict[str, set[int]] = {}
    apart: list[tuple[str, set[int]]] = []
    for geometry in topology["objects"][object_name]["geometries"]:
        used = {index if index >= 0 else ~index for index in _flat(geometry["arcs"])}
        said = geometry.get("properties", {})
        if said.get("iso3"):
            around.setdefault(said["iso3"], set()).update(used)
        elif said.get("stat_iso3"):
            apart.append((said["stat_iso3"], used))
    for code, used in apart:
        yield from (arcs[index] for index in sorted(used & around.get(code, set())))


def _flat(nested: Sequence[Any]) -> Iterator[int]:
    for one in nested:
        if isinstance(one, int):
            yield one
        else:
            yield from _flat(one)


def _arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> list[Degrees]:
    if transform is None:
        return [(point[0], point[1]) for point in arc]
    (across, up), (west, south) = transform["scale"], transform["translate"]
    xs = accumulate(point[0] for point in arc)
    ys = accumulate(point[1] for point in arc)
    return [(x * across + west, y * up + south) for x, y in zip(xs, ys, strict=True)]


def _ring(indices: Sequence[int], arcs: Sequence[list[Degrees]]) -> tuple[Degrees, ...]:
    """Arcs end to end; `~i` is arc i backwards. Where two meet they share a point."""
    points: list[Degrees] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return tuple(points)
