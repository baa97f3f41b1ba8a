"""What statistics add to the answers about results: intervals, verdicts, charts and comparisons.

Each function takes answers and returns one with more columns, named in the ``-- adds:`` lines of
its question's file, so that a chart, a table and a download all hold the same figures. The marks
of control charts alone are worked out for a build, in ``chart_marks``.
"""
