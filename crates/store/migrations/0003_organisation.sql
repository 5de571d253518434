-- Telephones, the days on which units were closed, and requests that concern units as well as people.

ALTER TABLE users ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN closed_day TEXT;
ALTER TABLE change_requests RENAME COLUMN user_id TO subject_id;
CREATE INDEX change_requests_by_subject ON change_requests (subject_id, decision);
