import type { Migration } from './open.ts';

/**
 * The schemas of the two files, as steps. A step that has been released is never changed: what
 * must be otherwise is a further step.
 */
export const journalMigrations: readonly Migration[] = [
  // AUTOINCREMENT: a sequence is never used twice, even after an erasure of the newest entries.
  `CREATE TABLE entry (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     document TEXT NOT NULL,
     person TEXT,
     at INTEGER NOT NULL,
     bytes BLOB NOT NULL
   ) STRICT;
   CREATE INDEX entry_of_document ON entry (document, seq);`,

  // Entries that no opening needs, compressed (segment.ts). The bytes come last: what lies before them is read without them.
  `CREATE TABLE segment (
     document TEXT NOT NULL,
     fromSeq INTEGER NOT NULL,
     toSeq INTEGER NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (document, fromSeq)
   ) STRICT;`,

  // Which entries are their document whole, written anew. Beside the entries, which may be in segments.
  `CREATE TABLE base (document TEXT NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (document, seq)) STRICT, WITHOUT ROWID;`,
];

export const rowMigrations: readonly Migration[] = [
  `CREATE TABLE matter (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     diarienummer TEXT,
     label TEXT,
     createdAt INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE document (
     id TEXT PRIMARY KEY,
     matterId TEXT NOT NULL REFERENCES matter (id),
     kind TEXT NOT NULL,
     templateId TEXT NOT NULL,
     createdBy TEXT,
     createdAt INTEGER NOT NULL,
     title TEXT NOT NULL,
     movers TEXT NOT NULL,
     updatedAt INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX document_of_matter ON document (matterId, createdAt);
   CREATE TABLE person (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     party TEXT,
     role TEXT NOT NULL,
     title TEXT,
     email TEXT
   ) STRICT;
   CREATE TABLE client (
     documentId TEXT NOT NULL,
     clientId INTEGER NOT NULL,
     personId TEXT NOT NULL,
     PRIMARY KEY (documentId, clientId)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE rescue (
     id TEXT PRIMARY KEY,
     documentId TEXT NOT NULL,
     personId TEXT NOT NULL,
     text TEXT NOT NULL,
     blockId TEXT,
     removedBy TEXT,
     createdAt INTEGER NOT NULL,
     takenAt INTEGER
   ) STRICT;
   CREATE INDEX rescue_of_person ON rescue (documentId, personId, createdAt);
   CREATE TABLE snapshot (
     documentId TEXT PRIMARY KEY,
     upTo INTEGER NOT NULL,
     bytes BLOB NOT NULL
   ) STRICT;`,

  // What better-auth keeps (apps/server/src/signIn/auth.ts, where a test holds these columns against what it asks for).
  // Its times are ISO 8601 in UTC.
  `CREATE TABLE signInUser (
     id TEXT PRIMARY KEY NOT NULL,
     name TEXT NOT NULL,
     email TEXT NOT NULL UNIQUE,
     emailVerified INTEGER NOT NULL,
     image TEXT,
     createdAt TEXT NOT NULL,
     updatedAt TEXT NOT NULL,
     twoFactorEnabled INTEGER,
     personId TEXT NOT NULL UNIQUE
   ) STRICT;
   CREATE TABLE signInSession (
     id TEXT PRIMARY KEY NOT NULL,
     expiresAt TEXT NOT NULL,
     token TEXT NOT NULL UNIQUE,
     createdAt TEXT NOT NULL,
     updatedAt TEXT NOT NULL,
     ipAddress TEXT,
     userAgent TEXT,
     userId TEXT NOT NULL REFERENCES signInUser (id) ON DELETE CASCADE
   ) STRICT;
   CREATE INDEX signInSession_userId_idx ON signInSession (userId);
   CREATE TABLE signInAccount (
     id TEXT PRIMARY KEY NOT NULL,
     accountId TEXT NOT NULL,
     providerId TEXT NOT NULL,
     userId TEXT NOT NULL REFERENCES signInUser (id) ON DELETE CASCADE,
     accessToken TEXT,
     refreshToken TEXT,
     idToken TEXT,
     accessTokenExpiresAt TEXT,
     refreshTokenExpiresAt TEXT,
     scope TEXT,
     password TEXT,
     createdAt TEXT NOT NULL,
     updatedAt TEXT NOT NULL
   ) STRICT;
   CREATE INDEX signInAccount_userId_idx ON signInAccount (userId);
   CREATE TABLE signInVerification (
     id TEXT PRIMARY KEY NOT NULL,
     identifier TEXT NOT NULL,
     value TEXT NOT NULL,
     expiresAt TEXT NOT NULL,
     createdAt TEXT NOT NULL,
     updatedAt TEXT NOT NULL
   ) STRICT;
   CREATE INDEX signInVerification_identifier_idx ON signInVerification (identifier);
   CREATE TABLE signInTwoFactor (
     id TEXT PRIMARY KEY NOT NULL,
     secret TEXT NOT NULL,
     backupCodes TEXT NOT NULL,
     userId TEXT NOT NULL REFERENCES signInUser (id) ON DELETE CASCADE,
     verified INTEGER,
     failedVerificationCount INTEGER,
     lockedUntil TEXT
   ) STRICT;
   CREATE INDEX signInTwoFactor_secret_idx ON signInTwoFactor (secret);
   CREATE INDEX signInTwoFactor_userId_idx ON signInTwoFactor (userId);
   CREATE TABLE signInPasskey (
     id TEXT PRIMARY KEY NOT NULL,
     name TEXT,
     publicKey TEXT NOT NULL,
     userId TEXT NOT NULL REFERENCES signInUser (id) ON DELETE CASCADE,
     credentialID TEXT NOT NULL,
     counter INTEGER NOT NULL,
     deviceType TEXT NOT NULL,
     backedUp INTEGER NOT NULL,
     transports TEXT,
     createdAt TEXT,
     aaguid TEXT
   ) STRICT;
   CREATE INDEX signInPasskey_userId_idx ON signInPasskey (userId);
   CREATE INDEX signInPasskey_credentialID_idx ON signInPasskey (credentialID);`,

  // Spaces, stages and the way of a motion. What was there before stood where its number and label said.
  `ALTER TABLE matter ADD COLUMN stage TEXT NOT NULL DEFAULT 'drafting';
   ALTER TABLE matter ADD COLUMN receivedAt INTEGER;
   ALTER TABLE matter ADD COLUMN movedAt INTEGER;
   ALTER TABLE matter ADD COLUMN announcedAt INTEGER;
   ALTER TABLE matter ADD COLUMN decidedAt INTEGER;
   ALTER TABLE matter ADD COLUMN closedAt INTEGER;
   ALTER TABLE matter ADD COLUMN responsibleOfficer TEXT;
   ALTER TABLE document ADD COLUMN space TEXT NOT NULL DEFAULT 'municipality';
   ALTER TABLE document ADD COLUMN party TEXT;
   ALTER TABLE document ADD COLUMN stage TEXT NOT NULL DEFAULT 'working';
   ALTER TABLE document ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE document ADD COLUMN revisionOf TEXT;
   ALTER TABLE document ADD COLUMN filedAs TEXT;
   ALTER TABLE person ADD COLUMN roles TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE person ADD COLUMN isProtected INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE person ADD COLUMN isActive INTEGER NOT NULL DEFAULT 1;
   UPDATE person SET roles = json_array(role);
   ALTER TABLE person DROP COLUMN role;
   UPDATE matter SET stage = CASE WHEN label IS NOT NULL THEN 'published' WHEN diarienummer IS NOT NULL THEN 'registered' ELSE stage END,
     receivedAt = CASE WHEN diarienummer IS NOT NULL THEN createdAt END;
   UPDATE document SET space = 'party', stage = 'draft', party = (SELECT party FROM person WHERE person.id = document.createdBy)
     WHERE kind = 'motion' AND EXISTS (SELECT 1 FROM matter WHERE matter.id = matterId AND matter.stage = 'drafting')
       AND EXISTS (SELECT 1 FROM person WHERE person.id = createdBy AND (roles LIKE '%"member"%' OR roles LIKE '%"substitute"%'));
   UPDATE document SET stage = 'received' WHERE kind = 'motion' AND space = 'municipality';
   UPDATE document SET space = 'published', stage = 'published'
     WHERE EXISTS (SELECT 1 FROM matter WHERE matter.id = matterId AND matter.label IS NOT NULL);
   UPDATE matter SET stage = 'received', receivedAt = createdAt
     WHERE stage = 'drafting' AND NOT EXISTS (SELECT 1 FROM document WHERE document.matterId = matter.id AND document.space = 'party');

   CREATE TABLE municipality (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     name TEXT NOT NULL,
     kind TEXT NOT NULL,
     templateId TEXT NOT NULL,
     rules TEXT NOT NULL,
     templateChanges TEXT NOT NULL,
     arms TEXT,
     setUpAt INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE body (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, shortName TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
     parentId TEXT REFERENCES body (id), isActive INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE meeting (
     id TEXT PRIMARY KEY, bodyId TEXT NOT NULL REFERENCES body (id), date TEXT NOT NULL, time TEXT,
     deadlineDate TEXT, deadlineTime TEXT, noticeDate TEXT, isCancelled INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX meeting_by_date ON meeting (date);
   CREATE TABLE party (code TEXT PRIMARY KEY, name TEXT NOT NULL, isLocal INTEGER NOT NULL, isActive INTEGER NOT NULL) STRICT;
   CREATE TABLE term (id TEXT PRIMARY KEY, "from" TEXT NOT NULL, "to" TEXT NOT NULL) STRICT;
   CREATE TABLE assignment (
     id TEXT PRIMARY KEY, personId TEXT NOT NULL, bodyId TEXT NOT NULL REFERENCES body (id), role TEXT NOT NULL,
     "from" TEXT NOT NULL, "to" TEXT
   ) STRICT;
   CREATE INDEX assignment_of_person ON assignment (personId);

   CREATE TABLE lock (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, sha256 TEXT NOT NULL,
     at INTEGER NOT NULL, "by" TEXT, liftedAt INTEGER
   ) STRICT;
   CREATE UNIQUE INDEX lock_in_force ON lock (documentId) WHERE liftedAt IS NULL;
   CREATE TABLE signature (
     id TEXT PRIMARY KEY, lockId TEXT NOT NULL REFERENCES lock (id), documentId TEXT NOT NULL, personId TEXT NOT NULL,
     name TEXT NOT NULL, party TEXT, kind TEXT NOT NULL, at INTEGER NOT NULL, endedAt INTEGER
   ) STRICT;
   CREATE UNIQUE INDEX signature_in_force ON signature (lockId, personId) WHERE endedAt IS NULL;
   CREATE TABLE "grant" (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, personId TEXT NOT NULL, role TEXT NOT NULL, "by" TEXT NOT NULL,
     at INTEGER NOT NULL, endedAt INTEGER
   ) STRICT;
   CREATE INDEX grant_of_document ON "grant" (documentId);
   CREATE INDEX grant_of_person ON "grant" (personId);
   CREATE TABLE invitation (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, role TEXT NOT NULL, tokenHash TEXT NOT NULL UNIQUE, codeHash TEXT,
     codeExpiresAt INTEGER, attempts INTEGER NOT NULL, email TEXT, name TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL,
     expiresAt INTEGER NOT NULL, personId TEXT, usedAt INTEGER, endedAt INTEGER
   ) STRICT;
   CREATE TABLE referral (
     id TEXT PRIMARY KEY, matterId TEXT NOT NULL, bodyId TEXT NOT NULL, "by" TEXT NOT NULL, sentAt INTEGER NOT NULL,
     dueDate TEXT NOT NULL, answeredAt INTEGER, answer TEXT NOT NULL
   ) STRICT;
   CREATE INDEX referral_of_matter ON referral (matterId);
   CREATE TABLE handling (
     id TEXT PRIMARY KEY, matterId TEXT NOT NULL, bodyId TEXT NOT NULL, meetingId TEXT, purpose TEXT NOT NULL,
     outcome TEXT, paragraph TEXT, handledOn TEXT
   ) STRICT;
   CREATE INDEX handling_of_matter ON handling (matterId);
   CREATE TABLE attachment (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, "order" INTEGER NOT NULL, title TEXT NOT NULL, fileName TEXT NOT NULL,
     mediaType TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX attachment_of_document ON attachment (documentId, "order");
   CREATE TABLE sideVersion (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, personId TEXT NOT NULL, "update" BLOB NOT NULL, at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX sideVersion_of_person ON sideVersion (documentId, personId);
   CREATE TABLE writer (documentId TEXT NOT NULL, personId TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (documentId, personId)) STRICT, WITHOUT ROWID;
   CREATE VIRTUAL TABLE words USING fts5 (documentId UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 0");

   CREATE TABLE notice (
     id TEXT PRIMARY KEY, personId TEXT NOT NULL, kind TEXT NOT NULL, matterId TEXT, documentId TEXT, actorId TEXT,
     at INTEGER NOT NULL, readAt INTEGER, mailedAt INTEGER
   ) STRICT;
   CREATE INDEX notice_of_person ON notice (personId, at);
   CREATE TABLE mute (personId TEXT NOT NULL, matterId TEXT NOT NULL, PRIMARY KEY (personId, matterId)) STRICT, WITHOUT ROWID;
   CREATE TABLE mailHabit (personId TEXT PRIMARY KEY, habit TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE audit (
     chain TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, actorId TEXT, act TEXT NOT NULL,
     subjectKind TEXT NOT NULL, subjectId TEXT NOT NULL, details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
     PRIMARY KEY (chain, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
   CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;`,

  // A party's words stand apart from what the others search. What was indexed is found again from the texts.
  `CREATE TABLE draftWords (documentId TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE indexed (documentId TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   DELETE FROM words;`,

  // What became of a report on its way.
  `CREATE TABLE reportStep (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL,
     reason TEXT NOT NULL, meetingId TEXT
   ) STRICT;
   CREATE INDEX reportStep_of_document ON reportStep (documentId, at);`,
  // What documents began from, for as long as they are there.
  `CREATE TABLE template (id TEXT PRIMARY KEY, template TEXT NOT NULL) STRICT, WITHOUT ROWID;`,

  // What is to be handed over to the diary system, until it has been.
  `CREATE TABLE handover (documentId TEXT PRIMARY KEY, at INTEGER NOT NULL, doneAt INTEGER) STRICT, WITHOUT ROWID;`,

  // Which letters a rescue has.
  `ALTER TABLE rescue ADD COLUMN parts TEXT NOT NULL DEFAULT '[]';`,

  // What was reported of a motion that cannot be prepared within its year.
  `ALTER TABLE handling ADD COLUMN reported TEXT NOT NULL DEFAULT '';`,

  // Whether who comes in by a code has shown that an address is theirs.
  `ALTER TABLE invitation ADD COLUMN isCodeMailed INTEGER NOT NULL DEFAULT 0;`,

  // Up to where each has read a document. Without a time: nobody shall see when somebody read what.
  `CREATE TABLE seen (documentId TEXT NOT NULL, personId TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (documentId, personId)) STRICT, WITHOUT ROWID;`,

  // What is said of a document.
  `CREATE TABLE commentThread (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, anchor TEXT, createdAt INTEGER NOT NULL, resolvedAt INTEGER, resolvedBy TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX commentThread_of_document ON commentThread (documentId, createdAt);
   CREATE TABLE comment (
     id TEXT PRIMARY KEY, threadId TEXT NOT NULL REFERENCES commentThread (id), personId TEXT NOT NULL, text TEXT NOT NULL,
     at INTEGER NOT NULL, editedAt INTEGER, removedAt INTEGER, mentions TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX comment_of_thread ON comment (threadId, at);`,

  // Who takes part in a meeting, and which meeting a § is of where somebody has said so.
  `CREATE TABLE attendance (
     meetingId TEXT NOT NULL, personId TEXT NOT NULL, presence TEXT NOT NULL, inPlaceOf TEXT, fromItem TEXT, untilItem TEXT,
     PRIMARY KEY (meetingId, personId)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE meetingOfItem (documentId TEXT PRIMARY KEY, meetingId TEXT NOT NULL) STRICT, WITHOUT ROWID;`,

  // The epoch whose entries a snapshot has.
  `ALTER TABLE snapshot ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;`,

  // Who wrote which letters, and up to which entry of the journal that is known.
  `CREATE TABLE run (
     documentId TEXT NOT NULL, did TEXT NOT NULL, clientId INTEGER NOT NULL, clock INTEGER NOT NULL, length INTEGER NOT NULL,
     personId TEXT, at INTEGER NOT NULL, source TEXT, PRIMARY KEY (documentId, did, clientId, clock)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE runProgress (documentId TEXT PRIMARY KEY, upTo INTEGER, isShown INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,

  // What becomes of the minutes.
  `CREATE TABLE verification (
     lockId TEXT PRIMARY KEY, documentId TEXT NOT NULL, isImmediate INTEGER NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL,
     verifiedAt INTEGER, returnedAt INTEGER, returnedBy TEXT, reason TEXT NOT NULL
   ) STRICT;
   CREATE INDEX verification_of_document ON verification (documentId, at);
   CREATE TABLE verifier (
     lockId TEXT NOT NULL REFERENCES verification (lockId), personId TEXT NOT NULL, role TEXT NOT NULL, "order" INTEGER NOT NULL,
     name TEXT NOT NULL, party TEXT, verifiedAt INTEGER, recordedBy TEXT, note TEXT NOT NULL, PRIMARY KEY (lockId, personId)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE publicNotice (
     documentId TEXT PRIMARY KEY, announcedOn TEXT NOT NULL, appealUntil TEXT NOT NULL, takeDownFrom TEXT NOT NULL, "by" TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE correction (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, blockId TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL,
     "by" TEXT NOT NULL, byName TEXT NOT NULL, at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX correction_of_document ON correction (documentId, at);`,

  // What the groups write for the minutes.
  `CREATE TABLE statement (
     documentId TEXT PRIMARY KEY, statement TEXT NOT NULL, aboutMatterId TEXT NOT NULL, meetingId TEXT, receivedAt INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX statement_about_matter ON statement (aboutMatterId, receivedAt);`,

  // One name for the § of an item, wherever it stands (docs/glossary.md).
  `ALTER TABLE handling RENAME COLUMN paragraph TO paragraphNumber;`,

  // What a statement is; that it is one, its table says.
  `ALTER TABLE statement RENAME COLUMN statement TO kind;`,

  // What became of suggestions, and why.
  `CREATE TABLE suggestionDecision (
     documentId TEXT NOT NULL, suggestionId TEXT NOT NULL, suggestedBy TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
     "by" TEXT NOT NULL, at INTEGER NOT NULL, quoted TEXT NOT NULL, PRIMARY KEY (documentId, suggestionId, suggestedBy)
   ) STRICT, WITHOUT ROWID;`,

  // For whom a thread is, who is to see to it, what came of it, and up to when each person has read it.
  `ALTER TABLE commentThread ADD COLUMN audience TEXT NOT NULL DEFAULT 'readers';
   ALTER TABLE commentThread ADD COLUMN assignedTo TEXT;
   ALTER TABLE commentThread ADD COLUMN outcome TEXT;
   ALTER TABLE commentThread ADD COLUMN outcomeReason TEXT NOT NULL DEFAULT '';
   ALTER TABLE comment ADD COLUMN wording TEXT;
   ALTER TABLE notice ADD COLUMN commentId TEXT;
   CREATE TABLE commentRead (
     personId TEXT NOT NULL, threadId TEXT NOT NULL REFERENCES commentThread (id), upTo INTEGER NOT NULL, PRIMARY KEY (personId, threadId)
   ) STRICT, WITHOUT ROWID;`,

  // Sharing for review.
  `CREATE TABLE share (
     id TEXT PRIMARY KEY, documentId TEXT NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL, title TEXT NOT NULL, movers TEXT NOT NULL,
     at INTEGER NOT NULL, "by" TEXT NOT NULL, note TEXT NOT NULL, dueOn TEXT
   ) STRICT;
   CREATE INDEX share_of_document ON share (documentId, at);
   CREATE TABLE review (
     documentId TEXT NOT NULL, personId TEXT NOT NULL, askedBy TEXT NOT NULL, askedAt INTEGER NOT NULL, dueOn TEXT, remindedAt INTEGER,
     verdict TEXT, words TEXT NOT NULL, doneAt INTEGER, doneSeq INTEGER, PRIMARY KEY (documentId, personId)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX review_of_person ON review (personId);`,

  // Which moments a text had, what they were called, and which of them were made to stand again.
  `CREATE TABLE moment (
     documentId TEXT NOT NULL, fromSeq INTEGER NOT NULL, seq INTEGER NOT NULL, "from" INTEGER NOT NULL, at INTEGER NOT NULL,
     PRIMARY KEY (documentId, fromSeq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE namedVersion (
     documentId TEXT NOT NULL, seq INTEGER NOT NULL, name TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (documentId, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE restoration (
     documentId TEXT NOT NULL, clientId INTEGER NOT NULL, version INTEGER NOT NULL, versionAt INTEGER NOT NULL, before INTEGER NOT NULL,
     seq INTEGER, "by" TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (documentId, clientId)
   ) STRICT, WITHOUT ROWID;`,

  // What came from those who review, and see no more than was shared.
  `CREATE TABLE sharedEntry (documentId TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (documentId, seq)) STRICT, WITHOUT ROWID;`,

  // Where matters came from that were taken in from another installation.
  `CREATE TABLE origin (
     matterId TEXT NOT NULL, "order" INTEGER NOT NULL, at INTEGER NOT NULL, "by" TEXT, sha256 TEXT NOT NULL, form TEXT NOT NULL, madeAt INTEGER NOT NULL,
     municipality TEXT NOT NULL, diarienummer TEXT, log TEXT, versions TEXT NOT NULL, PRIMARY KEY (matterId, "order")
   ) STRICT, WITHOUT ROWID;`,

  // What is masked of locked texts when they are published, and where minutes can be read.
  `CREATE TABLE maskDecision (
     documentId TEXT NOT NULL, lockId TEXT NOT NULL, part TEXT NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, verdict TEXT NOT NULL,
     reason TEXT NOT NULL, "by" TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (lockId, part, "from", "to")
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX maskDecision_of_document ON maskDecision (documentId);
   ALTER TABLE publicNotice ADD COLUMN keptAt TEXT NOT NULL DEFAULT '';`,

  // What one person may do in one document is asked at each opening, and was looked for among all that they may.
  `DROP INDEX grant_of_document;
   CREATE INDEX grant_of_document ON "grant" (documentId, personId);`,

  // The documents that are deleted, or have no row yet, and whose journal is to be erased still.
  `CREATE TABLE erasure (documentId TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`,

  // The files that may be no attachment's: put there before its row, or to be taken away after it.
  `CREATE TABLE unsettledFile (keeper TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (keeper, sha256)) STRICT, WITHOUT ROWID;`,

  // What is asked of one document, or of one person, was looked for among all.
  `CREATE INDEX signature_of_document ON signature (documentId);
   CREATE INDEX signature_of_person ON signature (personId);
   CREATE INDEX lock_of_document ON lock (documentId);
   CREATE INDEX invitation_of_document ON invitation (documentId);
   CREATE INDEX document_filed_as ON document (filedAs) WHERE filedAs IS NOT NULL;`,

  // Whether words of what was deleted or cleared stand in the index of what is searched, which keeps them until it is merged: as do those from before.
  `ALTER TABLE erasure ADD COLUMN isIndexed INTEGER NOT NULL DEFAULT 0;
   INSERT INTO words (words) VALUES ('rebuild');`,
];
