"""What loaders share: the shapes publishers give their lists, and how newer ones are fetched and compared."""
