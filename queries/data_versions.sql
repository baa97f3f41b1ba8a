-- question: Which versions of the data are kept?
-- grain: data_version
-- returns: data_version VARCHAR, built_at VARCHAR, is_current BOOLEAN, is_compared BOOLEAN
-- Newest first; is_compared marks the one that the questions about changes compare the current one
-- with, which is the current one itself unless another was chosen.
SELECT data_version, built_at, is_current, is_compared
FROM kept_version
ORDER BY position
