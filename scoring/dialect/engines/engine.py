"""Lets the tests speak with an engine that comes as a Python package: clickhouse (chdb) or spark (pyspark).

A line of JSON comes in, {"sql": …} or {"csv": path, "table": name}; a line goes out, {"columns": …, "rows": …} with every
value as text or null, or {"error": …}.
"""
import json
import os
import sys
from decimal import Decimal


def plain(v):
    """A value as text; Python would write a small decimal with an exponent."""
    return format(v, "f") if isinstance(v, Decimal) else str(v)


class ClickHouse:
    def __init__(self, folder):
        from chdb import session
        self.session = session.Session(folder)

    def query(self, sql):
        out = self.session.query(sql, "JSONCompactStrings")
        text = out.data() if hasattr(out, "data") else str(out)
        if not text:
            return [], []
        answer = json.loads(text)
        columns = [c["name"] for c in answer["meta"]]
        nullable = [c["type"].startswith("Nullable") for c in answer["meta"]]
        rows = [[None if n and v == "ᴺᵁᴸᴸ" else v for v, n in zip(row, nullable)] for row in answer["data"]]
        return columns, rows

    def load(self, path, table):
        self.query(f"DROP TABLE IF EXISTS {table}")
        self.query(f"CREATE TABLE {table} (customer Nullable(String), visit_day Nullable(Date), amount Nullable(Decimal(18, 4)),"
                   f" order_no Nullable(String)) ENGINE = MergeTree ORDER BY tuple()")
        self.query(f"INSERT INTO {table} SELECT * FROM file('{path}', 'CSV', 'customer Nullable(String), visit_day Nullable(Date),"
                   f" amount Nullable(Decimal(18, 4)), order_no Nullable(String)')")


class Spark:
    def __init__(self, folder):
        from pyspark.sql import SparkSession
        # Many small queries: what compiles code for long ones would cost more than all of them.
        small = "false" if os.environ.get("FENJI_SCALE") else "true"
        java = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1" if small == "true" else "-XX:+UseParallelGC"
        self.spark = (SparkSession.builder.master("local[2]").appName("engines")
                      .config("spark.driver.extraJavaOptions", java)
                      .config("spark.sql.codegen.wholeStage", "false" if small == "true" else "true")
                      .config("spark.sql.codegen.factoryMode", "NO_CODEGEN" if small == "true" else "FALLBACK")
                      .config("spark.sql.adaptive.enabled", "false" if small == "true" else "true")
                      .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.driver.memory", "3g")
                      .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
                      .config("spark.sql.shuffle.partitions", "2" if small == "true" else "8").config("spark.sql.warehouse.dir", folder)
                      .config("spark.local.dir", folder).getOrCreate())
        self.spark.sparkContext.setLogLevel("ERROR")

    def query(self, sql):
        frame = self.spark.sql(sql)
        rows = [[None if v is None else plain(v) for v in row] for row in frame.collect()] if frame.columns else []
        return frame.columns, rows

    def load(self, path, table):
        (self.spark.read.schema("customer string, visit_day date, amount decimal(18,4), order_no string")
         .option("nullValue", "\\N").csv(path).createOrReplaceTempView(table))


def main():
    out = sys.stdout
    sys.stdout = sys.stderr  # what the engine prints is no answer
    engine = {"clickhouse": ClickHouse, "spark": Spark}[sys.argv[1]](sys.argv[2])
    print(json.dumps({}), file=out, flush=True)
    for line in sys.stdin:
        ask = json.loads(line)
        try:
            if "csv" in ask:
                engine.load(ask["csv"], ask["table"])
                answer = {}
            else:
                columns, rows = engine.query(ask["sql"])
                answer = {"columns": columns, "rows": rows}
        except Exception as e:  # the test says which statement it was
            answer = {"error": str(e)[:4000]}
        print(json.dumps(answer), file=out, flush=True)


main()
