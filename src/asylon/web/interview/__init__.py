"""The interview: one question a page in two languages, resumable anywhere; and the person's own account."""
