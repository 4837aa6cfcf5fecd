"""Where a graph is kept and asked."""
