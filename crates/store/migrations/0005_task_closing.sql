-- The last day on which a task takes reports, where the bureau has set one.

ALTER TABLE tasks ADD COLUMN closing_day TEXT;
