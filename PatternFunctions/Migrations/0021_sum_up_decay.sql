-- How much confidence went in a night, all patterns together: charts need not add up their events.
ALTER TABLE decay_runs ADD COLUMN confidence_lost numeric NOT NULL DEFAULT 0;
