SELECT * FROM (VALUES
    ('provider', 'Provider 11', 'Provider 10', 'spelling', 'Made to measure with'),
    ('provider_group', 'Provider 2', 'Group of two', 'same_body', 'Made to measure with'),
    ('provider_group', 'Provider 3', 'Group of two', 'same_body', 'Made to measure with')
) AS made (kind, name, counts_under, relation, reason)
