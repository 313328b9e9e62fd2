-- Vectors of a provider outside cost money: one instance at a time fills such a space, and what a day may cost is
-- counted over all of them. Names no content and belongs to no yacht. The vectors lie in chunk_embeddings under the
-- space's name, which is never in embedding_spaces: nobody can come to be searched there.
create table embedding_fills (
    space      text primary key,
    holder     uuid        not null,
    held_until timestamptz not null
);
grant select, insert, update on embedding_fills to ${app_role};

create table embedding_spending (
    space  text   not null,
    -- UTC.
    day    date   not null,
    tokens bigint not null check (tokens >= 0),
    primary key (space, day)
);
grant select, insert, update on embedding_spending to ${app_role};
