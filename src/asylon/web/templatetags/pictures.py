"""Tags of pages with pictures: the rows of a table beside their columns."""

from __future__ import annotations

from django import template

from asylon.pictures import Column, Table

register = template.Library()


@register.filter
def rows(table: Table) -> list[list[tuple[Column, str]]]:
    """Each row as pairs of column and cell, so that a telephone can show the heading before the cell."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]
