-- A business's own types of patterns, beside the built-in ones.
INSERT INTO pattern_learning_config (config_key, config_value, value_type, min_value, max_value, description) VALUES
    ('pattern_types', '', 'list', NULL, 1000, 'Types of patterns of your own, such as lessons or lost_and_found, beside booking, tech_issue, access, faq, gift_cards, hours, membership and general.');

-- What each call to a model used and cost, by the prices in the settings.
CREATE TABLE ai_calls (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    called_at     timestamptz NOT NULL,
    model         text NOT NULL,
    input_tokens  integer NOT NULL,
    output_tokens integer NOT NULL,
    cost_usd      numeric NOT NULL
);
CREATE INDEX ai_calls_age ON ai_calls (called_at); -- for the nightly retention
