"""The core of the commissioning dashboard: packages, store, questions, charts and words.

Nothing in this package outside ``commissioning.ui`` imports Streamlit, so every number can be
made, tested and asked for on the command line without a browser.
"""
