"""What makes the files that ship: run by whoever wants to repeat it, never by users."""
