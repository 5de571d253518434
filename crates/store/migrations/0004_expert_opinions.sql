-- What experts think of the reports that were assigned to them.

CREATE TABLE expert_opinions (
    id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    opinion TEXT NOT NULL,
    words TEXT NOT NULL,
    round BIGINT NOT NULL,
    given_at BIGINT NOT NULL
);
CREATE INDEX expert_opinions_by_report ON expert_opinions (report_id, given_at);
CREATE INDEX expert_opinions_by_user ON expert_opinions (user_id, given_at);
