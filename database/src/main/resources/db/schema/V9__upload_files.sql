-- What becomes of each file of a job: read by one lane at a time, as often as it takes, ended once.
create table upload_files (
    job_id      uuid        not null references jobs on delete cascade,
    yacht_id    uuid        not null references yachts on delete cascade,
    position    integer     not null,
    document_id uuid        not null,
    hash        text        not null,
    stage       text        not null default 'received' check (stage in ('received', 'reading', 'storing', 'ended')),
    lane        integer,
    -- Raised by whoever takes the file; who holds an older number may not put anything down any more.
    attempts    integer     not null default 0,
    not_before  timestamptz,
    received_at timestamptz not null default now(),
    report      jsonb       not null,
    primary key (job_id, position)
);

-- Files of jobs that were there before, with what was told of them. The owner reads past the yachts for as long.
alter table jobs no force row level security;
insert into upload_files (job_id, yacht_id, position, document_id, hash, stage, received_at, report)
select j.id, j.yacht_id, f.number - 1, (f.report ->> 'document_id')::uuid,
    coalesce(j.payload -> 'hashes' ->> (f.number - 1)::integer, ''),
    case when f.report ->> 'status' = 'waiting' and j.status in ('queued', 'running') then 'received' else 'ended' end,
    j.created_at, f.report
from jobs j cross join lateral jsonb_array_elements(j.payload -> 'files') with ordinality as f(report, number)
where jsonb_typeof(j.payload -> 'files') = 'array';
update jobs set payload = payload - 'files' - 'hashes' - 'claims' where jsonb_exists(payload, 'files');

alter table jobs
    add column stage_began_at timestamptz not null default now(),
    add column stage_base     integer     not null default 0,
    add column progressed_at  timestamptz not null default now(),
    add column ended_at       timestamptz;
update jobs set progressed_at = updated_at,
    ended_at = case when status in ('succeeded', 'failed', 'cancelled') then updated_at end;
alter table jobs force row level security;
create index jobs_by_age on jobs (yacht_id, created_at desc);
create index jobs_ended on jobs (yacht_id, ended_at) where ended_at is not null;

alter table upload_files enable row level security;
alter table upload_files force row level security;
create policy own_yacht on upload_files using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, update, delete on upload_files to ${app_role};
create index upload_files_open on upload_files (yacht_id, received_at, job_id, position) where stage <> 'ended';

-- When a job got on, whoever wrote it: from this come its rate, the time that is left, and whether it stalls.
create function note_job_progress() returns trigger
    language plpgsql as
$$
begin
    if new.stage <> old.stage or new.total <> old.total or (old.status = 'queued' and new.status = 'running') then
        new.stage_began_at := clock_timestamp();
        new.stage_base := new.done;
        new.progressed_at := clock_timestamp();
    elsif new.done <> old.done then
        new.progressed_at := clock_timestamp();
    end if;
    if new.status in ('succeeded', 'failed', 'cancelled') and old.status in ('queued', 'running') then
        new.ended_at := clock_timestamp();
    end if;
    return new;
end
$$;
create trigger jobs_progress before update on jobs for each row execute function note_job_progress();
