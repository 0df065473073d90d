"""The map: every State is drawn, or dotted, or named beside it; classes and borders are what they say."""

from dataclasses import replace
from itertools import pairwise
from math import cos, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.pictures import BadPicture, MapClass, MapCountry, MapRegion, Picture, ground_of, map_on, world_map
from asylon.pictures.outlines import area, clipped, cut_at_180, simplified
from asylon.pictures.projection import equal_earth
from asylon.pictures.small_places import PLACES
from asylon.pictures.topology import shapes_of
from tests.pictures.drawn import Drawn, of, shapes
from tests.pictures.examples import CLASSES, HORN, LTR, MAP, topology

SUDAN = MapCountry(iso3="SDN", name="Sudan", value=500)


def draw(
    *countries: MapCountry, region: MapRegion | None = None, classes: tuple[MapClass, ...] = CLASSES
) -> Picture:
    return world_map(countries, topology=topology(), classes=classes, words=MAP, reader=LTR, region=region)


def land(picture: Picture, iso3: str) -> list[Drawn]:
    return [one for one in shapes(picture.svg) if one.tag == "path" and one.words == iso3]


@pytest.mark.parametrize(
    ("value", "css"), [(None, "p-c0"), (0, "p-c1"), (999, "p-c1"), (1000, "p-land"), (10**9, "p-c5")]
)
def test_a_country_wears_its_class_and_no_figure_is_not_zero(value: float | None, css: str) -> None:
    picture = draw(replace(SUDAN, value=value))
    assert {one.css for one in land(picture, "SDN")} == {css}


@pytest.mark.parametrize("region", [None, HORN])
def test_a_ground_that_was_kept_carries_every_map_alike(region: MapRegion | None) -> None:
    ground = ground_of(topology(), region=region)
    for value in (None, 500):
        countries = [replace(SUDAN, value=value)]
        kept = map_on(ground, countries, classes=CLASSES, words=MAP, reader=LTR)
        assert kept == draw(*countries, region=region)


def test_the_world_has_every_shape_but_antarctica() -> None:
    there = {one.words for one in shapes(draw().svg) if one.tag == "path" and one.words}
    shipped = {one.iso3 or one.counted_under for one in shapes_of(topology()).countries}
    assert shipped - there == {"ATA"}


def test_a_small_state_is_a_dot_and_larger_for_more() -> None:
    picture = draw(
        MapCountry(iso3="MLT", name="Malta", value=10), MapCountry(iso3="SGP", name="Singapore", value=10**7)
    )
    small, large = of(shapes(picture.svg), "p-dot", "circle")
    assert large.width > small.width
    assert MAP.dot in {entry.word for entry in picture.legend}
    assert [row[0] for row in picture.table.rows] == ["Malta", "Singapore"]


def test_whoever_cannot_be_drawn_is_named_beside_the_map_and_in_the_table() -> None:
    picture = draw(SUDAN, MapCountry(iso3="XXA", name="Stateless", value=7))
    assert "Not on the map: Stateless." in picture.notes
    assert picture.table.rows[1] == ("Stateless", "7", "under 1,000")


def test_the_disclaimer_stands_beside_every_map() -> None:
    assert draw().notes == (MAP.disclaimer,)
    assert draw(region=HORN).notes == (MAP.disclaimer,)


def test_a_shape_that_the_source_draws_apart_wears_the_figure_under_which_it_is_counted() -> None:
    picture = draw(MapCountry(iso3="SRB", name="Serbia", value=10**7))
    assert len(land(picture, "SRB")) == 2
    assert {one.css for one in land(picture, "SRB")} == {"p-c5"}


def test_lines_between_such_shapes_are_broken() -> None:
    assert len(shapes_of(topology()).apart) >= 3
    assert of(shapes(draw().svg), "p-apart", "path")


def test_a_place_with_a_figure_of_its_own_and_no_shape_is_a_dot() -> None:
    picture = draw(MapCountry(iso3="XKX", name="Kosovo (S/RES/1244 (1999))", value=5000))
    assert len(of(shapes(picture.svg), "p-dot", "circle")) == 1


def test_a_region_shows_its_neighbours_and_clips_the_rest() -> None:
    picture = draw(SUDAN, region=HORN)
    assert land(picture, "EGY")
    assert not land(picture, "BRA")
    (whole,) = land(draw(SUDAN, region=HORN), "SDN")
    assert whole.width > 5 * land(draw(SUDAN), "SDN")[0].width


def test_nothing_stretches_across_the_world_at_its_edge() -> None:
    russia = next(one for one in shapes_of(topology()).countries if one.iso3 == "RUS")
    crossing = [ring for ring in russia.rings if any(abs(b[0] - a[0]) > 180 for a, b in pairwise(ring))]
    assert crossing
    for ring in crossing:
        pieces = cut_at_180(ring)
        assert len(pieces) == 2
        for piece in pieces:
            assert max(abs(b[0] - a[0]) for a, b in pairwise(piece)) < 30
            assert all(-180 <= x <= 180 for x, _ in piece)
        turned = [(x % 360, y) for x, y in ring]
        assert sum(map(area, pieces)) == pytest.approx(area(turned))


def test_names_stand_where_there_is_room_in_the_order_given() -> None:
    names = [
        MapCountry(iso3=code, name=name, value=1, labelled=True)
        for code, name in (("SDN", "Sudan"), ("SSD", "South Sudan"), ("RWA", "Rwanda"), ("BDI", "Burundi"))
    ]
    said = [one.words for one in shapes(draw(*names, region=HORN).svg) if one.tag == "text"]
    assert said[:2] == ["Sudan", "South Sudan"]
    assert not {"Rwanda", "Burundi"} <= set(said)  # they would touch
    assert len(draw(*names, region=HORN).table.rows) == 4


def test_a_marked_country_has_a_heavy_outline_and_a_word_for_it() -> None:
    picture = draw(replace(SUDAN, marked=True))
    assert of(shapes(picture.svg), "p-marked", "path")
    assert MAP.marked in {entry.word for entry in picture.legend}
    assert MAP.marked not in {entry.word for entry in draw(SUDAN).legend}


def test_the_more_the_darker_and_few_classes_lie_far_apart() -> None:
    two = (MapClass(label="few", below=10), MapClass(label="many", below=None))
    picture = draw(replace(SUDAN, value=5), MapCountry(iso3="TCD", name="Chad", value=50), classes=two)
    assert (land(picture, "SDN")[0].css, land(picture, "TCD")[0].css) == ("p-c1", "p-c5")


@pytest.mark.parametrize("ends", [(), (5,), (None, None), (5, 3, None), (5, 5, None), (1, 2, 3, 4, 5, None)])
def test_classes_that_cannot_be_told_apart_are_refused(ends: tuple[float | None, ...]) -> None:
    with pytest.raises(BadPicture) as refused:
        draw(SUDAN, classes=tuple(MapClass(label="class", below=end) for end in ends))
    assert refused.value.code == "bad_classes"


@pytest.mark.parametrize(
    "region",
    [
        MapRegion(west=50, south=0, east=10, north=20),
        MapRegion(west=0, south=20, east=10, north=0),
        MapRegion(west=-200, south=0, east=10, north=20),
    ],
)
def test_a_region_that_is_none_is_refused(region: MapRegion) -> None:
    with pytest.raises(BadPicture) as refused:
        draw(SUDAN, region=region)
    assert refused.value.code == "bad_region"


def test_one_country_twice_is_refused() -> None:
    with pytest.raises(BadPicture) as refused:
        draw(SUDAN, SUDAN)
    assert (refused.value.code, refused.value.place) == ("country_twice", "countries[1].iso3")


def test_every_known_small_place_is_on_earth_and_has_no_shape() -> None:
    shaped = {one.iso3 for one in shapes_of(topology()).countries}
    assert shaped & set(PLACES) == set()
    assert all(-180 <= x <= 180 and -60 <= y <= 75 for x, y in PLACES.values())


@given(st.floats(-180, 180), st.floats(-84, 84), st.floats(0.01, 0.5))
def test_equal_areas_stay_equal(longitude: float, latitude: float, size: float) -> None:
    east, north = min(longitude + size, 180), latitude + size
    west = east - size
    corners = [
        equal_earth(x, y) for x, y in ((west, latitude), (east, latitude), (east, north), (west, north))
    ]
    on_earth = radians(size) * (sin(radians(north)) - sin(radians(latitude)))
    assert area(corners) == pytest.approx(on_earth, rel=0.001)


def test_the_projection_has_the_published_width_and_height() -> None:
    # 2.7066 and 1.3173 radii from the middle to the edge and to the pole: twice that is 2.05 to 1.
    assert equal_earth(180, 0)[0] == pytest.approx(2 * sqrt(3) * pi / (3 * 1.340264), rel=1e-6)
    assert equal_earth(180, 0)[0] / equal_earth(0, 90)[1] == pytest.approx(2.05, abs=0.01)


rings = st.lists(
    st.tuples(st.floats(-500, 1500, width=32), st.floats(-500, 1500, width=32)), min_size=3, max_size=12
)


@given(rings)
def test_clipping_leaves_nothing_outside(ring: list[tuple[float, float]]) -> None:
    assert all(-1e-6 <= x <= 1000 + 1e-6 and -1e-6 <= y <= 500 + 1e-6 for x, y in clipped(ring, 500))


def test_clipping_keeps_half_of_what_lies_half_inside() -> None:
    assert area(clipped([(-100, 10), (100, 10), (100, 30), (-100, 30)], 500)) == 2000


def test_simplifying_drops_points_on_a_line_and_keeps_corners() -> None:
    square = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (5.0, 10.0), (0.0, 10.0)]
    assert set(simplified(square)) == {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)}


def test_a_circle_keeps_its_area_when_simplified() -> None:
    circle = [(100 * cos(pi * at / 180), 100 * sin(pi * at / 180)) for at in range(360)]
    thin = simplified(circle)
    assert len(thin) < 60
    assert area(thin) == pytest.approx(area(circle), rel=0.01)
