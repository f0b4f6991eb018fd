-- Runs on Derby and on PostgreSQL. Rows hold ids, states, times (milliseconds since 1970), hashes, references and settings;
-- never what was said in a meeting.

create table tenants (
    id varchar(63) not null primary key,
    made_at bigint not null
);

create table profiles (
    tenant varchar(63) not null,
    id varchar(128) not null,
    settings varchar(32000) not null,
    primary key (tenant, id)
);

create table jobs (
    id varchar(21) not null primary key,
    tenant varchar(63) not null,
    profile varchar(128) not null,
    recording_blob varchar(32) not null,
    recording_sha256 varchar(64) not null,
    recording_bytes bigint not null,
    facts_blob varchar(32) not null,
    settings varchar(32000) not null,
    version integer not null,
    stage varchar(12) not null,
    state varchar(12) not null,
    wait_for varchar(8),
    not_before bigint,
    attempts integer not null,
    child_deaths integer not null,
    result_stored boolean not null,
    progress double precision not null,
    reason_code varchar(100),
    reason_ja varchar(4000),
    reason_en varchar(4000),
    lease_token varchar(36),
    lease_owner varchar(200),
    -- when the sweep has to look: the lease runs out, or the waiting is over. The largest number for all others and not null,
    -- because the smallest entry of an index is found at once only when no nulls are in it.
    due_at bigint default 9223372036854775807 not null,
    received_at bigint not null,
    changed_at bigint not null,
    constraint jobs_content unique (tenant, profile, recording_sha256)
);

-- A claim walks to the first entry of (stage, READY, tenant), however many there are.
create index jobs_queue on jobs (stage, state, tenant, id);
create index jobs_listed on jobs (tenant, state, id desc);
create index jobs_due on jobs (due_at);

-- In which order the tenants take turns in a stage: the lowest comes first.
create table turns (
    stage varchar(12) not null,
    tenant varchar(63) not null,
    turn bigint not null,
    primary key (stage, tenant)
);

-- Transport keys come from strangers and may say anything: their hashes are enough to know them again.
create table arrivals (
    tenant varchar(63) not null,
    key_sha256 varchar(64) not null,
    job varchar(21) not null references jobs (id),
    primary key (tenant, key_sha256)
);

create table artifacts (
    job varchar(21) not null references jobs (id),
    version integer not null,
    stage varchar(12) not null,
    place integer not null,
    kind varchar(20) not null,
    name varchar(255) not null,
    media_type varchar(127) not null,
    blob varchar(32) not null,
    sha256 varchar(64) not null,
    bytes bigint not null,
    primary key (job, version, stage, place)
);

create table segments (
    job varchar(21) not null references jobs (id),
    version integer not null,
    plan varchar(255) not null,
    segment_index integer not null,
    start_ms bigint not null,
    end_ms bigint not null,
    blob varchar(32) not null,
    primary key (job, version, plan, segment_index)
);

create table job_log (
    id bigint generated always as identity primary key,
    job varchar(21) not null references jobs (id),
    happened_at bigint not null,
    stage varchar(12) not null,
    code varchar(100) not null,
    ja varchar(4000) not null,
    en varchar(4000) not null
);

create index job_log_lines on job_log (job, id);

create table deliveries (
    id varchar(21) not null primary key,
    job varchar(21) not null references jobs (id),
    tenant varchar(63) not null,
    version integer not null,
    channel varchar(100) not null,
    target varchar(32000) not null,
    state varchar(12) not null,
    wait_for varchar(8),
    not_before bigint,
    attempts integer not null,
    receipt varchar(2000),
    reason_code varchar(100),
    reason_ja varchar(4000),
    reason_en varchar(4000),
    lease_token varchar(36),
    lease_owner varchar(200),
    due_at bigint default 9223372036854775807 not null,
    changed_at bigint not null
);

create index deliveries_queue on deliveries (state, channel, id);
create index deliveries_of_job on deliveries (job, version);
create index deliveries_due on deliveries (due_at);
