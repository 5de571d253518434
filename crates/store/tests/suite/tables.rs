//! The tables of both databases, held against each other; and a database that does not answer.

use crate::county::{County, begin};
use jiheng_domain::draft::{Edit, FieldPath};
use jiheng_store::{Location, Store, StoreError};
use jiheng_testbed::Server;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use std::collections::BTreeSet;

type Lines = BTreeSet<String>;

async fn lines(connection: &mut AnyConnection, sql: &str) -> Lines {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>("line")).collect()
}

/// Table, column, type, whether it may be empty, its place in the primary key.
const SQLITE_COLUMNS: &str = "SELECT m.name || ' ' || c.name || ' ' || lower(c.type) || ' ' || \
     c.\"notnull\" || ' ' || c.pk AS line FROM sqlite_master m, pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'";
const POSTGRES_COLUMNS: &str = "SELECT c.table_name || ' ' || c.column_name || ' ' || \
     c.data_type || ' ' || CASE c.is_nullable WHEN 'NO' THEN '1' ELSE '0' END || ' ' || \
     COALESCE(CAST((SELECT k.ordinal_position FROM information_schema.key_column_usage k \
     JOIN information_schema.table_constraints t ON t.constraint_name = k.constraint_name \
     WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name \
     AND k.column_name = c.column_name) AS TEXT), '0') AS line \
     FROM information_schema.columns c WHERE c.table_schema = 'public' \
     AND c.table_name NOT LIKE '\\_sqlx%'";

const SQLITE_FOREIGN: &str = "SELECT m.name || ' ' || f.\"from\" || ' ' || f.\"table\" || ' ' || \
     f.\"to\" AS line FROM sqlite_master m, pragma_foreign_key_list(m.name) f \
     WHERE m.type = 'table'";
const POSTGRES_FOREIGN: &str = "SELECT k.table_name || ' ' || k.column_name || ' ' || \
     u.table_name || ' ' || u.column_name AS line \
     FROM information_schema.table_constraints t \
     JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name \
     JOIN information_schema.constraint_column_usage u ON u.constraint_name = t.constraint_name \
     WHERE t.constraint_type = 'FOREIGN KEY'";

const SQLITE_INDEXES: &str = "SELECT m.name || ' ' || l.name || ' ' || l.\"unique\" || ' ' || \
     l.partial || ' ' || (SELECT group_concat(name, ',') FROM (SELECT i.name \
     FROM pragma_index_info(l.name) i ORDER BY i.seqno)) AS line \
     FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND l.origin = 'c'";
const POSTGRES_INDEXES: &str = "SELECT t.relname || ' ' || i.relname || ' ' || \
     CASE WHEN x.indisunique THEN '1' ELSE '0' END || ' ' || \
     CASE WHEN x.indpred IS NULL THEN '0' ELSE '1' END || ' ' || \
     (SELECT string_agg(a.attname, ',' ORDER BY array_position(x.indkey::int2[], a.attnum)) \
     FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY(x.indkey::int2[])) AS line \
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
     JOIN pg_namespace n ON n.oid = t.relnamespace \
     WHERE n.nspname = 'public' AND NOT x.indisprimary";

const SQLITE_TABLES: &str = "SELECT sql AS line FROM sqlite_master WHERE type = 'table'";
const POSTGRES_CHECKS: &str = "SELECT conname::text AS line FROM pg_constraint c \
     JOIN pg_namespace n ON n.oid = c.connamespace WHERE contype = 'c' AND nspname = 'public'";

pub async fn are_equal_on_both(server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    let location = Location { folder: folder.path().to_owned(), postgres: None };
    Store::open(&location).await.unwrap().close().await;
    let file = folder.path().join("jiheng.db");
    let mut sqlite = AnyConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let mut postgres = AnyConnection::connect(&server.url("the_board")).await.unwrap();

    let columns = lines(&mut sqlite, SQLITE_COLUMNS).await;
    assert!(columns.contains("fields path text 1 2"), "{columns:?}");
    assert_eq!(columns, lines(&mut postgres, POSTGRES_COLUMNS).await);
    let types: BTreeSet<&str> = columns.iter().filter_map(|l| l.split(' ').nth(2)).collect();
    assert_eq!(types, BTreeSet::from(["bigint", "text"]));

    let foreign = lines(&mut sqlite, SQLITE_FOREIGN).await;
    assert!(foreign.contains("reports unit_id units id"));
    assert_eq!(foreign, lines(&mut postgres, POSTGRES_FOREIGN).await);

    let indexes = lines(&mut sqlite, SQLITE_INDEXES).await;
    assert!(indexes.contains("units units_name 1 1 region_code,name"), "{indexes:?}");
    assert_eq!(indexes, lines(&mut postgres, POSTGRES_INDEXES).await);

    let tables = lines(&mut sqlite, SQLITE_TABLES).await;
    let words: Vec<&str> = tables.iter().flat_map(|t| t.split_whitespace()).collect();
    let named = words.windows(3).filter(|w| w[0] == "CONSTRAINT" && w[2] == "CHECK");
    let checks: Lines = named.map(|w| w[1].to_owned()).collect();
    assert_eq!(checks.len(), tables.iter().map(|t| t.matches("CHECK (").count()).sum::<usize>());
    assert_eq!(checks, lines(&mut postgres, POSTGRES_CHECKS).await);
    assert!(checks.contains("reports_returned"));
    sqlite.close().await.unwrap();
    postgres.close().await.unwrap();
}

pub async fn read_only_and_lost(server: Server) {
    let folder = tempfile::tempdir().unwrap();
    let url = server.database("read_only").await;
    let location = Location { folder: folder.path().to_owned(), postgres: Some(url) };
    let store = Store::open(&location).await.unwrap();
    let county = County::build(&store).await;
    let report = county.report(&store).await;
    store.close().await;
    server.close_to_writing("read_only").await;

    // Opened again it can be read, and says plainly that nothing was saved.
    let store = Store::open(&location).await.unwrap();
    assert_eq!(county.report(&store).await, report);
    let mut tx = begin(&store, county.clerk).await;
    let path = FieldPath::new("budget.initial").unwrap();
    let edits = vec![Edit { path, base_version: 0, value: "1".into() }];
    let refused = tx.save_fields(report, edits).await;
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
    drop(tx);

    drop(server);
    let lost = match store.reader().await {
        Ok(mut reader) => reader.report(report).await.map(drop),
        Err(error) => Err(error),
    };
    assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
}
