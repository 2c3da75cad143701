"""What papers print of themselves and of each other: people, units, numbers, sessions and dates, read from lines."""
