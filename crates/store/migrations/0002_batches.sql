-- Files of units that do not use the system, checked in one go.

CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX batches_by_maker ON batches (made_by, id);

CREATE TABLE batch_files (
    batch_id TEXT NOT NULL REFERENCES batches (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    attachment_id TEXT REFERENCES attachments (id),
    unit_name TEXT NOT NULL,
    verdict TEXT NOT NULL,
    errors BIGINT NOT NULL,
    doubts BIGINT NOT NULL,
    claimed TEXT NOT NULL,
    computed TEXT NOT NULL,
    PRIMARY KEY (batch_id, number)
);
CREATE INDEX batch_files_by_attachment ON batch_files (attachment_id);
