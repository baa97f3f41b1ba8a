-- A ledger as a council publishes it, a row a payment; credits are in brackets.
SELECT
    'Directorate ' || (n % 9) AS "Directorate",
    'Centre ' || (n % 240) AS "Cost Centre Name",
    CASE WHEN n % 97 = 0 THEN 'REDACTED PERSONAL DATA' ELSE 'Supplier ' || (hash(n) % 5000) || ' Ltd' END
        AS "Supplier Name",
    strftime(DATE '2016-04-01' + (hash(n + 1) % 2900)::INTEGER, '%d/%m/%Y') AS "Payment Date",
    'T' || lpad(n::VARCHAR, 9, '0') AS "Transaction Number",
    CASE
        WHEN n % 41 = 0 THEN format('({:,.2f})', (hash(n + 2) % 900000)::DOUBLE / 100)
        ELSE '£' || format('{:,.2f}', (50000 + hash(n + 2) % 9000000)::DOUBLE / 100)
    END AS "Net Amount (£)",
    'Type ' || (n % 60) AS "Expense Type",
    'Care and support, week ' || (n % 53) AS "Purpose"
FROM range(1, getvariable('lines') + 1) AS lines(n)
