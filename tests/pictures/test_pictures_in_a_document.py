"""A picture on paper: Typst takes the SVG as it is and makes a page of it."""

from pathlib import Path

import typst

from tests.pictures.examples import ALL, LTR, RTL


def test_typst_sets_every_picture_in_both_directions(tmp_path: Path) -> None:
    said = ["#set page(width: 500pt, height: auto, margin: 20pt)"]
    for name, call in ALL.items():
        for reader in (LTR, RTL):
            file = f"{name.replace(' ', '-')}-{reader.direction}.svg"
            (tmp_path / file).write_text(call(reader).on_paper(width=460), "utf-8")
            said.append(f'#image("{file}", width: 460pt)')
    source = tmp_path / "all.typ"
    source.write_text("\n".join(said), "utf-8")
    pdf = typst.compile(str(source))
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000
