"""Tags of the look: icons."""

from django import template

register = template.Library()
