-- What reading tells of a document beside its text: attachments, facts with where they came from, copies of passages.

CREATE TABLE core_attachment (
    container_id VARCHAR NOT NULL,         -- the document it lies in: a zip, an e-mail, a PDF
    name         VARCHAR NOT NULL,         -- its place in there: name, or names from the outside in, joined by ' > '
    document_id  VARCHAR NOT NULL,         -- sha256 of its bytes, hex: a document of its own
    media_type   VARCHAR NOT NULL,
    size_bytes   BIGINT NOT NULL,
    store_path   VARCHAR NOT NULL,         -- relative to the raw store
    PRIMARY KEY (container_id, name)
);

CREATE TABLE core_fact (
    document_id VARCHAR NOT NULL,
    fact        VARCHAR NOT NULL,          -- title | doc_type | publication_date | years | about | draft
    value       VARCHAR NOT NULL,          -- as text; '' when nothing is known
    basis       VARCHAR NOT NULL,          -- source | title | cover | text | metadata | date | none
    certainty   VARCHAR NOT NULL,          -- zeker | matig | onzeker
    found_in    VARCHAR NOT NULL,          -- the words that it was taken from; ''
    PRIMARY KEY (document_id, fact)
);

CREATE TABLE core_copy (
    passage_id       VARCHAR PRIMARY KEY,  -- a passage that says nearly the same as an earlier one of its organisation
    first_passage_id VARCHAR NOT NULL,     -- the earliest of them
    organisation_id  VARCHAR NOT NULL,
    similarity       DOUBLE NOT NULL       -- share of words in common with the first, 0 to 1
);

ALTER TABLE core_page ADD COLUMN language VARCHAR;         -- nl | en | de | fr | fy; NULL: too few words to tell
ALTER TABLE core_page ADD COLUMN ocr_confidence DOUBLE;    -- mean confidence of its words, 0 to 1; NULL: no OCR

-- Every publication and whatever lies in one: an attachment is listed, dated and taken down with its container.
-- Of an attachment also its name in there and the container's address, where a browser can go: url itself leads nowhere.
CREATE VIEW core_publication AS
SELECT *, NULL::VARCHAR AS container_url, NULL::VARCHAR AS attachment_name FROM raw_publication
UNION ALL
SELECT md5(p.publication_id || '#' || a.name), p.source_id, p.organisation_id, p.organisation_name,
       p.organisation_kind, p.url || '#' || a.name,
       replace(regexp_replace(regexp_replace(a.name, '^.*(/| > )', ''), '\.[A-Za-z0-9]{2,5}$', ''), '_', ' '),
       NULL, p.publication_date, p.meeting, p.listing_version, p.extra, a.document_id, p.state, p.is_listed, p.first_seen_at, p.last_seen_at,
       p.url, a.name
FROM core_attachment a JOIN raw_publication p ON p.document_id = a.container_id;

-- Where the bytes are of every document, fetched by itself or found in another.
CREATE VIEW core_bytes AS
SELECT document_id, media_type, size_bytes, store_path FROM raw_document
UNION ALL
SELECT document_id, min(media_type), min(size_bytes), min(store_path) FROM core_attachment a
WHERE document_id NOT IN (SELECT document_id FROM raw_document) GROUP BY document_id;
