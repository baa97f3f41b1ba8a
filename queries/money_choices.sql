-- question: By which values can the money of one family be chosen?
-- grain: dimension, value
-- returns: dimension VARCHAR, value VARCHAR, lines BIGINT
SELECT dimension, value, lines
FROM money_choice
WHERE package = $package::VARCHAR AND family = $family::VARCHAR
ORDER BY dimension, value
