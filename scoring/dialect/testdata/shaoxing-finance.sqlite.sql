-- Fenji: grades by recency, frequency and money, for SQLite 3.35+. Version 1 of such scripts.
-- Run all of it in one session. Exactly one statement gives rows with a column grade: a row for each customer.
-- Scheme: shaoxing-finance, Shaoxing financial data platform, rules edfde43af6b05237
-- Analysis date: 2024-12-31. Rows of later days are not counted. The check below says how many.
-- Period: none. The whole history counts.
-- A visit is a row with a positive amount.
-- Money: amount is expected in yuan. Within the statements it is counted in ten-thousandths. m_amount is in yuan again. The scheme states its limits in 10,000 yuan.
-- R weighs 0.3: by fixed limits
-- F weighs 0.4: by fixed limits
-- M weighs 0.6: by fixed limits
-- Grade A (Key customers): score over 6
-- Grade B (Growing customers): score over 3
-- Grade C (Ordinary customers): score 0 and above
-- Without a grade, reason says why: no-purchase (never bought), recency-range, frequency-range, monetary-range (days, visits or money outside of the scheme), too-large (the score), below-bands (under the lowest grade).
-- SQLite knows no exact decimals: m_amount, points and score come as text. A day has to be written as 2024-12-31.

-- Drops the view of last time. A table of that name is left alone: the statement then fails.
DROP VIEW IF EXISTS temp.visits;

-- Where the visits are: edit only the three numbered lines and the name of the table in FROM.
CREATE TEMPORARY VIEW visits AS
SELECT
  NULLIF(CAST(given_customer AS TEXT), '') AS customer,
  date(given_day) AS visit_day,
  CASE WHEN CAST(given_amount AS NUMERIC) = given_amount THEN CAST(ROUND(given_amount * 10000) AS INTEGER) END AS money,
  CASE WHEN ROUND(given_amount, 4) <> CAST(given_amount AS NUMERIC) THEN 1 ELSE 0 END AS uneven
FROM (
  SELECT
    customer AS given_customer, -- 1. the customer
    visit_day AS given_day, -- 2. the day of the visit, a date
    amount AS given_amount -- 3. what was paid, in yuan (a refund is negative)
  FROM your_table
) AS given;

-- The grades. Beside value, points, score, grade and reason, the columns r_share, f_share and m_share tell what each measure adds to the score, and band is what the grade is called.
WITH
customers AS (
  SELECT customer,
    MAX(CASE WHEN money > 0 THEN visit_day END) AS last_day,
    SUM(CASE WHEN money > 0 THEN 1 ELSE 0 END) AS f,
    SUM(money) AS m
  FROM visits
  WHERE customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL
  GROUP BY customer
),
measured AS (
  SELECT customer, CAST(julianday('2024-12-31') - julianday(last_day) AS INTEGER) AS r, f, m
  FROM customers
),
screened AS (
  SELECT customer, r, f, m,
    CASE WHEN r IS NULL THEN 'no-purchase' WHEN f < 1 THEN 'frequency-range' WHEN m < 1 THEN 'monetary-range' ELSE '' END AS why
  FROM measured
),
pointed AS (
  SELECT s.customer, s.r, s.f, s.m, s.why AS why,
    CASE WHEN s.why = '' THEN CASE WHEN s.r <= 10 THEN 5 WHEN s.r <= 20 THEN 4 WHEN s.r <= 30 THEN 3 WHEN s.r <= 50 THEN 2 ELSE 1 END END AS r_pts,
    CASE WHEN s.why = '' THEN CASE WHEN s.f >= 16 THEN 5 WHEN s.f >= 11 THEN 4 WHEN s.f >= 6 THEN 3 WHEN s.f >= 3 THEN 2 ELSE 1 END END AS f_pts,
    CASE WHEN s.why = '' THEN CASE WHEN s.m >= 800000001 THEN 5 WHEN s.m >= 500000001 THEN 4 WHEN s.m >= 300000001 THEN 3 WHEN s.m >= 100000001 THEN 2 ELSE 1 END END AS m_pts
  FROM screened AS s
),
scored AS (
  SELECT customer, r, f, m, why, r_pts, f_pts, m_pts,
    3 * r_pts + 4 * f_pts + 6 * m_pts AS total
  FROM pointed
)
SELECT
  customer AS customer,
  r AS r_days,
  f AS f_visits,
  CASE WHEN m < 0 THEN '-' WHEN m >= 0 THEN '' END || substr(printf('%05d', abs(m)), 1, length(printf('%05d', abs(m))) - 4) || '.' || substr(printf('%05d', abs(m)), -4) AS m_amount,
  r_pts AS r_points,
  f_pts AS f_points,
  m_pts AS m_points,
  CASE WHEN total < 0 THEN '-' WHEN total >= 0 THEN '' END || substr(printf('%02d', abs(total)), 1, length(printf('%02d', abs(total))) - 1) || '.' || substr(printf('%02d', abs(total)), -1) AS score,
  CASE WHEN total >= 61 THEN 'A' WHEN total >= 31 THEN 'B' WHEN total >= 0 THEN 'C' END AS grade,
  CASE WHEN why <> '' THEN why WHEN total < 0 THEN 'below-bands' END AS reason,
  CASE WHEN (3 * r_pts) < 0 THEN '-' WHEN (3 * r_pts) >= 0 THEN '' END || substr(printf('%02d', abs((3 * r_pts))), 1, length(printf('%02d', abs((3 * r_pts)))) - 1) || '.' || substr(printf('%02d', abs((3 * r_pts))), -1) AS r_share,
  CASE WHEN (4 * f_pts) < 0 THEN '-' WHEN (4 * f_pts) >= 0 THEN '' END || substr(printf('%02d', abs((4 * f_pts))), 1, length(printf('%02d', abs((4 * f_pts)))) - 1) || '.' || substr(printf('%02d', abs((4 * f_pts))), -1) AS f_share,
  CASE WHEN (6 * m_pts) < 0 THEN '-' WHEN (6 * m_pts) >= 0 THEN '' END || substr(printf('%02d', abs((6 * m_pts))), 1, length(printf('%02d', abs((6 * m_pts)))) - 1) || '.' || substr(printf('%02d', abs((6 * m_pts))), -1) AS m_share,
  CASE WHEN total >= 61 THEN 'Key customers' WHEN total >= 31 THEN 'Growing customers' WHEN total >= 0 THEN 'Ordinary customers' END AS band
FROM scored;

-- The check: rows_read = rows_used + rows_aside, and so for money. Every other count should be 0 or have a reason.
-- amounts_rounded: amounts with more than four decimals. differ_in_case_or_spaces: ids that may be one customer and are counted as two.
SELECT rows_read, rows_used, rows_aside, without_customer, without_day, without_amount, after_the_date, amounts_rounded,
  CASE WHEN read_sum < 0 THEN '-' WHEN read_sum >= 0 THEN '' END || substr(printf('%05d', abs(read_sum)), 1, length(printf('%05d', abs(read_sum))) - 4) || '.' || substr(printf('%05d', abs(read_sum)), -4) AS money_read,
  CASE WHEN used_sum < 0 THEN '-' WHEN used_sum >= 0 THEN '' END || substr(printf('%05d', abs(used_sum)), 1, length(printf('%05d', abs(used_sum))) - 4) || '.' || substr(printf('%05d', abs(used_sum)), -4) AS money_used,
  CASE WHEN aside_sum < 0 THEN '-' WHEN aside_sum >= 0 THEN '' END || substr(printf('%05d', abs(aside_sum)), 1, length(printf('%05d', abs(aside_sum))) - 4) || '.' || substr(printf('%05d', abs(aside_sum)), -4) AS money_aside,
  CASE WHEN window_sum < 0 THEN '-' WHEN window_sum >= 0 THEN '' END || substr(printf('%05d', abs(window_sum)), 1, length(printf('%05d', abs(window_sum))) - 4) || '.' || substr(printf('%05d', abs(window_sum)), -4) AS money_in_window,
  customers, customers - spelled_alike AS differ_in_case_or_spaces
FROM (
  SELECT
    COUNT(*) AS rows_read,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN 1 ELSE 0 END) AS rows_used,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN 0 ELSE 1 END) AS rows_aside,
    SUM(CASE WHEN customer IS NULL THEN 1 ELSE 0 END) AS without_customer,
    SUM(CASE WHEN visit_day IS NULL THEN 1 ELSE 0 END) AS without_day,
    SUM(CASE WHEN money IS NULL THEN 1 ELSE 0 END) AS without_amount,
    SUM(CASE WHEN visit_day > '2024-12-31' THEN 1 ELSE 0 END) AS after_the_date,
    SUM(uneven) AS amounts_rounded,
    SUM(CASE WHEN money IS NOT NULL THEN money ELSE 0 END) AS read_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN money ELSE 0 END) AS used_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN 0 WHEN money IS NOT NULL THEN money ELSE 0 END) AS aside_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN money ELSE 0 END) AS window_sum,
    COUNT(DISTINCT CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN customer END) AS customers,
    COUNT(DISTINCT CASE WHEN customer IS NOT NULL AND visit_day <= '2024-12-31' AND money IS NOT NULL THEN UPPER(TRIM(customer)) END) AS spelled_alike
  FROM visits
) AS sums;

-- The check of ties (worst): twelve customers who came 1×7, 2, 2, 3, 3 and 9 times. It should say ok.
WITH
twelve AS (
  SELECT 1 AS id, 1 AS f, 1 AS want
  UNION ALL SELECT 2, 1, 1
  UNION ALL SELECT 3, 1, 1
  UNION ALL SELECT 4, 1, 1
  UNION ALL SELECT 5, 1, 1
  UNION ALL SELECT 6, 1, 1
  UNION ALL SELECT 7, 1, 1
  UNION ALL SELECT 8, 2, 4
  UNION ALL SELECT 9, 2, 4
  UNION ALL SELECT 10, 3, 5
  UNION ALL SELECT 11, 3, 5
  UNION ALL SELECT 12, 9, 5
),
f_values AS (
  SELECT f AS v, COUNT(*) AS c
  FROM twelve
  GROUP BY f
),
f_places AS (
  SELECT v, c, SUM(c) OVER (ORDER BY v DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, SUM(c) OVER () AS n
  FROM f_values
),
f_cuts AS (
  SELECT
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 1 * n AND 5 * (upto - c) < 1 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 1 * n THEN v END)) AS f1,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 2 * n AND 5 * (upto - c) < 2 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 2 * n THEN v END)) AS f2,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 3 * n AND 5 * (upto - c) < 3 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 3 * n THEN v END)) AS f3,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 4 * n AND 5 * (upto - c) < 4 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 4 * n THEN v END)) AS f4
  FROM f_places
),
numbered AS (
  SELECT id, f, want
  FROM twelve
),
ranked AS (
  SELECT s.want, CASE WHEN s.f >= f1 THEN 5 WHEN s.f >= f2 THEN 4 WHEN s.f >= f3 THEN 3 WHEN s.f >= f4 THEN 2 ELSE 1 END AS got
  FROM numbered AS s
  CROSS JOIN f_cuts
)
SELECT CASE WHEN SUM(CASE WHEN got = want THEN 1 ELSE 0 END) = 12 THEN 'ok' ELSE 'differs' END AS tie_vector
FROM ranked;
