-- Only where the server has pgvector. One table an embedding space: vectors of two spaces are never compared,
-- and an HNSW index has one dimension.
create extension if not exists vector;

create table chunk_vectors_bge_small_en_v15 (
    chunk_id  uuid primary key references document_chunks on delete cascade,
    yacht_id  uuid        not null references yachts on delete cascade,
    embedding vector(384) not null
);
create index chunk_vectors_bge_small_en_v15_yacht on chunk_vectors_bge_small_en_v15 (yacht_id);
create index chunk_vectors_bge_small_en_v15_hnsw
    on chunk_vectors_bge_small_en_v15 using hnsw (embedding vector_cosine_ops);

alter table chunk_vectors_bge_small_en_v15 enable row level security;
alter table chunk_vectors_bge_small_en_v15 force row level security;
create policy own_yacht on chunk_vectors_bge_small_en_v15
    using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, update, delete on chunk_vectors_bge_small_en_v15 to ${app_role};
