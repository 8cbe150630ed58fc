-- 依据 RUL-1, RUL-2: drafts of the rulebook on their way to publication, and who has read what was published.

create table rulebook_draft (
  id                bigint generated always as identity primary key,
  title             text not null,
  summary           text,                -- 修订说明: what changes and why
  base_version      integer not null,    -- the version that the draft changes
  effective_on      date,
  institution_id    bigint not null,     -- whose rulebook it is: the bank's topmost institution
  institution_ord   integer not null,
  state             text not null,       -- drafting, review, approved, published, abandoned
  author_id         bigint not null,
  submitted_by      bigint,
  submitted_at      timestamptz,
  decided_by        bigint,              -- approved or returned
  decided_at        timestamptz,
  comment           text,
  consulted_on      date,                -- 意见征求
  consulted_with    text,
  consultation      text,
  informed_on       date,                -- 告知
  informed_how      text,
  published_version integer references rulebook_version (id),
  version           integer not null default 1,
  recorded_at       timestamptz not null
);
create index rulebook_draft_state on rulebook_draft (state, id);

-- The whole document; while it is being written it may be incomplete.
create table rulebook_draft_content (
  draft_id  bigint primary key references rulebook_draft (id),
  content   jsonb not null
);

-- Nobody approves what he wrote himself.
create table rulebook_draft_editor (
  draft_id   bigint not null references rulebook_draft (id),
  staff_id   bigint not null,
  edited_at  timestamptz not null,
  primary key (draft_id, staff_id)
);

-- 必读: the regulations that a version made or changed.
create table rulebook_reading (
  version_id     integer not null references rulebook_version (id),
  regulation_id  text not null,
  recorded_at    timestamptz not null,
  primary key (version_id, regulation_id)
);

create table rulebook_receipt (
  version_id     integer not null,
  regulation_id  text not null,
  staff_id       bigint not null,
  read_at        timestamptz not null,
  primary key (version_id, regulation_id, staff_id),
  foreign key (version_id, regulation_id) references rulebook_reading (version_id, regulation_id)
);
create index rulebook_receipt_staff on rulebook_receipt (staff_id);

create table rulebook_quiz_attempt (
  id             bigint generated always as identity primary key,
  version_id     integer not null,
  regulation_id  text not null,
  staff_id       bigint not null,
  asked          integer not null,
  answered_right integer not null,
  passed         boolean not null,
  attempted_at   timestamptz not null,
  foreign key (version_id, regulation_id) references rulebook_reading (version_id, regulation_id)
);
create index rulebook_quiz_attempt_staff on rulebook_quiz_attempt (staff_id, version_id, regulation_id);
