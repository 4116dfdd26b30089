-- 分级 Fenji：按最近消费、消费次数和消费金额评定客户等级，用于 Spark SQL 3.4+。脚本版本 1。
-- 请在同一个会话里整段执行。只有一条语句返回带 grade 列的结果：每位客户一行。
-- 方案：maoming-appraisal，茂名市鉴定评估用户分级，规则 d98127956662f7b5
-- 分析日期：2024-12-31。晚于此日的行不计入，由下面的自检语句计数。
-- 统计期：次数和金额只计 2024-12-02 至 2024-12-31；天数看全部历史。
-- 一次消费：净额为正的一天。
-- 金额：amount 应以元为单位；语句内部按万分之一元计数，m_amount 换回元。
-- R 权重 1：在全部客户中排名，分 5 档，数值相同时都取其中最后的名次
-- F 权重 1：数值本身就是得分
-- M 权重 1：在全部客户中排名，分 5 档，数值相同时都取其中最后的名次
-- A 级（高价值用户）：得分 4 及以上
-- B 级（较高价值用户）：得分 3 及以上
-- C 级（一般用户）：得分 2 及以上
-- D 级（低价值用户）：得分 0 及以上
-- 没有等级时，reason 说明原因：no-purchase 从未消费，recency-range 天数、frequency-range 次数、monetary-range 金额超出方案范围，too-large 得分过大，below-bands 低于最低一级。
-- 打开 spark.sql.ansi.enabled（4.0 起默认）时，读不懂的日期或金额会使语句报错；关闭时这样的行不计入，由自检语句计数。

-- 消费记录在哪里：只改编号的三行和 FROM 里的表名，其余不动。
CREATE OR REPLACE TEMPORARY VIEW visits AS
SELECT
  NULLIF(CAST(given_customer AS STRING), '') AS customer,
  CAST(given_day AS DATE) AS visit_day,
  CAST(CAST(given_amount AS DECIMAL(18, 4)) * 10000 AS BIGINT) AS money,
  CASE WHEN CAST(given_amount AS DOUBLE) <> CAST(CAST(given_amount AS DECIMAL(18, 4)) AS DOUBLE) THEN 1 ELSE 0 END AS uneven
FROM (
  SELECT
    customer AS given_customer, -- 1. 客户
    visit_day AS given_day, -- 2. 消费日期
    amount AS given_amount -- 3. 金额，以元为单位；退费为负
  FROM clinic.payments
) AS given;

-- 删去上次的中间表。
DROP VIEW IF EXISTS fenji_customers;

-- 每位客户的天数、次数和金额，算一次，供后面各步使用。
CACHE TABLE fenji_customers AS
SELECT customer, r, f, m,
  CASE WHEN r IS NULL THEN 'no-purchase' ELSE '' END AS why
FROM (
  SELECT customer, datediff(DATE '2024-12-31', last_day) AS r, f, m
  FROM (
    SELECT customer,
      MAX(CASE WHEN net > 0 THEN visit_day END) AS last_day,
      CAST(SUM(CASE WHEN net > 0 AND visit_day >= DATE '2024-12-02' AND visit_day <= DATE '2024-12-31' THEN 1 ELSE 0 END) AS BIGINT) AS f,
      CAST(SUM(CASE WHEN visit_day >= DATE '2024-12-02' AND visit_day <= DATE '2024-12-31' THEN net ELSE 0 END) AS BIGINT) AS m
    FROM (
      SELECT customer, visit_day, SUM(money) AS net
      FROM visits
      WHERE customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL
      GROUP BY customer, visit_day
    ) AS days
    GROUP BY customer
  ) AS customers
) AS measured;

-- 等级。除数值、得分、总分、等级和原因外，r_share、f_share、m_share 是每项为总分贡献多少，band 是等级的名称。
WITH
screened AS (
  SELECT customer, r, f, m, why
  FROM fenji_customers
),
r_values AS (
  SELECT r AS v, COUNT(*) AS c
  FROM screened WHERE why = ''
  GROUP BY r
),
r_places AS (
  SELECT v, c, SUM(c) OVER (ORDER BY v ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, SUM(c) OVER () AS n
  FROM r_values
),
r_cuts AS (
  SELECT
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 1 * n AND 5 * (upto - c) < 1 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 1 * n THEN v END)) AS r1,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 2 * n AND 5 * (upto - c) < 2 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 2 * n THEN v END)) AS r2,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 3 * n AND 5 * (upto - c) < 3 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 3 * n THEN v END)) AS r3,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 4 * n AND 5 * (upto - c) < 4 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 4 * n THEN v END)) AS r4
  FROM r_places
),
m_buckets AS (
  SELECT shiftright(m, 20) AS b, COUNT(*) AS c, MIN(m) AS v
  FROM screened WHERE why = ''
  GROUP BY shiftright(m, 20)
),
m_running AS (
  SELECT b, c, v, SUM(c) OVER (ORDER BY b DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, SUM(c) OVER () AS n
  FROM m_buckets
),
m_crossed AS (
  SELECT b, c, v, upto, n,
    CASE WHEN 5 * (upto - c) < 1 * n AND 5 * (upto - 1) >= 1 * n
      OR 5 * (upto - c) < 2 * n AND 5 * (upto - 1) >= 2 * n
      OR 5 * (upto - c) < 3 * n AND 5 * (upto - 1) >= 3 * n
      OR 5 * (upto - c) < 4 * n AND 5 * (upto - 1) >= 4 * n THEN 1 ELSE 0 END AS crossed
  FROM m_running
),
m_values AS (
  SELECT k.b AS b, k.upto - k.c AS ahead, k.n AS n, x.m AS v, COUNT(*) AS c
  FROM (SELECT m, shiftright(m, 20) AS b FROM screened WHERE why = '') AS x
  JOIN m_crossed AS k ON x.b = k.b
  WHERE k.crossed = 1
  GROUP BY k.b, k.upto - k.c, k.n, x.m
),
m_places AS (
  SELECT v, c, ahead + SUM(c) OVER (PARTITION BY b ORDER BY v DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, n
  FROM m_values
  UNION ALL
  SELECT v, c, upto, n FROM m_crossed WHERE crossed = 0
),
m_cuts AS (
  SELECT
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 1 * n AND 5 * (upto - c) < 1 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 1 * n THEN v END)) AS m1,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 2 * n AND 5 * (upto - c) < 2 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 2 * n THEN v END)) AS m2,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 3 * n AND 5 * (upto - c) < 3 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 3 * n THEN v END)) AS m3,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 4 * n AND 5 * (upto - c) < 4 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 4 * n THEN v END)) AS m4
  FROM m_places
),
pointed AS (
  SELECT s.customer, s.r, s.f, s.m, s.why AS why,
    CASE WHEN s.why = '' THEN CASE WHEN s.r <= r1 THEN 5 WHEN s.r <= r2 THEN 4 WHEN s.r <= r3 THEN 3 WHEN s.r <= r4 THEN 2 ELSE 1 END END AS r_pts,
    CASE WHEN s.why = '' THEN s.f END AS f_pts,
    CASE WHEN s.why = '' THEN CASE WHEN s.m >= m1 THEN 5 WHEN s.m >= m2 THEN 4 WHEN s.m >= m3 THEN 3 WHEN s.m >= m4 THEN 2 ELSE 1 END END AS m_pts
  FROM screened AS s
  CROSS JOIN r_cuts
  CROSS JOIN m_cuts
),
scored AS (
  SELECT customer, r, f, m, why, r_pts, f_pts, m_pts,
    1 * r_pts + 1 * f_pts + 1 * m_pts AS total
  FROM pointed
)
SELECT
  customer AS customer,
  r AS r_days,
  f AS f_visits,
  m * 0.0001 AS m_amount,
  r_pts AS r_points,
  f_pts AS f_points,
  m_pts AS m_points,
  total AS score,
  CASE WHEN total >= 4 THEN 'A' WHEN total >= 3 THEN 'B' WHEN total >= 2 THEN 'C' WHEN total >= 0 THEN 'D' END AS grade,
  CASE WHEN why <> '' THEN why WHEN total < 0 THEN 'below-bands' END AS reason,
  1 * r_pts AS r_share,
  1 * f_pts AS f_share,
  1 * m_pts AS m_share,
  CASE WHEN total >= 4 THEN '高价值用户' WHEN total >= 3 THEN '较高价值用户' WHEN total >= 2 THEN '一般用户' WHEN total >= 0 THEN '低价值用户' END AS band
FROM scored;

-- 这次排名的分界值：还能得到该分数的最差数值，金额以方案的单位计。留着它，以后的月份可以按同样的分界评级。
WITH
screened AS (
  SELECT customer, r, f, m, why
  FROM fenji_customers
),
r_values AS (
  SELECT r AS v, COUNT(*) AS c
  FROM screened WHERE why = ''
  GROUP BY r
),
r_places AS (
  SELECT v, c, SUM(c) OVER (ORDER BY v ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, SUM(c) OVER () AS n
  FROM r_values
),
r_cuts AS (
  SELECT
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 1 * n AND 5 * (upto - c) < 1 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 1 * n THEN v END)) AS r1,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 2 * n AND 5 * (upto - c) < 2 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 2 * n THEN v END)) AS r2,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 3 * n AND 5 * (upto - c) < 3 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 3 * n THEN v END)) AS r3,
    COALESCE(MIN(CASE WHEN 5 * (upto - 1) >= 4 * n AND 5 * (upto - c) < 4 * n THEN v - 1 END), MAX(CASE WHEN 5 * (upto - 1) < 4 * n THEN v END)) AS r4
  FROM r_places
),
r_levels AS (
  SELECT CASE k WHEN 1 THEN 5 WHEN 2 THEN 4 WHEN 3 THEN 3 WHEN 4 THEN 2 END AS p, CASE k WHEN 1 THEN r1 WHEN 2 THEN r2 WHEN 3 THEN r3 WHEN 4 THEN r4 END AS v
  FROM r_cuts
  CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS levels
),
m_buckets AS (
  SELECT shiftright(m, 20) AS b, COUNT(*) AS c, MIN(m) AS v
  FROM screened WHERE why = ''
  GROUP BY shiftright(m, 20)
),
m_running AS (
  SELECT b, c, v, SUM(c) OVER (ORDER BY b DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, SUM(c) OVER () AS n
  FROM m_buckets
),
m_crossed AS (
  SELECT b, c, v, upto, n,
    CASE WHEN 5 * (upto - c) < 1 * n AND 5 * (upto - 1) >= 1 * n
      OR 5 * (upto - c) < 2 * n AND 5 * (upto - 1) >= 2 * n
      OR 5 * (upto - c) < 3 * n AND 5 * (upto - 1) >= 3 * n
      OR 5 * (upto - c) < 4 * n AND 5 * (upto - 1) >= 4 * n THEN 1 ELSE 0 END AS crossed
  FROM m_running
),
m_values AS (
  SELECT k.b AS b, k.upto - k.c AS ahead, k.n AS n, x.m AS v, COUNT(*) AS c
  FROM (SELECT m, shiftright(m, 20) AS b FROM screened WHERE why = '') AS x
  JOIN m_crossed AS k ON x.b = k.b
  WHERE k.crossed = 1
  GROUP BY k.b, k.upto - k.c, k.n, x.m
),
m_places AS (
  SELECT v, c, ahead + SUM(c) OVER (PARTITION BY b ORDER BY v DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto, n
  FROM m_values
  UNION ALL
  SELECT v, c, upto, n FROM m_crossed WHERE crossed = 0
),
m_cuts AS (
  SELECT
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 1 * n AND 5 * (upto - c) < 1 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 1 * n THEN v END)) AS m1,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 2 * n AND 5 * (upto - c) < 2 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 2 * n THEN v END)) AS m2,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 3 * n AND 5 * (upto - c) < 3 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 3 * n THEN v END)) AS m3,
    COALESCE(MAX(CASE WHEN 5 * (upto - 1) >= 4 * n AND 5 * (upto - c) < 4 * n THEN v + 1 END), MIN(CASE WHEN 5 * (upto - 1) < 4 * n THEN v END)) AS m4
  FROM m_places
),
m_levels AS (
  SELECT CASE k WHEN 1 THEN 5 WHEN 2 THEN 4 WHEN 3 THEN 3 WHEN 4 THEN 2 END AS p, CASE k WHEN 1 THEN m1 WHEN 2 THEN m2 WHEN 3 THEN m3 WHEN 4 THEN m4 END AS v
  FROM m_cuts
  CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS levels
)
SELECT 'R' AS metric, p AS points, v * 10 * 0.1 AS value
FROM r_levels
UNION ALL
SELECT 'M' AS metric, p AS points, v * 0.0001 AS value
FROM m_levels;

-- 自检：rows_read = rows_used + rows_aside，金额也是。其余各数应为 0，或有原因可说。
-- amounts_rounded：小数超过四位的金额。differ_in_case_or_spaces：可能是同一客户、却按两个计的编号。
SELECT rows_read, rows_used, rows_aside, without_customer, without_day, without_amount, after_the_date, amounts_rounded,
  read_sum * 0.0001 AS money_read,
  used_sum * 0.0001 AS money_used,
  aside_sum * 0.0001 AS money_aside,
  window_sum * 0.0001 AS money_in_window,
  customers, customers - spelled_alike AS differ_in_case_or_spaces
FROM (
  SELECT
    COUNT(*) AS rows_read,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN 1 ELSE 0 END) AS rows_used,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN 0 ELSE 1 END) AS rows_aside,
    SUM(CASE WHEN customer IS NULL THEN 1 ELSE 0 END) AS without_customer,
    SUM(CASE WHEN visit_day IS NULL THEN 1 ELSE 0 END) AS without_day,
    SUM(CASE WHEN money IS NULL THEN 1 ELSE 0 END) AS without_amount,
    SUM(CASE WHEN visit_day > DATE '2024-12-31' THEN 1 ELSE 0 END) AS after_the_date,
    SUM(uneven) AS amounts_rounded,
    SUM(CASE WHEN money IS NOT NULL THEN money ELSE 0 END) AS read_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN money ELSE 0 END) AS used_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN 0 WHEN money IS NOT NULL THEN money ELSE 0 END) AS aside_sum,
    SUM(CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL AND visit_day >= DATE '2024-12-02' AND visit_day <= DATE '2024-12-31' THEN money ELSE 0 END) AS window_sum,
    COUNT(DISTINCT CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN customer END) AS customers,
    COUNT(DISTINCT CASE WHEN customer IS NOT NULL AND visit_day <= DATE '2024-12-31' AND money IS NOT NULL THEN UPPER(TRIM(customer)) END) AS spelled_alike
  FROM visits
) AS sums;

-- 并列规则的自检（worst）：十二位客户，分别来过 1×7、2、2、3、3、9 次。结果应为 ok。
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
