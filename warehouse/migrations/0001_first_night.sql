-- The tables of the first night. One writer; every id is derived from content.
-- Units and code lists are in the pandera contract of the same name (schemas/raw.py, schemas/core.py).

CREATE TABLE core_organisation (
    organisation_id VARCHAR PRIMARY KEY,
    kind            VARCHAR NOT NULL,      -- veiligheidsregio | gemeente
    name            VARCHAR NOT NULL,
    aliases         VARCHAR[] NOT NULL,
    region_code     VARCHAR,               -- VR01 … VR25: the region it is, or lies in
    cbs_code        VARCHAR,
    is_chair        BOOLEAN NOT NULL,      -- this gemeente chairs its region
    website         VARCHAR
);

CREATE TABLE core_source (
    source_id       VARCHAR PRIMARY KEY,   -- <yaml file stem>/<id in the YAML>
    organisation_id VARCHAR,
    connector       VARCHAR NOT NULL,
    base_url        VARCHAR,
    state           VARCHAR NOT NULL,      -- ok | failing | blocked | empty | not_asked
    message         VARCHAR,
    listed_count    INTEGER NOT NULL,
    checked_at      TIMESTAMP,
    ok_at           TIMESTAMP
);

CREATE TABLE raw_publication (
    publication_id    VARCHAR PRIMARY KEY, -- digest of source_id and url
    source_id         VARCHAR NOT NULL,
    organisation_id   VARCHAR,             -- NULL: no organisation of ours
    organisation_name VARCHAR,             -- as the source or manifest calls it
    organisation_kind VARCHAR,             -- veiligheidsregio | gemeente | ggd | rijk | overig, as the source says, or NULL
    url               VARCHAR NOT NULL,
    title             VARCHAR NOT NULL,
    doc_type          VARCHAR,             -- as the source says; a label, never a filter
    publication_date  DATE,
    meeting           VARCHAR,
    listing_version   VARCHAR,             -- what the listing says of version, size or change; another value means fetch again
    extra             VARCHAR NOT NULL,    -- JSON object: every other column the source gave
    document_id       VARCHAR,             -- the bytes held now; NULL: not held
    state             VARCHAR NOT NULL,    -- listed | held | failed | replaced | taken_down
    is_listed         BOOLEAN NOT NULL,
    first_seen_at     TIMESTAMP NOT NULL,
    last_seen_at      TIMESTAMP NOT NULL
);

CREATE TABLE raw_fetch (
    fetch_id       VARCHAR PRIMARY KEY,
    publication_id VARCHAR NOT NULL,
    source_id      VARCHAR NOT NULL,
    url            VARCHAR NOT NULL,
    final_url      VARCHAR,
    status_code    INTEGER,
    media_type     VARCHAR,                -- as declared by the server
    etag           VARCHAR,
    last_modified  VARCHAR,
    size_bytes     BIGINT,
    document_id    VARCHAR,
    reason_code    VARCHAR,                -- NULL: fetched
    fetched_at     TIMESTAMP NOT NULL
);

CREATE TABLE raw_document (
    document_id VARCHAR PRIMARY KEY,       -- sha256 of the bytes, hex
    media_type  VARCHAR NOT NULL,          -- sniffed from the bytes
    size_bytes  BIGINT NOT NULL,
    store_path  VARCHAR NOT NULL,          -- relative to the raw store
    fetched_at  TIMESTAMP NOT NULL
);

CREATE TABLE core_document (
    document_id           VARCHAR PRIMARY KEY,
    title                 VARCHAR NOT NULL,
    doc_type              VARCHAR NOT NULL, -- jaarverslag, jaarstukken, begroting, … overig
    doc_type_basis        VARCHAR NOT NULL, -- source | title | text | none
    publication_date      DATE,
    year_from             INTEGER,          -- the years it describes
    year_to               INTEGER,
    year_basis            VARCHAR NOT NULL, -- title | text | date | none
    about_organisation_id VARCHAR,          -- whom it is about, if one of ours
    about_name            VARCHAR,
    about_basis           VARCHAR NOT NULL, -- title | text | source | manifest | none
    org_kind              VARCHAR,          -- veiligheidsregio | gemeente | ggd | rijk | overig | NULL: not known
    is_draft              BOOLEAN NOT NULL,
    page_count            INTEGER NOT NULL,
    passage_count         INTEGER NOT NULL,
    reader                VARCHAR NOT NULL
);

CREATE TABLE core_page (
    document_id     VARCHAR NOT NULL,
    page_number     INTEGER NOT NULL,      -- from 1
    raw_text        VARCHAR NOT NULL,
    clean_text      VARCHAR NOT NULL,
    offset_map      INTEGER[] NOT NULL,    -- flat triples clean_start, raw_start, length; gaps are text that one side lacks
    invisible_spans INTEGER[] NOT NULL,    -- flat pairs raw_from, raw_to of text that a reader of the page cannot see
    text_source     VARCHAR NOT NULL,      -- text_layer | ocr | markup
    PRIMARY KEY (document_id, page_number)
);

CREATE TABLE core_passage (
    passage_id            VARCHAR PRIMARY KEY, -- digest of document_id, raw offsets, clean text
    document_id           VARCHAR NOT NULL,
    passage_number        INTEGER NOT NULL,
    page_from             INTEGER NOT NULL,
    page_to               INTEGER NOT NULL,
    raw_from              INTEGER NOT NULL,    -- offset in raw_text of page_from
    raw_to                INTEGER NOT NULL,    -- offset in raw_text of page_to, exclusive
    text                  VARCHAR NOT NULL,    -- clean
    heading_path          VARCHAR NOT NULL,    -- "H1 > H2", or ''
    word_count            INTEGER NOT NULL,
    is_contents           BOOLEAN NOT NULL,    -- a contents page or list
    about_organisation_id VARCHAR,
    about_basis           VARCHAR NOT NULL,    -- passage | document | none
    org_kind              VARCHAR
);

CREATE TABLE core_embedding (
    text_hash  VARCHAR NOT NULL,
    model_hash VARCHAR NOT NULL,
    vector     FLOAT[384] NOT NULL,
    PRIMARY KEY (text_hash, model_hash)
);

CREATE TABLE core_candidate (
    candidate_id     VARCHAR PRIMARY KEY,  -- digest of passage_id and measure
    passage_id       VARCHAR NOT NULL,
    document_id      VARCHAR NOT NULL,
    measure          INTEGER NOT NULL,     -- 1 … 12
    gate_score       DOUBLE NOT NULL,
    codebook_version VARCHAR NOT NULL
);

CREATE TABLE core_judgement (
    judgement_id       VARCHAR PRIMARY KEY, -- digest of candidate_id and classifier version
    candidate_id       VARCHAR NOT NULL,
    passage_id         VARCHAR NOT NULL,
    document_id        VARCHAR NOT NULL,
    measure            INTEGER NOT NULL,
    is_evidence        BOOLEAN NOT NULL,
    progress           VARCHAR NOT NULL,    -- geen | voornemen | plan | uitvoering | beproefd
    year_described     INTEGER,             -- named in the passage, else NULL: verify decides
    elements           VARCHAR[] NOT NULL,
    tags               VARCHAR[] NOT NULL,  -- capaciteit | effect | landelijk | uitvoering
    quote              VARCHAR,             -- verbatim from the passage; NULL if not evidence
    confidence         DOUBLE NOT NULL,     -- 0 … 1
    is_abstained       BOOLEAN NOT NULL,    -- unsure: goes to review, never counts
    classifier         VARCHAR NOT NULL,
    classifier_version VARCHAR NOT NULL,
    raw_answer         VARCHAR NOT NULL     -- JSON: the classifier's answer as given
);

CREATE TABLE core_verification (
    judgement_id    VARCHAR PRIMARY KEY,
    document_id     VARCHAR NOT NULL,
    passage_id      VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    organisation_id VARCHAR,               -- whom it counts for; NULL: nobody of ours
    is_verified     BOOLEAN NOT NULL,
    reason_code     VARCHAR,               -- why not verified
    progress        VARCHAR NOT NULL,      -- after the caps
    cap             VARCHAR,               -- which cap lowered it
    year_described  INTEGER,
    page_number     INTEGER,
    raw_from        INTEGER,               -- of the quote, in raw_text of page_number
    raw_to          INTEGER,
    quote           VARCHAR,
    is_ggd          BOOLEAN NOT NULL
);

CREATE TABLE core_summary (
    organisation_id VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    year            INTEGER NOT NULL,      -- 0: all years together
    sentence_number INTEGER NOT NULL,
    sentence        VARCHAR NOT NULL,
    judgement_id    VARCHAR NOT NULL,      -- the verified judgement it cites
    PRIMARY KEY (organisation_id, measure, year, sentence_number)
);

CREATE TABLE core_score (
    organisation_id VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    level           VARCHAR NOT NULL,      -- hoog | midden | laag | onbekend
    certainty       VARCHAR NOT NULL,      -- zeker | matig | onzeker
    progress        VARCHAR NOT NULL,      -- the highest verified
    evidence_count  INTEGER NOT NULL,
    document_count  INTEGER NOT NULL,      -- distinct, near-copies once
    element_count   INTEGER NOT NULL,      -- core elements at uitvoering or beproefd
    newest_year     INTEGER,
    explanation     VARCHAR NOT NULL,      -- one Dutch sentence
    PRIMARY KEY (organisation_id, measure)
);

CREATE TABLE core_gap (
    organisation_id VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    element_id      VARCHAR NOT NULL,
    is_core         BOOLEAN NOT NULL,
    progress        VARCHAR NOT NULL,      -- highest verified for this element; geen: a gap
    PRIMARY KEY (organisation_id, measure, element_id)
);

CREATE TABLE core_score_region (
    region_code     VARCHAR NOT NULL,
    measure         INTEGER NOT NULL,
    level           VARCHAR NOT NULL,
    region_level    VARCHAR NOT NULL,      -- of its veiligheidsregio
    gemeente_level  VARCHAR,               -- of its chair gemeente; NULL: none known
    is_raised       BOOLEAN NOT NULL,
    explanation     VARCHAR NOT NULL,
    PRIMARY KEY (region_code, measure)
);

CREATE TABLE core_score_national (
    measure        INTEGER PRIMARY KEY,
    level          VARCHAR NOT NULL,
    hoog_count     INTEGER NOT NULL,       -- regions
    midden_count   INTEGER NOT NULL,
    laag_count     INTEGER NOT NULL,
    onbekend_count INTEGER NOT NULL,
    spread         VARCHAR NOT NULL,       -- eenduidig | wisselend | onbekend
    explanation    VARCHAR NOT NULL
);

CREATE TABLE core_coverage (
    organisation_id   VARCHAR NOT NULL,
    year              INTEGER NOT NULL,    -- 0: no year known
    publication_count INTEGER NOT NULL,
    held_count        INTEGER NOT NULL,
    read_count        INTEGER NOT NULL,
    rejected_count    INTEGER NOT NULL,
    passage_count     INTEGER NOT NULL,
    is_in_scope       BOOLEAN NOT NULL,
    state             VARCHAR NOT NULL,    -- bekeken | deels | niet_gevonden | bron_faalt | geen_bron
    PRIMARY KEY (organisation_id, year)
);

CREATE TABLE core_reject (
    stage           VARCHAR NOT NULL,
    item_id         VARCHAR NOT NULL,
    part            VARCHAR NOT NULL,      -- what within the item: a publication, a candidate, a row; '': the whole item
    reason_code     VARCHAR NOT NULL,
    message         VARCHAR NOT NULL,      -- for people: what happened, to what, what to do
    organisation_id VARCHAR,
    document_id     VARCHAR,
    run_id          VARCHAR NOT NULL,
    rejected_at     TIMESTAMP NOT NULL,
    PRIMARY KEY (stage, item_id, part, reason_code)
);

CREATE TABLE core_ledger (
    stage         VARCHAR NOT NULL,
    item_id       VARCHAR NOT NULL,
    input_hash    VARCHAR NOT NULL,
    stage_version VARCHAR NOT NULL,
    outcome       VARCHAR NOT NULL,        -- done | rejected
    batch_id      VARCHAR NOT NULL,
    run_id        VARCHAR NOT NULL,
    loaded_at     TIMESTAMP NOT NULL,
    PRIMARY KEY (stage, item_id)
);

CREATE TABLE core_run (
    run_id      VARCHAR PRIMARY KEY,
    started_at  TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    state       VARCHAR NOT NULL,          -- running | published | unchanged | gate_failed | failed
    as_of_date  DATE NOT NULL,
    counts      VARCHAR NOT NULL           -- JSON object: what each stage did
);
