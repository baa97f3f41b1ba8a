"""From other people's files to the extracts of a package, with every row accounted for."""
