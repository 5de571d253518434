-- Read by SQLite and by PostgreSQL: only TEXT and BIGINT, ids made by the program, times in
-- milliseconds since the epoch, days as 2026-03-31, money in 分, flags 0 or 1.

CREATE TABLE audit_log (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    user_id TEXT,
    address TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    unit_id TEXT,
    report_id TEXT,
    action TEXT NOT NULL,
    before_value TEXT,
    after_value TEXT
);
CREATE INDEX audit_log_by_entity ON audit_log (entity, entity_id, id);
CREATE INDEX audit_log_by_report ON audit_log (report_id, entity, id);
CREATE INDEX audit_log_by_unit ON audit_log (unit_id, id);
CREATE INDEX audit_log_by_user ON audit_log (user_id, id);

CREATE TABLE regions (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    parent_code TEXT REFERENCES regions (code),
    version BIGINT NOT NULL
);
CREATE INDEX regions_by_parent ON regions (parent_code);

CREATE TABLE units (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    region_code TEXT NOT NULL REFERENCES regions (code),
    supervisor_id TEXT REFERENCES units (id),
    active BIGINT NOT NULL,
    successor_id TEXT REFERENCES units (id),
    version BIGINT NOT NULL,
    CONSTRAINT units_active CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX units_code ON units (code);
-- A closed unit leaves its name to another.
CREATE UNIQUE INDEX units_name ON units (region_code, name) WHERE active = 1;
CREATE INDEX units_by_supervisor ON units (supervisor_id);
CREATE INDEX units_by_successor ON units (successor_id);

CREATE TABLE unit_names (
    unit_id TEXT NOT NULL REFERENCES units (id),
    since BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (unit_id, since)
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    active BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT users_active CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX users_login ON users (login);

CREATE TABLE credentials (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    phc TEXT NOT NULL,
    must_change BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    CONSTRAINT credentials_must_change CHECK (must_change IN (0, 1)),
    CONSTRAINT credentials_failures CHECK (failures >= 0)
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_digest);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE grants (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_unit_id TEXT REFERENCES units (id),
    scope_region_code TEXT REFERENCES regions (code),
    since BIGINT NOT NULL,
    until BIGINT,
    CONSTRAINT grants_scope CHECK (
        (scope_kind IN ('unit', 'department')
            AND scope_unit_id IS NOT NULL AND scope_region_code IS NULL)
        OR (scope_kind = 'region' AND scope_unit_id IS NULL AND scope_region_code IS NOT NULL)
        OR (scope_kind IN ('assigned', 'system')
            AND scope_unit_id IS NULL AND scope_region_code IS NULL)
    )
);
CREATE INDEX grants_by_user ON grants (user_id);
CREATE INDEX grants_by_unit ON grants (scope_unit_id);

CREATE TABLE change_requests (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    proposal TEXT NOT NULL,
    requested_by TEXT NOT NULL REFERENCES users (id),
    requested_at BIGINT NOT NULL,
    decision TEXT NOT NULL,
    decided_by TEXT REFERENCES users (id),
    decided_at BIGINT,
    remark TEXT NOT NULL
);
CREATE INDEX change_requests_by_decision ON change_requests (decision, id);

CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    added_by TEXT NOT NULL REFERENCES users (id),
    added_at BIGINT NOT NULL,
    CONSTRAINT attachments_size CHECK (size >= 0)
);
CREATE INDEX attachments_by_digest ON attachments (digest);

CREATE TABLE tasks (
    id TEXT NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL,
    region_code TEXT NOT NULL REFERENCES regions (code),
    scheme TEXT NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    kinds TEXT NOT NULL,
    begin_day TEXT NOT NULL,
    submit_day TEXT NOT NULL,
    department_day TEXT NOT NULL,
    finance_day TEXT NOT NULL,
    evidence TEXT NOT NULL,
    notice_id TEXT REFERENCES attachments (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX tasks_by_region ON tasks (region_code, year);

CREATE TABLE task_extensions (
    id TEXT NOT NULL PRIMARY KEY,
    task_id TEXT NOT NULL REFERENCES tasks (id),
    unit_id TEXT REFERENCES units (id),
    submit_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL REFERENCES users (id),
    given_at BIGINT NOT NULL
);
CREATE INDEX task_extensions_by_task ON task_extensions (task_id);

CREATE TABLE reminders (
    id TEXT NOT NULL PRIMARY KEY,
    task_id TEXT NOT NULL REFERENCES tasks (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    words TEXT NOT NULL,
    sent_by TEXT NOT NULL REFERENCES users (id),
    sent_at BIGINT NOT NULL
);
CREATE INDEX reminders_by_unit ON reminders (unit_id, task_id);

CREATE TABLE group_members (
    id TEXT NOT NULL PRIMARY KEY,
    task_id TEXT NOT NULL REFERENCES tasks (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    active BIGINT NOT NULL,
    CONSTRAINT group_members_active CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX group_members_once ON group_members (task_id, unit_id, user_id);

CREATE TABLE reports (
    id TEXT NOT NULL PRIMARY KEY,
    task_id TEXT NOT NULL REFERENCES tasks (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL,
    -- Empty for a whole department: NULL would not be held unique.
    project TEXT NOT NULL,
    previous_id TEXT REFERENCES reports (id),
    state TEXT NOT NULL,
    returned_step TEXT,
    state_words TEXT NOT NULL,
    version BIGINT NOT NULL,
    content BIGINT NOT NULL,
    round BIGINT NOT NULL,
    started BIGINT NOT NULL,
    submitted_by TEXT REFERENCES users (id),
    changed_at BIGINT NOT NULL,
    -- What the engine last said, for the queue of the bureau.
    errors BIGINT NOT NULL,
    doubts BIGINT NOT NULL,
    claimed_points BIGINT,
    computed_points BIGINT,
    budget_fen BIGINT,
    spent_fen BIGINT,
    risk BIGINT NOT NULL,
    CONSTRAINT reports_started CHECK (started IN (0, 1)),
    CONSTRAINT reports_returned CHECK ((state = 'returned') = (returned_step IS NOT NULL))
);
CREATE UNIQUE INDEX reports_once ON reports (task_id, unit_id, kind, project);
CREATE INDEX reports_by_unit ON reports (unit_id, task_id);
CREATE INDEX reports_by_risk ON reports (task_id, state, risk, id);
CREATE INDEX reports_by_state ON reports (state, risk, id);

CREATE TABLE fields (
    report_id TEXT NOT NULL REFERENCES reports (id),
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES users (id),
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, path),
    CONSTRAINT fields_version CHECK (version >= 1)
);

CREATE TABLE field_conflicts (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    path TEXT NOT NULL,
    base_version BIGINT NOT NULL,
    value TEXT NOT NULL,
    typed_by TEXT NOT NULL REFERENCES users (id),
    typed_at BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    CONSTRAINT field_conflicts_settled CHECK (settled IN (0, 1))
);
CREATE INDEX field_conflicts_by_report ON field_conflicts (report_id, settled);

CREATE TABLE transitions (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    action TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    words TEXT NOT NULL,
    round BIGINT NOT NULL,
    taken_by TEXT NOT NULL REFERENCES users (id),
    taken_at BIGINT NOT NULL
);
CREATE INDEX transitions_by_report ON transitions (report_id, id);

CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    path TEXT,
    words TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at BIGINT NOT NULL,
    settled_by TEXT REFERENCES users (id),
    settled_at BIGINT
);
CREATE INDEX comments_by_report ON comments (report_id, id);

CREATE TABLE signatures (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    member_id TEXT NOT NULL REFERENCES group_members (id),
    round BIGINT NOT NULL,
    opinion TEXT NOT NULL,
    words TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);
CREATE INDEX signatures_by_report ON signatures (report_id, round);

CREATE TABLE error_reasons (
    report_id TEXT NOT NULL REFERENCES reports (id),
    fingerprint TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    words TEXT NOT NULL,
    version BIGINT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, fingerprint)
);

CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    path TEXT,
    requirement TEXT NOT NULL,
    attachment_id TEXT NOT NULL REFERENCES attachments (id),
    active BIGINT NOT NULL,
    added_by TEXT NOT NULL REFERENCES users (id),
    added_at BIGINT NOT NULL,
    CONSTRAINT evidence_active CHECK (active IN (0, 1))
);
CREATE INDEX evidence_by_report ON evidence (report_id);
CREATE INDEX evidence_by_attachment ON evidence (attachment_id);

CREATE TABLE adjustments (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    path TEXT NOT NULL,
    claimed TEXT NOT NULL,
    adjusted TEXT NOT NULL,
    reason TEXT NOT NULL,
    round BIGINT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX adjustments_by_report ON adjustments (report_id, id);

CREATE TABLE frozen (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    scheme TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    frozen_by TEXT NOT NULL REFERENCES users (id),
    frozen_at BIGINT NOT NULL,
    CONSTRAINT frozen_number CHECK (number >= 1)
);
CREATE UNIQUE INDEX frozen_once ON frozen (report_id, number);

CREATE TABLE frozen_files (
    frozen_id TEXT NOT NULL REFERENCES frozen (id),
    name TEXT NOT NULL,
    attachment_id TEXT NOT NULL REFERENCES attachments (id),
    PRIMARY KEY (frozen_id, name)
);

CREATE TABLE assignments (
    report_id TEXT NOT NULL REFERENCES reports (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    active BIGINT NOT NULL,
    assigned_by TEXT NOT NULL REFERENCES users (id),
    assigned_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, user_id),
    CONSTRAINT assignments_active CHECK (active IN (0, 1))
);
CREATE INDEX assignments_by_user ON assignments (user_id, active);
