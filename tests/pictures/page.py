"""A page with every picture, as a template of the product would show them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from asylon import pictures as p
from tests.pictures import examples

STATIC = Path(p.__file__).parents[1] / "web" / "static" / "asylon"


def page(reader: p.Reader, *, sheets: str) -> str:
    """The whole page; `sheets` is where the stylesheets lie."""
    links = "".join(
        f'<link rel="stylesheet" href="{sheets}{name}.css">' for name in ("tokens", "components", "pictures")
    )
    panels = "".join(panel(draw(reader)) for draw in examples.ALL.values())
    return (
        f'<!doctype html><html lang="en" dir="{reader.direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>Pictures</title>{links}</head><body><main class="wrap" id="main">'
        f'<div class="head"><h1>Pictures</h1></div><div class="stack">{panels}'
        f"{cells(reader)}{lanes(reader)}</div></main></body></html>"
    )


def panel(picture: p.Picture) -> str:
    notes = "".join(f'<p class="small muted">{escape(note)}</p>' for note in picture.notes)
    return (
        f'<section class="panel"><header><h2>{escape(picture.title)}</h2></header>'
        f'<figure class="fig">{picture.svg}</figure>{legend(picture.legend)}'
        "<details><summary>The same as a table</summary>"
        f"{table(picture.table, of=picture.title)}</details>{notes}</section>"
    )


def legend(entries: tuple[p.LegendEntry, ...]) -> str:
    return (
        '<p class="legend">'
        + "".join(f"<span>{one.svg}{escape(one.word)}</span>" for one in entries)
        + "</p>"
    )


def table(one: p.Table, *, of: str) -> str:
    def css(at: int) -> str:
        return ' class="n"' if one.columns[at].numeric else ""

    heads = "".join(
        f'<th scope="col"{css(at)}>{escape(column.head)}</th>' for at, column in enumerate(one.columns)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{css(at)}>{escape(cell)}</td>" for at, cell in enumerate(row[1:], start=1))
        + "</tr>"
        for row in one.rows[:12]  # enough to look at; a longer page slows axe down
    )
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="'
        f'{escape(of)}"><table class="num"><caption>{escape(one.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def cells(reader: p.Reader) -> str:
    bars = "".join(
        f'<tr><th scope="row">{one.name}</th><td class="fig barcell">'
        + p.bar_cell(one, scale=p.bar_scale(examples.CARRIERS), direction=reader.direction)
        + f'</td><td class="n">{reader.number(one.carried)}</td></tr>'
        for one in examples.CARRIERS
    )
    promises = "".join(
        f'<tr><th scope="row">{one.what}</th><td class="fig barcell">'
        f'{p.promised_cell(one, direction=reader.direction)}</td><td class="n">{one.delivered}</td></tr>'
        for one in examples.PROMISES
    )
    line = p.line_cell((1, 2, None, 4, 3, 6), direction=reader.direction)
    return (
        '<section class="panel"><header><h2>Cells of tables</h2></header>'
        '<table class="cards pic"><thead><tr><th scope="col">What</th><th scope="col">Picture</th>'
        '<th scope="col" class="n">Number</th></tr></thead>'
        f'<tbody>{bars}{promises}<tr><th scope="row">Trend</th><td class="fig barcell">{line}</td>'
        '<td class="n">6</td></tr></tbody></table>'
        f"{legend(p.promised_legend(examples.PROMISED, name='cells'))}</section>"
    )


def lanes(reader: p.Reader) -> str:
    drawn = examples.lanes(reader)
    rows = "".join(
        f'<li class="lane"><div><h3>{escape(item.label)}</h3></div>{bar}'
        f'<p class="small">{item.state}</p></li>'
        for item, bar in zip(examples.ITEMS, drawn.bars, strict=True)
    )
    return (
        '<section class="panel"><header><h2>Lanes</h2></header>'
        f'<div class="lane axis" aria-hidden="true"><span></span>{drawn.axis}'
        f'<strong class="small muted">Next</strong></div><ol class="lanes">{rows}</ol>'
        f"{legend(drawn.legend)}</section>"
    )
