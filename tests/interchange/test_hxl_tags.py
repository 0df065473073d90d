"""CSV with HXL tags. All figures here are made up."""

import pytest

from asylon.interchange import BadFile, read_file
from tests.interchange.conftest import Write

TAGGED = """Land,Kod,Dan,Okrug,Izbeglice zene,Izbeglice muskarci,Rasejeni,Napomena
#country+name,#country+code,#date,#adm1+name,#affected+refugees+f,#affected+refugees+m,#affected+idps,
Serbia,SRB,2026-03-01,Invented North,120,80,,x
Serbia,SRB,2026-03-01,Invented South,5,0,40,y
Namibia,NAM,2026-03-01,NA,7,6,9,
"""


def test_each_figure_is_a_row_with_its_tag(write: Write) -> None:
    read = read_file(write(TAGGED), codes="iso").whole()
    rows = {(row["country"], row["place"], row["tag"]): row for row in read.rows()}

    assert read.report.kind == "hxl"
    assert len(rows) == 8
    women = rows["SRB", "Invented North", "#affected+f+refugees"]
    assert (women["value"], women["sex"], women["people"], women["date"]) == (
        120,
        "f",
        "refugees",
        "2026-03-01",
    )
    assert rows["SRB", "Invented South", "#affected+m+refugees"]["value"] == 0


def test_na_is_the_name_of_a_place_here(write: Write) -> None:
    places = {row["place"] for row in read_file(write(TAGGED), codes="iso").whole().rows()}

    assert "NA" in places


def test_an_empty_cell_is_no_figure_and_not_zero(write: Write) -> None:
    read = read_file(write(TAGGED), codes="iso").whole()
    note = read.report.note("no_figure")

    assert ("SRB", "Invented North", "#affected+idps") not in {
        (row["country"], row["place"], row["tag"]) for row in read.rows()
    }
    assert note is not None
    assert note.count == 1


def test_unlike_figures_are_not_added_up(write: Write) -> None:
    note = read_file(write(TAGGED), codes="iso").whole().report.note("unlike")

    assert note is not None
    assert "#affected+idps" in note.sentence()


def test_what_was_not_verified_with_the_standard_is_told(write: Write) -> None:
    report = read_file(write(TAGGED), codes="iso").whole().report
    note, untagged = report.note("unverified_tags"), report.note("untagged")

    assert note is not None
    assert "#country+code" in note.sentence()
    assert untagged is not None
    assert untagged.count == 1


def test_a_tag_that_is_not_known_is_told_with_the_nearest(write: Write) -> None:
    text = "#country+code,#afected,#affected,#indicator+num\nSRB,1,2,3\n"

    note = read_file(write(text), codes="iso").whole().report.note("unknown_tags")

    assert note is not None
    assert "#afected (did you mean #affected?)" in note.sentence()
    assert "#indicator+num" in note.sentence()


def test_tags_without_figures_are_refused(write: Write) -> None:
    with pytest.raises(BadFile, match="no column has a tag for figures: #affected, #population"):
        read_file(write("#country+code,#org\nSRB,Red Cross\n"), codes="iso")


@pytest.mark.parametrize("tag", ["#", "#affected refugees", "#1st", "#affected++f", "#áffected"])
def test_what_is_no_tag_is_refused(write: Write, tag: str) -> None:
    with pytest.raises(BadFile, match="is no HXL tag"):
        read_file(write(f"#country+code,#affected,{tag}\nSRB,2,3\n"), codes="iso")


def test_origin_and_country_are_two_things(write: Write) -> None:
    text = "#country+code,#country+code+origin,#affected+refugees\nDEU,SYR,20\nDEU,,5\n"

    rows = read_file(write(text), codes="iso").whole().rows()

    assert [(row["country"], row["origin"], row["value"]) for row in rows] == [
        ("DEU", "SYR", 20),
        ("DEU", None, 5),
    ]


def test_a_tag_that_says_iso_is_not_read_as_unhcr(write: Write) -> None:
    with pytest.raises(BadFile, match="says by its name that it has ISO codes"):
        read_file(write("#country+code+iso3,#affected\nAUS,10\n"), codes="unhcr")


def test_two_letters_where_the_tag_says_so(write: Write) -> None:
    rows = read_file(write("#country+code+iso2,#affected\nNA,10\nRS,20\n"), codes="iso").whole().rows()

    assert [row["country"] for row in rows] == ["NAM", "SRB"]
    with pytest.raises(BadFile, match="row 1, column #country\\+code\\+iso2: 'ZZ' is no two-letter"):
        read_file(write("#country+code+iso2,#affected\nZZ,10\n"), codes="iso").whole()


def test_the_same_figure_twice_is_refused(write: Write) -> None:
    with pytest.raises(BadFile, match="row 2, column #affected: says the same as row 1"):
        read_file(write("#country+code,#affected\nSRB,10\nSRB,11\n"), codes="iso").whole()
    with pytest.raises(BadFile, match="#affected\\+f: stands here twice"):
        read_file(write("#country+code,#affected+f,#affected+f\nSRB,10,11\n"), codes="iso")


@pytest.mark.parametrize(
    ("cell", "said"),
    [("ten", "is no number"), ("-4", "is negative"), ("2.5", "is not whole"), ("=1+1", "formula")],
)
def test_a_cell_that_does_not_fit_is_told_with_its_place(write: Write, cell: str, said: str) -> None:
    with pytest.raises(BadFile, match=f"file.csv: row 1, column #affected: .*{said}"):
        read_file(write(f"#country+code,#affected\nSRB,{cell}\n"), codes="iso").whole()


def test_a_date_may_be_a_year_or_a_month(write: Write) -> None:
    rows = (
        read_file(write("#country+code,#date,#affected\nSRB,2026,1\nSRB,2026-03,2\n"), codes="iso")
        .whole()
        .rows()
    )

    assert [row["date"] for row in rows] == ["2026", "2026-03"]
    with pytest.raises(BadFile, match="column #date: '03/01/2026' is no day"):
        read_file(write("#country+code,#date,#affected\nSRB,03/01/2026,1\n"), codes="iso").whole()
