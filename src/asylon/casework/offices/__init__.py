"""Where the work is done: offices, their sites, and the services they can refer to."""
