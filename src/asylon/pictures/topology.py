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


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a map is drawn from.

    Attributes:
        countries: in the order of the topology.
        apart: lines between a shape that the source draws apart and the country under which it is counted.
    """

    countries: tuple[Country, ...]
    apart: tuple[tuple[Degrees, ...], ...]


def shapes_of(topology: Mapping[str, Any], *, object_name: str = "countries") -> Shapes:
    """Reads a topology whose shapes carry `iso3` and `stat_iso3`."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    geometries = topology["objects"][object_name]["geometries"]
    return Shapes(
        tuple(_country(geometry, arcs) for geometry in geometries),
        tuple(tuple(arcs[index]) for index in _apart(geometries)),
    )


def _country(geometry: Mapping[str, Any], arcs: Sequence[list[Degrees]]) -> Country:
    iso3, counted_under = _codes(geometry)
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
    return Country(iso3, counted_under or iso3, rings)


def _codes(geometry: Mapping[str, Any]) -> tuple[str, str]:
    said = geometry.get("properties", {})
    return said.get("iso3") or "", said.get("stat_iso3") or ""


def _apart(geometries: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    around: dict[str, set[int]] = {}
    pieces: list[tuple[str, set[int]]] = []
    for geometry in geometries:
        used = {index if index >= 0 else ~index for index in _flat(geometry["arcs"])}
        iso3, counted_under = _codes(geometry)
        if iso3:
            around.setdefault(iso3, set()).update(used)
        else:
            pieces.append((counted_under, used))
    for code, used in pieces:
        yield from sorted(used & around.get(code, set()))


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
