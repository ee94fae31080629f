-- One question and what a person answered.
CREATE TABLE pattern_learning_examples (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_message    text NOT NULL,
    operator_response   text NOT NULL,
    pattern_signature   text NOT NULL,
    pattern_id          bigint REFERENCES decision_patterns (id) ON DELETE SET NULL,
    weight              numeric(4,3) NOT NULL DEFAULT 1,
    source              text NOT NULL,
    status              text NOT NULL CHECK (status IN ('waiting', 'learned', 'evidence', 'not_reusable', 'refused')),
    reason              text,
    conversation_id     bigint REFERENCES conversations (id) ON DELETE CASCADE,
    question_message_id text UNIQUE,
    answer_message_id   text UNIQUE,
    operator            text,
    attempts            integer NOT NULL DEFAULT 0,
    next_attempt_at     timestamptz,
    created_at          timestamptz NOT NULL
);
CREATE INDEX pattern_learning_examples_pattern ON pattern_learning_examples (pattern_id, id DESC);
CREATE INDEX pattern_learning_examples_waiting ON pattern_learning_examples (next_attempt_at) WHERE status = 'waiting';

-- What the model has cost, per UTC day and over all instances; what a call may cost is set aside before it is made.
CREATE TABLE ai_spending (
    day       date PRIMARY KEY,
    spent_usd numeric NOT NULL
);
