-- question: What is known of each service: its own targets, its approach, and its own evaluation?
-- grain: service
-- returns: service VARCHAR, approaches VARCHAR, ratings BIGINT, evaluations BIGINT,
--   highest_level BIGINT, evaluations_positive BIGINT, evaluations_other BIGINT,
--   evidence VARCHAR, evidence_basis VARCHAR
-- adds: outcomes BIGINT, outcomes_met_clearly BIGINT, outcomes_missed_clearly BIGINT,
--   outcomes_cannot_tell BIGINT, outcomes_no_target BIGINT, outcomes_not_returned BIGINT,
--   outcomes_not_yet_due BIGINT, outcomes_not_applicable BIGINT, outcomes_suppressed BIGINT,
--   outputs BIGINT, outputs_met_clearly BIGINT, outputs_missed_clearly BIGINT,
--   outputs_cannot_tell BIGINT, outputs_no_target BIGINT, outputs_not_returned BIGINT,
--   outputs_not_yet_due BIGINT, outputs_not_applicable BIGINT, outputs_suppressed BIGINT,
--   attainment VARCHAR, attainment_clear BOOLEAN, quadrant VARCHAR, disagree BOOLEAN
-- A service is here with a target of its own, an approach or an evaluation. evidence is for, not_for
-- or differs: what its own evaluations at Maryland level 3 or above found, otherwise which way the
-- ratings of its approach point; it differs too where a weaker evaluation points elsewhere than the
-- ratings. How large or how sure an effect is counts nowhere. evaluations_positive and
-- evaluations_other are those that state which way they point. What is added comes from
-- commissioning/evidence/columns.py: counts of indicators by verdict, and what follows from both.
SELECT
    service,
    approaches,
    ratings,
    evaluations,
    highest_level,
    evaluations_positive,
    evaluations_other,
    evidence,
    evidence_basis
FROM evidence_on_service
WHERE package = $package::VARCHAR
    AND ($services::VARCHAR[] IS NULL OR list_contains($services::VARCHAR[], service))
ORDER BY service
