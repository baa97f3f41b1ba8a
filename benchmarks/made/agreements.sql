-- What payments are made under: a service, a provider, an area, a funder and an instrument each. They
-- follow each other in time: at any moment the ledger pays under three in ten, the next ones begin
-- and the first end.
-- Their number grows with the ledger, slower than it: 16 thousand for ten million lines.
CREATE OR REPLACE TEMP TABLE agreements AS
SELECT
    number,
    service,
    'S' || service AS service_id,
    programme_name(service) AS programme,
    'Provider ' || provider AS provider,
    CASE WHEN draw(number, 'everywhere') < 0.8 THEN 'Area ' || (provider % 32 + 1) END AS area,
    'Funder ' || (pick(service, 'funder', 8, 2) + 1) AS funder,
    CASE WHEN draw(number, 'instrument') < 0.6 THEN 'contract'
        WHEN draw(number, 'instrument') < 0.97 THEN 'grant' ELSE 'in-house' END AS instrument
FROM (
    SELECT
        number,
        pick(number, 'service', getvariable('services'), 1.6) AS service,
        pick(number, 'provider', getvariable('providers'), 1.8) AS provider
    FROM range(getvariable('agreements')) AS every (number)
);
