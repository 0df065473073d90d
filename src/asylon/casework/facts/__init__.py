"""What is known of a person: appended with basis, author and time; the newest of each is the situation."""
