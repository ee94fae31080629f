-- Messages tell who of the business wrote by OpenPhone's id alone; its export of users, or its API, tells their names.
CREATE TABLE operators (
    openphone_id text PRIMARY KEY,
    name         text NOT NULL,
    updated_at   timestamptz NOT NULL,
    import_id    bigint NOT NULL
);

-- The name, or the id where it is not known.
CREATE FUNCTION operator_name(user_id text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT COALESCE((SELECT name FROM operators WHERE openphone_id = user_id), user_id)
$$;

-- OpenPhone's API has two versions, which list messages differently: v1 by conversation, 2026-03-30 all of a workspace.
ALTER TABLE imports
    ADD COLUMN api_version text CHECK (api_version IN ('v1', '2026-03-30')),
    DROP CONSTRAINT imports_source_check,
    ADD CONSTRAINT imports_source_check CHECK (source IN ('messages', 'contacts', 'users', 'openphone'));
UPDATE imports SET api_version = 'v1' WHERE source = 'openphone';
