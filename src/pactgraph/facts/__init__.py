"""Facts: what sources state, read, checked, and consolidated into one graph with its decided answers."""
