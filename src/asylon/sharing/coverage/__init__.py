"""From pledges to needs: amounts that are added to their like only, who covers what, and how long it takes."""
