"""Pages for readers: one self-contained HTML file each."""
