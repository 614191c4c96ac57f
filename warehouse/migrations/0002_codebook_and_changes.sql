-- The measures and elements that the scores were given by, and how levels changed from one scoring to the next.

CREATE TABLE core_measure (
    measure    INTEGER PRIMARY KEY,        -- 1 … 12
    theme      VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    definition VARCHAR NOT NULL
);

CREATE TABLE core_element (
    measure    INTEGER NOT NULL,
    element_id VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    is_core    BOOLEAN NOT NULL,
    definition VARCHAR NOT NULL,
    PRIMARY KEY (measure, element_id)
);

CREATE TABLE core_change (
    organisation_id VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    run_id          VARCHAR NOT NULL,
    level_before    VARCHAR NOT NULL,
    level_after     VARCHAR NOT NULL,
    explanation     VARCHAR NOT NULL,      -- of the level after
    changed_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, measure, run_id)
);
