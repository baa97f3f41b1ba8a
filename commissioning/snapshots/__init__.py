"""Snapshots: a view as it was, in a folder that holds only what it shows.

``capturing`` runs a page and takes down what it shows; ``drawing`` draws its charts as SVG;
``publishing`` writes the folder; ``verifying`` holds one against its manifest and its data;
``differencing`` compares two.
"""
