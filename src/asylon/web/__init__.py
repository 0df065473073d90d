"""Pages of each journey. What may enter: views, forms, templates, styles, translations. No tables, no law."""
